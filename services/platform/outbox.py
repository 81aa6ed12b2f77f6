"""Postgres keeps the promise: events are written where they became true, deliveries remember who has heard them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    Text,
    Uuid,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    union,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from services.contracts import CARRIED, Event
from services.platform import clock
from services.platform.database import Base, DistrictKey, any_of
from services.platform.ids import new_id
from services.platform.tracing import current_trace

SCHEMA = {"schema": "messaging"}

MOST_ATTEMPTS = 5
RESEND_SECONDS = 5
RESEND_SECONDS_AT_MOST = 20


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


async def publish(
    session: AsyncSession, event: Event, *, due_at: datetime | None = None, once: UUID | None = None
) -> UUID:
    """Say what this transaction made true; it is heard if, and only if, the transaction commits.

    With `due_at`, a moment of the domain's clock, it is a timer: heard then, as surely and as often as anything else.
    Under an id given as `once` it is said the first time only.
    """
    event_id = once or new_id()
    said = insert(EventRow).values(
        district_id=event.district_id,
        id=event_id,
        topic=event.topic,
        # Written once, by pydantic: a dictionary in between would be written again by the driver.
        payload=cast(literal(event.model_dump_json(), Text()), JSONB),
        occurred_at=clock.now(),
        due_at=due_at,
        traceparent=current_trace(),
    )
    await session.execute(said if once is None else said.on_conflict_do_nothing())
    return event_id


_PUBLISH_WRITTEN = text(
    """
    INSERT INTO messaging.event (district_id, id, topic, payload, occurred_at, traceparent)
    SELECT :district_id, said.id, :topic, CAST(said.payload AS jsonb), :at, :traceparent
    FROM unnest(CAST(:ids AS uuid[]), CAST(:payloads AS text[])) AS said (id, payload)
    """
).bindparams(
    bindparam("district_id", type_=Integer),
    bindparam("topic", type_=Text),
    bindparam("at", type_=DateTime(timezone=True)),
    bindparam("traceparent", type_=Text),
)


async def publish_written(
    session: AsyncSession, kind: type[Event], *, district_id: int, payloads: Sequence[str]
) -> None:
    """As `publish`, for several events of one kind, in this order, whose JSON is written already."""
    await session.execute(
        _PUBLISH_WRITTEN,
        {
            "district_id": district_id,
            "ids": [new_id() for _ in payloads],
            "topic": kind.topic,
            "payloads": list(payloads),
            "at": clock.now(),
            "traceparent": current_trace(),
        },
    )


async def is_anything_to_do(session: AsyncSession) -> bool:
    """Whether anything is to be routed or rung for, in any district: one short look, for it is taken all the time."""
    return bool(await session.scalar(_ANYTHING_TO_DO, {"now": clock.now()}))


async def list_unrouted_districts(session: AsyncSession) -> Sequence[int]:
    """Districts with something to be heard now. Two indexes, so that timers far ahead are never looked through."""
    said, due = _unrouted(clock.now())
    either = union(select(EventRow.district_id).where(said), select(EventRow.district_id).where(due))
    return (await session.scalars(either)).all()


async def route_events(
    session: AsyncSession, *, district_id: int, consumers: Mapping[str, Iterable[str]], limit: int = 500
) -> int:
    """Write a delivery per consumer of each unrouted event of a district; return how many events were routed."""
    # Asked only of what is carried at all: to look for it in the others would mean reading every one of them.
    to_district = case((EventRow.topic.in_(sorted(CARRIED)), EventRow.payload["to_district"]))
    rows = [
        row
        for condition in _unrouted(clock.now())
        for row in await session.execute(
            select(EventRow.id, EventRow.topic, to_district.label("to_district"))
            .where(EventRow.district_id == district_id, condition)
            .order_by(EventRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    ]
    if not rows:
        return 0
    elsewhere = {row.id for row in rows if row.topic in CARRIED and row.to_district != district_id}
    await _carry(session, district_id=district_id, event_ids=elsewhere)
    addressed = [
        (row.id, consumer) for row in rows if row.id not in elsewhere for consumer in consumers.get(row.topic, ())
    ]
    if addressed:
        columns = ["district_id", "event_id", "consumer", "attempts", "sends", "next_at"]
        written = select(
            literal(district_id, Integer()),
            func.unnest(literal([event_id for event_id, _ in addressed], ARRAY(Uuid()))),
            func.unnest(literal([consumer for _, consumer in addressed], ARRAY(Text()))),
            literal(0, Integer()),
            literal(0, Integer()),
            func.now(),
        )
        await session.execute(insert(DeliveryRow).from_select(columns, written).on_conflict_do_nothing())
    await session.execute(
        update(EventRow)
        .where(EventRow.district_id == district_id, EventRow.id == any_of(row.id for row in rows))
        .values(routed_at=func.now())
        .execution_options(synchronize_session=False)
    )
    return len(rows)


async def _carry(session: AsyncSession, *, district_id: int, event_ids: Collection[UUID]) -> None:
    """Say these events in the districts they are told to, under the same ids: however often, once.

    Only what a district says in its own name is carried: who says it cannot pass for another.
    """
    if not event_ids:
        return
    to_district = cast(EventRow.payload["to_district"], Integer)
    carried = select(
        to_district, EventRow.id, EventRow.topic, EventRow.payload, EventRow.occurred_at, EventRow.traceparent
    ).where(
        EventRow.district_id == district_id,
        EventRow.id.in_(event_ids),
        cast(EventRow.payload["district_id"], Integer) == district_id,
    )
    columns = ["district_id", "id", "topic", "payload", "occurred_at", "traceparent"]
    await session.execute(insert(EventRow).from_select(columns, carried).on_conflict_do_nothing())


async def list_due_districts(session: AsyncSession) -> Sequence[int]:
    return (await session.scalars(select(DeliveryRow.district_id).where(*_due()).distinct())).all()


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery that is to be rung for."""

    event_id: UUID
    consumer: str
    attempts: int
    sends: int
    """How often it has been rung for, this time included."""


