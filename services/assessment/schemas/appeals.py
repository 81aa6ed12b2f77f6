"""Bodies about appeals against what was released."""

from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import Field

from services.platform.types import Amount, Answer, Body, Code, Id, Sentence


class AppealRequest(Body):
    component: Code | None = Field(default=None, description="Null: the result as a whole", examples=["FINAL"])
    grounds: Sentence = Field(examples=["终结性考核第三题漏评,附答卷"])
    file_ids: list[Id] = Field(default=[], max_length=20, description="Own files (`post_file`)")


class AppealPointsItem(Body):
    component: Code = Field(examples=["FINAL"])
    score: Amount = Field(description="What it is to count from now on, by moderation", examples=["82"])


class ClassAppealDecisionRequest(Body):
    outcome: Literal["UPHELD", "REJECTED"]
    reason: Sentence = Field(examples=["经查第三题确未评分,补评后计82分"])
    points: list[AppealPointsItem] = Field(
        default=[],
        max_length=50,
        description="Of an appeal upheld: moderation at once; empty where new marks are to be given",
    )

    def moderated(self) -> list[tuple[str, Decimal]]:
        return [(one.component, one.score) for one in self.points]


class AppealResponse(Answer):
    """A member's objection to a component or (null) the result, and how it was decided."""

    appeal_id: UUID
    class_id: UUID
    teacher_id: UUID
    component: str | None
    release_id: UUID | None = Field(description="The release that it objects to")
    outcome_revision: int | None = Field(description="Instead of a release: the revision of the member's outcome")
    grounds: str
    file_ids: list[UUID]
    appealed_at: datetime
    state: Literal["OPEN", "UPHELD", "REJECTED"]
    decided_by: UUID | None
    decided_at: datetime | None
    decision_reason: str | None
