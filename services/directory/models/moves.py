"""People and schools that move: to another district, into another school, or two teachers who are one person."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

PUBLIC = {"schema": "directory"}


class Departure(Base):
    """A teacher who left for another district. `state` is DEPARTED, RECEIVED (appointed there) or WITHDRAWN."""

    __tablename__ = "departure"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "teacher_id"], ["directory.teacher.district_id", "directory.teacher.teacher_id"]
        ),
        Index("departure_by_teacher_idx", "district_id", "teacher_id"),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    transfer_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    person_id: Mapped[UUID]
    new_district_id: Mapped[int] = mapped_column(Integer)
    last_day: Mapped[date]
    reason: Mapped[str]
    appointment_id: Mapped[UUID]
    """The appointment that it ended."""
    ended_before: Mapped[date | None]
    """When that appointment would have ended otherwise."""
    state: Mapped[str]
    revision: Mapped[int] = mapped_column(Integer)
    received_from: Mapped[date | None]
    """First day in the new district, once it is told."""
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]


class Arrival(Base):
    """Somebody whom another district sent here. `state` is EXPECTED, RECEIVED or WITHDRAWN (by the other district)."""

    __tablename__ = "arrival"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "teacher_id"], ["directory.teacher.district_id", "directory.teacher.teacher_id"]
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    transfer_id: Mapped[UUID] = mapped_column(primary_key=True)
    former_district_id: Mapped[int] = mapped_column(Integer)
    person_id: Mapped[UUID]
    last_day: Mapped[date]
    """In the former district."""
    facts: Mapped[list[Any]]
    state: Mapped[str]
    revision: Mapped[int] = mapped_column(Integer)
    """The newest that was heard of the former district."""
    teacher_id: Mapped[UUID | None]
    first_day: Mapped[date | None]
    received_by: Mapped[UUID | None]
    received_at: Mapped[datetime | None]
    announced_at: Mapped[datetime]


class SchoolMerger(Base):
    """A school that went up in another on a day; never changed."""

    __tablename__ = "school_merger"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id"], ["directory.school.district_id", "directory.school.school_id"]
        ),
        ForeignKeyConstraint(
            ["district_id", "into_school_id"],
            ["directory.school.district_id", "directory.school.school_id"],
            name="school_merger_into_fkey",
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    school_id: Mapped[UUID] = mapped_column(primary_key=True)
    into_school_id: Mapped[UUID]
    merged_on: Mapped[date]
    reason: Mapped[str]
    teachers: Mapped[int] = mapped_column(Integer)
    units: Mapped[int] = mapped_column(Integer)
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime]


class TeacherMerge(Base):
    """Two teachers of whom somebody said that they are one person: the first is to go on as the second."""

    __tablename__ = "teacher_merge"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "teacher_id"], ["directory.teacher.district_id", "directory.teacher.teacher_id"]
        ),
        ForeignKeyConstraint(
            ["district_id", "into_teacher_id"],
            ["directory.teacher.district_id", "directory.teacher.teacher_id"],
            name="teacher_merge_into_fkey",
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    merge_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    into_teacher_id: Mapped[UUID]


class TeacherMergeStep(Base):
    """What was proposed or decided of a merge, by whom and why, and what it changed; never changed itself.

    `step` is PROPOSED, APPROVED, REJECTED, WITHDRAWN, UNDO_PROPOSED, UNDO_APPROVED, UNDO_REJECTED or UNDO_WITHDRAWN.
    """

    __tablename__ = "teacher_merge_step"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "merge_id"], ["directory.teacher_merge.district_id", "directory.teacher_merge.merge_id"]
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    merge_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    step: Mapped[str]
    reason: Mapped[str | None]
    changes: Mapped[dict[str, Any]]
    by_account: Mapped[UUID]
    by_person: Mapped[UUID | None]
    """The teacher for whom that account speaks, where it speaks for one."""
    at: Mapped[datetime]
