"""deploy/runbooks/upgrading.md followed: the release before serves on while the schema is renewed, and gives way."""

import asyncio
import io
import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from services.attendance.rules import Codes, Phase
from services.platform import clock, migration
from services.platform.crypto import derive
from services.platform.settings import Settings, load_settings
from services.platform.supervisor import Child
from services.platform.supervisor.children import RunningChild, start_child
from services.platform.supervisor.ports import free_port
from tests.attendance.scenes import Opened, open_class
from tests.conftest import TEMPLATE
from tests.invariants.stalls import LONGEST_STALL, stalls_of
from tests.support import Apps, World, make_world
from tests.walks.attendance import meeting

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
DESKS = 3
WARM, TRIED = 30, 60
PAUSE_SECONDS = 0.05
PATIENCE_SECONDS = 120

_COLUMNS = """
    SELECT format('%s.%s.%s', table_schema, table_name, column_name) AS name, udt_name,
           is_nullable = 'YES' OR column_default IS NOT NULL OR is_generated = 'ALWAYS' AS may_be_left_out
    FROM information_schema.columns
    WHERE table_schema IN ('platform', 'messaging', 'directory', 'directory_private', 'registration', 'attendance',
                           'assessment', 'ledger')
"""
_RIGHTS = """
    SELECT format('%s %s on %s.%s', grantee, privilege_type, table_schema, table_name)
    FROM information_schema.role_table_grants WHERE grantee LIKE 'xuefen\\_%' AND grantee <> 'xuefen_owner'
"""
_WAITS = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = any(pg_blocking_pids(pid)))"


@pytest.fixture
def release_before(tmp_path: Path) -> Path:
    """The code as it was before the newest migration came."""
    newest = migration.newest_revision()
    script = next((ROOT / "migrations" / "versions").glob(f"{newest}_*.py")).relative_to(ROOT)
    added = _git("log", "--diff-filter=A", "--format=%H", "-1", "--", str(script))
    # One that is not committed yet has all that is committed before it.
    kept = _git("archive", f"{added.decode().strip()}~1" if added else "HEAD", "services", "workers", "migrations",
                "openapi/examples", "pyproject.toml")  # fmt: skip
    folder = tmp_path / "before"
    with tarfile.open(fileobj=io.BytesIO(kept)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _git(*words: str) -> bytes:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"the history that holds the release before is not here: {done.stderr.decode()[:200]}")
    return done.stdout.strip() if words[0] == "log" else done.stdout


