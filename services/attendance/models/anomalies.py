"""Tables of what people say about oddities: heads that were counted, and what was made of an oddity."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "attendance"}


class HeadCount(Base):
    """How many people somebody counted in the room at a moment."""

    __tablename__ = "head_count"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "meeting_id"], ["attendance.meeting.district_id", "attendance.meeting.meeting_id"]
        ),
        Index(None, "district_id", "meeting_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    head_count_id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID]
    counted: Mapped[int] = mapped_column(Integer)
    counted_at: Mapped[datetime]
    note: Mapped[str | None]
    counted_by: Mapped[UUID]
    entered_at: Mapped[datetime]


class AnomalyDecision(Base):
    """What a person made of an oddity, with the evidence as it stood then; the latest counts, none is edited."""

    __tablename__ = "anomaly_decision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id"],
            ["attendance.training_class.district_id", "attendance.training_class.class_id"],
        ),
        Index(None, "district_id", "class_id", "anomaly_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    decision_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    anomaly_id: Mapped[UUID]
    kind: Mapped[str]
    meeting_id: Mapped[UUID]
    evidence: Mapped[dict[str, Any]]
    evidence_digest: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime]
