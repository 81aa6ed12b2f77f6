"""Tables of feedback forms, and of answers that name nobody."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from services.assessment.models.scoring import SCHEMA, of_class
from services.platform.database import Base, DistrictKey


class FeedbackFormVersion(Base):
    """One version of a form of the district; never changed."""

    __tablename__ = "feedback_form"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    content: Mapped[dict[str, Any]]
    published_by: Mapped[UUID]
    published_at: Mapped[datetime]
    reason: Mapped[str]


class FeedbackOpening(Base):
    """A form opened to the members of a class; append-only, the newest counts."""

    __tablename__ = "feedback_opening"
    __table_args__ = (
        Index("feedback_opening_by_class_idx", "district_id", "class_id", "opening_id"),
        of_class(),
        ForeignKeyConstraint(
            ["district_id", "form_code", "form_version"],
            [
                "assessment.feedback_form.district_id",
                "assessment.feedback_form.code",
                "assessment.feedback_form.version",
            ],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    opening_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    form_code: Mapped[str]
    form_version: Mapped[int] = mapped_column(Integer)
    opened_by: Mapped[UUID]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime | None]
    """Until when members answer; None: until it is closed."""
    in_blocks: Mapped[bool] = mapped_column(server_default=text("true"))
    """Whether answers are shown block by block while it is open, instead of all of them once it is closed."""

    def is_closed(self, at: datetime) -> bool:
        return self.closes_at is not None and at >= self.closes_at


class FeedbackGiven(Base):
    """That a member has answered, and nothing more: no time and no answer by which the two could be put together."""

    __tablename__ = "feedback_given"
    __table_args__ = (of_class(), SCHEMA)

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)


class FeedbackAnswer(Base):
    """What somebody of a class answered. Its id is random, not grown with time, and it names nobody."""

    __tablename__ = "feedback_answer"
    __table_args__ = (of_class(), SCHEMA)

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    answer_id: Mapped[UUID] = mapped_column(primary_key=True)
    answers: Mapped[dict[str, Any]]
    block: Mapped[int] = mapped_column(Integer, server_default=text("0"))
    """The few with which it is shown: what is shown later never tells a single answer from those shown before."""
