"""The nightly backup, run as it is shipped against a server of its own."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from services.platform.embedded import Postgres, start_postgres
from tests.deploy.following import follow, programs

SCRIPT = Path(__file__).parents[2] / "deploy" / "postgres" / "backup.sh"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    postgres = start_postgres(tmp_path_factory.mktemp("backed-up"), durable=True)
    yield postgres
    postgres.stop()


def back_up(
    server: Postgres, folder: Path, *options: str, keep: int, path: str = "", again: str = "0"
) -> subprocess.CompletedProcess[str]:
    (folder / "backups").mkdir(exist_ok=True)
    (folder / "archive").mkdir(exist_ok=True)
    url = urlsplit(server.url)
    environment = {
        "PATH": f"{path}:{programs()}:{os.environ['PATH']}",
        "AGAIN": again,
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


def whole(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "backups").glob("*T*Z"))


def program(folder: Path, name: str, *lines: str) -> str:
    """A program that stands before that of Postgres; the path of its folder."""
    (folder / "programs").mkdir(exist_ok=True)
    (folder / "programs" / name).write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    (folder / "programs" / name).chmod(0o755)
    return str(folder / "programs")


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
    (kept,) = whole(tmp_path)
    assert kept > "2026"
    assert (backups / kept / "backup_manifest").exists()
    assert not list(backups.glob("*.unfinished"))
    # WAL from before the oldest backup restores nothing any more.
    assert [path.name for path in archive.iterdir()] == ["0000000100000000000000FF"]


def test_a_backup_that_fails_removes_nothing_and_says_so(server: Postgres, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "20200101T000001Z").mkdir()
    gone = replace(server, url="postgresql://a:b@127.0.0.1:1/x")

    done = back_up(gone, tmp_path, "once", keep=1)

    assert done.returncode != 0
    assert whole(tmp_path) == ["20200101T000001Z"]


def test_a_nightly_backup_that_cannot_be_verified_is_none_and_ends_the_container(
    server: Postgres, tmp_path: Path
) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "20200101T000001Z").mkdir()

    done = back_up(server, tmp_path, keep=1, path=program(tmp_path, "pg_verifybackup", "exit 1"))

    assert done.returncode == 1
    assert "the backup failed" in done.stderr
    assert whole(tmp_path) == ["20200101T000001Z"]


@pytest.mark.parametrize(("before", "seconds"), [((), "30"), (("20200101T000001Z",), "3600")])
def test_a_first_backup_is_tried_again_soon_and_a_later_one_within_the_hour(
    server: Postgres, tmp_path: Path, before: tuple[str, ...], seconds: str
) -> None:
    (tmp_path / "backups").mkdir()
    for name in before:
        (tmp_path / "backups" / name).mkdir()
    path = program(tmp_path, "pg_basebackup", "exit 1")
    program(tmp_path, "sleep", f'echo "$1" > "{tmp_path / "slept"}"')

    done = back_up(server, tmp_path, keep=1, path=path, again="")

    assert done.returncode == 1
    assert (tmp_path / "slept").read_text(encoding="utf-8").strip() == seconds


def test_room_is_made_without_a_new_backup(tmp_path: Path) -> None:
    backups, archive = tmp_path / "backups", tmp_path / "archive"
    for number in range(3):
        (backups / f"2020010{number + 1}T000000Z").mkdir(parents=True)
        (backups / f"2020010{number + 1}T000000Z" / "backup_label").write_text(
            f"START WAL LOCATION: 0/{number + 3}000028 (file 00000001000000000000000{number + 3})\n", encoding="utf-8"
        )
    (backups / "20200104T000000Z.unfinished").mkdir()
    archive.mkdir()
    for number in range(2, 6):
        (archive / f"00000001000000000000000{number}").touch()

    said = follow("full-disk", "fewer", BACKUPS=backups, ARCHIVE=archive, KEEP=2)

    assert said == f"removed {backups / '20200101T000000Z'}\n"
    assert whole(tmp_path) == ["20200102T000000Z", "20200103T000000Z"]
    assert not list(backups.glob("*.unfinished"))
    assert [path.name[-1] for path in sorted(archive.iterdir())] == ["4", "5"]


def test_the_last_backup_is_never_removed(server: Postgres, tmp_path: Path) -> None:
    (tmp_path / "backups" / "20200101T000001Z").mkdir(parents=True)

    done = [back_up(server, tmp_path, word, keep=0) for word in ("prune", "once")]

    assert [one.returncode for one in done] == [1, 1]
    assert whole(tmp_path) == ["20200101T000001Z"]


def test_who_wants_a_backup_now_waits_for_the_nightly_one_and_spares_it(server: Postgres, tmp_path: Path) -> None:
    hurdle = tmp_path / "hurdle"
    os.mkfifo(hurdle)
    # The first stands still when all is copied, as one of a large database does for hours.
    path = program(
        tmp_path,
        "pg_verifybackup",
        f'[ -e "{tmp_path}/first" ] || {{ touch "{tmp_path}/first"; read -r _ <"{hurdle}"; }}',
    )

    with ThreadPoolExecutor() as people:
        nightly = people.submit(back_up, server, tmp_path, "once", keep=7, path=path)
        until(lambda: (tmp_path / "first").exists())
        now = people.submit(back_up, server, tmp_path, "once", keep=7)
        pruned = back_up(server, tmp_path, "prune", keep=7)
        time.sleep(1)
        standing, being_made = not now.done(), list((tmp_path / "backups").glob("*.unfinished"))
        hurdle.write_text("go on\n", encoding="utf-8")
        done = [one.result() for one in (nightly, now)]

    assert [one.returncode for one in (*done, pruned)] == [0, 0, 0], [one.stderr for one in done]
    assert standing
    assert len(being_made) == 1
    assert len(whole(tmp_path)) == 2
    assert "waiting for its end" in done[1].stderr


def until(happened: Callable[[], bool]) -> None:
    limit = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < limit
        time.sleep(0.05)
