"""The runbooks about Postgres followed, on a primary that archives as the shipped one does and what comes of it."""

import asyncio
import secrets
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.platform.database import open_engine, sqlstate_of
from services.platform.migration import database_of, mark_deployment, migrate, recreate_database
from services.platform.settings import load_settings
from tests.chaos.wire import Wire
from tests.deploy.following import follow, follow_here
from tests.deploy.house import PATIENCE, House, ask, until_archived, until_it_says
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import Apps, World, make_world

pytestmark = pytest.mark.long

NAME = "xuefen"
SMALL_DISK = "192m"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A primary with an archive, and a backup of the time before anything stood in it."""
    house = House(tmp_path_factory.mktemp("house"))
    house.start("primary")
    house.let_archive("primary")
    primary = house.running["primary"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", asyncio.run(recreate_database(primary.url, NAME)))
        migrate(load_settings())
        asyncio.run(mark_deployment(database_of(primary.url, NAME), "test"))
    try:
        yield house
    finally:
        house.leave()


@asynccontextmanager
async def at(address: str, world: World | None = None) -> AsyncIterator[World]:
    """The services on a database; a district there already, or one made now."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", address)
        async with Apps(load_settings()) as apps:
            yield (
                await make_world(apps)
                if world is None
                else World(apps, world.district_id, world.schools, world.teachers, world.admin_id, world.trainer_id)
            )


async def found(world: World, code: str) -> int:
    """Write something; the status of the answer."""
    school = {"code": code, "name": "新建小学", "kind": "SCHOOL", "stage": "PRIMARY"}
    key = {"Idempotency-Key": f"key-of-{code}"}
    return (await world.api("directory").post("/schools", json=school, headers=key)).status_code


async def codes_in(url: str, world: World) -> set[str]:
    told = await ask(url, f"SELECT array_agg(code) FROM directory.school WHERE district_id = {world.district_id}")
    return set(told)


@pytest.fixture(scope="module")
async def backed_up(house: House) -> World:
    """A district with a book, of which there is a backup, and which has gone on since."""
    address = database_of(house.running["primary"].url, NAME)
    async with at(address) as world:
        await post(world, *(an_outcome(world, number, a_line()) for number in range(3)))
        reached = {"BACKUPS": house.backups, "ARCHIVE": house.archive, **house.reached("primary")}
        await asyncio.to_thread(follow, "backup-and-restore", "backup", **reached)
        await post(world, *(an_outcome(world, number, a_line(hours="6")) for number in range(3, 6)))
    return world


