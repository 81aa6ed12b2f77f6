"""The money of a plan: what is planned and spent, before the budget clauses of its packs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.platform.access import Viewer
from services.policy.facts import School
from services.registration import queries, rules
from services.registration.errors import ExpenseRetracted, UnknownItem
from services.registration.models import Plan, PlanExpense
from services.registration.operations.plans_content import current_content
from services.registration.operations.plans_packs import list_plan_packs
from services.registration.rules import BudgetFinding, BudgetLine, Spending


@dataclass(frozen=True, slots=True)
class PlanBudget:
    """Lines, what was spent by year and kind, and what each clause says of each year."""

    plan: Plan
    lines: Sequence[BudgetLine]
    spendings: Sequence[Spending]
    findings: Sequence[BudgetFinding]


async def get_budget(session: AsyncSession, *, district_id: int, plan_id: UUID, viewer: Viewer) -> PlanBudget:
    """The budget of a plan as it stands, shown to its planners and the district.

    A clause asks for one sum a year, however many plans a school makes: those that were handed in count together.
    """
    plan = await queries.get_plan(session, district_id=district_id, plan_id=plan_id)
    viewer.demand(unit_id=plan.school_id)
    content = await current_content(session, plan)
    spendings = await queries.sum_expenses(session, district_id=district_id, plan_id=plan_id)
    school = School(school_id=None)
    if plan.school_id is not None:
        found = await directory.load_schools(session, district_id=district_id, school_ids=[plan.school_id])
        school = found[plan.school_id]
    years = {*range(plan.starts_on.year, plan.ends_on.year + 1), *(line.year for line in content.budget)}
    beside = await queries.list_contents_beside(session, plan=plan)
    elsewhere = [line for kept in beside for line in rules.read_content(kept).budget]
    spent_elsewhere = await queries.sum_expenses_beside(session, plan=plan)
    packs = await list_plan_packs(session, plan=plan)
    findings = [
        finding
        for (pack, terms), asked in zip(packs, rules.share_years(packs, years), strict=True)
        for finding in rules.judge_plan_budget(
            pack,
            terms=terms,
            school=school,
            lines=content.budget,
            elsewhere=elsewhere,
            spendings=spendings,
            spent_elsewhere=spent_elsewhere,
            years=asked,
        )
    ]
    return PlanBudget(plan, content.budget, spendings, findings)


async def record_expense(
    session: AsyncSession,
    *,
    district_id: int,
    plan_id: UUID,
    item_id: UUID | None,
    kind: str,
    amount: Decimal,
    spent_on: date,
    note: str | None,
    receipt: str | None,
    viewer: Viewer,
    at: datetime,
) -> PlanExpense:
    """Record money spent under a published plan; one not allowed by a clause is recorded too, and shown as that."""
    plan = await queries.get_plan(session, district_id=district_id, plan_id=plan_id)
    viewer.demand(unit_id=plan.school_id)
    rules.demand_published(plan.status)
    rules.demand_spent_within(spent_on=spent_on, starts_on=plan.starts_on, ends_on=plan.ends_on)
    if item_id is not None:
        item = await queries.find_plan_item(session, district_id=district_id, item_id=item_id)
        if item is None or item.plan_id != plan_id:
            raise UnknownItem
    return await queries.insert_expense(
        session,
        district_id=district_id,
        plan_id=plan_id,
        item_id=item_id,
        kind=kind,
        amount=amount,
        spent_on=spent_on,
        note=note,
        receipt=receipt,
        by=viewer.principal.account_id,
        at=at,
    )


async def retract_expense(
    session: AsyncSession, *, district_id: int, expense_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> PlanExpense:
    """Take back an expense that was recorded by mistake; it stays, with who took it back and why."""
    expense = await queries.lock_expense(session, district_id=district_id, expense_id=expense_id)
    plan = await queries.get_plan(session, district_id=district_id, plan_id=expense.plan_id)
    viewer.demand(unit_id=plan.school_id)
    if expense.retracted_at is not None:
        if expense.retraction_reason == reason:
            return expense
        raise ExpenseRetracted
    expense.retracted_by = viewer.principal.account_id
    expense.retracted_at = at
    expense.retraction_reason = reason
    return expense


async def list_expenses(
    session: AsyncSession, *, district_id: int, plan_id: UUID, after: UUID | None, limit: int, viewer: Viewer
) -> Sequence[PlanExpense]:
    plan = await queries.get_plan(session, district_id=district_id, plan_id=plan_id)
    viewer.demand(unit_id=plan.school_id)
    return await queries.list_expenses(session, district_id=district_id, plan_id=plan_id, after=after, limit=limit)
