"""Tables of the directory: reference data that others read, and private data that nobody else may."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Integer, LargeBinary, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from services.platform.database import Base, DistrictKey

PUBLIC = {"schema": "directory"}
PRIVATE = {"schema": "directory_private"}


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


class Teacher(Base):
    """One teacher of one district. `staff_number` is how spreadsheets name a person here."""

    __tablename__ = "teacher"
    __table_args__ = (UniqueConstraint("district_id", "staff_number"), PUBLIC)

    district_id: Mapped[DistrictKey]
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    staff_number: Mapped[str]
    name: Mapped[str]
    birth_date: Mapped[date | None]
    hire_date: Mapped[date | None]
    retire_date: Mapped[date | None]


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


class PackVersion(Base):
    """A pack as it was published here; never changed, found by the hash of its content.

    `content` is the whole pack as the engine reads it, `source` the words of its author, who may have built on another.
    """

    __tablename__ = "pack_version"
    __table_args__ = PUBLIC

    district_id: Mapped[DistrictKey]
    content_hash: Mapped[str] = mapped_column(primary_key=True)
    pack_id: Mapped[str]
    version: Mapped[str]
    title: Mapped[dict[str, Any] | None]
    content: Mapped[str]
    source: Mapped[str]
    builds_on: Mapped[str | None]
    published_by: Mapped[UUID | None]
    published_at: Mapped[datetime]


class PackAssignment(Base):
    """For whom and when a pack judges; null in school, stage or post means everybody. Which pack: its revisions."""

    __tablename__ = "pack_assignment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id"], ["directory.school.district_id", "directory.school.school_id"]
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    assignment_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID | None]
    stage: Mapped[str | None]
    post: Mapped[str | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date]


class PackRevision(Base):
    """What an assignment puts in force. The latest holds for the whole period, the earlier ones stay readable."""

    __tablename__ = "pack_revision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "assignment_id"],
            ["directory.pack_assignment.district_id", "directory.pack_assignment.assignment_id"],
        ),
        ForeignKeyConstraint(
            ["district_id", "content_hash"],
            ["directory.pack_version.district_id", "directory.pack_version.content_hash"],
        ),
        PUBLIC,
    )

    district_id: Mapped[DistrictKey]
    assignment_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    content_hash: Mapped[str]
    parameters: Mapped[dict[str, Any]]
    switches: Mapped[dict[str, Any]]
    reason: Mapped[str | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime]


class SchoolFact(Base):
    """A dated number of a school (pupils, funds, themes), or a task given to somebody."""

    __tablename__ = "school_fact"
    __table_args__ = (
        UniqueConstraint(
            "district_id", "school_id", "kind", "holder_id", "valid_from", postgresql_nulls_not_distinct=True
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


class Unit(Base):
    """A team or pair within a school (教研组, 师徒结对); facts name it by kind and name."""

    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("district_id", "school_id", "kind", "name"),
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


class Account(Base):
    """Who can log in. A password hash is absent where only WeChat or nothing yet is bound."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("district_id", "username"), PRIVATE)

    district_id: Mapped[DistrictKey]
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    username: Mapped[str]
    display_name: Mapped[str]
    password_hash: Mapped[str | None]
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    school_id: Mapped[UUID | None]
    teacher_id: Mapped[UUID | None]
    failures: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class RefreshToken(Base):
    """One link of a family of refresh tokens; a used one that comes back revokes the family."""

    __tablename__ = "refresh_token"
    __table_args__ = PRIVATE

    district_id: Mapped[DistrictKey]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    family_id: Mapped[UUID]
    account_id: Mapped[UUID]
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Client(Base):
    """An integration of the district: OAuth 2 client credentials with scopes."""

    __tablename__ = "client"
    __table_args__ = PRIVATE

    district_id: Mapped[DistrictKey]
    client_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    created_at: Mapped[datetime]


class WechatBinding(Base):
    """Which account a WeChat user of a mini-program is; the openid stands here only as a keyed hash."""

    __tablename__ = "wechat_binding"
    __table_args__ = (UniqueConstraint("district_id", "account_id"), PRIVATE)

    district_id: Mapped[DistrictKey]
    openid_index: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    account_id: Mapped[UUID]
    bound_at: Mapped[datetime]


class Identity(Base):
    """Identity document and phone of a teacher, encrypted; the indexes are keyed hashes."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("district_id", "document_index"), PRIVATE)

    district_id: Mapped[DistrictKey]
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    document_kind: Mapped[str]
    document_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    document_index: Mapped[bytes] = mapped_column(LargeBinary)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary)


class PersonClaim(Base):
    """One person in the country for one document: a reference table, the one exception to the leading key."""

    __tablename__ = "person_claim"
    __table_args__ = PRIVATE

    document_index: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person_id: Mapped[UUID]
