"""Nominations, enrolments, withdrawals and the district's numbers."""

from fastapi import APIRouter, Request

from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.problems import language_of
from services.platform.types import DistrictId, Id
from services.registration import operations
from services.registration.rules import EnrolmentStatus
from services.registration.schemas import (
    EnrolmentRequest,
    EnrolmentResponse,
    ListedEnrolmentResponse,
    NominationsRequest,
    NominationsResponse,
    SummaryResponse,
    WithdrawalRequest,
    enrolment_response,
    listed_enrolment_response,
    nomination_response,
    nominations_response,
    summary_response,
)

router = APIRouter(route_class=Edge, tags=["Enrolment"])


@router.post("/districts/{district_id}/classes/{class_id}/nominations", summary="Nominate teachers")
async def post_nominations(
    district_id: DistrictId,
    class_id: Id,
    body: NominationsRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> NominationsResponse:
    """Up to 500 teachers, served in the order of the list; each gets an answer, and none spoils another's.

    An item is CONFIRMED, WAITING with its position, PENDING where the class reviews first, APPLIED where it allocates
    after enrolment has closed, or REFUSED with a problem: `not-found` (also another school's teacher),
    `teacher-not-in-post`, `already-enrolled`, `time-clash`, `class-full`, `not-shared-out`, `not-eligible` with the
    clause, its words and the entries it cites. `overrides` gives a reason for letting in whom a clause bars, where it
    allows that (`nothing-to-override` where nothing bars); it is kept with the enrolment. A teacher named twice is
    answered once. A school's own nomination counts as its review. A school's own class is for its own teachers: whom
    another school nominates is PENDING until the class's school has said yes; the district's nominations need no such
    word. The whole call is refused with 409 `enrolment-closed`, `class-ended` once the last meeting is over, or
    `class-cancelled`.
    """
    entered = await operations.nominate(
        session,
        district_id=district_id,
        class_id=class_id,
        teacher_ids=body.teacher_ids,
        accept_waiting=body.accept_waiting,
        accept_clash=body.accept_clash,
        overrides={override.teacher_id: override.reason for override in body.overrides},
        viewer=viewer,
        at=clock.now(),
        priority=body.priority,
    )
    language = language_of(request)
    return nominations_response(
        [
            nomination_response(
                teacher_id=item.teacher_id,
                enrolment=item.enrolment,
                waiting_position=item.waiting_position,
                refusal=item.refusal,
                language=language,
            )
            for item in entered
        ]
    )


@router.post("/districts/{district_id}/classes/{class_id}/enrolments", status_code=201, summary="Enrol oneself")
async def post_enrolment(
    district_id: DistrictId, class_id: Id, body: EnrolmentRequest, session: DatabaseSession, viewer: CurrentViewer
) -> EnrolmentResponse:
    """The teacher of the token enrols: CONFIRMED where a place is free, else WAITING with the position in line.

    PENDING where the class reviews first, and where a school's own class would have a guest: that school decides
    (`post_reviews`, stage CLASS). APPLIED where the class allocates after enrolment has closed.

    409 `not-eligible` with the clause, its words and the entries it cites; when not willing to wait `class-full`, or
    `not-shared-out` with what has to happen first; `already-enrolled`, `time-clash` (names the other class),
    `enrolment-closed`, `class-ended` once the last meeting is over, whatever `closes_at` says, `class-cancelled`,
    `teacher-not-in-post`.
    """
    enrolment, waiting_position = await operations.enrol(
        session,
        district_id=district_id,
        class_id=class_id,
        accept_waiting=body.accept_waiting,
        viewer=viewer,
        at=clock.now(),
    )
    return enrolment_response(enrolment, waiting_position=waiting_position)


@router.put("/districts/{district_id}/enrolments/{enrolment_id}/withdrawal", summary="Withdraw")
async def put_withdrawal(
    district_id: DistrictId, enrolment_id: Id, body: WithdrawalRequest, session: DatabaseSession, viewer: CurrentViewer
) -> EnrolmentResponse:
    """Give up a place, which goes to the head of the line at once, or one's number, application or offer.

    A teacher can until the first meeting begins, a school or the district until the last has ended
    (409 `withdrawal-closed`). Withdrawing twice is withdrawing once.
    """
    withdrawn = await operations.withdraw(
        session,
        district_id=district_id,
        enrolment_id=enrolment_id,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return enrolment_response(withdrawn)


@router.get("/districts/{district_id}/classes/{class_id}/enrolments", summary="List the enrolments of a class")
async def list_enrolments(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    status: EnrolmentStatus | None = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ListedEnrolmentResponse]:
    """In the order in which they were entered; `status` keeps one kind.

    Its leaders and its school see the whole list, another school only its own teachers.
    """
    listing = await operations.list_class_enrolments(
        session,
        district_id=district_id,
        class_id=class_id,
        status=status,
        after=place_after(request, cursor),
        limit=limit + 1,
        viewer=viewer,
        at=clock.now(),
    )
    return page_of(
        request,
        listing.rows,
        limit=limit,
        id_of=lambda row: row.enrolment.enrolment_id,
        shape=lambda row: listed_enrolment_response(
            row,
            listing.names,
            listing.overrides.get(row.enrolment.enrolment_id, ()),
            listing.waiting_reasons.get(row.enrolment.enrolment_id),
        ),
    )


@router.get("/districts/{district_id}/teachers/{teacher_id}/enrolments", summary="List the enrolments of a teacher")
async def list_teacher_enrolments(
    district_id: DistrictId,
    teacher_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ListedEnrolmentResponse]:
    """Everything a teacher enrolled in, withdrawn ones included, in the order in which it was entered."""
    listing = await operations.list_teacher_enrolments(
        session,
        district_id=district_id,
        teacher_id=teacher_id,
        after=place_after(request, cursor),
        limit=limit + 1,
        viewer=viewer,
        at=clock.now(),
    )
    return page_of(
        request,
        listing.rows,
        limit=limit,
        id_of=lambda row: row.enrolment.enrolment_id,
        shape=lambda row: listed_enrolment_response(
            row,
            listing.names,
            listing.overrides.get(row.enrolment.enrolment_id, ()),
            listing.waiting_reasons.get(row.enrolment.enrolment_id),
        ),
    )


@router.get("/districts/{district_id}/summary", summary="Registration in numbers")
async def get_summary(district_id: DistrictId, session: DatabaseSession, viewer: CurrentViewer) -> SummaryResponse:
    """Counts of plans, programs, classes, meetings, places and enrolments. An integration needs `summary:read`."""
    return summary_response(await operations.summarise(session, district_id=district_id, viewer=viewer))
