"""WeChat users bound to accounts: by a code sent to the phone that the roster has, or by the password; and unbound."""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pyotp
import pytest
from sqlalchemy import text

from services.platform.ids import new_id
from tests.directory.logins import Wound, granted, of, renew, slug
from tests.directory.test_accounts import PASSWORD, log_in, make_account
from tests.support import Api, World
from tests.walks.directory import as_csv, roster_row
from tests.wechat import SMS_TOKEN, WechatStandIn


async def test_a_teacher_without_password_binds_a_wechat_by_the_roster_and_a_code_sent_to_the_phone(
    district: World, public: httpx.AsyncClient, wechat: WechatStandIn, wound: Wound
) -> None:
    roster = as_csv([roster_row(1), roster_row(2), roster_row(5)])
    imported = await district.api("directory").post(
        "/roster-imports", content=roster, headers={"Content-Type": "text/csv"}
    )
    assert imported.json()["applied"], imported.text
    listed = (await district.api("directory").get("/teachers")).json()["items"]
    teacher, other = (next(one for one in listed if one["staff_number"] == number) for number in ("R0001", "R0005"))
    await make_account(district, "R0005", roles=["teacher"], teacher_id=other["teacher_id"], password=None)
    account = await make_account(district, "R0001", roles=["teacher"], teacher_id=teacher["teacher_id"], password=None)
    await district.api("directory").put(f"/accounts/{account}/password")
    person = {"staff_number": "R0001", "name": teacher["name"], "phone": "13800000001"}

    async def ask(openid: str, **changes: str) -> httpx.Response:
        body = {"district_id": district.district_id, "code": wechat.code_for(openid), **person, **changes}
        return await public.post("/tokens/wechat/phone-codes", json=body)

    async def enter(openid: str, code: str | None) -> int:
        body = {"district_id": district.district_id, "code": wechat.code_for(openid), "phone_code": code}
        answer = await public.post("/tokens/wechat", json=body)
        # The password for once, which the teacher has as well, confines who logs in by it.
        assert answer.status_code != 200 or (answer.json()["account_id"], answer.json()["only"]) == (str(account), [])
        return answer.status_code

    strangers = [
        await ask("a stranger", phone="13900000011"),
        await ask("who knows no name", staff_number="R0005", name="李四", phone="13800000005"),
        await ask("another stranger", phone="13800000002"),
        # Somebody of the roster whom nobody gave an account.
        await ask("yet another", staff_number="R0002", phone="13900000012"),
    ]
    unsent = len(wechat.messages)
    asked = await ask("the teacher")
    soon = [await ask("the teacher", phone="13900000013"), await ask("somebody else")]
    [message] = wechat.messages
    code = message["code"]
    wrong = [await enter("a stranger", code), await enter("the teacher", None), await enter("the teacher", "000000")]
    right = await enter("the teacher", code)
    bound = await enter("the teacher", None)
    await enter("a stranger", "111111")

    assert [one.status_code for one in (*strangers, asked)] == [200] * 5
    assert {one.text for one in (*strangers, asked)} == {asked.text}
    assert unsent == 0
    assert (message["phone"], message["by"]) == ("13800000001", f"Bearer {SMS_TOKEN}")
    assert [(one.status_code, slug(one)) for one in soon] == [(429, "phone-code-too-soon")] * 2
    assert (wrong, right, bound) == ([401, 401, 401], 200, 200)


async def test_a_code_sent_to_a_phone_is_good_for_five_tries_and_five_minutes(
    district: World, public: httpx.AsyncClient, wechat: WechatStandIn, wound: Wound
) -> None:
    imported = as_csv([roster_row(number, phone=f"1370000{number:04}") for number in (3, 4)])
    await district.api("directory").post("/roster-imports", content=imported, headers={"Content-Type": "text/csv"})
    listed = (await district.api("directory").get("/teachers")).json()["items"]
    codes = {}
    for number in (3, 4):
        one = next(one for one in listed if one["staff_number"] == f"R{number:04}")
        await make_account(district, f"R{number:04}", roles=["teacher"], teacher_id=one["teacher_id"], password=None)
        body = {
            "district_id": district.district_id,
            "code": wechat.code_for(f"openid-{number}"),
            "staff_number": one["staff_number"],
            "name": one["name"],
            "phone": f"1370000{number:04}",
        }
        await public.post("/tokens/wechat/phone-codes", json=body)
        codes[number] = wechat.messages[-1]["code"]

    async def enter(number: int, code: str) -> int:
        body = {"district_id": district.district_id, "code": wechat.code_for(f"openid-{number}"), "phone_code": code}
        return (await public.post("/tokens/wechat", json=body)).status_code

    other = "000000" if codes[3] != "000000" else "111111"
    tries = [await enter(3, other) for _ in range(5)] + [await enter(3, codes[3])]
    wound.on(minutes=5)
    late = await enter(4, codes[4])

    assert tries == [401] * 6
    assert late == 401


