"""Bodies of leaves, corrections and the sign-in book."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import Field, model_validator

from services.attendance.rules import Presence, Standing
from services.platform.types import Answer, Body, Count, Flag, Id, Sentence


class LeaveRequest(Body):
    reason: Sentence = Field(examples=["参加学区教研活动"])


class LeaveResponse(Answer):
    leave_id: UUID
    meeting_id: UUID
    teacher_id: UUID
    reason: str
    requested_at: datetime


class LeaveDecisionRequest(Body):
    approved: Flag = Field(examples=[True])
    reason: Sentence = Field(examples=["情况属实"])


class LeaveDecisionResponse(Answer):
    leave_id: UUID
    approved: bool
    reason: str
    decided_by: UUID = Field(description="The account that decided")
    decided_at: datetime


class CorrectionRequest(Body):
    """Either a presence (the whole meeting, or none of it) or the minutes that the teacher was there."""

    teacher_id: Id = Field(examples=["0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e01"])
    presence: Presence | None = Field(default=None, examples=["PRESENT"])
    minutes: Count | None = Field(default=None, description="Minutes there, at most the meeting's", examples=[None])
    reason: Sentence = Field(examples=["手机没电,纸质签到册有签名"])

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        if (self.presence is None) == (self.minutes is None):
            raise ValueError("either presence or minutes is needed")
        return self


class CorrectionResponse(Answer):
    correction_id: UUID
    meeting_id: UUID
    teacher_id: UUID
    presence: Presence | None
    minutes: int | None
    reason: str
    corrected_by: UUID = Field(description="The account that corrected")
    corrected_at: datetime


class BookLeave(Answer):
    leave_id: UUID
    reason: str
    approved: bool | None = Field(description="null while nobody has decided")


class BookLineResponse(Answer):
    teacher_id: UUID
    staff_number: str
    name: str
    school_id: UUID | None
    listed: bool = Field(description="false: came, but is not on the class list")
    standing: Standing = Field(description="EXPECTED until check-in has closed")
    entered_at: datetime | None
    left_at: datetime | None
    leave: BookLeave | None
    correction: CorrectionResponse | None


class MeetingBookResponse(Answer):
    """The sign-in book (签到册) of a meeting, in the order of staff numbers."""

    meeting_id: UUID
    class_id: UUID
    title: str
    topic: str | None
    speaker: str | None
    place: str | None
    starts_at: datetime
    ends_at: datetime
    cancelled: bool
    at: datetime = Field(description="The moment that the book shows")
    counts: dict[str, int] = Field(description="How many of the class list stand how", examples=[{"PRESENT": 38}])
    lines: list[BookLineResponse]
