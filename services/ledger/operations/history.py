"""Old hours from a spreadsheet: read, checked as a whole, posted as a whole or not at all, and only once."""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.models import HistoryImport
from services.ledger.operations.judging import InForce, get_district_pack
from services.ledger.operations.posting import post
from services.ledger.rules import (
    MOST_FAULTS,
    Award,
    CellFault,
    HistoryRow,
    appointment_on,
    cell_fault,
    history_award,
    read_history,
)
from services.platform import clock
from services.platform.database import allow_seconds
from services.platform.ids import new_id
from services.platform.spreadsheets import read_workbook

_LONGEST_SECONDS: Final = 60


async def import_history(
    session: AsyncSession, *, district_id: int, content: bytes, dry_run: bool, by: UUID, at: datetime
) -> HistoryImport:
    """Import an xlsx or CSV file of old hours. With any fault nothing is posted; the same row again adds nothing.

    Codes are those of the pack in force today; the first sheet counts.
    """
    today = at.astimezone(clock.SHANGHAI).date()
    # The file is read while the transaction waits; nothing is locked until it has been checked.
    await allow_seconds(session, _LONGEST_SECONDS)
    bench = await get_district_pack(session, district_id=district_id, on=today)
    sheets = await read_workbook(content)
    cells = [(row.number, row.cells) for sheet in sheets[:1] for row in sheet.rows]
    rows, faults = await asyncio.to_thread(read_history, cells, pack=bench.pack, today=today)
    import_id = new_id()
    awards, unplaced = await _awards_of(session, district_id=district_id, rows=rows, bench=bench, import_id=import_id)
    faults = sorted([*faults, *unplaced], key=lambda fault: (fault.row, fault.column))
    added = 0
    if not faults:
        added = await _post_new(session, district_id=district_id, awards=awards, dry_run=dry_run, at=at)
    return await queries.insert_history_import(
        session,
        HistoryImport(
            district_id=district_id,
            import_id=import_id,
            file_hash=hashlib.sha256(content).hexdigest(),
            dry_run=dry_run,
            applied=not faults and not dry_run,
            report={
                "rows": len(cells),
                "added": added,
                "repeated": 0 if faults else len(rows) - added,
                "errors": [msgspec.structs.asdict(fault) for fault in faults[:MOST_FAULTS]],
            },
            imported_by=by,
            imported_at=at,
        ),
    )


async def get_history_import(session: AsyncSession, *, district_id: int, import_id: UUID) -> HistoryImport:
    return await queries.get_history_import(session, district_id=district_id, import_id=import_id)


async def _awards_of(
    session: AsyncSession, *, district_id: int, rows: Sequence[HistoryRow], bench: InForce, import_id: UUID
) -> tuple[dict[str, Award], list[CellFault]]:
    """Award key -> award of every row whose teacher is known here; the others as faults."""
    teacher_ids = await directory.map_teachers_by_staff_number(
        session, district_id=district_id, staff_numbers={row.staff_number for row in rows}
    )
    timelines = await directory.load_timelines(session, district_id=district_id, teacher_ids=teacher_ids.values())
    awards: dict[str, Award] = {}
    faults: list[CellFault] = []
    for row in rows:
        teacher_id = teacher_ids.get(row.staff_number)
        if teacher_id is None:
            faults.append(cell_fault(row.row, "staff_number", "unknown-teacher"))
            continue
        appointment = appointment_on(timelines[teacher_id], row.date_to)
        if appointment is None:
            faults.append(cell_fault(row.row, "staff_number", "never-appointed"))
            continue
        award = history_award(
            row,
            teacher_id=teacher_id,
            appointment=appointment,
            pack_id=bench.assigned.pack_id,
            pack_hash=bench.assigned.content_hash,
            import_id=import_id,
        )
        awards.setdefault(award.award_key, award)
    return awards, faults


async def _post_new(
    session: AsyncSession, *, district_id: int, awards: dict[str, Award], dry_run: bool, at: datetime
) -> int:
    """Post what does not stand in the book yet; return how much that is."""
    book = None if dry_run else await queries.lock_book(session, district_id=district_id)
    taken = await queries.list_taken_award_keys(session, district_id=district_id, award_keys=list(awards))
    fresh = [award for award_key, award in awards.items() if award_key not in taken]
    if book is not None:
        await post(session, book=book, awards=fresh, at=at)
    return len(fresh)
