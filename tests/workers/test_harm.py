"""Two real workers and what hurts them: poison of every kind, a process that hangs, one that is stopped and wakes."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from dramatiq import Message
from dramatiq.brokers.redis import RedisBroker
from sqlalchemy import text

from services.contracts import TimelineChanged
from services.directory import operations
from services.platform import clock, outbox
from services.platform.database import Sessions, district_sessions, district_transaction, open_engine
from services.platform.embedded import start_valkey
from services.platform.ids import new_id
from services.platform.migration import recreate_database
from services.platform.outbox import MOST_ATTEMPTS
from services.platform.settings import load_settings
from workers.relay import packed

DISTRICT, QUEUE = 990_004, "directory"
WORKERS = 2
PATIENCE_SECONDS = 60


@dataclass
class House:
    """Workers with one thread each, started again when they end; the test rings, as the relay would."""

    folder: Path
    environment: dict[str, str]
    sessions: dict[str, Sessions]
    queue: RedisBroker
    workers: list[asyncio.subprocess.Process] = field(default_factory=list)
    deaths: int = 0

    async def mend(self) -> None:
        dead = [one for one in self.workers if one.returncode is not None]
        self.deaths += len(dead)
        self.workers = [one for one in self.workers if one.returncode is None]
        while len(self.workers) < WORKERS:
            argv = ["dramatiq", "tests.workers.harmful", "--processes", "1", "--threads", "1"]
            with (self.folder / "worker.log").open("ab") as log:
                started = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", *argv),
                    env=self.environment,
                    start_new_session=True,
                    stdout=log,
                    stderr=log,
                )
            self.workers.append(started)

    async def end(self) -> None:
        for one in self.workers:
            with suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGKILL)
            await one.wait()

    def said(self) -> str:
        return (self.folder / "worker.log").read_text(errors="replace")

    def stands(self) -> list[int]:
        """The processes that stand where they were told to."""
        return [int(one.name.partition("-")[2]) for one in self.folder.glob("standing-*")]

    def go_on(self) -> None:
        (self.folder / "go-on").touch()

    def afresh(self) -> None:
        for pattern in ("standing-*", "over-*", "go-on"):
            for one in self.folder.glob(pattern):
                one.unlink()

    async def say(self, consumer: str, *, times: int = 1) -> list[tuple[UUID, UUID]]:
        """Events for a consumer alone, each of one teacher; its id and the teacher's."""
        said = []
        async with district_transaction(self.sessions["directory"], DISTRICT) as session:
            for _ in range(times):
                teacher_id = new_id()
                event = TimelineChanged(district_id=DISTRICT, teacher_ids=(teacher_id,))
                said.append((await outbox.publish(session, event), teacher_id))
        async with district_transaction(self.sessions["relay"], DISTRICT) as session:
            consumers = {TimelineChanged.topic: [f"{QUEUE}.{consumer}"]}
            await outbox.route_events(session, district_id=DISTRICT, consumers=consumers)
        return said

    async def spoil(self, event_id: UUID, payload: str) -> None:
        """Behind everybody's back: nobody who says something says that."""
        async with district_transaction(self.sessions["relay"], DISTRICT) as session:
            spoilt = text(f"update messaging.event set payload = {payload} where id = :id")
            await session.execute(spoilt, {"id": event_id})

    async def tried_before(self, event_ids: Sequence[UUID], times: int) -> None:
        async with district_transaction(self.sessions["relay"], DISTRICT) as session:
            tried = text("update messaging.delivery set attempts = :times where event_id = any(:ids)")
            await session.execute(tried, {"times": times, "ids": list(event_ids)})

    async def ring(self) -> None:
        """For all that waits, as if the time to wait after a failure were over."""
        async with district_transaction(self.sessions["relay"], DISTRICT) as session:
            await session.execute(text("update messaging.delivery set not_before = null where not_before is not null"))
        waiting = [row for row in await self.rows() if row.done_at is None and row.parked_at is None]
        for consumer, event_ids in packed((row.consumer, row.event_id, row.attempts) for row in waiting):
            self.enqueue(consumer, DISTRICT, [str(event_id) for event_id in event_ids])

    def enqueue(self, actor: str, *arguments: Any) -> None:
        self.queue.enqueue(Message(queue_name=QUEUE, actor_name=actor, args=arguments, kwargs={}, options={}))

    async def rows(self) -> list[Any]:
        async with district_transaction(self.sessions["relay"], DISTRICT) as session:
            return list(await session.execute(text("select * from messaging.delivery order by event_id")))

    async def row(self, event_id: UUID) -> Any:
        (found,) = [row for row in await self.rows() if row.event_id == event_id]
        return found

    async def until_settled(self, event_ids: Sequence[UUID], *, ringing: bool = True) -> None:
        """Until each of them is done or parked; who dies meanwhile is started again."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while any(
                row.done_at is None and row.parked_at is None for row in await self.rows() if row.event_id in event_ids
            ):
                if ringing:
                    await self.ring()
                await asyncio.sleep(0.3)
                await self.mend()

    async def effects(self, teacher_ids: Sequence[UUID]) -> list[int]:
        """How many schools each teacher's name has."""
        counted = text("select count(*) from directory.school where name = :name")
        async with district_transaction(self.sessions["directory"], DISTRICT) as session:
            return [(await session.execute(counted, {"name": str(one)})).scalar_one() for one in teacher_ids]


