"""The district's registration in numbers."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.access import Viewer
from services.platform.errors import Forbidden
from services.registration import queries
from services.registration.queries import Counts
from services.registration.rules import SUMMARY_SCOPE


async def summarise(session: AsyncSession, *, district_id: int, viewer: Viewer) -> Counts:
    """Count everything; an integration needs the scope for it."""
    if viewer.principal.roles == {"integration"} and SUMMARY_SCOPE not in viewer.principal.scopes:
        raise Forbidden
    return await queries.count_all(session, district_id=district_id)
