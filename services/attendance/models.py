"""Tables of attendance: the class lists it keeps for itself, and the facts of who was there."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "attendance"}


class TrainingClass(Base):
    """A class (培训班) as registration last told it."""

    __tablename__ = "training_class"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    title: Mapped[str]
    school_id: Mapped[UUID | None]
    leader_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    cancelled: Mapped[bool]
    program_id: Mapped[UUID]
    mode: Mapped[str]
    program: Mapped[dict[str, Any] | None]
    """Where the program stands in the dimensions; None where it was told before this was kept."""


class Meeting(Base):
    """One sitting of a class, with the times by which its scans are judged."""

    __tablename__ = "meeting"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id"],
            ["attendance.training_class.district_id", "attendance.training_class.class_id"],
        ),
        Index(None, "district_id", "class_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    hours: Mapped[Decimal]
    place: Mapped[str | None]
    speaker: Mapped[str | None]
    topic: Mapped[str | None]
    category: Mapped[str | None]
    cancelled: Mapped[bool]
    in_opens_at: Mapped[datetime]
    in_late_after: Mapped[datetime]
    in_closes_at: Mapped[datetime]
    out_opens_at: Mapped[datetime]
    out_early_before: Mapped[datetime]
    out_closes_at: Mapped[datetime]


class Member(Base):
    """A place in a class, held or given up. It may be known before its class is."""

    __tablename__ = "member"
    __table_args__ = (Index(None, "district_id", "class_id", "teacher_id"), SCHEMA)

    district_id: Mapped[DistrictKey]
    enrolment_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    revision: Mapped[int]
    active: Mapped[bool]
    school_id: Mapped[UUID]


class CheckIn(Base):
    """The one check-in of a teacher at a meeting and phase; never edited, never deleted."""

    __tablename__ = "check_in"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    phase: Mapped[str] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    check_in_id: Mapped[UUID]
    state: Mapped[str]
    unlisted: Mapped[bool]
    method: Mapped[str]
    recorded_at: Mapped[datetime]
    device_at: Mapped[datetime | None]


class RefusedScan(Base):
    """A scan that was not taken, and why. What was scanned is not kept."""

    __tablename__ = "refused_scan"
    __table_args__ = (Index(None, "district_id", "meeting_id", "refused_scan_id"), SCHEMA)

    district_id: Mapped[DistrictKey]
    refused_scan_id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID]
    phase: Mapped[str]
    teacher_id: Mapped[UUID]
    reason: Mapped[str]
    method: Mapped[str]
    refused_at: Mapped[datetime]
    device_at: Mapped[datetime | None]


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


class LeaveDecision(Base):
    """What was decided on a leave, once."""

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


class Settlement(Base):
    """One version of what a class came to; a later one stands beside it."""

    __tablename__ = "settlement"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id"],
            ["attendance.training_class.district_id", "attendance.training_class.class_id"],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    pack_id: Mapped[str]
    pack_hash: Mapped[str]
    digest: Mapped[str]
    settled_by: Mapped[UUID]
    settled_at: Mapped[datetime]


class SettledMember(Base):
    """One member in one version; `hours` is an exact fraction such as `5/3`."""

    __tablename__ = "settled_member"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id", "version"],
            [
                "attendance.settlement.district_id",
                "attendance.settlement.class_id",
                "attendance.settlement.version",
            ],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    hours: Mapped[str]
    planned_hours: Mapped[Decimal]
    attendance_met: Mapped[bool]
    days: Mapped[list[Any]]
    explanation: Mapped[dict[str, Any]]
