"""What attendance says."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Final
from uuid import UUID

from pydantic import Field

from services.contracts.event import MOST_MEMBERS, Event, Part

# An event of so many stays below half of what its row may hold.
MOST_CORRECTIONS: Final = 1_000


class AttendedDay(Part):
    """What one member earned in one meeting. `hours` is an exact fraction such as `5/3`, never rounded."""

    meeting_id: UUID
    on: date
    category: str | None
    hours: str = Field(pattern=r"^\d+(/\d+)?$")
    state: str


class SettledMember(Part):
    """One member's settled presence in a class, in full, at the settlement's revision."""

    teacher_id: UUID
    revision: int
    planned_hours: Decimal
    attendance_met: bool
    days: tuple[AttendedDay, ...] = Field(max_length=200)


class AttendanceSettled(Event):
    """A settlement of a class, in parts of at most 100 members."""

    topic: ClassVar[str] = "attendance.settled.v1"

    class_id: UUID
    settlement: int
    part: int
    parts: int
    members: tuple[SettledMember, ...] = Field(max_length=MOST_MEMBERS)


class CorrectedPresence(Part):
    """A teacher's presence, and an account that had a say in it."""

    teacher_id: UUID
    account_id: UUID


class AttendanceCorrected(Event):
    """Who had a say beside the scans in presence in a class since its last settlement; the next is said after it."""

    topic: ClassVar[str] = "attendance.corrected.v1"

    class_id: UUID
    corrections: tuple[CorrectedPresence, ...] = Field(max_length=MOST_CORRECTIONS)


class SettlementFellDue(Event):
    """Said ahead of its time: a settled class was corrected, and is settled again when the corrections have ended."""

    topic: ClassVar[str] = "attendance.settlement_fell_due.v1"

    class_id: UUID
    corrected_by: UUID | None
    """Who corrected it; None where registration changed the class or its list."""


class WindowsFellDue(Event):
    """Packs have changed, and the times at which meetings take scans were looked through up to here: go on after it."""

    topic: ClassVar[str] = "attendance.windows_fell_due.v1"

    starts_at: datetime
    meeting_id: UUID


class MovedMeetingsFellDue(Event):
    """Said ahead of its time: whoever was being let in while these meetings were moved is recorded by then."""

    topic: ClassVar[str] = "attendance.moved_meetings_fell_due.v1"

    meeting_ids: tuple[UUID, ...] = Field(max_length=200)
    let_in_until: datetime
