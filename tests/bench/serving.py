"""Servers under load: uvicorn processes of the check-in service, and what they and Postgres take of the processors."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx

from services.platform.embedded import free_port
from services.platform.settings import load_settings
from tests.bench.crowds import Expected, count_missing, lines_of
from tests.bench.harness import seconds_of

REAL = "services.attendance.app:create_app"
CEILING = "tests.bench.desks:create_ceiling"
ONE_BY_ONE = "tests.bench.desks:create_one_by_one"
PROCESSES = 2
_READY_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Heard:
    """What the generator heard, and what serving it took."""

    rate: float
    """Acknowledged requests a second."""
    processor_us: float
    """Of the servers and Postgres, for each acknowledged request."""
    acknowledged: list[int]
    """By the places of the requests."""
    told: dict[str, Any]
    missing: int = 0
    """Acknowledged and not in the table."""
    rows: int = 0


@asynccontextmanager
async def served(factory: str, *, processes: int = PROCESSES) -> AsyncIterator[tuple[list[int], list[int]]]:
    """Start processes of a service, two unless told otherwise; their ports and process numbers."""
    ports = [free_port() for _ in range(processes)]
    command = [sys.executable, "-m", "uvicorn", factory, "--factory", "--host", "127.0.0.1", "--no-access-log"]
    fast = ["--http", "services.platform.admission:Admission", "--loop", "uvloop", "--log-level", "warning"]
    started = [await asyncio.create_subprocess_exec(*command, *fast, "--port", str(port)) for port in ports]
    try:
        await asyncio.gather(*(_ready(port) for port in ports))
        yield ports, [process.pid for process in started]
    finally:
        for process in started:
            if process.returncode is None:
                process.terminate()
        await asyncio.wait_for(asyncio.gather(*(process.wait() for process in started)), 40)


async def _ready(port: int) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        for _ in range(_READY_SECONDS * 10):
            try:
                if (await client.get("/readyz")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise RuntimeError(f"nothing became ready on port {port}")


class Requests:
    """Check-ins written down for the generator, taken piece by piece."""

    def __init__(self, expected: Sequence[Expected], folder: Path) -> None:
        self.expected = expected
        self._folder = folder
        self._next = 0
        self._lines = lines_of(expected)

    async def send(
        self,
        ports: Sequence[int],
        servers: Sequence[int],
        *,
        many: int,
        connections: int,
        again: bool = False,
        rate: float | None = None,
        seconds: float | None = None,
    ) -> Heard:
        """Have the next ones sent, over that many connections, and hold the acknowledged against the table."""
        first, self._next = self._next, self._next + many
        lines = self._lines[first : self._next]
        heard = await send(
            ports, servers, folder=self._folder, lines=lines, connections=connections, again=again, rate=rate,
            seconds=seconds,
        )  # fmt: skip
        missing, rows = await count_missing(self.expected, [first + index for index in heard.acknowledged])
        return replace(heard, missing=missing, rows=rows)


async def send(
    ports: Sequence[int],
    servers: Sequence[int],
    *,
    folder: Path,
    lines: Sequence[str],
    connections: int,
    again: bool = False,
    rate: float | None = None,
    seconds: float | None = None,
) -> Heard:
    """Have requests sent by a process of its own: as fast as they are answered, or at a rate for some seconds."""
    requests, acknowledged, orders = folder / "requests", folder / "acknowledged", folder / "orders"
    requests.write_text("\n".join(lines), encoding="ascii")
    told_to = {
        "requests": str(requests),
        "acknowledged": str(acknowledged),
        "ports": list(ports),
        "connections": connections,
        "again": again,
        "code_key": load_settings().secret("code_key"),
    }
    if rate is not None:
        told_to |= {"rate": rate, "seconds": seconds}
    orders.write_text(json.dumps(told_to), encoding="utf-8")
    generator = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.generator", str(orders),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, limit=2**20,
    )  # fmt: skip
    if generator.stdin is None or generator.stdout is None:
        raise RuntimeError("no pipes")
    await generator.stdout.readline()
    watched = [*servers, *postgres_below(os.getpid())]
    before = seconds_of(watched)
    generator.stdin.write(b"go\n")
    told = json.loads(await generator.stdout.readline())
    took = seconds_of(watched) - before
    await generator.wait()
    answered = json.loads(acknowledged.read_text(encoding="ascii"))
    return Heard(len(answered) / told["seconds"], took / max(1, len(answered)) * 1e6, answered, told)


def postgres_below(process: int) -> list[int]:
    """Return the Postgres that this process started; its backends are counted with it."""
    return [
        int(folder.name)
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and _is_postgres_of(folder, process)
    ]


def _is_postgres_of(folder: Path, process: int) -> bool:
    try:
        name, _, rest = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")
    except OSError:
        return False
    return name.endswith("(postgres") and int(rest.split()[1]) == process


@asynccontextmanager
async def scratch() -> AsyncIterator[Path]:
    with tempfile.TemporaryDirectory(prefix="xuefen-bench-") as folder:
        yield Path(folder)
