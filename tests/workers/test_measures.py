"""What worker and relay tell of events: how many wait, how old they are, how each was handled."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from structlog.contextvars import get_contextvars

from services.contracts import TimelineChanged
from services.platform import clock, metrics, outbox
from services.platform.database import Sessions, district_sessions, open_engine
from services.platform.embedded import free_port, start_valkey
from services.platform.ids import new_id
from services.platform.migration import recreate_database
from services.platform.settings import load_settings
from services.platform.supervisor import Child, Supervisor
from tests.support import World
from workers import subscriptions
from workers.subscriptions import SUBSCRIPTIONS, Subscription, deliver

CONSUMER = "directory.measured"


def told(written: str) -> Callable[..., float]:
    """The value of a sample by name and labels; 0 where nothing was told yet."""
    samples = {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(written)
        for sample in family.samples
    }
    return lambda name, **labels: samples.get((name, frozenset(labels.items())), 0.0)


def here() -> Callable[..., float]:
    return told(metrics.written().decode())


class Ear:
    """A consumer that keeps what the log would say while it handles, and fails when told to."""

    def __init__(self) -> None:
        self.known: list[dict[str, object]] = []
        self.fails = False

    async def hear(self, session: AsyncSession, event: TimelineChanged) -> None:
        self.known.append(dict(get_contextvars()))
        if self.fails:
            raise ValueError("not today")


@pytest.fixture
async def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    ear = Ear()
    subscription = Subscription(CONSUMER, "directory", TimelineChanged, ear.hear, actor=None)  # type: ignore[arg-type]  # rung for by hand here
    monkeypatch.setattr(subscriptions, "SUBSCRIPTIONS", {CONSUMER: subscription})
    monkeypatch.setitem(SUBSCRIPTIONS, CONSUMER, subscription)
    return ear


async def say(district: World, *, times: int) -> list[UUID]:
    """Commit events and route them to the ear alone."""
    event = TimelineChanged(district_id=district.district_id, teacher_ids=(new_id(),))
    event_ids = [await district.publish(event, role="directory") for _ in range(times)]
    async with district.session("relay") as session:
        await outbox.route_events(
            session, district_id=district.district_id, consumers={TimelineChanged.topic: [CONSUMER]}
        )
    return event_ids


async def hand_over(district: World, event_ids: list[UUID]) -> None:
    await deliver(
        SUBSCRIPTIONS[CONSUMER],
        district.apps.sessions["directory"],
        district_id=district.district_id,
        event_ids=event_ids,
    )


async def test_what_was_heard_is_counted_and_timed_from_when_it_was_said(district: World, ear: Ear) -> None:
    await district.drain()
    before = here()

    event_ids = await say(district, times=3)
    await asyncio.sleep(0.3)
    await hand_over(district, event_ids)
    await hand_over(district, event_ids)
    after = here()

    def more(name: str, **labels: str) -> float:
        return after(name, **labels) - before(name, **labels)

    assert more("xuefen_deliveries_total", consumer=CONSUMER, result="done") == 3
    assert more("xuefen_delivery_seconds_count", consumer=CONSUMER) == 1
    assert more("xuefen_event_heard_seconds_count", consumer=CONSUMER) == 3
    assert more("xuefen_event_heard_seconds_sum", consumer=CONSUMER) >= 0.9
    assert more("xuefen_deliveries_together_sum") == 3


async def test_the_log_of_a_handler_names_consumer_district_and_event(district: World, ear: Ear) -> None:
    event_ids = await say(district, times=2)

    await hand_over(district, event_ids)

    assert ear.known == [
        {"consumer": CONSUMER, "district_id": district.district_id, "event_id": str(event_id)} for event_id in event_ids
    ]


async def test_what_fails_is_counted_as_failed_and_not_as_heard(district: World, ear: Ear) -> None:
    event_ids = await say(district, times=2)
    before = here()
    ear.fails = True

    await hand_over(district, event_ids)
    after = here()

    def more(result: str) -> float:
        key = {"consumer": CONSUMER, "result": result}
        return after("xuefen_deliveries_total", **key) - before("xuefen_deliveries_total", **key)

    assert (more("apart"), more("failed"), more("done")) == (2, 2, 0)


@pytest.fixture
async def database(monkeypatch: pytest.MonkeyPatch, worker_id: str) -> str:
    """A database of this test's own: the relay measures every district it finds."""
    url = await recreate_database(
        os.environ["TEST_SERVER_URL"], f"xuefen_measured_{worker_id}", template="xuefen_template"
    )
    monkeypatch.setenv("DATABASE_URL", url)
    return url


