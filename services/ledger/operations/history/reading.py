"""What an import was given, what became of each of its rows, and what of it still stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.models import Entry, HistoryImport, HistoryProgress, HistoryRow, HistoryUndo
from services.platform.errors import NotFound

MOST_LEFT: Final = 500


@dataclass(frozen=True, slots=True)
class HistoryShown:
    """An import, how far it is, why it was taken back, and what an undo left because it had been taken back before."""

    imported: HistoryImport
    progress: HistoryProgress | None
    undo: HistoryUndo | None
    left: Sequence[queries.Stood] = field(default_factory=list)

    @property
    def state(self) -> str:
        if self.progress is not None:
            return self.progress.state
        if self.imported.dry_run:
            return "CHECKED"
        # What was brought before progress was kept was posted in one piece.
        return "DONE" if self.imported.applied else "REFUSED"

    @property
    def goes_on(self) -> bool:
        return self.state in ("POSTING", "UNDOING")


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row, the entry that it became, and the number of the entry that took that back."""

    row: HistoryRow
    entry: Entry | None
    taken_back_by_seq: int | None


async def get_history_import(session: AsyncSession, *, district_id: int, import_id: UUID) -> HistoryShown:
    brought = await queries.get_history_import(session, district_id=district_id, import_id=import_id)
    left: Sequence[queries.Stood] = []
    if brought.undo is not None:
        merges = await queries.list_causes_of_merges(session, district_id=district_id)
        left = await queries.list_taken_back_otherwise(
            session,
            district_id=district_id,
            import_id=import_id,
            cause=brought.causation_id,
            merges=merges,
            not_by=[brought.undo.causation_id, *merges],
            limit=MOST_LEFT,
        )
    return HistoryShown(brought.imported, brought.progress, brought.undo, left)


async def list_history_imports(
    session: AsyncSession, *, district_id: int, after: UUID | None, limit: int
) -> Sequence[HistoryShown]:
    """Imports after one, the first made first: one more than `limit` tells that others follow."""
    found = await queries.list_history_imports(
        session, district_id=district_id, import_ids=None, after=after, limit=limit + 1
    )
    return [HistoryShown(one.imported, one.progress, one.undo) for one in found]


async def list_history_rows(
    session: AsyncSession,
    *,
    district_id: int,
    import_id: UUID,
    fate: str | None,
    flagged: bool,
    after: int | None,
    limit: int,
) -> Sequence[RowShown]:
    """Rows after a number, in the order of the file: one more than `limit` tells that others follow."""
    await queries.get_history_import(session, district_id=district_id, import_id=import_id)
    rows = await queries.list_history_rows(
        session,
        district_id=district_id,
        import_id=import_id,
        after=after or 0,
        limit=limit + 1,
        fate=fate,
        flagged=flagged,
    )
    return [RowShown(*row) for row in rows]


async def get_history_file(session: AsyncSession, *, district_id: int, import_id: UUID) -> HistoryImport:
    """An import whose very file is kept; NotFound where it was not applied, or brought before files were kept."""
    imported = (await queries.get_history_import(session, district_id=district_id, import_id=import_id)).imported
    if not imported.applied or imported.file_name is None:
        raise NotFound
    return imported
