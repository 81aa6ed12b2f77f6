"""Bodies about personal goals and plans."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Protocol, Self
from uuid import UUID

from pydantic import Field

from services.assessment.models import Goal, GoalStep
from services.assessment.rules import Every, GoalState
from services.platform.types import Answer, Body, Code, Day, Flag, Id, Name, Sentence

_FILES = Annotated[list[Id], Field(max_length=20)]


class GoalContent(Body):
    title: Name = Field(examples=["2025学年个人发展目标"])
    words: Sentence = Field(examples=["三年内成为校级骨干:每学期一节公开课、一篇论文。"])
    file_ids: _FILES = Field(default_factory=list)


class GoalRequest(GoalContent):
    """`teacher_id` is needed of the school alone: a teacher hands in the own."""

    teacher_id: Id | None = None
    kind: Code = Field(
        description="DEVELOPMENT_GOAL, PERSONAL_PLAN, or what the pack asks", examples=["DEVELOPMENT_GOAL"]
    )
    every: Every | None = Field(
        default=None,
        description="For a semester, year or cycle, where the pack does not ask for it; a year when absent",
    )
    for_day: Day | None = Field(default=None, description="A day of the period that it is for; today when absent")


class GoalVersionRequest(GoalContent):
    """A better version."""


class GoalReviewRequest(Body):
    accepted: Flag = Field(examples=[True])
    reason: Sentence = Field(examples=["与学校发展规划一致"])


class GoalWithdrawalRequest(Body):
    reason: Sentence = Field(examples=["选错材料种类"])


class GoalSummaryResponse(Answer):
    goal_id: UUID
    teacher_id: UUID
    school_id: UUID
    kind: str
    every: str
    first_day: date
    last_day: date
    title: str
    state: GoalState
    submitted_on: date = Field(description="The day by which packs look at it")
    record_id: UUID | None = Field(description="What the pack counts; null before it is accepted or where it asks none")


class GoalStepResponse(Answer):
    step: str
    content: dict[str, Any] = Field(description="The version that was handed in; empty of decisions")
    reason: str | None
    done_by: UUID
    done_at: datetime


class _Seen(Protocol):
    @property
    def goal(self) -> Goal: ...
    @property
    def steps(self) -> Sequence[GoalStep]: ...


class GoalResponse(GoalSummaryResponse):
    words: str
    file_ids: list[UUID]
    steps: list[GoalStepResponse]

    @classmethod
    def of(cls, seen: _Seen) -> Self:
        columns = {name: getattr(seen.goal, name) for name in cls.model_fields if name != "steps"}
        return cls(**columns, steps=[GoalStepResponse.model_validate(step) for step in seen.steps])