@pytest.fixture(scope="module")
async def house(worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    folder = tmp_path_factory.mktemp("harm")
    url = await recreate_database(os.environ["TEST_SERVER_URL"], f"xuefen_harm_{worker_id}", template="xuefen_template")
    valkey = start_valkey(folder / "valkey", persistent=False)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DATABASE_URL", url)
        settings = load_settings()
    engines = {role: open_engine(settings, role) for role in ("directory", "relay")}
    sessions = {role: district_sessions(engine) for role, engine in engines.items()}
    async with district_transaction(sessions["directory"], DISTRICT) as session:
        await operations.create_district(
            session, district_id=DISTRICT, name="示范县", level="COUNTY", parent_id=None, at=clock.now()
        )
    own = {"DATABASE_URL": url, "REDIS_URL": valkey.url, "HARMFUL_FOLDER": str(folder)}
    of_dramatiq = {"dramatiq_queue_prefetch": "64", "dramatiq_worker_timeout": "100"}
    queue = RedisBroker(url=valkey.url, middleware=[])  # type: ignore[no-untyped-call]  # dramatiq types its face only
    queue.declare_queue(QUEUE)
    house = House(folder, {**os.environ, **own, **of_dramatiq}, sessions, queue)
    await house.mend()
    try:
        yield house
    finally:
        await house.end()
        queue.close()
        valkey.stop()
        for engine in engines.values():
            await engine.dispose()


async def test_poison_of_every_kind_is_parked_with_its_reason_and_everything_else_is_heard(house: House) -> None:
    said = await house.say("hear", times=5)
    garbage, newer = said.pop(1)[0], said.pop(2)[0]
    await house.spoil(garbage, "'\"garbage\"'")
    await house.spoil(newer, "payload || '{\"schema_version\": 99}'")
    ((greedy, _),) = await house.say("take_all_memory")
    # As many as there are threads: were these not given back, nobody would hear anything any more.
    lasting = await house.say("wait_for_ever", times=WORKERS)
    await house.tried_before([event_id for event_id, _ in lasting], MOST_ATTEMPTS - 1)
    for event_id, _ in lasting:
        house.enqueue(f"{QUEUE}.wait_for_ever", DISTRICT, [str(event_id)])
    house.enqueue(f"{QUEUE}.no_such_actor", DISTRICT, [str(new_id())])
    house.enqueue(f"{QUEUE}.hear", "nonsense")
    house.queue.client.hset(f"dramatiq:{QUEUE}.msgs", "spoilt", b"{no json")
    house.queue.client.rpush(f"dramatiq:{QUEUE}", "spoilt")

    poison = {garbage: "validation error", newer: "schema_version", greedy: "MemoryError()"}
    poison |= dict.fromkeys([event_id for event_id, _ in lasting], "the worker died while handling it")
    await house.until_settled([*poison, *(event_id for event_id, _ in said)])

    for event_id, reason in poison.items():
        row = await house.row(event_id)
        assert (row.parked_at is not None, row.done_at, row.attempts) == (True, None, MOST_ATTEMPTS)
        assert reason in row.last_error
    assert await house.effects([teacher_id for _, teacher_id in (*said, *lasting)]) == [1] * len(said) + [0] * WORKERS
    assert house.deaths == 0


@pytest.mark.parametrize("where", ["stop_amid", "stop_before"])
async def test_what_a_stopped_worker_had_begun_another_does_and_when_it_wakes_it_is_not_done_again(
    house: House, where: str
) -> None:
    house.afresh()
    ((event_id, teacher_id),) = await house.say(where)
    await house.ring()
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not house.stands():  # noqa: ASYNC110 - another process tells nobody
            await asyncio.sleep(0.05)
    (stopped,) = house.stands()
    os.killpg(os.getpgid(stopped), signal.SIGSTOP)
    house.go_on()

    try:
        await house.until_settled([event_id])
        done = await house.row(event_id)
        by_another = await house.effects([teacher_id])
    finally:
        os.killpg(os.getpgid(stopped), signal.SIGCONT)
    woken = house.folder / f"over-{stopped}"
    async with asyncio.timeout(PATIENCE_SECONDS):
        # Who lost its transaction says so.
        while not (woken.exists() and (where == "stop_before" or str(event_id) in house.said())):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.05)
    ((after, heard_after),) = await house.say("hear")
    await house.until_settled([after])

    assert (done.done_at is not None, done.parked_at, by_another) == (True, None, [1])
    assert await house.effects([teacher_id, heard_after]) == [1, 1]
    assert (await house.row(event_id)).done_at == done.done_at


