"""Tables of a person's word on presence: leaves and corrections."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, UniqueConstraint
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
