"""Bodies of the sign-in book and of its live board."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from services.attendance.rules import Grade, MakeUpForm, Phase, Standing
from services.attendance.schemas.presence import CorrectionResponse
from services.platform.types import Answer


class BookLeave(Answer):
    leave_id: UUID
    kind: str | None
    reason: str
    approved: bool | None = Field(description="null while nobody has decided")


class BookMakeUp(Answer):
    make_up_id: UUID
    form: MakeUpForm
    approved: bool | None = Field(description="null while nobody has decided")


class BookAnnulled(Answer):
    """A check-in that counts no more."""

    phase: Phase
    recorded_at: datetime
    reason: str
    reason_en: str


class BookLineResponse(Answer):
    teacher_id: UUID
    staff_number: str
    name: str
    school_id: UUID | None
    listed: bool = Field(description="false: came, but is not on the class list")
    standing: Standing = Field(description="EXPECTED until check-in has closed")
    entered_at: datetime | None
    left_at: datetime | None
    entry_grade: Grade | None = Field(description="What `entered_at` is proved by", examples=["SCANNED"])
    exit_grade: Grade | None = Field(description="The same of `left_at`", examples=["SCANNED"])
    rolls: list[int] = Field(description="The roll calls that were answered", examples=[[1]])
    leave: BookLeave | None
    make_up: BookMakeUp | None
    correction: CorrectionResponse | None
    annulled: list[BookAnnulled] = Field(description="Check-ins that were annulled, in the order they came")


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
