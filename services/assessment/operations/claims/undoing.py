"""A decision is undone by the level that made it, or the district, until it is posted or somebody acted on it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import ClaimPosted, NothingToUndo, OwnAssessment
from services.assessment.models import Claim
from services.assessment.operations.claims.deciding import level_of
from services.assessment.operations.claims.steps import BY_TIME, Bells, give_to, said, step
from services.assessment.rules import ReviewLevel
from services.platform.access import Reach, Viewer

_OF_LEVEL: Final[Mapping[str, ReviewLevel]] = {
    "PASSED_ON": "SCHOOL",
    "RECOGNISED_BY_SCHOOL": "SCHOOL",
    "RETURNED_BY_SCHOOL": "SCHOOL",
    "RECOGNISED_BY_DISTRICT": "DISTRICT",
    "RETURNED_BY_DISTRICT": "DISTRICT",
}


async def undo_decision(
    session: AsyncSession, *, district_id: int, claim_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> Claim:
    """Put a form back before the level that decided last, as if it had just come; its history keeps both."""
    claim = await queries.lock_claim(session, district_id=district_id, claim_id=claim_id)
    level_of(claim, viewer)
    if claim.posted_at is not None:
        raise ClaimPosted(at=claim.posted_at.isoformat())
    last = await queries.find_last_step(session, district_id=district_id, claim_id=claim_id, besides=BY_TIME)
    level = None if last is None or claim.source == "DEGREE" else _OF_LEVEL.get(last.act)
    if level is None:
        raise NothingToUndo
    principal = viewer.principal
    if level == "DISTRICT" and viewer.reach is not Reach.DISTRICT:
        raise NothingToUndo
    if principal.person_id == claim.teacher_id or principal.account_id == claim.submitted_by:
        raise OwnAssessment
    terms = await queries.load_claim_terms(session, district_id=district_id)
    bells, by = Bells(), principal.account_id
    if level == "SCHOOL":
        claim.school_decided_by = None
    give_to(claim, level, terms=terms, bells=bells, at=at)
    claim.decided_by = claim.decided_at = claim.reason = None
    await session.flush()
    await queries.insert_steps(
        session, district_id=district_id, steps=[step(claim, "UNDONE", by=by, at=at, why=said(reason))]
    )
    await bells.ring(session, district_id=district_id)
    return claim
