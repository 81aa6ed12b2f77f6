"""Taking a whole import back: every entry that still stands is reversed, a thousand a transaction, once a file."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import HistoryImportFellDue
from services.ledger import queries
from services.ledger.errors import ConcernsYourself, ImportNotApplied, ImportUndone
from services.ledger.models import Book, HistoryProgress, HistoryUndo
from services.ledger.operations.history.reading import HistoryShown, get_history_import
from services.ledger.operations.posting import MOST_AT_ONCE, post
from services.ledger.rules import reversal_of, undo_causation
from services.platform.access import Viewer
from services.platform.database import allow_seconds
from services.platform.outbox import publish

UNDOING: Final = "UNDOING"
UNDONE: Final = "UNDONE"
_LONGEST_SECONDS: Final = 60


async def undo_import(
    session: AsyncSession, *, viewer: Viewer, district_id: int, import_id: UUID, reason: str, at: datetime
) -> HistoryShown:
    """Take back what an import gave and still stands; one that is being posted is stopped first.

    What something else took back before stays as it is and is named. The rows may be brought again afterwards.
    """
    await allow_seconds(session, _LONGEST_SECONDS)
    book = await queries.lock_book(session, district_id=district_id)
    brought = await queries.get_history_import(session, district_id=district_id, import_id=import_id)
    if not brought.imported.applied:
        raise ImportNotApplied
    if brought.undo is not None:
        raise ImportUndone(undone_at=brought.undo.undone_at)
    principal = viewer.principal
    if principal.person_id is not None and await queries.is_of_import(
        session, district_id=district_id, causation_id=brought.causation_id, teacher_id=principal.person_id
    ):
        raise ConcernsYourself
    undo = await queries.insert_history_undo(
        session,
        HistoryUndo(
            district_id=district_id,
            import_id=import_id,
            causation_id=undo_causation(
                import_id=import_id, reason=reason, undone_by=principal.account_id, undone_at=at
            ),
            reason=reason,
            undone_by=principal.account_id,
            undone_at=at,
        ),
    )
    moved: dict[str, Any] = {
        "state": UNDOING,
        "place": 0,
        "done": 0,
        "total": await queries.count_of_import(session, district_id=district_id, causation_id=brought.causation_id),
        "moved_at": at,
    }
    if brought.progress is None:
        progress = await queries.insert_history_progress(
            session,
            HistoryProgress(district_id=district_id, import_id=import_id, posted=moved["total"], **moved),
        )
    else:
        await queries.move_history_progress(session, district_id=district_id, import_id=import_id, moved=moved)
        brought = await queries.get_history_import(session, district_id=district_id, import_id=import_id)
        progress = brought.progress or HistoryProgress()
    brought = queries.Brought(brought.imported, progress, undo)
    if await take_back_some(session, book=book, brought=brought, progress=progress, at=at):
        await publish(session, HistoryImportFellDue(district_id=district_id, import_id=import_id))
    return await get_history_import(session, district_id=district_id, import_id=import_id)


async def take_back_some(
    session: AsyncSession, *, book: Book, brought: queries.Brought, progress: HistoryProgress, at: datetime
) -> bool:
    """Reverse the next entries that stand. Whether others follow."""
    district_id, import_id = book.district_id, progress.import_id
    if brought.undo is None:
        return False
    merges = await queries.list_causes_of_merges(session, district_id=district_id)
    standing = await queries.list_standing_of_import(
        session,
        district_id=district_id,
        import_id=import_id,
        cause=brought.causation_id,
        merges=merges,
        after_seq=progress.place,
        limit=MOST_AT_ONCE,
    )
    causation_id = brought.undo.causation_id
    moves = [reversal_of(record, causation_id=causation_id) for record in standing]
    await post(session, book=book, awards=moves, at=at)
    goes_on = len(standing) == MOST_AT_ONCE
    moved: dict[str, Any] = {
        "state": UNDOING if goes_on else UNDONE,
        "place": standing[-1].seq if standing else progress.place,
        "done": progress.done + len(standing),
        "moved_at": at,
    }
    await queries.move_history_progress(session, district_id=district_id, import_id=import_id, moved=moved)
    return goes_on
