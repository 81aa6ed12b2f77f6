"""Bodies of the progress of plans."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.platform.types import Amount, Answer
from services.registration.rules import GoalProgress, PlanProgress, UnplannedClass, UnplannedWhy
from services.registration.schemas.plans_held import GoalAnswer, ItemAnswer


class FiguresAnswer(Answer):
    seats_planned: int
    seats_opened: Annotated[int, Field(description="Places of classes that were not cancelled")]
    seats_taken: Annotated[int, Field(description="Confirmed enrolments")]
    hours_planned: Amount
    hours_scheduled: Annotated[Amount, Field(description="Of meetings that take place, whether held or not")]
    hours_held: Annotated[Amount, Field(description="Of meetings that have ended")]


class ItemProgressAnswer(Answer):
    item: ItemAnswer
    program_id: UUID | None
    class_ids: list[UUID]
    figures: FiguresAnswer


class GoalProgressAnswer(Answer):
    """How far a goal is; numbers are null while nothing is below the line, and where a goal is in words only.

    Attendance and results count as soon as a class is settled and its outcomes are final, and follow corrections.
    """

    goal: GoalAnswer
    counted: Annotated[Amount | None, Field(description="Above the line of the rate")]
    out_of: Annotated[Amount | None, Field(description="Below the line")]
    percent: Annotated[Amount | None, Field(description="Cut off after two places")]
    reached: Annotated[bool | None, Field(description="By the exact numbers; null without a target")]
    formula_zh: Annotated[str | None, Field(examples=["合格人次÷参加考核人次"])]
    formula_en: Annotated[str | None, Field(examples=["passed ÷ assessed"])]


class UnplannedClassAnswer(Answer):
    """A class that the plan did not hold when it was opened."""

    class_id: UUID
    title: str
    why: Annotated[
        UnplannedWhy,
        Field(description="NO_ITEM: its program carries out no item; PLAN_NOT_PUBLISHED: opened before publication"),
    ]
    reason: Annotated[str | None, Field(description="What was said when it was opened")]
    opened_by: UUID
    opened_at: datetime
    capacity: int
    hours_scheduled: Amount


class PlanProgressResponse(Answer):
    plan_id: UUID
    items_planned: int
    items_opened: Annotated[int, Field(description="Items with a class that was not cancelled")]
    figures: FiguresAnswer
    budget_planned: Annotated[Amount | None, Field(description="Yuan; null for who may not see the money")]
    budget_spent: Amount | None
    goals: list[GoalProgressAnswer]
    items: list[ItemProgressAnswer]
    other_class_ids: Annotated[list[UUID], Field(description="Classes of the plan that belong to no single item")]
    unplanned: Annotated[
        list[UnplannedClassAnswer],
        Field(description="Classes beside the plan or ahead of it, with the reason given; they count in the figures"),
    ]


def plan_progress_response(
    *, plan_id: UUID, progress: PlanProgress, planned: Decimal | None, spent: Decimal | None
) -> PlanProgressResponse:
    return PlanProgressResponse(
        plan_id=plan_id,
        items_planned=len(progress.items),
        items_opened=progress.items_opened,
        figures=FiguresAnswer.model_validate(progress.figures),
        budget_planned=planned,
        budget_spent=spent,
        goals=[_goal(goal) for goal in progress.goals],
        items=[ItemProgressAnswer.model_validate(item) for item in progress.items],
        other_class_ids=list(progress.other_class_ids),
        unplanned=[_unplanned(one) for one in progress.unplanned],
    )


def _goal(goal: GoalProgress) -> GoalProgressAnswer:
    return GoalProgressAnswer(
        goal=GoalAnswer.model_validate(goal.goal),
        counted=goal.counted,
        out_of=goal.out_of,
        percent=goal.percent,
        reached=goal.reached,
        formula_zh=goal.formula.zh if goal.formula else None,
        formula_en=goal.formula.en if goal.formula else None,
    )


def _unplanned(one: UnplannedClass) -> UnplannedClassAnswer:
    return UnplannedClassAnswer(
        class_id=one.of.class_id,
        title=one.of.title,
        why=one.why,
        reason=one.of.unplanned_reason,
        opened_by=one.of.opened_by,
        opened_at=one.of.opened_at,
        capacity=one.of.capacity,
        hours_scheduled=one.of.hours_scheduled,
    )
