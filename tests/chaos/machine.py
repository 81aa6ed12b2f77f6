"""The real processes on a database and a queue of their own, started again when they die, as an orchestrator would."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg

from services.platform.embedded import Postgres, Valkey, start_postgres, start_valkey
from services.platform.migration import migrate, recreate_database
from services.platform.settings import load_settings
from services.platform.supervisor import Child, processes
from services.platform.supervisor.children import RunningChild, start_child
from services.platform.supervisor.ports import free_port
from tests.bench.database import give_secrets
from tests.chaos.disk import Disk, start_on
from tests.chaos.wire import Wire

DIRECTORY = "directory"
SERVICES = (DIRECTORY, "registration", "attendance", "assessment", "ledger")
WORKER, RELAY = "worker", "relay"
# What they say in their log when they work.
_WORKS = {WORKER: b"Worker process is ready for action", RELAY: b"relay started"}
CLOCKS = Path(__file__).with_name("clocks")
_LOOK_SECONDS = 0.1
_READY_SECONDS = 60


async def until(is_so: Callable[[], bool]) -> None:
    """Look until it is so."""
    async with asyncio.timeout(_READY_SECONDS):
        while not is_so():  # noqa: ASYNC110 - another process tells nobody
            await asyncio.sleep(0.02)


@dataclass
class Machine:
    """Postgres, Valkey, a wire before each, and the processes that talk over them."""

    folder: Path
    postgres: Postgres
    valkey: Valkey
    database_wire: Wire
    queue_wire: Wire
    database_url: str
    """Past the wire, as superuser."""
    ports: dict[str, int]
    disk: Disk | None = None
    """The database's own, where one can be had."""
    running: dict[str, RunningChild] = field(default_factory=dict)
    restarts: int = 0
    database_back: list[float] = field(default_factory=list)
    """How many seconds it took to be there again, each time it had died."""
    _keeping: bool = True

    def url(self, service: str) -> str:
        return f"{self.root(service)}/{service}/v1"

    def root(self, service: str) -> str:
        return f"http://127.0.0.1:{self.ports[service]}"

    async def connect(self) -> asyncpg.Connection:
        """As superuser, past the wire."""
        return await asyncpg.connect(self.database_url, timeout=5, command_timeout=60)

    async def ask(self, query: str, *values: Any) -> list[asyncpg.Record]:
        connection = await self.connect()
        try:
            return list(await connection.fetch(query, *values))
        finally:
            await connection.close(timeout=5)

    def start(self) -> None:
        for name in (*SERVICES, WORKER, RELAY):
            self._start(name)

    async def ready(self) -> None:
        """Wait until every process is at work."""
        for name in self.running:
            await self.at_work(name)

    async def at_work(self, name: str) -> None:
        """Wait until a process answers, or says that it works: who is only being started cannot be harmed much."""
        async with asyncio.timeout(_READY_SECONDS):
            while not await self._works(name):  # noqa: ASYNC110 - another process tells nobody
                await asyncio.sleep(_LOOK_SECONDS)

    async def keep(self) -> None:
        """Start again whatever has died, until told to stop."""
        while self._keeping:
            await self.mend()
            await asyncio.sleep(_LOOK_SECONDS)

    async def mend(self) -> None:
        if self.postgres.process.poll() is not None:
            died = time.monotonic()
            self.postgres = await asyncio.to_thread(
                start_postgres, self.postgres.data.parent, durable=True, port=self.postgres.port
            )
            self.database_back.append(round(time.monotonic() - died, 2))
        if self.valkey.process.poll() is not None:
            self.valkey = await asyncio.to_thread(
                start_valkey, self.folder / "valkey", persistent=False, port=self.valkey.port
            )
        for name, running in list(self.running.items()):
            if running.process.poll() is not None:
                # What it left of itself: the worker's children do not always end with it.
                running.kill()
                self.restarts += 1
                self._start(name)

    def leave_off(self) -> None:
        """Start nothing again any more."""
        self._keeping = False

    async def stop(self) -> None:
        self.leave_off()
        for running in self.running.values():
            await asyncio.to_thread(running.kill)
        for wire in (self.database_wire, self.queue_wire):
            await wire.close()
        await asyncio.to_thread(self.valkey.stop)
        await asyncio.to_thread(self.postgres.stop)

    def kill_postgres(self) -> None:
        for pid in _families({self.postgres.process.pid}):
            processes.send(pid, signal.SIGKILL)

    def list_processes(self) -> Sequence[int]:
        """Services, worker and relay, with the children of each."""
        return _families({running.process.pid for running in self.running.values()})

    def kill(self, name: str) -> None:
        """A process and its own children, at once."""
        self.signal_group(name, signal.SIGKILL)

    def signal_group(self, name: str, number: signal.Signals) -> None:
        """To a process and its own children."""
        with suppress(ProcessLookupError):
            os.killpg(self.running[name].process.pid, number)

    def set_clock(self, name: str, seconds: float) -> None:
        """Put the clock of a process ahead of ours, or behind, from now on."""
        fresh = self._clock(name).with_suffix(".new")
        fresh.write_text(str(seconds))
        fresh.replace(self._clock(name))

    def _clock(self, name: str) -> Path:
        return self.folder / f"{name}.clock"

    async def _works(self, name: str) -> bool:
        running = self.running[name]
        if running.process.poll() is not None:
            return False
        return _WORKS[name] in running.log.read_bytes() if name in _WORKS else await running.is_ready()

    def _start(self, name: str) -> None:
        self.running[name] = start_child(
            self._child(name), log=self.folder / "logs" / f"{name}.log", mark=f"XUEFEN_CHAOS={os.getpid()}"
        )

    def _child(self, name: str) -> Child:
        env = {
            "DATABASE_URL": self.database_wire.address(self.database_url),
            "REDIS_URL": self.queue_wire.address(self.valkey.url),
            "PYTHONPATH": str(CLOCKS),
            "CHAOS_CLOCK": str(self._clock(name)),
            # Some machines forbid Python to keep what it compiled: whoever is killed would compile all of it again.
            "PYTHONDONTWRITEBYTECODE": "",
        }
        if name == WORKER:
            env |= {"dramatiq_queue_prefetch": "64", "dramatiq_worker_timeout": "100", "dramatiq_restart_delay": "1000"}
            arguments = ["dramatiq", "workers.main", "--processes", "1", "--threads", "8"]
            return Child(name=name, argv=[sys.executable, "-m", *arguments], env=env)
        if name == RELAY:
            return Child(name=name, argv=[sys.executable, "-m", "workers.relay"], env=env)
        served = ["uvicorn", f"services.{name}.app:create_app", "--factory", "--port", str(self.ports[name])]
        options = ["--no-access-log", "--http", "services.platform.admission:Admission"]
        argv = [sys.executable, "-m", *served, *options, "--timeout-graceful-shutdown", "130"]
        return Child(name=name, argv=argv, env=env, port=self.ports[name])


