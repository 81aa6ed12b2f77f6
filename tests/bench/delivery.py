"""P8: from the commit of an event to its effect, and how fast what waits is worked off, by bare Dramatiq messages.

The worker and the relay run as they are shipped, with actors more that do nothing, and a consumer that does nothing:
measured is what it takes to be heard, exactly once and in the transaction of the effect, not what is done then.
"""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Any, Final

import asyncpg

from services.platform.database import Sessions, district_sessions, district_transaction, open_engine
from services.platform.embedded import start_valkey
from services.platform.outbox import publish_written
from services.platform.settings import load_settings
from tests.bench.database import own_database
from tests.bench.harness import Finding
from tests.bench.noops import NothingSaid
from tests.bench.people import settle
from tests.bench.serving import scratch

MANY = int(os.environ.get("BENCH_EVENTS", "10000"))
GOAL_MS, GOAL_IDLE, GOAL_DRAIN = 100.0, 3.0, 1.5
_DISTRICT = 924_000
_LOOKS = 10
_ROUNDS = 3
PAUSE: Final = (0.3, 0.6)
"""Seconds between two looks: nothing has happened for a while."""
_WORKER: Final = (sys.executable, "-m", "dramatiq", "tests.bench.noops", "--processes", "1", "--threads", "8")
_RELAY: Final = (sys.executable, "-m", "tests.bench.noops")
_SHIPPED: Final = {"dramatiq_queue_prefetch": "64", "dramatiq_worker_timeout": "100"}
_UNDONE: Final = """
SELECT (SELECT count(*) FROM messaging.event WHERE routed_at IS NULL AND due_at IS NULL)
     + (SELECT count(*) FROM messaging.delivery WHERE done_at IS NULL)
"""
_PATIENCE = 60.0


async def measure() -> Finding:
    """Look at single ones while nothing else happens, then at many that wait, by turns."""
    async with own_database("production"), scratch() as folder, AsyncExitStack() as stack:
        valkey = start_valkey(folder / "valkey", persistent=False)
        stack.callback(valkey.stop)
        os.environ["REDIS_URL"] = valkey.url
        await settle(_DISTRICT, 1)
        sessions = await stack.enter_async_context(_sessions())
        connection = await asyncpg.connect(load_settings().database_url.get_secret_value())
        stack.push_async_callback(connection.close)
        idle: dict[str, list[float]] = {"event": [], "message": []}
        drained: dict[str, list[float]] = {"event": [], "message": []}
        async with _running(folder, _RELAY), _running(folder, _WORKER):
            await _event(sessions, connection)
            for _ in range(_ROUNDS):
                idle["event"] += [await _event(sessions, connection) for _ in range(_LOOKS)]
                idle["message"] += await _ask("note", _LOOKS)
        for _ in range(_ROUNDS):
            await _publish(sessions, MANY)
            async with _running(folder, _RELAY), _running(folder, _WORKER):
                drained["event"].append(await _until_heard(connection, waiting=MANY))
            await _ask("send", MANY)
            async with _running(folder, _WORKER):
                drained["message"] += await _ask("await", MANY)
    event_ms = median(idle["event"]) * 1000
    ratio = median(idle["event"]) / median(idle["message"])
    drain = median(drained["message"]) / median(drained["event"])
    return Finding(
        round(drain, 2),
        GOAL_DRAIN,
        drain >= GOAL_DRAIN and ratio <= GOAL_IDLE and event_ms <= GOAL_MS,
        "events ÷ bare messages, drained a second, >=",
        {
            f"idle: commit to effect, p50 ms (<= {GOAL_MS:g})": round(event_ms, 1),
            f"idle: event ÷ bare message (<= {GOAL_IDLE:g})": round(ratio, 2),
            "idle: bare message, p50 ms": round(median(idle["message"]) * 1000, 1),
            "drained a second": {name: round(MANY / median(took)) for name, took in drained.items()},
            "many": MANY,
        },
    )


@asynccontextmanager
async def _sessions() -> AsyncIterator[Sessions]:
    engine = open_engine(load_settings(), "ledger")
    try:
        yield district_sessions(engine)
    finally:
        await engine.dispose()


@asynccontextmanager
async def _running(folder: Path, command: tuple[str, ...]) -> AsyncIterator[None]:
    with (folder / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *command, env={**os.environ, **_SHIPPED}, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


async def _publish(sessions: Sessions, many: int) -> None:
    payload = NothingSaid(district_id=_DISTRICT).model_dump_json()
    for start in range(0, many, 1000):
        async with district_transaction(sessions, _DISTRICT) as session:
            payloads = [payload] * min(1000, many - start)
            await publish_written(session, NothingSaid, district_id=_DISTRICT, payloads=payloads)


async def _event(sessions: Sessions, connection: Any) -> float:
    """Seconds from the commit until the effect, by this process's clock and the worker's, which are one."""
    await asyncio.sleep(random.uniform(*PAUSE))
    await _publish(sessions, 1)
    committed = time.time()
    await _until_heard(connection)
    done = await connection.fetchval("SELECT extract(epoch FROM max(done_at))::float8 FROM messaging.delivery")
    return float(done) - committed


async def _until_heard(connection: Any, *, waiting: int | None = None) -> float:
    """Seconds until nothing waits; where many did, since the first of them was taken up: processes take a while."""
    began = time.perf_counter()
    given_up = began + _PATIENCE
    while left := await connection.fetchval(_UNDONE):
        if time.perf_counter() > given_up:
            raise RuntimeError("events are still waiting")
        if left == waiting:
            began = time.perf_counter()
        await asyncio.sleep(0.02)
    return time.perf_counter() - began


async def _ask(what: str, many: int) -> list[float]:
    """Have a process that knows the broker do it: this one has another address in its broker. Seconds."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.sending", what, str(many), stdout=subprocess.PIPE
    )
    told, _ = await process.communicate()
    return [float(seconds) for seconds in told.split()]
