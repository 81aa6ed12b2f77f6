"""Tables of what members object to."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, UniqueConstraint, Uuid, column
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.assessment.models.scoring import SCHEMA, of_class
from services.platform.database import Base, DistrictKey


class Appeal(Base):
    """A member's objection to what was released or finalised; decided once, what it objects to stays."""

    __tablename__ = "appeal"
    __table_args__ = (
        UniqueConstraint("district_id", "teacher_id", "release_id"),
        Index("appeal_by_class_idx", "district_id", "class_id", "appeal_id"),
        Index(
            "appeal_against_outcome_key",
            "district_id",
            "class_id",
            "teacher_id",
            "component",
            "outcome_revision",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=column("release_id").is_(None),
        ),
        of_class(),
        ForeignKeyConstraint(
            ["district_id", "release_id"],
            ["assessment.release_act.district_id", "assessment.release_act.act_id"],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    appeal_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    school_id: Mapped[UUID]
    component: Mapped[str | None]
    """None: the result as a whole."""
    release_id: Mapped[UUID | None]
    """The act of release that it objects to: there is one appeal against each."""
    outcome_revision: Mapped[int | None] = mapped_column(Integer)
    """Instead of a release: the revision of the member's outcome that it objects to."""
    grounds: Mapped[str]
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    appealed_at: Mapped[datetime]
    state: Mapped[str]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str | None]
