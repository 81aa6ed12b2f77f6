"""Tables of places: who holds which, whose time it takes, and what eligibility looks at."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, text
from sqlalchemy.dialects.postgresql import ARRAY, TSTZRANGE, Range
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text, Uuid

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "registration"}


class Enrolment(Base):
    """报名: a teacher's place in a class, or the number under which he waits for one.

    School, title and post are a snapshot of the day the place was confirmed (or asked for). `revision` comes from the
    class row and only rises, also when a teacher withdraws and enrols anew. `waiting_no` is given when the teacher asks
    and kept, however long reviews take. `review` says whose review a pending one awaits. `passed_over` says why, when
    last a place went down the line, it went past this one.
    """

    __tablename__ = "enrolment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "class_id"], ["registration.class.district_id", "registration.class.class_id"]
        ),
        Index(
            "enrolment_active_key",
            "district_id",
            "class_id",
            "teacher_id",
            unique=True,
            postgresql_where=text("status NOT IN ('WITHDRAWN', 'RETURNED')"),
        ),
        Index(
            "enrolment_waiting_key",
            "district_id",
            "class_id",
            "waiting_no",
            unique=True,
            postgresql_where=text("status = 'WAITING'"),
        ),
        Index(
            "enrolment_pending_idx",
            "district_id",
            "enrolment_id",
            postgresql_where=text("status = 'PENDING'"),
        ),
        Index("enrolment_by_class_idx", "district_id", "class_id", "enrolment_id"),
        Index("enrolment_by_teacher_idx", "district_id", "teacher_id", "enrolment_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    enrolment_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    status: Mapped[str]
    review: Mapped[str | None]
    revision: Mapped[int]
    waiting_no: Mapped[int | None]
    priority: Mapped[int] = mapped_column(Integer)
    group_id: Mapped[UUID | None]
    passed_over: Mapped[str | None]
    passed_over_at: Mapped[datetime | None]
    clash_accepted: Mapped[bool]
    school_id: Mapped[UUID]
    title: Mapped[str | None]
    title_tier: Mapped[str | None]
    post: Mapped[str]
    source: Mapped[str]
    entered_by: Mapped[UUID]
    entered_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None]


class Slot(Base):
    """A teacher's time, held by a confirmed enrolment for a meeting.

    An exclusion constraint lets no two active slots of a teacher overlap, unless the clash was accepted by a person
    or came from a meeting that was moved.
    """

    __tablename__ = "slot"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "enrolment_id"],
            ["registration.enrolment.district_id", "registration.enrolment.enrolment_id"],
        ),
        ForeignKeyConstraint(
            ["district_id", "meeting_id"], ["registration.meeting.district_id", "registration.meeting.meeting_id"]
        ),
        Index("slot_by_meeting_idx", "district_id", "meeting_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    enrolment_id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    teacher_id: Mapped[UUID]
    period: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)
    active: Mapped[bool]
    clash_accepted: Mapped[bool]


class TrainingHistory(Base):
    """An entry of the ledger as it was posted: what eligibility looks at. A reversal names what it takes back."""

    __tablename__ = "training_history"
    __table_args__ = (Index("training_history_by_teacher_idx", "district_id", "teacher_id", "seq"), SCHEMA)

    district_id: Mapped[DistrictKey]
    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int]
    teacher_id: Mapped[UUID]
    hours: Mapped[Decimal]
    credits: Mapped[Decimal]
    category: Mapped[str]
    level: Mapped[str]
    mode: Mapped[str]
    nature: Mapped[str]
    kind: Mapped[str]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    organised_by_admin: Mapped[bool]
    earned_from: Mapped[date]
    earned_to: Mapped[date]
    class_id: Mapped[UUID | None]
    program_id: Mapped[UUID | None]
    title: Mapped[str]
    reverses: Mapped[UUID | None]


class EligibilityOverride(Base):
    """Somebody whom a clause bars was let in all the same: by whom and why, with what the clause cited."""

    __tablename__ = "eligibility_override"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "enrolment_id"],
            ["registration.enrolment.district_id", "registration.enrolment.enrolment_id"],
        ),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    enrolment_id: Mapped[UUID] = mapped_column(primary_key=True)
    clause_id: Mapped[str] = mapped_column(primary_key=True)
    bar: Mapped[str] = mapped_column(primary_key=True)
    cited: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    pack_hash: Mapped[str]
    reason: Mapped[str]
    overridden_by: Mapped[UUID]
    overridden_at: Mapped[datetime]
