"""Appeals against what was released."""

from typing import Final, Literal

from fastapi import APIRouter, Request, Response

from services.assessment import operations
from services.assessment.schemas import AppealRequest, AppealResponse, ClassAppealDecisionRequest
from services.platform import clock
from services.platform.downloads import download
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}", tags=["appeals"])

_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}


@router.post("/classes/{class_id}/appeals", status_code=201, summary="Appeal against a mark or a result")
async def post_appeal(
    district_id: DistrictId, class_id: Id, body: AppealRequest, session: DatabaseSession, viewer: CurrentViewer
) -> AppealResponse:
    """A member's own, against what was released, until the `appeal_until` of that release by the server's time.

    What was finalised without being released, or revised since, may be appealed against for 7 days. There is one appeal
    against each release and each revision. The member is not finalised while it is open.
    409 `not-released`, `appeal-too-late`, `already-appealed`, `not-a-member` or `class-cancelled`;
    422 `nothing-to-release`; 404 for files of somebody else.
    """
    made = await operations.appeal(
        session,
        district_id=district_id,
        class_id=class_id,
        component=body.component,
        grounds=body.grounds,
        file_ids=body.file_ids,
        viewer=viewer,
        at=clock.now(),
    )
    return AppealResponse.model_validate(made)


@router.get("/classes/{class_id}/appeals", summary="The appeals of a class")
async def list_appeals(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    state: Literal["OPEN", "UPHELD", "REJECTED"] | None = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[AppealResponse]:
    """In the order in which they were made; schools see those of their members, teachers their own."""
    appeals = await operations.list_appeals(
        session,
        district_id=district_id,
        class_id=class_id,
        state=state,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, appeals, limit=limit, id_of=lambda one: one.appeal_id, shape=AppealResponse.model_validate)


@router.get(
    "/appeals/{appeal_id}/files/{file_id}",
    summary="Download a file of an appeal",
    response_class=Response,
    responses={200: {"description": "The file as it was handed in", "content": {"application/octet-stream": _BINARY}}},
)
async def get_appeal_file(
    district_id: DistrictId,
    appeal_id: Id,
    file_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> Response:
    """The very bytes, for whoever sees the appeal: the member, their school, who leads the class and the district."""
    file = await operations.get_appeal_file(
        session,
        district_id=district_id,
        appeal_id=appeal_id,
        file_id=file_id,
        viewer=viewer,
    )
    return download(request, file)


@router.put("/appeals/{appeal_id}/decision", summary="Decide an appeal")
async def put_appeal_decision(
    district_id: DistrictId,
    appeal_id: Id,
    body: ClassAppealDecisionRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> AppealResponse:
    """By the district, or who leads the class, who had no part in it.

    That is who neither marked, moderated nor certified the member, nor recorded or sat on a defence, confirmed a
    revision or decided about the same before.

    UPHELD may say at once what components count from now on: a moderation beside the raw marks, which stay, and for
    who is finalised already a revision to confirm. The same decision again changes nothing.
    409 `appeal-decided`, `appeal-decider-concerned`, `own-assessment`, `mark-out-of-range`, `nothing-to-moderate`,
    `unknown-component` or `class-cancelled`; 422 `beside-the-appeal`.
    """
    decided = await operations.decide_class_appeal(
        session,
        district_id=district_id,
        appeal_id=appeal_id,
        outcome=body.outcome,
        points=body.moderated(),
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return AppealResponse.model_validate(decided)
