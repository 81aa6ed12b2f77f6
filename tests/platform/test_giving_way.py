"""Two requests that wait for each other: the one that must give way does the whole again, and both are answered."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from uuid import UUID

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from services.platform import retrying
from services.platform.access import Reach
from services.platform.edge import DatabaseSession, Edge
from services.platform.service import create_service
from services.platform.types import Body, DistrictId, Id
from tests.support import Api, Apps, World

LOCK = text("select kind from directory.school where school_id = :school_id for update")
RENAME = text("update directory.school set name = name || '!' where school_id = :school_id")
# What Postgres says to the one of two that it has chosen.
CHOSEN = text("do $$ begin raise exception using errcode = '40P01'; end $$")


class CrossingRequest(Body):
    first: Id
    second: Id


class Crossing:
    """Where two requests meet: each holds its first row before either asks for its second."""

    def __init__(self) -> None:
        self.tries: Counter[UUID] = Counter()
        self.both_hold_one = asyncio.Barrier(2)


router = APIRouter(route_class=Edge)


@router.post("/districts/{district_id}/crossings", status_code=201)
async def post_crossing(
    district_id: DistrictId, body: CrossingRequest, session: DatabaseSession, request: Request
) -> dict[str, str]:
    crossing: Crossing = request.app.state.crossing
    crossing.tries[body.first] += 1
    await session.execute(LOCK, {"school_id": body.first})
    if crossing.tries[body.first] == 1:
        await crossing.both_hold_one.wait()
    for school_id in (body.second, body.first):
        await session.execute(RENAME, {"school_id": school_id})
    return {"crossed": str(body.second)}


@router.post("/districts/{district_id}/dead-ends", status_code=201)
async def post_dead_end(
    district_id: DistrictId, body: CrossingRequest, session: DatabaseSession, request: Request
) -> dict[str, str]:
    crossing: Crossing = request.app.state.crossing
    crossing.tries[body.first] += 1
    await session.execute(RENAME, {"school_id": body.first})
    await session.execute(CHOSEN)
    return {}


@router.get("/districts/{district_id}/columns")
async def get_columns(district_id: DistrictId, session: DatabaseSession) -> int:
    """How many columns a row has, by a statement that does not name them."""
    (row,) = await session.execute(text("select * from directory.school limit 1"))
    return len(row)


@pytest.fixture
async def crossings(apps: Apps) -> AsyncIterator[FastAPI]:
    app = create_service(
        name="directory",
        title="crossings",
        description="",
        routers=[router],
        matrix={name: {"district_admin": Reach.DISTRICT} for name in ("post_crossing", "post_dead_end", "get_columns")},
        settings=apps.settings,
    )
    app.state.crossing = Crossing()
    async with app.router.lifespan_context(app):
        yield app


def api(app: FastAPI, district: World) -> Api:
    return Api(
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app, raise_app_exceptions=False),
            base_url=f"http://test/directory/v1/districts/{district.district_id}",
            headers={"Authorization": f"Bearer {district.token('district_admin')}"},
        )
    )


async def cross(app: FastAPI, district: World) -> list[httpx.Response]:
    """Two requests that take the same two rows in opposite orders."""
    near, far = (str(school.school_id) for school in district.schools)
    return list(
        await asyncio.gather(
            *(
                api(app, district).post("/crossings", json={"first": first, "second": second})
                for first, second in ((near, far), (far, near))
            )
        )
    )


async def marks(district: World) -> list[int]:
    """How many times each school was renamed."""
    async with district.session("directory") as session:
        names = await session.scalars(text("select name from directory.school"))
        return [name.count("!") for name in names]


async def test_who_gives_way_does_the_whole_again_and_both_are_answered(crossings: FastAPI, district: World) -> None:
    with capture_logs() as logged:
        answers = await cross(crossings, district)

    assert [answer.status_code for answer in answers] == [201, 201]
    # Each has renamed both, once: nothing of the try that failed has stayed.
    assert await marks(district) == [2, 2]
    assert sorted(crossings.state.crossing.tries.values()) == [1, 2]
    assert [one["sqlstate"] for one in logged if one["event"] == "gave way and tries again"] == ["40P01"]


async def test_without_a_second_try_one_of_two_is_turned_away(
    crossings: FastAPI, district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The mutant of the test above: it shows that the two do wait for each other.
    monkeypatch.setattr(retrying, "MOST_TRIES", 1)

    answers = await cross(crossings, district)

    assert sorted(answer.status_code for answer in answers) == [201, 503]
    assert await marks(district) == [1, 1]


async def test_three_tries_are_all_and_then_it_is_busy(crossings: FastAPI, district: World) -> None:
    school_id = district.schools[0].school_id

    answer = await api(crossings, district).post("/dead-ends", json={"first": str(school_id), "second": str(school_id)})

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert crossings.state.crossing.tries[school_id] == retrying.MOST_TRIES == 3
    assert await marks(district) == [0, 0]


async def test_a_schema_renewed_below_a_statement_that_a_connection_has_learnt_is_learnt_anew(
    crossings: FastAPI, district: World, administration: AsyncEngine
) -> None:
    asked = api(crossings, district)
    before = await asked.get("/columns")
    async with administration.begin() as connection:
        await connection.execute(text("alter table directory.school add column planted int"))
    try:
        after = await asked.get("/columns")
    finally:
        async with administration.begin() as connection:
            await connection.execute(text("alter table directory.school drop column planted"))

    assert (before.status_code, after.status_code) == (200, 200)
    assert after.json() == before.json() + 1
