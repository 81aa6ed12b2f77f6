"""A restore leaves nothing behind that a later one, a standby or a takeover would stumble over."""

import asyncio
from collections.abc import Iterator
from datetime import datetime

import pytest

from services.platform.embedded import Postgres
from tests.deploy.following import follow
from tests.deploy.house import PATIENCE, House, ask, until_archived, until_it_says

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("house"))
    house.start("primary")
    house.let_archive("primary")
    try:
        yield house
    finally:
        house.leave()


async def note(server: Postgres, number: int) -> None:
    """Write a row, for which nobody may have to wait."""
    async with asyncio.timeout(10):
        await ask(server.url, f"INSERT INTO note VALUES ({number})")


async def noted(server: Postgres) -> list[int]:
    return list(await ask(server.url, "SELECT array_agg(number ORDER BY number) FROM note"))


async def back_up(house: House, room: str) -> None:
    places = {"BACKUPS": house.backups, "ARCHIVE": house.archive, **house.reached(room)}
    await asyncio.to_thread(follow, "backup-and-restore", "backup", **places)


async def restore(house: House, room: str, to: str) -> Postgres:
    places = {"BACKUPS": house.backups, "ARCHIVE": house.archive, "PGDATA": house.data(room)}
    await asyncio.to_thread(follow, "backup-and-restore", "restore", TO=to, **places)
    server = await asyncio.to_thread(house.start, room)
    await until_it_says("t", "recovered", "backup-and-restore", **house.reached(room))
    return server


@pytest.fixture(scope="module")
async def restored(house: House) -> Postgres:
    """A server that was put back to a moment, has waited for a standby since, and of which there is a backup."""
    primary = house.running["primary"]
    await ask(primary.url, "CREATE TABLE note (number integer)")
    await back_up(house, "primary")
    await note(primary, 1)
    moment: datetime = await ask(primary.url, "SELECT clock_timestamp()")
    await note(primary, 99)
    await until_archived(primary.url)
    # A backup has the name of its second.
    await asyncio.sleep(1)
    server = await restore(house, "restored", f"{moment:%Y-%m-%d %H:%M:%S.%f}+00")
    await note(server, 2)
    # It is carried on by a backup, too. Here nobody is made to wait for it.
    await ask(server.url, "ALTER SYSTEM SET synchronous_standby_names = 'standby1'")
    await back_up(house, "restored")
    await note(server, 3)
    await until_archived(server.url)
    return server


async def test_a_second_restore_goes_on_to_the_end_and_waits_for_nobody(house: House, restored: Postgres) -> None:
    assert await noted(restored) == [1, 2, 3]

    again = await restore(house, "again", "latest")

    assert await noted(again) == [1, 2, 3]
    await note(again, 4)
    await asyncio.to_thread(again.stop)


async def test_a_standby_of_what_was_restored_follows_it_and_takes_over_when_it_is_told_to(
    house: House, restored: Postgres
) -> None:
    reached = house.reached("restored")
    await asyncio.to_thread(follow, "backup-and-restore", "forget", **reached)
    await asyncio.to_thread(follow, "failover", "standby", PGDATA=house.data("standby"), **reached)
    standby = await asyncio.to_thread(house.start, "standby")
    await note(restored, 5)
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while await noted(standby) != [1, 2, 3, 5]:  # noqa: ASYNC110 - Postgres tells nobody
            await asyncio.sleep(0.1)
    assert await ask(standby.url, "SELECT pg_is_in_recovery()")

    await asyncio.to_thread(restored.stop)
    await asyncio.to_thread(follow, "failover", "promote", **house.reached("standby"))

    await note(standby, 6)
    assert await noted(standby) == [1, 2, 3, 5, 6]