@pytest.fixture
async def sessions(database: str) -> AsyncIterator[Sessions]:
    assert database
    engine: AsyncEngine = open_engine(load_settings(), "directory")
    yield district_sessions(engine)
    await engine.dispose()


async def asked(port: int, path: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(f"http://127.0.0.1:{port}{path}")


async def test_relay_and_worker_tell_what_waits_and_that_they_live(
    sessions: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    valkey = start_valkey(tmp_path / "valkey", persistent=False)
    monkeypatch.setenv("REDIS_URL", valkey.url)
    ports = {"relay": free_port(), "worker": free_port()}
    async with sessions() as session:
        session.info["district_id"] = 990_002
        async with session.begin():
            for _ in range(4):
                await outbox.publish(session, TimelineChanged(district_id=990_002, teacher_ids=(new_id(),)))
    consumers = [one for one in SUBSCRIPTIONS.values() if one.event is TimelineChanged]
    try:
        async with Supervisor(tmp_path / "supervised") as supervisor:
            await supervisor.start([relay_at(ports["relay"])])
            await supervisor.wait_ready()
            waiting = await until(ports["relay"], "xuefen_deliveries_waiting", 4, consumer=consumers[0].consumer)
            lag = waiting("xuefen_outbox_lag_seconds", stage="unheard")
            lengths = waiting("xuefen_queue_length", queue=consumers[0].service)
            await supervisor.start([worker_at(ports["worker"])])
            await supervisor.wait_ready()
            heard = await until(
                ports["worker"], "xuefen_deliveries_total", 4, consumer=consumers[0].consumer, result="done"
            )
            alive = {name: (await asked(port, "/livez")).status_code for name, port in ports.items()}
            nothing = (await asked(ports["worker"], "/")).status_code
    finally:
        valkey.stop()

    assert all(waiting("xuefen_deliveries_waiting", consumer=one.consumer) == 4 for one in consumers)
    assert 0 < lag < 300
    assert lengths >= 1
    assert abs(waiting("xuefen_clock_skew_seconds", server="database")) < 2
    assert abs(waiting("xuefen_clock_skew_seconds", server="queue")) < 2
    assert clock.real_now().timestamp() - waiting("xuefen_relay_round_timestamp_seconds") < 120
    assert heard("xuefen_pool_size", role="worker-ledger") >= 1
    assert alive == {"relay": 200, "worker": 200}
    assert nothing == 404


def relay_at(port: int) -> Child:
    # The relay looks up its figures after the first round, and finds all four routed.
    return Child(
        name="relay", argv=[sys.executable, "-m", "workers.relay"], env={"METRICS_PORT": str(port)}, port=port,
        ready_path="/livez",
    )  # fmt: skip


def worker_at(port: int) -> Child:
    return Child(
        name="worker",
        argv=[sys.executable, "-m", "dramatiq", "workers.main", "--processes", "1", "--threads", "4"],
        env={"METRICS_PORT": str(port), "dramatiq_worker_timeout": "100"},
        port=port,
        ready_path="/livez",
    )


async def until(port: int, name: str, wanted: float, **labels: str) -> Callable[..., float]:
    """Ask until it is told so, or patience ends."""
    deadline = clock.real_now() + timedelta(seconds=60)
    while True:
        found = told((await asked(port, "/metrics")).text)
        if found(name, **labels) == wanted or clock.real_now() > deadline:
            return found
        await asyncio.sleep(0.1)
