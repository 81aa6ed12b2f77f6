"""Making an archive: the book is signed, the statement proved and printed, and all of it packed into one file."""

import asyncio
import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import TeacherArchiveFellDue
from services.directory import queries as directory
from services.ledger import queries
from services.ledger.errors import NotYetSigned
from services.ledger.models import TeacherArchive
from services.ledger.operations.archives.paper import labels_of, print_statement
from services.ledger.operations.heads import sign_head
from services.ledger.operations.provenance import evidence_file, trace_entries
from services.ledger.operations.proving import prove_at
from services.ledger.operations.reading import Named, Statement, read_statement
from services.ledger.rules import SignedText
from services.ledger.rules.archives import (
    ARCHIVE_FORM,
    README,
    CarriedOver,
    EvidenceIndex,
    as_json,
    evidence_sheet,
    signed_manifest,
)
from services.platform.database import allow_seconds
from services.platform.errors import NotFound
from services.platform.files import FileStore, list_files_of_person
from services.platform.outbox import publish
from services.platform.signing import KeyRing, Signer, in_base64url

WAITING: Final = "WAITING"
READY: Final = "READY"
EXPIRED: Final = "EXPIRED"
KEPT_FOR: Final = timedelta(days=7)
_LONGEST_SECONDS: Final = 25
# The bell is rung once, by another process, whose clock may be ahead of this one's: not heard, the file would stay.
_CLOCKS_DIFFER: Final = timedelta(minutes=1)


def content_name(archive_id: UUID) -> str:
    """Under which name the store keeps the file."""
    return f"archive-{archive_id}.zip"


async def make_or_expire(
    session: AsyncSession,
    files: FileStore,
    *,
    district_id: int,
    archive_id: UUID,
    signer: Signer,
    keys: KeyRing,
    at: datetime,
) -> None:
    """Make an archive that waits; let go of one whose time is over; heard again, nothing."""
    asked = await queries.lock_archive(session, district_id=district_id, archive_id=archive_id)
    if asked.state == READY and asked.expires_at is not None and asked.expires_at <= at + _CLOCKS_DIFFER:
        await files.remove_passing(district_id, [content_name(archive_id)])
        await queries.move_archive(
            session, district_id=district_id, archive_id=archive_id, moved={"state": EXPIRED, "sha256": None}
        )
    if asked.state != WAITING:
        return
    if await _signed_anew(session, asked, signer=signer, at=at):
        # Signing holds the book: it is made in a turn of its own, so that nobody waits for paper to post.
        await publish(session, TeacherArchiveFellDue(district_id=district_id, archive_id=archive_id))
        return
    await allow_seconds(session, _LONGEST_SECONDS)
    known_at_seq, content = await _made(session, asked=asked, district_id=district_id, signer=signer, keys=keys, at=at)
    # Written before the row is: a worker that dies here makes the same file again under the same name.
    await files.put_passing(district_id, content_name(archive_id), content)
    expires_at = at + KEPT_FOR
    await queries.move_archive(
        session,
        district_id=district_id,
        archive_id=archive_id,
        moved={
            "state": READY,
            "known_at_seq": known_at_seq,
            "sha256": hashlib.sha256(content).digest(),
            "size": len(content),
            "made_at": at,
            "expires_at": expires_at,
        },
    )
    await publish(session, TeacherArchiveFellDue(district_id=district_id, archive_id=archive_id), due_at=expires_at)


async def _signed_anew(session: AsyncSession, asked: TeacherArchive, *, signer: Signer, at: datetime) -> bool:
    """Sign the book, once an archive, if it has grown since: what was posted before it was asked for is proved too."""
    head = await queries.find_last_head(session, district_id=asked.district_id)
    if head is not None and (
        head.signed_at >= asked.asked_at or head.seq == await queries.get_head(session, district_id=asked.district_id)
    ):
        return False
    return (
        await sign_head(session, district_id=asked.district_id, signer=signer, at=max(at, asked.asked_at)) is not None
    )


