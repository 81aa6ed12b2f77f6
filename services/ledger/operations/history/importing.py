"""Bringing a file of old hours: checked at once, posted a thousand rows a transaction, a long one by the worker."""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import HistoryImportFellDue
from services.ledger import queries
from services.ledger.models import Book, HistoryImport, HistoryProgress, HistoryRow
from services.ledger.operations.history.checking import (
    NEW,
    POSTED,
    REFUSED,
    REPEATED,
    CheckedRow,
    check_rows,
    hold_against_book,
    report_of,
    timelines_of,
)
from services.ledger.operations.history.reading import HistoryShown, get_history_import
from services.ledger.operations.history.undoing import UNDOING, take_back_some
from services.ledger.operations.judging import get_district_pack
from services.ledger.operations.posting import MOST_AT_ONCE, post
from services.ledger.rules import (
    MOST_FAULTS,
    Award,
    Evidence,
    appointment_on,
    file_causation,
    history_award,
    read_history,
    read_row,
)
from services.platform import clock
from services.platform.access import Viewer
from services.platform.database import allow_seconds
from services.platform.files import FileStore
from services.platform.ids import new_id
from services.platform.outbox import publish
from services.platform.spreadsheets import read_workbook

POSTING: Final = "POSTING"
DONE: Final = "DONE"
_LONGEST_SECONDS: Final = 60


async def import_history(
    session: AsyncSession,
    files: FileStore,
    *,
    viewer: Viewer,
    district_id: int,
    content: bytes,
    file_name: str,
    document: str | None,
    evidence: Evidence | None,
    dry_run: bool,
    at: datetime,
) -> HistoryShown:
    """Check an xlsx or CSV file of old hours and post it, unless a row has a fault; the same row again adds nothing.

    Codes are those of the pack in force today; the first sheet counts. Up to a thousand rows stand in the book when
    this returns, of more the worker posts the next thousands.
    """
    today = at.astimezone(clock.SHANGHAI).date()
    # The file is read while the transaction waits; nothing is locked until it has been checked.
    await allow_seconds(session, _LONGEST_SECONDS)
    bench = await get_district_pack(session, district_id=district_id, on=today)
    sheets = await read_workbook(content)
    cells = [(row.number, row.cells) for sheet in sheets[:1] for row in sheet.rows]
    rows, faults = await asyncio.to_thread(
        read_history, cells, pack=bench.pack, today=today, document=document, evidence=evidence
    )
    import_id, file_hash = new_id(), hashlib.sha256(content).hexdigest()
    checked, of_sheet = await check_rows(
        session,
        district_id=district_id,
        rows=rows,
        faults=faults,
        import_id=import_id,
        by_person=viewer.principal.person_id,
    )
    applied = not dry_run and not of_sheet and not any(one.fate == REFUSED for one in checked)
    if applied:
        # Whoever doubts a row looks it up in the very file.
        await files.put(district_id, content)
    causation_id = file_causation(
        import_id=import_id,
        file_hash=file_hash,
        file_name=file_name,
        pack_hash=bench.assigned.content_hash,
        imported_by=viewer.principal.account_id,
        imported_at=at,
        rows=[
            (one.teacher_id, one.award_key, one.row)
            for one in checked
            if one.fate == NEW and one.teacher_id is not None and one.award_key is not None and one.row is not None
        ],
    )
    await queries.insert_history_import(
        session,
        HistoryImport(
            district_id=district_id,
            import_id=import_id,
            file_hash=file_hash,
            dry_run=dry_run,
            applied=applied,
            report=report_of(checked, of_sheet, rows=len(cells), most=MOST_FAULTS),
            imported_by=viewer.principal.account_id,
            imported_at=at,
            file_name=file_name,
            document=document,
            evidence=None if evidence is None else evidence.value,
            pack_id=bench.assigned.pack_id,
            pack_hash=bench.assigned.content_hash,
            causation_id=causation_id,
        ),
    )
    await queries.insert_history_rows(
        session,
        [one.stored(district_id=district_id, import_id=import_id, keep_said=applied) for one in checked],
    )
    if applied:
        await queries.insert_history_progress(
            session,
            HistoryProgress(
                district_id=district_id,
                import_id=import_id,
                state=POSTING,
                place=0,
                done=0,
                total=sum(one.fate == NEW for one in checked),
                posted=0,
                moved_at=at,
            ),
        )
        await go_on_importing(session, district_id=district_id, import_id=import_id, at=at)
    return await get_history_import(session, district_id=district_id, import_id=import_id)


