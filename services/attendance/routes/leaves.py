"""HTTP of leaves and of making up what was missed."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from services.attendance import operations
from services.attendance.rules import MakeUpForm
from services.attendance.schemas import (
    DecidedLeaveResponse,
    DecidedMakeUpResponse,
    LeaveAskedResponse,
    LeaveDecisionRequest,
    LeaveDecisionResponse,
    LeaveRequest,
    LeaveResponse,
    MakeUpDecisionRequest,
    MakeUpDecisionResponse,
    MakeUpRequest,
    MakeUpResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.errors import Forbidden
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Flag, Id

router = APIRouter(route_class=Edge, tags=["leave and make-up"], prefix="/districts/{district_id}")

_AGAIN: dict[int | str, dict[str, Any]] = {
    200: {"model": LeaveResponse, "description": "Requested before: the same leave"}
}
_MADE_UP_AGAIN: dict[int | str, dict[str, Any]] = {
    200: {"model": MakeUpResponse, "description": "Requested before: the same make-up"}
}
OnlyOpen = Annotated[Flag, Query(description="Only those that nobody has decided")]


@router.post("/meetings/{meeting_id}/leaves", status_code=201, responses=_AGAIN, summary="Ask for leave")
async def post_leave(
    district_id: DistrictId,
    meeting_id: Id,
    body: LeaveRequest,
    response: Response,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> LeaveResponse:
    """Ask for the asking teacher's leave from one meeting of a class they are in, with its reason and evidence.

    Where the pack lists kinds of leave one of them is named: 422 `leave-kind-unknown` with those it knows. 409
    `was-there` after the own check-in, or a correction that says so. The same request again is the same leave (200);
    another one is refused, 409 `leave-already-requested`.
    """
    leave, is_new = await operations.request_leave(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        kind=body.kind,
        reason=body.reason,
        evidence=body.evidence,
        at=clock.now(),
    )
    response.status_code = 201 if is_new else 200
    return LeaveResponse.model_validate(leave)


@router.put("/leaves/{leave_id}/decision", summary="Approve or refuse a leave")
async def put_leave_decision(
    district_id: DistrictId,
    leave_id: Id,
    body: LeaveDecisionRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> LeaveDecisionResponse:
    """Decide a leave, once and never one's own. What an approved leave is worth is the pack's word.

    For the class by who leads or runs it, or by the teacher's own school (`decided_for`): the school answers for its
    people wherever they learn, and the class sees at once on the board and in its leaves what was decided. The same
    decision again is the same decision; another one is refused, 409 `leave-already-decided`. None is approved for who
    was there, 409 `was-there`: what a correction gave is never raised by a leave.
    """
    _, decision = await operations.decide_leave(
        session,
        viewer=viewer,
        district_id=district_id,
        leave_id=leave_id,
        approved=body.approved,
        reason=body.reason,
        at=clock.now(),
    )
    return LeaveDecisionResponse.model_validate(decision)


@router.get("/classes/{class_id}/leaves", summary="The leaves of a class")
async def list_leaves(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    only_open: OnlyOpen = False,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[DecidedLeaveResponse]:
    """The leaves from all meetings of a class in the order they were asked for, each with its decision.

    All of them for who sees the class; a school that only sent people there has those of its own.
    """
    found = await operations.list_class_leaves(
        session,
        viewer=viewer,
        district_id=district_id,
        class_id=class_id,
        only_open=only_open,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request,
        found,
        limit=limit,
        id_of=lambda one: one[0].leave_id,
        shape=lambda one: DecidedLeaveResponse(
            **LeaveResponse.model_validate(one[0]).model_dump(),
            decision=LeaveDecisionResponse.model_validate(one[1]) if one[1] else None,
        ),
    )


@router.get("/leaves", summary="Leaves of all classes")
async def list_leaves_in_reach(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    only_open: OnlyOpen = False,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[LeaveAskedResponse]:
    """Leaves from whatever class in the order they were asked for, with class, meeting and name.

    A teacher's own; a trainer's classes; for a school its classes and its own people in any other; all of a district's.
    `only_open`: what waits for a decision.
    """
    found = await operations.list_leaves_in_reach(
        session,
        viewer=viewer,
        district_id=district_id,
        only_open=only_open,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, found, limit=limit, id_of=lambda one: one.leave.leave_id, shape=_asked)


@router.post("/meetings/{meeting_id}/make-ups", status_code=201, responses=_MADE_UP_AGAIN, summary="Ask for a make-up")
async def post_make_up(
    district_id: DistrictId,
    meeting_id: Id,
    body: MakeUpRequest,
    response: Response,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> MakeUpResponse:
    """Ask that another meeting or a task stand in for a meeting that was missed; a teacher for oneself, who sees the
    class for its members.

    409 `make-up-not-allowed`, `make-up-too-late` or `make-ups-used-up` as the pack says; `make-up-not-another` for a
    meeting that the teacher has to attend anyway; `was-there` after a check-in or a correction that says so;
    `make-up-already-requested` while another request is open or approved. 422 `task-not-done` for a task that was
    done on another day than one between the meeting and today. Once refused it may be asked for anew.
    """
    teacher_id = body.teacher_id or viewer.principal.person_id
    if teacher_id is None:
        raise Forbidden
    make_up, is_new = await operations.request_make_up(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        teacher_id=teacher_id,
        form=MakeUpForm.TASK if body.sat_meeting_id is None else MakeUpForm.MEETING,
        sat_meeting_id=body.sat_meeting_id,
        task=body.task,
        done_on=body.done_on,
        reason=body.reason,
        evidence=body.evidence,
        at=clock.now(),
    )
    response.status_code = 201 if is_new else 200
    return MakeUpResponse.model_validate(make_up)


@router.put("/make-ups/{make_up_id}/decision", summary="Approve or refuse a make-up")
async def put_make_up_decision(
    district_id: DistrictId,
    make_up_id: Id,
    body: MakeUpDecisionRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> MakeUpDecisionResponse:
    """Decide a make-up, once and never one's own. An approved task counts at once, a meeting when it has been sat.

    The same decision again is the same decision; another one is refused, 409 `make-up-already-decided`. 409
    `stands-in-already` where the meeting makes up another one, 409 `own-request` for who asked for it.
    """
    _, decision = await operations.decide_make_up(
        session,
        viewer=viewer,
        district_id=district_id,
        make_up_id=make_up_id,
        approved=body.approved,
        reason=body.reason,
        at=clock.now(),
    )
    return MakeUpDecisionResponse.model_validate(decision)


@router.get("/classes/{class_id}/make-ups", summary="The make-ups of a class")
async def list_make_ups(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    only_open: OnlyOpen = False,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[DecidedMakeUpResponse]:
    """The make-ups of all meetings of a class in the order they were asked for, each with its decision."""
    found = await operations.list_class_make_ups(
        session,
        viewer=viewer,
        district_id=district_id,
        class_id=class_id,
        only_open=only_open,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request,
        found,
        limit=limit,
        id_of=lambda one: one[0].make_up_id,
        shape=lambda one: DecidedMakeUpResponse(
            **MakeUpResponse.model_validate(one[0]).model_dump(),
            decision=MakeUpDecisionResponse.model_validate(one[1]) if one[1] else None,
        ),
    )


def _asked(one: operations.LeaveAsked) -> LeaveAskedResponse:
    number, name = one.person
    return LeaveAskedResponse(
        **LeaveResponse.model_validate(one.leave).model_dump(),
        decision=LeaveDecisionResponse.model_validate(one.decision) if one.decision else None,
        class_id=one.training_class.class_id,
        title=one.training_class.title,
        topic=one.meeting.topic,
        starts_at=one.meeting.starts_at,
        staff_number=number,
        name=name,
    )
