"""Logging in, and what a token is worth."""

import json
import logging
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from services.platform.settings import Settings
from services.platform.tokens import TokenVerifier, new_key_pair
from tests.support import Apps, World
from tests.wechat import APP_SECRET, WechatStandIn

PASSWORD = "a long and private sentence"


async def make_account(district: World, username: str = "head", **more: object) -> UUID:
    account = {"username": username, "display_name": "校长", "password": PASSWORD, "roles": ["school_admin"], **more}
    made = await district.api("directory").post("/accounts", json={"accounts": [account]})
    assert made.status_code == 201, made.text
    return UUID(made.json()["items"][0]["account_id"])


async def log_in(public: httpx.AsyncClient, district: World, username: str, password: str) -> httpx.Response:
    return await public.post(
        "/tokens", json={"district_id": district.district_id, "username": username, "password": password}
    )


async def test_a_password_opens_the_district_with_the_roles_of_the_account(
    district: World, public: httpx.AsyncClient
) -> None:
    school = district.schools[1].school_id
    account_id = await make_account(district, school_id=str(school))

    granted = await log_in(public, district, "head", PASSWORD)

    assert granted.status_code == 200, granted.text
    me = await public.get(
        f"/districts/{district.district_id}/me",
        headers={"Authorization": f"Bearer {granted.json()['access_token']}"},
    )
    assert me.json() == {
        "account_id": str(account_id),
        "district_id": district.district_id,
        "roles": ["school_admin"],
        "school_id": str(school),
        "teacher_id": None,
        "scopes": [],
    }


async def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    district: World, public: httpx.AsyncClient
) -> None:
    await make_account(district)

    wrong = await log_in(public, district, "head", "not the password")
    unknown = await log_in(public, district, "nobody", PASSWORD)

    assert wrong.status_code == unknown.status_code == 401
    assert {**wrong.json(), "instance": ""} == {**unknown.json(), "instance": ""}


async def test_a_wechat_user_gets_in_once_bound_and_a_code_works_once(
    district: World, public: httpx.AsyncClient, wechat: WechatStandIn
) -> None:
    account_id = await make_account(district)
    unbound = await public.post(
        "/tokens/wechat", json={"district_id": district.district_id, "code": wechat.code_for("openid-of-head")}
    )
    mine = district.api("directory", "school_admin", account_id=account_id)
    bound = await mine.put("/me/wechat", json={"code": wechat.code_for("openid-of-head"), "password": PASSWORD})
    code = wechat.code_for("openid-of-head")

    granted = await public.post("/tokens/wechat", json={"district_id": district.district_id, "code": code})
    again = await public.post("/tokens/wechat", json={"district_id": district.district_id, "code": code})

    assert unbound.status_code == 401
    assert bound.status_code == 204, bound.text
    assert granted.status_code == 200, granted.text
    assert granted.json()["account_id"] == str(account_id)
    assert again.status_code == 401


async def test_what_wechat_answers_is_told_apart_asked_once_and_never_logged(
    district: World,
    public: httpx.AsyncClient,
    wechat: WechatStandIn,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    await make_account(district)
    caplog.set_level(logging.DEBUG)
    told, codes = {}, []
    for mood in ("40029", "45011", "40226", "-1", "40125", "garbage", "endless", "away"):
        wechat.mood, wechat.asked = mood, 0
        codes.append(wechat.code_for("x"))
        answer = await public.post("/tokens/wechat", json={"district_id": district.district_id, "code": codes[-1]})
        told[mood] = (answer.status_code, wechat.asked, "retry-after" in answer.headers)
    by_password = await log_in(public, district, "head", PASSWORD)

    away = (503, 1, True)
    assert told == {
        "40029": (401, 1, False),
        "45011": (429, 1, True),
        "40226": (403, 1, False),
        **dict.fromkeys(("-1", "40125", "garbage", "endless", "away"), away),
    }
    assert by_password.status_code == 200
    logged = caplog.text + "".join(capfd.readouterr())
    assert [secret for secret in (APP_SECRET, *codes) if secret in logged] == []


async def test_the_keys_that_are_published_verify_a_token_and_others_do_not(
    district: World, public: httpx.AsyncClient
) -> None:
    published = (await public.get("/jwks.json")).json()
    token = district.token("auditor")

    principal = TokenVerifier(json.dumps(published)).verify(token)
    _, foreign = new_key_pair()

    assert principal.district_id == district.district_id
    with pytest.raises(Exception, match="token"):
        TokenVerifier(foreign).verify(token)


async def test_a_token_of_another_district_finds_nothing(district: World, apps: Apps) -> None:
    other = World(apps, district.district_id + 500_000)
    api = apps.http("directory", f"/directory/v1/districts/{district.district_id}")

    response = await api.get("/schools", headers={"Authorization": f"Bearer {other.token('district_admin')}"})

    assert response.status_code == 404


async def test_other_services_roles_cannot_look_into_private_data(district: World, settings: Settings) -> None:
    await make_account(district)

    for role in ("registration", "attendance", "assessment", "ledger", "relay"):
        with pytest.raises(Exception, match="permission denied for schema directory_private"):
            async with district.session(role) as session:
                await session.execute(text("select * from directory_private.account"))
