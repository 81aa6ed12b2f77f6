"""One Postgres and one Valkey for the whole run, migrated once; each worker process clones the template."""

import asyncio
import gc
import json
import os
import secrets
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from time import monotonic

import pytest
import uvloop
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from services.platform import clock
from services.platform.apart import Reader
from services.platform.embedded import Server, start_postgres, start_valkey
from services.platform.migration import mark_deployment, migrate, recreate_database
from services.platform.settings import Settings, load_settings, with_driver
from services.platform.tokens import new_key_pair
from services.policy.format.conditions import compiled
from services.policy.reading import Manuscript, reading_of
from tests import durations
from tests.support import Apps, World, make_world, use_mould
from tests.wechat import APP_ID, APP_SECRET, SMS_TOKEN, WechatStandIn

TEMPLATE = "xuefen_template"
_MOVE_CLOCK = text("UPDATE platform.deployment SET clock_offset = make_interval(secs => :seconds)")
_SERVERS = pytest.StashKey[list[Server]]()
# While everything is imported and collected nothing becomes garbage; see `pytest_collection_finish`.
gc.disable()


def pytest_configure(config: pytest.Config) -> None:
    """In the process that controls the run: servers, the migrated template, and the environment of the others.

    DATABASE_URL and REDIS_URL may name real servers; the databases made there begin with `xuefen_`.
    """
    if hasattr(config, "workerinput"):
        return
    folder = Path(tempfile.mkdtemp(prefix="xuefen-tests-"))
    private, public = new_key_pair()
    book_private, book_public = new_key_pair()
    os.environ.update(
        ROLE_SECRET=secrets.token_hex(32),
        DATA_KEY=secrets.token_hex(32),
        INDEX_KEY=secrets.token_hex(32),
        CODE_KEY=secrets.token_hex(32),
        CURSOR_KEY=secrets.token_hex(32),
        WEBHOOK_KEY=secrets.token_hex(32),
        TOKEN_PRIVATE_KEY=json.dumps(json.loads(private)),
        TOKEN_PUBLIC_KEYS=public,
        BOOK_PRIVATE_KEY=json.dumps(json.loads(book_private)),
        BOOK_PUBLIC_KEYS=book_public,
        POOL_SIZE="6",
        TOTP_REQUIRED="false",
        # Tests ask as no person does: counted as always, but see `limits_kept`.
        RATE_FACTOR="1000000",
        FILE_STORE=str(folder / "files"),
    )
    servers: list[Server] = []
    config.stash[_SERVERS] = servers
    if "DATABASE_URL" in os.environ:
        server_url = os.environ["DATABASE_URL"]
    else:
        postgres = start_postgres(folder / "postgres", durable=False)
        servers.append(postgres)
        server_url = postgres.url
    if "REDIS_URL" not in os.environ:
        valkey = start_valkey(folder / "valkey", persistent=False)
        servers.append(valkey)
        os.environ["REDIS_URL"] = valkey.url
    os.environ["TEST_SERVER_URL"] = server_url
    template = asyncio.run(recreate_database(server_url, TEMPLATE))
    os.environ["DATABASE_URL"] = template
    migrate(load_settings())
    asyncio.run(mark_deployment(template, "test"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    durations.sort(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    return _TogetherByFile(config, log) if config.getoption("dist") == "loadfile" else None


class _TogetherByFile(LoadFileScheduling):
    """Every test of a file in one process, and all that share one walk through every route; who walks alone, alone."""

    def _split_scope(self, nodeid: str) -> str:
        if not nodeid.startswith("tests/api/"):
            return str(super()._split_scope(nodeid))
        return nodeid if "::test_bad_input" in nodeid else "tests/api"


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Tests run on the loop that the services run on."""
    return {"uvloop": uvloop.new_event_loop}


def pytest_collection_finish() -> None:
    """What stands now stands to the end: the collector need not look through all of it again and again."""
    gc.freeze()
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests measured, and how many of the mutants that were tried were noticed by a failed assertion."""
    told = [
        report
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport)
    ]
    durations.record(told)
    called = [report for report in told if report.when == "call"]
    held = [report for report in called if report.passed]
    for measured in (value for report in held for name, value in report.user_properties if name == "measured"):
        terminalreporter.write_line(str(measured))
    # What fails as it has to is told as skipped; so is what was not tried at all, which kills nothing.
    tried = [hasattr(report, "wasxfail") for report in called if "mutants" in report.keywords]
    if tried:
        terminalreporter.write_line(f"mutants killed {sum(tried)}/{len(tried)}")


def pytest_unconfigure(config: pytest.Config) -> None:
    for server in reversed(config.stash.get(_SERVERS, [])):
        server.stop()


@pytest.fixture(scope="session")
def admin_url(worker_id: str) -> str:
    """This process's own database, as superuser."""
    server_url = os.environ["TEST_SERVER_URL"]
    name = f"xuefen_test_{worker_id}"
    os.environ["DATABASE_URL"] = asyncio.run(recreate_database(server_url, name, template=TEMPLATE))
    return os.environ["DATABASE_URL"]


@pytest.fixture(scope="session")
def wechat_server() -> Iterator[WechatStandIn]:
    stand_in = WechatStandIn()
    yield stand_in
    stand_in.stop()


@pytest.fixture
def wechat(wechat_server: WechatStandIn) -> Iterator[WechatStandIn]:
    """The stand-in that the directory asks instead of WeChat."""
    wechat_server.forget()
    yield wechat_server
    wechat_server.forget()


@pytest.fixture(scope="session")
def settings(admin_url: str, wechat_server: WechatStandIn) -> Settings:
    """Settings of this process's database; the roles' logins are derived from them."""
    assert admin_url
    os.environ.update(WECHAT_URL=wechat_server.url, WECHAT_APP_ID=APP_ID, WECHAT_APP_SECRET=APP_SECRET)
    os.environ.update(SMS_URL=f"{wechat_server.url}/messages", SMS_TOKEN=SMS_TOKEN)
    return load_settings()


@pytest.fixture(scope="session")
async def apps(settings: Settings) -> AsyncIterator[Apps]:
    """All five services, started, in this process."""
    async with Apps(settings) as apps:
        await use_mould(apps)
        yield apps


@pytest.fixture
async def district(apps: Apps) -> World:
    """A district of this test's own: two schools, eight teachers, pack XC. Commits are real."""
    return await make_world(apps)


@pytest.fixture
def standings_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the verdicts that the worker keeps: elsewhere nobody is judged because a day has passed."""
    monkeypatch.setattr(World, "unheard", frozenset())


@pytest.fixture
def limits_kept(apps: Apps, monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of how often somebody may ask: elsewhere nobody is ever told to wait for that."""
    for app in apps.of.values():
        kept = app.state.settings.model_copy(update={"rate_factor": 1.0})
        monkeypatch.setitem(app.state._state, "settings", kept)


@pytest.fixture
def read_apart() -> None:
    """For tests of the process of its own that reads strangers' packs."""


@pytest.fixture(autouse=True)
def packs_read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere packs are read in this process: one of their own takes a second to begin."""
    if "read_apart" in request.fixturenames:
        return

    async def answer(reader: Reader, given: bytes) -> bytes:
        compiled.cache_clear()  # the reader counts the conditions that it compiles
        read = await asyncio.to_thread(reading_of, Manuscript(**json.loads(given)))
        return json.dumps(asdict(read)).encode()

    monkeypatch.setattr(Reader, "answer", answer)


@pytest.fixture(scope="session")
async def administration(admin_url: str) -> AsyncIterator[AsyncEngine]:
    """A superuser's connection that is there already; looked at before it is used, for tests cut connections."""
    engine = create_async_engine(with_driver(admin_url), pool_size=1, pool_pre_ping=True)
    yield engine
    await engine.dispose()


@pytest.fixture(autouse=True)
def clock_left_right() -> Iterator[None]:
    """Whoever moved the clock has set it right again: what came after would stand at another moment and say nothing."""
    yield
    left = clock.offset()
    clock.set_offset(timedelta())
    assert left == timedelta(), f"the clock was left moved by {left}"


@pytest.fixture
async def travel(apps: Apps, administration: AsyncEngine) -> AsyncIterator[Callable[[datetime], Awaitable[None]]]:
    """Move the domain's clock of this database to a moment; it is set right again after the test."""

    async def to(moment: datetime) -> None:
        async with administration.begin() as connection:
            await connection.execute(_MOVE_CLOCK, {"seconds": (moment - clock.real_now()).total_seconds()})

    apps.ask_for_the_clock(always=True)
    yield to
    async with administration.begin() as connection:
        await connection.execute(_MOVE_CLOCK, {"seconds": 0})
    clock.set_offset(timedelta())
    apps.ask_for_the_clock(always=False)


_MINUTES = count(1)


@pytest.fixture
def minute_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let a minute pass for whoever keeps the versions of accounts.

    Each use goes on from the last: services outlive a test, and what they read then was read at its moment.
    """

    def pass_() -> None:
        ahead = 60.0 * next(_MINUTES)
        monkeypatch.setattr("services.platform.versions.monotonic", lambda: monotonic() + ahead)

    return pass_
