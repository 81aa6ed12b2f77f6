"""A district of the demo played through the real services in this process, its events delivered meanwhile."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

import httpx
from rich.console import Console

from services.demo.agenda import Agenda, Telling
from services.demo.bureau import District
from services.demo.client import Caller, connected
from services.demo.training import Term
from services.demo.values import Addresses, Login
from services.directory import operations as directory
from services.platform import clock
from tests.support import SERVICES, Apps, World

Travel = Callable[[datetime], Awaitable[None]]
_numbers = itertools.count(190_000)


@asynccontextmanager
async def terms_of(apps: Apps, *names: str) -> AsyncIterator[list[Term]]:
    """New districts with their administrators, about to begin one term; plan it, then `run` its agenda."""
    worlds = [World(apps, next(_numbers)) for _ in names]
    addresses = Addresses({service: f"http://{service}" for service in SERVICES})
    async with connected(addresses, _within(worlds[0])) as network:
        admins = [await _administrator(world, name) for world, name in zip(worlds, names, strict=True)]
        agenda, console = Agenda(), Console(quiet=True)
        delivering = asyncio.create_task(_deliver(worlds))
        try:
            with Telling(console) as telling:
                yield [
                    Term(District(network, Caller(network, one), one.note, console), agenda, telling) for one in admins
                ]
        finally:
            delivering.cancel()
            with suppress(asyncio.CancelledError):
                await delivering


async def _administrator(world: World, name: str) -> Login:
    admin = Login(world.district_id, "district_admin", "bureau", "a long and private sentence", name)
    async with world.session("directory") as session:
        await directory.create_district(
            session, district_id=world.district_id, name=name, level="COUNTY", parent_id=None, at=clock.now()
        )
        account = directory.NewAccount(
            username=admin.username, display_name="教育局", password=admin.password, roles=("district_admin",)
        )
        await directory.add_accounts(session, district_id=world.district_id, accounts=[account], at=clock.now())
    return admin


async def run(term: Term, travel: Travel) -> None:
    """Take every step of the term's agenda."""
    await term.agenda.run(travel, term.telling)


async def _deliver(worlds: list[World]) -> None:
    """What relay and worker do all the time."""
    while True:
        for world in worlds:
            await world.drain()
        await asyncio.sleep(0.05)


def _within(world: World) -> Callable[[], httpx.AsyncClient]:
    """An HTTP client that reaches the services of this process by their names."""
    mounts = {
        f"http://{name}": httpx.ASGITransport(app=app, raise_app_exceptions=False)
        for name, app in world.apps.of.items()
    }
    return lambda: httpx.AsyncClient(mounts=mounts)
