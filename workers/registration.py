"""What registration hears."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import EntriesPosted
from services.registration import operations
from workers.subscriptions import on


@on(EntriesPosted, queue="registration")
async def keep_history(session: AsyncSession, event: EntriesPosted) -> None:
    """The training history, by which packs say who may enter what."""
    await operations.keep_history(session, district_id=event.district_id, entries=event.entries)
