"""Who hears what, and the edge of every actor: count the attempt, then effect and mark in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any, TypeVar
from uuid import UUID

import dramatiq
import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.contextvars import bound_contextvars

from services.contracts import Event
from services.platform import clock, outbox
from services.platform.database import Sessions, district_transaction, told
from services.platform.ids import said_at
from services.platform.metrics import counter, histogram
from services.platform.outbox import Said
from services.platform.retrying import until_unbeaten
from services.platform.tracing import traced
from workers.broker import broker, databases

log = structlog.get_logger()

DELIVERIES = counter("xuefen_deliveries_total", "Events given to a consumer, by how it went", "consumer", "result")
TOGETHER = histogram(
    "xuefen_deliveries_together", "Events handled in one transaction", buckets=(1, 2, 5, 10, 20, 50, 100)
)
DELIVERY_SECONDS = histogram("xuefen_delivery_seconds", "A transaction that handles events", "consumer")
HEARD_SECONDS = histogram(
    "xuefen_event_heard_seconds",
    "From when an event was said, or a timer fell due, to its effect",
    "consumer",
    buckets=(0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0),
)

# So long one that may be poison waits for another such one, and keeps others from a thread.
TURN_SECONDS = 1.0
_SUSPECT = asyncio.Lock()

Heard = TypeVar("Heard", bound=Event)
Handler = Callable[[AsyncSession, Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One consumer of one topic; its handler runs as the database role of its service.

    `alone` gives each event a transaction of its own: for handlers that lock rows which others lock in an order of
    their own, where two packs would wait for each other. `alike` says that all its events of a district say the same,
    that somebody has to look: the last that waits is handled, and with it all that wait are done, rung for or not.
    """

    consumer: str
    service: str
    event: type[Event]
    handle: Handler
    actor: dramatiq.Actor[[int, list[str]], Any]
    alone: bool = False
    alike: bool = False

    def last_of(self, events: Sequence[Said]) -> Sequence[Said]:
        """Those of them that are to be handled."""
        return [max(events, key=lambda event: event.due_at or event.occurred_at)] if self.alike and events else events


# consumer -> subscription: the one table of who hears what.
SUBSCRIPTIONS: dict[str, Subscription] = {}


def on(
    event: type[Heard], *, queue: str, alone: bool = False, alike: bool = False, seconds: int | None = None
) -> Callable[[Callable[[AsyncSession, Heard], Awaitable[None]]], Callable[[AsyncSession, Heard], Awaitable[None]]]:
    """Subscribe a handler to an event; the consumer is named `queue.function`.

    Events that wait go many to a transaction, in the order in which they were said, unless each is to go `alone`, or
    the last for all that are `alike`. `seconds` gives what judges a whole district longer than the broker gives others.
    """
    longer: dict[str, Any] = {} if seconds is None else {"time_limit": seconds * 1000}

    def subscribe(
        handle: Callable[[AsyncSession, Heard], Awaitable[None]],
    ) -> Callable[[AsyncSession, Heard], Awaitable[None]]:
        consumer = f"{queue}.{handle.__name__}"

        async def receive(district_id: int, event_ids: list[str]) -> None:
            await deliver(
                SUBSCRIPTIONS[consumer],
                databases.sessions[queue],
                district_id=district_id,
                event_ids=[UUID(event_id) for event_id in event_ids],
            )

        actor = dramatiq.actor(actor_name=consumer, queue_name=queue, broker=broker, **longer)(receive)
        SUBSCRIPTIONS[consumer] = Subscription(consumer, queue, event, handle, actor, alone, alike)
        return handle

    return subscribe


def consumers_by_topic() -> dict[str, list[str]]:
    """topic -> consumers, as the relay routes."""
    by_topic: dict[str, list[str]] = {}
    for subscription in SUBSCRIPTIONS.values():
        by_topic.setdefault(subscription.event.topic, []).append(subscription.consumer)
    return by_topic


async def deliver(
    subscription: Subscription, sessions: Sessions, *, district_id: int, event_ids: Sequence[UUID]
) -> None:
    """Give events to a consumer, each exactly once however often this is called.

    All that wait go into one transaction; if it fails, each goes alone, so that one bad event never holds up others.
    Where all are alike there is no other to be held up, and the last goes for all. What was tried twice before goes by
    itself, however many it was rung for with: the queue gives what a dead worker had in hand to the next as it was.
    What goes alone and has to give way to another transaction is tried again at once, up to three times.
    """
    which: dict[str, Any] = {"district_id": district_id, "consumer": subscription.consumer}
    below = outbox.MOST_ATTEMPTS + 1 if subscription.alike else outbox.SUSPECT_FROM
    async with district_transaction(sessions, district_id) as session:
        counted = await outbox.count_attempt(session, event_ids=event_ids, below=below, **which)
        left = list(set(event_ids) - set(counted))
        suspects = await outbox.list_suspects(session, event_ids=left, **which) if left else ()
    await _deliver_counted(subscription, sessions, district_id=district_id, event_ids=counted)
    for event_id in suspects:
        await _deliver_suspect(subscription, sessions, district_id=district_id, event_id=event_id)


