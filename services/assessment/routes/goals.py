"""Personal goals and plans: handed in by teachers, reviewed by schools."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.assessment import operations
from services.assessment.rules import GoalState
from services.assessment.schemas import (
    GoalRequest,
    GoalResponse,
    GoalReviewRequest,
    GoalSummaryResponse,
    GoalVersionRequest,
    GoalWithdrawalRequest,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.errors import Unprocessable
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import Code, DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/goals", tags=["goals"])


@router.post("", status_code=201, summary="Hand in a personal goal or plan")
async def post_goal(
    district_id: DistrictId, body: GoalRequest, session: DatabaseSession, viewer: CurrentViewer
) -> GoalResponse:
    """For the semester, year or cycle for which the pack asks it (P240-11), else the one named, with texts and files.

    The pack counts it once the school has accepted it. 422 `unknown-goal` with what there is, `paper-out-of-reach`;
    409 `goal-exists` pointing at the first, `no-such-period`, `teacher-not-in-post`, `pack-not-assigned`.
    """
    teacher_id = body.teacher_id or viewer.principal.person_id
    if teacher_id is None:
        raise Unprocessable(reason="teacher_id")
    seen = await operations.submit_goal(
        session,
        district_id=district_id,
        **{**body.model_dump(), "teacher_id": teacher_id},
        viewer=viewer,
        at=clock.now(),
    )
    return GoalResponse.of(seen)


@router.get("", summary="The goals and plans within reach")
async def list_goals(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    school_id: Annotated[Id | None, Query(description="Only of this school")] = None,
    teacher_id: Annotated[Id | None, Query(description="Only of this teacher")] = None,
    kind: Annotated[Code | None, Query(description="Only of this kind")] = None,
    state: Annotated[GoalState | None, Query(description="Only at this stage")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[GoalSummaryResponse]:
    """In the order in which they were first handed in."""
    goals = await operations.list_goals(
        session,
        district_id=district_id,
        school_id=school_id,
        teacher_id=teacher_id,
        kind=kind,
        state=state,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request, goals, limit=limit, id_of=lambda goal: goal.goal_id, shape=GoalSummaryResponse.model_validate
    )


@router.get("/{goal_id}", summary="A goal or plan with every version")
async def get_goal(
    district_id: DistrictId, goal_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> GoalResponse:
    """As it was last handed in, every version before, and what was decided with which reason."""
    return GoalResponse.of(await operations.get_goal(session, district_id=district_id, goal_id=goal_id, viewer=viewer))


@router.put("/{goal_id}", summary="Hand in a better version")
async def put_goal(
    district_id: DistrictId, goal_id: Id, body: GoalVersionRequest, session: DatabaseSession, viewer: CurrentViewer
) -> GoalResponse:
    """By the teacher, while it waits or after it was returned; packs look at the day of the version that is accepted.

    409 `goal-elsewhere`; 422 `paper-out-of-reach`.
    """
    seen = await operations.resubmit_goal(
        session, district_id=district_id, goal_id=goal_id, **body.model_dump(), viewer=viewer, at=clock.now()
    )
    return GoalResponse.of(seen)


@router.put("/{goal_id}/review", summary="Accept or return a goal or plan")
async def put_goal_review(
    district_id: DistrictId, goal_id: Id, body: GoalReviewRequest, session: DatabaseSession, viewer: CurrentViewer
) -> GoalResponse:
    """By the school, never one's own; what was accepted may be returned, and counts no longer then.

    The same decision again changes nothing. 409 `own-assessment`, `goal-elsewhere`.
    """
    seen = await operations.review_goal(
        session, district_id=district_id, goal_id=goal_id, **body.model_dump(), viewer=viewer, at=clock.now()
    )
    return GoalResponse.of(seen)


@router.put("/{goal_id}/withdrawal", summary="Take a goal or plan back")
async def put_goal_withdrawal(
    district_id: DistrictId, goal_id: Id, body: GoalWithdrawalRequest, session: DatabaseSession, viewer: CurrentViewer
) -> GoalResponse:
    """Before it is accepted, for good; another may be handed in for the period then. 409 `goal-elsewhere`."""
    seen = await operations.withdraw_goal(
        session, district_id=district_id, goal_id=goal_id, reason=body.reason, viewer=viewer, at=clock.now()
    )
    return GoalResponse.of(seen)
