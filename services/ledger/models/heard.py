"""What the ledger has heard of other services: records of things done, classes on offer, who took part in what."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Integer
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class Fact(Base):
    """One revision of a record of something done, held or kept. The newest counts, unless it says retracted."""

    __tablename__ = "fact"
    __table_args__ = (
        Index("fact_by_teacher_idx", "district_id", "teacher_id", "held_on"),
        Index("fact_by_school_idx", "district_id", "school_id", "held_on"),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    retracted: Mapped[bool]
    kind: Mapped[str]
    held_on: Mapped[date]
    amount: Mapped[Decimal]
    teacher_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    unit: Mapped[str | None]
    event: Mapped[str | None]
    class_id: Mapped[UUID | None]
    role: Mapped[str]
    level: Mapped[str]
    result: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    title: Mapped[str]


class OfferedClass(Base):
    """A class (培训班) as registration last told it: what it teaches when, and how many places it has."""

    __tablename__ = "offered_class"
    __table_args__ = (Index("offered_class_by_plan_idx", "district_id", "plan_id", "class_id"), IN_LEDGER)

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    plan_id: Mapped[UUID | None]
    title: Mapped[str]
    school_id: Mapped[UUID | None]
    cancelled: Mapped[bool]
    capacity: Mapped[int | None] = mapped_column(Integer)
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    program: Mapped[dict[str, Any]]
    meetings: Mapped[list[Any]]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class Participation(Base):
    """How far one teacher came in one class, each source with the newest revision heard of it.

    Enrolment, settlement and outcome may be heard in any order; what has not been heard is null.
    """

    __tablename__ = "participation"
    __table_args__ = (Index("participation_by_teacher_idx", "district_id", "teacher_id"), IN_LEDGER)

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    enrolment_revision: Mapped[int | None]
    enrolled: Mapped[bool | None]
    school_id: Mapped[UUID | None]
    settled_revision: Mapped[int | None]
    attended: Mapped[bool | None]
    attendance_met: Mapped[bool | None]
    excused: Mapped[bool | None]
    """On approved leave from every meeting."""
    outcome_revision: Mapped[int | None]
    passed: Mapped[bool | None]
    earned: Mapped[bool | None]
    grade: Mapped[str | None]
