"""Consumers that do harm, for a worker of their own: `dramatiq tests.workers.harmful`.

Each hears of a teacher; the effect of those that have one is a school of that name.
"""

import asyncio
import os
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import TimelineChanged
from services.platform.database import Sessions
from workers import broker as of_worker
from workers import subscriptions
from workers.broker import broker
from workers.subscriptions import Subscription, on

QUEUE = "directory"
FOLDER = Path(os.environ["HARMFUL_FOLDER"])
MANY_BYTES = 100 * 2**20
# What a worker has in hand is given to others when it has been silent so long; in deployment it is ten seconds.
broker.heartbeat_timeout = 1_000
# And a loop that hangs ends its process after this; in deployment it is a minute.
of_worker.HUNG_SECONDS = 3.0


@on(TimelineChanged, queue=QUEUE)
async def hear(session: AsyncSession, event: TimelineChanged) -> None:
    """As it should be."""
    for teacher_id in event.teacher_ids:
        await session.execute(
            text(
                "insert into directory.school (district_id, school_id, code, name, kind, stage)"
                " values (:district_id, uuidv7(), :code || random(), :code, 'SCHOOL', 'PRIMARY')"
            ),
            {"district_id": event.district_id, "code": str(teacher_id)},
        )


@on(TimelineChanged, queue=QUEUE)
async def take_all_memory(session: AsyncSession, event: TimelineChanged) -> None:
    """A hundred megabytes where there are ten."""
    limits = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_data_bytes() + MANY_BYTES // 10, limits[1]))
    try:
        bytearray(MANY_BYTES)
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, limits)


@on(TimelineChanged, queue=QUEUE, seconds=1)
async def wait_for_ever(session: AsyncSession, event: TimelineChanged) -> None:
    """For what never comes."""
    await hear(session, event)
    await asyncio.Event().wait()


@on(TimelineChanged, queue=QUEUE)
async def reckon_for_ever(session: AsyncSession, event: TimelineChanged) -> None:
    """And lets nobody else have the loop meanwhile."""
    while True:
        time.sleep(0.1)  # noqa: ASYNC251 - that is the harm


@on(TimelineChanged, queue=QUEUE)
async def die_of_one(session: AsyncSession, event: TimelineChanged) -> None:
    """Of a teacher who is poison the process dies; the others are heard."""
    if any((FOLDER / f"poison-{teacher_id}").exists() for teacher_id in event.teacher_ids):
        os._exit(1)
    await hear(session, event)


@on(TimelineChanged, queue=QUEUE)
async def stop_amid(session: AsyncSession, event: TimelineChanged) -> None:
    """Stopped between effect and mark; the database gives such a transaction up after five seconds in deployment."""
    await session.execute(text("set local idle_in_transaction_session_timeout = '1s'"))
    await hear(session, event)
    await _stand()


@on(TimelineChanged, queue=QUEUE)
async def stop_before(session: AsyncSession, event: TimelineChanged) -> None:
    """Stopped when its attempt is counted and nothing else is done: see below."""
    await hear(session, event)


_handle = subscriptions._handle


async def _watched(
    subscription: Subscription, sessions: Sessions, *, district_id: int, event_ids: Sequence[UUID]
) -> Any:
    if subscription.handle is stop_before:
        await _stand()
    try:
        return await _handle(subscription, sessions, district_id=district_id, event_ids=event_ids)
    finally:
        (FOLDER / f"over-{os.getpid()}").touch()


subscriptions._handle = _watched


async def _stand() -> None:
    """Say which process stands here, until somebody lets all go on."""
    (FOLDER / f"standing-{os.getpid()}").touch()
    while not (FOLDER / "go-on").exists():  # noqa: ASYNC110 - another process tells nobody
        await asyncio.sleep(0.02)


def _data_bytes() -> int:
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmData")]
    return int(line.split()[1]) * 1024
