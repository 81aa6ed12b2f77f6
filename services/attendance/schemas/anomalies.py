"""Bodies of head counts and of oddities."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import Field

from services.attendance.rules import AnomalyKind, AnomalyState
from services.platform.types import Answer, Body, Count, Instant, Sentence


class HeadCountRequest(Body):
    counted: Count = Field(description="Heads in the room", examples=[38])
    counted_at: Instant | None = Field(
        default=None, description="When, if not at this moment", examples=["2026-10-10T10:30:00+08:00"]
    )
    note: Sentence | None = Field(default=None, examples=["课间清点"])


class HeadCountResponse(Answer):
    head_count_id: UUID
    meeting_id: UUID
    counted: int
    counted_at: datetime
    note: str | None
    counted_by: UUID = Field(description="The account that entered it")
    entered_at: datetime
    checked_in: int = Field(description="Who had checked in and not out at that moment; another number is an oddity")


class AnomalyDecisionRequest(Body):
    state: Literal["CLEARED", "CONFIRMED"] = Field(examples=["CLEARED"])
    reason: Sentence = Field(examples=["两人同校同车,借用手机,当面核实"])


class AnomalyDecisionResponse(Answer):
    decision_id: UUID
    anomaly_id: UUID
    state: AnomalyState
    reason: str
    decided_by: UUID = Field(description="The account that decided")
    decided_at: datetime


class PersonResponse(Answer):
    teacher_id: UUID
    staff_number: str
    name: str

    @classmethod
    def of(cls, teacher_id: UUID, known: tuple[str, str]) -> Self:
        return cls(teacher_id=teacher_id, staff_number=known[0], name=known[1])


class AnomalyResponse(Answer):
    """Something that a person should look at, with its evidence. It is no verdict, and nothing follows by itself."""

    anomaly_id: UUID = Field(description="The same facts have the same id")
    class_id: UUID
    meeting_id: UUID
    kind: AnomalyKind
    state: AnomalyState = Field(description="OPEN again once the evidence has changed")
    zh: str = Field(examples=["同一台手机为 2 人签到"])
    en: str = Field(examples=["one device checked in 2 people"])
    evidence: dict[str, Any] = Field(examples=[{"counted": 38, "checked_in": 40, "at": "2026-10-10T10:30:00+08:00"}])
    people: list[PersonResponse]
    decision: AnomalyDecisionResponse | None = Field(description="The last word on it, also where it is open again")
