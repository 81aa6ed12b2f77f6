"""Where each entry of a teacher comes from and what proves it, and the files of an archive that tell of it."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Final
from uuid import UUID

import msgspec

from services.ledger.rules.statements import SignedText
from services.platform.growing import plain_cell
from services.platform.signing import Signer, in_base64url

ARCHIVE_FORM: Final = "xuefen.archive.v1"
_ENCODER: Final = msgspec.json.Encoder(order="sorted", decimal_format="string", uuid_format="canonical")

_HEADER: Final = (
    "序号 seq",
    "名称 title",
    "开始 from",
    "结束 to",
    "学时 hours",
    "学分 credits",
    "来源 source",
    "依据 document",
    "证据等级 evidence",
    "文件 file",
    "行 row",
    "SHA-256",
    "经办 by",
    "入账 recorded",
    "证书 no.",
)

README: Final = """\
教师个人档案 A teacher's own archive
====================================

statement.pdf   对账单:全部台账行 The statement: every entry of the book
statement.json  同一对账单,带电子签名、已签账簿头和每行的包含证明
                The same statement, signed, with the signed head and a proof for each entry
evidence.json   每行的来源与依据,本人提交的每个文件及其 SHA-256
                Where each entry comes from, and every file handed in with its SHA-256
evidence.csv    同上,可用表格软件打开 The same for a spreadsheet program
manifest.json   以上各文件的 SHA-256,带电子签名 The SHA-256 of all of these, signed

离线核验 Offline check:  xuefen verify-statement statement.json
"""


class EvidenceFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was handed in; its content lies in the store under its hash, in hex."""

    file_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    stored_at: datetime


class FromFile(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a file of old hours, its paper and how good the proof is; the row unknown of very old imports."""

    import_id: UUID
    file_name: str | None
    file_hash: str
    row: int | None
    document: str | None
    evidence: str | None
    imported_by: UUID
    imported_at: datetime


class FromOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """A revision of a result or of a claim, by the hash of all that it said, in hex."""

    outcome_id: UUID
    revision: int
    content_hash: str | None
    class_id: UUID | None
    program_id: UUID | None
    rules: tuple[str, ...]


class FromAdjustment(msgspec.Struct, frozen=True, kw_only=True):
    """What two persons agreed on, and the files that proved it."""

    adjustment_id: UUID
    reason: str
    proposed_by: UUID
    proposed_at: datetime
    decided_by: UUID
    decided_at: datetime
    files: tuple[EvidenceFile, ...]


class FromUndo(msgspec.Struct, frozen=True, kw_only=True):
    """The undo of a whole import."""

    import_id: UUID
    reason: str
    undone_by: UUID
    undone_at: datetime


class FromMove(msgspec.Struct, frozen=True, kw_only=True):
    """The other account of a person found twice: a move of the merge gave or took the entry."""

    merge_id: UUID
    number: int
    back: bool
    first_entry_id: UUID


class CertifiedBy(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate that stands on an entry."""

    certificate_id: UUID
    kind: str
    number: str
    issued_on: date
    holds: bool


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Where an entry comes from: one of the four, by what caused it; of a reversal what took the other back.

    Of one that was moved between two accounts of a person, what first caused it, and the move.
    """

    seq: int
    entry_id: UUID
    teacher_id: UUID
    title: str
    earned_from: date
    earned_to: date
    hours: Decimal
    credits: Decimal
    source: str
    award_key: str
    causation_id: UUID
    recorded_at: datetime
    hash: str
    reverses: UUID | None
    file: FromFile | None
    outcome: FromOutcome | None
    adjustment: FromAdjustment | None
    undo: FromUndo | None
    move: FromMove | None
    certificates: tuple[CertifiedBy, ...]


class CarriedOver(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of another district's book that came along, with the proof that it stands there; hashes in hex."""

    origin_district_id: int
    seq: int
    entry_id: UUID
    taken_back_by_seq: int | None
    canonical: str
    previous_hash: str
    path: tuple[str, ...]
    head: SignedText


class EvidenceIndex(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive says of a teacher's entries and files."""

    form: str
    district_id: int
    teacher_id: UUID
    as_of: date
    known_at_seq: int
    entries: tuple[Provenance, ...]
    carried: tuple[CarriedOver, ...]
    files: tuple[EvidenceFile, ...]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Which files belong to an archive, by their hashes; who asked for it and what for."""

    form: str
    archive_id: UUID
    district_id: int
    teacher_id: UUID
    asked_by: UUID
    purpose: str | None
    made_at: datetime
    key_id: str
    files: Mapping[str, str]


def as_json(told: object) -> bytes:
    """RFC 8785 JSON: sorted names, exact decimals as texts."""
    return _ENCODER.encode(told)


def signed_manifest(
    files: Mapping[str, bytes],
    *,
    archive_id: UUID,
    district_id: int,
    teacher_id: UUID,
    asked_by: UUID,
    purpose: str | None,
    made_at: datetime,
    signer: Signer,
) -> bytes:
    """The manifest as canonical text with the signature over its bytes."""
    canonical = as_json(
        Manifest(
            form=ARCHIVE_FORM,
            archive_id=archive_id,
            district_id=district_id,
            teacher_id=teacher_id,
            asked_by=asked_by,
            purpose=purpose,
            made_at=made_at,
            key_id=signer.key_id,
            files={name: sha256(content).hexdigest() for name, content in files.items()},
        )
    )
    return as_json(SignedText(canonical=canonical.decode(), signature=in_base64url(signer.sign(canonical))))


def evidence_sheet(entries: Iterable[Provenance]) -> bytes:
    """One line an entry, in UTF-8 with the mark that spreadsheet programs look for."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    for one in entries:
        writer.writerow([_harmless(cell) for cell in _cells_of(one)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cells_of(one: Provenance) -> Sequence[str]:
    document, evidence, file, row, digest, by = "", "", "", "", one.hash, ""
    if one.undo is not None:
        document, by = one.undo.reason, str(one.undo.undone_by)
    elif one.adjustment is not None:
        document, by = one.adjustment.reason, f"{one.adjustment.proposed_by} {one.adjustment.decided_by}"
        file = " ".join(f"{kept.name} {kept.sha256}" for kept in one.adjustment.files)
    elif one.file is not None:
        document, evidence = one.file.document or "", one.file.evidence or ""
        file, row = one.file.file_name or "", str(one.file.row or "")
        digest, by = one.file.file_hash, str(one.file.imported_by)
    elif one.outcome is not None:
        document, digest = f"{one.outcome.outcome_id}:{one.outcome.revision}", one.outcome.content_hash or one.hash
    return [
        str(one.seq),
        one.title,
        one.earned_from.isoformat(),
        one.earned_to.isoformat(),
        f"{one.hours:f}",
        f"{one.credits:f}",
        one.source,
        document,
        evidence,
        file,
        row,
        digest,
        by,
        one.recorded_at.isoformat(),
        " ".join(certified.number for certified in one.certificates),
    ]


def _harmless(cell: str) -> str:
    """The text so that no program takes it for a formula; a plain number stays one."""
    return cell if cell.removeprefix("-").replace(".", "", 1).isdigit() else plain_cell(cell)
