"""What a service tells those who watch over it, and what its log and its problems call a request."""

import json
import uuid
from collections.abc import AsyncIterator
from time import time
from typing import Annotated

import httpx
import pytest
import structlog
from fastapi import APIRouter, FastAPI, Query
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from services.platform.access import Reach
from services.platform.aside import ASIDE
from services.platform.edge import CurrentViewer, Edge
from services.platform.errors import DomainError, Text
from services.platform.metrics import LOOK_SECONDS
from services.platform.service import create_service
from services.platform.types import DistrictId
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import SERVICES, Apps, World, make_world

CANARY = "王小明110101199003070011"
router = APIRouter(route_class=Edge)
log = structlog.get_logger()


class Refused(DomainError):
    title = Text(zh="不行", en="No")


@router.get("/districts/{district_id}/things")
async def get_thing(
    district_id: DistrictId, viewer: CurrentViewer, then: Annotated[str, Query()] = "", q: str = ""
) -> dict[str, str]:
    """Answer as told."""
    log.info("looked for a thing")
    if then == "refuse":
        raise Refused
    if then == "fail":
        raise RuntimeError("a defect")
    if then == "wait":
        with ASIDE.standing():
            pass
    return {"thing": "one"}


@pytest.fixture(scope="module")
async def things(apps: Apps) -> AsyncIterator[FastAPI]:
    app = create_service(
        name="directory",
        title="things",
        description="",
        routers=[router],
        matrix={"get_thing": {"district_admin": Reach.DISTRICT}},
        settings=apps.settings,
    )
    async with app.router.lifespan_context(app):
        yield app


async def ask(app: FastAPI, district: World, headers: dict[str, str] | None = None, **query: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    given = {"Authorization": f"Bearer {district.token('district_admin')}"} | (headers or {})
    async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=given) as client:
        return await client.get(f"/directory/v1/districts/{district.district_id}/things", params=query)


async def told(app: FastAPI) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Every sample that `/metrics` tells, read by the format's own parser."""
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def of(name: str, **labels: str) -> tuple[str, frozenset[tuple[str, str]]]:
    return name, frozenset(labels.items())


def counted(operation: str, status: int, *, service: str = "directory") -> tuple[str, frozenset[tuple[str, str]]]:
    return of("xuefen_requests_total", service=service, operation=operation, status=str(status))


TIMED = of("xuefen_request_seconds_count", service="directory", operation="get_thing")


async def test_every_answer_is_counted_by_operation_and_status_and_timed(things: FastAPI, district: World) -> None:
    before = await told(things)

    statuses = [(await ask(things, district, then=then)).status_code for then in ("", "", "refuse", "fail")]
    after = await told(things)

    assert statuses == [200, 200, 409, 500]
    for status, times in ((200, 2), (409, 1), (500, 1)):
        key = counted("get_thing", status)
        assert after[key] - before.get(key, 0) == times
    assert after[TIMED] - before.get(TIMED, 0) == 4
    assert after[of("xuefen_pool_size", role="directory")] >= 1
    assert after[of("xuefen_pool_busy", role="directory")] == 0


async def test_who_only_waits_is_counted_but_not_timed(things: FastAPI, district: World) -> None:
    await ask(things, district)
    before = await told(things)

    await ask(things, district, then="wait")
    after = await told(things)

    assert after[counted("get_thing", 200)] - before[counted("get_thing", 200)] == 1
    assert after[TIMED] == before[TIMED]


@pytest.mark.parametrize("service", SERVICES)
async def test_addresses_that_mean_nothing_are_counted_under_one_name(apps: Apps, service: str) -> None:
    # Else whoever tries addresses would fill the memory of those who watch.
    app = apps.of[service]
    key = counted("none", 404, service=service)
    before = await told(app)

    async with apps.http(service, "") as client:
        for number in range(3):
            assert (await client.get(f"/{service}/v1/nothing-{number}")).status_code == 404
    after = await told(app)

    assert after[key] - before.get(key, 0) == 3
    assert not any("nothing" in str(labels) for _, labels in after)


async def test_what_is_searched_for_stands_in_no_metric(things: FastAPI, district: World) -> None:
    await ask(things, district, q=CANARY)

    transport = httpx.ASGITransport(app=things)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        assert CANARY not in (await client.get("/metrics")).text


@pytest.mark.parametrize("then", ["", "refuse", "fail"])
async def test_the_log_names_the_request_and_its_district_and_nothing_that_was_sent(
    things: FastAPI, district: World, capsys: pytest.CaptureFixture[str], then: str
) -> None:
    number = uuid.uuid4()

    answer = await ask(things, district, {"X-Request-Id": number.hex}, then=then, q=CANARY)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [line["event"] for line in lines] == [
        "looked for a thing",
        *(["unexpected fault"] if then == "fail" else []),
    ]
    for line in lines:
        assert line["request_id"] == str(number)
        assert line["district_id"] == district.district_id
        assert line["operation"] == "get_thing"
        assert CANARY not in json.dumps(line, ensure_ascii=False)
    if then:
        # Whoever reports a problem names the lines of the log that belong to it.
        assert answer.json()["instance"] == f"urn:uuid:{number}"


@pytest.mark.parametrize("given", ["", "no number", "110101199003070011", "0" * 400, "g" * 32])
async def test_a_request_without_a_good_number_gets_one_of_ours(things: FastAPI, district: World, given: str) -> None:
    headers = {"X-Request-Id": given}

    answers = [await ask(things, district, headers, then="refuse") for _ in range(2)]

    first, second = (uuid.UUID(answer.json()["instance"].removeprefix("urn:uuid:")) for answer in answers)
    assert first != second
    assert {first.version, second.version} == {7}


async def test_the_ledger_tells_how_every_book_stands(
    apps: Apps, district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two districts, for one look tells of all of them.
    other = await make_world(apps)
    await post(district, *(an_outcome(district, number, a_line()) for number in range(3)))
    await post(other, an_outcome(other, 0, a_line()))
    asked = await district.api("ledger", "auditor").post("/book/verifications")
    assert asked.status_code == 202, asked.text
    await district.drain()
    async with district.session("ledger") as session:
        await session.execute(text("delete from ledger.standing_mark"))
        await session.execute(
            text(
                "insert into ledger.standing_mark values (:district_id, uuidv7(), uuidv7(), now() - interval '1 hour')"
            ),
            {"district_id": district.district_id},
        )
    monkeypatch.setattr(apps.of["ledger"].state.lookout, "_looked", -LOOK_SECONDS)

    seen = await told(apps.of["ledger"])

    code = str(district.district_id)
    assert seen[of("xuefen_book_seq", district=code)] == 3
    assert seen[of("xuefen_book_seq", district=str(other.district_id))] == 1
    assert abs(seen[of("xuefen_book_verified_timestamp_seconds", district=code)] - time()) < 120
    assert seen[of("xuefen_book_findings", district=code)] == 0
    assert of("xuefen_book_findings", district=str(other.district_id)) not in seen
    assert 3_600 <= seen[of("xuefen_standings_lag_seconds", district=code)] < 3_800
    assert seen[of("xuefen_standings_waiting", district=code)] == 1
    assert seen[of("xuefen_webhook_deliveries", district=code, state="parked")] == 0
