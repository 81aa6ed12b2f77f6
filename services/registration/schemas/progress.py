"""Bodies of the progress of plans."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.platform.types import Amount, Answer
from services.registration.rules import PlanProgress
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
    """How far a goal is; numbers are null where registration does not know them."""

    goal: GoalAnswer
    counted: Annotated[Amount | None, Field(description="Above the line of the rate")]
    out_of: Annotated[Amount | None, Field(description="Below the line")]
    percent: Annotated[Amount | None, Field(description="Cut off after two places")]
    reached: Annotated[bool | None, Field(description="By the exact numbers; null without a target")]
    known_by: Annotated[str | None, Field(description="The service that knows: registration or ledger")]


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
        goals=[GoalProgressAnswer.model_validate(goal) for goal in progress.goals],
        items=[ItemProgressAnswer.model_validate(item) for item in progress.items],
        other_class_ids=list(progress.other_class_ids),
    )
