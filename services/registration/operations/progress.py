"""How far a plan has come."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.registration import queries, rules
from services.registration.models import Plan
from services.registration.operations.plans_content import get_content
from services.registration.rules import PlanProgress


@dataclass(frozen=True, slots=True)
class ProgressOfPlan:
    """The progress of a plan with its money, which only its planners and the district see (else None)."""

    plan: Plan
    progress: PlanProgress
    budget_planned: Decimal | None
    budget_spent: Decimal | None


async def get_progress(
    session: AsyncSession, *, district_id: int, plan_id: UUID, viewer: Viewer, at: datetime
) -> ProgressOfPlan:
    """What became of the plan's items so far.

    Heads are counted today, or on the plan's last day once that is past; of those trained who is still in post then.
    """
    found = await get_content(session, district_id=district_id, plan_id=plan_id, revision=None, viewer=viewer)
    plan, content = found.plan, found.content
    counted_on = min(at.astimezone(SHANGHAI).date(), plan.ends_on)
    schools = await directory.list_appointed_on(session, district_id=district_id, on=counted_on)
    in_post = {teacher_id for teacher_id, school_id in schools.items() if plan.school_id in {None, school_id}}
    trained = await queries.list_trained(session, district_id=district_id, plan_id=plan_id)
    progress = rules.reckon(
        content,
        programs=found.programs,
        classes=await queries.list_class_progress(session, district_id=district_id, plan_id=plan_id, at=at),
        trained=len(in_post.intersection(trained)),
        in_post=len(in_post),
    )
    if not viewer.sees(unit_id=plan.school_id):
        return ProgressOfPlan(plan, progress, None, None)
    spendings = await queries.sum_expenses(session, district_id=district_id, plan_id=plan_id)
    return ProgressOfPlan(
        plan,
        progress,
        sum((line.amount for line in content.budget), Decimal(0)),
        sum((one.amount for one in spendings), Decimal(0)),
    )
