"""What waits and what is parked, for people and for measures."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform import clock
from services.platform.outbox.rows import DeliveryRow, EventRow, to_route


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
    unrouted = exists().where(EventRow.district_id == district_id, or_(*to_route(clock.now())))
    waiting = exists().where(
        DeliveryRow.district_id == district_id, DeliveryRow.done_at.is_(None), DeliveryRow.parked_at.is_(None)
    )
    return not (await session.scalar(select(or_(unrouted, waiting))))


async def has_heard(
    session: AsyncSession, *, district_id: int, topics: Collection[str], about: Mapping[str, object]
) -> bool:
    """Whether the session's service has heard every event of these topics that says this of itself; parked is unheard.

    Of other services' deliveries it sees none.
    """
    of_these = (
        EventRow.district_id == district_id,
        EventRow.topic.in_(topics),
        *(EventRow.payload[name].astext == str(value) for name, value in about.items()),
    )
    heard_by = (DeliveryRow.district_id == EventRow.district_id) & (DeliveryRow.event_id == EventRow.id)
    unrouted = exists().where(*of_these, EventRow.routed_at.is_(None), EventRow.due_at.is_(None))
    # In two, for each has an index of its own.
    waiting, parked = (
        exists().where(*of_these, heard_by, DeliveryRow.district_id == district_id, *unheard)
        for unheard in (
            (DeliveryRow.done_at.is_(None), DeliveryRow.parked_at.is_(None)),
            (DeliveryRow.done_at.is_(None), DeliveryRow.parked_at.is_not(None)),
        )
    )
    return not (await session.scalar(select(or_(unrouted, waiting, parked))))


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
                or_(*to_route(clock.now()))
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
