"""Tables of classes and their members as other services described them, and of schemes."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}


class SchemeVersion(Base):
    """One version of a scheme as it was used here; never changed."""

    __tablename__ = "scheme"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    content: Mapped[dict[str, Any]]
    kept_at: Mapped[datetime]
    published_by: Mapped[UUID | None]
    """None of a version that came with the system and was kept when a class first used it."""
    reason: Mapped[str | None]


class SchemeRetirement(Base):
    """A version that no class can choose any more, and why; append-only."""

    __tablename__ = "scheme_retirement"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "code", "version"],
            ["assessment.scheme.district_id", "assessment.scheme.code", "assessment.scheme.version"],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    retired_by: Mapped[UUID]
    retired_at: Mapped[datetime]
    reason: Mapped[str]


class TrainingClass(Base):
    """A class as registration last described it, and the scheme it is assessed by."""

    __tablename__ = "training_class"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "scheme_code", "scheme_version"],
            ["assessment.scheme.district_id", "assessment.scheme.code", "assessment.scheme.version"],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    title: Mapped[str]
    school_id: Mapped[UUID | None]
    leader_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    cancelled: Mapped[bool]
    program: Mapped[dict[str, Any]]
    ends_on: Mapped[date | None]
    meetings: Mapped[list[Any]]
    """As registration last told them; empty of a class that it has not spoken of since they are kept."""
    scheme_code: Mapped[str | None]
    scheme_version: Mapped[int | None] = mapped_column(Integer)


class Member(Base):
    """An enrolment as registration last described it; it may be known before its class."""

    __tablename__ = "member"
    __table_args__ = (Index("member_by_class_idx", "district_id", "class_id", "teacher_id"), SCHEMA)

    district_id: Mapped[DistrictKey]
    enrolment_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    revision: Mapped[int] = mapped_column(Integer)
    status: Mapped[str]
    school_id: Mapped[UUID]
    title: Mapped[str | None]
    title_tier: Mapped[str | None]
    post: Mapped[str | None]


class SettledMember(Base):
    """The newest settlement of a member's presence that was heard."""

    __tablename__ = "settled_member"
    __table_args__ = (Index("settled_member_by_teacher_idx", "district_id", "teacher_id"), SCHEMA)

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    planned_hours: Mapped[Decimal]
    attendance_met: Mapped[bool]
    days: Mapped[list[Any]]
