"""What schools state about themselves: facts, units, what was changed of them, and calendars."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, and_, column
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

PUBLIC = {"schema": "directory"}


class SchoolFact(Base):
    """A dated number of a school (pupils, funds, themes), or a task given to somebody."""

    __tablename__ = "school_fact"
    __table_args__ = (
        # What was annulled leaves its place to what is right.
        Index(
            "school_fact_stands_key",
            "district_id",
            "school_id",
            "kind",
            "holder_id",
            "valid_from",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=~column("annulled"),
        ),
        ForeignKeyConstraint(
            ["district_id", "school_id"], ["directory.school.district_id", "directory.school.school_id"]
        ),
        ForeignKeyConstraint(
            ["district_id", "holder_id"], ["directory.teacher.district_id", "directory.teacher.teacher_id"]
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    fact_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID]
    kind: Mapped[str]
    value: Mapped[Decimal | None]
    holder_id: Mapped[UUID | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    annulled: Mapped[bool] = mapped_column(default=False)


class Unit(Base):
    """A team or pair within a school (教研组, 师徒结对); facts name it by kind and name."""

    __tablename__ = "unit"
    __table_args__ = (
        Index(
            "unit_stands_key",
            "district_id",
            "school_id",
            "kind",
            "name",
            unique=True,
            postgresql_where=and_(~column("annulled"), column("last_day").is_(None)),
        ),
        ForeignKeyConstraint(
            ["district_id", "school_id"], ["directory.school.district_id", "directory.school.school_id"]
        ),
        ForeignKeyConstraint(
            ["district_id", "head_id"], ["directory.teacher.district_id", "directory.teacher.teacher_id"]
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID]
    kind: Mapped[str]
    name: Mapped[str]
    head_id: Mapped[UUID | None]
    first_day: Mapped[date | None]
    """None of a unit that is asked from the beginning of whatever period it stands in."""
    last_day: Mapped[date | None]
    annulled: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    """Of a pair that assessment keeps: the newest state that was heard of it."""


class SchoolRevision(Base):
    """What was changed of a school's fact or unit after it was stated: ENDED on a day, or ANNULLED; never edited."""

    __tablename__ = "school_revision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id"], ["directory.school.district_id", "directory.school.school_id"]
        ),
        Index("school_revision_by_school_idx", "district_id", "school_id", "revision_id"),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    revision_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID]
    subject_id: Mapped[UUID]
    """The fact or unit."""
    kind: Mapped[str]
    last_day: Mapped[date | None]
    reason: Mapped[str]
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime]


class Semester(Base):
    """A semester as it is really held, of the district or, where `school_id` is given, of one school."""

    __tablename__ = "semester"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id"], ["directory.school.district_id", "directory.school.school_id"]
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    semester_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID | None]
    school_year: Mapped[str]
    label: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]


class Holiday(Base):
    """Days off, of the district or of one school."""

    __tablename__ = "holiday"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id"], ["directory.school.district_id", "directory.school.school_id"]
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    holiday_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID | None]
    school_year: Mapped[str]
    label: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
