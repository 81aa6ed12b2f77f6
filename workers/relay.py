"""Routes events to their consumers and rings for what is due until it is done; what all heard long ago, it forgets."""

import asyncio
import math
import signal
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform import clock, forgetting, metrics, outbox
from services.platform.database import (
    Sessions,
    check_deployment,
    check_queue,
    district_sessions,
    district_transaction,
    measure_clock,
    open_engine,
    told,
)
from services.platform.logging import configure_logging
from services.platform.metrics import Lookout, gauge
from services.platform.outbox import Backlog, Due
from services.platform.settings import load_settings
from services.platform.wal import Archive, measure_archive
from workers.main import broker
from workers.subscriptions import SUBSCRIPTIONS, consumers_by_topic

log = structlog.get_logger()

# How long an event waits to be noticed, at most; a look at nothing takes a millisecond or two of a processor.
POLL_SECONDS = 0.02
CALM_AFTER_SECONDS = 1.0
CALM_POLL_SECONDS = 0.1
# Up to here what is said next is gathered for a moment: a round asks as often for one event as for many.
MUCH = 100
PAUSE_AFTER_FAULT_SECONDS = 1.0
PACK = 100
# By how often they were tried before.
PACKS = {0: PACK, 1: 10}
LONGEST_QUEUE = 500
# A round takes milliseconds, or a few seconds where the database is away and waited for.
STUCK_SECONDS = 60.0
FORGET_EVERY_SECONDS = 3600.0
# Between turns, while there is more: whoever writes comes first.
BREATH_SECONDS = 1.0

UNROUTED = gauge("xuefen_events_unrouted", "Events that the relay has not routed yet, and timers that are due")
LAG = gauge("xuefen_outbox_lag_seconds", "Age of the oldest event that is not routed, or not heard by all", "stage")
WAITING = gauge("xuefen_deliveries_waiting", "Deliveries that are not done yet", "consumer")
PARKED = gauge("xuefen_deliveries_parked", "Deliveries that failed too often and wait for a person", "consumer")
QUEUE_LENGTH = gauge("xuefen_queue_length", "Messages in the queue of a service", "queue")
SKEW = gauge("xuefen_clock_skew_seconds", "How far another server's clock is from the relay's", "server")
WAL_BYTES = gauge("xuefen_wal_bytes", "How far Postgres has written its log, where that is archived", "server")
ARCHIVED_AT = gauge("xuefen_archived_timestamp_seconds", "When Postgres last archived a file of its log", "server")
ARCHIVE_FAILING = gauge("xuefen_archive_failing", "1 while the last try to archive a file failed", "server")
ROUND_AT = gauge("xuefen_relay_round_timestamp_seconds", "When the relay last went through everything")

# What the database or the queue says, or does not say, while it is away.
AWAY = (SQLAlchemyError, RedisError, OSError, TimeoutError)


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
            strangers = [row for row in due if row.consumer not in SUBSCRIPTIONS]
            if strangers:
                await _set_aside(session, strangers, district_id=district_id)
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


async def _set_aside(session: AsyncSession, strangers: Sequence[Due], *, district_id: int) -> None:
    """Park what is addressed to nobody here; but what nobody knew and an operator replays may be known by now."""
    unknown = {row.event_id for row in strangers if row.consumer == outbox.TO_NOBODY_KNOWN}
    known = await outbox.route_anew(session, district_id=district_id, event_ids=unknown) if unknown else ()
    rest = [row for row in strangers if row.consumer != outbox.TO_NOBODY_KNOWN or row.event_id not in known]
    await outbox.park_strangers(session, district_id=district_id, deliveries=rest)


def packed(due: Iterable[tuple[str, UUID, int]]) -> Iterable[tuple[str, Sequence[UUID]]]:
    """Many to a message at first, few the second time, then each alone, lest one take its neighbours along for ever.

    Where a whole pack was broken off, by a database that went away, say, to go alone at once would be a hundred times
    the work just when there is most to do. What all says the same stays together: there is no other neighbour.
    """
    together: defaultdict[tuple[str, int], list[UUID]] = defaultdict(list)
    for consumer, event_id, attempts in due:
        alike = consumer in SUBSCRIPTIONS and SUBSCRIPTIONS[consumer].alike
        together[consumer, PACK if alike else PACKS.get(attempts, 1)].append(event_id)
    for (consumer, most), event_ids in together.items():
        for start in range(0, len(event_ids), most):
            yield consumer, event_ids[start : start + most]


async def forget(sessions: Sessions) -> int:
    """Delete a turn of what was kept as long as it is to be; return how much it was, 0 when nothing is left."""
    async with district_transaction(sessions, None) as session:
        answers = await forgetting.forget_answers(session)
        heard = await forgetting.list_heard(session)
    for district_id, event_ids in heard.items():
        async with district_transaction(sessions, district_id) as session:
            await forgetting.forget_events(session, district_id=district_id, event_ids=event_ids)
    events = sum(map(len, heard.values()))
    if answers or events:
        log.info("relay forgot", answers=answers, events=events)
    return answers + events


def list_full_queues() -> frozenset[str]:
    """Queues too long to be rung for: resending into them would multiply their load."""
    services = {subscription.service for subscription in SUBSCRIPTIONS.values()}
    return frozenset(
        service for service in services if int(broker.client.llen(f"{broker.namespace}:{service}")) > LONGEST_QUEUE
    )


