"""A server that archives as the shipped one does: what is said while the archive takes nothing, and what must be on."""

import asyncio
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest
from dramatiq import Worker
from dramatiq.asyncio import get_event_loop_thread, set_event_loop_thread
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import AsyncIO
from redis import Redis

from services.composed import FACTORIES
from services.platform import metrics
from services.platform.database import district_sessions, open_engine
from services.platform.diagnosis import Grade, copies, diagnose_database
from services.platform.embedded import Postgres, start_postgres, start_valkey
from services.platform.migration import migrate, recreate_database
from services.platform.settings import load_settings
from tests.deploy.following import follow, programs
from tests.deploy.house import archive_command
from workers import relay
from workers.broker import Databases, broker

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archiving")


@pytest.fixture(scope="module")
def server(admin_url: str, folder: Path) -> Iterator[Postgres]:
    """With a production database. Nobody has made the folder that it archives into."""
    # That of the suite has to be chosen before, or it would be chosen in between.
    assert admin_url
    server = start_postgres(folder, durable=True)
    with (server.data / "postgresql.auto.conf").open("a", encoding="utf-8") as file:
        file.write(
            f"archive_mode = on\narchive_command = '{archive_command().replace('/archive', str(folder / 'archive'))}'\n"
        )
    server.stop()
    server = start_postgres(folder, durable=True)
    with pytest.MonkeyPatch.context() as environment:
        url = asyncio.run(recreate_database(server.url, "xuefen"))
        environment.setenv("DATABASE_URL", url)
        # Who migrates need be no superuser: this is what deploy/README.md says that it has to be.
        ask(
            "CREATE ROLE migrator LOGIN CREATEROLE BYPASSRLS PASSWORD 'migrates'",
            "ALTER DATABASE xuefen OWNER TO migrator",
        )
        migrate(load_settings(), url=f"postgresql://migrator:migrates@{url.rpartition('@')[2]}")
        yield server
    server.stop()


def ask(*statements: str) -> None:
    async def connected() -> None:
        connection = await asyncpg.connect(load_settings().database_url.get_secret_value())
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(connected())


async def look(words: str = "WAL is not archived", grade: Grade = Grade.WRONG) -> list[str]:
    """What the doctor says of the archive, or of something else."""
    found = [one async for one in diagnose_database(load_settings()) if one.grade is grade]
    return [one.told.en for one in found if words in one.told.en]


def until(words: str, grade: Grade, *, told: bool) -> None:
    limit = time.monotonic() + 60
    while bool(found := asyncio.run(look(words, grade))) != told:
        assert time.monotonic() < limit, found
        time.sleep(0.1)


def told(*, failing: bool) -> list[str]:
    until = time.monotonic() + 120
    while True:
        # A file of WAL ends, and is to be archived.
        ask("SELECT pg_logical_emit_message(false, 'tried', 'x'), pg_switch_wal()")
        if bool(found := asyncio.run(look())) == failing:
            return found
        assert time.monotonic() < until, found
        time.sleep(0.2)


def measured() -> dict[str, float]:
    """What the relay tells of the archive."""

    async def looked() -> None:
        engine = open_engine(load_settings(), "relay")
        try:
            await relay.lookout_of(district_sessions(engine)).refresh(())
        finally:
            await engine.dispose()

    with pytest.MonkeyPatch.context() as queue, Redis.from_url(os.environ["REDIS_URL"]) as ours:
        # That of the process was chosen before there was a queue.
        queue.setattr(broker, "client", ours)
        asyncio.run(looked())
    lines = metrics.written().decode().splitlines()
    names = ("xuefen_archive_failing", "xuefen_archived_timestamp_seconds", "xuefen_wal_bytes")
    return {name: float(line.rpartition(" ")[2]) for name in names for line in lines if line.startswith(f"{name}{{")}


