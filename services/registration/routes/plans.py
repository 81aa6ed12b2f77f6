"""Plans and programs."""

from fastapi import APIRouter, Request

from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id
from services.registration import operations
from services.registration.rules import PlanStatus
from services.registration.schemas import PlanRequest, PlanResponse, ProgramRequest, ProgramResponse

router = APIRouter(route_class=Edge, tags=["Plans and programs"])


@router.post("/districts/{district_id}/plans", status_code=201, summary="Write down a plan")
async def post_plan(
    district_id: DistrictId, body: PlanRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PlanResponse:
    """A plan of the district, or of one school, for a year or a semester. A school writes only its own.

    What it holds is written by `put_plan_content`, and it is published once it was approved.

    422 `period-reversed`, `unknown-school`; 404 for another school's.
    """
    plan = await operations.make_plan(
        session,
        district_id=district_id,
        title=body.title,
        school_id=body.school_id,
        starts_on=body.starts_on,
        ends_on=body.ends_on,
        period=body.period,
        viewer=viewer,
        at=clock.now(),
    )
    return PlanResponse.model_validate(plan)


@router.get("/districts/{district_id}/plans", summary="List plans")
async def list_plans(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    school_id: Id | None = None,
    status: PlanStatus | None = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[PlanResponse]:
    """Plans in the order in which they were written; filters: `school_id`, `status` (SUBMITTED: to be decided)."""
    plans = await operations.list_plans(
        session,
        district_id=district_id,
        school_id=school_id,
        status=status,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, plans, limit=limit, id_of=lambda plan: plan.plan_id, shape=PlanResponse.model_validate)


@router.get("/districts/{district_id}/plans/{plan_id}", summary="Read a plan")
async def get_plan(district_id: DistrictId, plan_id: Id, session: DatabaseSession) -> PlanResponse:
    """One plan."""
    return PlanResponse.model_validate(await operations.get_plan(session, district_id=district_id, plan_id=plan_id))


@router.post("/districts/{district_id}/plans/{plan_id}/programs", status_code=201, summary="Write down a program")
async def post_program(
    district_id: DistrictId, plan_id: Id, body: ProgramRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ProgramResponse:
    """A program (培训项目) within a plan; `hours` are those of the whole program.

    Its codes are those of a pack in force while the plan lasts. 409 `program-code-taken`, `not-school-based`;
    422 `unknown-code` with what the pack allows, `hours-do-not-add-up`, `unknown-item`; 404 for another school's plan.
    """
    program = await operations.make_program(
        session,
        district_id=district_id,
        plan_id=plan_id,
        terms=body.terms(),
        item_ids=body.item_ids,
        viewer=viewer,
        at=clock.now(),
    )
    return ProgramResponse.model_validate(program)


@router.get("/districts/{district_id}/programs", summary="List programs")
async def list_programs(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    plan_id: Id | None = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ProgramResponse]:
    """Programs in the order in which they were written; `plan_id` keeps those of one plan."""
    programs = await operations.list_programs(
        session, district_id=district_id, plan_id=plan_id, after=place_after(request, cursor), limit=limit + 1
    )
    return page_of(
        request,
        programs,
        limit=limit,
        id_of=lambda program: program.program_id,
        shape=ProgramResponse.model_validate,
    )


@router.get("/districts/{district_id}/programs/{program_id}", summary="Read a program")
async def get_program(district_id: DistrictId, program_id: Id, session: DatabaseSession) -> ProgramResponse:
    """One program."""
    program = await operations.get_program(session, district_id=district_id, program_id=program_id)
    return ProgramResponse.model_validate(program)
