"""What the directory says."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from services.contracts.event import MOST_MEMBERS, CarriedEvent, Event, Part


class TimelineChanged(Event):
    """Facts of these teachers (appointments, titles, degrees, leaves, calendar or kind of their school) changed."""

    topic: ClassVar[str] = "directory.timeline_changed.v1"

    teacher_ids: tuple[UUID, ...] = Field(max_length=MOST_MEMBERS)


class PackAssigned(Event):
    """A pack was put in force, or a later revision of an assignment corrected which one is; null means everybody.

    The highest revision of an assignment holds for its whole period; a lower one that arrives later changes nothing.
    """

    topic: ClassVar[str] = "directory.pack_assigned.v1"

    assignment_id: UUID
    revision: int
    pack_id: str
    content_hash: str
    valid_from: date
    valid_to: date
    school_id: UUID | None
    stage: str | None
    post: str | None
    withdrawn: bool = False
    """Taken back before it began; an earlier revision of it no longer holds either."""


class FactOnTheWay(Part):
    """A dated fact that a teacher brings along: a degree, a certificate held, a leave."""

    kind: str
    code: str
    valid_from: date
    valid_to: date | None


class TeacherDeparted(Event):
    """A teacher leaves for another district, or (withdrawn) stays after all; the highest revision holds."""

    topic: ClassVar[str] = "directory.teacher_departed.v1"

    transfer_id: UUID
    revision: int
    teacher_id: UUID
    person_id: UUID
    new_district_id: int
    last_day: date
    withdrawn: bool


class TeacherExpected(CarriedEvent):
    """Told to the new district: somebody comes from here, whose last day is known; or (withdrawn) does not.

    Said again, at its next revision, when what came along changes here.
    """

    topic: ClassVar[str] = "directory.teacher_expected.v1"

    transfer_id: UUID
    revision: int
    person_id: UUID
    last_day: date
    withdrawn: bool
    facts: tuple[FactOnTheWay, ...] = Field(max_length=500)


class TeacherReceived(Event):
    """A teacher who came from another district was appointed here, under this id."""

    topic: ClassVar[str] = "directory.teacher_received.v1"

    transfer_id: UUID
    revision: int
    former_district_id: int
    person_id: UUID
    teacher_id: UUID


class TeacherTakenOver(CarriedEvent):
    """Told to the old district: who left it was appointed here."""

    topic: ClassVar[str] = "directory.teacher_taken_over.v1"

    transfer_id: UUID
    person_id: UUID
    first_day: date


class TeachersMerged(Event):
    """Two teachers of the district are one person, and the first goes on as the second; or (undone) they are two.

    The highest revision of a merge holds.
    """

    topic: ClassVar[str] = "directory.teachers_merged.v1"

    merge_id: UUID
    revision: int
    teacher_id: UUID
    into_teacher_id: UUID
    undone: bool


class AuditFellDue(Event):
    """Said ahead by whichever service recorded something: the audit trail of the hour that is over is to be sealed."""

    topic: ClassVar[str] = "directory.audit_fell_due.v1"
