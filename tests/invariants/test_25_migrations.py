"""Invariant 25: a migration beside traffic holds up no write for long, however long somebody reads.

That a process told to end answers everybody it took in is tests/attendance/test_desk_kills.py's.
"""

import asyncio
import os
from collections.abc import Callable
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.platform import clock, migration
from services.platform.settings import Settings
from tests.invariants.stalls import LONGEST_STALL, stalls_of
from tests.invariants.twice import Mutated, by_patch, invariant
from tests.support import World

# So long somebody reads on when the migration has come to wait for him.
READING_ON = timedelta(seconds=2)
_WAITS = text(
    "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = any(pg_blocking_pids(pid)))"
)


def _with_one_more(folder: Path) -> Config:
    """The migrations, and one that holds a table everybody writes to while it waits for another."""
    (folder / "9999_planted.py").write_text(
        f'"""A column more."""\n\nfrom alembic import op\n\nrevision = "9999"\n'
        f'down_revision = "{migration.newest_revision()}"\n\n\n'
        "def upgrade() -> None:\n"
        '    op.execute("ALTER TABLE directory.school ADD COLUMN planted int")\n'
        '    op.execute("ALTER TABLE directory.teacher ADD COLUMN planted int")\n'
    )
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.set_main_option("path_separator", "os")
    places = (str(files("migrations") / "versions"), str(folder))
    config.set_main_option("version_locations", os.pathsep.join(places))
    return config


@invariant(
    by_patch("it_waits_for_its_lock_with_everybody_behind_it", (migration, "LOCK_TIMEOUT_MS", 0)),
    # Shorter than a writer waits: all are answered well, and only how long they stood tells.
    by_patch("it_waits_longer_than_a_writer_may_stand", (migration, "LOCK_TIMEOUT_MS", 1_500)),
    by_patch("it_gives_up_at_once", (migration, "MOST_TRIES", 1)),
)
async def test_25_a_migration_behind_a_long_reader_lets_the_writers_pass_and_comes_to_its_end(
    district: World,
    mutated: Mutated,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    config = _with_one_more(tmp_path)
    monkeypatch.setattr(migration, "_configured", lambda: config)
    admin, reading = district.api("directory"), asyncio.Event()
    statuses: list[int] = []

    async def read() -> None:
        async with district.session("ledger") as session:
            await session.execute(text("select count(*) from directory.teacher"))
            reading.set()
            until = None
            while until is None or clock.real_now() < until:
                if await session.scalar(_WAITS) and until is None:
                    until = clock.real_now() + READING_ON
                await asyncio.sleep(0.02)

    async def write(number: int) -> None:
        school = {"code": f"W{number}", "name": "新建小学", "kind": "SCHOOL", "stage": "PRIMARY"}
        statuses.append((await admin.post("/schools", json=school)).status_code)

    async def migrate() -> bool:
        try:
            await asyncio.to_thread(migration.migrate, settings)
        except DBAPIError:
            return False
        return True

    url = settings.database_url.get_secret_value()
    async with mutated(district), stalls_of(url) as stalls:
        # Who is connected already is not told of.
        await district.apps.of["directory"].state.engine.dispose()
        reader = asyncio.create_task(read())
        await reading.wait()
        migrating = asyncio.create_task(migrate())
        while not migrating.done():
            await write(len(statuses))
            await asyncio.sleep(0.02)
        await reader
        done = migrating.result()

    stall = stalls.longest.total_seconds()
    record_property("measured", f"migration behind a reader of two seconds: longest wait for a table {stall:.3f} s")
    assert done
    assert set(statuses) == {201}
    assert timedelta(0) < stalls.longest < LONGEST_STALL
