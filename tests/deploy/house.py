"""Servers of Postgres as runbooks know them: a primary that archives as the shipped one does, and what comes of it."""

import asyncio
import shutil
import signal
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import yaml

from services.platform.embedded import Postgres, start_postgres
from services.platform.supervisor import processes
from tests.deploy.following import ROOT, follow

PATIENCE = timedelta(seconds=60)


@dataclass
class House:
    """A folder with a server in each of its rooms."""

    folder: Path
    running: dict[str, Postgres] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for folder in (self.backups, self.archive):
            folder.mkdir()

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    def data(self, room: str) -> Path:
        """Where a server's data lie, with the password of all in its place."""
        (self.folder / room).mkdir(exist_ok=True)
        if room != "primary":
            shutil.copy(self.folder / "primary" / "postgres.password", self.folder / room)
        return self.folder / room / "data"

    def start(self, room: str) -> Postgres:
        self.running[room] = start_postgres(self.folder / room, durable=True)
        return self.running[room]

    def reached(self, room: str) -> dict[str, str]:
        """How libpq's programs reach a server."""
        url = urlsplit(self.running[room].url)
        given = {"PGHOST": url.hostname, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password}
        return {"PGDATABASE": "postgres", **{name: str(value) for name, value in given.items()}}

    def kill(self, room: str) -> None:
        master = self.running[room].process.pid
        children = [pid for pid in processes.list_processes() if processes.parent_of(pid) == master]
        for pid in (master, *children):
            processes.send(pid, signal.SIGKILL)
        self.running[room].process.wait()

    def let_archive(self, room: str) -> None:
        """Have it keep its WAL as docker-compose.yml says; it starts anew for that."""
        # What is killed are processes, and what they wrote stays with the machine. In production nothing would start.
        for statement in ("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET archive_mode = on"):
            asyncio.run(ask(self.running[room].url, statement))
        command = archive_command().replace("/archive", str(self.archive))
        asyncio.run(ask(self.running[room].url, f"ALTER SYSTEM SET archive_command = '{command}'"))
        self.running[room].stop()
        self.start(room)

    def leave(self) -> None:
        for server in self.running.values():
            server.stop()
        # Each room holds a whole server: pytest would keep those of the last three times.
        shutil.rmtree(self.folder, ignore_errors=True)


def archive_command() -> str:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    words = compose["services"]["postgres"]["command"]
    return str(next(word for word in words if word.startswith("archive_command=")).partition("=")[2])


async def ask(url: str, query: str) -> Any:
    connection = await asyncpg.connect(url, timeout=10)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


async def until_archived(url: str) -> None:
    wal = await ask(url, "SELECT pg_walfile_name(pg_switch_wal())")
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while (await ask(url, "SELECT coalesce(last_archived_wal, '') FROM pg_stat_archiver")) < wal:  # noqa: ASYNC110 - Postgres tells nobody
            await asyncio.sleep(0.05)


async def until_it_says(wanted: str, block: str, runbook: str, **environment: object) -> None:
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while (await asyncio.to_thread(follow, runbook, block, **environment)).strip() != wanted:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.1)
