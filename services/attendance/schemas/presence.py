"""Bodies of leaves, make-ups and corrections."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import Field, model_validator

from services.attendance.rules import DecidedFor, MakeUpForm, Presence
from services.platform.types import (
    Answer,
    Body,
    Code,
    Count,
    Day,
    Flag,
    Id,
    Sentence,
    unacceptable,
)

_EVIDENCE = "Where the evidence lies: the number of a paper, the name of a file"


class LeaveRequest(Body):
    kind: Code | None = Field(
        default=None, description="One of the pack's kinds of leave, where it lists some", examples=[None, "SICK"]
    )
    reason: Sentence = Field(examples=["参加学区教研活动"])
    evidence: Sentence | None = Field(default=None, description=_EVIDENCE, examples=["教研室通知〔2026〕18号"])


class LeaveResponse(Answer):
    leave_id: UUID
    meeting_id: UUID
    teacher_id: UUID
    kind: str | None
    reason: str
    evidence: str | None
    requested_at: datetime


class LeaveDecisionRequest(Body):
    approved: Flag = Field(examples=[True])
    reason: Sentence = Field(examples=["情况属实"])


class LeaveDecisionResponse(Answer):
    leave_id: UUID
    approved: bool
    decided_for: DecidedFor = Field(description="SCHOOL: the teacher's own school decided, not the class")
    reason: str
    decided_by: UUID = Field(description="The account that decided")
    decided_at: datetime


class DecidedLeaveResponse(LeaveResponse):
    """A leave as who decides it sees it."""

    decision: LeaveDecisionResponse | None = Field(description="null while nobody has decided")


class LeaveAskedResponse(DecidedLeaveResponse):
    """A leave beside others from other classes."""

    class_id: UUID
    title: str = Field(description="Of the class", examples=["小学教师课堂教学培训班"])
    topic: str | None = Field(description="Of the meeting")
    starts_at: datetime
    staff_number: str
    name: str


class MakeUpRequest(Body):
    """Another meeting that is sat instead (`sat_meeting_id`), or a task that is done (`task`)."""

    teacher_id: Id | None = Field(
        default=None, description="Whose; a teacher leaves it out and asks for the own", examples=[None]
    )
    sat_meeting_id: Id | None = Field(
        default=None,
        description="A later meeting of a class that the teacher is not in; it counts once they came and left there",
        examples=[None],
    )
    task: Sentence | None = Field(default=None, examples=["观看录像并提交800字听课笔记"])
    done_on: Day | None = Field(
        default=None,
        description="The day on which the task was done, today at the latest; today where it is left out",
        examples=[None, "2026-10-20"],
    )
    reason: Sentence = Field(examples=["因病缺席"])
    evidence: Sentence | None = Field(default=None, description=_EVIDENCE, examples=["听课笔记第3份"])

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        if (self.sat_meeting_id is None) == (self.task is None):
            raise unacceptable(zh="须提供 sat_meeting_id 或 task 之一", en="either sat_meeting_id or task is needed")
        if self.task is None and self.done_on is not None:
            raise unacceptable(zh="done_on 只用于补课任务", en="done_on is of a task")
        return self


class MakeUpResponse(Answer):
    make_up_id: UUID
    meeting_id: UUID = Field(description="The meeting that was missed")
    teacher_id: UUID
    attempt: int = Field(description="1; more where an earlier one was refused")
    form: MakeUpForm
    sat_meeting_id: UUID | None
    task: str | None
    done_on: date | None = Field(description="The day on which the task was done")
    reason: str
    evidence: str | None
    requested_by: UUID = Field(description="The account that asked")
    requested_at: datetime


class MakeUpDecisionRequest(Body):
    approved: Flag = Field(examples=[True])
    reason: Sentence = Field(examples=["笔记符合要求"])


class MakeUpDecisionResponse(Answer):
    make_up_id: UUID
    approved: bool
    reason: str
    decided_by: UUID = Field(description="The account that decided")
    decided_at: datetime


class DecidedMakeUpResponse(MakeUpResponse):
    """A make-up as who decides it sees it."""

    decision: MakeUpDecisionResponse | None = Field(description="null while nobody has decided")


class CorrectionRequest(Body):
    """Either a presence (the whole meeting, or none of it) or the minutes that the teacher was there."""

    teacher_id: Id = Field(examples=["0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e01"])
    presence: Presence | None = Field(default=None, examples=["PRESENT"])
    minutes: Count | None = Field(default=None, description="Minutes there, at most the meeting's", examples=[None])
    reason: Sentence = Field(examples=["手机没电,纸质签到册有签名"])

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        if (self.presence is None) == (self.minutes is None):
            raise unacceptable(zh="须提供 presence 或 minutes 之一", en="either presence or minutes is needed")
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
