"""Claims as people see them: one, many, counted, in steps, and what they would be worth."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import Claim, ClaimStep, Outcome
from services.assessment.operations.claims.batching import batches_of
from services.assessment.operations.claims.looking import Looked, look_at
from services.assessment.operations.reach import demand_teacher, scope_of
from services.assessment.rules import ClaimBatch, ClaimCounts, ClaimFilter, Counts, lies_with
from services.platform.access import Viewer
from services.platform.errors import DomainError, NotFound


async def see_claim(session: AsyncSession, *, district_id: int, claim_id: UUID, viewer: Viewer) -> queries.SeenClaim:
    """A claim within reach, with its papers and the outcome it was recognised by, if it was."""
    claim = await _get(session, district_id=district_id, claim_id=claim_id, viewer=viewer)
    return await see(session, claim)


async def see(session: AsyncSession, claim: Claim) -> queries.SeenClaim:
    (seen,) = await queries.see_claims(session, district_id=claim.district_id, claims=[claim])
    return seen


async def list_claims(
    session: AsyncSession,
    *,
    district_id: int,
    wanted: ClaimFilter,
    viewer: Viewer,
    at: datetime,
    after: UUID | None,
    limit: int,
) -> list[queries.SeenClaim]:
    """The claims within reach, in the order in which they were made."""
    claims = await queries.list_claims(
        session, district_id=district_id, scope=scope_of(viewer), wanted=wanted, at=at, after=after, limit=limit
    )
    return await queries.see_claims(session, district_id=district_id, claims=claims)


async def count_claims(session: AsyncSession, *, district_id: int, viewer: Viewer, at: datetime) -> ClaimCounts:
    """How many of the claims within reach stand where."""
    return await queries.count_claims(session, district_id=district_id, scope=scope_of(viewer), at=at)


async def list_claim_steps(
    session: AsyncSession, *, district_id: int, claim_id: UUID, viewer: Viewer
) -> Sequence[ClaimStep]:
    """Everything that happened to a claim, the first thing first."""
    await _get(session, district_id=district_id, claim_id=claim_id, viewer=viewer)
    return await queries.list_steps(session, district_id=district_id, claim_id=claim_id)


async def preview_claim(
    session: AsyncSession, *, district_id: int, claim_id: UUID, viewer: Viewer, at: datetime
) -> tuple[Looked, tuple[ClaimBatch, ...]]:
    """What a form would be worth as it stands, what it lacks, and the batches it would join if handed in now."""
    claim = await _get(session, district_id=district_id, claim_id=claim_id, viewer=viewer)
    if claim.source == "DEGREE":
        raise NotFound
    looked = (await look_at(session, district_id=district_id, claims=[claim], at=at))[claim_id]
    if isinstance(looked.placed, DomainError) or lies_with(claim.state, returned_to=claim.returned_to) != "TEACHER":
        return looked, ()
    return looked, await batches_of(session, claim, looked.placed, at=at)


async def list_teacher_outcomes(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
    at: datetime,
) -> list[Outcome]:
    """Everything a teacher was assessed in, of classes and claims, oldest first."""
    await demand_teacher(session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, at=at)
    return list(
        await queries.list_outcomes_of_teacher(
            session, district_id=district_id, teacher_id=teacher_id, after=after, limit=limit
        )
    )


async def summarise(session: AsyncSession, *, district_id: int, viewer: Viewer) -> Counts:
    """The district's assessment in numbers; an integration needs the scope for it."""
    viewer.demand()
    viewer.demand_scope("summary:read")
    return await queries.count_everything(session, district_id=district_id)


async def _get(session: AsyncSession, *, district_id: int, claim_id: UUID, viewer: Viewer) -> Claim:
    claim = await queries.get_claim(session, district_id=district_id, claim_id=claim_id)
    viewer.demand(person_id=claim.teacher_id, unit_id=claim.school_id)
    return claim
