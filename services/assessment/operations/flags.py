"""What looked odd about claims is listed, and settled by people who are not concerned in it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import FlagSettled, OwnAssessment
from services.assessment.models import Claim, ClaimFlag
from services.assessment.operations.reach import scope_of
from services.platform.access import Reach, Viewer
from services.platform.ids import new_id

OPEN: Final = "OPEN"
CONFIRMED: Final = "CONFIRMED"
CLEARED: Final = "CLEARED"


async def list_claim_flags(
    session: AsyncSession,
    *,
    district_id: int,
    state: str | None,
    claim_id: UUID | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> Sequence[tuple[ClaimFlag, Claim]]:
    """The flags of claims within reach, in the order in which they were raised."""
    return await queries.list_claim_flags(
        session,
        district_id=district_id,
        scope=scope_of(viewer),
        state=state,
        claim_id=claim_id,
        after=after,
        limit=limit,
    )


async def settle_claim_flag(
    session: AsyncSession, *, district_id: int, flag_id: UUID, state: str, reason: str, viewer: Viewer, at: datetime
) -> tuple[ClaimFlag, Claim]:
    """Say whether what looked odd is a double, once and with a reason; nobody settles what is about their own claims.

    What was confirmed may be cleared when the claim was corrected and handed in again since.
    """
    flag, claim = await queries.lock_claim_flag(session, district_id=district_id, flag_id=flag_id)
    viewer.demand(unit_id=claim.school_id)
    await _demand_unconcerned(session, flag, claim, viewer=viewer)
    corrected = (
        (flag.state, state) == (CONFIRMED, CLEARED)
        and flag.settled_at is not None
        and claim.submitted_at is not None
        and claim.submitted_at > flag.settled_at
    )
    if flag.state == OPEN or corrected:
        flag.state = state
        flag.settled_by = viewer.principal.account_id
        flag.settled_level = "DISTRICT" if viewer.reach is Reach.DISTRICT else "SCHOOL"
        flag.settled_at = at
        flag.reason = reason
        await session.flush()
        await queries.insert_steps(
            session,
            district_id=district_id,
            steps=[
                {
                    "claim_id": claim.claim_id,
                    "step_id": new_id(),
                    "act": f"FLAG_{state}",
                    "state": claim.state,
                    "reason_zh": f"{flag.zh}:{reason}",
                    "reason_en": f"{flag.en}: {reason}",
                    "content": None,
                    "done_by": viewer.principal.account_id,
                    "done_at": at,
                }
            ],
        )
    elif (flag.state, flag.reason) != (state, reason):
        raise FlagSettled(state=flag.state)
    return flag, claim


async def _demand_unconcerned(session: AsyncSession, flag: ClaimFlag, claim: Claim, *, viewer: Viewer) -> None:
    """OwnAssessment for who made or handed in the claim, and for whose claim it may be a double of."""
    principal = viewer.principal
    if principal.account_id in (claim.claimed_by, claim.submitted_by):
        raise OwnAssessment
    if principal.person_id is None:
        return
    concerned = {claim.teacher_id, claim.submitted_person_id}
    if flag.first_claim_id is not None:
        first = await queries.get_claim(session, district_id=claim.district_id, claim_id=flag.first_claim_id)
        concerned.add(first.teacher_id)
    if principal.person_id in concerned:
        raise OwnAssessment
