"""`xuefen doctor`: what is broken on purpose is named, with what to do, and nothing secret is told."""

import asyncio
import json
import os
import shutil
import time
from collections import namedtuple
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from redis.asyncio import Redis
from sqlalchemy import pool, text
from sqlalchemy.ext.asyncio import create_async_engine
from typer.testing import CliRunner

from services.cli import command
from services.platform import clock
from services.platform.embedded import Valkey, start_valkey
from services.platform.migration import recreate_database
from services.platform.settings import load_settings, with_driver
from services.platform.tokens import new_key_pair

# The suite's own server is not durable, and the doctor says so each time.
OF_THIS_SERVER = ("fsync is off", "full_page_writes is off")
SYNCHRONOUS = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = {}', current_database()); END $$"
Looked = list[dict[str, str]]
DISK = namedtuple("DISK", "total used free")


@pytest.fixture(scope="module")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    server = start_valkey(tmp_path_factory.mktemp("doctor"), persistent=True)
    yield server
    server.stop()


@pytest.fixture(scope="module")
async def template(worker_id: str) -> str:
    """A production database, made once for this file."""
    name = f"xuefen_doctor_{worker_id}"
    url = await recreate_database(os.environ["TEST_SERVER_URL"], name, template="xuefen_template")
    await as_superuser(url, "UPDATE platform.deployment SET kind = 'production', clock_offset = '0'")
    return url


@pytest.fixture
async def deployment(
    template: str, valkey: Valkey, worker_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[str]:
    """A deployment with which nothing is wrong: a relay is connected, and a worker has just asked for work."""
    server, name = os.environ["TEST_SERVER_URL"], f"xuefen_patient_{worker_id}"
    url = await recreate_database(server, name, template=template.rpartition("/")[2])
    await as_superuser(url, SYNCHRONOUS.format("on"))
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("REDIS_URL", valkey.url)
    monkeypatch.setenv("FILE_STORE", str(tmp_path / "files"))
    monkeypatch.setenv("PUBLIC_URL", "https://xuefen.example.cn")
    monkeypatch.setenv("ALLOWED_HOSTS", "xuefen.example.cn")
    monkeypatch.delenv("TOTP_REQUIRED")
    # How full this machine is is not what is tried.
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: DISK(100 * 2**30, 50 * 2**30, 50 * 2**30))
    relay = create_async_engine(
        with_driver(url),
        poolclass=pool.NullPool,
        connect_args={"server_settings": {"application_name": "xuefen-relay"}},
    )
    async with relay.connect() as connection, Redis.from_url(valkey.url) as queue:
        await connection.execute(text("SELECT 1"))
        await queue.config_set("maxmemory-policy", "noeviction")
        await queue.zadd("dramatiq:__heartbeats__", {"a-worker": time.time() * 1000})
        yield url
        # The doctor reads its patient's clock, here in this process.
        clock.set_offset(timedelta())
        await queue.flushall()
    await relay.dispose()


async def as_superuser(url: str, *statements: str) -> None:
    engine = create_async_engine(with_driver(url), poolclass=pool.NullPool)
    async with engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


async def doctor(*options: str) -> tuple[int, Looked, str]:
    """Exit code, what was found wrong or to be looked at, and all that was printed."""
    result = await asyncio.to_thread(CliRunner().invoke, command("doctor"), ["doctor", "--json", *options])
    found = json.loads(result.stdout)
    here = [one for one in found if one["grade"] != "good" and not one["en"].startswith(OF_THIS_SERVER)]
    wrong = any(one["grade"] == "wrong" for one in found)
    assert result.exit_code == int(wrong)
    return result.exit_code, here, result.output


async def test_with_a_sound_deployment_nothing_is_wrong(deployment: str) -> None:
    assert deployment

    _, found, _ = await doctor()

    # What nobody can see from a test: an archive of WAL.
    assert [one["en"] for one in found if "WAL" not in one["en"]] == []


