"""Imports of old hours."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import HistoryImport
from services.platform.errors import NotFound


async def insert_history_import(session: AsyncSession, done: HistoryImport) -> HistoryImport:
    session.add(done)
    await session.flush()
    return done


async def get_history_import(session: AsyncSession, *, district_id: int, import_id: UUID) -> HistoryImport:
    """The import, or NotFound."""
    found = await session.get(HistoryImport, (district_id, import_id))
    if found is None:
        raise NotFound
    return found