async def _made(
    session: AsyncSession, *, asked: TeacherArchive, district_id: int, signer: Signer, keys: KeyRing, at: datetime
) -> tuple[int, bytes]:
    """The number of the last entry that the file knows of, and the file."""
    head = await queries.find_last_head(session, district_id=district_id)
    row = await directory.find_teacher(session, district_id=district_id, teacher_id=asked.teacher_id)
    if row is None:
        raise NotFound
    if head is None:
        raise NotYetSigned
    placed = await directory.map_snapshots(
        session, district_id=district_id, teacher_ids=[asked.teacher_id], on=asked.as_of
    )
    school_id = placed[asked.teacher_id].school_id if asked.teacher_id in placed else None
    teacher = Named(asked.teacher_id, row.staff_number, row.name, school_id)
    proof = await prove_at(
        session,
        district_id=district_id,
        teacher=teacher,
        as_of=asked.as_of,
        head=head,
        signer=signer,
        keys=keys,
        at=at,
    )
    statement = await read_statement(
        session, district_id=district_id, teacher=teacher, as_of=asked.as_of, known_at_seq=head.seq
    )
    entries = await trace_entries(session, district_id=district_id, entries=[entry for entry, _ in statement.lines])
    handed_in = await list_files_of_person(session, district_id=district_id, person_id=asked.teacher_id)
    index = EvidenceIndex(
        form=ARCHIVE_FORM,
        district_id=district_id,
        teacher_id=asked.teacher_id,
        as_of=asked.as_of,
        known_at_seq=head.seq,
        entries=entries,
        carried=await _carried(session, district_id=district_id, statement=statement),
        files=tuple(evidence_file(file) for file in handed_in),
    )
    school = (
        None
        if school_id is None
        else await directory.find_school(session, district_id=district_id, school_id=school_id)
    )
    labels = await labels_of(session, district_id=district_id, statement=statement)
    paper = await print_statement(
        statement,
        entries,
        school="" if school is None else school.name,
        head=head,
        labels=labels,
        purpose=asked.purpose,
        at=at,
    )
    contents = {
        "statement.pdf": paper,
        "statement.json": msgspec.json.encode(proof),
        "evidence.json": as_json(index),
        "evidence.csv": evidence_sheet(entries),
        "README.txt": README.encode(),
    }
    contents["manifest.json"] = signed_manifest(
        contents,
        archive_id=asked.archive_id,
        district_id=district_id,
        teacher_id=asked.teacher_id,
        asked_by=asked.asked_by,
        purpose=asked.purpose,
        made_at=at,
        signer=signer,
    )
    return head.seq, await asyncio.to_thread(_packed, contents, at)


async def _carried(session: AsyncSession, *, district_id: int, statement: Statement) -> tuple[CarriedOver, ...]:
    """What the statement shows of other districts' books, each with what proves it there."""
    if not statement.carried:
        return ()
    shown = {(one.origin_district_id, one.entry_id): gone for one, gone in statement.carried}
    teacher_id = statement.teacher.teacher_id
    former = await queries.map_former(session, district_id=district_id, teacher_ids=[teacher_id])
    proven = await queries.list_carried_with_heads(session, district_id=district_id, teacher_ids=[teacher_id, *former])
    return tuple(
        CarriedOver(
            origin_district_id=one.origin_district_id,
            seq=one.seq,
            entry_id=one.entry_id,
            taken_back_by_seq=shown[one.origin_district_id, one.entry_id],
            canonical=one.canonical.decode(),
            previous_hash=one.previous_hash.hex(),
            path=tuple(hashed.hex() for hashed in one.path),
            head=SignedText(canonical=head.canonical.decode(), signature=in_base64url(head.signature)),
        )
        for one, head in proven
        if (one.origin_district_id, one.entry_id) in shown
    )


def _packed(contents: Mapping[str, bytes], at: datetime) -> bytes:
    """A ZIP of these, the same bytes for the same contents and moment."""
    packed = io.BytesIO()
    moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, date_time=moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()