async def take_due(session: AsyncSession, *, district_id: int, limit: int = 500) -> Sequence[Due]:
    """The due deliveries of a district, their next sending moved on: sender and sweeper are one query."""
    rows = (
        await session.execute(
            select(DeliveryRow.event_id, DeliveryRow.consumer, DeliveryRow.attempts, DeliveryRow.sends)
            .where(DeliveryRow.district_id == district_id, *_due())
            .order_by(DeliveryRow.event_id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    ).all()
    due = [Due(row.event_id, row.consumer, row.attempts, row.sends + 1) for row in rows]
    alike: defaultdict[tuple[str, int], list[UUID]] = defaultdict(list)
    for one in due:
        alike[one.consumer, one.sends].append(one.event_id)
    for (consumer, sends), event_ids in alike.items():
        wait = min(RESEND_SECONDS * 2 ** (sends - 1), RESEND_SECONDS_AT_MOST)
        await _update(
            session,
            district_id=district_id,
            consumer=consumer,
            event_ids=event_ids,
            sends=sends,
            next_at=func.now() + timedelta(seconds=wait),
        )
    return due


async def park_strangers(session: AsyncSession, *, district_id: int, deliveries: Sequence[Due]) -> None:
    """Park what is addressed to consumers that there are not: a person has to see it."""
    for consumer in sorted({one.consumer for one in deliveries}):
        await _update(
            session,
            district_id=district_id,
            consumer=consumer,
            event_ids=[one.event_id for one in deliveries if one.consumer == consumer],
            parked_at=func.now(),
            last_error="no such consumer",
        )


async def count_attempt(
    session: AsyncSession, *, district_id: int, consumer: str, event_ids: Sequence[UUID]
) -> Sequence[UUID]:
    """Count an attempt on each waiting delivery whose lock is free; park what was tried too often.

    The count commits before the handling, so that an event that kills its worker is noticed.
    """
    rows = await _lock_waiting(session, district_id=district_id, consumer=consumer, event_ids=event_ids)
    worn_out = [row.event_id for row in rows if row.attempts >= MOST_ATTEMPTS]
    tried = [row.event_id for row in rows if row.attempts < MOST_ATTEMPTS]
    which: dict[str, Any] = {"district_id": district_id, "consumer": consumer}
    if worn_out:
        error = func.coalesce(DeliveryRow.last_error, "the worker died while handling it")
        await _update(session, event_ids=worn_out, parked_at=func.now(), last_error=error, **which)
    if tried:
        await _update(session, event_ids=tried, attempts=DeliveryRow.attempts + 1, **which)
    return tried


async def list_waiting(session: AsyncSession, *, district_id: int, consumer: str, limit: int = 500) -> Sequence[UUID]:
    """The events that wait for a consumer, rung for or not, the oldest first."""
    waiting = (
        select(DeliveryRow.event_id)
        .where(
            DeliveryRow.district_id == district_id,
            DeliveryRow.consumer == consumer,
            DeliveryRow.done_at.is_(None),
            DeliveryRow.parked_at.is_(None),
        )
        .order_by(DeliveryRow.event_id)
        .limit(limit)
    )
    return (await session.scalars(waiting)).all()


async def lock_waiting_events(
    session: AsyncSession, *, district_id: int, consumer: str, event_ids: Sequence[UUID]
) -> list[tuple[DeliveryRow, EventRow]]:
    """The deliveries still to be done, locked, with their events in the order they were published."""
    rows = await _lock_waiting(session, district_id=district_id, consumer=consumer, event_ids=event_ids)
    events = {
        event.id: event
        for event in await session.scalars(
            select(EventRow).where(
                EventRow.district_id == district_id, EventRow.id == any_of(row.event_id for row in rows)
            )
        )
    }
    return [(row, events[row.event_id]) for row in sorted(rows, key=lambda row: row.event_id)]


async def mark_done(session: AsyncSession, *, district_id: int, consumer: str, event_ids: Sequence[UUID]) -> None:
    """Say of these deliveries that they are done; in the transaction of their effect."""
    if event_ids:
        await _update(session, district_id=district_id, consumer=consumer, event_ids=event_ids, done_at=func.now())


async def _update(
    session: AsyncSession, *, district_id: int, consumer: str, event_ids: Sequence[UUID], **values: Any
) -> None:
    """Give deliveries of one consumer the same values: by their key, and one statement for all of them."""
    await session.execute(
        update(DeliveryRow)
        .where(
            DeliveryRow.district_id == district_id,
            DeliveryRow.event_id == any_of(event_ids),
            DeliveryRow.consumer == consumer,
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )


async def note_failure(session: AsyncSession, *, district_id: int, consumer: str, event_id: UUID, error: str) -> None:
    """Keep why a delivery failed; park it when it has been tried often enough."""
    await session.execute(
        update(DeliveryRow)
        .where(
            DeliveryRow.district_id == district_id,
            DeliveryRow.event_id == event_id,
            DeliveryRow.consumer == consumer,
            DeliveryRow.done_at.is_(None),
        )
        .values(
            last_error=error[:2000],
            not_before=func.now() + timedelta(seconds=RESEND_SECONDS - 1),
            parked_at=case((DeliveryRow.attempts >= MOST_ATTEMPTS, func.now()), else_=DeliveryRow.parked_at),
        )
        .execution_options(synchronize_session=False)
    )


async def replay_parked(session: AsyncSession, *, district_id: int, consumer: str | None = None) -> int:
    """Put parked deliveries back in line with a fresh count: an operator's act; return how many."""
    where = [DeliveryRow.district_id == district_id, DeliveryRow.parked_at.is_not(None)]
    if consumer is not None:
        where.append(DeliveryRow.consumer == consumer)
    result = await session.execute(
        update(DeliveryRow)
        .where(*where)
        .values(parked_at=None, not_before=None, attempts=0, sends=0, next_at=func.now())
        .returning(DeliveryRow.event_id)
        .execution_options(synchronize_session=False)
    )
    return len(result.all())


async def list_parked(session: AsyncSession) -> Sequence[DeliveryRow]:
    return (
        await session.scalars(
            select(DeliveryRow)
            .where(DeliveryRow.parked_at.is_not(None))
            .order_by(DeliveryRow.district_id, DeliveryRow.event_id)
            .limit(1000)
        )
    ).all()


async def is_quiet(session: AsyncSession, *, district_id: int) -> bool:
    """Whether every event of the district has been routed and heard (or parked), timers ahead left aside."""
    unrouted = exists().where(EventRow.district_id == district_id, or_(*_unrouted(clock.now())))
    waiting = exists().where(
        DeliveryRow.district_id == district_id, DeliveryRow.done_at.is_(None), DeliveryRow.parked_at.is_(None)
    )
    return not (await session.scalar(select(or_(unrouted, waiting))))


async def count_by_state(session: AsyncSession, *, district_id: int) -> dict[str, int]:
    """How many events and deliveries stand where."""
    row = (
        await session.execute(
            select(
                select(func.count()).select_from(EventRow).filter_by(district_id=district_id).scalar_subquery(),
                func.count().filter(DeliveryRow.done_at.is_not(None)),
                func.count().filter(DeliveryRow.parked_at.is_not(None)),
                func.count().filter(DeliveryRow.done_at.is_(None), DeliveryRow.parked_at.is_(None)),
            ).where(DeliveryRow.district_id == district_id)
        )
    ).one()
    return {"events": row[0], "done": row[1], "parked": row[2], "waiting": row[3]}


@dataclass(frozen=True, slots=True)
class Backlog:
    """What of all districts is not heard yet, and since when."""

    unrouted: int
    unrouted_since: datetime | None
    """By the domain's clock: when it was said, or fell due."""
    waiting: dict[str, int] = field(default_factory=dict)
    """By consumer."""
    waiting_since: dict[str, datetime] = field(default_factory=dict)
    """In real time: when it could first be heard."""
    parked: dict[str, int] = field(default_factory=dict)


async def measure_backlog(session: AsyncSession) -> Backlog:
    """As the relay sees it, whose role knows every district."""
    unrouted, since = (
        await session.execute(
            select(func.count(), func.min(func.coalesce(EventRow.due_at, EventRow.occurred_at))).where(
                or_(*_unrouted(clock.now()))
            )
        )
    ).one()
    waiting = (
        await session.execute(
            select(DeliveryRow.consumer, func.count(), func.min(EventRow.routed_at))
            .join(EventRow, (EventRow.district_id == DeliveryRow.district_id) & (EventRow.id == DeliveryRow.event_id))
            .where(DeliveryRow.done_at.is_(None), DeliveryRow.parked_at.is_(None))
            .group_by(DeliveryRow.consumer)
        )
    ).all()
    parked = await session.execute(
        select(DeliveryRow.consumer, func.count())
        .where(DeliveryRow.parked_at.is_not(None))
        .group_by(DeliveryRow.consumer)
    )
    return Backlog(
        unrouted=unrouted,
        unrouted_since=since,
        waiting={consumer: count for consumer, count, _ in waiting},
        waiting_since={consumer: routed_at for consumer, _, routed_at in waiting if routed_at is not None},
        parked={row[0]: row[1] for row in parked},
    )


def _unrouted(now: datetime | ColumnElement[datetime]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What was said and not yet routed, and the timers whose moment has come."""
    return (
        EventRow.routed_at.is_(None) & EventRow.due_at.is_(None),
        EventRow.routed_at.is_(None) & (EventRow.due_at <= now),
    )


def _due() -> tuple[Any, ...]:
    return (DeliveryRow.done_at.is_(None), DeliveryRow.parked_at.is_(None), DeliveryRow.next_at <= func.now())


# Written once: to write it takes longer than to ask it.
_ANYTHING_TO_DO = select(
    or_(
        *(exists().where(condition) for condition in _unrouted(bindparam("now", type_=DateTime(timezone=True)))),
        exists().where(*_due()),
    )
)


async def _lock_waiting(
    session: AsyncSession, *, district_id: int, consumer: str, event_ids: Sequence[UUID]
) -> Sequence[DeliveryRow]:
    return (
        await session.scalars(
            select(DeliveryRow)
            .where(
                DeliveryRow.district_id == district_id,
                DeliveryRow.consumer == consumer,
                DeliveryRow.event_id == any_of(event_ids),
                # In one, so that the index of everything that waits cannot be taken: where many wait, it would be
                # read whole for every message, as long as the planner has not seen how many they are.
                func.coalesce(DeliveryRow.done_at, DeliveryRow.parked_at).is_(None),
                or_(DeliveryRow.not_before.is_(None), DeliveryRow.not_before <= func.now()),
            )
            .order_by(DeliveryRow.event_id)
            .with_for_update(skip_locked=True)
        )
    ).all()
