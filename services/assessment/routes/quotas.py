"""Quotas: who might be named excellent."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from services.assessment import operations
from services.assessment.schemas import QuotaProposalResponse
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import Amount, Count, DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/classes/{class_id}", tags=["outcomes"])


@router.get("/excellence-proposal", summary="Who might be named excellent")
async def get_excellence_proposal(
    district_id: DistrictId,
    class_id: Id,
    session: DatabaseSession,
    viewer: CurrentViewer,
    share: Annotated[Amount | None, Query(gt=0, le=100, description="Per cent", examples=["15"])] = None,
    places: Annotated[Count | None, Query(description="Instead of a share: so many", examples=[3])] = None,
    of: Annotated[
        Literal["PASSED", "MEMBERS"], Query(description="Of whom the share is taken: who passed, or every member")
    ] = "PASSED",
) -> QuotaProposalResponse:
    """The best by score of those who passed (certified or not yet); ties at the edge are shown, never broken.

    It proposes and decides nothing: grades stay what the scheme makes them. 422 `share-or-places`.
    """
    proposal = await operations.propose_excellent(
        session,
        district_id=district_id,
        class_id=class_id,
        share=share,
        places=places,
        counted_among=of,
        viewer=viewer,
        at=clock.now(),
    )
    return QuotaProposalResponse.of(proposal)
