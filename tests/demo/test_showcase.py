"""The showcase through the real services, in this process, with the district's events delivered meanwhile."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from rich.console import Console

from services.demo import qingxi
from services.demo.agenda import Agenda, Telling
from services.demo.bureau import District
from services.demo.client import Caller, connected
from services.demo.showcase import Showcase
from services.demo.story import PARTS, Story
from services.demo.training import Term
from services.demo.values import Addresses, DemoFailed, Login
from services.directory import operations as directory
from services.platform import clock
from tests.support import SERVICES, Apps, World

_numbers = itertools.count(190_000)


async def test_the_showcase_plays_registration_and_attendance_in_full(
    apps: Apps, travel: Callable[[datetime], Awaitable[None]], tmp_path: Path
) -> None:
    world = World(apps, next(_numbers))
    admin = Login(world.district_id, "district_admin", "bureau", "a long and private sentence", "")
    async with world.session("directory") as session:
        await directory.create_district(
            session, district_id=world.district_id, name="展示县", level="COUNTY", parent_id=None, at=clock.now()
        )
        account = directory.NewAccount(
            username=admin.username, display_name="教育局", password=admin.password, roles=("district_admin",)
        )
        await directory.add_accounts(session, district_id=world.district_id, accounts=[account], at=clock.now())

    async with connected(Addresses({name: f"http://{name}" for name in SERVICES}), _within(world)) as network:
        console = Console(quiet=True)
        bureau = District(network, Caller(network, admin), "展示县", console)
        agenda = Agenda()
        delivering = asyncio.create_task(_deliver(world))
        with Telling(console) as telling:
            showcase = Showcase(Term(bureau, agenda, telling), folder=tmp_path)
            showcase.plan()
            await agenda.run(travel, telling)
        delivering.cancel()
        with suppress(asyncio.CancelledError):
            await delivering

    told = showcase.story.as_json()
    assert {scene["part"] for scene in told["scenes"]} == set(PARTS.values())
    assert len(told["checks"]) == len(set(told["checks"])) > 80
    assert [(tmp_path / name).stat().st_size > 0 for name in told["files"]] == [True] * 6
    # A new route of either service needs its scene.
    assert [(one["service"], one["missing"]) for one in told["routes"]] == [("registration", []), ("attendance", [])]
    assert len(bureau.teacher_ids) == sum(school.teachers for school in qingxi.SCHOOLS) == 24


def test_a_story_fails_where_something_came_out_otherwise_and_keeps_no_wrong_file(tmp_path: Path) -> None:
    story = Story(341824, tmp_path)

    story.check("held", 1, 1)
    with pytest.raises(DemoFailed, match="not-held: 1 instead of 2"):
        story.check("not-held", 1, 2)
    with pytest.raises(DemoFailed, match="is no such file"):
        story.keep("book.pdf", b"<html>", looks_right=lambda found: found.startswith(b"%PDF"))

    assert story.checks == ["held"]
    assert list(tmp_path.iterdir()) == []


async def _deliver(world: World) -> None:
    """What relay and worker do all the time."""
    while True:
        await world.drain()
        await asyncio.sleep(0.05)


def _within(world: World) -> Callable[[], httpx.AsyncClient]:
    """An HTTP client that reaches the services of this process by their names."""
    mounts = {
        f"http://{name}": httpx.ASGITransport(app=app, raise_app_exceptions=False)
        for name, app in world.apps.of.items()
    }
    return lambda: httpx.AsyncClient(mounts=mounts)
