"""Tables of a person's word on presence: leaves, make-ups and corrections."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "attendance"}


class Leave(Base):
    """A teacher's request not to come to one meeting."""

    __tablename__ = "leave"
    __table_args__ = (
        UniqueConstraint("district_id", "meeting_id", "teacher_id"),
        ForeignKeyConstraint(
            ["district_id", "meeting_id"], ["attendance.meeting.district_id", "attendance.meeting.meeting_id"]
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    leave_id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    reason: Mapped[str]
    requested_at: Mapped[datetime]
    kind: Mapped[str | None]
    """A code of the pack's, where it lists kinds of leave."""
    evidence: Mapped[str | None]


class LeaveDecision(Base):
    """What was decided on a leave, once, for the class or for the teacher's own school."""

    __tablename__ = "leave_decision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "leave_id"], ["attendance.leave.district_id", "attendance.leave.leave_id"]
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    leave_id: Mapped[UUID] = mapped_column(primary_key=True)
    approved: Mapped[bool]
    decided_for: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime]


class MakeUp(Base):
    """What shall stand in for a meeting that a teacher missed: another meeting, or a task."""

    __tablename__ = "make_up"
    __table_args__ = (
        UniqueConstraint("district_id", "meeting_id", "teacher_id", "attempt"),
        ForeignKeyConstraint(
            ["district_id", "meeting_id"], ["attendance.meeting.district_id", "attendance.meeting.meeting_id"]
        ),
        ForeignKeyConstraint(
            ["district_id", "sat_meeting_id"], ["attendance.meeting.district_id", "attendance.meeting.meeting_id"]
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    make_up_id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    attempt: Mapped[int] = mapped_column(SmallInteger)
    form: Mapped[str]
    sat_meeting_id: Mapped[UUID | None]
    task: Mapped[str | None]
    done_on: Mapped[date | None]
    """The day on which the task was done."""
    reason: Mapped[str]
    evidence: Mapped[str | None]
    requested_by: Mapped[UUID]
    requested_at: Mapped[datetime]


class MakeUpDecision(Base):
    """What was decided on a make-up, once. An approved one names the meeting that stands in, for no other then."""

    __tablename__ = "make_up_decision"
    __table_args__ = (
        UniqueConstraint("district_id", "teacher_id", "stands_in"),
        ForeignKeyConstraint(
            ["district_id", "make_up_id"], ["attendance.make_up.district_id", "attendance.make_up.make_up_id"]
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    make_up_id: Mapped[UUID] = mapped_column(primary_key=True)
    approved: Mapped[bool]
    teacher_id: Mapped[UUID]
    stands_in: Mapped[UUID | None]
    reason: Mapped[str]
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime]


class Correction(Base):
    """A person's word on one presence, beside what the scans say; the latest counts, none is edited."""

    __tablename__ = "correction"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "meeting_id"], ["attendance.meeting.district_id", "attendance.meeting.meeting_id"]
        ),
        Index(None, "district_id", "meeting_id", "teacher_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    correction_id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    presence: Mapped[str | None]
    minutes: Mapped[int | None] = mapped_column(Integer)
    reason: Mapped[str]
    corrected_by: Mapped[UUID]
    corrected_at: Mapped[datetime]
