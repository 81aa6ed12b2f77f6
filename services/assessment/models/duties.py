"""Tables of duties that follow from what happened, and of what the book earned, which is what happened."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}


class EarnedEntry(Base):
    """An entry of the book as the ledger posted it; a reversal names what it takes back. Append-only."""

    __tablename__ = "earned_entry"
    __table_args__ = (Index("earned_entry_by_teacher_idx", "district_id", "teacher_id"), SCHEMA)

    district_id: Mapped[DistrictKey]
    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    hours: Mapped[Decimal]
    credits: Mapped[Decimal]
    category: Mapped[str]
    level: Mapped[str]
    mode: Mapped[str]
    nature: Mapped[str]
    kind: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    organised_by_admin: Mapped[bool]
    earned_from: Mapped[date]
    earned_to: Mapped[date]
    class_id: Mapped[UUID | None]
    program_id: Mapped[UUID | None]
    title: Mapped[str]
    reverses: Mapped[UUID | None]


class Duty(Base):
    """One thing that a duty clause asks of a teacher because something happened, as last looked at."""

    __tablename__ = "duty"
    __table_args__ = (
        UniqueConstraint("district_id", "teacher_id", "clause_id", "code", "cause", name="duty_cause_key"),
        Index("duty_by_school_idx", "district_id", "school_id", "duty_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    duty_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    """Where the teacher stood when it was last looked at."""
    pack_id: Mapped[str]
    pack_hash: Mapped[str]
    clause_id: Mapped[str]
    code: Mapped[str]
    cause: Mapped[str]
    """What tells the causes of one clause apart: the period and the class or event, or its words."""
    severity: Mapped[str]
    asked: Mapped[dict[str, Any]]
    """The clause's words, what is asked, and what asks for it, in both languages."""
    since: Mapped[date]
    due_on: Mapped[date]
    required: Mapped[Decimal | None]
    counted: Mapped[Decimal]
    filled_by: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    """The records that fulfil it."""
    state: Mapped[str]
    arisen_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    overdue_at: Mapped[datetime | None]
