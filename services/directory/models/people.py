"""Districts, their schools and teachers, and everything dated about a person."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, UniqueConstraint, column
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from services.platform.database import Base, DistrictKey

PUBLIC = {"schema": "directory"}


class District(Base):
    """A tenant: county, city or province. Its parent stands here, never in its digits."""

    __tablename__ = "district"
    __table_args__ = PUBLIC

    district_id: Mapped[DistrictKey]
    name: Mapped[str]
    level: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime]


class School(Base):
    __tablename__ = "school"
    __table_args__ = (UniqueConstraint("district_id", "code"), PUBLIC)

    district_id: Mapped[DistrictKey]
    school_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    stage: Mapped[str]
    merged_into: Mapped[UUID | None]
    """The school that it went up in, from `merged_on` on."""
    merged_on: Mapped[date | None]


class Teacher(Base):
    """One teacher of one district. `staff_number` is how spreadsheets name a person here."""

    __tablename__ = "teacher"
    __table_args__ = (
        UniqueConstraint("district_id", "staff_number"),
        Index(
            "teacher_merged_into_idx",
            "district_id",
            "merged_into",
            postgresql_where=column("merged_into").is_not(None),
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    staff_number: Mapped[str]
    name: Mapped[str]
    birth_date: Mapped[date | None]
    hire_date: Mapped[date | None]
    retire_date: Mapped[date | None]
    merged_into: Mapped[UUID | None]
    """The teacher as whom this person goes on, where one was found twice."""


class KnownAccount(Base):
    """An account as other services may know it: nothing of who it is, only what it may do, where and for whom."""

    __tablename__ = "known_account"
    __table_args__ = PUBLIC

    district_id: Mapped[DistrictKey]
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    school_id: Mapped[UUID | None]
    teacher_id: Mapped[UUID | None]

    def roles_among(self, roles: Collection[str]) -> set[str]:
        return set(self.roles) & set(roles)


class Appointment(Base):
    """Where a teacher worked, as what, from when to when (inclusive; open while `valid_to` is null)."""

    __tablename__ = "appointment"
    __table_args__ = (
        UniqueConstraint("district_id", "teacher_id", "valid_from"),
        ForeignKeyConstraint(
            ["district_id", "teacher_id"], ["directory.teacher.district_id", "directory.teacher.teacher_id"]
        ),
        ForeignKeyConstraint(
            ["district_id", "school_id"], ["directory.school.district_id", "directory.school.school_id"]
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    appointment_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    school_id: Mapped[UUID]
    post: Mapped[str]
    stage: Mapped[str]
    subject: Mapped[str | None]
    title: Mapped[str | None]
    title_tier: Mapped[str | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class TeacherFact(Base):
    """A dated fact of a person: DEGREE, LEAVE, OPT_IN, CERTIFICATE, EXEMPTION, CLASS_TEACHER or MEMBERSHIP.

    `code` says which one: the degree's level, the kind of leave or certificate, the clause, the class taught,
    the group.
    """

    __tablename__ = "teacher_fact"
    __table_args__ = (
        UniqueConstraint("district_id", "teacher_id", "kind", "code", "valid_from"),
        ForeignKeyConstraint(
            ["district_id", "teacher_id"], ["directory.teacher.district_id", "directory.teacher.teacher_id"]
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    fact_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    kind: Mapped[str]
    code: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    ground: Mapped[str | None]


class RosterImport(Base):
    """What an import of a roster did or would have done; errors name rows and columns, never values."""

    __tablename__ = "roster_import"
    __table_args__ = PUBLIC

    district_id: Mapped[DistrictKey]
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    file_hash: Mapped[str]
    dry_run: Mapped[bool]
    applied: Mapped[bool]
    report: Mapped[dict[str, Any]]
    imported_by: Mapped[UUID]
    imported_at: Mapped[datetime]
