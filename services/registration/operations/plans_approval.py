"""Approval of plans: submitted by its planners, decided on by somebody else of the district."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.access import Viewer
from services.registration import queries, rules
from services.registration.errors import ReasonNeeded
from services.registration.models import Plan
from services.registration.rules import PlanDecision


async def submit_plan(
    session: AsyncSession, *, district_id: int, plan_id: UUID, revision: int, viewer: Viewer, at: datetime
) -> Plan:
    """Hand a plan in for approval as it stands at a revision; from now on it is locked. Twice is once."""
    plan = await queries.lock_plan(session, district_id=district_id, plan_id=plan_id)
    viewer.demand(unit_id=plan.school_id)
    if plan.status == "SUBMITTED" and plan.revision == revision:
        return plan
    rules.demand_submittable(status=plan.status, revision=plan.revision, seen=revision)
    plan.status = "SUBMITTED"
    await queries.insert_plan_step(
        session, plan=plan, action="SUBMIT", reason=None, by=viewer.principal.account_id, at=at
    )
    return plan


async def decide_plan(
    session: AsyncSession,
    *,
    district_id: int,
    plan_id: UUID,
    revision: int,
    decision: PlanDecision,
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> Plan:
    """Approve a plan, or return it with a reason. Nobody decides on a plan that they made, wrote or submitted."""
    plan = await queries.lock_plan(session, district_id=district_id, plan_id=plan_id)
    by = viewer.principal.account_id
    if plan.status == decision and plan.revision == revision:
        return plan
    steps = await queries.list_plan_steps(session, district_id=district_id, plan_id=plan_id)
    writers = await queries.list_plan_writers(session, district_id=district_id, plan_id=plan_id)
    # Who wrote an earlier revision may find his own words in this one.
    authors = {plan.created_by, *writers, *(step.taken_by for step in steps if step.action == "SUBMIT")}
    rules.demand_decidable(status=plan.status, revision=plan.revision, seen=revision, by=by, authors=authors)
    if decision == "RETURNED" and reason is None:
        raise ReasonNeeded
    plan.status = decision
    action = rules.ACTION_OF[decision]
    await queries.insert_plan_step(session, plan=plan, action=action, reason=reason, by=by, at=at)
    return plan
