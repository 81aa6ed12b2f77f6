"""What attendance says."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Final
from uuid import UUID

from pydantic import Field

from services.contracts.event import MOST_MEMBERS, Event, Part

# Of a presence that more people corrected, those who did it last are told.
MOST_CORRECTORS: Final = 100


class AttendedDay(Part):
    """What one member earned in one meeting. `hours` is an exact fraction such as `5/3`, never rounded."""

    meeting_id: UUID
    on: date
    category: str | None
    hours: str = Field(pattern=r"^\d+(/\d+)?$")
    state: str


class Corrector(Part):
    """An account that has corrected a presence, and when last."""

    account_id: UUID
    at: datetime


class SettledMember(Part):
    """One member's settled presence in a class, in full, at the settlement's revision."""

    teacher_id: UUID
    revision: int
    planned_hours: Decimal
    attendance_met: bool
    days: tuple[AttendedDay, ...] = Field(max_length=200)
    corrected_by: tuple[Corrector, ...] = Field(
        default=(), max_length=MOST_CORRECTORS, exclude_if=lambda correctors: not correctors
    )
    """Everybody by whose word it is what it is. Left out where there is nobody: the release before does not know it."""


class AttendanceSettled(Event):
    """A settlement of a class, in parts of at most 100 members."""

    topic: ClassVar[str] = "attendance.settled.v1"

    class_id: UUID
    settlement: int
    part: int
    parts: int
    members: tuple[SettledMember, ...] = Field(max_length=MOST_MEMBERS)


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
