"""The attendance service as a process of its own, to be told to end or killed."""

import asyncio
import ctypes
import multiprocessing
import os
import signal
import ssl
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Final

import httpx
import uvicorn
import yaml

from services.platform.supervisor.ports import LOCALHOST, free_port

PATIENCE_SECONDS: Final = 120
APP: Final = "services.attendance.app"
COMPOSE: Final = Path(__file__).parents[2] / "docker-compose.yml"
# Each is a child of a process that has read the service's modules already: to read them takes each two seconds.
_NURSERY: Final = multiprocessing.get_context("forkserver")
_NURSERY.set_forkserver_preload([__name__, APP])
_DIES_WITH_ITS_PARENT: Final = 1
# To read the authorities of the world for each client takes 40 milliseconds, and nobody here speaks TLS.
PLAIN: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass(frozen=True)
class Service:
    """A running service, at a port of this machine."""

    process: ForkServerProcess
    port: int

    def tell(self, number: signal.Signals) -> None:
        assert self.process.pid is not None
        os.kill(self.process.pid, number)

    def ended(self, *, within_seconds: float) -> bool:
        self.process.join(within_seconds)
        return self.process.exitcode is not None

    def kill(self) -> None:
        self.process.kill()
        self.process.join()


def as_shipped() -> list[str]:
    """What is said to uvicorn where the service is deployed."""
    words: list[str] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]["attendance"]["command"]
    assert words[:4] == ["python", "-m", "uvicorn", f"{APP}:create_app"]
    return words[3:]


def _serve(environment: Mapping[str, str], log: Path, port: int) -> None:
    ctypes.CDLL(None).prctl(_DIES_WITH_ITS_PARENT, signal.SIGKILL)
    os.environ.clear()
    os.environ.update(environment)
    with log.open("ab") as output:
        os.dup2(output.fileno(), sys.stdout.fileno())
        os.dup2(output.fileno(), sys.stderr.fileno())
    # What is said last holds: an address of this machine.
    uvicorn.main([*as_shipped(), "--host", LOCALHOST, "--port", str(port)])


async def start_service(database_url: str, folder: Path, *, port: int | None = None) -> Service:
    """The service on a database, when it answers; it ends with this process."""
    port, log = port or free_port(), folder / "attendance.log"
    # Who asks until the database is there again asks more often than a person may.
    environment = {**os.environ, "DATABASE_URL": database_url, "RATE_FACTOR": "0"}
    process = _NURSERY.Process(target=_serve, args=(environment, log, port), daemon=True)
    process.start()
    async with asyncio.timeout(PATIENCE_SECONDS), httpx.AsyncClient(trust_env=False, verify=PLAIN) as client:
        while not await _answers(client, port):
            assert process.is_alive(), log.read_text()[-2000:]
            await asyncio.sleep(0.02)
    return Service(process, port)


async def _answers(client: httpx.AsyncClient, port: int) -> bool:
    try:
        return (await client.get(f"http://{LOCALHOST}:{port}/livez")).is_success
    except httpx.TransportError:
        return False


@asynccontextmanager
async def service(database_url: str, folder: Path) -> AsyncIterator[Service]:
    """The same, gone at the end whatever happens."""
    running = await start_service(database_url, folder)
    try:
        yield running
    finally:
        running.kill()