@pytest.fixture
def settings(worker_id: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    url = asyncio.run(
        migration.recreate_database(os.environ["TEST_SERVER_URL"], f"xuefen_upgraded_{worker_id}", template=TEMPLATE)
    )
    monkeypatch.setenv("DATABASE_URL", url)
    return load_settings()


@pytest.fixture
async def world(settings: Settings) -> AsyncIterator[World]:
    async with Apps(settings) as apps:
        yield await make_world(apps)


@dataclass
class Traffic:
    """Writes and reads of every service, one after another at each desk, at whichever address stands there now."""

    world: World
    opened: Opened
    address: str
    statuses: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    asked: int = 0
    longest: timedelta = timedelta(0)
    founded: set[str] = field(default_factory=set)
    planned: set[str] = field(default_factory=set)
    leaving: bool = False

    async def flow(self) -> None:
        limits = httpx.Limits(max_keepalive_connections=0)
        async with (
            httpx.AsyncClient(timeout=30, trust_env=False, limits=limits) as client,
            asyncio.TaskGroup() as desks,
        ):
            for desk in range(DESKS):
                desks.create_task(self._serve(client, desk))

    async def _serve(self, client: httpx.AsyncClient, desk: int) -> None:
        teacher = self.world.teachers[desk]
        officer, own = self.world.token("district_admin"), self.world.token("teacher", teacher=teacher.teacher_id)
        while not self.leaving:
            number = uuid4().hex[:8]
            school = {"code": number, "name": "新建小学", "kind": "SCHOOL", "stage": "PRIMARY"}
            plan = {"title": f"计划{number}", "starts_on": "2025-09-01", "ends_on": "2027-08-31"}
            code = {"code": self._code()}
            for method, path, token, body in (
                ("POST", "directory|/schools", officer, school),
                ("POST", "registration|/plans", officer, plan),
                ("PUT", f"attendance|/meetings/{self.opened.first.meeting_id}/check-in", own, code),
                ("GET", "assessment|/claims", officer, None),
                ("GET", f"ledger|/teachers/{teacher.teacher_id}/statement", own, None),
            ):
                await self._ask(client, method, path, token, body)
                await asyncio.sleep(PAUSE_SECONDS)

    async def _ask(self, client: httpx.AsyncClient, method: str, path: str, token: str, body: Any) -> None:
        service, _, rest = path.partition("|")
        url = f"{self.address}/{service}/v1/districts/{self.world.district_id}{rest}"
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
        began = clock.real_now()
        try:
            answer = await client.request(method, url, headers=headers, json=body)
        except httpx.TransportError as fault:
            self.faults.append(f"{method} {path}: {fault!r}")
            return
        self.asked += 1
        self.longest = max(self.longest, clock.real_now() - began)
        self.statuses.add(answer.status_code)
        if answer.is_success and path.endswith("/schools"):
            self.founded.add(body["code"])
        if answer.is_success and path.endswith("/plans"):
            self.planned.add(body["title"])
        if not answer.is_success:
            self.faults.append(f"{method} {path}: {answer.status_code} {answer.text[:200]}")

    def _code(self) -> str:
        # Of our own making: the services in this process are of the release to come, and have no tables yet.
        codes = Codes(derive(load_settings().secret("code_key"), "rotating-code"))
        shown = codes.codes_from(
            clock.real_now(),
            district_id=self.world.district_id,
            meeting_id=self.opened.first.meeting_id,
            phase=Phase.IN,
        )
        return shown[0].code

    async def longest_of(self, count: int, *, until: "asyncio.Task[Any] | None" = None) -> timedelta:
        """The slowest of so many requests, and of those until something is done."""
        self.longest = timedelta(0)
        await self.some_more(count)
        if until is not None:
            await until
            await self.some_more(count)
        return self.longest

    async def some_more(self, count: int) -> None:
        wanted = self.asked + count
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self.asked < wanted and not self.faults:  # noqa: ASYNC110 - what is counted tells nobody
                await asyncio.sleep(0.02)


@contextmanager
def served(folder: Path, log: Path, *, name: str) -> Iterator[RunningChild]:
    """The code of a folder as one process; gone at the end whatever happens."""
    port = free_port()
    program = [sys.executable, "-m", "uvicorn", "services.composed:create_app", "--factory", "--port", str(port)]
    options = [
        "--no-access-log",
        "--http",
        "services.platform.admission:Admission",
        "--timeout-graceful-shutdown",
        "130",
    ]
    child = Child(name=name, argv=[*program, *options], env={"PYTHONPATH": str(folder)}, port=port)
    # Where we stand, Python looks before it looks anywhere else.
    argv = ["env", f"--chdir={folder}", *child.argv]
    running = start_child(replace(child, argv=argv), log=log, mark="XUEFEN_TESTED=1")
    try:
        yield running
    finally:
        running.kill()


async def until_ready(running: RunningChild) -> str:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await running.is_ready():
            running.raise_if_dead()
            await asyncio.sleep(0.05)
    return f"http://127.0.0.1:{running.child.port}"


async def replaced(traffic: Traffic, old: RunningChild, new: RunningChild, url: str) -> timedelta:
    """The next process has the address, and the one before is told to end amid what it took in; how long that took."""
    address = await until_ready(new)
    async with somebody_waiting(url):
        traffic.address = address
        # Whoever was on the way there has come.
        await asyncio.sleep(PAUSE_SECONDS)
        began = clock.real_now()
        old.process.send_signal(signal.SIGTERM)
        while await old.is_ready():  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.02)
    await asyncio.to_thread(old.process.wait, PATIENCE_SECONDS)
    return clock.real_now() - began


