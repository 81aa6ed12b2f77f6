"""Tables of outcomes, their revisions and what is pending."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}


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
        SCHEMA,
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
    corrected_by: Mapped[list[UUID] | None] = mapped_column(ARRAY(Uuid()))
    """Accounts that changed its grounds since it was finalised or confirmed: none of them confirms what follows."""


class OutcomeRevision(Base):
    """Every state an outcome was published in, with who stood for it; append-only."""

    __tablename__ = "outcome_revision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "outcome_id"], ["assessment.outcome.district_id", "assessment.outcome.outcome_id"]
        ),
        SCHEMA,
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
        SCHEMA,
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
