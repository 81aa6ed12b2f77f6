"""Claims of what was earned outside classes."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.assessment import operations
from services.assessment.rules import ClaimState
from services.assessment.schemas import ClaimDecisionRequest, ClaimRequest, ClaimResponse
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/claims", tags=["claims"])


@router.post("", status_code=201, summary="Claim a certificate")
async def post_claim(
    district_id: DistrictId, body: ClaimRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimResponse:
    """By the teacher, or by the school for one of its teachers.

    409 `claim-exists` where the same degree and date, or the same number, was claimed before and not returned;
    `certificate-not-yet-awarded` for a date to come; 404 for a teacher out of reach.
    """
    claim = await operations.submit_claim(
        session, district_id=district_id, **body.model_dump(), viewer=viewer, at=clock.now()
    )
    return ClaimResponse.of(claim)


@router.get("", summary="The claims within reach")
async def list_claims(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    state: Annotated[ClaimState | None, Query(description="Only claims in this state")] = None,
    teacher_id: Annotated[Id | None, Query(description="Only claims for this teacher")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ClaimResponse]:
    """In the order in which they were made; teachers see their own, schools those made for their teachers."""
    claims = await operations.list_claims(
        session,
        district_id=district_id,
        state=state,
        teacher_id=teacher_id,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, claims, limit=limit, id_of=lambda claim: claim.claim_id, shape=ClaimResponse.of)


@router.get("/{claim_id}", summary="One claim")
async def get_claim(
    district_id: DistrictId, claim_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimResponse:
    """The claim with the outcome it was recognised by, if it was."""
    return ClaimResponse.of(
        *await operations.get_claim(session, district_id=district_id, claim_id=claim_id, viewer=viewer)
    )


@router.put("/{claim_id}/decision", summary="Recognise or return a claim")
async def put_claim_decision(
    district_id: DistrictId, claim_id: Id, body: ClaimDecisionRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimResponse:
    """Recognition values the certificate by the pack in force on its date and publishes the outcome.

    A returned claim needs a reason (422 `reason-missing`) and may be claimed anew.
    The same decision again changes nothing; another is 409 `claim-decided`. Nobody decides about their own:
    409 `own-assessment`. 409 `pack-not-assigned` where no pack covers the date of the certificate.
    """
    return ClaimResponse.of(
        *await operations.decide_claim(
            session,
            district_id=district_id,
            claim_id=claim_id,
            approved=body.approved,
            reason=body.reason,
            viewer=viewer,
            at=clock.now(),
        )
    )
