"""What goes wrong: each fault begins, lasts some seconds, and is over."""

import asyncio
import json
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

import asyncpg
from redis.asyncio import Redis
from redis.exceptions import RedisError

from services.platform.ids import new_id
from tests.chaos.machine import RELAY, SERVICES, WORKER, Machine
from tests.chaos.wire import Cuts

_NO_ROOM = b"No space left on device"
_FILLING_SECONDS = 10.0
_CUTTING_SECONDS = 2.0


@dataclass
class Faults:
    """Does harm to a machine, in an order that the seed decides."""

    machine: Machine
    random: Random
    district_id: int
    read: Callable[[], Awaitable[int]]
    """Somebody asks for something that is no write; the status of the answer."""
    long: bool = False
    """Whether there is time for what takes a quarter of a minute."""
    poisoned: list[UUID] = field(default_factory=list)
    """Events that nobody can read: they are parked, and hold up nobody."""
    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """Faults that could not be done: they count for nothing."""
    wrong: list[str] = field(default_factory=list)
    """What was found to be so during a fault and must not be."""

    async def rage(self, seconds: float) -> None:
        """One fault after another, every kind before any comes again, with a breath between."""
        loop = asyncio.get_running_loop()
        ends_at = loop.time() + seconds
        waiting: list[Callable[[], Awaitable[None]]] = []
        while loop.time() < ends_at:
            if not waiting:
                waiting = list(self._kinds())
                self.random.shuffle(waiting)
            fault = waiting.pop()
            name = getattr(fault, "__name__", "fault").strip("_")
            try:
                await fault()
            except (OSError, RedisError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as reason:
                self.failed.append(f"{name}: {type(reason).__name__}")
            else:
                self.done.append(name)
            await asyncio.sleep(self.random.uniform(0.2, 1.2))

    def _kinds(self) -> tuple[Callable[[], Awaitable[None]], ...]:
        return (
            *([self._freeze_the_worker_until_it_is_given_up] if self.long else []),
            *([self._fill_the_disk] if self.machine.disk is not None else []),
            self._kill_a_service,
            self._kill_a_service,
            self._end_a_service_gently,
            self._kill_the_worker,
            self._kill_the_worker,
            self._kill_the_relay,
            self._freeze_the_worker,
            self._set_a_clock_wrong,
            self._kill_postgres,
            self._stop_postgres_at_once,
            self._end_every_backend,
            self._cut_the_database,
            self._cut_around_commits,
            self._hang_the_database,
            self._slow_the_database,
            self._strand_the_database,
            self._kill_valkey,
            self._flush_the_queue,
            self._fill_the_queue,
            self._cut_the_queue,
            self._hang_the_queue,
            self._refuse_the_queue,
            self._strand_the_queue,
            self._ring_again_for_what_is_done,
            self._ring_for_nothing,
            self._say_what_nobody_can_read,
            self._hold_the_book_and_idle,
            self._hold_the_class,
            self._migrate,
        )

    async def _kill_a_service(self) -> None:
        self.machine.signal_group(self.random.choice(SERVICES), signal.SIGKILL)

    async def _end_a_service_gently(self) -> None:
        self.machine.running[self.random.choice(SERVICES)].process.terminate()

    async def _kill_the_worker(self) -> None:
        self.machine.signal_group(WORKER, signal.SIGKILL)

    async def _kill_the_relay(self) -> None:
        self.machine.signal_group(RELAY, signal.SIGKILL)

    async def _freeze_the_worker(self) -> None:
        """It comes back with transactions begun before."""
        await self._freeze(self.random.uniform(1, 4))

    async def _freeze_the_worker_until_it_is_given_up(self) -> None:
        """Longer than its heartbeat may be missed, and than the database waits for a transaction that idles."""
        await self._freeze(self.random.uniform(12, 15))

    async def _freeze(self, seconds: float) -> None:
        self.machine.signal_group(WORKER, signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            self.machine.signal_group(WORKER, signal.SIGCONT)

    async def _set_a_clock_wrong(self) -> None:
        """Two minutes off, and then a step back, or ahead, to what it is."""
        name = self.random.choice((WORKER, RELAY))
        self.machine.set_clock(name, self.random.choice((-120.0, 120.0)))
        await asyncio.sleep(self.random.uniform(2, 4))
        self.machine.set_clock(name, 0.0)

    async def _kill_postgres(self) -> None:
        self.machine.kill_postgres()

    async def _stop_postgres_at_once(self) -> None:
        self.machine.postgres.process.send_signal(signal.SIGQUIT)

    async def _end_every_backend(self) -> None:
        await self.machine.ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )

    async def _cut_the_database(self) -> None:
        for _ in range(3):
            self.machine.database_wire.cut()
            await asyncio.sleep(self.random.uniform(0.05, 0.3))

    async def _cut_around_commits(self) -> None:
        """Who commits is not told whether it was done: half of those cut it was, half not."""
        self.machine.database_wire.cuts = Cuts(self.random)
        await asyncio.sleep(_CUTTING_SECONDS)
        self.machine.database_wire.cuts = None

    async def _fill_the_disk(self) -> None:
        """Who writes is told to come again, who reads is answered; with room again all goes on by itself."""
        if self.machine.disk is None:
            return
        server = self.machine.postgres
        said, log = server.log.stat().st_size, server.log
        with self.machine.disk.filled():
            async with asyncio.timeout(_FILLING_SECONDS):
                while _NO_ROOM not in log.read_bytes()[said:]:  # noqa: ASYNC110 - a log tells nobody
                    await asyncio.sleep(0.1)
            for _ in range(5):
                if (status := await self.read()) != 200:
                    self.wrong.append(f"with a full disk somebody who reads is answered {status}")
                await asyncio.sleep(0.2)
        if self.machine.postgres is not server or server.process.poll() is not None:
            self.wrong.append("the database did not live through a full disk")

    async def _hang_the_database(self) -> None:
        self.machine.database_wire.hang()
        await asyncio.sleep(self.random.uniform(1, 3))
        self.machine.database_wire.pass_on()

    async def _slow_the_database(self) -> None:
        self.machine.database_wire.delay = 0.1
        await asyncio.sleep(2)
        self.machine.database_wire.pass_on()

    async def _strand_the_database(self) -> None:
        """A connection that nobody ends and nothing comes through, as when a router forgets it."""
        self.machine.database_wire.strand()

    async def _kill_valkey(self) -> None:
        self.machine.valkey.process.kill()

    async def _flush_the_queue(self) -> None:
        async with self._queue() as queue:
            await queue.flushall()

    async def _fill_the_queue(self) -> None:
        """No memory left: the queue takes nothing more, and forgets nothing."""
        async with self._queue() as queue:
            await queue.config_set("maxmemory-policy", "noeviction")
            await queue.config_set("maxmemory", "1")
            await asyncio.sleep(2)
            await queue.config_set("maxmemory", "0")

    async def _cut_the_queue(self) -> None:
        for _ in range(3):
            self.machine.queue_wire.cut()
            await asyncio.sleep(self.random.uniform(0.05, 0.3))

    async def _hang_the_queue(self) -> None:
        self.machine.queue_wire.hang()
        await asyncio.sleep(self.random.uniform(1, 3))
        self.machine.queue_wire.pass_on()

    async def _refuse_the_queue(self) -> None:
        self.machine.queue_wire.refusing = True
        self.machine.queue_wire.cut()
        await asyncio.sleep(2)
        self.machine.queue_wire.pass_on()

    async def _strand_the_queue(self) -> None:
        self.machine.queue_wire.strand()

    async def _ring_again_for_what_is_done(self) -> None:
        """Three times, out of order, as if every message had come again after a long while."""
        rows = await self.machine.ask(
            "SELECT consumer, event_id FROM messaging.delivery WHERE done_at IS NOT NULL AND district_id = $1"
            " ORDER BY random() LIMIT 50",
            self.district_id,
        )
        messages = [(row["consumer"], [str(row["event_id"])]) for row in rows] * 3
        self.random.shuffle(messages)
        async with self._queue() as queue:
            for consumer, event_ids in messages:
                await self._enqueue(queue, consumer, [self.district_id, event_ids])

    async def _ring_for_nothing(self) -> None:
        """For an actor that is not there, with words that are no arguments, and for events that were never said."""
        async with self._queue() as queue:
            await self._enqueue(queue, "ledger.no_such_actor", [self.district_id, [str(new_id())]])
            await self._enqueue(queue, "ledger.keep_facts", ["nonsense"])
            await self._enqueue(queue, "attendance.keep_members", [self.district_id, [str(new_id())]])

    async def _say_what_nobody_can_read(self) -> None:
        connection = await self.machine.connect()
        try:
            for topic in ("registration.enrolment_confirmed.v1", "nobody.has_heard_of.v9"):
                event_id = new_id()
                await connection.execute(
                    "INSERT INTO messaging.event (district_id, id, topic, payload, occurred_at)"
                    " VALUES ($1, $2, $3, $4, now())",
                    *(self.district_id, event_id, topic, json.dumps({"schema_version": 99, "members": "garbage"})),
                )
                self.poisoned.append(event_id)
        finally:
            await connection.close(timeout=5)

    async def _hold_the_book_and_idle(self) -> None:
        """A transaction that takes the book's row and says nothing more: the database ends it."""
        await self._hold(
            "SELECT 1 FROM ledger.book WHERE district_id = $1 FOR UPDATE", idle_is_ended_after="2s", seconds=4
        )

    async def _hold_the_class(self) -> None:
        await self._hold("SELECT 1 FROM registration.class WHERE district_id = $1 FOR UPDATE", seconds=3)

    async def _hold(self, query: str, *, seconds: float, idle_is_ended_after: str | None = None) -> None:
        connection, held = await self.machine.connect(), False
        try:
            await connection.execute(f"SET idle_in_transaction_session_timeout = '{idle_is_ended_after or 0}'")
            async with connection.transaction():
                await connection.fetch(query, self.district_id)
                held = True
                await asyncio.sleep(seconds)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            if not held or idle_is_ended_after is None:
                raise
        else:
            if idle_is_ended_after is not None:
                self.wrong.append("the database lets a transaction idle")
        finally:
            with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
                await connection.close(timeout=5)

    async def _migrate(self) -> None:
        """What a new release does first, while the old one serves: it sets the roles' passwords anew as well."""
        quietly = asyncio.subprocess.DEVNULL
        migrated = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "services.cli", "migrate", stdout=quietly, stderr=quietly
        )
        if await asyncio.wait_for(migrated.wait(), 60) != 0:
            raise TimeoutError("the database did not let itself be migrated")

    def _queue(self) -> "Redis":
        return Redis.from_url(self.machine.valkey.url, socket_timeout=5)

    async def _enqueue(self, queue: "Redis", actor: str, arguments: list[object]) -> None:
        """As dramatiq's broker does it, past the wire."""
        message_id = str(new_id())
        name = actor.partition(".")[0]
        message = {
            "queue_name": name,
            "actor_name": actor,
            "args": arguments,
            "kwargs": {},
            "options": {"redis_message_id": message_id},
            "message_id": message_id,
            "message_timestamp": 0,
        }
        await queue.hset(f"dramatiq:{name}.msgs", message_id, json.dumps(message))
        await queue.rpush(f"dramatiq:{name}", message_id)