def _families(parents: Collection[int]) -> Sequence[int]:
    return [*parents, *(pid for pid in processes.list_processes() if processes.parent_of(pid) in parents)]


@asynccontextmanager
async def machine(folder: Path, disk: Disk | None) -> AsyncIterator[Machine]:
    """Servers with an empty, migrated database; nothing is left of them afterwards."""
    give_secrets()
    os.environ["FILE_STORE"] = str(folder / "files")
    # As many connections as the worker has threads, as where it is deployed.
    os.environ["POOL_SIZE"] = "8"
    # Who asks again through every fault asks more often than a person may.
    os.environ["RATE_FACTOR"] = "1000000"
    # A queue that keeps nothing: what it loses, the relay has to ring for again.
    valkey = await asyncio.to_thread(start_valkey, folder / "valkey", persistent=False)
    postgres = (
        await asyncio.to_thread(start_postgres, folder / "postgres", durable=True)
        if disk is None
        else await asyncio.to_thread(start_on, disk, elsewhere=folder / "postgres")
    )
    os.environ["REDIS_URL"] = valkey.url
    os.environ["DATABASE_URL"] = await recreate_database(postgres.url, "xuefen")
    await asyncio.to_thread(migrate, load_settings())
    wires = Wire(postgres.port), Wire(valkey.port)
    for wire in wires:
        await wire.listen()
    ports = {name: free_port() for name in SERVICES}
    made = Machine(folder, postgres, valkey, *wires, os.environ["DATABASE_URL"], ports, disk)
    try:
        yield made
    finally:
        await made.stop()
