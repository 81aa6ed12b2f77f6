"""What time does to claims: reminders, the end of a school's time, and the posting of what was recognised."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import Claim
from services.assessment.operations.claims.batching import hand_up
from services.assessment.operations.claims.places import place_claims
from services.assessment.operations.claims.posting import post_claims
from services.assessment.operations.claims.steps import Bells, give_to, step
from services.assessment.rules import lies_with
from services.directory import queries as directory
from services.platform.errors import Text

_REMINDED = Text(zh="审核期限将到", en="The time for deciding is running out")
_ESCALATED = Text(zh="学校逾期未审核,转区级办理", en="The school's time is over: the district takes it up")


async def look_when_due(session: AsyncSession, *, district_id: int, claim_ids: Collection[UUID], at: datetime) -> None:
    """Do about these claims whatever is due by now; what has been done or undone meanwhile is left alone."""
    claims = (await queries.lock_claims(session, district_id=district_id, claim_ids=claim_ids)).values()
    terms = await queries.load_claim_terms(session, district_id=district_id)
    late = [claim for claim in claims if claim.due_at is not None and claim.due_at <= at and _lies_with_school(claim)]
    placed = await place_claims(session, district_id=district_id, claims=late, at=at)
    calendars = await directory.load_calendars(session, district_id=district_id)
    bells, steps = Bells(), []
    for claim in claims:
        if claim.claim_id in placed:
            hand_up(claim, placed[claim.claim_id], calendars, at=at)
            give_to(claim, "DISTRICT", terms=terms, bells=bells, at=at)
            steps.append(step(claim, "ESCALATED", by=None, at=at, why=_ESCALATED))
        elif claim.remind_at is not None and claim.remind_at <= at:
            claim.remind_at, claim.reminded_at = None, at
            steps.append(step(claim, "REMINDED", by=None, at=at, why=_REMINDED))
    await session.flush()
    await queries.insert_steps(session, district_id=district_id, steps=steps)
    await bells.ring(session, district_id=district_id)
    waiting = [claim for claim in claims if claim.state == "RECOGNISED" and claim.posted_at is None]
    due = [claim for claim in waiting if claim.posts_at is not None and claim.posts_at <= at]
    if due:
        await post_claims(session, district_id=district_id, claims=due, at=at)


def _lies_with_school(claim: Claim) -> bool:
    return lies_with(claim.state, returned_to=claim.returned_to) == "SCHOOL"
