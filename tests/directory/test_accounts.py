"""Logging in, and what a token is worth."""

import json
from collections.abc import AsyncIterator
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from services.platform.settings import Settings
from services.platform.tokens import TokenVerifier, new_key_pair
from tests.support import Apps, World
from tests.wechat import WechatStandIn

PASSWORD = "a long and private sentence"


@pytest.fixture
async def public(apps: Apps) -> AsyncIterator[httpx.AsyncClient]:
    async with apps.http("directory", "/directory/v1") as client:
        yield client


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


async def test_five_failures_lock_the_account_although_each_was_refused(
    district: World, public: httpx.AsyncClient
) -> None:
    await make_account(district)
    for _ in range(5):
        assert (await log_in(public, district, "head", "not the password")).status_code == 401

    locked = await log_in(public, district, "head", PASSWORD)

    assert locked.status_code == 429
    assert locked.headers["retry-after"] == "60"


async def test_a_refresh_token_works_once_and_its_return_revokes_the_family(
    district: World, public: httpx.AsyncClient
) -> None:
    await make_account(district)
    first = (await log_in(public, district, "head", PASSWORD)).json()["refresh_token"]
    second = await public.post("/tokens/refresh", json={"refresh_token": first})
    assert second.status_code == 200

    stolen = await public.post("/tokens/refresh", json={"refresh_token": first})
    heir = await public.post("/tokens/refresh", json={"refresh_token": second.json()["refresh_token"]})

    assert stolen.status_code == 401
    assert heir.status_code == 401


async def test_an_integration_logs_in_with_its_secret_and_gets_its_scopes(
    district: World, public: httpx.AsyncClient
) -> None:
    secret = "0123456789abcdef" * 3
    made = await district.api("directory").post(
        "/clients", json={"name": "区平台", "secret": secret, "scopes": ["feed:read"]}
    )
    client_id = made.json()["client_id"]
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}

    granted = await public.post("/oauth/token", data=form)
    refused = await public.post("/oauth/token", data={**form, "client_secret": "f" * 48})

    assert granted.status_code == 200, granted.text
    me = await public.get(
        f"/districts/{district.district_id}/me",
        headers={"Authorization": f"Bearer {granted.json()['access_token']}"},
    )
    assert me.json()["roles"] == ["integration"]
    assert me.json()["scopes"] == ["feed:read"]
    assert refused.status_code == 401


async def test_a_wechat_user_gets_in_once_bound_and_a_code_works_once(
    district: World, public: httpx.AsyncClient, wechat: WechatStandIn
) -> None:
    account_id = await make_account(district)
    unbound = await public.post(
        "/tokens/wechat", json={"district_id": district.district_id, "code": wechat.code_for("openid-of-head")}
    )
    mine = district.api("directory", "school_admin", account_id=account_id)
    bound = await mine.put("/me/wechat", json={"code": wechat.code_for("openid-of-head")})
    code = wechat.code_for("openid-of-head")

    granted = await public.post("/tokens/wechat", json={"district_id": district.district_id, "code": code})
    again = await public.post("/tokens/wechat", json={"district_id": district.district_id, "code": code})

    assert unbound.status_code == 401
    assert bound.status_code == 204, bound.text
    assert granted.status_code == 200, granted.text
    assert granted.json()["account_id"] == str(account_id)
    assert again.status_code == 401


@pytest.mark.parametrize("mood", ["busy", "garbage", "away"])
async def test_when_wechat_fails_logging_in_answers_busy_and_passwords_go_on(
    district: World, public: httpx.AsyncClient, wechat: WechatStandIn, mood: str
) -> None:
    await make_account(district)
    wechat.mood = mood

    by_wechat = await public.post(
        "/tokens/wechat", json={"district_id": district.district_id, "code": wechat.code_for("x")}
    )
    by_password = await log_in(public, district, "head", PASSWORD)

    assert by_wechat.status_code == 503
    assert "retry-after" in by_wechat.headers
    assert wechat.asked == 1
    assert by_password.status_code == 200


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
