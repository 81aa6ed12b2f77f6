"""An archive that takes nothing: the doctor says so until it does again."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
import yaml

from services.platform.diagnosis import Grade, diagnose_database
from services.platform.embedded import start_postgres
from services.platform.migration import migrate, recreate_database
from services.platform.settings import load_settings
from tests.deploy.following import ROOT

pytestmark = pytest.mark.long


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a server archives as the shipped one does; nobody has made the folder."""
    words = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]["postgres"]["command"]
    command = next(word for word in words if word.startswith("archive_command=")).partition("=")[2]
    server = start_postgres(tmp_path, durable=True)
    with (server.data / "postgresql.auto.conf").open("a", encoding="utf-8") as file:
        file.write(f"archive_mode = on\narchive_command = '{command.replace('/archive', str(tmp_path / 'archive'))}'\n")
    server.stop()
    server = start_postgres(tmp_path, durable=True)
    monkeypatch.setenv("DATABASE_URL", asyncio.run(recreate_database(server.url, "xuefen")))
    migrate(load_settings())
    yield tmp_path / "archive"
    server.stop()


async def look() -> list[str]:
    """End a file of WAL, so that it is to be archived, and ask the doctor."""
    connection = await asyncpg.connect(load_settings().database_url.get_secret_value())
    try:
        await connection.execute("SELECT pg_logical_emit_message(false, 'tried', 'x'), pg_switch_wal()")
    finally:
        await connection.close()
    found = [one async for one in diagnose_database(load_settings()) if one.grade is Grade.WRONG]
    return [one.told.en for one in found if "WAL is not archived" in one.told.en]


def told(*, failing: bool) -> list[str]:
    until = time.monotonic() + 120
    while bool(found := asyncio.run(look())) != failing:
        assert time.monotonic() < until, found
        time.sleep(1)
    return found


def test_an_archive_that_takes_nothing_is_named_until_it_took_what_waited(archive: Path) -> None:
    (failing,) = told(failing=True)
    archive.mkdir()
    # The server runs as somebody else.
    archive.chmod(0o777)
    assert told(failing=False) == []

    assert any(path.name in failing for path in archive.iterdir())
