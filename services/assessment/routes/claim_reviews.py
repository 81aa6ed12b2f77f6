"""Claims are reviewed: decided one by one or in bulk, undone, taken up, reopened; and by which terms."""

from fastapi import APIRouter, Request

from services.assessment import operations
from services.assessment.schemas import (
    ClaimApprovalResponse,
    ClaimApprovalsRequest,
    ClaimApprovalsResponse,
    ClaimDecisionRequest,
    ClaimReasonRequest,
    ClaimResponse,
    ClaimSettingsRequest,
    ClaimSettingsResponse,
    problem_of,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.problems import language_of
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}", tags=["claims"])


@router.put("/claims/{claim_id}/decision", summary="Recognise or return a claim")
async def put_claim_decision(
    district_id: DistrictId, claim_id: Id, body: ClaimDecisionRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimResponse:
    """By the level with which it lies: the school, then the district; degrees by the district alone.

    What the school approves is recognised at once, with the reason in the steps, where the pack's tariff names the
    school, or where it is clean and not in the district's sample; else it goes to the district, as does what the
    district returned before and what only the school cleared of its flags. A recognition is posted when its batches
    have closed and the time to undo it is over, unless it was flagged meanwhile; a degree at once, valued by the pack
    of its date. A returned claim needs a reason (422 `reason-missing`) and goes to the teacher, or back to the school.
    The same decision again changes nothing; another is 409 `claim-decided`. Nobody decides about their own, what they
    handed in, or at the district what they passed on, with whatever account: 409 `own-assessment`. 409
    `claim-incomplete` and `earns-nothing` in the pack's words, `flags-open`, `claim-elsewhere`, `pack-not-assigned`.
    """
    at = clock.now()
    claim = await operations.decide_claim(
        session,
        district_id=district_id,
        claim_id=claim_id,
        approved=body.approved,
        reason=body.reason,
        return_to=body.return_to,
        viewer=viewer,
        at=at,
    )
    return ClaimResponse.of(await operations.see(session, claim), at=at, today=clock.today())


@router.post("/claims/approvals", status_code=201, summary="Approve clean claims")
async def post_claim_approvals(
    district_id: DistrictId,
    request: Request,
    body: ClaimApprovalsRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ClaimApprovalsResponse:
    """At most 200 in one call: those that are complete and without open flags are decided as one by one; each of the
    others is left as it is and says why (`claim-incomplete`, `earns-nothing`, `flags-open`, `own-assessment`,
    `claim-elsewhere`, `not-found`). A bad one never spoils the others.
    """
    language = language_of(request)
    approved = await operations.approve_claims(
        session,
        district_id=district_id,
        claim_ids=body.claim_ids,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return ClaimApprovalsResponse(
        items=[
            ClaimApprovalResponse.model_validate(
                {
                    "claim_id": one.claim_id,
                    "result": one.result,
                    "why": {"zh": one.why.zh, "en": one.why.en} if one.why else None,
                    "problem": problem_of(one.refusal, language=language) if one.refusal else None,
                }
            )
            for one in approved
        ]
    )


@router.put("/claims/{claim_id}/undo", summary="Undo a decision")
async def put_claim_undo(
    district_id: DistrictId, claim_id: Id, body: ClaimReasonRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimResponse:
    """Puts the form back before the level that decided last, by that level or the district.

    409 `claim-posted` once the outcome is published (then it is reopened, as a revision); `nothing-to-undo` where
    nothing was decided since, or somebody has acted on it; `own-assessment`; `event-filed-before`, `file-used-before`
    or `claim-exists` where what was returned has been filed anew meanwhile.
    """
    at = clock.now()
    claim = await operations.undo_decision(
        session, district_id=district_id, claim_id=claim_id, reason=body.reason, viewer=viewer, at=at
    )
    return ClaimResponse.of(await operations.see(session, claim), at=at, today=clock.today())


@router.put("/claims/{claim_id}/escalation", summary="Take a claim up at the district")
async def put_claim_escalation(
    district_id: DistrictId, claim_id: Id, body: ClaimReasonRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimResponse:
    """What lies with a school, where that cannot wait or nobody there may decide. It happens by itself when the
    school's time is over. Taken up already, nothing changes. 409 `claim-elsewhere` where it does not lie with a school.
    """
    at = clock.now()
    claim = await operations.take_up_claim(
        session, district_id=district_id, claim_id=claim_id, reason=body.reason, viewer=viewer, at=at
    )
    return ClaimResponse.of(await operations.see(session, claim), at=at, today=clock.today())


@router.put("/claims/{claim_id}/reopening", summary="Correct what was posted")
async def put_claim_reopening(
    district_id: DistrictId, claim_id: Id, body: ClaimReasonRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimResponse:
    """Publishes the outcome's next revision without lines, so that the book takes back what was awarded, and returns
    the form to the teacher; recognised anew it becomes the revision after that. Of a degree the directory takes the
    person's record of it back as well, and the certificate is claimed anew. By the district, with a reason. 409
    `claim-elsewhere` for what was not posted, `own-assessment`.
    """
    at = clock.now()
    claim = await operations.reopen_claim(
        session, district_id=district_id, claim_id=claim_id, reason=body.reason, viewer=viewer, at=at
    )
    return ClaimResponse.of(await operations.see(session, claim), at=at, today=clock.today())


@router.get("/claim-settings", summary="How the district reviews claims")
async def get_claim_settings(
    district_id: DistrictId, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimSettingsResponse:
    """Time limits in days, sample in percent, hours to undo; who said so and why, where anybody has."""
    return ClaimSettingsResponse.of(*await operations.get_claim_settings(session, district_id=district_id))


@router.put("/claim-settings", summary="Say how the district reviews claims")
async def put_claim_settings(
    district_id: DistrictId, body: ClaimSettingsRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimSettingsResponse:
    """From now on; what lies with a level keeps the time that it was given. Former settings are kept.

    422 `settings-unsound` where a reminder would not come before its limit.
    """
    return ClaimSettingsResponse.of(
        *await operations.set_claim_settings(
            session,
            district_id=district_id,
            terms=body.as_terms(),
            reason=body.reason,
            viewer=viewer,
            at=clock.now(),
        )
    )
