"""Tables of activities, who took part in them, and the keys by which nothing is filed twice."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, Text, column
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}


class Activity(Base):
    """School-based work that was logged once for everybody in it, as last corrected."""

    __tablename__ = "activity"
    __table_args__ = (
        Index(
            "activity_event_key",
            "district_id",
            "school_id",
            "code",
            "starts_at",
            "title",
            unique=True,
            postgresql_where=column("withdrawn_at").is_(None),
        ),
        Index("activity_by_school_idx", "district_id", "school_id", "activity_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    activity_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    school_id: Mapped[UUID]
    unit_id: Mapped[UUID | None]
    unit: Mapped[str | None]
    """The unit's name as it was when the activity was logged: records name units by it."""
    route: Mapped[str | None]
    kind: Mapped[str | None]
    code: Mapped[str]
    """The route or the kind."""
    title: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    first_on: Mapped[date]
    last_on: Mapped[date]
    minutes: Mapped[int | None] = mapped_column(Integer)
    hours: Mapped[Decimal | None]
    place: Mapped[str | None]
    post: Mapped[str | None]
    speaker: Mapped[str | None]
    content: Mapped[str | None]
    check: Mapped[str | None]
    plan_id: Mapped[UUID | None]
    category: Mapped[str]
    level: Mapped[str]
    mode: Mapped[str]
    nature: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    papers: Mapped[list[Any]]
    advice: Mapped[list[Any]]
    """What the pack in force asks beforehand and was not there."""
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None]


class ActivityRevision(Base):
    """What an activity said at a revision, and who made it say so; append-only."""

    __tablename__ = "activity_revision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "activity_id"], ["assessment.activity.district_id", "assessment.activity.activity_id"]
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    activity_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    content: Mapped[dict[str, Any]]
    reason: Mapped[str | None]
    """None of the first revision."""
    changed_by: Mapped[UUID]
    changed_at: Mapped[datetime]


class ActivityParticipant(Base):
    """Somebody's part in an activity, and the form that it filled; removed ones stay to be seen."""

    __tablename__ = "activity_participant"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "activity_id"], ["assessment.activity.district_id", "assessment.activity.activity_id"]
        ),
        Index("activity_participant_by_teacher_idx", "district_id", "teacher_id", "activity_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    activity_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID]
    """The school on the day of the activity."""
    role: Mapped[str]
    kinds: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    """What the part may file; empty: nothing is credited for it."""
    clause_id: Mapped[str | None]
    claim_id: Mapped[UUID | None]
    part: Mapped[dict[str, Any]]
    """What a tariff may ask about the part, as stated."""
    removed_at: Mapped[datetime | None]


class FiledKey(Base):
    """What anybody has filed; who files it locks the row, so that of two at one instant the second sees the first."""

    __tablename__ = "filed_key"
    __table_args__ = (SCHEMA,)

    district_id: Mapped[DistrictKey]
    key: Mapped[str] = mapped_column(primary_key=True)


class ClaimKey(Base):
    """What a claim files: its event, its certificate, the content of each of its files."""

    __tablename__ = "claim_key"
    __table_args__ = (
        Index("claim_key_by_key_idx", "district_id", "key"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    claim_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID]