def test_an_archive_that_takes_nothing_is_named_until_it_took_what_waited(server: Postgres, folder: Path) -> None:
    url, archive = urlsplit(server.url), folder / "archive"
    place = {"PGHOST": url.hostname, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password}
    (failing,) = told(failing=True)
    before, said = measured(), follow("archiving", "failing", PGDATABASE="postgres", **place)
    archive.mkdir()
    # The server runs as somebody else.
    archive.chmod(0o777)
    assert told(failing=False) == []
    after = measured()

    assert any(path.name in failing for path in archive.iterdir())
    assert any(path.name in said.partition("|")[0] for path in archive.iterdir())
    assert follow("archiving", "mended", PGDATABASE="postgres", **place) == "t\n"
    assert (before["xuefen_archive_failing"], after["xuefen_archive_failing"]) == (1, 0)
    assert before["xuefen_archived_timestamp_seconds"] == 0
    assert abs(after["xuefen_archived_timestamp_seconds"] - time.time()) < 30
    assert 0 < before["xuefen_wal_bytes"] < after["xuefen_wal_bytes"]


def test_a_file_that_a_crash_has_brought_again_is_taken_and_another_of_its_name_is_not(
    server: Postgres, folder: Path
) -> None:
    archive, states = folder / "archive", server.data / "pg_wal" / "archive_status"
    archive.mkdir(exist_ok=True)
    archive.chmod(0o777)
    assert told(failing=False) == []
    again = max(path.stem for path in states.glob("*.done") if (archive / path.stem).exists())
    content = (archive / again).read_bytes()

    # As if the server had gone before it noted that the file is kept.
    (states / f"{again}.done").rename(states / f"{again}.ready")
    until = time.monotonic() + 60
    while not (states / f"{again}.done").exists():
        assert told(failing=False) == []
        assert time.monotonic() < until
        time.sleep(0.05)
    assert (archive / again).read_bytes() == content

    (archive / again).write_bytes(b"of another server")
    (states / f"{again}.done").rename(states / f"{again}.ready")
    (failing,) = told(failing=True)
    assert again in failing
    assert (archive / again).read_bytes() == b"of another server"
    (archive / again).unlink()
    assert told(failing=False) == []


