"""Tables of how places are shared out: pools of schools, what schools ask for, offers, and who decided what."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "registration"}
_OF_CLASS = (["district_id", "class_id"], ["registration.class.district_id", "registration.class.class_id"])


class Pool(Base):
    """Places of a class kept for one school until they are claimed back.

    `claimed` counts the school's confirmed and offered places, wherever they came from: what it has of them is deducted
    from what is kept for it. After `returned_at` nothing is kept any more.
    """

    __tablename__ = "pool"
    __table_args__ = (ForeignKeyConstraint(*_OF_CLASS), SCHEMA)

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(primary_key=True)
    seats: Mapped[int] = mapped_column(Integer)
    claimed: Mapped[int] = mapped_column(Integer)
    claim_back_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    set_by: Mapped[UUID]
    set_at: Mapped[datetime]


class SeatRequest(Base):
    """What a school asks for, and what it was granted."""

    __tablename__ = "seat_request"
    __table_args__ = (ForeignKeyConstraint(*_OF_CLASS), SCHEMA)

    district_id: Mapped[DistrictKey]
    class_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(primary_key=True)
    seats: Mapped[int] = mapped_column(Integer)
    priority: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str]
    requested_by: Mapped[UUID]
    requested_at: Mapped[datetime]
    status: Mapped[str]
    granted: Mapped[int | None] = mapped_column(Integer)
    decision_reason: Mapped[str | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]


class Offer(Base):
    """A place held for somebody from the line until it is accepted, declined or expires."""

    __tablename__ = "offer"
    __table_args__ = (
        ForeignKeyConstraint(*_OF_CLASS),
        ForeignKeyConstraint(
            ["district_id", "enrolment_id"],
            ["registration.enrolment.district_id", "registration.enrolment.enrolment_id"],
        ),
        Index("offer_open_key", "district_id", "enrolment_id", unique=True, postgresql_where=text("state = 'OPEN'")),
        Index("offer_by_class_idx", "district_id", "class_id", "offer_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    offer_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    enrolment_id: Mapped[UUID]
    offered_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    state: Mapped[str]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[UUID | None]


class SeatRecord(Base):
    """Who changed what about the places of a class, when and why; the clock itself has no name."""

    __tablename__ = "seat_record"
    __table_args__ = (
        ForeignKeyConstraint(*_OF_CLASS),
        Index("seat_record_by_class_idx", "district_id", "class_id", "seat_record_id"),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    seat_record_id: Mapped[UUID] = mapped_column(primary_key=True)
    class_id: Mapped[UUID]
    kind: Mapped[str]
    school_id: Mapped[UUID | None]
    enrolment_id: Mapped[UUID | None]
    before: Mapped[int | None] = mapped_column(Integer)
    after: Mapped[int | None] = mapped_column(Integer)
    reason: Mapped[str | None]
    recorded_by: Mapped[UUID | None]
    recorded_at: Mapped[datetime]