async def test_a_process_that_hangs_ends_and_what_it_had_in_hand_is_heard_by_another(house: House) -> None:
    deaths = house.deaths
    ((hanging, _),) = await house.say("reckon_for_ever")
    await house.tried_before([hanging], MOST_ATTEMPTS - 1)
    await house.ring()
    said = await house.say("hear", times=3)

    await house.until_settled([hanging, *(event_id for event_id, _ in said)])
    # Where the machine is slow the database gives its transaction up first, and it ends a moment later.
    async with asyncio.timeout(PATIENCE_SECONDS):
        while house.deaths == deaths:
            await house.mend()
            await asyncio.sleep(0.1)

    row = await house.row(hanging)
    assert (row.parked_at is not None, row.attempts, row.last_error) == (
        True,
        MOST_ATTEMPTS,
        "the worker died while handling it",
    )
    assert await house.effects([teacher_id for _, teacher_id in said]) == [1] * 3
    assert house.deaths == deaths + 1
    assert "the loop hangs, the worker ends" in house.said()


async def test_who_kills_its_worker_each_time_takes_no_neighbour_along(house: House) -> None:
    deaths = house.deaths
    said = await house.say("die_of_one", times=10)
    poison, teacher_id = said.pop(4)
    (house.folder / f"poison-{teacher_id}").touch()

    await house.until_settled([poison, *(event_id for event_id, _ in said)])

    assert await house.effects([teacher_id for _, teacher_id in said]) == [1] * 9
    row = await house.row(poison)
    assert (row.parked_at is not None, row.last_error) == (True, "the worker died while handling it")
    assert house.deaths - deaths <= MOST_ATTEMPTS == row.attempts


# Within the second in which dramatiq has not looked yet, and when it waits for what is in hand.
@pytest.mark.parametrize("seconds", [0.2, 2.0])
async def test_a_worker_told_to_end_twice_ends_though_what_it_has_in_hand_does_not(
    house: House, seconds: float
) -> None:
    house.afresh()
    ((event_id, teacher_id),) = await house.say("stop_before")
    await house.ring()
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not house.stands():  # noqa: ASYNC110 - another process tells nobody
            await asyncio.sleep(0.05)
    (standing,) = house.stands()
    (told,) = [one for one in house.workers if one.pid == os.getpgid(standing)]

    told.terminate()
    await asyncio.sleep(seconds)
    # A slow machine may be late: it has ended by itself then.
    with suppress(ProcessLookupError):
        told.terminate()
    async with asyncio.timeout(PATIENCE_SECONDS):
        await told.wait()
    house.go_on()
    await house.until_settled([event_id])

    with pytest.raises(ProcessLookupError):
        os.kill(standing, 0)
    assert await house.effects([teacher_id]) == [1]
