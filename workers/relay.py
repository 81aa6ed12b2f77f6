"""Routes events to their consumers and rings for what is due, again and again until it is done."""

import asyncio
import signal
from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

import structlog
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from services.platform import clock, outbox
from services.platform.database import (
    Sessions,
    check_deployment,
    district_sessions,
    district_transaction,
    open_engine,
    told,
)
from services.platform.settings import load_settings
from workers.main import broker
from workers.subscriptions import SUBSCRIPTIONS, consumers_by_topic

log = structlog.get_logger()

POLL_SECONDS = 0.1
PAUSE_AFTER_FAULT_SECONDS = 1.0
PACK = 100
LONGEST_QUEUE = 500


async def route(sessions: Sessions) -> int:
    """Write the deliveries of every unrouted event and timer that is due, district by district; return how many."""
    consumers = consumers_by_topic()
    async with district_transaction(sessions, None) as session:
        districts = await outbox.list_unrouted_districts(session)
    routed = 0
    for district_id in districts:
        async with district_transaction(sessions, district_id) as session:
            routed += await outbox.route_events(session, district_id=district_id, consumers=consumers)
    return routed


async def ring(sessions: Sessions, *, full_queues: frozenset[str] = frozenset()) -> int:
    """Send what is due, first time or again; return how many deliveries were rung for.

    The bell rings after the commit: a crash in between only means that the sweeper rings later.
    """
    async with district_transaction(sessions, None) as session:
        districts = await outbox.list_due_districts(session)
    rung = 0
    for district_id in districts:
        async with district_transaction(sessions, district_id) as session:
            due = await outbox.take_due(session, district_id=district_id)
            for row in due:
                if row.consumer not in SUBSCRIPTIONS:
                    row.parked_at, row.last_error = clock.real_now(), "no such consumer"
            packs = list(packed((row.consumer, row.event_id, row.attempts) for row in due))
        for consumer, event_ids in packs:
            subscription = SUBSCRIPTIONS.get(consumer)
            if subscription is None or subscription.service in full_queues:
                # Parked above, or rung for again when the queue is shorter.
                continue
            message = subscription.actor.message(district_id, [str(event_id) for event_id in event_ids])
            await asyncio.to_thread(broker.enqueue, message)
            rung += len(event_ids)
    return rung


def packed(due: Iterable[tuple[str, UUID, int]]) -> Iterable[tuple[str, Sequence[UUID]]]:
    """First attempts go many to a message; what was tried before goes alone, lest it take its neighbours along."""
    first: defaultdict[str, list[UUID]] = defaultdict(list)
    for consumer, event_id, attempts in due:
        if attempts:
            yield consumer, [event_id]
        else:
            first[consumer].append(event_id)
    for consumer, event_ids in first.items():
        for start in range(0, len(event_ids), PACK):
            yield consumer, event_ids[start : start + PACK]


def list_full_queues() -> frozenset[str]:
    """Queues too long to be rung for: resending into them would multiply their load."""
    services = {subscription.service for subscription in SUBSCRIPTIONS.values()}
    return frozenset(
        service for service in services if int(broker.client.llen(f"{broker.namespace}:{service}")) > LONGEST_QUEUE
    )


async def run(stop: asyncio.Event) -> None:
    """Work until told to stop; a database or queue that is away is waited for."""
    engine = open_engine(load_settings(), "relay")
    # Timers go by the domain's clock, which a demo moves.
    sessions = district_sessions(engine, clock_moves=await check_deployment(engine))
    log.info("relay started", consumers=len(SUBSCRIPTIONS))
    while not stop.is_set():
        pause = POLL_SECONDS
        try:
            full = await asyncio.to_thread(list_full_queues)
            worked = await route(sessions) + await ring(sessions, full_queues=full)
            if worked:
                continue
        except (SQLAlchemyError, RedisError, OSError, TimeoutError) as fault:
            log.warning("relay waits", error=told(fault))
            pause = PAUSE_AFTER_FAULT_SECONDS
        try:
            await asyncio.wait_for(stop.wait(), pause)
        except TimeoutError:
            continue
    await engine.dispose()
    log.info("relay stopped")


async def main() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await run(stop)


if __name__ == "__main__":
    asyncio.run(main())
