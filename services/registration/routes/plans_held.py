"""What plans hold, their approval, and how items are carried out."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import Count, DistrictId, Id
from services.registration import operations
from services.registration.operations import PlanInFull
from services.registration.schemas import (
    ClassInFullResponse,
    DecisionRequest,
    ItemClassRequest,
    ItemProgramRequest,
    ItemProgramResponse,
    PlanContentRequest,
    PlanContentResponse,
    PlanProgressResponse,
    PlanResponse,
    PlanRevisionResponse,
    PlanRevisionsResponse,
    PlanStepResponse,
    PlanStepsResponse,
    SubmissionRequest,
    class_in_full_response,
    plan_content_response,
    plan_progress_response,
)

router = APIRouter(route_class=Edge, tags=["Plans and programs"])


@router.put("/districts/{district_id}/plans/{plan_id}/content", summary="Write what a plan holds")
async def put_plan_content(
    district_id: DistrictId, plan_id: Id, body: PlanContentRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PlanContentResponse:
    """Goals, items with the four fixed (四定) and money, as a whole. The same content again changes nothing.

    A draft is changed freely. Of a published plan time, place, person, content and notes alone, with a `reason` and a
    history that stays readable; what else is to change is proposed by post_plan_amendment: 409 `amendment-needed`.
    409 `plan-locked` while it is decided on, `item-carried-out` when an item with classes is left out;
    412 when another revision was written since `based_on`; 422 `unknown-code`, `period-reversed`, `reason-needed`,
    `item-twice`, `unknown-item`.
    """
    written = await operations.write_content(
        session,
        district_id=district_id,
        plan_id=plan_id,
        content=body.content(),
        based_on=body.based_on,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return _shown(written)


@router.get("/districts/{district_id}/plans/{plan_id}/content", summary="Read what a plan holds")
async def get_plan_content(
    district_id: DistrictId,
    plan_id: Id,
    session: DatabaseSession,
    viewer: CurrentViewer,
    revision: Annotated[Count | None, Query(description="An earlier revision; the present one when left out")] = None,
) -> PlanContentResponse:
    """What a plan holds now, or held in an earlier revision.

    A published plan is for everybody in the district, without its money; before that 404 for all but its planners.
    """
    found = await operations.get_content(
        session, district_id=district_id, plan_id=plan_id, revision=revision, viewer=viewer
    )
    return _shown(found)


@router.get("/districts/{district_id}/plans/{plan_id}/revisions", summary="List the revisions of a plan")
async def list_plan_revisions(
    district_id: DistrictId, plan_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> PlanRevisionsResponse:
    """Who wrote which revision when and why, the newest first, at most the last hundred."""
    revisions = await operations.list_revisions(session, district_id=district_id, plan_id=plan_id, viewer=viewer)
    return PlanRevisionsResponse(items=[PlanRevisionResponse.model_validate(one) for one in revisions])


@router.get("/districts/{district_id}/plans/{plan_id}/steps", summary="List the steps of a plan's approval")
async def list_plan_steps(
    district_id: DistrictId, plan_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> PlanStepsResponse:
    """Who submitted, approved, returned, published or amended the plan, which revision of it, and why."""
    steps = await operations.list_steps(session, district_id=district_id, plan_id=plan_id, viewer=viewer)
    return PlanStepsResponse(items=[PlanStepResponse.model_validate(step) for step in steps])


@router.put("/districts/{district_id}/plans/{plan_id}/submission", summary="Hand a plan in for approval")
async def put_plan_submission(
    district_id: DistrictId, plan_id: Id, body: SubmissionRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PlanResponse:
    """Hand in the plan as it stands at `revision`; it is locked until it is decided on. Twice is once.

    409 `plan-locked`, `plan-empty`, `plan-changed`.
    """
    submitted = await operations.submit_plan(
        session, district_id=district_id, plan_id=plan_id, revision=body.revision, viewer=viewer, at=clock.now()
    )
    return PlanResponse.model_validate(submitted)


@router.put("/districts/{district_id}/plans/{plan_id}/decision", summary="Approve or return a plan")
async def put_plan_decision(
    district_id: DistrictId, plan_id: Id, body: DecisionRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PlanResponse:
    """Approve a plan that was handed in, or return it with a reason; the same decision again changes nothing.

    Nobody decides on a plan that they made, wrote or handed in: 409 `own-plan`, `plan-not-submitted`, `plan-changed`;
    422 `reason-needed`.
    """
    decided = await operations.decide_plan(
        session,
        district_id=district_id,
        plan_id=plan_id,
        revision=body.revision,
        decision=body.decision,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return PlanResponse.model_validate(decided)


@router.put("/districts/{district_id}/plan-items/{item_id}/program", summary="Say which program carries an item out")
async def put_plan_item_program(
    district_id: DistrictId, item_id: Id, body: ItemProgramRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ItemProgramResponse:
    """Tie an item to a program of the same plan; several items may share one. 409 `no-program-for-item` else."""
    item = await operations.set_program(
        session, district_id=district_id, item_id=item_id, program_id=body.program_id, viewer=viewer
    )
    return ItemProgramResponse.model_validate(item)


@router.post(
    "/districts/{district_id}/plan-items/{item_id}/classes", status_code=201, summary="Open a class for an item"
)
async def post_plan_item_class(
    district_id: DistrictId, item_id: Id, body: ItemClassRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClassInFullResponse:
    """A class as an item of a published plan has it: its time, place, person and content make the meeting.

    What the item leaves open stays open: without a time there is no meeting yet, and a meeting that lacks what the pack
    wants fixed takes no sign-in. 409 `plan-not-published`, `no-program-for-item`; 422 `places-unknown`,
    `unknown-item` once the plan has dropped it, `unknown-account` and `account-unfit` with the fields that name who
    leads.
    """
    opened = await operations.open_class_of_item(
        session,
        district_id=district_id,
        item_id=item_id,
        title=body.title,
        leader_ids=body.leader_ids,
        opens_at=body.opens_at,
        closes_at=body.closes_at,
        capacity=body.capacity,
        terms=body.terms(),
        viewer=viewer,
        at=clock.now(),
    )
    return class_in_full_response(opened.training_class, opened.program, opened.meetings)


@router.get("/districts/{district_id}/plans/{plan_id}/progress", summary="How far a plan has come")
async def get_plan_progress(
    district_id: DistrictId, plan_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> PlanProgressResponse:
    """Items opened, seats and hours planned, opened and reached, money, and each goal with its rate and formula so far.

    Classes that the plan did not hold when they were opened stand in `unplanned`. Packs may reckon rates otherwise:
    these are the ledger's. 404 before publication for all but its planners.
    """
    found = await operations.get_progress(
        session, district_id=district_id, plan_id=plan_id, viewer=viewer, at=clock.now()
    )
    return plan_progress_response(
        plan_id=plan_id, progress=found.progress, planned=found.budget_planned, spent=found.budget_spent
    )


def _shown(found: PlanInFull) -> PlanContentResponse:
    return plan_content_response(
        plan_id=found.plan.plan_id,
        status=found.plan.status,
        content=found.content,
        revision=found.revision,
        programs=found.programs,
    )
