"""A delivery is rung for until it is done, its attempts counted; one tried too often is parked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, and_, any_, bindparam, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.outbox.rows import DELIVERIES, EVENTS, DeliveryRow, to_ring

MOST_ATTEMPTS = 5
# So often tried and neither done nor failed in words, one may be what its worker died of, and is tried by itself.
SUSPECT_FROM = 2
RESEND_SECONDS = 5
RESEND_SECONDS_AT_MOST = 20

_AMONG = any_(bindparam("event_ids", type_=ARRAY(Uuid())))
_OF = (
    DELIVERIES.c.district_id == bindparam("of_district"),
    DELIVERIES.c.consumer == bindparam("of_consumer"),
    DELIVERIES.c.event_id == _AMONG,
)
# In one, so that the index of everything that waits cannot be taken: where many wait, it would be read whole for every
# message, as long as the planner has not seen how many they are.
_WAITING = (
    *_OF,
    func.coalesce(DELIVERIES.c.done_at, DELIVERIES.c.parked_at).is_(None),
    or_(DELIVERIES.c.not_before.is_(None), DELIVERIES.c.not_before <= func.now()),
)
_DUE = (
    select(DELIVERIES.c.event_id, DELIVERIES.c.consumer)
    .where(DELIVERIES.c.district_id == bindparam("of_district"), *to_ring())
    .order_by(DELIVERIES.c.event_id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("due")
)
_SECONDS = func.least(RESEND_SECONDS * func.power(2, func.least(DELIVERIES.c.sends, 10)), RESEND_SECONDS_AT_MOST)
_TAKE_DUE = (
    update(DELIVERIES)
    .where(
        DELIVERIES.c.district_id == bindparam("of_district"),
        DELIVERIES.c.event_id == _DUE.c.event_id,
        DELIVERIES.c.consumer == _DUE.c.consumer,
    )
    .values(
        sends=DELIVERIES.c.sends + 1,
        next_at=func.now() + func.make_interval(0, 0, 0, 0, 0, 0, _SECONDS),
    )
    .returning(DELIVERIES.c.event_id, DELIVERIES.c.consumer, DELIVERIES.c.attempts, DELIVERIES.c.sends)
)
_FREE = (
    select(DELIVERIES.c.event_id)
    .where(*_WAITING, DELIVERIES.c.attempts < bindparam("below"))
    .with_for_update(skip_locked=True)
    .cte("free")
)
_SUSPECTS = (
    select(DELIVERIES.c.event_id)
    .where(*_WAITING, DELIVERIES.c.attempts >= SUSPECT_FROM)
    .order_by(DELIVERIES.c.event_id)
)
_WORN_OUT = DELIVERIES.c.attempts >= MOST_ATTEMPTS
_COUNT_ATTEMPT = (
    update(DELIVERIES)
    .where(*_OF, DELIVERIES.c.event_id == _FREE.c.event_id)
    .values(
        attempts=case((_WORN_OUT, DELIVERIES.c.attempts), else_=DELIVERIES.c.attempts + 1),
        parked_at=case((_WORN_OUT, func.now())),
        last_error=case(
            (_WORN_OUT, func.coalesce(DELIVERIES.c.last_error, "the worker died while handling it")),
            else_=DELIVERIES.c.last_error,
        ),
    )
    .returning(DELIVERIES.c.event_id, DELIVERIES.c.parked_at)
)
_LOCK_WAITING = (
    select(
        EVENTS.c.id,
        EVENTS.c.topic,
        EVENTS.c.payload,
        EVENTS.c.occurred_at,
        EVENTS.c.due_at,
        EVENTS.c.routed_at,
        EVENTS.c.traceparent,
    )
    .join_from(
        DELIVERIES,
        EVENTS,
        and_(EVENTS.c.district_id == DELIVERIES.c.district_id, EVENTS.c.id == DELIVERIES.c.event_id),
    )
    .where(*_WAITING)
    .order_by(DELIVERIES.c.event_id)
    .with_for_update(of=DELIVERIES, skip_locked=True)
)
_PARK_STRANGERS = update(DELIVERIES).where(*_OF).values(parked_at=func.now(), last_error="no such consumer")
_MARK_DONE = update(DELIVERIES).where(*_OF).values(done_at=func.now())


async def list_due_districts(session: AsyncSession) -> Sequence[int]:
    return (await session.scalars(select(DeliveryRow.district_id).where(*to_ring()).distinct())).all()


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
    rows = await session.execute(_TAKE_DUE, {"of_district": district_id, "limit": limit})
    return sorted((Due(*row) for row in rows), key=lambda one: one.event_id)


async def park_strangers(session: AsyncSession, *, district_id: int, deliveries: Sequence[Due]) -> None:
    """Park what is addressed to consumers that there are not: a person has to see it."""
    for consumer in sorted({one.consumer for one in deliveries}):
        event_ids = [one.event_id for one in deliveries if one.consumer == consumer]
        await session.execute(_PARK_STRANGERS, _which(district_id, consumer, event_ids))


async def count_attempt(
    session: AsyncSession,
    *,
    district_id: int,
    consumer: str,
    event_ids: Sequence[UUID],
    below: int = MOST_ATTEMPTS + 1,
) -> Sequence[UUID]:
    """Count an attempt on each waiting delivery whose lock is free; park what was tried too often.

    The count commits before the handling, so that an event that kills its worker is noticed. Those that were tried
    `below` or more times are left as they are.
    """
    rows = await session.execute(_COUNT_ATTEMPT, {**_which(district_id, consumer, event_ids), "below": below})
    return sorted(row.event_id for row in rows if row.parked_at is None)


async def list_suspects(
    session: AsyncSession, *, district_id: int, consumer: str, event_ids: Sequence[UUID]
) -> Sequence[UUID]:
    """Those of them that wait and were tried so often that each has to be tried by itself."""
    rows = await session.scalars(_SUSPECTS, _which(district_id, consumer, event_ids))
    return rows.all()


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


class Said(NamedTuple):
    """An event as it was written."""

    id: UUID
    topic: str
    payload: dict[str, Any]
    occurred_at: datetime
    due_at: datetime | None
    routed_at: datetime | None
    traceparent: str | None


async def lock_waiting_events(
    session: AsyncSession, *, district_id: int, consumer: str, event_ids: Sequence[UUID]
) -> list[Said]:
    """The events still to be heard, their deliveries locked, in the order they were published."""
    rows = await session.execute(_LOCK_WAITING, _which(district_id, consumer, event_ids))
    return [Said(*row) for row in rows]


async def mark_done(session: AsyncSession, *, district_id: int, consumer: str, event_ids: Sequence[UUID]) -> None:
    """Say of these deliveries that they are done; in the transaction of their effect."""
    if event_ids:
        await session.execute(_MARK_DONE, _which(district_id, consumer, event_ids))


def _which(district_id: int, consumer: str, event_ids: Sequence[UUID]) -> dict[str, Any]:
    return {"of_district": district_id, "of_consumer": consumer, "event_ids": list(event_ids)}


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