async def test_each_finding_speaks_both_languages_and_says_what_to_do(
    deployment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert deployment
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    monkeypatch.delenv("CURSOR_KEY")

    _, found, _ = await doctor("--at", "http://127.0.0.1:1")

    assert {one["part"] for one in found} >= {"settings", "queue", "ledger"}
    for one in found:
        assert one["zh"] != one["en"]
        assert one["remedy_zh"], one
        assert one["remedy_en"], one


WRONG = "0123456789abcdef" * 4


async def test_no_secret_is_told(deployment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_settings()
    names = [name for name in type(settings).model_fields if "key" in name or "secret" in name]
    secrets = [os.environ[name.upper()] for name in names if len(os.environ.get(name.upper(), "")) > 10]
    passwords = [settings.role_password(role) for role in ("relay", "ledger")]
    monkeypatch.setenv("ROLE_SECRET", WRONG)

    _, found, said = await doctor()

    assert any("cannot log in" in one["en"] for one in found)
    assert len(secrets) >= 9
    assert not [secret for secret in [*secrets, *passwords, WRONG] if secret in said]
    assert deployment not in said


Break = Callable[[str, pytest.MonkeyPatch], list[str]]


def sql(*statements: str) -> Break:
    return lambda _url, _environment: list(statements)


def setting(name: str, value: str | None) -> Break:
    def change(_url: str, environment: pytest.MonkeyPatch) -> list[str]:
        if value is None:
            environment.delenv(name)
        else:
            environment.setenv(name, value)
        return []

    return change


EVENT = (
    "INSERT INTO messaging.event (district_id, id, topic, payload, occurred_at, routed_at) "
    "VALUES (341825, uuidv7(), 't', '{{}}', now() - interval '10 minutes', {routed})"
)
DELIVERY = (
    "INSERT INTO messaging.delivery (district_id, event_id, consumer, attempts, sends, next_at, parked_at) "
    "SELECT district_id, id, 'ledger.post_outcomes', 5, 5, now(), {parked} FROM messaging.event"
)
BOOK = (
    "INSERT INTO directory.district (district_id, name, level, parent_id, created_at) "
    "VALUES (341825, '示范县', 'COUNTY', NULL, now())",
    "INSERT INTO ledger.book (district_id, next_seq, head_hash, signed_seq) VALUES (341825, 5, sha256(''), 4)",
)
VERIFIED = (
    "INSERT INTO ledger.book_verification (district_id, verification_id, asked_by, asked_at, entries, stage, place,"
    " done, total, findings, finished_at) VALUES (341825, uuidv7(), uuidv7(), now(), 4, 'DONE', '', 4, 4,"
    " '{findings}', now() - interval '{age}')"
)

BROKEN: dict[str, tuple[Break, str, str, str]] = {
    "a schema of yesterday": (
        sql("UPDATE migrations.alembic_version SET version_num = '0041'"), "database", "wrong", "the schema is 0041",
    ),
    "a schema of tomorrow": (
        sql("UPDATE migrations.alembic_version SET version_num = '9999'"), "database", "warning", "newer than this",
    ),
    "a schema that has left this release behind": (
        sql(
            "UPDATE migrations.alembic_version SET version_num = '9999'",
            "UPDATE platform.deployment SET oldest_release = '9998'",
        ),
        "database", "wrong", "asks for a release of 9998 or newer",
    ),
    "a table that shows every district": (
        sql("ALTER TABLE ledger.entry NO FORCE ROW LEVEL SECURITY"), "database", "wrong", "ledger.entry",
    ),
    "commits that may be lost": (
        sql(SYNCHRONOUS.format("off")),
        "database", "wrong", "synchronous_commit is off",
    ),
    "a parked event": (
        sql(EVENT.format(routed="now()"), DELIVERY.format(parked="now()")), "events", "wrong", "failed five times",
    ),
    "an event that nobody routes": (sql(EVENT.format(routed="NULL")), "events", "wrong", "the oldest for 6"),
    "an event that nobody hears": (
        sql(EVENT.format(routed="now() - interval '2 minutes'"), DELIVERY.format(parked="NULL")),
        "events", "wrong", "1 events wait, the oldest for 12",
    ),
    "a book that was never verified": (sql(*BOOK), "books", "warning", "341825: the book was verified never"),
    "a book verified long ago": (
        sql(*BOOK, VERIFIED.format(findings="[]", age="20 days")), "books", "warning", "verified 20 days ago",
    ),
    "a book that does not hold": (
        sql(*BOOK, VERIFIED.format(findings="[1, 2]", age="1 hour")), "books", "wrong", "found 2 things",
    ),
    "verdicts that lag": (
        sql(
            *BOOK,
            VERIFIED.format(findings="[]", age="1 hour"),
            "INSERT INTO ledger.standing_mark VALUES (341825, uuidv7(), uuidv7(), now() - interval '3 hours')",
        ),
        "books", "warning", "not judged within an hour",
    ),
    "a demo taken for real": (
        sql("UPDATE platform.deployment SET kind = 'demo', clock_offset = '5 days'"), "database", "warning",
        "a demo database, its clock moved by 432000 seconds",
    ),
    "no database": (
        setting("DATABASE_URL", "postgresql://a@127.0.0.1:1/x"), "database", "wrong", "these roles cannot log in",
    ),
    "no settings": (setting("DATABASE_URL", None), "settings", "wrong", "DATABASE_URL"),
    "a weak secret": (setting("CODE_KEY", "short"), "settings", "wrong", "CODE_KEY"),
    "a missing secret": (setting("WEBHOOK_KEY", None), "settings", "wrong", "WEBHOOK_KEY is missing"),
    "keys that do not fit": (
        setting("TOKEN_PUBLIC_KEYS", new_key_pair()[1]), "settings", "wrong", "belongs to TOKEN_PRIVATE_KEY",
    ),
    "keys that are none": (setting("BOOK_PUBLIC_KEYS", "{}"), "settings", "wrong", "belongs to BOOK_PRIVATE_KEY"),
    "webhooks into the network": (setting("WEBHOOKS_ANYWHERE", "true"), "settings", "wrong", "WEBHOOKS_ANYWHERE"),
    "administrators with a password alone": (
        setting("TOTP_REQUIRED", "false"), "settings", "wrong", "TOTP_REQUIRED is off",
    ),
    "requests without end": (setting("RATE_FACTOR", "0"), "settings", "wrong", "RATE_FACTOR is 0"),
    "a gateway of any name": (setting("ALLOWED_HOSTS", ""), "settings", "warning", "ALLOWED_HOSTS is empty"),
    "an address without TLS": (setting("PUBLIC_URL", "http://a.cn"), "settings", "warning", "PUBLIC_URL"),
    "no queue": (setting("REDIS_URL", "redis://127.0.0.1:1/0"), "queue", "wrong", "the queue is away"),
    "files that cannot be kept": (setting("FILE_STORE", "/proc/none"), "files", "wrong", "a file cannot be kept"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
async def test_what_is_broken_is_named(deployment: str, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    break_it, part, grade, words = BROKEN[what]
    await as_superuser(deployment, *break_it(deployment, monkeypatch))

    code, found, _ = await doctor()

    told = [one for one in found if one["part"] == part and words in one["en"]]
    assert [one["grade"] for one in told] == [grade], found
    if grade == "wrong":
        assert code == 1


@pytest.mark.parametrize(("free", "grade"), [(15, "warning"), (5, "wrong")])
async def test_a_disk_that_fills_up_is_named_in_time(
    deployment: str, monkeypatch: pytest.MonkeyPatch, free: int, grade: str
) -> None:
    assert deployment
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: DISK(100 * 2**30, (100 - free) * 2**30, free * 2**30))

    _, found, _ = await doctor()

    told = next(one for one in found if one["part"] == "files")
    assert told["grade"] == grade
    assert f"{free}% of the files' disk is free ({free} GiB)" in told["en"]


async def test_a_queue_that_evicts_and_a_silent_worker_and_relay_are_named(
    template: str, valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", template)
    monkeypatch.setenv("REDIS_URL", valkey.url)
    async with Redis.from_url(valkey.url) as queue:
        await queue.flushall()
        await queue.config_set("maxmemory-policy", "allkeys-lru")
        await queue.config_set("appendonly", "no")
        # The relay talks to the queue too: that makes no worker of it.
        await queue.zadd("dramatiq:__heartbeats__", {"relay-1": time.time() * 1000, "old": (time.time() - 99) * 1000})
        _, found, _ = await doctor()
        await queue.flushall()
        await queue.config_set("appendonly", "yes")

    grades = {(one["part"], one["grade"]): one["en"] for one in found}
    assert "allkeys-lru" in grades["queue", "wrong"]
    assert "append-only" in grades["queue", "warning"]
    assert ("worker", "wrong") in grades
    assert ("relay", "wrong") in grades


async def test_it_prints_a_table_for_people(deployment: str) -> None:
    assert deployment

    result = await asyncio.to_thread(CliRunner().invoke, command("doctor"), ["doctor"])

    assert "怎么办 what to do" in result.output
    assert "set fsync = on" in result.output
    assert "2 处有问题" in result.output
    assert result.exit_code == 1


def test_secrets_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    made = [CliRunner().invoke(command("secrets"), ["secrets", str(folder), "--database", "db:5432/x"])]
    first = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    made.append(CliRunner().invoke(command("secrets"), ["secrets", str(folder)]))

    assert [one.exit_code for one in made] == [0, 0]
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == first
    assert len(first) == 14
    assert first["database_url"] == f"postgresql://postgres:{first['postgres_password']}@db:5432/x"
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert not [value for value in first.values() if value and value in made[0].output]
