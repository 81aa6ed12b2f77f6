"""While the database or the queue is away the relay goes on, tells what it still can, and somebody is called."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, time
from typing import Final

import asyncpg
import httpx
import pytest
from redis import Redis

from services.contracts import TimelineChanged
from services.platform import database as databases
from services.platform import metrics, outbox
from services.platform.database import UnfitDeployment, district_sessions, district_transaction, open_engine
from services.platform.embedded import Valkey, free_port, start_valkey
from services.platform.ids import new_id
from services.platform.migration import mark_deployment
from services.platform.settings import load_settings
from tests.deploy.alerting import holds, samples
from workers import relay

pytestmark = pytest.mark.long

DISTRICT: Final = 990_007
PATIENCE_SECONDS: Final = 60
# What calls somebody when events stand still, each for its own reason.
CALLING: Final = ("RelayStuck", "DatabaseAway", "QueueAway", "EventsLate")


@dataclass
class Watched:
    """A relay at work, seen from where Prometheus asks."""

    client: httpx.AsyncClient
    running: asyncio.Task[None]

    async def ask(self, path: str) -> httpx.Response:
        return await self.client.get(path)

    async def told(self) -> str:
        return (await self.ask("/metrics")).text

    async def firing(self, *, later: float = 0.0) -> set[str]:
        """What would call somebody, were it to stay so for some seconds more."""
        told = await self.told()
        return {alert for alert in CALLING if holds(alert, told, at=time() + later)}

    async def one(self, name: str) -> float:
        """The greatest value of a metric."""
        return max(samples(await self.told()).get(name, [-1.0]))


async def until(so: Callable[[], Awaitable[bool]]) -> None:
    deadline = monotonic() + PATIENCE_SECONDS
    while not await so():
        assert monotonic() < deadline
        await asyncio.sleep(0.2)


@pytest.fixture
async def watched(database: str, valkey: Valkey, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Watched]:
    assert database
    assert valkey
    port = free_port()
    monkeypatch.setenv("METRICS_PORT", str(port))
    # As it looks in a quarter of a minute.
    monkeypatch.setattr(metrics, "LOOK_SECONDS", 0.1)
    stop = asyncio.Event()
    # One client for all that is asked: each new one reads the certificates of the world.
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=10) as client:
        relaying = Watched(client, asyncio.create_task(relay.run(stop)))

        async def calm() -> bool:
            assert not relaying.running.done()
            return await relaying.firing() == set()

        await until(lambda: answers(relaying))
        await until(calm)
        yield relaying
        stop.set()
        await relaying.running


async def answers(relaying: Watched) -> bool:
    try:
        return (await relaying.ask("/livez")).status_code == 200
    except httpx.TransportError:
        return False


async def say() -> None:
    engine = open_engine(load_settings(), "directory")
    async with district_transaction(district_sessions(engine), DISTRICT) as session:
        await outbox.publish(session, TimelineChanged(district_id=DISTRICT, teacher_ids=(new_id(),)))
    await engine.dispose()


async def admit(database: str, *, connections: bool) -> None:
    """Let connections to this database be made, or none, and end those that there are."""
    name = database.rpartition("/")[2].partition("?")[0]
    admin = await asyncpg.connect(os.environ["TEST_SERVER_URL"])
    try:
        await admin.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS {str(connections).lower()}')
        if not connections:
            await admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name)
    finally:
        await admin.close()


async def test_with_the_queue_away_somebody_is_called_and_what_waits_is_told_all_the_while(
    watched: Watched, valkey: Valkey, tmp_path: Path
) -> None:
    valkey.stop()

    # Nothing waits yet, and no round fails.
    await until(lambda: fires(watched, {"QueueAway"}))

    await say()
    await until(lambda: passes(watched, "xuefen_outbox_lag_seconds", 0.5))
    stood = await watched.one("xuefen_relay_round_timestamp_seconds")
    await until(lambda: passes(watched, "xuefen_outbox_lag_seconds", 2.5))
    assert await watched.one("xuefen_relay_round_timestamp_seconds") == stood
    assert await watched.one("xuefen_events_unrouted") == 1
    assert await watched.firing(later=61) == {"QueueAway", "RelayStuck"}
    # It waits, and whoever ends it would only start another that waits.
    assert (await watched.ask("/livez")).status_code == 200

    again = start_valkey(tmp_path / "valkey", persistent=False)
    try:
        await until(lambda: fires(watched, set()))
        await until(lambda: passes(watched, "xuefen_relay_round_timestamp_seconds", stood))
        assert await watched.one("xuefen_events_unrouted") == 0
    finally:
        again.stop()


async def test_with_the_database_away_somebody_is_called_and_the_queue_is_looked_at(
    watched: Watched, database: str
) -> None:
    await admit(database, connections=False)
    try:
        await until(lambda: fires(watched, {"DatabaseAway"}))
        stood = await watched.one("xuefen_relay_round_timestamp_seconds")
        await asyncio.sleep(1.5)
        assert await watched.one("xuefen_relay_round_timestamp_seconds") == stood
        assert await watched.firing(later=61) == {"DatabaseAway", "RelayStuck"}
        told = await watched.told()
        assert 'xuefen_clock_skew_seconds{server="queue"}' in told
        assert 'xuefen_clock_skew_seconds{server="database"}' not in told
        assert (await watched.ask("/livez")).status_code == 200
    finally:
        await admit(database, connections=True)

    await until(lambda: fires(watched, set()))
    await until(lambda: passes(watched, "xuefen_relay_round_timestamp_seconds", stood))


async def fires(watched: Watched, alerts: set[str]) -> bool:
    assert not watched.running.done()
    return await watched.firing() == alerts


async def passes(watched: Watched, name: str, value: float) -> bool:
    return await watched.one(name) > value


async def test_a_queue_that_was_away_at_the_start_and_throws_away_ends_the_relay_when_it_comes(
    database: str, valkey: Valkey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    valkey.stop()
    monkeypatch.setattr(metrics, "LOOK_SECONDS", 0.1)
    await mark_deployment(database, "production")
    # Of a database of production more is asked than the tests' server gives.
    monkeypatch.setattr(databases, "LOSING_WHEN_OFF", ())
    running = asyncio.create_task(relay.run(asyncio.Event()))
    await asyncio.sleep(1.0)
    assert not running.done()

    again = start_valkey(tmp_path / "valkey", persistent=False)
    try:
        with Redis.from_url(again.url) as queue:
            queue.config_set("maxmemory-policy", "allkeys-lru")
        with pytest.RaisesGroup(pytest.RaisesExc(UnfitDeployment, match="noeviction")):
            await asyncio.wait_for(running, PATIENCE_SECONDS)
    finally:
        again.stop()
