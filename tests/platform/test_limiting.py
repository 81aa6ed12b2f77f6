"""How often somebody may ask the same, whichever process is asked, and whatever the queue does."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Final

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from redis.asyncio import Redis

from services.platform.access import Reach
from services.platform.edge import Door
from services.platform.ids import new_id
from services.platform.limiting import (
    VERIFYING_TOGETHER,
    Limit,
    Limits,
    by_account,
    by_address,
    by_client,
    by_district,
    by_person,
)
from services.platform.service import create_service
from services.platform.types import DistrictId
from tests.directory.test_accounts import PASSWORD, make_account
from tests.support import Apps, World
from tests.wechat import WechatStandIn

router = APIRouter(route_class=Door)
PUBLISHED: Final = {
    "directory": {
        "post_wechat_token": (300, 60, by_address),
        "post_phone_code": (60, 60, by_address),
        "post_refresh": (600, 60, by_address),
        "post_client_token": (60, 60, by_address),
        "post_roster_import": (20, 3_600, by_district),
        "get_identity_in_full": (30, 3_600, by_account),
        "get_personal_data": (30, 3_600, by_account),
    },
    "registration": {"post_enrolment": (30, 60, by_person), "post_nomination_file": (60, 3_600, by_account)},
    "attendance": {"put_check_in": (30, 60, by_person), "post_scan": (600, 60, by_address)},
    "assessment": {"post_score_sheet": (120, 3_600, by_account), "post_file": (120, 3_600, by_account)},
    "ledger": {"post_history_import": (20, 3_600, by_district), "list_entries": (600, 60, by_client)},
}


@router.get("/districts/{district_id}/things")
async def list_things(district_id: DistrictId) -> dict[str, int]:
    return {"district": district_id}


ROLES = {"teacher": Reach.OWN, "district_admin": Reach.DISTRICT, "integration": Reach.DISTRICT}


@asynccontextmanager
async def processes(apps: Apps, limit: Limit, *, many: int = 1, **settings: Any) -> AsyncIterator[list[FastAPI]]:
    """Services that share a queue, each with a limit of its own making, as processes do."""
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(many):
            limits: Limits = {"list_things": limit}
            app = create_service(
                name="directory",
                title="things",
                description="",
                routers=[router],
                matrix={"list_things": ROLES},
                settings=apps.settings.model_copy(update={"rate_factor": 1.0, **settings}),
                limits=limits,
            )
            await stack.enter_async_context(app.router.lifespan_context(app))
            made.append(app)
        yield made


async def ask(
    app: FastAPI, district: World, role: str = "district_admin", *, address: str = "127.0.0.1", **who: Any
) -> httpx.Response:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=(address, 1))
    headers = {"Authorization": f"Bearer {district.token(role, **who)}", "Accept-Language": "en"}
    async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers) as client:
        return await client.get(f"/directory/v1/districts/{district.district_id}/things")


def twice(**how: Any) -> Limit:
    """Two an hour, under a name of its own: other tests share the queue."""
    return Limit(f"of a test {new_id()}", an_hour=2, **how)


async def test_every_process_counts_with_the_others_and_says_when_to_come_again(apps: Apps, district: World) -> None:
    async with processes(apps, twice(by=by_account), many=3) as asked:
        answers = [await ask(app, district) for app in asked]
        another = await ask(asked[0], district, account_id=new_id())

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert (answers[2].headers["retry-after"], answers[2].json()["type"]) == (
        "600",
        "urn:xuefen:problem:asked-too-often",
    )
    assert another.status_code == 200


@pytest.mark.parametrize(
    ("by", "role", "third"),
    [
        (by_district, "teacher", 429),
        (by_person, "teacher", 429),
        (by_person, "district_admin", 200),
        (by_client, "integration", 429),
        (by_client, "district_admin", 200),
    ],
)
async def test_whose_requests_are_counted_together(apps: Apps, district: World, by: Any, role: str, third: int) -> None:
    who = {"account_id": new_id()}
    async with processes(apps, twice(by=by)) as (app,):
        answers = [await ask(app, district, role, **who) for _ in range(3)]

    assert answers[2].status_code == third


@pytest.mark.parametrize(
    ("address", "other", "third"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", 429),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", 200),
        ("fe80::1%eth0", "fe80::2%eth0", 429),
        ("192.0.2.7", "::ffff:192.0.2.7", 429),
        ("192.0.2.7", "192.0.2.8", 200),
    ],
)
async def test_who_has_a_network_is_one_address(
    apps: Apps, district: World, address: str, other: str, third: int
) -> None:
    async with processes(apps, twice(by=by_address)) as (app,):
        answers = [await ask(app, district, address=one) for one in (address, address, other)]

    assert [answer.status_code for answer in answers] == [200, 200, third]


@pytest.mark.parametrize(("factor", "allowed"), [(0, 5), (2, 4), (0.5, 1)])
async def test_a_deployment_may_stretch_every_limit_or_switch_them_off(
    apps: Apps, district: World, factor: float, allowed: int
) -> None:
    async with processes(apps, twice(by=by_account), rate_factor=factor) as (app,):
        answers = [await ask(app, district) for _ in range(5)]

    assert sum(answer.status_code == 200 for answer in answers) == allowed


async def test_without_the_queue_each_process_counts_for_itself(apps: Apps, district: World) -> None:
    async with processes(apps, twice(by=by_account), many=1) as (app,):
        away: Redis = Redis(host="127.0.0.1", port=1, socket_timeout=1)
        app.state.queue, there = away, app.state.queue
        answers = [await ask(app, district) for _ in range(3)]
        await away.aclose()
        app.state.queue = there

    assert [answer.status_code for answer in answers] == [200, 200, 429]


async def test_an_hour_later_everybody_may_ask_again(
    apps: Apps, district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = time.time
    async with processes(apps, twice(by=by_account, each_for_itself=True)) as (app,):
        before = [(await ask(app, district)).status_code for _ in range(3)]
        monkeypatch.setattr(time, "time", lambda: real() + 3_600)
        after = await ask(app, district)

    assert (before, after.status_code) == ([200, 200, 429], 200)


def test_what_is_limited_is_what_it_is_said_to_be(apps: Apps) -> None:
    told = {
        service: {name: (limit.most, limit.seconds, limit.by) for name, limit in app.state.limits.items()}
        for service, app in apps.of.items()
    }

    assert told == PUBLISHED


@pytest.mark.parametrize(
    ("service", "path", "allowed"),
    [
        ("directory", "/tokens/wechat", 5),
        ("directory", "/tokens/wechat/phone-codes", 1),
        ("directory", "/tokens/refresh", 10),
        ("directory", "/oauth/token", 1),
        ("attendance", "/scans", 10),
    ],
)
async def test_before_a_login_an_address_is_counted_whatever_it_sends_and_no_other_is_hindered(
    apps: Apps, monkeypatch: pytest.MonkeyPatch, service: str, path: str, allowed: int
) -> None:
    sixtieth, now = apps.settings.model_copy(update={"rate_factor": 1 / 60}), time.time()
    monkeypatch.setitem(apps.of[service].state._state, "settings", sixtieth)
    monkeypatch.setattr(time, "time", lambda: now)

    async with apps.http(service, f"/{service}/v1") as one, apps.http(service, f"/{service}/v1") as another:
        answers = [await one.post(path, json={}) for _ in range(allowed + 2)]
        beside = await another.post(path, json={})

    assert [answer.status_code for answer in answers] == [422] * allowed + [429] * 2
    assert {(answer.headers["retry-after"], answer.json()["type"]) for answer in answers[allowed:]} == {
        ("60", "urn:xuefen:problem:asked-too-often")
    }
    assert beside.status_code == 422


async def test_of_what_one_address_guesses_wechat_hears_so_much(
    apps: Apps, district: World, wechat: WechatStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    sixtieth, now = apps.settings.model_copy(update={"rate_factor": 1 / 60}), time.time()
    monkeypatch.setitem(apps.of["directory"].state._state, "settings", sixtieth)
    monkeypatch.setattr(time, "time", lambda: now)

    async with apps.http("directory", "/directory/v1") as stranger:
        guessed = [{"district_id": district.district_id, "code": f"bogus-{number}"} for number in range(12)]
        answers = [await stranger.post("/tokens/wechat", json=guess) for guess in guessed]

    assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 7
    assert wechat.asked == 5


@pytest.mark.parametrize("queue_there", [True, False])
async def test_of_one_address_only_what_wechat_does_not_let_in_is_counted(
    apps: Apps, district: World, wechat: WechatStandIn, monkeypatch: pytest.MonkeyPatch, *, queue_there: bool
) -> None:
    now = time.time()
    state = apps.of["directory"].state
    monkeypatch.setitem(state._state, "settings", apps.settings.model_copy(update={"rate_factor": 1 / 60}))
    monkeypatch.setattr(time, "time", lambda: now)
    mine = district.api("directory", "school_admin", account_id=await make_account(district))
    bound = await mine.put("/me/wechat", json={"code": wechat.code_for("head"), "password": PASSWORD})
    away: Redis = Redis(host="127.0.0.1", port=1, socket_timeout=1)
    if not queue_there:
        monkeypatch.setitem(state._state, "queue", away)

    async with apps.http("directory", "/directory/v1") as school:

        async def enter(code: str) -> int:
            told = {"district_id": district.district_id, "code": code}
            return (await school.post("/tokens/wechat", json=told)).status_code

        right = [await enter(wechat.code_for("head")) for _ in range(8)]
        wrong = [await enter(f"wrong-{number}") for number in range(4)]
        between = await enter(wechat.code_for("head"))
        over = [await enter("wrong-again"), await enter("wrong-at-last"), await enter(wechat.code_for("head"))]
    await away.aclose()

    assert bound.status_code == 204
    assert (right, between) == ([200] * 8, 200)
    assert (wrong, over) == ([401] * 4, [401, 429, 429])


async def test_all_who_verify_share_one_limit_a_second_whatever_they_verify_and_from_wherever(
    apps: Apps, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, second = apps.of["ledger"], int(time.time())
    # A twentieth of it: 10 a second in all, and one a minute of an address.
    monkeypatch.setitem(ledger.state._state, "settings", apps.settings.model_copy(update={"rate_factor": 0.05}))
    monkeypatch.setattr(time, "time", lambda: float(second))

    async def verify(what: str) -> httpx.Response:
        async with apps.http("ledger", "/ledger/v1") as anybody:
            return await anybody.get(f"/{what}/1-X")

    papers = ["certificates", "attestations"]
    answers = [await verify(papers[number % 2]) for number in range(12)]
    second += 1
    later = [await verify(paper) for paper in papers]

    assert (VERIFYING_TOGETHER.most, VERIFYING_TOGETHER.seconds) == (200, 1)
    assert [one.status_code for one in (*answers, *later)] == [404] * 10 + [429] * 2 + [404] * 2
    assert {one.json()["type"] for one in answers[10:]} == {"urn:xuefen:problem:asked-too-often"}
