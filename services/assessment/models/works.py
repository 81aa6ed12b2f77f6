"""Tables of works that members hand in and defend."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.assessment.models.scoring import of_class
from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}


class WorkDeadline(Base):
    """Until when a work of the scheme is to be handed in, and who said so; append-only, the newest counts."""

    __tablename__ = "work_deadline"
    __table_args__ = (
        Index("work_deadline_by_class_idx", "district_id", "class_id", "work", "deadline_id"),
        of_class(),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    deadline_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    work: Mapped[str]
    due_at: Mapped[datetime | None]
    """None: no deadline any more."""
    reason: Mapped[str | None]
    set_by: Mapped[UUID]
    set_at: Mapped[datetime]


class Submission(Base):
    """A version of a work as a member handed it in; append-only. The newest version replaces those before."""

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("district_id", "class_id", "teacher_id", "work", "version"),
        of_class(),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    submission_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    work: Mapped[str]
    version: Mapped[int] = mapped_column(Integer)
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    note: Mapped[str | None]
    due_at: Mapped[datetime | None]
    """The deadline as it stood then."""
    late: Mapped[bool]
    handed_in_by: Mapped[UUID]
    handed_in_at: Mapped[datetime]


class SubmissionReturn(Base):
    """A version of a work that was given back, and why; append-only."""

    __tablename__ = "submission_return"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "submission_id"],
            ["assessment.submission.district_id", "assessment.submission.submission_id"],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    submission_id: Mapped[UUID] = mapped_column(primary_key=True)
    reason: Mapped[str]
    returned_by: Mapped[UUID]
    returned_at: Mapped[datetime]


class DefenceHeld(Base):
    """A defence of a work: when, before whom, how it went; append-only. The one recorded last counts."""

    __tablename__ = "defence"
    __table_args__ = (
        Index("defence_by_member_idx", "district_id", "class_id", "teacher_id", "work", "defence_id"),
        of_class(),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    defence_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    work: Mapped[str]
    held_on: Mapped[date]
    passed: Mapped[bool]
    panel: Mapped[list[Any]]
    """[{name, person_id}]: whoever sat on it; person_id is null of who is no teacher of the district."""
    remark: Mapped[str | None]
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime]