async def go_on_importing(session: AsyncSession, *, district_id: int, import_id: UUID, at: datetime) -> None:
    """The next thousand rows of an import, or entries of one that is taken back; then it is said to go on."""
    # Whoever holds the book is alone with every import: posting and taking back never meet.
    book = await queries.lock_book(session, district_id=district_id)
    brought = await queries.get_history_import(session, district_id=district_id, import_id=import_id)
    progress = brought.progress
    if progress is not None and progress.state == POSTING:
        goes_on = await _post_some(session, book=book, brought=brought, progress=progress, at=at)
    elif progress is not None and progress.state == UNDOING:
        goes_on = await take_back_some(session, book=book, brought=brought, progress=progress, at=at)
    else:
        goes_on = False
    if goes_on:
        await publish(session, HistoryImportFellDue(district_id=district_id, import_id=import_id))


async def _post_some(
    session: AsyncSession, *, book: Book, brought: queries.Brought, progress: HistoryProgress, at: datetime
) -> bool:
    """Post the next rows, those left out that came into the book since they were checked. Whether others follow."""
    district_id, import_id = book.district_id, progress.import_id
    rows = await queries.list_said_rows(
        session, district_id=district_id, import_id=import_id, after=progress.place, limit=MOST_AT_ONCE
    )
    checked = [_checked(row) for row in rows]
    await _hold_again(session, district_id=district_id, checked=checked, causation_id=brought.causation_id)
    awards = await _awards_of(
        session, district_id=district_id, brought=brought, checked=[one for one in checked if one.fate == NEW]
    )
    await post(session, book=book, awards=awards, at=at)
    await queries.set_fates(
        session,
        district_id=district_id,
        import_id=import_id,
        fates={one.number: (POSTED if one.fate == NEW else one.fate, one.same_as_seq) for one in checked},
    )
    goes_on = progress.done + len(rows) < progress.total
    moved: dict[str, Any] = {
        "state": POSTING if goes_on else DONE,
        "place": rows[-1].number if rows else progress.place,
        "done": progress.done + len(rows),
        "posted": progress.posted + len(awards),
        "moved_at": at,
    }
    await queries.move_history_progress(session, district_id=district_id, import_id=import_id, moved=moved)
    return goes_on


def _checked(row: HistoryRow) -> CheckedRow:
    said = None if row.said is None else read_row(row.said)
    return CheckedRow(row.number, said, teacher_id=row.teacher_id, award_key=row.award_key)


async def _hold_again(
    session: AsyncSession, *, district_id: int, checked: Sequence[CheckedRow], causation_id: UUID
) -> None:
    """Under the lock of the book: what came into it since the file was checked is not posted a second time."""
    taken = await queries.map_award_keys(
        session, district_id=district_id, award_keys=[one.award_key or "" for one in checked]
    )
    for one in checked:
        if one.award_key in taken:
            one.fate, one.same_as_seq = REPEATED, taken[one.award_key][0]
    await hold_against_book(
        session,
        district_id=district_id,
        checked=[one for one in checked if one.fate == NEW],
        causation_id=causation_id,
    )


async def _awards_of(
    session: AsyncSession, *, district_id: int, brought: queries.Brought, checked: Sequence[CheckedRow]
) -> list[Award]:
    timelines = await timelines_of(
        session, district_id=district_id, teacher_ids=[one.teacher_id for one in checked if one.teacher_id is not None]
    )
    imported = brought.imported
    awards = []
    for one in checked:
        if one.row is None or one.teacher_id is None or one.award_key is None:
            continue
        appointment = appointment_on(timelines[one.teacher_id], one.row.date_to)
        if appointment is None:
            # It stood when the file was checked: without it the entry would say no school.
            one.refuse("staff_number", "never-appointed")
            continue
        awards.append(
            history_award(
                one.row,
                award_key=one.award_key,
                teacher_id=one.teacher_id,
                appointment=appointment,
                pack_id=imported.pack_id or "",
                pack_hash=imported.pack_hash or "",
                import_id=imported.import_id,
                causation_id=brought.causation_id,
            )
        )
    return awards
