"""Tables of classes and the meetings they hold."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text, Uuid

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "registration"}


class TrainingClass(Base):
    """培训班: places in one run of a program.

    The row is the lock of everything that moves its places: `taken` counts the confirmed, `held` those whom a place is
    offered, `reserved` what pools keep for their schools beyond what these have claimed; together they never exceed
    `capacity`, and what is left is for anybody, or awaits being shared out: in classes of QUOTA and REQUESTS until
    `pooled` says that it was, in classes of ALLOCATION until `allocated_at`. `waiting` counts those who wait,
    `next_waiting_no` and `enrolment_revision` hand out numbers that only rise. `revision` counts what was said of the
    class and its meetings. `leader_ids` contain the head teacher (班主任).
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
    head_teacher_id: Mapped[UUID | None]
    direction: Mapped[str]
    reviews: Mapped[list[str]] = mapped_column(ARRAY(Text))
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    second_opens_at: Mapped[datetime | None]
    second_closes_at: Mapped[datetime | None]
    second_opens_pools: Mapped[bool]
    requests_close_at: Mapped[datetime | None]
    offer_minutes: Mapped[int | None] = mapped_column(Integer)
    status: Mapped[str]
    cancellation_reason: Mapped[str | None]
    unplanned_reason: Mapped[str | None]
    capacity: Mapped[int] = mapped_column(Integer)
    taken: Mapped[int] = mapped_column(Integer)
    held: Mapped[int] = mapped_column(Integer)
    reserved: Mapped[int] = mapped_column(Integer)
    pooled: Mapped[bool]
    waiting: Mapped[int] = mapped_column(Integer)
    next_waiting_no: Mapped[int]
    enrolment_revision: Mapped[int]
    revision: Mapped[int]
    allocated_at: Mapped[datetime | None]
    allocation_digest: Mapped[str | None]
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
    hours_reason: Mapped[str | None]
    place: Mapped[str | None]
    speaker: Mapped[str | None]
    topic: Mapped[str | None]
    category: Mapped[str | None]
    cancelled: Mapped[bool]
