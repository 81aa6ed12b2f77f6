"""Classes and their meetings."""

from fastapi import APIRouter, Request

from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id
from services.registration import operations
from services.registration.schemas import (
    CancellationRequest,
    CapacityRequest,
    ClassInFullResponse,
    ClassRequest,
    ClassResponse,
    MeetingRequest,
    RescheduleRequest,
    ScheduledMeetingResponse,
    class_in_full_response,
    class_response,
    scheduled_meeting_response,
)

router = APIRouter(route_class=Edge, tags=["Classes and meetings"])


@router.post("/districts/{district_id}/programs/{program_id}/classes", status_code=201, summary="Open a class")
async def post_class(
    district_id: DistrictId, program_id: Id, body: ClassRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClassInFullResponse:
    """A class (培训班) with its meetings; enrolment runs from `opens_at` until just before `closes_at`.

    A school opens classes of its own plan, or of a school-based program, for itself. Without further terms whoever
    comes first gets a place; `direction`, `reviews`, `second_round`, `offer_minutes` and `pools` (the district's to
    give) say otherwise. Where the district shares the places out and has not yet, nobody gets one: `awaits` and the
    sentence beside it say what comes next. A class of which the published plan holds nothing needs a `reason`, shown in
    the plan's progress, and no approval. 409 `meetings-overlap`, `not-school-based`, `seats-kept`, `no-pools-here`,
    `pools-opened`; 422 `hours-beyond-time`, `period-reversed`, `rounds-overlap`, `unknown-school`, `claim-back-past`,
    `too-many-meetings`, `reason-needed`, `unknown-account` and `account-unfit` with the fields that name who leads.
    """
    opened = await operations.open_class_of_program(
        session,
        district_id=district_id,
        program_id=program_id,
        title=body.title,
        school_id=body.school_id,
        leader_ids=body.leader_ids,
        opens_at=body.opens_at,
        closes_at=body.closes_at,
        capacity=body.capacity,
        sittings=[meeting.sitting() for meeting in body.meetings],
        terms=body.terms(),
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return class_in_full_response(opened.training_class, opened.program, opened.meetings)


@router.get("/districts/{district_id}/classes", summary="List classes")
async def list_classes(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    program_id: Id | None = None,
    school_id: Id | None = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ClassResponse]:
    """Classes in the order in which they were opened, with places left; filters: `program_id`, `school_id`."""
    classes = await operations.list_classes(
        session,
        district_id=district_id,
        program_id=program_id,
        school_id=school_id,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request,
        classes,
        limit=limit,
        id_of=lambda training_class: training_class.class_id,
        shape=class_response,
    )


@router.get("/districts/{district_id}/classes/{class_id}", summary="Read a class")
async def get_class(district_id: DistrictId, class_id: Id, session: DatabaseSession) -> ClassInFullResponse:
    """A class with its program, its meetings in the order of time, and places left."""
    found = await operations.get_class(session, district_id=district_id, class_id=class_id)
    return class_in_full_response(found.training_class, found.program, found.meetings)


@router.post("/districts/{district_id}/classes/{class_id}/meetings", status_code=201, summary="Add a meeting")
async def post_meeting(
    district_id: DistrictId, class_id: Id, body: MeetingRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ScheduledMeetingResponse:
    """A further meeting (场次) of a class. Whom it clashes for is named, never refused.

    409 `class-ended` once the last meeting is over, `meetings-overlap`, `class-cancelled`; 422 `hours-beyond-time`,
    `period-reversed`, `too-many-meetings`.
    """
    added = await operations.add_meeting(
        session, district_id=district_id, class_id=class_id, sitting=body.sitting(), viewer=viewer, at=clock.now()
    )
    return scheduled_meeting_response(added.meeting, added.clashing)


@router.put("/districts/{district_id}/meetings/{meeting_id}", summary="Reschedule a meeting")
async def put_meeting(
    district_id: DistrictId, meeting_id: Id, body: RescheduleRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ScheduledMeetingResponse:
    """Replace what is known of a meeting, or cancel it. Whom the new time clashes for is named, never refused.

    409 `meeting-begun` when its time has come, `meetings-overlap`, `class-cancelled`; 422 `hours-beyond-time`, `period-
    reversed`.
    """
    moved = await operations.reschedule_meeting(
        session,
        district_id=district_id,
        meeting_id=meeting_id,
        sitting=body.sitting(),
        viewer=viewer,
        at=clock.now(),
    )
    return scheduled_meeting_response(moved.meeting, moved.clashing)


@router.put("/districts/{district_id}/classes/{class_id}/capacity", summary="Change the number of places")
async def put_capacity(
    district_id: DistrictId, class_id: Id, body: CapacityRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClassResponse:
    """Places added go to those who wait, in order.

    409 `capacity-below-taken`, `seats-kept` where places are offered or kept for schools, `class-cancelled`.
    """
    changed = await operations.set_capacity(
        session,
        district_id=district_id,
        class_id=class_id,
        capacity=body.capacity,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return class_response(changed)


@router.put("/districts/{district_id}/classes/{class_id}/cancellation", summary="Cancel a class")
async def put_class_cancellation(
    district_id: DistrictId,
    class_id: Id,
    body: CancellationRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ClassResponse:
    """Cancel a class for good: who waited is withdrawn, and the time of its people is free again.

    Cancelling twice is cancelling once. 409 `class-ended` after its last meeting.
    """
    cancelled = await operations.cancel_class(
        session, district_id=district_id, class_id=class_id, reason=body.reason, viewer=viewer, at=clock.now()
    )
    return class_response(cancelled)
