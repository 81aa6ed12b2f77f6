"""The money of plans."""

from fastapi import APIRouter, Request

from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id
from services.registration import operations
from services.registration.schemas import (
    ExpenseRequest,
    ExpenseResponse,
    PlanBudgetResponse,
    RetractionRequest,
    plan_budget_response,
)

router = APIRouter(route_class=Edge, tags=["Money of plans"])


@router.get("/districts/{district_id}/plans/{plan_id}/budget", summary="The budget of a plan")
async def get_plan_budget(
    district_id: DistrictId, plan_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> PlanBudgetResponse:
    """Lines, what was spent, and for each budget clause and calendar year: base times per cent is the limit, what of it
    is planned and left, and which kinds of expense the clause does not allow, with the clause's own words. In yuan.

    A calendar year that begins before the pack's cycle does is asked about whole, unless a former cycle of the same
    pack, in which most of it lies, is assigned during the plan too.
    Nothing is refused by it: people decide. UNDETERMINED where the school's base is not known.
    """
    found = await operations.get_budget(session, district_id=district_id, plan_id=plan_id, viewer=viewer)
    return plan_budget_response(plan_id=plan_id, lines=found.lines, spendings=found.spendings, findings=found.findings)


@router.post("/districts/{district_id}/plans/{plan_id}/expenses", status_code=201, summary="Record an expense")
async def post_plan_expense(
    district_id: DistrictId, plan_id: Id, body: ExpenseRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ExpenseResponse:
    """Yuan spent under a published plan. 409 `plan-not-published`; 422 `unknown-item`, `expense-outside-plan`."""
    expense = await operations.record_expense(
        session, district_id=district_id, plan_id=plan_id, **dict(body), viewer=viewer, at=clock.now()
    )
    return ExpenseResponse.model_validate(expense)


@router.get("/districts/{district_id}/plans/{plan_id}/expenses", summary="List the expenses of a plan")
async def list_plan_expenses(
    district_id: DistrictId,
    plan_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ExpenseResponse]:
    """In the order in which they were recorded, those retracted too."""
    expenses = await operations.list_expenses(
        session,
        district_id=district_id,
        plan_id=plan_id,
        after=place_after(request, cursor),
        limit=limit + 1,
        viewer=viewer,
    )
    return page_of(
        request,
        expenses,
        limit=limit,
        id_of=lambda expense: expense.expense_id,
        shape=ExpenseResponse.model_validate,
    )


@router.put("/districts/{district_id}/expenses/{expense_id}/retraction", summary="Retract an expense")
async def put_expense_retraction(
    district_id: DistrictId, expense_id: Id, body: RetractionRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ExpenseResponse:
    """Take back what was recorded by mistake; it stays in the list with the reason. 409 `expense-retracted`."""
    expense = await operations.retract_expense(
        session,
        district_id=district_id,
        expense_id=expense_id,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return ExpenseResponse.model_validate(expense)
