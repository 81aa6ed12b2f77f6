"""What goes wrong: each fault begins, lasts some seconds, and is over; what is promised of it in time is measured."""

import asyncio
import json
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from random import Random
from uuid import UUID

import asyncpg

from services.platform.ids import new_id
from tests.chaos.busyness import Span
from tests.chaos.crowd import Crowd
from tests.chaos.machine import DIRECTORY, RELAY, SERVICES, WORKER, Machine, until
from tests.chaos.queue_faults import WORDS, QueueFaults
from tests.chaos.raging import Kind
from tests.chaos.wire import Cuts

_CUTTING_SECONDS = 1.5
_BACK_SECONDS = 120.0
_LOOK_SECONDS = 0.02
# Longer than whoever serves waits for a lock, or for a connection.
_HOLDING_SECONDS = 2.5
# Until whoever waits in line has been put off several times over.
_HOLDING_LONG_SECONDS = 10.0
OTHERS = tuple(name for name in SERVICES if name != DIRECTORY)
_WIRE, _CLASS, _BOOK, _SCHOOLS, _SCHEMA = "the wire", "the class", "the book", "the schools", "the schema"
_DATABASE = frozenset({_WIRE, _CLASS, _BOOK, _SCHOOLS, WORDS})
_POSTS = "ledger.post_outcomes"
# Seconds, the first time and at most.
_RINGS_AFTER = (5.0, 20.0)
# Being handled for the first time, and how long until they are rung for again.
_IN_HAND = """
    SELECT event_id, consumer, extract(epoch FROM next_at - clock_timestamp())::float AS due_in FROM messaging.delivery
    WHERE attempts = 1 AND done_at IS NULL AND parked_at IS NULL AND last_error IS NULL
"""
_NOT_DONE = """
    SELECT count(*) FROM messaging.delivery
    WHERE done_at IS NULL AND (event_id, consumer) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))
"""