async def _deliver_suspect(subscription: Subscription, sessions: Sessions, *, district_id: int, event_id: UUID) -> None:
    """One that its worker may have died of, while no other such one is at work in this process, whoever hears it.

    Counted when its turn has come: where one dies, those that wait have not been tried. One that gets no turn in time
    is rung for again.
    """
    try:
        async with asyncio.timeout(TURN_SECONDS):
            await _SUSPECT.acquire()
    except TimeoutError:
        return
    try:
        async with district_transaction(sessions, district_id) as session:
            counted = await outbox.count_attempt(
                session, district_id=district_id, consumer=subscription.consumer, event_ids=[event_id]
            )
        await _deliver_counted(subscription, sessions, district_id=district_id, event_ids=counted)
    finally:
        _SUSPECT.release()


async def _deliver_counted(
    subscription: Subscription, sessions: Sessions, *, district_id: int, event_ids: Sequence[UUID]
) -> None:
    if len(event_ids) > 1 and not subscription.alone and not subscription.alike:
        try:
            await _handle(subscription, sessions, district_id=district_id, event_ids=event_ids)
        except Exception as fault:  # noqa: BLE001 - whatever the pack met, each event is now tried by itself
            DELIVERIES.labels(subscription.consumer, "apart").inc(len(event_ids))
            log.info("pack taken apart", consumer=subscription.consumer, error=told(fault))
        else:
            return
    for together in [event_ids] if subscription.alike and event_ids else [[event_id] for event_id in event_ids]:
        try:
            await until_unbeaten(partial(_handle, subscription, sessions, district_id=district_id, event_ids=together))
        except Exception as fault:
            # Handlers never catch: this is where any failure becomes a fact that ops can see and replay.
            # The way to a fault of the database repeats its words, and they hold what a row holds.
            log.error(  # noqa: TRY400 - `exc_info` below says when
                "delivery failed",
                consumer=subscription.consumer,
                event_id=str(together[-1]),
                error=told(fault),
                exc_info=not isinstance(fault, DBAPIError),
            )
            DELIVERIES.labels(subscription.consumer, "failed").inc(len(together))
            async with district_transaction(sessions, district_id) as session:
                for event_id in together:
                    await outbox.note_failure(
                        session,
                        district_id=district_id,
                        consumer=subscription.consumer,
                        event_id=event_id,
                        error=told(fault),
                    )


async def _handle(
    subscription: Subscription, sessions: Sessions, *, district_id: int, event_ids: Sequence[UUID]
) -> None:
    began, consumer = perf_counter(), subscription.consumer
    async with district_transaction(sessions, district_id) as session:
        if subscription.alike:
            event_ids = await outbox.list_waiting(session, district_id=district_id, consumer=consumer)
        heard = await outbox.lock_waiting_events(
            session, district_id=district_id, consumer=consumer, event_ids=event_ids
        )
        for event in subscription.last_of(heard):
            known: dict[str, str | int] = {"district_id": district_id, "event_id": str(event.id)}
            with bound_contextvars(consumer=consumer, **known), traced(consumer, after=event.traceparent, told=known):
                await subscription.handle(session, subscription.event.model_validate(event.payload))
        await outbox.mark_done(
            session, district_id=district_id, consumer=consumer, event_ids=[event.id for event in heard]
        )
    if heard:
        _count(heard, consumer=consumer, seconds=perf_counter() - began)


def _count(heard: Sequence[Said], *, consumer: str, seconds: float) -> None:
    """After the commit: what was rolled back has not been heard."""
    DELIVERIES.labels(consumer, "done").inc(len(heard))
    TOGETHER.observe(len(heard))
    DELIVERY_SECONDS.labels(consumer).observe(seconds)
    now, waited = clock.real_now(), HEARD_SECONDS.labels(consumer)
    for event in heard:
        # A timer is heard from its moment on, which the relay notices; the id of an event tells when it was said.
        since = event.routed_at if event.due_at is not None else said_at(event.id)
        if since is not None:
            waited.observe(max(0.0, (now - since).total_seconds()))
