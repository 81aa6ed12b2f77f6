"""What lets somebody in, for how long, and what ends it at once."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text

from services.directory.rules import is_common
from services.platform.ids import new_id
from tests.directory.logins import Wound, granted, of, renew, slug, until_waiting
from tests.directory.test_accounts import PASSWORD, log_in, make_account
from tests.support import Api, World

ANOTHER = "quite another long sentence"


async def test_an_administrator_changes_roles_closes_and_reopens_but_never_takes_the_last_ones_right(
    district: World, public: httpx.AsyncClient
) -> None:
    head = await make_account(district)
    mine = of(district, (await granted(public, district))["access_token"])
    first = await make_account(district, "first", roles=["district_admin"])
    bureau = of(district, (await granted(public, district, "first"))["access_token"])
    school = str(district.schools[0].school_id)

    alone = [
        await bureau.put(f"/accounts/{first}/state", json={"state": "CLOSED"}),
        await bureau.put(f"/accounts/{first}/roles", json={"roles": ["trainer"]}),
        await bureau.put(f"/accounts/{first}/password"),
        # Somebody else asks it of the only one there is.
        await district.api("directory").put(f"/accounts/{first}/state", json={"state": "CLOSED"}),
        await district.api("directory").put(f"/accounts/{first}/roles", json={"roles": ["auditor"]}),
    ]
    nowhere = await bureau.put(f"/accounts/{head}/roles", json={"roles": ["trainer"], "school_id": str(first)})
    raised = await bureau.put(f"/accounts/{head}/roles", json={"roles": ["district_admin"], "school_id": school})
    ended = await mine.put("/me/totp", json={})
    raised_one = of(district, (await granted(public, district))["access_token"])
    async with district.session("directory") as session:
        await session.execute(text("select 1 from directory_private.account for update"))
        closing = asyncio.gather(
            raised_one.put(f"/accounts/{first}/state", json={"state": "CLOSED"}),
            bureau.put(f"/accounts/{head}/state", json={"state": "CLOSED"}),
        )
        await until_waiting(district, 2)
    two = await closing
    closed, standing = ("first", "head") if two[0].status_code == 200 else ("head", "first")
    refused = await log_in(public, district, closed, PASSWORD)
    other = of(district, (await granted(public, district, standing))["access_token"])
    closed_id = first if closed == "first" else head
    seen = (await other.get(f"/accounts/{closed_id}")).json()
    named = await other.client.get("/accounts?limit=2")
    opened = await other.put(f"/accounts/{closed_id}/state", json={"state": "OPEN"})
    again = await log_in(public, district, closed, PASSWORD)

    assert [slug(one) for one in alone] == [*["own-rights"] * 3, *["last-administrator"] * 2]
    assert (nowhere.status_code, slug(nowhere)) == (422, "unknown-school")
    assert (raised.status_code, raised.json()["roles"], raised.json()["school_id"]) == (200, ["district_admin"], school)
    assert ended.status_code == 401
    # Two who close each other at once: one of them was first.
    assert sorted(one.status_code for one in two) == [200, 409]
    assert (refused.status_code, seen["closed_at"] is not None, named.status_code) == (401, True, 200)
    assert (opened.json()["closed_at"], again.status_code) == (None, 200)


async def test_a_closed_account_can_be_named_by_no_other_service_and_its_refresh_tokens_are_dead(
    district: World, public: httpx.AsyncClient
) -> None:
    trainer = await make_account(district, "trainer", roles=["trainer"])
    refresh_token = (await granted(public, district, "trainer"))["refresh_token"]

    await district.api("directory").put(f"/accounts/{trainer}/state", json={"state": "CLOSED"})
    renewed = await renew(public, refresh_token)

    async with district.session("registration") as session:
        known = await session.scalar(
            text("select roles from directory.known_account where account_id = :one"), {"one": trainer}
        )
    assert renewed.status_code == 401
    assert known == []


async def test_what_was_taken_away_is_gone_at_once_where_others_write_and_soon_where_they_read(
    district: World, public: httpx.AsyncClient
) -> None:
    """At once because it is looked up; what is only heard of is tested as invariant 24."""
    await make_account(district, "bureau", roles=["district_admin"])
    second = await make_account(district, "second", roles=["district_admin"])
    token = (await granted(public, district, "second"))["access_token"]
    plan = {"title": "教师培训计划", "starts_on": "2026-09-01", "ends_on": "2027-08-31"}
    before = await of(district, token, "registration").post("/plans", json=plan)

    await district.api("directory").put(f"/accounts/{second}/roles", json={"roles": ["trainer"]})
    after = await of(district, token, "registration").post("/plans", json=plan)
    key = before.request.headers["Idempotency-Key"]
    replayed = await of(district, token, "registration").post("/plans", json=plan, headers={"Idempotency-Key": key})

    assert (before.status_code, after.status_code, replayed.status_code) == (201, 401, 401)


@pytest.mark.parametrize(
    ("role", "idle", "whole"),
    [("trainer", timedelta(days=14), timedelta(days=30)), ("school_admin", timedelta(hours=12), timedelta(hours=12))],
)
async def test_a_login_lasts_as_long_as_its_roles_let_it(
    district: World, public: httpx.AsyncClient, wound: Wound, role: str, idle: timedelta, whole: timedelta
) -> None:
    await make_account(district, roles=[role])
    began = wound.moment
    lying = (await granted(public, district))["refresh_token"]
    going = (await granted(public, district))["refresh_token"]
    statuses: list[int] = []
    while wound.moment - began < whole:
        wound.on(seconds=0.45 * idle.total_seconds())
        answer = await renew(public, going)
        statuses.append(answer.status_code)
        going = answer.json().get("refresh_token", going)
    wound.moment = began + idle + timedelta(seconds=1)
    late = await renew(public, lying)

    ends = [began + (number + 1) * 0.45 * idle < began + whole for number in range(len(statuses))]
    assert statuses == [200 if within else 401 for within in ends]
    assert late.status_code == 401


async def test_a_refresh_that_got_lost_is_answered_again_and_one_that_was_used_revokes_the_family(
    district: World, public: httpx.AsyncClient, wound: Wound
) -> None:
    # What a teacher's token opens is looked up in a minute, what an administrator writes at once.
    await make_account(district, roles=["district_admin"])
    other = await granted(public, district)
    first = (await granted(public, district))["refresh_token"]
    second = (await renew(public, first)).json()["refresh_token"]
    wound.on(seconds=9)

    again = await renew(public, first)
    two = await asyncio.gather(*(renew(public, second) for _ in range(2)))
    third = two[0].json()["refresh_token"]
    held = of(district, two[0].json()["access_token"])
    school = {"name": "新建小学", "kind": "SCHOOL", "stage": "PRIMARY"}
    good = await held.post("/schools", json={**school, "code": "S8"})
    # Its successor was used: whoever comes with it now has stolen it, however soon.
    stolen = await renew(public, first)
    heir = await renew(public, third)
    ended = await held.post("/schools", json={**school, "code": "S9"})
    elsewhere = await renew(public, other["refresh_token"])
    anew = await of(district, elsewhere.json()["access_token"]).post("/schools", json={**school, "code": "S9"})
    fresh = (await granted(public, district))["refresh_token"]
    await renew(public, fresh)
    wound.on(seconds=11)
    late = await renew(public, fresh)

    assert again.json()["refresh_token"] == second
    assert [one.json()["refresh_token"] for one in two] == [third, third]
    assert (stolen.status_code, heir.status_code, late.status_code) == (401, 401, 401)
    # Its access token as well; another login of the account goes on with a new one.
    assert (good.status_code, ended.status_code, anew.status_code) == (201, 401, 201)


async def test_whoever_forgot_it_gets_a_password_for_once_and_a_common_one_is_not_chosen(
    district: World, public: httpx.AsyncClient, wound: Wound
) -> None:
    account = await make_account(district)
    before = await granted(public, district)
    once = (await district.api("directory").put(f"/accounts/{account}/password")).json()["password"]
    confined = (await log_in(public, district, "head", once)).json()
    newcomer = of(district, confined["access_token"])

    async def choose(api: Api, present: str, new: str) -> tuple[int, str]:
        answer = await api.put("/me/password", json={"password": present, "new_password": new})
        return answer.status_code, "" if answer.status_code == 204 else slug(answer)

    forgotten = await log_in(public, district, "head", PASSWORD)
    ended = await renew(public, before["refresh_token"])
    elsewhere = await newcomer.get("/me")
    answers = [
        await choose(newcomer, once, "Password2026!"),
        await choose(newcomer, once, once),
        await choose(newcomer, PASSWORD, ANOTHER),
        await choose(newcomer, once, ANOTHER),
        # Its token ended with the password.
        await choose(newcomer, ANOTHER, PASSWORD),
    ]
    chosen = await log_in(public, district, "head", ANOTHER)
    spent = await log_in(public, district, "head", once)
    once = (await district.api("directory").put(f"/accounts/{account}/password")).json()["password"]
    wound.on(days=3, seconds=1)
    late = await log_in(public, district, "head", once)
    await make_account(district, "other")
    holder = of(district, (await granted(public, district, "other"))["access_token"])
    async with district.session("directory") as session:
        run_out = "update directory_private.account set password_until = :past where username = 'other'"
        await session.execute(text(run_out), {"past": wound.moment})
    over = await choose(holder, PASSWORD, ANOTHER)
    commons = {"username": "T0009", "display_name": "李", "password": "T0009T0009!!", "roles": ["teacher"]}
    refused = await district.api("directory").post("/accounts", json={"accounts": [commons]})

    assert (confined["only"], confined["refresh_token"]) == (["put_me_password"], None)
    assert (forgotten.status_code, ended.status_code, elsewhere.status_code) == (401, 401, 403)
    assert answers == [
        (422, "password-too-common"),
        (422, "password-unchanged"),
        (422, "password-wrong"),
        (204, ""),
        (401, "unauthenticated"),
    ]
    assert (chosen.status_code, chosen.json()["only"], spent.status_code, late.status_code) == (200, [], 401, 401)
    assert over == (422, "password-wrong")
    assert refused.json()["items"][0]["problem"] == "password-too-common"


@pytest.mark.parametrize(
    ("password", "common"),
    [
        ("password1234", True),
        ("P@ssw0rd2026!", True),
        ("1qaz2wsx3edc", True),
        ("woaini1314520", True),
        ("123123123123", True),
        ("Xuefen@2026!!", True),
        ("head-2026-head", True),
        ("a long and private sentence", False),
        ("Tr0ub4dor&3xyz", False),
        ("绿水青山就是金山银山好", False),
    ],
)
def test_passwords_that_are_guessed_first_are_known(password: str, common: bool) -> None:  # noqa: FBT001 - a table
    assert is_common(password, username="head") is common


async def test_failures_wait_longer_each_time_and_unknown_names_as_long(
    district: World, public: httpx.AsyncClient, wound: Wound
) -> None:
    await make_account(district)

    async def waits(username: str) -> int:
        answer = await log_in(public, district, username, PASSWORD)
        return int(answer.headers["retry-after"]) if answer.status_code == 429 else 0

    async def fail(username: str, times: int) -> None:
        for _ in range(times):
            assert (await log_in(public, district, username, "not the password")).status_code == 401

    await fail("head", 5)
    await fail("nobody", 5)
    same = [await waits("head"), await waits("nobody")]
    waited: list[int] = []
    for _ in range(5):
        wound.on(seconds=waited[-1] if waited else 60)
        await fail("head", 1)
        waited.append(await waits("head"))
    wound.on(seconds=waited[-1] + 1)
    right = await waits("head")
    await fail("head", 4)
    after = await waits("head")

    assert same == [60, 60]
    assert waited == [120, 240, 480, 900, 900]
    # Once it was right, all is forgotten.
    assert (right, after) == (0, 0)


async def test_an_address_that_fails_too_often_waits_but_who_has_logged_in_from_there_does_not(
    district: World,
) -> None:
    await make_account(district)
    await make_account(district, "newcomer")
    directory, here = district.apps.of["directory"], f"an address, {new_id()}"

    async def enter(address: str, username: str) -> httpx.Response:
        way = httpx.ASGITransport(app=directory, client=(address, 1))
        async with httpx.AsyncClient(transport=way, base_url="http://test/directory/v1") as client:
            return await log_in(client, district, username, PASSWORD)

    for _ in range(298):
        await directory.state.login_delays.addresses.count(here)
    last = [await enter(here, "unknown"), await enter(here, "head"), await enter(here, "guessed")]
    there, elsewhere = await enter(here, "newcomer"), await enter(f"another, {new_id()}", "newcomer")
    known = await enter(here, "head")

    assert [one.status_code for one in last] == [401, 200, 401]
    assert (there.status_code, slug(there), there.headers["retry-after"]) == (429, "login-locked", "60")
    assert (elsewhere.status_code, known.status_code) == (200, 200)