async def test_of_many_who_ask_at_once_one_is_sent_a_code(
    district: World, public: httpx.AsyncClient, wechat: WechatStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = as_csv([roster_row(6, phone="13700000006")])
    await district.api("directory").post("/roster-imports", content=imported, headers={"Content-Type": "text/csv"})
    listed = (await district.api("directory").get("/teachers")).json()["items"]
    one = next(one for one in listed if one["staff_number"] == "R0006")
    await make_account(district, "R0006", roles=["teacher"], teacher_id=one["teacher_id"], password=None)
    person = {"staff_number": "R0006", "name": one["name"], "phone": "13700000006"}

    together = asyncio.Barrier(10)

    async def at_once(asked: httpx.Request) -> httpx.Response:
        async def told() -> AsyncIterator[bytes]:
            await together.wait()
            yield json.dumps({"openid": asked.url.params["js_code"]}).encode()

        return httpx.Response(200, content=told())

    async def ask(code: str) -> int:
        body = {"district_id": district.district_id, "code": code, **person}
        return (await public.post("/tokens/wechat/phone-codes", json=body)).status_code

    async with httpx.AsyncClient(transport=httpx.MockTransport(at_once), base_url="http://wechat") as way:
        monkeypatch.setitem(district.apps.of["directory"].state._state, "wechat", way)
        answers = await asyncio.gather(*(ask(f"code-of-openid-{number}") for number in range(10)))

    assert sorted(answers) == [200, *[429] * 9]
    assert len(wechat.messages) == 1


async def test_a_code_sent_to_a_phone_binds_nobody_before_the_second_factor_is_shown(
    district: World, public: httpx.AsyncClient, wechat: WechatStandIn, wound: Wound
) -> None:
    imported = as_csv([roster_row(7, phone="13700000007")])
    await district.api("directory").post("/roster-imports", content=imported, headers={"Content-Type": "text/csv"})
    listed = (await district.api("directory").get("/teachers")).json()["items"]
    one = next(one for one in listed if one["staff_number"] == "R0007")
    await make_account(district, "R0007", roles=["teacher", "school_admin"], teacher_id=one["teacher_id"])
    mine = of(district, (await granted(public, district, "R0007"))["access_token"])
    codes = pyotp.TOTP((await mine.put("/me/totp", json={})).json()["secret"])
    await mine.put("/me/totp/confirmation", json={"totp": codes.at(wound.moment)})
    wound.on(seconds=30)
    person = {"staff_number": "R0007", "name": one["name"], "phone": "13700000007"}
    body = {"district_id": district.district_id, "code": wechat.code_for("finder"), **person}
    await public.post("/tokens/wechat/phone-codes", json=body)
    code = wechat.messages[-1]["code"]

    async def enter(**shown: str) -> str:
        sent = {"district_id": district.district_id, "code": wechat.code_for("finder"), **shown}
        answer = await public.post("/tokens/wechat", json=sent)
        return "in" if answer.status_code == 200 else slug(answer)

    async def bound() -> int:
        async with district.session("directory") as session:
            return int(await session.scalar(text("select count(*) from directory_private.wechat_binding")) or 0)

    refused = [await enter(phone_code=code), await enter(phone_code=code, totp="000000")]
    before = await bound()
    entered = await enter(phone_code=code, totp=codes.at(wound.moment))

    assert refused == ["second-factor-needed", "login-refused"]
    assert (before, entered, await bound()) == (0, "in", 1)


async def test_a_wechat_is_bound_by_who_knows_the_password_and_let_go_with_what_it_let_in(
    district: World, public: httpx.AsyncClient, wechat: WechatStandIn
) -> None:
    account = await make_account(district, roles=["teacher"])

    async def mine() -> Api:
        return of(district, (await granted(public, district))["access_token"])

    async def bind(api: Api, openid: str | None, **more: str) -> tuple[int, str]:
        code = None if openid is None else wechat.code_for(openid)
        answer = await api.put("/me/wechat", json={"code": code, **more})
        return answer.status_code, "" if answer.status_code == 204 else slug(answer)

    async def enter(openid: str) -> httpx.Response:
        body = {"district_id": district.district_id, "code": wechat.code_for(openid)}
        return await public.post("/tokens/wechat", json=body)

    early, admin = await mine(), district.api("directory")
    bound = [
        await bind(early, "own"),
        await bind(early, "own", password="not the password"),
        await bind(early, "own", password=PASSWORD),
        await bind(early, "another", password=PASSWORD),
    ]
    entered = await enter("own")
    unbound = await admin.post(f"/accounts/{account}/wechat-unbindings")
    out = [
        (await enter("own")).status_code,
        (await renew(public, entered.json()["refresh_token"])).status_code,
        # Also a teacher's token, which is looked up nowhere else.
        (await bind(early, "stolen", password=PASSWORD))[0],
    ]
    let_go = [
        await bind(await mine(), "another", password=PASSWORD),
        await bind(await mine(), None),
        await bind(await mine(), None, password=PASSWORD),
        await bind(await mine(), "own", password=PASSWORD),
    ]
    gone = [(await enter("another")).status_code, (await enter("own")).status_code]
    await admin.put(f"/accounts/{account}/password")
    reset = await enter("own")
    nobody = await admin.post(f"/accounts/{new_id()}/wechat-unbindings")

    done, needed = (204, ""), (422, "password-needed")
    assert bound == [needed, (422, "password-wrong"), done, (409, "wechat-taken")]
    assert (entered.status_code, unbound.status_code, out) == (200, 201, [401, 401, 401])
    assert (let_go, gone) == ([done, needed, done, done], [401, 200])
    assert (reset.status_code, nobody.status_code) == (401, 404)


async def test_passwords_that_are_guessed_hold_nobody_up_who_comes_by_wechat(
    district: World, public: httpx.AsyncClient, wechat: WechatStandIn
) -> None:
    await make_account(district)
    mine = of(district, (await granted(public, district))["access_token"])
    await mine.put("/me/wechat", json={"code": wechat.code_for("head"), "password": PASSWORD})
    for _ in range(5):
        await log_in(public, district, "head", "not the password")

    body = {"district_id": district.district_id, "code": wechat.code_for("head")}
    entered = await public.post("/tokens/wechat", json=body)
    locked = await log_in(public, district, "head", PASSWORD)

    assert (entered.status_code, locked.status_code) == (200, 429)


async def test_a_wechat_user_is_the_same_in_another_mini_program_of_its_owner(
    district: World, public: httpx.AsyncClient, wechat: WechatStandIn
) -> None:
    head, other = await make_account(district), await make_account(district, "other")
    own = {
        one: district.api("directory", "school_admin", account_id=account)
        for one, account in (("head", head), ("other", other))
    }
    wechat.unionids = {"head": "of head", "head elsewhere": "of head", "stranger": "of a stranger"}

    async def bind(whose: str, openid: str) -> int:
        body = {"code": wechat.code_for(openid), "password": PASSWORD}
        return (await own[whose].put("/me/wechat", json=body)).status_code

    async def enter(openid: str) -> str | int:
        body = {"district_id": district.district_id, "code": wechat.code_for(openid)}
        answer = await public.post("/tokens/wechat", json=body)
        return str(answer.json()["account_id"]) if answer.status_code == 200 else answer.status_code

    bound = [await bind("head", "head"), await bind("other", "head elsewhere"), await bind("other", "without")]
    entered = [await enter(one) for one in ("head", "head elsewhere", "stranger", "without")]
    # Told no unionid any more, who came last from there is known by the openid.
    wechat.unionids = {}
    later = [await enter(one) for one in ("head elsewhere", "head")]
    async with district.session("directory") as session:
        hashes = await session.scalars(text("select union_index from directory_private.wechat_binding"))

    assert bound == [204, 409, 204]
    assert entered == [str(head), str(head), 401, str(other)]
    assert later == [str(head), 401]
    assert b"of head" not in [*hashes]
