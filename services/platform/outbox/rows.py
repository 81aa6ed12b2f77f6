"""What was said, and who has heard it: the two tables, and what of them waits."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Integer, Table, func
from sqlalchemy.orm import Mapped, mapped_column

from services.platform.database import Base, DistrictKey

SCHEMA = {"schema": "messaging"}


class EventRow(Base):
    __tablename__ = "event"
    __table_args__ = SCHEMA

    district_id: Mapped[DistrictKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    topic: Mapped[str]
    payload: Mapped[dict[str, Any]]
    occurred_at: Mapped[datetime]
    # Said ahead: heard when the domain's clock has come there. Who hears it looks whether it still matters.
    due_at: Mapped[datetime | None]
    routed_at: Mapped[datetime | None]
    # Of which trace it is a part, in W3C's words: what comes of it goes on there.
    traceparent: Mapped[str | None]


class DeliveryRow(Base):
    """One event for one consumer. `done_at` is set in the transaction of the effect.

    All its moments are the database's: a worker or relay whose clock stands wrong neither rings early nor holds up.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "event_id"], ["messaging.event.district_id", "messaging.event.id"]),
        SCHEMA,
    )

    district_id: Mapped[DistrictKey]
    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    consumer: Mapped[str] = mapped_column(primary_key=True)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    sends: Mapped[int] = mapped_column(Integer, default=0)
    next_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    parked_at: Mapped[datetime | None]
    # After a failure: bells that were already rung for it are not answered before.
    not_before: Mapped[datetime | None]
    last_error: Mapped[str | None]


# What is asked for every event is written once, on these: to write a statement takes longer than to ask it.
EVENTS = cast(Table, EventRow.__table__)
DELIVERIES = cast(Table, DeliveryRow.__table__)


def to_route(now: datetime | ColumnElement[datetime]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What was said and not yet routed, and the timers whose moment has come."""
    return (
        EventRow.routed_at.is_(None) & EventRow.due_at.is_(None),
        EventRow.routed_at.is_(None) & (EventRow.due_at <= now),
    )


def to_ring() -> tuple[Any, ...]:
    """What is to be rung for now, by the clock of the database."""
    return (DeliveryRow.done_at.is_(None), DeliveryRow.parked_at.is_(None), DeliveryRow.next_at <= func.now())
