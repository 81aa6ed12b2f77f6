"""The attendance service as a process of its own, to be told to end or killed."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from services.platform.supervisor import Child
from services.platform.supervisor.children import RunningChild, start_child
from services.platform.supervisor.ports import free_port

PATIENCE_SECONDS = 120


async def start_service(database_url: str, folder: Path, *, port: int | None = None) -> tuple[RunningChild, int]:
    """The service on a database, when it answers, and its port; it ends with this process."""
    port = port or free_port()
    served = [sys.executable, "-m", "uvicorn", "services.attendance.app:create_app", "--factory", "--port", str(port)]
    child = Child(
        name="attendance",
        argv=[*served, "--no-access-log", "--timeout-graceful-shutdown", "30"],
        env={"DATABASE_URL": database_url},
        port=port,
        ready_path="/livez",
    )
    running = start_child(child, log=folder / f"attendance-{port}.log", mark="XUEFEN_TESTED=1")
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await running.is_ready():
            running.raise_if_dead()
            await asyncio.sleep(0.02)
    return running, port


@asynccontextmanager
async def service(database_url: str, folder: Path) -> AsyncIterator[tuple[RunningChild, int]]:
    """The same, gone at the end whatever happens."""
    running, port = await start_service(database_url, folder)
    try:
        yield running, port
    finally:
        running.kill()
