"""Reviews of applications, replacements of members, and who never came."""

from fastapi import APIRouter, Request

from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.problems import language_of
from services.platform.types import DistrictId, Id
from services.registration import operations
from services.registration.rules import Review
from services.registration.schemas import (
    ExcusedAbsenceResponse,
    ExcuseRequest,
    ListedAbsenceResponse,
    ListedReplacementResponse,
    PendingApplicationResponse,
    ReplacementRequest,
    ReplacementResponse,
    ReviewHistoryResponse,
    ReviewResponse,
    ReviewsRequest,
    ReviewsResponse,
    excused_absence_response,
    listed_absence_response,
    listed_replacement_response,
    pending_response,
    replacement_response,
    reviewed_response,
    reviews_response,
)

router = APIRouter(route_class=Edge, tags=["Reviews and members"])


@router.post("/districts/{district_id}/classes/{class_id}/reviews", summary="Review applications")
async def post_reviews(
    district_id: DistrictId,
    class_id: Id,
    body: ReviewsRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ReviewsResponse:
    """Approve, return with a reason, or take back what was decided, for up to 500 applications of a class.

    The school's review (SCHOOL) is about its own teachers, the class's (CLASS) is for its leaders, its school and the
    district. A school's own class reviews its guests, teachers of other schools, also where it asks for no review. Who
    passes the last review that the class asks for is CONFIRMED where a place is free, else WAITING under the number
    given when he applied, or APPLIED where places are allocated later; until then he holds no place. UNDO is possible
    until the class begins, and frees what was held. Each application gets an answer, and none spoils another's: `not-
    found` (also another school's), `not-awaiting-review`, `own-application`, `nothing-to-undo`, `reviewed-further`,
    `undo-closed`, `already-enrolled` where who was returned has applied anew. The whole call is
    refused with 409 `class-cancelled`, `class-ended`; 422 `reason-needed`.
    """
    reviewed = await operations.review_applications(
        session,
        district_id=district_id,
        class_id=class_id,
        stage=body.stage,
        decision=body.decision,
        enrolment_ids=body.enrolment_ids,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    language = language_of(request)
    return reviews_response(
        [
            reviewed_response(
                enrolment_id=item.enrolment_id,
                decision=body.decision,
                enrolment=item.enrolment,
                waiting_position=item.waiting_position,
                refusal=item.refusal,
                language=language,
            )
            for item in reviewed
        ]
    )


@router.get("/districts/{district_id}/pending-reviews", summary="List what awaits a review")
async def list_pending_reviews(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    stage: Review,
    class_id: Id | None = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[PendingApplicationResponse]:
    """Applications in the order in which they were entered: SCHOOL shows a school its own teachers', CLASS those for
    the classes that one leads or that belong to one's school; the district sees all. `class_id` keeps one class.
    """
    pending = await operations.list_pending_reviews(
        session,
        district_id=district_id,
        stage=stage,
        class_id=class_id,
        after=place_after(request, cursor),
        limit=limit + 1,
        viewer=viewer,
    )
    return page_of(
        request,
        pending.rows,
        limit=limit,
        id_of=lambda row: row.enrolment.enrolment_id,
        shape=lambda row: pending_response(row, pending.names),
    )


@router.get("/districts/{district_id}/enrolments/{enrolment_id}/reviews", summary="Read what was decided")
async def list_enrolment_reviews(
    district_id: DistrictId, enrolment_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ReviewHistoryResponse:
    """Every decision about one application with its reason, also those taken back, in order.

    For who applied, for his school, and for the class.
    """
    reviews = await operations.list_enrolment_reviews(
        session, district_id=district_id, enrolment_id=enrolment_id, viewer=viewer
    )
    return ReviewHistoryResponse(items=[ReviewResponse.model_validate(review) for review in reviews])


@router.post(
    "/districts/{district_id}/enrolments/{enrolment_id}/replacement", status_code=201, summary="Replace a member"
)
async def post_replacement(
    district_id: DistrictId,
    enrolment_id: Id,
    body: ReplacementRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ReplacementResponse:
    """Pass a confirmed seat to another teacher of the same school, until the last meeting is over.

    The seat is never free in between; both enrolments stay on record. An application or number that the newcomer had
    in the class ends. 409 `no-seat-to-pass`, `replacement-closed`, `other-school`, `already-enrolled`, `time-clash`,
    `not-eligible` (unless `override_reason` lets in), `nothing-to-override`, `teacher-not-in-post`,
    `oneself-no-replacement`, `class-cancelled`; 404 for what is out of reach.
    """
    replaced = await operations.replace_member(
        session,
        district_id=district_id,
        enrolment_id=enrolment_id,
        teacher_id=body.teacher_id,
        reason=body.reason,
        override_reason=body.override_reason,
        viewer=viewer,
        at=clock.now(),
    )
    return replacement_response(
        replaced.replacement, leaving=replaced.leaving.teacher_id, entering=replaced.entering.teacher_id
    )


@router.get("/districts/{district_id}/classes/{class_id}/replacements", summary="List who took whose seat")
async def list_replacements(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ListedReplacementResponse]:
    """In the order in which they happened; leaders and the class's school see all, another school its own."""
    replacements = await operations.list_replacements(
        session,
        district_id=district_id,
        class_id=class_id,
        after=place_after(request, cursor),
        limit=limit + 1,
        viewer=viewer,
    )
    return page_of(
        request,
        replacements.rows,
        limit=limit,
        id_of=lambda row: row[0].entering_enrolment_id,
        shape=lambda row: listed_replacement_response(row, replacements.names),
    )


@router.get("/districts/{district_id}/absences", summary="List who never came")
async def list_absences(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    class_id: Id | None = None,
    school_id: Id | None = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ListedAbsenceResponse]:
    """Who held a place, came to no meeting and had no approved leave, as the class was settled; with the excuse if any.

    A record of what happened: nothing follows of itself. A school sees its own teachers', a teacher the own ones.
    Filters: `class_id`, and for the district `school_id`.
    """
    absences = await operations.list_absences(
        session,
        district_id=district_id,
        class_id=class_id,
        school_id=school_id,
        after=place_after(request, cursor),
        limit=limit + 1,
        viewer=viewer,
    )
    return page_of(
        request,
        absences.rows,
        limit=limit,
        id_of=lambda row: row.absence.enrolment_id,
        shape=lambda row: listed_absence_response(row, absences.names),
    )


@router.put("/districts/{district_id}/classes/{class_id}/absences/{teacher_id}/excuse", summary="Excuse an absence")
async def put_absence_excuse(
    district_id: DistrictId,
    class_id: Id,
    teacher_id: Id,
    body: ExcuseRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ExcusedAbsenceResponse:
    """Excuse a no-show with a reason, or take the excuse back; every decision stays readable.

    Saying the same again changes nothing. 409 `not-absent` where a later settlement took the fact back,
    `own-absence`; 404 for what is out of reach.
    """
    absence, excuses = await operations.excuse_absence(
        session,
        district_id=district_id,
        class_id=class_id,
        teacher_id=teacher_id,
        excused=body.excused,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return excused_absence_response(absence, excuses)
