"""The roster of a district from a spreadsheet: read, checked as a whole, applied as a whole or not at all."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import TimelineChanged
from services.contracts.event import MOST_MEMBERS
from services.directory import queries
from services.directory.models import RosterImport, School
from services.directory.operations.opening import Keys
from services.directory.operations.places import hold_open
from services.directory.operations.sealing import DistrictKeys, document_indexes, keys_of, phone_index
from services.directory.rules import COLUMNS, CellFault, RosterRow, read_roster
from services.platform.database import allow_seconds
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.outbox import publish
from services.platform.spreadsheets import read_workbook

# Reading a large file in the child process alone may take longer than a request's transaction may wait.
_LONGEST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class _Roster:
    """The rows of a file, and who and what of them the district knows already."""

    rows: Sequence[RosterRow]
    indexes: Sequence[bytes]
    """The keyed hash of each row's document."""
    others: Mapping[bytes, bytes]
    """While a key changes: under what else a document may stand -> its hash of today."""
    staff: Mapping[str, queries.KnownNumber]
    schools: Mapping[str, School]


async def import_roster(
    session: AsyncSession,
    *,
    district_id: int,
    content: bytes,
    dry_run: bool,
    keys: Keys,
    by: UUID,
    at: datetime,
) -> RosterImport:
    """Import an xlsx or CSV roster. With any fault nothing is applied; the same file again changes nothing."""
    await allow_seconds(session, _LONGEST_SECONDS)
    sheets = await read_workbook(content)
    cells = [(row.number, row.cells) for sheet in sheets[:1] for row in sheet.rows]
    # What takes its time over many rows takes it beside everybody else's requests.
    rows, faults = await asyncio.to_thread(read_roster, cells)
    indexes, others = await asyncio.to_thread(_indexes, rows, keys)
    if others:
        await queries.hold_claims(session)
    roster = _Roster(
        rows,
        indexes,
        others,
        await queries.map_known_numbers(
            session, district_id=district_id, staff_numbers={row.staff_number for row in rows}
        ),
        await queries.map_schools_by_code(session, district_id=district_id),
    )
    faults += [
        *await _foreign_documents(session, district_id=district_id, roster=roster),
        *await _overlaps(session, district_id=district_id, roster=roster),
        *_gone(roster),
    ]
    counts: dict[str, dict[str, int]] = {}
    if not faults:
        async with session.begin_nested() as savepoint:
            teacher_ids, counts, changed = await _apply(session, district_id=district_id, roster=roster, keys=keys)
            faults = await _held_elsewhere(session, district_id=district_id, rows=rows, teacher_ids=teacher_ids)
            if dry_run or faults:
                # The counts are those of a real run, taken back.
                await savepoint.rollback()
                counts = {} if faults else counts
            else:
                for start in range(0, len(changed), MOST_MEMBERS):
                    members = tuple(changed[start : start + MOST_MEMBERS])
                    await publish(session, TimelineChanged(district_id=district_id, teacher_ids=members))
    return await queries.insert_roster_import(
        session,
        RosterImport(
            district_id=district_id,
            import_id=new_id(),
            file_hash=hashlib.sha256(content).hexdigest(),
            dry_run=dry_run,
            applied=not faults and not dry_run,
            report={
                "rows": len(cells),
                "errors": [{"row": f.row, "column": f.column, "code": f.code} for f in faults],
                "counts": counts,
            },
            imported_by=by,
            imported_at=at,
        ),
    )


async def get_roster_import(session: AsyncSession, *, district_id: int, import_id: UUID) -> RosterImport:
    record = await queries.find_roster_import(session, district_id=district_id, import_id=import_id)
    if record is None:
        raise NotFound
    return record


