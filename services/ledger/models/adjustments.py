"""Adjustments that people make to the book: one proposes, another decides."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Text, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

IN_LEDGER = {"schema": "ledger"}


class Adjustment(Base):
    """What somebody proposed to take back and to give, why, and by which evidence; never changed."""

    __tablename__ = "adjustment"
    __table_args__ = (
        UniqueConstraint("district_id", "adjustment_id", "proposed_by"),
        Index("adjustment_by_teacher_idx", "district_id", "teacher_id", "adjustment_id"),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    adjustment_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    title: Mapped[str]
    reason: Mapped[str]
    takes_back: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    """Ids of the entries."""
    lines: Mapped[list[Any]]
    evidence: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    """Ids of files."""
    proposed_by: Mapped[UUID]
    """An account."""
    proposed_for: Mapped[UUID | None]
    """The person for whom that account speaks, where it speaks for one."""
    proposed_at: Mapped[datetime]


class AdjustmentDecision(Base):
    """How a proposal ended: one row for each at most, and never by who proposed it but to withdraw it."""

    __tablename__ = "adjustment_decision"
    __table_args__ = (
        UniqueConstraint("district_id", "causation_id"),
        ForeignKeyConstraint(
            ["district_id", "adjustment_id", "proposed_by"],
            ["ledger.adjustment.district_id", "ledger.adjustment.adjustment_id", "ledger.adjustment.proposed_by"],
            name="adjustment_decision_adjustment_fkey",
        ),
        IN_LEDGER,
    )

    district_id: Mapped[DistrictKey]
    adjustment_id: Mapped[UUID] = mapped_column(primary_key=True)
    decision: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None]
    proposed_by: Mapped[UUID]
    decided_by: Mapped[UUID]
    decided_for: Mapped[UUID | None]
    decided_at: Mapped[datetime]
    causation_id: Mapped[UUID | None]
    """Of the entries that approving posted; it follows from everything that was proposed and decided."""
