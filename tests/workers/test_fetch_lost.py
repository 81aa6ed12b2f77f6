"""A worker whose fetch took messages off the queue, and whose connection was cut before it heard which."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final

import pytest
from dramatiq import Worker
from redis import ConnectionPool, Redis
from sqlalchemy import text

from services.contracts import TimelineChanged
from services.platform import outbox
from services.platform.database import Sessions, district_sessions, district_transaction, open_engine
from services.platform.embedded import Valkey
from services.platform.ids import new_id
from services.platform.settings import load_settings
from tests.chaos.wire import Wire, _Talk
from tests.workers.hearing import Ear
from workers import relay, subscriptions
from workers.broker import Told, Watchdog, broker

pytestmark = pytest.mark.long

DISTRICT: Final = 990_008
QUEUE: Final = "directory"
EVENTS: Final = relay.PACK + 20
MESSAGES: Final = 2
PATIENCE_SECONDS: Final = 60
_FETCH: Final = b"$5\r\nfetch\r\n"


@dataclass
class Losing(Wire):
    """Loses so many answers of fetches that took messages, and cuts off who fetched."""

    to_lose: int = 0

    async def _ask(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, passing: asyncio.Event, talk: _Talk
    ) -> None:
        async for piece in self._pieces(reader, writer, passing):
            talk.answer_is_lost = _FETCH in piece
            writer.write(piece)

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, passing: asyncio.Event, talk: _Talk
    ) -> None:
        async for piece in self._pieces(reader, writer, passing):
            if self.to_lose and talk.answer_is_lost and piece.startswith(b"*") and not piece.startswith(b"*0"):
                self.to_lose -= 1
                talk.cut()
                return
            writer.write(piece)


@pytest.fixture
async def wire(valkey: Valkey, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Losing]:
    wire = Losing(valkey.port)
    await wire.listen()
    monkeypatch.setattr(broker.client, "connection_pool", ConnectionPool.from_url(wire.address(valkey.url)))
    yield wire
    await wire.close()


@pytest.fixture
async def sessions(database: str) -> AsyncIterator[Sessions]:
    assert database
    engine = open_engine(load_settings(), QUEUE)
    yield district_sessions(engine)
    await engine.dispose()


@pytest.fixture
async def relaying(wire: Losing, database: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """A relay at work, and an ear alone that hears."""
    assert wire
    assert database
    monkeypatch.setattr(broker, "actors", {})
    only: dict[str, subscriptions.Subscription] = {}
    for module in (subscriptions, relay):
        monkeypatch.setattr(module, "SUBSCRIPTIONS", only)
    subscriptions.on(TimelineChanged, queue=QUEUE)(Ear().hear)
    stop = asyncio.Event()
    running = asyncio.create_task(relay.run(stop))
    yield
    stop.set()
    await running


@pytest.fixture
async def worker(relaying: None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Worker]:
    """As shipped, but for what tells of its process, and ends it. Not started yet."""
    kept = [one for one in broker.middleware if not isinstance(one, Told | Watchdog)]
    monkeypatch.setattr(broker, "middleware", kept)
    worker = Worker(broker, queues={QUEUE}, worker_timeout=100, worker_threads=MESSAGES)
    yield worker
    await asyncio.to_thread(worker.stop)


async def until(so: Callable[[], Awaitable[bool]]) -> None:
    deadline = monotonic() + PATIENCE_SECONDS
    while not await so():
        assert monotonic() < deadline
        await asyncio.sleep(0.1)


async def test_what_a_fetch_took_whose_answer_was_lost_is_heard_once_all_the_same(
    worker: Worker, wire: Losing, valkey: Valkey, sessions: Sessions
) -> None:
    async def numbers(query: str) -> list[tuple[int, ...]]:
        async with district_transaction(sessions, DISTRICT) as session:
            return [tuple(row) for row in await session.execute(text(query))]

    async def effects() -> list[tuple[int, ...]]:
        return await numbers("select count(*) from directory.school group by name")

    async def rung() -> bool:
        return bool(queue.llen(f"{broker.namespace}:{QUEUE}") >= MESSAGES)

    async def lost() -> bool:
        return wire.to_lose == 0

    async def all_heard() -> bool:
        return await numbers("select count(*) from messaging.delivery where done_at is not null") == [(EVENTS,)]

    async def nothing_left() -> bool:
        return bool(queue.hlen(f"{broker.namespace}:{QUEUE}.msgs") == 0)

    async with district_transaction(sessions, DISTRICT) as session:
        for _ in range(EVENTS):
            await outbox.publish(session, TimelineChanged(district_id=DISTRICT, teacher_ids=(new_id(),)))
    with Redis.from_url(valkey.url) as queue:
        await until(rung)
        acks = f"{broker.namespace}:__acks__.{broker.broker_id}.{QUEUE}"
        wire.to_lose = 1
        await asyncio.to_thread(worker.start)
        await until(lost)
        began = monotonic()
        taken = queue.smembers(acks)
        assert len(taken) >= MESSAGES
        assert await effects() == []

        await until(all_heard)
        assert monotonic() - began < 3 * outbox.RESEND_SECONDS
        assert await effects() == [(1,)] * EVENTS
        # Not the queue gave it back, whose worker lives, but the relay rang again.
        assert taken <= queue.smembers(acks)

        # When its worker ends, what it took comes late as well.
        await asyncio.to_thread(broker.do_requeue, QUEUE, *taken)
        await until(nothing_left)
    assert await effects() == [(1,)] * EVENTS
