"""A request is given up in time, whatever is silent: told to come again, nothing halved, the pool whole again."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.platform import patience
from services.platform.access import Reach
from services.platform.aside import ASIDE
from services.platform.database import allow_seconds
from services.platform.edge import DatabaseSession, Edge
from services.platform.ids import new_id
from services.platform.service import create_service
from services.platform.types import DistrictId
from services.platform.versions import find_version, raise_version
from tests.chaos.wire import Wire, _Talk
from tests.support import Apps, World, make_world

# In place of the eight seconds, so that nobody waits for them; and what the driver takes to let go of a connection.
SECONDS: Final = 0.6
GOODBYE_SECONDS: Final = 2.0
POOL: Final = 3
router = APIRouter(route_class=Edge, prefix="/districts/{district_id}")


@router.post("/counts/{count_id}")
async def post_count(district_id: DistrictId, count_id: UUID, session: DatabaseSession, then: str = "") -> int:
    """Count on, which every further effect would show, and dawdle in the named way."""
    await raise_version(session, district_id=district_id, account_id=count_id)
    if then == "allowed":
        await allow_seconds(session, 3)
    if then == "aside":
        with ASIDE.standing():
            await asyncio.sleep(1.5 * SECONDS)
    elif then:
        for _ in range(15):
            # Each of them is short enough for every limit that a statement has.
            await session.execute(text("select pg_sleep(0.1 * :seconds)"), {"seconds": SECONDS})
    return await find_version(session, district_id=district_id, account_id=count_id)


@dataclass
class Stranding(Wire):
    """From the next commit on one connection is silent for ever: before the commit has come, or before its answer."""

    sides: list[str] = field(default_factory=list)
    silent: list[_Talk] = field(default_factory=list)

    async def _ask(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, passing: asyncio.Event, talk: _Talk
    ) -> None:
        async for piece in self._pieces(reader, writer, passing):
            if self.sides and b"COMMIT" in piece:
                side = self.sides.pop()
                if side == "unsaid":
                    await self._for_ever(talk)
                talk.answer_is_lost = True
            writer.write(piece)

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, passing: asyncio.Event, talk: _Talk
    ) -> None:
        async for piece in self._pieces(reader, writer, passing):
            if talk.answer_is_lost:
                await self._for_ever(talk)
            writer.write(piece)

    async def _for_ever(self, talk: _Talk) -> None:
        self.silent.append(talk)
        never = asyncio.Event()
        self._stranded.append(never)
        await never.wait()


@dataclass
class House:
    """A service on a wire to its database, and one of its administrators."""

    world: World
    app: FastAPI
    client: httpx.AsyncClient
    wire: Stranding

    async def count(self, count_id: UUID, then: str = "", *, content: Any = None) -> httpx.Response:
        return await self.client.post(
            f"/directory/v1/districts/{self.world.district_id}/counts/{count_id}",
            params={"then": then},
            headers={"Idempotency-Key": str(count_id)},
            content=content,
        )


@pytest.fixture
async def house(apps: Apps, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    world = await make_world(apps)
    url = apps.settings.database_url.get_secret_value()
    wire = Stranding(urlsplit(url).port or 5432)
    await wire.listen()
    app = create_service(
        name="directory",
        title="on a wire",
        description="",
        routers=[router],
        matrix={"post_count": {"district_admin": Reach.DISTRICT}},
        settings=apps.settings.model_copy(update={"pool_size": POOL, "database_url": SecretStr(wire.address(url))}),
    )
    try:
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(
                transport=httpx.ASGITransport(app=app),
                base_url="http://test",
                headers={"Authorization": f"Bearer {world.token('district_admin')}"},
            ) as client,
        ):
            standing = House(world, app, client, wire)
            # What is looked up seldom was looked up a moment ago, and the pool is full.
            await asyncio.gather(*(standing.count(new_id()) for _ in range(POOL)))
            monkeypatch.setattr(patience, "LONGEST_SECONDS", SECONDS)
            yield standing
    finally:
        await wire.close()


async def counted(world: World, count_id: UUID) -> int:
    async with world.session("directory") as session:
        return await find_version(session, district_id=world.district_id, account_id=count_id)


async def test_whoever_waits_for_a_silent_database_is_told_in_time_and_the_same_key_hears_what_became_of_it(
    house: House,
) -> None:
    sides = {side: new_id() for side in ("unsaid", "unheard")}
    house.wire.sides = list(sides)
    began = time.monotonic()

    gone = await asyncio.gather(*(house.count(count_id) for count_id in sides.values()))
    took = time.monotonic() - began
    stand = sorted([await counted(house.world, count_id) for count_id in sides.values()])
    others = await asyncio.wait_for(asyncio.gather(*(house.count(new_id()) for _ in range(POOL))), SECONDS)
    for talk in house.wire.silent:
        # As the server does by itself, after five seconds.
        talk.cut()
    again = await asyncio.wait_for(asyncio.gather(*(house.count(one) for one in sides.values())), SECONDS)

    assert [(one.status_code, one.json()["type"], one.headers["Retry-After"]) for one in gone] == [
        (503, "urn:xuefen:problem:overloaded", "1")
    ] * 2
    assert took < SECONDS + GOODBYE_SECONDS + 1
    # One was committed, and nobody was told; its answer was kept.
    assert stand == [0, 1]
    assert [(one.status_code, one.json()) for one in (*others, *again)] == [(200, 1)] * (POOL + 2)
    assert sorted("Idempotency-Replayed" in one.headers for one in again) == [False, True]
    assert house.app.state.engine.pool.checkedout() == 0


async def test_a_request_that_takes_too_long_in_all_is_taken_back_unless_it_is_allowed_to(
    house: House, administration: AsyncEngine
) -> None:
    slow, allowed, aside, brought = new_id(), new_id(), new_id(), new_id()

    async def slowly() -> AsyncIterator[bytes]:
        await asyncio.sleep(1.5 * SECONDS)
        yield b"{}"

    answers = await asyncio.gather(
        house.count(slow, "dawdle"),
        house.count(allowed, "allowed"),
        house.count(aside, "aside"),
        house.count(brought, content=slowly()),
    )
    async with administration.connect() as superuser:
        running = await superuser.scalar(
            text("select count(*) from pg_stat_activity where datname = current_database() and query like '%pg_sleep%'")
        )

    assert [one.status_code for one in answers] == [503, 200, 200, 200]
    assert [await counted(house.world, one) for one in (slow, allowed, aside, brought)] == [0, 1, 1, 1]
    # It was told to stop, and holds nothing any more.
    assert running <= 1
