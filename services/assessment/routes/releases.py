"""What members are shown of a class: release, and taking it back."""

from fastapi import APIRouter, Request

from services.assessment import operations
from services.assessment.schemas import (
    ReleaseActResponse,
    ReleaseRequest,
    ReleasesResponse,
    ReleaseStateResponse,
    ReleaseWithdrawalRequest,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/classes/{class_id}/releases", tags=["releases"])


@router.post("", status_code=201, summary="Show marks or results to members")
async def post_release(
    district_id: DistrictId, class_id: Id, body: ReleaseRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ReleasesResponse:
    """By who leads the class, or the district: components, or the result together with all of them.

    From then on members and their schools see these in `get_results`, and members may appeal for `appeal_days` days.
    What was released before stays as it was, with its days. Nothing is finalised by it.
    422 `nothing-to-release`; 409 `class-cancelled`.
    """
    states = await operations.release(
        session,
        district_id=district_id,
        class_id=class_id,
        components=body.components,
        with_result=body.result,
        appeal_days=body.appeal_days,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return _shown(states)


@router.post("/withdrawal", status_code=201, summary="Take back what members are shown")
async def post_release_withdrawal(
    district_id: DistrictId,
    class_id: Id,
    body: ReleaseWithdrawalRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ReleasesResponse:
    """With a reason, before anybody of the class is finalised; both acts are kept. What is not shown stays so.

    The result goes with any component that is taken back: it would tell what the component came to.

    409 `release-final` or `class-cancelled`; 422 `nothing-to-release`.
    """
    states = await operations.withdraw_release(
        session,
        district_id=district_id,
        class_id=class_id,
        components=body.components,
        with_result=body.result,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return _shown(states)


@router.get("", summary="What members are shown now")
async def get_releases(
    district_id: DistrictId, class_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ReleasesResponse:
    """The result and every component of the scheme, with who released it and until when members may appeal."""
    return _shown(await operations.get_releases(session, district_id=district_id, class_id=class_id, viewer=viewer))


@router.get("/acts", summary="Every release and withdrawal")
async def list_release_acts(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ReleaseActResponse]:
    """In order, with who and why, for who leads the class, the district and its auditors."""
    acts = await operations.list_release_acts(
        session,
        district_id=district_id,
        class_id=class_id,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, acts, limit=limit, id_of=lambda act: act.act_id, shape=ReleaseActResponse.model_validate)


def _shown(states: list[operations.ReleaseState]) -> ReleasesResponse:
    return ReleasesResponse(items=[ReleaseStateResponse.of(state.component, state.act) for state in states])
