"""Tables of the class lists that attendance keeps for itself."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Uuid
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
        Index(None, "district_id", "starts_at"),
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
