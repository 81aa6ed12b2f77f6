"""Feedback of members: forms, what is open, answers, statistics, reminders."""

from fastapi import APIRouter, Request

from services.assessment import operations
from services.assessment.schemas import (
    FeedbackAnswerRequest,
    FeedbackFormRequest,
    FeedbackFormsResponse,
    FeedbackOpeningRequest,
    FeedbackReminderResponse,
    FeedbackResponse,
    FeedbackStatisticsResponse,
    FeedbackThanksResponse,
    PublishedFormResponse,
    forms_of,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}", tags=["feedback"])


@router.post("/feedback-forms", status_code=201, summary="Publish a version of a feedback form")
async def post_feedback_form(
    district_id: DistrictId, body: FeedbackFormRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PublishedFormResponse:
    """The next version of its code; the newest version that says the same is that version. 学员反馈表.

    422 `feedback-form-unsound` with everything that is wrong in `errors`.
    """
    kept = await operations.publish_feedback_form(
        session,
        district_id=district_id,
        content=body.content(),
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return PublishedFormResponse.of(kept)


@router.get("/feedback-forms", summary="The feedback forms of the district")
async def list_feedback_forms(
    district_id: DistrictId, session: DatabaseSession, viewer: CurrentViewer
) -> FeedbackFormsResponse:
    """Every version, by code, the newest first."""
    return forms_of(await operations.list_feedback_forms(session, district_id=district_id))


@router.put("/classes/{class_id}/feedback", summary="Open a feedback form to the members of a class")
async def put_feedback(
    district_id: DistrictId,
    class_id: Id,
    body: FeedbackOpeningRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> FeedbackResponse:
    """By who leads the class, or the district; the same again changes nothing. Another `closes_at` extends or ends it.

    Results remind members of it until it closes; only a scheme whose FEEDBACK gate blocks lets them wait so long, and
    says so. 422 `unknown-feedback-form`; 409 `feedback-begun`, `feedback-closed` (it was closed, and shown),
    `feedback-too-late` or `class-cancelled`.
    """
    found = await operations.open_feedback(
        session,
        district_id=district_id,
        class_id=class_id,
        code=body.form,
        version=body.version,
        closes_at=body.closes_at,
        viewer=viewer,
        at=clock.now(),
    )
    return _shown(found)


@router.get("/classes/{class_id}/feedback", summary="The feedback form that is open for a class")
async def get_feedback(
    district_id: DistrictId, class_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> FeedbackResponse:
    """With how many have answered, and whether the viewer has. 409 `no-feedback-open`."""
    found = await operations.get_feedback(
        session, district_id=district_id, class_id=class_id, viewer=viewer, at=clock.now()
    )
    return _shown(found)


@router.put("/classes/{class_id}/feedback/answer", summary="Answer the feedback form")
async def put_feedback_answer(
    district_id: DistrictId,
    class_id: Id,
    body: FeedbackAnswerRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> FeedbackThanksResponse:
    """A member's answers, once. They are kept without the member's id and without a time, and cannot be changed.

    422 `feedback-unfit` with everything that does not fit in `errors`; 409 `feedback-already-given`,
    `no-feedback-open`, `feedback-closed`, `not-a-member` or `class-cancelled`.
    """
    await operations.give_feedback(
        session, district_id=district_id, class_id=class_id, given=body.given(), viewer=viewer, at=clock.now()
    )
    return FeedbackThanksResponse(has_answered=True)


@router.get("/classes/{class_id}/feedback/statistics", summary="What the class answered together")
async def get_feedback_statistics(
    district_id: DistrictId, class_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> FeedbackStatisticsResponse:
    """Counts, exact means and texts in no order of time; withheld from everybody below five answers.

    Of a form with a closing date everything is shown once it is closed. Of one without, answers are shown in whole
    blocks of five: nobody learns a single answer by comparing two days. The last one to four stay out for good where
    nobody else answers: `waiting` counts them and `note` says so, after 30 days as too few. For who leads the class,
    the district and its auditors. 409 `no-feedback-open`.
    """
    return FeedbackStatisticsResponse.of(
        await operations.get_feedback_statistics(
            session, district_id=district_id, class_id=class_id, viewer=viewer, at=clock.now()
        )
    )


@router.get("/classes/{class_id}/feedback/reminders", summary="Who has not answered yet")
async def list_feedback_reminders(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[FeedbackReminderResponse]:
    """In the order of the teachers' ids; schools see their own members. 409 `no-feedback-open`, `feedback-closed`."""
    members = await operations.list_feedback_reminders(
        session,
        district_id=district_id,
        class_id=class_id,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
        at=clock.now(),
    )
    return page_of(
        request,
        members,
        limit=limit,
        id_of=lambda member: member.teacher_id,
        shape=FeedbackReminderResponse.model_validate,
    )


def _shown(found: operations.OpenFeedback) -> FeedbackResponse:
    return FeedbackResponse.of(
        found.form,
        found.opening,
        is_open=found.is_open,
        answered=found.answered,
        members=found.members,
        has_answered=found.has_answered,
    )
