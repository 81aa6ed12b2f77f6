"""What stands before every route: the headers of every answer, whatever it is; names, origins and documentation."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from services.platform import service
from services.platform.access import Reach
from services.platform.edge import DatabaseSession, Door, Edge
from services.platform.service import create_service
from services.platform.types import DistrictId
from tests.support import Apps, World

SECURE = {
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}
CONSOLE = "https://console.example.edu.cn"
router = APIRouter(route_class=Edge)
outdoors = APIRouter(route_class=Door)


@router.get("/districts/{district_id}/faults")
async def get_fault(district_id: DistrictId) -> None:
    raise RuntimeError(f"on purpose, with a secret of {district_id}")


@router.get("/districts/{district_id}/busy")
async def get_busy(district_id: DistrictId) -> None:
    raise TimeoutError(district_id)


@router.get("/districts/{district_id}/others")
async def get_others(district_id: DistrictId, session: DatabaseSession) -> None:
    await session.execute(text("select 1 from ledger.entry where district_id = :own"), {"own": district_id})


@outdoors.get("/open")
async def get_open() -> dict[str, str]:
    return {"door": "open"}


@asynccontextmanager
async def served(apps: Apps, **settings: Any) -> AsyncIterator[FastAPI]:
    app = create_service(
        name="directory",
        title="faults",
        description="",
        routers=[router, outdoors],
        matrix={},
        settings=apps.settings.model_copy(update=settings),
    )
    async with app.router.lifespan_context(app):
        yield app


@asynccontextmanager
async def called(app: FastAPI, host: str = "test") -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
        yield client


async def test_every_answer_carries_the_headers_and_every_refusal_is_a_problem(apps: Apps, district: World) -> None:
    authorised = {"Authorization": f"Bearer {district.token('district_admin')}"}
    base = f"/directory/v1/districts/{district.district_id}"
    asked: dict[str, Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]] = {
        "200": lambda client: client.get("/directory/v1/open"),
        "401": lambda client: client.get(f"{base}/faults"),
        "403": lambda client: client.get(f"{base}/faults", headers=authorised),
        "404": lambda client: client.get("/nowhere"),
        "405": lambda client: client.delete("/directory/v1/open"),
        "404 and no way elsewhere": lambda client: client.get("/directory/v1/open/", headers={"Host": "evil.example"}),
        "500": lambda client: client.get(f"{base}/faults", headers=authorised),
        "503": lambda client: client.get(f"{base}/busy", headers=authorised),
    }
    answers = {}
    async with served(apps) as app, called(app) as client:
        for status, ask in asked.items():
            if status == "500":
                app.state.matrix = {one: {"district_admin": Reach.DISTRICT} for one in ("get_fault", "get_busy")}
            answers[status] = await ask(client)

    assert {status: str(answer.status_code) for status, answer in answers.items()} == {one: one[:3] for one in asked}
    assert not [answer for answer in answers.values() if "location" in answer.headers]
    for status, answer in answers.items():
        assert {name: answer.headers.get(name) for name in SECURE} == SECURE, status
        if status != "200":
            assert answer.headers["content-type"] == "application/problem+json", status
            assert set(answer.json()) == {"type", "title", "status", "detail", "instance"}, status
    assert "purpose" not in answers["500"].text
    assert answers["405"].headers["allow"] == "GET"
    assert answers["503"].headers["retry-after"] == "1"


async def test_a_statement_that_asks_for_what_its_role_may_not_is_an_alarm_and_tells_nothing(
    apps: Apps, district: World
) -> None:
    headers = {"Authorization": f"Bearer {district.token('district_admin')}"}
    async with served(apps) as app, called(app) as client:
        app.state.matrix = {"get_others": {"district_admin": Reach.DISTRICT}}
        before = _alarms(await client.get("/metrics"))
        with capture_logs() as logged:
            answer = await client.get(f"/directory/v1/districts/{district.district_id}/others", headers=headers)
        after = _alarms(await client.get("/metrics"))

    assert (answer.status_code, answer.json()["type"]) == (500, "urn:xuefen:problem:internal")
    assert "ledger" not in answer.text
    assert [one["log_level"] for one in logged if one["event"].startswith("SECURITY")] == ["error"]
    assert after == before + 1


def _alarms(told: httpx.Response) -> float:
    (line,) = [line for line in told.text.splitlines() if line.startswith("xuefen_statements_overreaching_total ")]
    return float(line.partition(" ")[2])


async def test_pages_of_named_origins_may_call_and_no_others(apps: Apps) -> None:
    asking = {"Origin": CONSOLE, "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "If-Match"}
    elsewhere = {**asking, "Origin": "https://evil.example"}
    async with served(apps) as app, called(app) as client:
        closed = [await client.options("/directory/v1/open", headers=asking)]
        closed.append(await client.get("/directory/v1/open", headers=asking))
    async with served(apps, cors_origins=f"{CONSOLE}, https://other.example") as app, called(app) as client:
        allowed = await client.options("/directory/v1/open", headers=asking)
        read = await client.get("/directory/v1/open", headers=asking)
        closed.append(await client.options("/directory/v1/open", headers=elsewhere))
        closed.append(await client.get("/directory/v1/open", headers=elsewhere))

    assert not [one for one in closed if "access-control-allow-origin" in one.headers]
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == read.headers["access-control-allow-origin"] == CONSOLE
    assert "access-control-allow-credentials" not in read.headers
    assert "ETag" in read.headers["access-control-expose-headers"]


async def test_a_service_answers_to_its_own_names_where_they_are_said(apps: Apps) -> None:
    async with served(apps, allowed_hosts="credits.example.edu.cn, [::1]") as app:
        answers = {}
        for host in ("credits.example.edu.cn", "CREDITS.example.edu.cn:8443", "[::1]:80", "evil.example"):
            async with called(app, host) as client:
                answers[host] = await client.get("/directory/v1/open")
        async with called(app, "10.0.0.7") as client:
            alive = await client.get("/livez")

    assert [answer.status_code for answer in answers.values()] == [200, 200, 200, 421]
    assert answers["evil.example"].json()["type"] == "urn:xuefen:problem:misdirected"
    assert alive.status_code == 200


@pytest.mark.parametrize(("wanted", "status"), [({}, 404), ({"docs": True}, 200)])
async def test_in_production_the_documentation_is_shown_only_where_it_is_asked_for(
    apps: Apps, monkeypatch: pytest.MonkeyPatch, wanted: dict[str, bool], status: int
) -> None:
    async def production(_engine: AsyncEngine) -> bool:
        return False

    monkeypatch.setattr(service, "check_deployment", production)
    async with served(apps, **wanted) as app, called(app) as client:
        answers = [await client.get(f"/directory/v1/{path}") for path in ("docs", "openapi.json")]

    assert [answer.status_code for answer in answers] == [status, status]
    assert "script-src 'self'" in answers[0].headers["content-security-policy"]