def lookout_of(sessions: Sessions) -> Lookout:
    """What waits in the database, its archive, and how far its clock is from ours; looked up now and then."""

    def forget() -> None:
        UNROUTED.set(math.nan)
        for one in (LAG, WAITING, PARKED, WAL_BYTES, ARCHIVED_AT, ARCHIVE_FAILING):
            one.clear()
        SKEW.remove("database")

    async def look() -> None:
        async with district_transaction(sessions, None) as session:
            backlog = await outbox.measure_backlog(session)
            skew = await measure_clock(session)
            archive = await measure_archive(session)
        forget()
        _tell(backlog)
        if archive is not None:
            _tell_archive(archive)
        SKEW.labels("database").set(skew.total_seconds())

    return Lookout(look, forget)


def lookout_at(queue: Redis, *, in_production: bool) -> Lookout:
    """How long the queue is, and how far its clock is from ours; one that throws away ends the relay here too.

    It may have been away when the relay began, and nobody could ask it.
    """

    def forget() -> None:
        QUEUE_LENGTH.clear()
        SKEW.remove("queue")

    async def look() -> None:
        lengths, skew = await asyncio.to_thread(_measure_queue)
        await check_queue(queue, in_production=in_production)
        for name, length in lengths.items():
            QUEUE_LENGTH.labels(name).set(length)
        SKEW.labels("queue").set(skew)

    return Lookout(look, forget)


def _tell(backlog: Backlog) -> None:
    UNROUTED.set(backlog.unrouted)
    since = backlog.unrouted_since
    LAG.labels("unrouted").set(0.0 if since is None else max(0.0, (clock.now() - since).total_seconds()))
    oldest = min(backlog.waiting_since.values(), default=clock.real_now())
    LAG.labels("unheard").set(max(0.0, (clock.real_now() - oldest).total_seconds()))
    # Strangers too: what is parked for them has to be seen most of all.
    for consumer in {*SUBSCRIPTIONS, *backlog.waiting, *backlog.parked}:
        WAITING.labels(consumer).set(backlog.waiting.get(consumer, 0))
        PARKED.labels(consumer).set(backlog.parked.get(consumer, 0))


def _tell_archive(archive: Archive) -> None:
    WAL_BYTES.labels("database").set(archive.written)
    ARCHIVED_AT.labels("database").set(archive.archived_at.timestamp() if archive.archived_at else 0.0)
    ARCHIVE_FAILING.labels("database").set(archive.failing)


def _measure_queue() -> tuple[dict[str, int], float]:
    services = {subscription.service for subscription in SUBSCRIPTIONS.values()}
    lengths = {service: int(broker.client.llen(f"{broker.namespace}:{service}")) for service in services}
    asked = time.time()
    seconds, microseconds = broker.client.time()
    between = (asked + time.time()) / 2
    return lengths, seconds + microseconds / 1e6 - between


async def run(stop: asyncio.Event) -> None:
    """Work until told to stop; a database or queue that is away is waited for."""
    # The queue notes who talks to it: workers are told from the relay by this name.
    broker.broker_id = f"relay-{broker.broker_id}"
    settings = load_settings()
    configure_logging(settings.log_level)
    engine = open_engine(settings, "relay")
    metrics.watch_pool(engine, role="relay")
    try:
        clock_moves = await check_deployment(engine)
        # Timers go by the domain's clock, which a demo moves.
        sessions = district_sessions(engine, clock_moves=clock_moves)
        pulse = _Pulse()
        async with Redis.from_url(settings.redis_url.get_secret_value(), socket_timeout=2) as queue:
            await check_queue(queue, in_production=not clock_moves)
            lookouts = (lookout_of(sessions), lookout_at(queue, in_production=not clock_moves))
            with metrics.told_at(settings.metrics_port, is_alive=pulse.is_alive):
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(_go_on(stop, sessions, pulse, lookouts))
                    # Beside it: no event waits for old ones to go.
                    tasks.create_task(_forget_by_the_hour(stop, sessions))
    finally:
        await engine.dispose()
    log.info("relay stopped")


class _Pulse:
    """When the relay last turned, whether or not there was a database to turn on."""

    def __init__(self) -> None:
        self._beat = time.monotonic()

    def beat(self) -> None:
        self._beat = time.monotonic()

    def is_alive(self) -> bool:
        return time.monotonic() - self._beat < STUCK_SECONDS


async def _go_on(stop: asyncio.Event, sessions: Sessions, pulse: _Pulse, lookouts: Sequence[Lookout]) -> None:
    log.info("relay started", consumers=len(SUBSCRIPTIONS))
    worked_at = time.monotonic()
    while not stop.is_set():
        pulse.beat()
        pause = POLL_SECONDS if time.monotonic() - worked_at < CALM_AFTER_SECONDS else CALM_POLL_SECONDS
        worked = 0
        try:
            if await _is_anything_to_do(sessions):
                full = await asyncio.to_thread(list_full_queues)
                worked = await route(sessions) + await ring(sessions, full_queues=full)
            ROUND_AT.set_to_current_time()
        except AWAY as fault:
            log.warning("relay waits", error=told(fault))
            pause = PAUSE_AFTER_FAULT_SECONDS
        # Most of all while a round fails: of what is away nothing is told, and of the rest how it fares.
        for lookout in lookouts:
            pulse.beat()
            await lookout.refresh(AWAY)
        if worked:
            worked_at, pause = time.monotonic(), POLL_SECONDS
        if worked < MUCH:
            await _wait(stop, pause)


async def _forget_by_the_hour(stop: asyncio.Event, sessions: Sessions) -> None:
    while not stop.is_set():
        pause = FORGET_EVERY_SECONDS
        try:
            if await forget(sessions):
                pause = BREATH_SECONDS
        except AWAY as fault:
            log.warning("relay forgets later", error=told(fault))
        await _wait(stop, pause)


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


async def _is_anything_to_do(sessions: Sessions) -> bool:
    async with district_transaction(sessions, None) as session:
        return await outbox.is_anything_to_do(session)


async def main() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await run(stop)


if __name__ == "__main__":
    asyncio.run(main())
