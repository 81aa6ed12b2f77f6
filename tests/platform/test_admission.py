"""Too many at once: who is turned away costs nothing and is told when to come again."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from services.platform.admission import Admission


@pytest.fixture
def gate() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
def entered() -> asyncio.Queue[str]:
    return asyncio.Queue()


@pytest.fixture
async def client(gate: asyncio.Event, entered: asyncio.Queue[str]) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()

    @app.get("/slow")
    async def slow() -> dict[str, str]:
        entered.put_nowait("slow")
        await gate.wait()
        return {"done": "yes"}

    @app.get("/fails")
    async def fails() -> None:
        raise RuntimeError("on purpose")

    @app.get("/livez")
    async def livez() -> dict[str, str]:
        return {"status": "alive"}

    app.add_middleware(Admission, most=2)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def test_beyond_the_limit_the_answer_is_503_with_a_time_to_come_again(
    client: httpx.AsyncClient, gate: asyncio.Event, entered: asyncio.Queue[str]
) -> None:
    inside = [asyncio.create_task(client.get("/slow")) for _ in range(2)]
    for _ in inside:
        await entered.get()
    turned_away = await client.get("/slow", headers={"Accept-Language": "en"})
    alive = await client.get("/livez")
    gate.set()
    served = await asyncio.gather(*inside)
    after = await client.get("/slow")

    assert turned_away.status_code == 503
    assert turned_away.headers["retry-after"] == "1"
    assert turned_away.headers["content-type"] == "application/problem+json"
    assert turned_away.json()["type"] == "urn:xuefen:problem:overloaded"
    assert turned_away.json()["title"] == "The service is busy, please try again"
    assert alive.status_code == 200
    assert [answer.status_code for answer in served] == [200, 200]
    assert after.status_code == 200


async def test_a_request_that_fails_leaves_its_place(client: httpx.AsyncClient, gate: asyncio.Event) -> None:
    gate.set()
    failed = [await client.get("/fails") for _ in range(5)]
    after = await client.get("/slow")

    assert {answer.status_code for answer in failed} == {500}
    assert after.status_code == 200
