"""Tables of records of what was done, held or kept."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index, Integer, Text, column
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}


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
        Index("record_by_event_idx", "district_id", "event", postgresql_where=column("event").is_not(None)),
        SCHEMA,
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
