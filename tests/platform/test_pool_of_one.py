"""Two districts in turn on one connection, many of whom go away or fail in between: each hears of its own alone."""

import asyncio
import contextlib
import json
import random
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Final

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.platform import database
from services.platform.access import Reach
from services.platform.edge import DatabaseSession, Edge
from services.platform.errors import DomainError, Text
from services.platform.service import create_service
from services.platform.types import DistrictId
from tests.support import Apps, World, make_world

REQUESTS: Final = 10_000
AT_ONCE: Final = 8
router = APIRouter(route_class=Edge)


class Occupied(DomainError):
    title = Text(zh="已被占用", en="Occupied")


@router.get("/districts/{district_id}/codes")
async def list_codes(district_id: DistrictId, session: DatabaseSession, then: str = "") -> list[int]:
    """Whose schools this transaction finds: it does not say whose it wants."""
    found = list(await session.scalars(text("select distinct district_id from directory.school")))
    if then == "refuse":
        raise Occupied
    if then == "fail":
        await session.execute(text("select 1 / 0"))
    return found


@asynccontextmanager
async def served(apps: Apps, *, pool_size: int) -> AsyncIterator[FastAPI]:
    app = create_service(
        name="directory",
        title="one connection",
        description="",
        routers=[router],
        matrix={"list_codes": {"district_admin": Reach.DISTRICT}},
        settings=apps.settings.model_copy(update={"pool_size": pool_size}),
    )
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def narrow(apps: Apps) -> AsyncIterator[FastAPI]:
    async with served(apps, pool_size=1) as app:
        yield app


async def ask(app: FastAPI, world: World, token: str, then: str) -> tuple[int, Any]:
    """As a server calls an application, without what a client costs."""
    said: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        said.append(message)

    path = f"/directory/v1/districts/{world.district_id}/codes"
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": f"then={then}".encode(),
        "headers": [(b"authorization", f"Bearer {token}".encode())],
    }
    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in said[1:])
    return said[0]["status"], json.loads(body)


@pytest.mark.long
async def test_ten_thousand_requests_of_two_districts_on_one_connection(apps: Apps, narrow: FastAPI) -> None:
    worlds = [await make_world(apps), await make_world(apps)]
    tokens = [world.token("district_admin") for world in worlds]
    chance = random.Random(12)
    statuses = {"": 200, "refuse": 409, "fail": 422}
    heard: list[int] = []
    wrong: list[Any] = []

    async def come_and_go(count: int) -> None:
        for _ in range(count):
            which = chance.randrange(2)
            then = chance.choices(("", "refuse", "fail"), (90, 5, 5))[0]
            asking = asyncio.create_task(ask(narrow, worlds[which], tokens[which], then))
            if chance.random() < 0.05:
                # Gone while it waits for the connection, while it has it, or when all is done.
                await asyncio.sleep(chance.random() * 0.004)
                asking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                status, body = await asking
                heard.append(status)
                if status != statuses[then] or (status == 200 and body != [worlds[which].district_id]):
                    wrong.append((worlds[which].district_id, then, status, body))

    await asyncio.gather(*(come_and_go(REQUESTS // AT_ONCE) for _ in range(AT_ONCE)))

    assert wrong == []
    assert REQUESTS * 0.94 < len(heard) < REQUESTS
    assert set(heard) == set(statuses.values())


async def test_where_all_connections_are_taken_who_asks_is_told_soon_to_come_again(
    apps: Apps, narrow: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = await make_world(apps)
    token = world.token("district_admin")
    assert narrow.state.engine.pool.timeout() == 2
    monkeypatch.setattr(narrow.state.engine.sync_engine.pool, "_timeout", 0.2)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=narrow), base_url="http://test") as client:
        async with narrow.state.engine.connect():
            # Whose token is still good is heard all the same: without it nobody would be let in.
            await narrow.state.versions.refresh()
            (status, body), alive, ready = await asyncio.gather(
                ask(narrow, world, token, ""), client.get("/livez"), client.get("/readyz")
            )
        again, ready_again = await ask(narrow, world, token, ""), await client.get("/readyz")

    assert (status, body["type"]) == (503, "urn:xuefen:problem:overloaded")
    assert (alive.status_code, ready.status_code) == (200, 503)
    assert (again, ready_again.status_code) == ((200, [world.district_id]), 200)


async def test_whose_connection_was_cut_while_it_lay_idle_is_served_all_the_same(
    apps: Apps, administration: AsyncEngine
) -> None:
    world, many = await make_world(apps), 3
    token = world.token("district_admin")
    async with served(apps, pool_size=many) as app:
        # What is looked up seldom was looked up a moment ago.
        assert (await ask(app, world, token, ""))[0] == 200
        async with AsyncExitStack() as held:
            lines = [await held.enter_async_context(app.state.engine.connect()) for _ in range(many)]
            numbers = [(await line.execute(text("select pg_backend_pid()"))).scalar_one() for line in lines]
        async with administration.connect() as superuser:
            await superuser.execute(
                text("select pg_terminate_backend(p) from unnest(cast(:p as int[])) p"), {"p": numbers}
            )
            # They are gone when nobody sees them any more.
            there = text("select count(*) from pg_stat_activity where pid = any(:p)")
            while (await superuser.execute(there, {"p": numbers})).scalar_one():
                await superuser.rollback()
        answers = await asyncio.gather(*(ask(app, world, token, "") for _ in range(many)))

    assert answers == [(200, [world.district_id])] * many


async def test_a_database_that_takes_a_connection_and_says_nothing_is_not_waited_for(
    apps: Apps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "CONNECT_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        address = SecretStr(f"postgresql://127.0.0.1:{port}/nowhere")
        engine = database.open_engine(apps.settings.model_copy(update={"database_url": address}), "directory")
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            await engine.connect()
        await engine.dispose()

    assert time.monotonic() - began < 5
