"""A teacher who goes from one district to another, short enough to read in a test."""

from typing import Any

from sqlalchemy import pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from services.platform.settings import with_driver
from tests.support import Apps, World, make_world

LAST_DAY = "2026-08-31"
FIRST_DAY = "2026-09-01"


def good(answer: Any) -> Any:
    """The body of an answer that succeeded."""
    assert answer.status_code in (200, 201, 202), answer.text
    return answer.json()


async def a_neighbour(apps: Apps) -> World:
    """Another district."""
    return await make_world(apps)


async def let_go(world: World, teacher: int, to: World, last_day: str = LAST_DAY) -> dict[str, Any]:
    """The old district ends the appointment; everything it says is heard on both sides."""
    path = f"/teachers/{world.teachers[teacher].teacher_id}/departures"
    said = {"new_district_id": to.district_id, "last_day": last_day, "reason": "调往邻县任教"}
    departure: dict[str, Any] = good(await world.api("directory").post(path, json=said))
    await settle(world, to)
    return departure


def a_reception(world: World, **said: Any) -> dict[str, Any]:
    """The first school of the world receives somebody new."""
    return {
        "new": {"staff_number": "T900", "name": "李晓梅", "hire_date": "2010-09-01"},
        "school_id": str(world.schools[0].school_id),
        "first_day": FIRST_DAY,
        **said,
    }


async def receive(world: World, transfer_id: str, old: World, **said: Any) -> dict[str, Any]:
    body = a_reception(world, **said)
    arrival: dict[str, Any] = good(await world.api("directory").post(f"/arrivals/{transfer_id}/reception", json=body))
    await settle(old, world)
    return arrival


async def settle(*worlds: World) -> None:
    """Until nothing is on the way between them any more."""
    for _ in range(3):
        for world in worlds:
            await world.drain()


async def statement(world: World, teacher_id: Any, **query: Any) -> dict[str, Any]:
    answer = await world.api("ledger").get(f"/teachers/{teacher_id}/statement", params={"as_of": "2026-12-31", **query})
    told: dict[str, Any] = good(answer)
    return told


async def as_superuser(admin_url: str, edit: str) -> None:
    """Edit a row behind the system's back."""
    engine = create_async_engine(with_driver(admin_url), poolclass=pool.NullPool)
    async with engine.begin() as connection:
        edited = await connection.execute(text(edit))
        assert edited.rowcount >= 1
    await engine.dispose()


async def holds(world: World) -> list[str]:
    """What verify-book finds wrong in a world's book."""
    asked = good(await world.api("ledger", "auditor").post("/book/verifications"))
    await world.drain()
    found = good(await world.api("ledger", "auditor").get(f"/book/verifications/{asked['verification_id']}"))
    assert found["finished_at"] is not None
    return [one["en"] for one in found["findings"]]
