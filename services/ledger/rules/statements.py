"""A teacher's statement that proves itself: signed as a whole, each entry shown to stand in a signed book."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import msgspec

from services.ledger.rules.entries import Amounts, Record, canonical_bytes, chained_hash
from services.ledger.rules.heads import Head, read_head
from services.ledger.rules.tree import is_included
from services.platform.errors import Text
from services.platform.signing import KeyRing, from_base64url

STATEMENT_FORM: Final = "xuefen.statement.v1"
_ENCODER: Final = msgspec.json.Encoder(order="sorted", decimal_format="string", uuid_format="canonical")


class Stated(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the deployment states: these are all the entries of a teacher up to a day, as the book knew it at a head."""

    form: str
    district_id: int
    teacher_id: UUID
    staff_number: str
    name: str
    as_of: date
    known_at_seq: int
    hours: Decimal
    credits: Decimal
    entries: tuple[int, ...]
    issued_at: datetime
    key_id: str


class SignedText(msgspec.Struct, frozen=True, kw_only=True):
    """Canonical JSON as text, with an Ed25519 signature over its bytes in base64url."""

    canonical: str
    signature: str


class ProvenEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry's canonical JSON, the hash before it, and the hashes beside its way up to the head's root, in hex."""

    canonical: str
    previous_hash: str
    path: tuple[str, ...]


class StatementProof(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that an offline check needs but the trust in the keys."""

    statement: SignedText
    head: SignedText
    entries: tuple[ProvenEntry, ...]
    keys: dict[str, Any]


def stated_bytes(stated: Stated) -> bytes:
    return _ENCODER.encode(stated)


def read_proof(content: bytes) -> StatementProof | None:
    """The proof that a file holds, None where it holds none."""
    try:
        return msgspec.json.decode(content, type=StatementProof)
    except msgspec.MsgspecError:
        return None


def check_statement(proof: StatementProof, *, keys: KeyRing) -> tuple[Stated | None, list[Text]]:
    """What the statement says, and everything in it that does not hold."""
    stated, faults = _stated_of(proof, keys)
    head, of_head = _head_of(proof, keys)
    faults += of_head
    if stated is None or head is None:
        return stated, faults
    if head.district_id != stated.district_id or head.seq != stated.known_at_seq:
        faults.append(Text(zh="账簿头与对账单不是一处一时", en="the head is not that of the statement"))
    total, seen = Amounts(), []
    for entry in proof.entries:
        record, wrong = _faults_of_entry(entry, stated, head)
        faults += wrong
        if record is not None:
            total = total.plus(record.hours, record.credits)
            seen.append(record.seq)
    if tuple(seen) != stated.entries:
        faults.append(Text(zh="所附台账行与对账单所列不符", en="the entries are not those that the statement names"))
    if (total.hours, total.credits) != (stated.hours, stated.credits):
        faults.append(Text(zh="台账行合计与对账单不符", en="the entries do not add up to what the statement says"))
    return stated, faults


def _stated_of(proof: StatementProof, keys: KeyRing) -> tuple[Stated | None, list[Text]]:
    canonical = proof.statement.canonical.encode()
    try:
        stated = msgspec.json.decode(canonical, type=Stated)
    except msgspec.MsgspecError:
        return None, [Text(zh="对账单不可读", en="the statement cannot be read")]
    if stated.form != STATEMENT_FORM or not _signed(keys, stated.key_id, canonical, proof.statement.signature):
        return stated, [Text(zh="对账单的签名无效", en="the signature of the statement does not hold")]
    return stated, []


def _head_of(proof: StatementProof, keys: KeyRing) -> tuple[Head | None, list[Text]]:
    canonical = proof.head.canonical.encode()
    head = read_head(canonical)
    if head is None:
        return None, [Text(zh="账簿头不可读", en="the head cannot be read")]
    if not _signed(keys, head.key_id, canonical, proof.head.signature):
        return head, [Text(zh="账簿头的签名无效", en="the signature of the head does not hold")]
    return head, []


def _signed(keys: KeyRing, key_id: str, content: bytes, signature: str) -> bool:
    try:
        return keys.holds(key_id=key_id, content=content, signature=from_base64url(signature))
    except ValueError:
        return False


def _faults_of_entry(entry: ProvenEntry, stated: Stated, head: Head) -> tuple[Record | None, list[Text]]:
    canonical = entry.canonical.encode()
    try:
        record = msgspec.json.decode(canonical, type=Record)
        previous, path = bytes.fromhex(entry.previous_hash), _unhexed(entry.path)
        root = bytes.fromhex(head.tree_root)
    except (msgspec.MsgspecError, ValueError):
        return None, [Text(zh="有一台账行不可读", en="an entry cannot be read")]
    faults = []
    theirs = (record.district_id, record.teacher_id) == (stated.district_id, stated.teacher_id)
    if not theirs or record.effective_on > stated.as_of or canonical_bytes(record) != canonical:
        faults.append(
            Text(zh=f"台账行 {record.seq} 不属于该对账单", en=f"entry {record.seq} does not belong to the statement")
        )
    entry_hash = chained_hash(previous, canonical)
    if not is_included(entry_hash=entry_hash, index=record.seq - 1, size=head.seq, path=path, root=root):
        faults.append(
            Text(zh=f"台账行 {record.seq} 不在所签账簿中", en=f"entry {record.seq} does not stand in the signed book")
        )
    return record, faults


def _unhexed(texts: Sequence[str]) -> list[bytes]:
    return [bytes.fromhex(text) for text in texts]
