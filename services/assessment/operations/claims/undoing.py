"""A decision is undone by the level that made it, or the district, until it is posted or somebody acted on it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import ClaimPosted, NothingToUndo, OwnAssessment
from services.assessment.models import Claim
from services.assessment.operations.claims.batching import go_back_to_school
from services.assessment.operations.claims.deciding import is_own, level_of
from services.assessment.operations.claims.drafting import demand_first
from services.assessment.operations.claims.places import demanded, place_claims
from services.assessment.operations.claims.steps import BESIDE, Bells, give_to, said, step
from services.assessment.operations.doubles import check_doubles
from services.assessment.rules import ReviewLevel
from services.platform.access import Reach, Viewer

_OF_LEVEL: Final[Mapping[str, ReviewLevel]] = {
    "PASSED_ON": "SCHOOL",
    "RECOGNISED_BY_SCHOOL": "SCHOOL",
    "RETURNED_BY_SCHOOL": "SCHOOL",
    "RECOGNISED_BY_DISTRICT": "DISTRICT",
    "RETURNED_BY_DISTRICT": "DISTRICT",
}

_RETURNS: Final = ("RETURNED_BY_SCHOOL", "RETURNED_BY_DISTRICT")


async def undo_decision(
    session: AsyncSession, *, district_id: int, claim_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> Claim:
    """Put a form back before the level that decided last, as if it had just come; its history keeps both.

    One that was returned may have been filed anew meanwhile: it is looked at beside everything, as when handed in.
    """
    claim = await queries.lock_claim(session, district_id=district_id, claim_id=claim_id)
    level_of(claim, viewer)
    if claim.posted_at is not None:
        raise ClaimPosted(at=claim.posted_at.isoformat())
    last = await queries.find_last_step(session, district_id=district_id, claim_id=claim_id, besides=BESIDE)
    level = None if last is None or claim.source == "DEGREE" else _OF_LEVEL.get(last.act)
    if last is None or level is None:
        raise NothingToUndo
    if level == "DISTRICT" and viewer.reach is not Reach.DISTRICT:
        raise NothingToUndo
    if is_own(claim, viewer, level="SCHOOL"):
        raise OwnAssessment
    terms = await queries.load_claim_terms(session, district_id=district_id)
    bells, by = Bells(), viewer.principal.account_id
    if level == "SCHOOL":
        claim.school_decided_by = claim.school_decided_person_id = None
        go_back_to_school(claim)
    give_to(claim, level, terms=terms, bells=bells, at=at)
    claim.decided_by = claim.decided_at = claim.reason = None
    await demand_first(session, claim)
    await session.flush()
    if last.act in _RETURNS:
        placed = demanded((await place_claims(session, district_id=district_id, claims=[claim], at=at))[claim_id])
        await check_doubles(session, district_id=district_id, filed=[(claim, placed.force.pack)], at=at)
    await queries.insert_steps(
        session, district_id=district_id, steps=[step(claim, "UNDONE", by=by, at=at, why=said(reason))]
    )
    await bells.ring(session, district_id=district_id)
    return claim
