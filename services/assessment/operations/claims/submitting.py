"""Claims are handed in: a degree's certificate to the district, a form to the school, in the batch of the day."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import (
    CertificateNotYetAwarded,
    ClaimElsewhere,
    ClaimExists,
    ClaimNotOver,
    KindNotChosen,
    TeacherNotInPost,
)
from services.assessment.models import Claim
from services.assessment.operations.claims.batching import batches_of, join_batches
from services.assessment.operations.claims.drafting import demand_first, lock_own
from services.assessment.operations.claims.forms import content_of, form_of
from services.assessment.operations.claims.places import Placed, day_of, demanded, place_claims
from services.assessment.operations.claims.steps import Bells, give_to, step
from services.assessment.operations.doubles import check_doubles
from services.assessment.operations.reach import demand_teacher
from services.assessment.rules import lies_with
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.ids import new_id


async def submit_degree(
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
    by = viewer.principal.account_id
    wanted = {
        "claim_id": new_id(),
        "source": "DEGREE",
        "teacher_id": teacher_id,
        "school_id": snapshot.school_id,
        "kind": kind,
        "degree_level": degree_level,
        "certificate_no": certificate_no,
        "awarded_on": awarded_on,
        "evidence": evidence,
        "state": "SUBMITTED",
        "claimed_by": by,
        "claimed_at": at,
        "submitted_by": by,
        "submitted_person_id": viewer.principal.person_id,
        "submitted_at": at,
    }
    claim = await queries.insert_claim(session, district_id=district_id, claim=wanted)
    if claim is None:
        first = await queries.find_same_claim(session, district_id=district_id, claim=wanted)
        raise ClaimExists(claim_id="" if first is None else first.claim_id)
    await queries.insert_steps(session, district_id=district_id, steps=[step(claim, "SUBMITTED", by=by, at=at)])
    found = (await place_claims(session, district_id=district_id, claims=[claim], at=at))[claim.claim_id]
    if isinstance(found, Placed):
        await check_doubles(session, district_id=district_id, filed=[(claim, found.force.pack)], at=at)
    return claim


async def submit_claim_form(
    session: AsyncSession, *, district_id: int, claim_id: UUID, viewer: Viewer, at: datetime
) -> Claim:
    """Hand a draft or returned form in to the school. Handed in already, nothing changes.

    What is incomplete is taken all the same: who reviews it sees what is missing and returns it.
    """
    claim = await lock_own(session, district_id=district_id, claim_id=claim_id, viewer=viewer)
    if claim.source == "DEGREE" or claim.state in ("RECOGNISED", "WITHDRAWN"):
        raise ClaimElsewhere(state=claim.state)
    if lies_with(claim.state, returned_to=claim.returned_to) != "TEACHER":
        return claim
    if claim.kind is None:
        raise KindNotChosen(kinds=", ".join(claim.choices))
    ends = day_of(claim)
    if ends > at.astimezone(SHANGHAI).date():
        raise ClaimNotOver(on=ends)
    await demand_first(session, claim)
    placed = demanded((await place_claims(session, district_id=district_id, claims=[claim], at=at))[claim_id])
    claim.school_id = placed.school_now
    papers = await queries.map_papers(session, district_id=district_id, claim_ids=[claim_id])
    join_batches(claim, await batches_of(session, claim, placed, at=at))
    terms = await queries.load_claim_terms(session, district_id=district_id)
    bells, by = Bells(), viewer.principal.account_id
    give_to(claim, "SCHOOL", terms=terms, bells=bells, at=at)
    claim.submitted_by, claim.submitted_person_id, claim.submitted_at = by, viewer.principal.person_id, at
    # Who decided before decides anew, and may be anybody who may decide at all.
    claim.school_decided_by = claim.school_decided_person_id = None
    content = content_of(claim, form_of(claim, papers[claim_id]))
    await session.flush()
    await check_doubles(session, district_id=district_id, filed=[(claim, placed.force.pack)], at=at)
    await queries.insert_steps(
        session, district_id=district_id, steps=[step(claim, "SUBMITTED", by=by, at=at, content=content)]
    )
    await bells.ring(session, district_id=district_id)
    return claim
