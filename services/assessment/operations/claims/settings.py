"""How a district reviews claims: time limits, sample and undo, kept with who said so and why."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import SettingsUnsound
from services.assessment.models import ClaimSetting
from services.assessment.rules import ClaimTerms
from services.platform.access import Viewer
from services.platform.ids import new_id


async def get_claim_settings(session: AsyncSession, *, district_id: int) -> tuple[ClaimTerms, ClaimSetting | None]:
    """The terms in force, and the row that says so; without one they are those that come with the system."""
    terms = await queries.load_claim_terms(session, district_id=district_id)
    return terms, await queries.find_claim_setting(session, district_id=district_id)


async def set_claim_settings(
    session: AsyncSession, *, district_id: int, terms: ClaimTerms, reason: str, viewer: Viewer, at: datetime
) -> tuple[ClaimTerms, ClaimSetting]:
    """Review by these terms from now on; what lies with a level keeps its time. The same again changes nothing."""
    viewer.demand()
    if terms.remind_days >= min(terms.school_days, terms.district_days):
        raise SettingsUnsound
    wanted = {
        "school_days": terms.school_days,
        "district_days": terms.district_days,
        "remind_days": terms.remind_days,
        "sample_percent": terms.sample_percent,
        "undo_hours": terms.undo_hours,
        "reason": reason,
    }
    kept = await queries.find_claim_setting(session, district_id=district_id)
    if kept is None or any(getattr(kept, name) != value for name, value in wanted.items()):
        kept = await queries.insert_claim_setting(
            session,
            district_id=district_id,
            setting={**wanted, "setting_id": new_id(), "set_by": viewer.principal.account_id, "set_at": at},
        )
    return await queries.load_claim_terms(session, district_id=district_id), kept
