"""The real relay and the real worker, as processes, on a queue that forgets."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from redis.asyncio import Redis
from sqlalchemy import text

from services.contracts import ClassScheduled, ProgramFacts
from services.platform import clock, forgetting, outbox
from services.platform.database import Sessions, district_sessions, district_transaction, open_engine
from services.platform.embedded import Valkey
from services.platform.ids import new_id
from services.platform.settings import load_settings
from services.platform.supervisor import Child, Supervisor

DISTRICT = 990_001
EVENTS = 60
PATIENCE_SECONDS = 120


@pytest.fixture
async def sessions(database: str) -> AsyncIterator[Sessions]:
    assert database
    engine = open_engine(load_settings(), "registration")
    yield district_sessions(engine)
    await engine.dispose()


RELAY = Child(name="relay", argv=[sys.executable, "-m", "workers.relay"])
WORKER = Child(
    name="worker",
    argv=[sys.executable, "-m", "dramatiq", "workers.main", "--processes", "1", "--threads", "4"],
    env={"dramatiq_queue_prefetch": "64", "dramatiq_worker_timeout": "100"},
)


def a_class() -> ClassScheduled:
    return ClassScheduled(
        district_id=DISTRICT,
        class_id=new_id(),
        revision=1,
        title="县级集中培训",
        school_id=None,
        leader_ids=(),
        cancelled=False,
        program=ProgramFacts(
            program_id=new_id(),
            code="XP-1",
            title="县级集中培训",
            level="COUNTY",
            mode="CENTRALISED",
            nature="COMPULSORY",
            kind="COUNTY_TRAINING",
            category="PROFESSIONAL",
            organised_by_admin=True,
            provider="教师进修学校",
            hours=Decimal(8),
            scheme="ATTENDANCE",
        ),
        meetings=(),
    )


async def say(sessions: Sessions, *, times: int) -> None:
    for _ in range(times):
        async with district_transaction(sessions, DISTRICT) as session:
            await outbox.publish(session, a_class())


async def count(sessions: Sessions, query: str) -> int:
    async with district_transaction(sessions, DISTRICT) as session:
        return int((await session.execute(text(query))).scalar_one())


async def until(sessions: Sessions, query: str, wanted: int) -> int:
    """Ask until it is so, or patience ends; return the last answer."""
    deadline = clock.real_now() + timedelta(seconds=PATIENCE_SECONDS)
    found = -1
    while clock.real_now() < deadline:
        found = await count(sessions, query)
        if found == wanted:
            break
        await asyncio.sleep(0.05)
    return found


SENT = "select count(*) from messaging.delivery where sends > 0"
SOME_DONE = "select (count(*) > 0)::int from messaging.delivery where done_at is not null"
DONE = "select count(*) from messaging.delivery where done_at is not null"


@pytest.fixture
async def attendance(database: str) -> AsyncIterator[Sessions]:
    assert database
    engine = open_engine(load_settings(), "attendance")
    yield district_sessions(engine)
    await engine.dispose()


async def test_events_rung_for_into_a_queue_that_forgot_them_are_all_heard_once(
    valkey: Valkey, sessions: Sessions, attendance: Sessions, tmp_path: Path
) -> None:
    # Without the sweeper nothing would ring again, and the classes would never be known.
    async with Supervisor(tmp_path / "supervised") as supervisor:
        await supervisor.start([RELAY])
        await say(sessions, times=EVENTS)
        assert await until(attendance, SENT, EVENTS) == EVENTS
        async with Redis.from_url(valkey.url) as queue:
            await queue.flushall()
        await supervisor.start([WORKER])

        done = await until(attendance, DONE, EVENTS)

        assert done == EVENTS
        assert await count(attendance, "select count(*) from attendance.training_class") == EVENTS


async def test_the_relay_forgets_turn_by_turn_until_nothing_old_is_left(
    valkey: Valkey, sessions: Sessions, tmp_path: Path
) -> None:
    assert valkey
    answers = 2 * forgetting.A_TURN + 1
    async with district_transaction(sessions, DISTRICT) as session:
        await session.execute(
            text(
                "insert into platform.idempotency"
                " (district_id, service, principal, operation, key, content_hash, created_at)"
                " select :district_id, 'registration', 'p', 'o', old, '', now() - make_interval(days => 8, secs => old)"
                " from generate_series(1, :answers) old"
            ),
            {"district_id": DISTRICT, "answers": answers},
        )

    async with Supervisor(tmp_path / "supervised") as supervisor:
        await supervisor.start([RELAY])

        assert await until(sessions, "select count(*) from platform.idempotency", 0) == 0


async def test_killing_the_worker_loses_nothing(
    valkey: Valkey, sessions: Sessions, attendance: Sessions, tmp_path: Path
) -> None:
    assert valkey
    folder = tmp_path / "supervised"
    async with Supervisor(folder / "relay") as relay:
        await relay.start([RELAY])
        worker = await asyncio.create_subprocess_exec(
            *WORKER.argv, env={**os.environ, **WORKER.env}, start_new_session=True, stdout=-3, stderr=-3
        )
        await say(sessions, times=EVENTS // 2)
        # Killed at work: some are done, the rest lies in the queue and in its hands.
        assert await until(attendance, SOME_DONE, 1) == 1
        os.killpg(worker.pid, 9)
        await worker.wait()
        await say(sessions, times=EVENTS // 2)
        async with Supervisor(folder / "worker") as again:
            await again.start([WORKER])

            done = await until(attendance, DONE, EVENTS)

    assert done == EVENTS
    assert await count(attendance, "select count(*) from attendance.training_class") == EVENTS