@dataclass
class Faults:
    """Does harm to a machine."""

    machine: Machine
    random: Random
    crowd: Crowd
    long: bool = False
    """Whether there is time for what takes a quarter of a minute."""
    poisoned: list[UUID] = field(default_factory=list)
    """Events that nobody can read: they are parked, and hold up nobody."""
    measured: defaultdict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    """From when to when something took that has a bound, by its name."""
    ready_without_connection: list[int] = field(default_factory=list)
    """What /readyz was answered then: it waits as others do, and may get the connection of one who gave up."""
    class_held: list[Span] = field(default_factory=list)
    """From when to when somebody held the row of the class, and nothing else befell the database."""
    migrated: int = 0
    """How many releases have been here since this one."""
    wrong: list[str] = field(default_factory=list)
    """What was found to be so during a fault and must not be."""
    of_the_queue: QueueFaults = field(init=False)

    def __post_init__(self) -> None:
        self.of_the_queue = QueueFaults(self.machine, self.random, self.crowd.people.district_id)

    def kinds(self) -> Sequence[Kind]:
        """All that this machine has the means for."""
        wire, words = frozenset({_WIRE}), frozenset({WORDS})
        return (
            *(
                [Kind(self._freeze_the_worker_until_it_is_given_up, frozenset({WORKER}), needs=(WORKER,))]
                if self.long
                else []
            ),
            *(
                # Who reads meanwhile is to be put off by nothing else.
                [Kind(self._fill_the_disk, _DATABASE | {*OTHERS, _SCHEMA}, needs=OTHERS)]
                if self.machine.disk is not None
                else []
            ),
            *self.of_the_queue.kinds(),
            *(Kind(partial(self._kill, name), frozenset({name}), needs=(name,)) for name in (*SERVICES, WORKER, RELAY)),
            *(Kind(partial(self._end_gently, name), frozenset({name}), needs=(name,)) for name in OTHERS),
            Kind(self._freeze_the_worker, frozenset({WORKER}), needs=(WORKER,)),
            Kind(self._set_the_workers_clock_wrong, frozenset({WORKER}), needs=(WORKER,)),
            Kind(self._set_the_relays_clock_wrong, frozenset({RELAY}), needs=(RELAY,)),
            Kind(self._stop_postgres_at_once, _DATABASE),
            Kind(self._end_every_backend, _DATABASE),
            Kind(self._cut_the_database, wire),
            Kind(self._cut_around_commits, wire),
            Kind(self._hang_the_database, wire),
            Kind(self._slow_the_database, wire),
            Kind(self._strand_the_database, wire),
            Kind(self._say_what_nobody_can_read, words),
            Kind(self._hold_the_book_and_idle, frozenset({_BOOK})),
            Kind(self._migrate, frozenset({_SCHEMA})),
        )

    def bounded(self) -> Sequence[Kind]:
        """What is promised to be over in so many seconds: the harm that is done to nobody else meanwhile."""
        wire = frozenset({_WIRE})
        return (
            Kind(self._kill_the_worker_at_work, frozenset({WORKER}), needs=(WORKER,), spares=wire),
            Kind(self._hold_the_class, frozenset({_CLASS}), needs=("registration",), spares=wire),
            Kind(self._take_every_connection, frozenset({_SCHOOLS}), needs=(DIRECTORY,), spares=wire),
            Kind(self._kill_postgres, _DATABASE),
        )

    def lacking(self) -> Sequence[str]:
        """Faults for which this machine lacks the means, and which."""
        return () if self.machine.disk is not None else ("fill_the_disk: no small disk may be mounted here",)

    async def _kill_the_worker_at_work(self) -> None:
        """Amid handling, and nothing else befalls anybody: how long until what it had in hand is done."""
        connection = await self.machine.connect()
        try:
            async with connection.transaction(), asyncio.timeout(_BACK_SECONDS):
                # What it would write it waits for.
                await connection.execute("LOCK TABLE ledger.entry IN SHARE ROW EXCLUSIVE MODE")
                in_hand: list[asyncpg.Record] = []
                while _POSTS not in {row["consumer"] for row in in_hand}:
                    await asyncio.sleep(_LOOK_SECONDS)
                    in_hand = await connection.fetch(_IN_HAND)
                self.machine.kill(WORKER)
            # On a busy machine they were rung for twice before, and the next time is further away by design.
            due_in = max(row["due_in"] for row in in_hand)
            late = max(0.0, min(due_in, _RINGS_AFTER[1]) - _RINGS_AFTER[0])
            killed = time.monotonic()
            which = [[row[column] for row in in_hand] for column in ("event_id", "consumer")]
            # That it was not done at all is told by how long it was waited for.
            with suppress(TimeoutError):
                async with asyncio.timeout(_BACK_SECONDS):
                    while await connection.fetchval(_NOT_DONE, *which):  # noqa: ASYNC110 - nor does it then
                        await asyncio.sleep(_LOOK_SECONDS)
        finally:
            await connection.close(timeout=5)
        self.measured["worker"].append(Span(min(killed + late, time.monotonic()), time.monotonic()))

    async def _kill(self, name: str) -> None:
        self.machine.kill(name)

    async def _end_gently(self, name: str) -> None:
        self.machine.running[name].process.terminate()

    async def _freeze_the_worker(self) -> None:
        """It comes back with transactions begun before."""
        await self._freeze(self.random.uniform(1, 3))

    async def _freeze_the_worker_until_it_is_given_up(self) -> None:
        """Longer than its heartbeat may be missed, and than the database waits for a transaction that idles."""
        await self._freeze(self.random.uniform(12, 15))

    async def _freeze(self, seconds: float) -> None:
        self.machine.signal_group(WORKER, signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            self.machine.signal_group(WORKER, signal.SIGCONT)

    async def _set_the_workers_clock_wrong(self) -> None:
        await self._set_a_clock_wrong(WORKER)

    async def _set_the_relays_clock_wrong(self) -> None:
        await self._set_a_clock_wrong(RELAY)

    async def _set_a_clock_wrong(self, name: str) -> None:
        """Two minutes off, and then a step back, or ahead, to what it is."""
        self.machine.set_clock(name, self.random.choice((-120.0, 120.0)))
        await asyncio.sleep(self.random.uniform(1, 3))
        self.machine.set_clock(name, 0.0)

    async def _kill_postgres(self) -> None:
        await self._end_postgres(self.machine.kill_postgres)

    async def _stop_postgres_at_once(self) -> None:
        await self._end_postgres(lambda: self.machine.postgres.process.send_signal(signal.SIGQUIT))

    async def _end_postgres(self, end: Callable[[], None]) -> None:
        """What is promised begins when it takes connections again: until then it is Postgres that mends itself."""
        ended = self.machine.postgres
        end()
        await until(lambda: self.machine.postgres is not ended)
        accepts = time.monotonic()
        with suppress(TimeoutError):
            await self.crowd.read_until_answered()
        self.measured["database"].append(Span(accepts, time.monotonic()))

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
        assert self.machine.disk is not None, "no such fault is among the kinds"
        server, connection = self.machine.postgres, await self.machine.connect()
        with self.machine.disk.filled():
            try:
                await connection.execute("CREATE TABLE public.more AS SELECT generate_series(1, 100000)")
                self.wrong.append("something was written to a full disk")
            except asyncpg.DiskFullError:
                pass
            finally:
                await self._leave(connection)
            for _ in range(5):
                if (status := await self.crowd.read()) != 200:
                    self.wrong.append(f"with a full disk somebody who reads is answered {status}")
                await asyncio.sleep(0.2)
        if self.machine.postgres is not server or server.process.poll() is not None:
            self.wrong.append("the database did not live through a full disk")

    async def _hang_the_database(self) -> None:
        self.machine.database_wire.hang()
        await asyncio.sleep(self.random.uniform(1, 2))
        self.machine.database_wire.pass_on()

    async def _slow_the_database(self) -> None:
        self.machine.database_wire.delay = 0.1
        await asyncio.sleep(1.5)
        self.machine.database_wire.pass_on()

    async def _strand_the_database(self) -> None:
        """A connection that nobody ends and nothing comes through, as when a router forgets it."""
        self.machine.database_wire.strand()

    async def _say_what_nobody_can_read(self) -> None:
        connection = await self.machine.connect()
        try:
            for topic in ("registration.enrolment_confirmed.v1", "nobody.has_heard_of.v9"):
                event_id = new_id()
                await connection.execute(
                    "INSERT INTO messaging.event (district_id, id, topic, payload, occurred_at)"
                    " VALUES ($1, $2, $3, $4, now())",
                    *(
                        self.crowd.people.district_id,
                        event_id,
                        topic,
                        json.dumps({"schema_version": 99, "members": "garbage"}),
                    ),
                )
                self.poisoned.append(event_id)
        finally:
            await connection.close(timeout=5)

    async def _hold_the_book_and_idle(self) -> None:
        """A transaction that takes the book's row and says nothing more: the database ends it."""
        connection = await self.machine.connect()
        try:
            await connection.execute("SET idle_in_transaction_session_timeout = '1s'")
            async with connection.transaction():
                await self._hold(connection, "SELECT 1 FROM ledger.book WHERE district_id = $1 FOR UPDATE")
                async with asyncio.timeout(_HOLDING_SECONDS):
                    while not connection.is_closed():  # noqa: ASYNC110 - who is cut off is not called
                        await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError:
            self.wrong.append("the database lets a transaction idle")
        except (asyncpg.PostgresError, asyncpg.InterfaceError):
            if not connection.is_closed():
                raise
        finally:
            await self._leave(connection)

    async def _hold_the_class(self) -> None:
        """Who would enrol waits for it, and is told to come again."""
        connection = await self.machine.connect()
        try:
            async with connection.transaction():
                await self._hold(connection, "SELECT 1 FROM registration.class WHERE district_id = $1 FOR UPDATE")
                began = time.monotonic()
                await asyncio.sleep(_HOLDING_LONG_SECONDS)
                self.class_held.append(Span(began, time.monotonic()))
        finally:
            await self._leave(connection)

    async def _hold(self, connection: asyncpg.Connection, query: str) -> None:
        if not await connection.fetch(query, self.crowd.people.district_id):
            raise OSError("there is nothing yet to be held")

    async def _leave(self, connection: asyncpg.Connection) -> None:
        with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
            await connection.close(timeout=5)

    async def _take_every_connection(self) -> None:
        """So many wait for what somebody holds that none is left: who comes is put off, and the process lives."""
        connection, healths = await self.machine.connect(), defaultdict[str, list[int]](list)
        try:
            async with connection.transaction():
                await connection.execute("LOCK TABLE directory.school IN ACCESS EXCLUSIVE MODE")
                reading = asyncio.create_task(self.crowd.read_together())
                asking = [asyncio.create_task(self._ask_health(path, healths)) for path in ("/livez", "/readyz")]
                await asyncio.sleep(_HOLDING_SECONDS)
                # Whoever is not put off by now is answered late.
                answers = await reading
                for asked in asking:
                    asked.cancel()
        finally:
            await self._leave(connection)
        self.measured["shed"] += [one.span for one in answers]
        if not answers or any(one.status != 503 for one in answers):
            self.wrong.append(
                f"without a connection left readers are answered {sorted({one.status for one in answers})}"
            )
        if set(healths["/livez"]) != {200}:
            self.wrong.append(f"without a connection left /livez is answered {healths['/livez']}")
        self.ready_without_connection += healths["/readyz"]

    async def _ask_health(self, path: str, told: defaultdict[str, list[int]]) -> None:
        while True:
            told[path].append(await self.crowd.ask_health(path))
            await asyncio.sleep(0.1)

    async def _migrate(self) -> None:
        """What a new release does first, while the old one serves: it sets the roles' passwords anew as well."""
        quietly, newer = asyncio.subprocess.DEVNULL, str(self.migrated + 1)
        migrated = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.chaos.migrating", newer, stdout=quietly, stderr=quietly
        )
        try:
            failed = await asyncio.wait_for(migrated.wait(), _BACK_SECONDS)
        finally:
            if migrated.returncode is None:
                migrated.kill()
        if failed:
            # It is begun anew, as by an orchestrator: the server may just have been killed.
            raise OSError("the database did not let itself be migrated")
        self.migrated += 1
