"""Tables of assessment."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, Text, UniqueConstraint, Uuid, column
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

_SCHEMA = {"schema": "assessment"}


class SchemeVersion(Base):
    """One version of a scheme as it was used here; never changed."""

    __tablename__ = "scheme"
    __table_args__ = _SCHEMA

    district_id: Mapped[DistrictKey]
    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    content: Mapped[dict[str, Any]]
    kept_at: Mapped[datetime]


class TrainingClass(Base):
    """A class as registration last described it, and the scheme it is assessed by."""

    __tablename__ = "training_class"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "scheme_code", "scheme_version"],
            ["assessment.scheme.district_id", "assessment.scheme.code", "assessment.scheme.version"],
        ),
        _SCHEMA,
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
    scheme_code: Mapped[str | None]
    scheme_version: Mapped[int | None] = mapped_column(Integer)


class Member(Base):
    """An enrolment as registration last described it; it may be known before its class."""

    __tablename__ = "member"
    __table_args__ = (Index("member_by_class_idx", "district_id", "class_id", "teacher_id"), _SCHEMA)

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
    __table_args__ = _SCHEMA

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    planned_hours: Mapped[Decimal]
    attendance_met: Mapped[bool]
    days: Mapped[list[Any]]


class Score(Base):
    """A raw mark as it was given; the newest of a component counts, the older stay."""

    __tablename__ = "score"
    __table_args__ = (
        Index("score_by_member_idx", "district_id", "class_id", "teacher_id", "component", "score_id"),
        ForeignKeyConstraint(
            ["district_id", "class_id"],
            ["assessment.training_class.district_id", "assessment.training_class.class_id"],
        ),
        _SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    score_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    component: Mapped[str]
    mark: Mapped[Decimal]
    marked_by: Mapped[UUID]
    marked_at: Mapped[datetime]


class Certification(Base):
    """The certifier's act for one member, after every stage was passed."""

    __tablename__ = "certification"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id"],
            ["assessment.training_class.district_id", "assessment.training_class.class_id"],
        ),
        _SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    certified_by: Mapped[UUID]
    certified_at: Mapped[datetime]


class Outcome(Base):
    """The result of one teacher in a class, or of a claim, as last finalised or confirmed."""

    __tablename__ = "outcome"
    __table_args__ = (
        UniqueConstraint("district_id", "class_id", "teacher_id"),
        UniqueConstraint("district_id", "claim_id"),
        ForeignKeyConstraint(
            ["district_id", "class_id"],
            ["assessment.training_class.district_id", "assessment.training_class.class_id"],
        ),
        ForeignKeyConstraint(
            ["district_id", "claim_id"], ["assessment.claim.district_id", "assessment.claim.claim_id"]
        ),
        Index("outcome_by_teacher_idx", "district_id", "teacher_id", "outcome_id"),
        _SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    outcome_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    class_id: Mapped[UUID | None]
    claim_id: Mapped[UUID | None]
    school_id: Mapped[UUID]
    revision: Mapped[int] = mapped_column(Integer)
    status: Mapped[str]
    grade: Mapped[str | None]
    score: Mapped[Decimal | None]
    title: Mapped[str]
    explanation: Mapped[list[Any]]
    lines: Mapped[list[Any]]
    pack_id: Mapped[str | None]
    pack_hash: Mapped[str | None]
    """None of whom no pack governed: the outcome is worth nothing, and says so."""
    finalised_at: Mapped[datetime]


class OutcomeRevision(Base):
    """Every state an outcome was published in, with who stood for it; append-only."""

    __tablename__ = "outcome_revision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "outcome_id"], ["assessment.outcome.district_id", "assessment.outcome.outcome_id"]
        ),
        _SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    outcome_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    status: Mapped[str]
    explanation: Mapped[list[Any]]
    state: Mapped[dict[str, Any]]
    reason: Mapped[str | None]
    confirmed_by: Mapped[UUID]
    confirmed_at: Mapped[datetime]


class PendingRevision(Base):
    """What a finalised outcome would be now that its grounds have changed; an officer has yet to confirm it."""

    __tablename__ = "pending_revision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "outcome_id"], ["assessment.outcome.district_id", "assessment.outcome.outcome_id"]
        ),
        Index("pending_revision_by_class_idx", "district_id", "class_id", "teacher_id"),
        _SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    outcome_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    school_id: Mapped[UUID]
    cause: Mapped[str]
    status: Mapped[str]
    grade: Mapped[str | None]
    score: Mapped[Decimal | None]
    explanation: Mapped[list[Any]]
    lines: Mapped[list[Any]]
    opened_at: Mapped[datetime]


class Claim(Base):
    """An application for the recognition of what was earned outside classes. `RETURNED` ones may be claimed anew."""

    __tablename__ = "claim"
    __table_args__ = (
        Index(
            "claim_degree_key",
            "district_id",
            "teacher_id",
            "kind",
            "degree_level",
            "awarded_on",
            unique=True,
            postgresql_where=column("state") != "RETURNED",
        ),
        Index(
            "claim_certificate_key",
            "district_id",
            "teacher_id",
            "kind",
            "certificate_no",
            unique=True,
            postgresql_where=column("state") != "RETURNED",
        ),
        _SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    claim_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    school_id: Mapped[UUID]
    kind: Mapped[str]
    degree_level: Mapped[str]
    certificate_no: Mapped[str]
    awarded_on: Mapped[date]
    evidence: Mapped[str]
    state: Mapped[str]
    claimed_by: Mapped[UUID]
    claimed_at: Mapped[datetime]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None]


class Record(Base):
    """Something a teacher or school did, held or kept; retracting it makes a second revision, nothing is deleted."""

    __tablename__ = "record"
    __table_args__ = (
        Index("record_by_school_idx", "district_id", "school_id", "record_id"),
        Index(
            "record_by_teacher_idx",
            "district_id",
            "teacher_id",
            "record_id",
            postgresql_where=column("teacher_id").is_not(None),
        ),
        _SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    held_on: Mapped[date]
    amount: Mapped[Decimal]
    teacher_id: Mapped[UUID | None]
    school_id: Mapped[UUID]
    unit: Mapped[str | None]
    event: Mapped[str | None]
    class_id: Mapped[UUID | None]
    role: Mapped[str]
    level: Mapped[str]
    result: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    title: Mapped[str]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    retracted_by: Mapped[UUID | None]
    retracted_at: Mapped[datetime | None]
    retraction_reason: Mapped[str | None]
