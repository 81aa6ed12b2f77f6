"""Activities: school-based work, logged once for everybody in it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.assessment import operations
from services.assessment.operations import ActivitySeen
from services.assessment.schemas import (
    ActivityCorrectionRequest,
    ActivityRequest,
    ActivityResponse,
    ActivityRevisionResponse,
    ActivityRevisionsResponse,
    ActivityWithdrawalRequest,
    RouteResponse,
    RoutesResponse,
)
from services.platform import clock
from services.platform.clock import SHANGHAI
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import Code, Day, DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}", tags=["activities"])


@router.post("/activities", status_code=201, summary="Log an activity")
async def post_activity(
    district_id: DistrictId, body: ActivityRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ActivityResponse:
    """Once for everybody in it: each participant's recognition form is begun by role, with the papers of the role.

    By the school, by the head of the unit that held it (`unit_id`), or by the district for a school. `participants`
    name their `claim_id` where the role files a form; where a role leaves a choice of forms, the teacher makes it when
    filling the form. What the pack counts (lessons heard, meetings) is recorded at the same time. `advice` tells what
    the pack asks beforehand and was not there, and which roles file no form.

    409 `activity-logged-before` names the first, `activity-not-yet-held`, `teacher-not-in-post`, `pack-not-assigned`,
    `listed-twice`; 403 `not-a-recorder`; 422 `unknown-activity` and `not-one-of-the-forms` with what there is,
    `route-or-kind`, `activity-ends-before-it-begins`, `activity-too-long`, `plan-unusable`, `paper-out-of-reach`,
    `unknown-place`.
    """
    seen = await operations.log_activity(
        session, district_id=district_id, school_id=body.school_id, logged=body.logged(), viewer=viewer, at=clock.now()
    )
    return _response(seen)


@router.get("/activities", summary="The activities within reach")
async def list_activities(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    school_id: Annotated[Id | None, Query(description="Only of this school")] = None,
    teacher_id: Annotated[Id | None, Query(description="Only those in which this teacher takes or took part")] = None,
    code: Annotated[Code | None, Query(description="Only of this route or kind")] = None,
    since: Annotated[Day | None, Query(description="Of this day or later")] = None,
    until: Annotated[Day | None, Query(description="Of this day or earlier")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ActivityResponse]:
    """In the order in which they were logged, withdrawn ones included.

    Teachers see those that they logged or took part in, schools theirs.
    """
    seen = await operations.list_activities(
        session,
        district_id=district_id,
        school_id=school_id,
        teacher_id=teacher_id,
        code=code,
        since=since,
        until=until,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, seen, limit=limit, id_of=lambda one: one.activity.activity_id, shape=_response)


@router.get("/activity-routes", summary="The routes and forms of the pack")
async def list_activity_routes(
    district_id: DistrictId,
    session: DatabaseSession,
    viewer: CurrentViewer,
    on: Annotated[Day | None, Query(description="On this day; today where none is given")] = None,
    school_id: Annotated[Id | None, Query(description="For this school; one's own where none is given")] = None,
) -> RoutesResponse:
    """What can be logged, in which roles, and which forms each role files. 409 `pack-not-assigned`."""
    day: date = on or clock.now().astimezone(SHANGHAI).date()
    pack, routes = await operations.list_activity_routes(
        session, district_id=district_id, on=day, school_id=school_id, viewer=viewer
    )
    return RoutesResponse(
        pack_id=pack.id, on=day, items=[RouteResponse.of(clause_id, route) for clause_id, route in routes]
    )


@router.get("/activities/{activity_id}", summary="One activity")
async def get_activity(
    district_id: DistrictId, activity_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ActivityResponse:
    """The activity with everybody who takes or took part in it."""
    seen = await operations.get_activity(session, district_id=district_id, activity_id=activity_id, viewer=viewer)
    return _response(seen)


@router.put("/activities/{activity_id}", summary="Correct an activity")
async def put_activity(
    district_id: DistrictId,
    activity_id: Id,
    body: ActivityCorrectionRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ActivityResponse:
    """A new revision with a reason. Added participants get forms; removed ones' drafts are withdrawn.

    Where the activity or a part changed, forms that were not handed in begin anew; those in review or recognised are
    flagged for a person and stay as they are. What was counted is corrected.
    412 `activity-corrected-meanwhile`; 409 `activity-withdrawn`; otherwise as for logging.
    """
    seen = await operations.correct_activity(
        session,
        district_id=district_id,
        activity_id=activity_id,
        revision=body.revision,
        reason=body.reason,
        logged=body.logged(),
        viewer=viewer,
        at=clock.now(),
    )
    return _response(seen)


@router.put("/activities/{activity_id}/withdrawal", summary="Withdraw an activity")
async def put_activity_withdrawal(
    district_id: DistrictId,
    activity_id: Id,
    body: ActivityWithdrawalRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ActivityResponse:
    """For what was logged by mistake: drafts are withdrawn, counts retracted, forms in review or recognised flagged.

    The same again changes nothing; with another reason it is 409 `activity-withdrawn`.
    """
    seen = await operations.withdraw_activity(
        session,
        district_id=district_id,
        activity_id=activity_id,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return _response(seen)


@router.get("/activities/{activity_id}/revisions", summary="Every state of an activity")
async def list_activity_revisions(
    district_id: DistrictId, activity_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ActivityRevisionsResponse:
    """The first first, each with who made it say so, when and why."""
    revisions = await operations.list_activity_revisions(
        session, district_id=district_id, activity_id=activity_id, viewer=viewer
    )
    return ActivityRevisionsResponse(items=[ActivityRevisionResponse.model_validate(one) for one in revisions])


def _response(seen: ActivitySeen) -> ActivityResponse:
    return ActivityResponse.of(seen.activity, list(seen.participants))
