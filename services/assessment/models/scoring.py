"""Tables of marks and certifications."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "assessment"}


class Score(Base):
    """A raw mark as it was given; the newest of a component counts, the older stay."""

    __tablename__ = "score"
    __table_args__ = (
        Index("score_by_member_idx", "district_id", "class_id", "teacher_id", "component", "score_id"),
        ForeignKeyConstraint(
            ["district_id", "class_id"],
            ["assessment.training_class.district_id", "assessment.training_class.class_id"],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    score_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    component: Mapped[str]
    mark: Mapped[Decimal]
    marked_by: Mapped[UUID]
    marked_at: Mapped[datetime]


class Certification(Base):
    """The certifier's act for one member, after every stage was passed."""

    __tablename__ = "certification"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id"],
            ["assessment.training_class.district_id", "assessment.training_class.class_id"],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    teacher_id: Mapped[UUID] = mapped_column(primary_key=True)
    certified_by: Mapped[UUID]
    certified_at: Mapped[datetime]
