"""How long writers waited for a lock on a table, as the server itself measured it.

What else the machine was busy with meanwhile is no part of that: how long a whole request took tells of both.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest

LONGEST_STALL = timedelta(seconds=0.5)
# Shorter waits are not told of. It is Postgres's patience before it looks for a deadlock as well.
_TOLD_FROM = "5ms"
# Who changes a table takes a stronger one.
_OF_WRITERS = ("AccessShareLock", "RowShareLock", "RowExclusiveLock")
_GRANTED = re.compile(
    rf"acquired (?:{'|'.join(_OF_WRITERS)}) on relation \d+ of database (?P<database>\d+) after (?P<ms>[\d.]+) ms"
)


@dataclass
class Stalls:
    """The waits of those who read and write, while somebody changed the tables."""

    waits: list[timedelta] = field(default_factory=list)

    @property
    def longest(self) -> timedelta:
        return max(self.waits, default=timedelta(0))


@asynccontextmanager
async def stalls_of(url: str) -> AsyncIterator[Stalls]:
    """Known when the block is over; of connections that are made within it."""
    connection = await asyncpg.connect(url)
    try:
        data, name, oid = await connection.fetchrow(
            "SELECT current_setting('data_directory'), datname, oid FROM pg_database WHERE datname = current_database()"
        )
        log = Path(data).parent / "log" / "postgres.log"
        if not log.exists():
            pytest.skip("the log of the server is not on this machine")
        for setting in ("log_lock_waits = on", f"deadlock_timeout = '{_TOLD_FROM}'"):
            await connection.execute(f"ALTER DATABASE {name} SET {setting}")
    finally:
        await connection.close()
    stalls, begins_at = Stalls(), log.stat().st_size
    yield stalls
    with log.open("rb") as file:
        file.seek(begins_at)
        told = file.read().decode(errors="replace")
    stalls.waits += [
        timedelta(milliseconds=float(granted["ms"]))
        for granted in _GRANTED.finditer(told)
        if int(granted["database"]) == oid
    ]