async def _foreign_documents(session: AsyncSession, *, district_id: int, roster: _Roster) -> list[CellFault]:
    """Rows whose document another teacher of the district holds already."""
    found = await queries.map_identities(session, district_id=district_id, indexes={*roster.indexes, *roster.others})
    holders = {roster.others.get(index, index): teacher_id for index, teacher_id in found.items()}
    return [
        CellFault(row.row, COLUMNS["document"][0], "held-by-another-teacher")
        for row, index in zip(roster.rows, roster.indexes, strict=True)
        if (holder := holders.get(index)) is not None
        and ((known := roster.staff.get(row.staff_number)) is None or holder != known.goes_on_as)
    ]


async def _overlaps(session: AsyncSession, *, district_id: int, roster: _Roster) -> list[CellFault]:
    """Rows whose appointment overlaps one that stands already and that the file does not replace."""
    told = {(row.staff_number, row.valid_from) for row in roster.rows}
    standing = await queries.map_periods(
        session, district_id=district_id, teacher_ids=[known.teacher_id for known in roster.staff.values()]
    )
    return [
        CellFault(row.row, COLUMNS["valid_from"][0], "overlaps-an-appointment-that-stands")
        for row in roster.rows
        if (known := roster.staff.get(row.staff_number)) is not None
        and any(
            (row.staff_number, first) not in told
            and (last is None or last >= row.valid_from)
            and (row.valid_to is None or row.valid_to >= first)
            for first, last in standing.get(known.teacher_id, ())
        )
    ]


def _gone(roster: _Roster) -> list[CellFault]:
    """Rows of a teacher who goes on under another number, and of a school that goes up in another before their end."""
    faults = []
    for row in roster.rows:
        known, school = roster.staff.get(row.staff_number), roster.schools.get(row.school_code)
        if known is not None and known.merged_into is not None:
            faults.append(CellFault(row.row, COLUMNS["staff_number"][0], "merged-into-another"))
        if school is not None and school.merged_on is not None and (row.valid_to or date.max) >= school.merged_on:
            faults.append(CellFault(row.row, COLUMNS["school_code"][0], "merged-into-another"))
    return faults


async def _held_elsewhere(
    session: AsyncSession, *, district_id: int, rows: Sequence[RosterRow], teacher_ids: Mapping[str, UUID]
) -> list[CellFault]:
    """Rows that would hold a person open whom another district holds; the claim of the others is made."""
    refused = await hold_open(session, district_id=district_id, teacher_ids=teacher_ids.values())
    return [
        CellFault(row.row, COLUMNS["valid_to"][0], "held-by-another-district")
        for row in rows
        if row.valid_to is None and teacher_ids[row.staff_number] in refused
    ]


