"""Tables of personal goals and plans, and what became of them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, Uuid, column
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}


class Goal(Base):
    """A document that a teacher draws up for a semester, year or cycle, as last handed in."""

    __tablename__ = "goal"
    __table_args__ = (
        Index(
            "goal_period_key",
            "district_id",
            "teacher_id",
            "kind",
            "first_day",
            "last_day",
            unique=True,
            postgresql_where=column("state") != "WITHDRAWN",
        ),
        Index("goal_by_school_idx", "district_id", "school_id", "goal_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    goal_id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    teacher_id: Mapped[UUID]
    school_id: Mapped[UUID]
    kind: Mapped[str]
    every: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    title: Mapped[str]
    words: Mapped[str]
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    state: Mapped[str]
    submitted_on: Mapped[date]
    """The day by which packs look at it."""
    submitted_at: Mapped[datetime]
    record_id: Mapped[UUID | None]
    """What packs count, once it was accepted."""


class GoalStep(Base):
    """A version handed in, or what was decided about it; append-only."""

    __tablename__ = "goal_step"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "goal_id"], ["assessment.goal.district_id", "assessment.goal.goal_id"]),
        Index("goal_step_by_goal_idx", "district_id", "goal_id", "step_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    step_id: Mapped[UUID] = mapped_column(primary_key=True)
    goal_id: Mapped[UUID]
    step: Mapped[str]
    content: Mapped[dict[str, Any]]
    reason: Mapped[str | None]
    done_by: Mapped[UUID]
    done_at: Mapped[datetime]
