"""The district's registration in numbers."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.access import Viewer
from services.registration import queries
from services.registration.queries import Counts
from services.registration.rules import SUMMARY_SCOPE


async def summarise(session: AsyncSession, *, district_id: int, viewer: Viewer) -> Counts:
    """Count everything; an integration needs the scope for it."""
    viewer.demand_scope(SUMMARY_SCOPE)
    return await queries.count_all(session, district_id=district_id)
