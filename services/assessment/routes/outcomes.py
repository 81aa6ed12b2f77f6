"""Outcomes: finalisation, revisions, lists, the summary."""

from fastapi import APIRouter, Request

from services.assessment import operations
from services.assessment.schemas import (
    FinalisationResponse,
    ItemsResponse,
    OutcomeResponse,
    RevisionConfirmationRequest,
    RevisionResponse,
    SummaryResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.problems import language_of
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}", tags=["outcomes"])


@router.post("/classes/{class_id}/finalisation", status_code=201, summary="Make outcomes of final results")
async def post_finalisation(
    district_id: DistrictId, class_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> FinalisationResponse:
    """Writes and publishes an outcome for each member who passed, failed or missed the attendance line.

    Members who are still open are left for a later call; who has an outcome is never touched. No body.
    409 `class-cancelled`, `scheme-not-chosen`, `pack-not-assigned` or `not-valuable`.
    """
    finalised = await operations.finalise(
        session, district_id=district_id, class_id=class_id, viewer=viewer, at=clock.now()
    )
    return FinalisationResponse.model_validate(finalised)


@router.get("/classes/{class_id}/outcomes", summary="The outcomes of a class")
async def list_outcomes(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[OutcomeResponse]:
    """In the order of the teachers' ids; schools see their own members, teachers themselves."""
    outcomes = await operations.list_outcomes(
        session,
        district_id=district_id,
        class_id=class_id,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, outcomes, limit=limit, id_of=lambda one: one.teacher_id, shape=OutcomeResponse.of)


@router.get("/classes/{class_id}/revisions", summary="Finalised results whose grounds have changed")
async def list_revisions(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[RevisionResponse]:
    """What stands beside what would stand now; nothing changes until an officer confirms it."""
    pairs = await operations.list_revisions(
        session,
        district_id=district_id,
        class_id=class_id,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request,
        pairs,
        limit=limit,
        id_of=lambda pair: pair[1].teacher_id,
        shape=lambda pair: RevisionResponse.of(*pair),
    )


@router.post("/classes/{class_id}/revisions/confirmation", status_code=201, summary="Confirm pending revisions")
async def post_revision_confirmation(
    district_id: DistrictId,
    class_id: Id,
    body: RevisionConfirmationRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ItemsResponse:
    """Judges each anew and publishes the next revision of its outcome in full, answered one by one.

    CONFIRMED with the new revision, or REFUSED: `no-pending-revision`, `revision-not-final`, `own-assessment`, and
    `own-correction` to whoever corrected the presence, marked, moderated or scored anew since it was finalised.
    """
    answers = await operations.confirm_revisions(
        session,
        district_id=district_id,
        class_id=class_id,
        teacher_ids=body.teacher_ids,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return ItemsResponse.of(answers, language=language_of(request))


@router.get("/teachers/{teacher_id}/outcomes", summary="Everything a teacher was assessed in")
async def list_teacher_outcomes(
    district_id: DistrictId,
    teacher_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[OutcomeResponse]:
    """Of classes and claims, oldest first. Teachers see their own, schools those of their present teachers."""
    outcomes = await operations.list_teacher_outcomes(
        session,
        district_id=district_id,
        teacher_id=teacher_id,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
        at=clock.now(),
    )
    return page_of(request, outcomes, limit=limit, id_of=lambda one: one.outcome_id, shape=OutcomeResponse.of)


@router.get("/summary", summary="The district's assessment in numbers")
async def get_summary(district_id: DistrictId, session: DatabaseSession, viewer: CurrentViewer) -> SummaryResponse:
    """Outcomes by status and grade, revisions that wait for confirmation, claims by state.

    An integration needs the scope `summary:read`.
    """
    return SummaryResponse.model_validate(await operations.summarise(session, district_id=district_id, viewer=viewer))