async def test_a_restored_book_holds_everything_before_the_moment_and_nothing_after(
    house: House, backed_up: World
) -> None:
    address = database_of(house.running["primary"].url, NAME)
    async with at(address, backed_up) as world:
        assert await found(world, "RIGHT") == 201
        moment: datetime = await ask(address, "SELECT clock_timestamp()")
        assert await found(world, "MISTAKE") == 201
        await post(world, an_outcome(world, 6, a_line(hours="99")))
    await until_archived(address)

    to = f"{moment:%Y-%m-%d %H:%M:%S.%f}+00"
    places = {"BACKUPS": house.backups, "ARCHIVE": house.archive, "PGDATA": house.data("restored")}
    await asyncio.to_thread(follow, "backup-and-restore", "restore", TO=to, **places)
    restored = await asyncio.to_thread(house.start, "restored")
    await until_it_says("t", "recovered", "backup-and-restore", **house.reached("restored"))

    there = database_of(restored.url, NAME)
    codes = await codes_in(there, backed_up)
    assert "RIGHT" in codes
    assert "MISTAKE" not in codes
    assert await ask(there, "SELECT count(*) FROM ledger.entry") == 6
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", there)
        said = await asyncio.to_thread(follow_here, "backup-and-restore", "verified")
    assert f"{backed_up.district_id}: the book holds" in said
    async with at(there, backed_up) as world:
        assert await found(world, "AFTER") == 201
    house.running["restored"].stop()


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip(f"no small disk can be had here: {mounted.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


def fill(file: Path) -> None:
    """Write until there is no room."""
    with suppress(OSError), file.open("wb", buffering=0) as ballast:
        for piece in (1 << 20, 1 << 12):
            with suppress(OSError):
                while True:
                    ballast.write(bytes(piece))


async def test_on_a_full_disk_reads_go_on_and_writes_wait_for_room(house: House, backed_up: World) -> None:
    with small_disk(house.folder / "full"):
        data = house.data("full")
        places = {"BACKUPS": house.backups, "ARCHIVE": house.archive, "PGDATA": data, "RESERVE": 16 << 20}
        await asyncio.to_thread(follow, "backup-and-restore", "restore", TO="latest", **places)
        with (data / "postgresql.auto.conf").open("a") as file:
            file.write("archive_mode = 'off'\nmin_wal_size = '32MB'\nmax_wal_size = '48MB'\n")
        full = await asyncio.to_thread(house.start, "full")
        await until_it_says("t", "recovered", "backup-and-restore", **house.reached("full"))
        await asyncio.to_thread(follow, "full-disk", "reserve", **places)
        address, codes = database_of(full.url, NAME), [f"F{number}" for number in range(400)]
        async with at(address, backed_up) as world:
            assert await found(world, "BEFORE") == 201
            await asyncio.to_thread(fill, house.folder / "full" / "ballast")
            kept = {"BEFORE"}
            for code in codes:
                status = await found(world, code)
                if status == 503:
                    break
                assert status == 201
                kept.add(code)
            assert status == 503
            assert (await world.api("directory").get("/schools")).status_code == 200
            assert (await world.api("ledger").get("/entries")).status_code == 200
            await asyncio.to_thread(follow, "full-disk", "free", **places)
            assert "failed_count" in await asyncio.to_thread(follow, "full-disk", "why", **house.reached("full"))
            async with asyncio.timeout(PATIENCE.total_seconds()):
                while await found(world, "AFTER") != 201:  # noqa: ASYNC110 - as above
                    await asyncio.sleep(0.1)
        assert kept | {"AFTER"} <= await codes_in(address, backed_up)
        full.stop()


async def test_roles_get_new_passwords_while_processes_stand_that_know_both(house: House, backed_up: World) -> None:
    address = database_of(house.running["primary"].url, NAME)
    before, new = load_settings().secret("role_secret"), secrets.token_hex(32)

    def started(*lines: str) -> AsyncEngine:
        patch.setenv("ROLE_SECRET", "\n".join(lines))
        return open_engine(load_settings(), "ledger")

    async def enters(engine: AsyncEngine) -> bool:
        try:
            async with engine.connect() as connection:
                return bool(await connection.scalar(text("SELECT current_user")) == "xuefen_ledger")
        except DBAPIError as refused:
            if sqlstate_of(refused) != "28P01":
                raise
            return False

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", address)
        one_line, announced, switched, done = (
            started(*lines) for lines in ((before,), (before, new), (new, before), (new,))
        )
        try:
            async with announced.connect() as standing:
                earlier = [await enters(engine) for engine in (one_line, announced, switched, done)]
                patch.setenv("ROLE_SECRET", f"{new}\n{before}")
                await asyncio.to_thread(follow_here, "keys", "roles")
                for engine in (one_line, switched, done):
                    await engine.dispose()
                later = [await enters(engine) for engine in (one_line, announced, switched, done)]
                assert await standing.scalar(text("SELECT 1")) == 1
        finally:
            patch.setenv("ROLE_SECRET", before)
            await asyncio.to_thread(follow_here, "keys", "roles")
            for engine in (one_line, announced, switched, done):
                await engine.dispose()

    assert earlier == [True, True, True, False]
    assert later == [False, True, True, True]


@dataclass
class Writers:
    """Who insist, each with the key of the first time, until they are answered."""

    world: World
    acknowledged: set[str] = field(default_factory=set)
    statuses: set[int] = field(default_factory=set)
    leaving: bool = False

    async def write(self) -> None:
        while not self.leaving:
            code = uuid4().hex[:12]
            while (status := await found(self.world, code)) not in (200, 201) and not self.leaving:
                self.statuses.add(status)
                await asyncio.sleep(0.05)
            if status in (200, 201):
                self.acknowledged.add(code)

    async def some_more(self, count: int = 20) -> None:
        wanted = len(self.acknowledged) + count
        async with asyncio.timeout(PATIENCE.total_seconds()):
            while len(self.acknowledged) < wanted:  # noqa: ASYNC110 - what is counted tells nobody
                await asyncio.sleep(0.02)


async def test_a_standby_takes_over_from_a_killed_primary_and_nothing_acknowledged_is_lost(
    house: House, backed_up: World
) -> None:
    primary, reached = house.running["primary"], house.reached("primary")
    address, link = Wire(primary.port), Wire(primary.port)
    for wire in (address, link):
        await wire.listen()
    by_link = {**reached, "PGPORT": str(link.port)}
    await asyncio.to_thread(follow, "failover", "standby", PGDATA=house.data("standby"), **by_link)
    standby = await asyncio.to_thread(house.start, "standby")
    await asyncio.to_thread(follow, "failover", "synchronous", **reached)
    await until_it_says("sync", "watched", "failover", **reached)

    async with at(address.address(database_of(primary.url, NAME)), backed_up) as world:
        writers = Writers(world)
        writing = [asyncio.create_task(writers.write()) for _ in range(4)]
        await writers.some_more()
        # It lags behind at the moment when the primary dies: what it does not have, nobody was told of.
        link.hang()
        await asyncio.sleep(0.5)
        house.kill("primary")
        await link.close()
        await asyncio.to_thread(follow, "failover", "promote", **house.reached("standby"))
        address.upstream = standby.port
        address.cut()
        await writers.some_more()
        writers.leaving = True
        await asyncio.gather(*writing)
        there = database_of(standby.url, NAME)
        assert writers.acknowledged <= await codes_in(there, backed_up)
        assert writers.statuses <= {503, 409}
    await address.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", there)
        said = await asyncio.to_thread(follow_here, "backup-and-restore", "verified")
    assert f"{backed_up.district_id}: the book holds" in said
