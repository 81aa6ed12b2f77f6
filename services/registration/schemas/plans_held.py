"""Bodies of what plans hold and of their approval."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from services.platform.ids import new_id
from services.platform.types import Amount, Answer, Body, BulkBody, Code, Count, Id, Instant, Name, Sentence
from services.registration.models import PlanRevision
from services.registration.rules import (
    MOST_GOALS,
    MOST_ITEMS,
    MOST_LINES,
    BudgetLine,
    Fixed,
    Goal,
    GoalMeasure,
    PlanAction,
    PlanContent,
    PlanDecision,
    PlannedItem,
    PlanStatus,
)
from services.registration.schemas.classes import SeatTermsBody
from services.registration.schemas.plans import AudienceAnswer, AudienceBody

ITEM_EXAMPLE: JsonDict = {
    "item_id": "0199a000-0000-7000-8000-000000000011",
    "title": "小学数学单元整体教学专题研修",
    "starts_at": "2026-03-05T08:30:00+08:00",
    "ends_at": "2026-03-05T11:30:00+08:00",
    "time_note": None,
    "place": "县教师进修学校三楼报告厅",
    "speaker": "周文静",
    "topic": "单元整体教学设计",
    "audience": {"stages": ["PRIMARY"], "subjects": ["数学"], "posts": [], "title_tiers": []},
    "headcount": 60,
    "hours": "4",
    "credits": None,
    "category": "KNOWLEDGE_SKILL",
    "mode": "CENTRALISED",
    "seats": 60,
}
_OPEN_ITEM: JsonDict = {
    **ITEM_EXAMPLE,
    "item_id": "0199a000-0000-7000-8000-000000000012",
    "title": "名师一对一",
    "starts_at": None,
    "ends_at": None,
    "time_note": "第二学期，另行通知",
    "place": None,
    "speaker": None,
}
Year = Annotated[Count, Field(ge=2000, le=2200)]


class GoalBody(Body):
    """A goal; `target_percent` is the rate aimed at."""

    goal_id: Annotated[Id | None, Field(description="Of a goal that is known; null gives it one")] = None
    text: Sentence
    measure: GoalMeasure = "OTHER"
    target_percent: Annotated[Amount | None, Field(ge=0, le=100)] = None

    def value(self) -> Goal:
        return Goal(**{**dict(self), "goal_id": self.goal_id or new_id()})


class ItemBody(Body):
    """A training with the four fixed: time, place, person (`speaker`) and content (`topic`); null is to be decided."""

    model_config = ConfigDict(json_schema_extra={"examples": [ITEM_EXAMPLE, _OPEN_ITEM]})

    item_id: Annotated[Id | None, Field(description="Of an item that is known; null gives it one")] = None
    title: Name
    starts_at: Instant | None = None
    ends_at: Instant | None = None
    time_note: Annotated[Name | None, Field(description="Roughly when, as long as the time is open")] = None
    place: Name | None = None
    speaker: Name | None = None
    topic: Name | None = None
    audience: AudienceBody = Field(default_factory=lambda: AudienceBody())
    headcount: Count | None = None
    hours: Amount
    credits: Annotated[Amount | None, Field(description="Where the plan says so; else the pack decides")] = None
    category: Annotated[Code, Field(description="A category of the pack in force")]
    mode: Annotated[Code, Field(description="A mode of the pack in force")]
    seats: Annotated[Count | None, Field(le=100_000)] = None

    def value(self) -> PlannedItem:
        return PlannedItem(**{**dict(self), "item_id": self.item_id or new_id(), "audience": self.audience.value()})


class BudgetLineBody(Body):
    """Yuan meant for one kind of expense in a calendar year."""

    line_id: Annotated[Id | None, Field(description="Of a line that is known; null gives it one")] = None
    year: Year
    kind: Annotated[Code, Field(description="Such as TRAVEL, MATERIALS, MEALS, LODGING, as the pack names them")]
    amount: Amount
    item_id: Annotated[Id | None, Field(description="The item that it is for")] = None
    note: Name | None = None

    def value(self) -> BudgetLine:
        return BudgetLine(**{**dict(self), "line_id": self.line_id or new_id()})


class PlanContentRequest(BulkBody):
    """Everything the plan is to hold from now on. What has an id keeps it; ids may also be chosen by who writes."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "based_on": 0,
                    "reason": None,
                    "goals": [{"text": "全员参训率达到100%", "measure": "COVERAGE_RATE", "target_percent": "100"}],
                    "items": [ITEM_EXAMPLE, _OPEN_ITEM],
                    "budget": [{"year": 2026, "kind": "MATERIALS", "amount": "3000"}],
                }
            ]
        }
    )

    based_on: Annotated[Count, Field(description="The revision read before: 412 when another was written since")]
    reason: Annotated[Sentence | None, Field(description="Needed once the plan is published")] = None
    goals: Annotated[list[GoalBody], Field(max_length=MOST_GOALS)] = Field(default_factory=list)
    items: Annotated[list[ItemBody], Field(max_length=MOST_ITEMS)] = Field(default_factory=list)
    budget: Annotated[list[BudgetLineBody], Field(max_length=MOST_LINES)] = Field(default_factory=list)

    def content(self) -> PlanContent:
        return PlanContent(
            goals=tuple(goal.value() for goal in self.goals),
            items=tuple(item.value() for item in self.items),
            budget=tuple(line.value() for line in self.budget),
        )


