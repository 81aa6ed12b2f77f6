"""HTTP of a meeting: its codes, its sign-in book, leaves and corrections."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from services.attendance import operations
from services.attendance.rules import STEP, Phase
from services.attendance.schemas import (
    BookLeave,
    BookLineResponse,
    CodesResponse,
    CorrectionRequest,
    CorrectionResponse,
    LeaveDecisionRequest,
    LeaveDecisionResponse,
    LeaveRequest,
    LeaveResponse,
    MeetingBookResponse,
    RefusedScanResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["meetings"], prefix="/districts/{district_id}")

_AGAIN: dict[int | str, dict[str, Any]] = {
    200: {"model": LeaveResponse, "description": "Requested before: the same leave"}
}


@router.get("/meetings/{meeting_id}/codes", summary="The codes for the screen")
async def get_codes(
    district_id: DistrictId,
    meeting_id: Id,
    phase: Annotated[Phase, Query(description="Coming (IN) or leaving (OUT)")],
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> CodesResponse:
    """The rotating code of now and the next five, ten seconds each; a scan is accepted for three steps.

    For the trainers who lead the class, the admins of its school and of the district. 409 `not-fixed` with the clause
    and what is missing, where the pack asks for a time, place, speaker or topic before people sign in.
    """
    at = clock.now()
    codes = await operations.list_codes(
        session,
        request.app.state.codes,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        phase=phase,
        at=at,
    )
    return CodesResponse.of(
        codes, meeting_id=meeting_id, phase=phase, server_time=at, step_seconds=int(STEP.total_seconds())
    )


@router.get("/meetings/{meeting_id}/sign-in-book", summary="The sign-in book")
async def get_meeting_book(
    district_id: DistrictId, meeting_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> MeetingBookResponse:
    """Who is expected, present, late, gone early, on leave or absent, with times.

    A trainer sees the classes they lead, a school's admin its classes and its own teachers elsewhere, a teacher the own
    line. Who came without being on the class list stands there as not `listed`.
    """
    book = await operations.read_book(
        session, viewer=viewer, district_id=district_id, meeting_id=meeting_id, at=clock.now()
    )
    return MeetingBookResponse(
        meeting_id=book.meeting.meeting_id,
        class_id=book.meeting.class_id,
        title=book.training_class.title,
        topic=book.meeting.topic,
        speaker=book.meeting.speaker,
        place=book.meeting.place,
        starts_at=book.meeting.starts_at,
        ends_at=book.meeting.ends_at,
        cancelled=book.meeting.cancelled or book.training_class.cancelled,
        at=book.at,
        counts=book.counts,
        lines=[_line(line) for line in book.lines],
    )


@router.get("/meetings/{meeting_id}/refused-scans", summary="Scans that were not taken")
async def list_refused_scans(
    district_id: DistrictId,
    meeting_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[RefusedScanResponse]:
    """The refused scans of a meeting with their reasons, in the order they came. What was scanned is not kept."""
    after = request.app.state.cursors.read(cursor)
    refused = await operations.list_refused(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        after=UUID(after) if after else None,
        limit=limit,
    )
    full = len(refused) == limit
    return Page(
        items=[RefusedScanResponse.model_validate(one) for one in refused],
        next_cursor=request.app.state.cursors.write(str(refused[-1].refused_scan_id)) if full else None,
    )


@router.post("/meetings/{meeting_id}/leaves", status_code=201, responses=_AGAIN, summary="Ask for leave")
async def post_leave(
    district_id: DistrictId,
    meeting_id: Id,
    body: LeaveRequest,
    response: Response,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> LeaveResponse:
    """Ask for the asking teacher's leave from one meeting of a class they are in.

    The same reason again is the same leave (200); another one is refused, 409 `leave-already-requested`.
    """
    leave, is_new = await operations.request_leave(
        session, viewer=viewer, district_id=district_id, meeting_id=meeting_id, reason=body.reason, at=clock.now()
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

    The same decision again is the same decision; another one is refused, 409 `leave-already-decided`.
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


@router.post("/meetings/{meeting_id}/corrections", status_code=201, summary="Correct a presence")
async def post_correction(
    district_id: DistrictId,
    meeting_id: Id,
    body: CorrectionRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> CorrectionResponse:
    """Put a person's word beside what the scans say, with its reason; never about oneself. Nothing is edited.

    The latest correction counts when the class is settled (again). Not before the meeting has begun.
    """
    correction = await operations.correct(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        teacher_id=body.teacher_id,
        presence=body.presence,
        minutes=body.minutes,
        reason=body.reason,
        at=clock.now(),
    )
    return CorrectionResponse.model_validate(correction)


def _line(line: operations.BookLine) -> BookLineResponse:
    leave, decision = line.leave or (None, None)
    return BookLineResponse(
        teacher_id=line.teacher_id,
        staff_number=line.staff_number,
        name=line.name,
        school_id=line.school_id,
        listed=line.listed,
        standing=line.standing,
        entered_at=line.entered_at,
        left_at=line.left_at,
        leave=(
            BookLeave(leave_id=leave.leave_id, reason=leave.reason, approved=decision.approved if decision else None)
            if leave
            else None
        ),
        correction=CorrectionResponse.model_validate(line.correction) if line.correction else None,
    )
