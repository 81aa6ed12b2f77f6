"""What registration says."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from services.contracts.event import MOST_MEMBERS, Event, Part


class ProgramFacts(Part):
    """What a program is, as far as presence, assessment and credit depend on it."""

    program_id: UUID
    code: str
    title: str
    level: str
    mode: str
    nature: str
    kind: str
    category: str
    tags: tuple[str, ...] = ()
    organised_by_admin: bool
    provider: str
    hours: Decimal
    scheme: str


class MeetingState(Part):
    """One sitting of a class (场次). `category` overrides the program's for the hours of this sitting."""

    meeting_id: UUID
    starts_at: datetime
    ends_at: datetime
    hours: Decimal
    place: str | None
    speaker: str | None
    topic: str | None
    category: str | None
    cancelled: bool = False


class ClassScheduled(Event):
    """A class with all its meetings, in full, at a revision; the whole replaces what was known."""

    topic: ClassVar[str] = "registration.class_scheduled.v1"

    class_id: UUID
    revision: int
    title: str
    school_id: UUID | None
    leader_ids: tuple[UUID, ...]
    cancelled: bool
    program: ProgramFacts
    meetings: tuple[MeetingState, ...] = Field(max_length=200)
    plan_id: UUID | None = None
    capacity: int | None = None
    """Places; None where it was said before places were told."""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    head_teacher_id: UUID | None = None
    """The account of the head teacher (班主任), who is among the leaders."""


class EnrolmentState(Part):
    """One member of a class; school, title and post as they stood when the place was confirmed."""

    enrolment_id: UUID
    class_id: UUID
    teacher_id: UUID
    revision: int
    status: Literal["CONFIRMED", "WITHDRAWN"]
    school_id: UUID
    title: str | None
    title_tier: str | None
    post: str | None


class EnrolmentConfirmed(Event):
    """Members who hold a place, or no longer hold it, each in full at a revision."""

    topic: ClassVar[str] = "registration.enrolment_confirmed.v1"

    members: tuple[EnrolmentState, ...] = Field(max_length=MOST_MEMBERS)


class SeatsFellDue(Event):
    """Said ahead of its time: a moment came at which places of a class may move (claim-back, second round, offer).

    Said at once where something about these teachers, who ask for a place there, has changed: their school perhaps.
    """

    topic: ClassVar[str] = "registration.seats_fell_due.v1"

    class_id: UUID
    due_at: datetime
    teacher_ids: tuple[UUID, ...] = Field(default=(), max_length=MOST_MEMBERS)