class GoalAnswer(Answer):
    goal_id: UUID
    text: str
    measure: GoalMeasure
    target_percent: Amount | None


class ItemAnswer(Answer):
    item_id: UUID
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    time_note: str | None
    place: str | None
    speaker: str | None
    topic: str | None
    audience: AudienceAnswer
    headcount: int | None
    hours: Amount
    credits: Amount | None
    category: str
    mode: str
    seats: int | None
    to_be_decided: Annotated[list[Fixed], Field(description="While anything is, a class of it takes no sign-in")]


class PlannedItemAnswer(ItemAnswer):
    program_id: Annotated[UUID | None, Field(description="The program that carries it out")]


class BudgetLineAnswer(Answer):
    line_id: UUID
    year: int
    kind: str
    amount: Amount
    item_id: UUID | None
    note: str | None


class PlanTotalAnswer(Answer):
    category: str
    mode: str
    items: int
    hours: Amount
    credits: Annotated[Amount | None, Field(description="null where an item leaves its credits to the pack")]


class PlanContentResponse(Answer):
    """What a plan holds; `budget` is empty for who may not see its money."""

    plan_id: UUID
    status: PlanStatus
    revision: int
    reason: str | None
    written_by: UUID | None
    written_at: datetime | None
    goals: list[GoalAnswer]
    items: list[PlannedItemAnswer]
    totals: Annotated[list[PlanTotalAnswer], Field(description="Hours and credits planned by category and mode")]
    budget: list[BudgetLineAnswer]


class PlanRevisionResponse(Answer):
    revision: int
    reason: str | None
    written_by: UUID
    written_at: datetime


class PlanRevisionsResponse(Answer):
    items: list[PlanRevisionResponse]


class PlanStepResponse(Answer):
    step_no: int
    action: PlanAction
    revision: int
    reason: str | None
    taken_by: UUID
    taken_at: datetime


class PlanStepsResponse(Answer):
    items: list[PlanStepResponse]


class SubmissionRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"revision": 1}]})

    revision: Annotated[Count, Field(description="The revision that is handed in")]


class DecisionRequest(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"revision": 1, "decision": "APPROVED", "reason": None},
                {"revision": 1, "decision": "RETURNED", "reason": "培训经费超出公用经费的5%"},
            ]
        }
    )

    revision: Annotated[Count, Field(description="The revision that was read")]
    decision: PlanDecision
    reason: Annotated[Sentence | None, Field(description="Needed for returning")] = None


class ItemProgramRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"program_id": "0199a000-0000-7000-8000-000000000021"}]})

    program_id: Id


class ItemProgramResponse(Answer):
    item_id: UUID
    plan_id: UUID
    program_id: UUID | None


class ItemClassRequest(SeatTermsBody, BulkBody):
    """A class for an item: what is not said is as the item has it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": None,
                    "leader_ids": ["0199a000-0000-7000-8000-000000000001"],
                    "opens_at": "2026-01-10T08:00:00+08:00",
                    "closes_at": "2026-03-01T18:00:00+08:00",
                    "capacity": None,
                    "head_teacher_id": "0199a000-0000-7000-8000-000000000001",
                    "direction": "OPEN",
                }
            ]
        }
    )

    title: Name | None = None
    leader_ids: Annotated[list[Id], Field(max_length=20)] = Field(default_factory=list)
    opens_at: Instant
    closes_at: Instant
    capacity: Annotated[Count | None, Field(ge=1, le=100_000)] = None


def plan_content_response(
    *,
    plan_id: UUID,
    status: PlanStatus,
    content: PlanContent,
    revision: PlanRevision | None,
    programs: dict[UUID, UUID | None],
) -> PlanContentResponse:
    return PlanContentResponse(
        plan_id=plan_id,
        status=status,
        revision=revision.revision if revision else 0,
        reason=revision.reason if revision else None,
        written_by=revision.written_by if revision else None,
        written_at=revision.written_at if revision else None,
        goals=[GoalAnswer.model_validate(goal) for goal in content.goals],
        items=[
            PlannedItemAnswer(**dict(ItemAnswer.model_validate(item)), program_id=programs.get(item.item_id))
            for item in content.items
        ],
        totals=[PlanTotalAnswer.model_validate(total) for total in content.totals()],
        budget=[BudgetLineAnswer.model_validate(line) for line in content.budget],
    )
