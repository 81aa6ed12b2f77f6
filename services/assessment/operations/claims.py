"""Claims: a certificate is claimed once, decided by somebody else, and recognised as the pack says."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    CertificateNotYetAwarded,
    ClaimDecided,
    ClaimExists,
    OwnAssessment,
    ReasonMissing,
    TeacherNotInPost,
)
from services.assessment.models import Claim, Outcome
from services.assessment.operations.judging import read_packs
from services.assessment.operations.publishing import Said, say
from services.assessment.operations.reach import demand_teacher, scope_of
from services.assessment.rules import DEGREE_TITLES, Counts, Scope, Status, worth_of_degree
from services.contracts import OutcomeState
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import Forbidden
from services.platform.ids import new_id

SUBMITTED, RECOGNISED, RETURNED = "SUBMITTED", "RECOGNISED", "RETURNED"


async def submit_claim(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID,
    kind: str,
    degree_level: str,
    certificate_no: str,
    awarded_on: date,
    evidence: str,
    viewer: Viewer,
    at: datetime,
) -> Claim:
    """Claim a certificate for a teacher within reach; the same certificate twice is refused, pointing at the first."""
    snapshot = await demand_teacher(session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, at=at)
    today = at.astimezone(SHANGHAI).date()
    if snapshot is None:
        raise TeacherNotInPost(on=today)
    if awarded_on > today:
        raise CertificateNotYetAwarded
    wanted = {
        "claim_id": new_id(),
        "teacher_id": teacher_id,
        "school_id": snapshot.school_id,
        "kind": kind,
        "degree_level": degree_level,
        "certificate_no": certificate_no,
        "awarded_on": awarded_on,
        "evidence": evidence,
        "state": SUBMITTED,
        "claimed_by": viewer.principal.account_id,
        "claimed_at": at,
    }
    claim = await queries.insert_claim(session, district_id=district_id, claim=wanted)
    if claim is None:
        first = await queries.find_same_claim(session, district_id=district_id, claim=wanted)
        raise ClaimExists(claim_id="" if first is None else first.claim_id)
    return claim


async def get_claim(
    session: AsyncSession, *, district_id: int, claim_id: UUID, viewer: Viewer
) -> tuple[Claim, Outcome | None]:
    """A claim with the outcome it was recognised by, if it was."""
    claim = await queries.get_claim(session, district_id=district_id, claim_id=claim_id)
    viewer.demand(person_id=claim.teacher_id, unit_id=claim.school_id)
    return claim, await queries.find_outcome_of_claim(session, district_id=district_id, claim_id=claim_id)


async def list_claims(
    session: AsyncSession,
    *,
    district_id: int,
    state: str | None,
    teacher_id: UUID | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
) -> list[Claim]:
    """The claims within reach, in the order in which they were made."""
    scope: Scope = scope_of(viewer)
    return list(
        await queries.list_claims(
            session,
            district_id=district_id,
            scope=scope,
            state=state,
            teacher_id=teacher_id,
            after=after,
            limit=limit,
        )
    )


async def decide_claim(
    session: AsyncSession,
    *,
    district_id: int,
    claim_id: UUID,
    approved: bool,
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> tuple[Claim, Outcome | None]:
    """Recognise or return a claim, once; nobody decides about their own or about what they submitted."""
    if not approved and reason is None:
        raise ReasonMissing
    claim = await queries.lock_claim(session, district_id=district_id, claim_id=claim_id)
    viewer.demand()
    if viewer.principal.person_id == claim.teacher_id or viewer.principal.account_id == claim.claimed_by:
        raise OwnAssessment
    state = RECOGNISED if approved else RETURNED
    if claim.state == SUBMITTED:
        claim.state = state
        claim.decided_by = viewer.principal.account_id
        claim.decided_at = at
        claim.reason = reason
        await session.flush()
        if approved:
            await _recognise(session, claim, reason=reason, viewer=viewer, at=at)
    elif claim.state != state:
        raise ClaimDecided(state=claim.state)
    return claim, await queries.find_outcome_of_claim(session, district_id=district_id, claim_id=claim_id)


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
    principal = viewer.principal
    if principal.roles == {"integration"} and "summary:read" not in principal.scopes:
        raise Forbidden
    return await queries.count_everything(session, district_id=district_id)


async def _recognise(session: AsyncSession, claim: Claim, *, reason: str | None, viewer: Viewer, at: datetime) -> None:
    snapshot = await _snapshot_of(session, claim, at=at)
    pack = await directory.get_assigned_pack(
        session,
        district_id=claim.district_id,
        on=claim.awarded_on,
        school_id=snapshot.school_id,
        stage=snapshot.stage,
        post=snapshot.post,
    )
    read = await read_packs(session, district_id=claim.district_id, assigned=[pack])
    worth = worth_of_degree(
        read[pack.assignment_id, pack.revision], awarded_on=claim.awarded_on, level=claim.degree_level
    )
    title = DEGREE_TITLES[claim.degree_level].zh
    explanation = [{"zh": text.zh, "en": text.en} for text in worth.explanation]
    outcome_id = new_id()
    await queries.insert_outcomes(
        session,
        district_id=claim.district_id,
        outcomes=[
            {
                "outcome_id": outcome_id,
                "teacher_id": claim.teacher_id,
                "claim_id": claim.claim_id,
                "school_id": snapshot.school_id,
                "revision": 1,
                "status": str(Status.PASSED),
                "title": title,
                "explanation": explanation,
                "lines": [line.model_dump(mode="json") for line in worth.lines],
                "pack_id": pack.pack_id,
                "pack_hash": pack.content_hash,
                "finalised_at": at,
            }
        ],
    )
    state = OutcomeState(
        outcome_id=outcome_id,
        revision=1,
        teacher_id=claim.teacher_id,
        source="claim",
        class_id=None,
        program_id=None,
        title=title,
        grade=None,
        school_id=snapshot.school_id,
        teacher_title=snapshot.title,
        title_tier=snapshot.title_tier,
        post=snapshot.post,
        pack_id=pack.pack_id,
        pack_hash=pack.content_hash,
        issuer=f"claim:{claim.kind.lower()}",
        degree=claim.degree_level,
        degree_on=claim.awarded_on,
        lines=worth.lines,
    )
    await say(
        session,
        district_id=claim.district_id,
        outcomes=[Said(state=state, status=str(Status.PASSED), explanation=explanation)],
        reason=reason,
        confirmed_by=viewer.principal.account_id,
        at=at,
    )


async def _snapshot_of(session: AsyncSession, claim: Claim, *, at: datetime) -> directory.Snapshot:
    """Where the teacher stood on the day of the certificate, or stands now if not in post then."""
    today = at.astimezone(SHANGHAI).date()
    for day in (claim.awarded_on, today):
        snapshots = await directory.map_snapshots(
            session, district_id=claim.district_id, teacher_ids=[claim.teacher_id], on=day
        )
        if snapshots:
            return snapshots[claim.teacher_id]
    raise TeacherNotInPost(on=today)