async def _apply(
    session: AsyncSession, *, district_id: int, roster: _Roster, keys: Keys
) -> tuple[dict[str, UUID], dict[str, dict[str, int]], list[UUID]]:
    """Write all rows; return who is who by staff number, counts per table and whose timeline is new or changed."""
    school_ids = {code: school.school_id for code, school in roster.schools.items()}
    teacher_ids = {
        number: known.goes_on_as if (known := roster.staff.get(number)) is not None else new_id()
        for number in dict.fromkeys(row.staff_number for row in roster.rows)
    }
    ring = await keys_of(session, district_id=district_id, keys=keys)
    # Sealed while the database works.
    sealing = asyncio.create_task(asyncio.to_thread(_identities, district_id, roster, teacher_ids, keys, ring))
    try:
        await queries.rename_claims(session, roster.others)
        persons = await queries.map_claims(session, {index: new_id() for index in roster.indexes})
        identities = await sealing
    finally:
        sealing.cancel()
    schools: dict[str, dict[str, Any]] = {}
    teachers: dict[str, dict[str, Any]] = {}
    appointments: list[dict[str, Any]] = []
    facts: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row, index in zip(roster.rows, roster.indexes, strict=True):
        if row.school_code not in schools:
            schools[row.school_code] = _school(district_id, row, school_ids)
        teacher_id = teacher_ids[row.staff_number]
        if row.staff_number not in teachers:
            teachers[row.staff_number] = {
                "district_id": district_id,
                "teacher_id": teacher_id,
                "person_id": persons[index],
                "staff_number": row.staff_number,
                "name": row.name,
                "birth_date": row.birth_date,
                "hire_date": row.hire_date,
                "retire_date": row.retire_date,
            }
        appointments.append(
            {
                "district_id": district_id,
                "appointment_id": new_id(),
                "teacher_id": teacher_id,
                "school_id": school_ids[row.school_code],
                "post": row.post,
                "stage": row.stage,
                "subject": row.subject,
                "title": row.title,
                "title_tier": row.title_tier,
                "valid_from": row.valid_from,
                "valid_to": row.valid_to,
            }
        )
        for kind, code, first, last in _dated(row):
            facts.setdefault(
                (teacher_id, kind, code, first),
                {
                    "district_id": district_id,
                    "fact_id": new_id(),
                    "teacher_id": teacher_id,
                    "kind": kind,
                    "code": code,
                    "valid_from": first,
                    "valid_to": last,
                    "ground": None,
                },
            )
    written = await queries.upsert_roster(
        session,
        schools=list(schools.values()),
        teachers=list(teachers.values()),
        identities=identities,
        appointments=appointments,
        facts=list(facts.values()),
    )
    counts = {
        table: {
            "added": len(keys_of["added"]),
            "changed": len(keys_of["changed"]),
        }
        for table, keys_of in written.items()
    }
    changed: set[UUID] = set()
    for table in ("teachers", "appointments", "facts"):
        changed.update(written[table]["added"], written[table]["changed"])
    # What kind of school somebody stands at is looked at, whoever is on this roster.
    for code in written["schools"]["changed"]:
        changed.update(
            await queries.list_appointed_between(
                session, district_id=district_id, first=date.min, last=date.max, school_id=school_ids[code]
            )
        )
    return teacher_ids, counts, sorted(changed)


def _school(district_id: int, row: RosterRow, school_ids: dict[str, UUID]) -> dict[str, Any]:
    return {
        "district_id": district_id,
        "school_id": school_ids.setdefault(row.school_code, new_id()),
        "code": row.school_code,
        "name": row.school_name,
        "kind": row.school_kind,
        "stage": row.stage,
    }


def _identities(
    district_id: int, roster: _Roster, teacher_ids: Mapping[str, UUID], keys: Keys, ring: DistrictKeys
) -> list[dict[str, Any]]:
    """One for each teacher: every row of a teacher says the same of the person."""
    first = {
        row.staff_number: (row, index)
        for row, index in zip(reversed(roster.rows), reversed(roster.indexes), strict=True)
    }
    return [
        _identity(district_id, teacher_ids[number], row, index, keys, ring) for number, (row, index) in first.items()
    ]


def _identity(
    district_id: int, teacher_id: UUID, row: RosterRow, index: bytes, keys: Keys, ring: DistrictKeys
) -> dict[str, Any]:
    place = f"{district_id}|{teacher_id}"
    return {
        "district_id": district_id,
        "teacher_id": teacher_id,
        "key_id": ring.newest,
        "document_kind": row.document_kind,
        "document_sealed": ring.seal(row.document, place=f"{place}|document"),
        "document_index": index,
        "phone_sealed": ring.seal(row.phone, place=f"{place}|phone") if row.phone else None,
        "phone_index": phone_index(row.phone, keys) if row.phone else None,
    }


def _dated(row: RosterRow) -> list[tuple[str, str, date, date | None]]:
    dated: list[tuple[str, str, date, date | None]] = []
    if row.degree is not None and row.degree_on is not None:
        dated.append(("DEGREE", row.degree, row.degree_on, None))
    if row.class_from is not None:
        dated.append(("CLASS_TEACHER", "", row.class_from, row.class_to))
    return dated


def _indexes(rows: Sequence[RosterRow], keys: Keys) -> tuple[list[bytes], dict[bytes, bytes]]:
    """Each row's hash of today, and what else its document may stand under -> that."""
    hashed = [document_indexes(row.document_kind, row.document, keys) for row in rows]
    return [one[0] for one in hashed], {other: one[0] for one in hashed for other in one[1:]}
