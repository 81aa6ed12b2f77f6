"""Tables of classes and the meetings they hold."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Uuid

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "registration"}


class TrainingClass(Base):
    """培训班: places in one run of a program.

    The row is the lock of everything that moves its places: `taken` counts the confirmed, `waiting` those who wait,
    `next_waiting_no` and `enrolment_revision` hand out numbers that only rise. `revision` counts what was said of the
    class and its meetings.
    """

    __tablename__ = "class"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "program_id"], ["registration.program.district_id", "registration.program.program_id"]
        ),
        Index("class_by_program_idx", "district_id", "program_id", "class_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    program_id: Mapped[UUID]
    title: Mapped[str]
    school_id: Mapped[UUID | None]
    leader_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    status: Mapped[str]
    cancellation_reason: Mapped[str | None]
    capacity: Mapped[int] = mapped_column(Integer)
    taken: Mapped[int] = mapped_column(Integer)
    waiting: Mapped[int] = mapped_column(Integer)
    next_waiting_no: Mapped[int]
    enrolment_revision: Mapped[int]
    revision: Mapped[int]
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]


class Meeting(Base):
    """场次: one sitting of a class."""

    __tablename__ = "meeting"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id"], ["registration.class.district_id", "registration.class.class_id"]
        ),
        Index("meeting_by_class_idx", "district_id", "class_id", "starts_at"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    hours: Mapped[Decimal]
    place: Mapped[str | None]
    speaker: Mapped[str | None]
    topic: Mapped[str | None]
    category: Mapped[str | None]
    cancelled: Mapped[bool]
