"""A delivery is rung for until it is done, its attempts counted; one tried too often is parked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.database import any_of
from services.platform.outbox.rows import DeliveryRow, EventRow, to_ring

MOST_ATTEMPTS = 5
RESEND_SECONDS = 5
RESEND_SECONDS_AT_MOST = 20


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
    rows = (
        await session.execute(
            select(DeliveryRow.event_id, DeliveryRow.consumer, DeliveryRow.attempts, DeliveryRow.sends)
            .where(DeliveryRow.district_id == district_id, *to_ring())
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