@asynccontextmanager
async def somebody_waiting(url: str) -> AsyncIterator[None]:
    """Whoever founds a school waits for us, and somebody does."""
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction(), asyncio.timeout(PATIENCE_SECONDS):
            await connection.execute("LOCK TABLE directory.school IN SHARE MODE")
            while not await connection.fetchval(_WAITS):  # noqa: ASYNC110 - the server tells nobody
                await asyncio.sleep(0.02)
            yield
    finally:
        await connection.close()


@dataclass(frozen=True)
class Schema:
    columns: dict[str, tuple[str, bool]]
    rights: frozenset[str]

    @classmethod
    async def read(cls, settings: Settings) -> "Schema":
        connection = await asyncpg.connect(settings.database_url.get_secret_value())
        try:
            columns = {
                row["name"]: (row["udt_name"], row["may_be_left_out"]) for row in await connection.fetch(_COLUMNS)
            }
            return cls(columns, frozenset(row[0] for row in await connection.fetch(_RIGHTS)))
        finally:
            await connection.close()

    def breaks(self, before: "Schema") -> list[str]:
        """What the release before said to its tables that these would refuse."""
        tables = {name.rpartition(".")[0] for name in before.columns}
        gone = [name for name, (kind, _) in before.columns.items() if self.columns.get(name, ("", True))[0] != kind]
        asked_for = [
            name
            for name, (_, may_be_left_out) in self.columns.items()
            if name not in before.columns and name.rpartition(".")[0] in tables and not may_be_left_out
        ]
        tightened = [
            name
            for name, (_, before_so) in before.columns.items()
            if before_so and not self.columns.get(name, ("", 1))[1]
        ]
        return [*gone, *asked_for, *tightened, *sorted(before.rights - self.rights)]


async def test_the_release_before_answers_everybody_while_the_schema_is_renewed_and_until_the_next_has_taken_over(
    world: World,
    settings: Settings,
    release_before: Path,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    opened = await open_class(world, *world.teachers, meetings=[meeting(clock.now() + timedelta(minutes=5))])
    former = str(ScriptDirectory(str(release_before / "migrations")).get_current_head())
    await asyncio.to_thread(command.downgrade, _configured(settings), former)
    schema = await Schema.read(settings)

    url = settings.database_url.get_secret_value()
    with ExitStack() as processes:
        async with stalls_of(url) as stalls:
            old = processes.enter_context(served(release_before, tmp_path / "before.log", name="before"))
            traffic = Traffic(world, opened, await until_ready(old))
            flowing = asyncio.create_task(traffic.flow())
            await traffic.some_more(WARM)
            undisturbed = await traffic.longest_of(TRIED)
            migrating = asyncio.create_task(asyncio.to_thread(migration.migrate, settings))
            disturbed = await traffic.longest_of(TRIED, until=migrating)
        new = processes.enter_context(served(ROOT, tmp_path / "next.log", name="next"))
        ending = await replaced(traffic, old, new, url)
        await traffic.some_more(TRIED)
        traffic.leaving = True
        await flowing
    record_property(
        "measured",
        f"migration under traffic: longest wait for a table {seconds(stalls.longest)},"
        f" slowest request {seconds(disturbed)}, without a migration {seconds(undisturbed)};"
        f" the process before ended in {seconds(ending)}",
    )

    assert traffic.faults == []
    assert traffic.statuses == {200, 201}
    # By itself, and not because its time was over.
    assert (old.process.returncode in (0, -signal.SIGTERM), ending < timedelta(seconds=10)) == (True, True)
    assert stalls.longest < LONGEST_STALL
    assert (await Schema.read(settings)).breaks(schema) == []
    # What either wrote is read by this one: whatever was acknowledged is there.
    schools = (await world.api("directory").get("/schools", params={"limit": 500})).json()["items"]
    plans = (await world.api("registration").get("/plans", params={"limit": 500})).json()["items"]
    assert traffic.founded <= {school["code"] for school in schools}
    assert traffic.planned <= {plan["title"] for plan in plans}


def seconds(span: timedelta) -> str:
    return f"{span.total_seconds():.3f} s"


def _configured(settings: Settings) -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["url"] = settings.database_url.get_secret_value()
    return config
