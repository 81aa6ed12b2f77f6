"""How far a plan has come, and what attendance and assessment say of its members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import OutcomeState, SettledMember
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.registration import queries, rules
from services.registration.models import Plan
from services.registration.operations.plans_content import get_content
from services.registration.rules import PlanProgress

# The state of a meeting that a member had leave for, as attendance settles it.
_ON_LEAVE = "ON_LEAVE"


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
        turnout=await queries.sum_turnout(session, district_id=district_id, plan_id=plan_id),
        published_at=await queries.find_published_at(session, district_id=district_id, plan_id=plan_id),
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


async def keep_presence(
    session: AsyncSession, *, district_id: int, class_id: UUID, members: Sequence[SettledMember]
) -> None:
    """Who came and reached the attendance line, and who was on leave all the time; what is older changes nothing."""
    newest = {member.teacher_id: member for member in sorted(members, key=lambda one: one.revision)}
    await queries.upsert_participations(
        session,
        source="settled",
        rows=[
            {
                "district_id": district_id,
                "class_id": class_id,
                "teacher_id": member.teacher_id,
                "settled_revision": member.revision,
                "attended": member.attendance_met and any(Fraction(day.hours) for day in member.days),
                "excused": bool(member.days) and all(day.state == _ON_LEAVE for day in member.days),
            }
            for _, member in sorted(newest.items())
        ],
    )


async def keep_results(session: AsyncSession, *, district_id: int, outcomes: Sequence[OutcomeState]) -> None:
    """How members of classes were assessed; what was recognised by a claim is of no class."""
    newest = {
        (one.class_id, one.teacher_id): one
        for one in sorted(outcomes, key=lambda one: one.revision)
        if one.class_id is not None
    }
    await queries.upsert_participations(
        session,
        source="outcome",
        rows=[
            {
                "district_id": district_id,
                "class_id": class_id,
                "teacher_id": teacher_id,
                "outcome_revision": outcome.revision,
                "passed": outcome.passed,
                "grade": outcome.grade,
            }
            for (class_id, teacher_id), outcome in sorted(newest.items())
        ],
    )
