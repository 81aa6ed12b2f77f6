"""What was found odd about claims, and what people say about it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.assessment import operations
from services.assessment.schemas import ClaimFlagResponse, FlagDecisionRequest, FlagState
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/claim-flags", tags=["claims"])


@router.get("", summary="What is odd about claims within reach")
async def list_claim_flags(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    state: Annotated[FlagState | None, Query(description="Only flags in this state")] = None,
    claim_id: Annotated[Id | None, Query(description="Only of this claim")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ClaimFlagResponse]:
    """In the order in which they were raised. A claim with one that is not cleared is not approved in bulk.

    FILE_OF_ANOTHER: somebody else's claim used the file first. EVENT_OF_ANOTHER: somebody else claimed the same part in
    the same event, and they were not logged together. SECOND_FILING: another claim of this title and day.
    DEGREE_AND_TRAINING, TIME_OVERLAP, SAME_DAY_AS_CLASS: time that may count twice. NOT_FIXED: the activity lacks what
    the pack wants fixed beforehand. ACTIVITY_CORRECTED: the activity says something else now. DIFFERS_FROM_ACTIVITY:
    the form says otherwise than its activity. CERTIFICATE_AGAIN: another claim states this certificate.
    HOURS_BEYOND_TIME: more hours than the days, or the time between beginning and end, have by the pack.
    """
    flags = await operations.list_claim_flags(
        session,
        district_id=district_id,
        state=state,
        claim_id=claim_id,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request,
        list(flags),
        limit=limit,
        id_of=lambda one: one[0].flag_id,
        shape=lambda one: ClaimFlagResponse.of(*one),
    )


@router.put("/{flag_id}/decision", summary="Clear or confirm a flag")
async def put_claim_flag_decision(
    district_id: DistrictId, flag_id: Id, body: FlagDecisionRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClaimFlagResponse:
    """By the school or the district, with a reason, once; nothing else happens to the claim by it.

    What only the school cleared is looked at by the district as well. What was confirmed may be cleared after the claim
    was corrected and handed in again; else the same again changes nothing, and anything else is 409 `flag-settled`.
    409 `own-assessment` for one's own claim, for who handed it in, and for whose claim was the first.
    """
    flag, claim = await operations.settle_claim_flag(
        session,
        district_id=district_id,
        flag_id=flag_id,
        state=body.state,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return ClaimFlagResponse.of(flag, claim)