def test_a_command_that_hangs_is_named_though_nothing_fails(
    server: Postgres, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, gate = folder / "archive", folder / "gate"
    archive.mkdir(exist_ok=True)
    archive.chmod(0o777)
    os.mkfifo(gate)
    gate.chmod(0o666)
    assert told(failing=False) == []
    monkeypatch.setattr(copies, "ARCHIVED_WITHIN", timedelta(0))
    # Nothing is written any more, and all that was is kept.
    until("WAL is not archived", Grade.WRONG, told=False)

    ask(f"ALTER SYSTEM SET archive_command = 'cat {gate}'", "SELECT pg_reload_conf()")
    try:
        (standing,) = told(failing=True)
    finally:
        command = archive_command().replace("/archive", str(archive))
        ask(f"ALTER SYSTEM SET archive_command = '{command}'", "SELECT pg_reload_conf()")
        # Opened for both, this waits for nobody, and whoever reads reads the end.
        os.close(os.open(gate, os.O_RDWR))

    assert "the archive command hangs" in standing
    until("WAL is not archived", Grade.WRONG, told=False)


def test_a_standby_that_is_away_is_named_by_what_waits_for_it_and_by_what_it_keeps(
    server: Postgres, folder: Path
) -> None:
    url = urlsplit(server.url)
    place = {"PGHOST": url.hostname, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password}
    waits = ("each commit waits for the standby standby1, and none follows", Grade.WRONG)
    keeps = ("slots that no standby uses keep WAL: standby1 ", Grade.WARNING)
    (folder / "received").mkdir()
    ask(
        "SELECT pg_create_physical_replication_slot('standby1', true)",
        "ALTER SYSTEM SET synchronous_standby_names = 'standby1'",
        "SELECT pg_reload_conf()",
    )
    try:
        for said in (waits, keeps):
            until(*said, told=True)
        follower = subprocess.Popen(
            [f"{programs()}/pg_receivewal", "-D", str(folder / "received"), "--slot=standby1", "--synchronous"],
            env={name: str(value) for name, value in place.items()} | {"PGAPPNAME": "standby1"},
        )
        try:
            for said in (waits, keeps):
                until(*said, told=False)
        finally:
            follower.terminate()
            follower.wait()
        for said in (waits, keeps):
            until(*said, told=True)
    finally:
        ask("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()")
        ask("SELECT pg_drop_replication_slot('standby1')")


def test_a_server_of_which_all_connections_are_taken_soon_is_named(server: Postgres) -> None:
    async def crowd() -> list[str]:
        async with AsyncExitStack() as stack:
            for _ in range(160):
                connection = await asyncpg.connect(server.url)
                stack.push_async_callback(connection.close)
            return await look("of 197 connections are taken", Grade.WARNING)

    assert asyncio.run(look("connections are taken", Grade.WARNING)) == []
    assert len(asyncio.run(crowd())) == 1


def test_of_a_server_that_archives_nothing_no_figures_are_told(admin_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", admin_url)

    assert measured() == {}


def serve() -> None:
    async def run() -> None:
        app = FACTORIES["directory"](load_settings())
        async with app.router.lifespan_context(app):
            pass

    asyncio.run(run())


def relay_events() -> None:
    async def run() -> None:
        # Told to end before it begins: it stays only to refuse.
        stop = asyncio.Event()
        stop.set()
        await relay.run(stop)

    asyncio.run(run())


def work() -> None:
    stub, loop, before = StubBroker(middleware=[]), AsyncIO(), get_event_loop_thread()
    worker, databases = Worker(stub), Databases()
    loop.before_worker_boot(stub, worker)  # type: ignore[no-untyped-call]  # dramatiq types its face only
    thread: Any = get_event_loop_thread()
    try:
        databases.before_worker_boot(stub, worker)
        databases.after_worker_shutdown(stub, worker)
        thread.stop()
    finally:
        thread.join(timeout=5)
        set_event_loop_thread(before)


STARTED: dict[str, Callable[[], None]] = {"service": serve, "relay": relay_events, "worker": work}


def refusal(process: str) -> str:
    """What a process says that does not start; nothing of one that does."""
    try:
        STARTED[process]()
    except Exception as fault:  # noqa: BLE001 - each dies of it in its own way
        return str(fault)
    return ""


@contextmanager
def off(setting: str) -> Iterator[None]:
    ask(f"ALTER SYSTEM SET {setting} = off", "SELECT pg_reload_conf()")
    try:
        yield
    finally:
        ask(f"ALTER SYSTEM RESET {setting}", "SELECT pg_reload_conf()")


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_nobody_starts_on_a_server_that_may_lose_what_it_confirmed(server: Postgres, setting: str) -> None:
    assert server
    with off(setting):
        said = {process: refusal(process) for process in STARTED}

    for process, words in said.items():
        assert f"{setting} is off: acknowledged records could be lost" in words, process
        assert words.endswith(f"; set {setting} = on in postgresql.conf"), process
    assert {process: refusal(process) for process in STARTED} == dict.fromkeys(STARTED, "")


def test_who_sends_and_who_takes_from_the_queue_refuse_one_that_throws_away(
    server: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert server
    valkey = start_valkey(tmp_path, persistent=False)
    try:
        monkeypatch.setenv("REDIS_URL", valkey.url)
        with Redis.from_url(valkey.url) as queue:
            queue.config_set("maxmemory-policy", "allkeys-lru")
        said = {process: refusal(process) for process in STARTED}
    finally:
        valkey.stop()

    assert {process for process, words in said.items() if "set maxmemory-policy to noeviction" in words} == {
        "relay", "worker",
    }  # fmt: skip
    # A service only asks the queue whether it is there.
    assert said["service"] == ""
