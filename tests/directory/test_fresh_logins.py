"""What takes a login of a moment ago: whatever lets somebody in, or a system, or tells one; and what does not."""

import re
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from services.platform.access import Principal
from services.platform.ids import new_id
from tests.directory.logins import Wound, granted, of, renew, slug
from tests.directory.test_accounts import PASSWORD, make_account
from tests.support import Api, Apps, World
from tests.walks.directory import as_csv, roster_row
from tests.wechat import WechatStandIn

SERVICES = ("directory", "registration", "attendance", "assessment", "ledger")
CSV = {"Content-Type": "text/csv"}
ACCOUNT = {"username": "puppet", "display_name": "x", "roles": ["trainer"]}
KEY = {"x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "kid": "2026-11"}

# operation -> service, method, path, and what else is sent. `{one}` is nobody's id, `{teacher}` a teacher's.
Asked = tuple[str, str, str, dict[str, Any]]
FRESH: Mapping[str, Asked] = {
    "post_accounts": ("directory", "POST", "/accounts", {"json": {"accounts": [ACCOUNT]}}),
    "put_account_roles": ("directory", "PUT", "/accounts/{one}/roles", {"json": {"roles": ["trainer"]}}),
    "put_account_state": ("directory", "PUT", "/accounts/{one}/state", {"json": {"state": "OPEN"}}),
    "put_account_password": ("directory", "PUT", "/accounts/{one}/password", {}),
    "post_account_totp_reset": ("directory", "POST", "/accounts/{one}/totp-resets", {}),
    "post_account_wechat_unbinding": ("directory", "POST", "/accounts/{one}/wechat-unbindings", {}),
    "post_client": ("directory", "POST", "/clients", {"json": {"name": "档案", "scopes": ["feed:read"]}}),
    "put_client_secret": ("directory", "PUT", "/clients/{one}/secrets/A", {}),
    "put_client_keys": ("directory", "PUT", "/clients/{one}/keys", {"json": {"keys": [KEY]}}),
    "put_client_state": ("directory", "PUT", "/clients/{one}/state", {"json": {"state": "OPEN"}}),
    "put_phone": ("directory", "PUT", "/teachers/{teacher}/phone", {"json": {"phone": "13911112222"}}),
    "put_erasure": ("directory", "PUT", "/teachers/{teacher}/erasure", {"json": {"reason": "本人书面申请。"}}),
    "post_roster_import": ("directory", "POST", "/roster-imports", {"content": b"", "headers": CSV}),
    "put_webhook": (
        "ledger",
        "PUT",
        "/webhooks/records",
        {"json": {"url": "https://127.0.0.1/x", "types": ["entries.posted"]}},
    ),
    "put_webhook_secret": ("ledger", "PUT", "/webhooks/records/secret", {}),
}
# The same operations where they end something, or try it.
ENDING: Mapping[str, Asked] = {
    "put_account_state": ("directory", "PUT", "/accounts/{one}/state", {"json": {"state": "CLOSED"}}),
    "put_client_state": ("directory", "PUT", "/clients/{one}/state", {"json": {"state": "CLOSED"}}),
    "post_roster_import": ("directory", "POST", "/roster-imports?dry_run=true", {"content": b"", "headers": CSV}),
}
# These ask for the password or a code of the second factor, and for a fresh login where there is none.
SHOWN = {"put_me_password", "put_me_totp", "put_me_totp_confirmation", "put_me_wechat"}
# Nobody is let in by these: facts of schools and people, packs, and messages to where one is told already.
LET_NOBODY_IN = {
    "post_departure",
    "post_departure_withdrawal",
    "post_pack",
    "post_pack_assignment",
    "post_pack_correction",
    "post_pack_last_day",
    "post_pack_withdrawal",
    "post_reception",
    "post_school",
    "post_school_fact",
    "post_school_fact_revision",
    "post_school_merger",
    "post_teacher",
    "post_teacher_fact",
    "post_teacher_merge",
    "post_teacher_merge_decision",
    "post_teacher_merge_undoing",
    "post_transfer",
    "post_unit",
    "post_unit_revision",
    "post_webhook_ping",
    "post_webhook_replay",
    "put_calendar",
}
_OF_LOGINS = re.compile(r"account|client|webhook|secret|token|password|phone|key|totp|wechat|roster|erasure")


def test_of_every_change_it_is_said_whether_a_token_alone_is_enough_for_it(apps: Apps) -> None:
    """All that the directory writes, and what sounds like it elsewhere. A new one goes where it belongs."""
    writing = {
        operation
        for service in SERVICES
        for operation in apps.of[service].state.matrix
        if not operation.startswith(("get_", "list_")) and (service == "directory" or _OF_LOGINS.search(operation))
    }

    assert FRESH.keys() & (SHOWN | LET_NOBODY_IN) == set()
    assert writing == FRESH.keys() | SHOWN | LET_NOBODY_IN


@pytest.mark.parametrize("operation", FRESH)
async def test_whatever_lets_somebody_in_takes_a_login_of_a_moment_ago(district: World, operation: str) -> None:
    stale = await _ask(district, FRESH[operation], fresh=False)
    fresh = await _ask(district, FRESH[operation], fresh=True)

    async with district.session("directory") as session:
        kept = await session.scalars(
            text("select problem from platform.audit where operation = :one and status = 401"), {"one": operation}
        )
    assert (stale.status_code, slug(stale)) == (401, "login-too-old")
    assert fresh.status_code not in {401, 403}, fresh.text
    # That it was tried is what one would look for.
    assert kept.all() == ["login-too-old"]


@pytest.mark.parametrize("operation", ENDING)
async def test_what_only_ends_something_waits_for_no_login(district: World, operation: str) -> None:
    answer = await _ask(district, ENDING[operation], fresh=False)

    assert answer.status_code in {404, 422}, answer.text


async def test_a_token_that_was_renewed_takes_no_account_of_a_teacher_over(
    district: World, public: httpx.AsyncClient, wechat: WechatStandIn, wound: Wound
) -> None:
    roster = as_csv([roster_row(1, phone="13700000008")])
    await district.api("directory").post("/roster-imports", content=roster, headers=CSV)
    listed = (await district.api("directory").get("/teachers")).json()["items"]
    teacher = next(one for one in listed if one["staff_number"] == "R0001")
    account = await make_account(district, "R0001", roles=["teacher"], teacher_id=teacher["teacher_id"], password=None)
    phone = f"/teachers/{teacher['teacher_id']}/phone"

    async def enter(openid: str, code: str | None = None) -> httpx.Response:
        body = {"district_id": district.district_id, "code": wechat.code_for(openid), "phone_code": code}
        return await public.post("/tokens/wechat", json=body)

    asked = {"staff_number": "R0001", "name": teacher["name"], "phone": "13700000008"}
    told = {"district_id": district.district_id, "code": wechat.code_for("owner"), **asked}
    await public.post("/tokens/wechat/phone-codes", json=told)
    login = (await enter("owner", wechat.messages[-1]["code"])).json()
    renewed = (await renew(public, login["refresh_token"])).json()
    wound.on(minutes=5)

    async def tried(api: Api) -> list[str]:
        answers = [
            await api.put(phone, json={"phone": "13911112222"}),
            await api.put("/me/wechat", json={"code": None}),
            await api.put("/me/wechat", json={"code": wechat.code_for("thief")}),
            await api.put("/me/totp", json={}),
        ]
        return [slug(one) for one in answers]

    thief = of(district, renewed["access_token"])
    refused = [*await tried(of(district, login["access_token"])), *await tried(thief)]
    out, still = await enter("thief"), await enter("owner")
    own = of(district, still.json()["access_token"])
    done = [
        await own.put(phone, json={"phone": "13911112222"}),
        await own.put("/me/totp", json={}),
        await own.put("/me/wechat", json={"code": None}),
    ]
    # All logins have ended with it: for these at once, a teacher's too.
    ended = [await own.put(phone, json={"phone": "13911113333"}), await own.put("/me/totp", json={})]

    seen = (await district.api("directory").get("/audit", params={"account_id": account})).json()["items"]
    ops = ["put_phone", "put_me_wechat", "put_me_wechat", "put_me_totp"]
    assert refused == ["login-too-old"] * 8
    assert (out.status_code, still.status_code) == (401, 200)
    assert [one.status_code for one in done] == [200, 200, 204]
    assert [slug(one) for one in ended] == ["unauthenticated"] * 2
    # A teacher's, and about the teacher, who sees it as well.
    assert [(one["operation"], one["status"]) for one in reversed(seen)] == [
        *[(one, 401) for one in ops * 2],
        ("put_phone", 200),
        ("put_me_totp", 200),
        ("put_me_wechat", 204),
    ]
    assert {one["teacher_id"] for one in seen} == {teacher["teacher_id"]}


async def test_another_password_ends_the_wechat_that_somebody_bound(
    district: World, public: httpx.AsyncClient, wechat: WechatStandIn
) -> None:
    account = await make_account(district, roles=["teacher"])

    async def mine() -> Api:
        return of(district, (await granted(public, district))["access_token"])

    async def enter() -> int:
        body = {"district_id": district.district_id, "code": wechat.code_for("thief")}
        return (await public.post("/tokens/wechat", json=body)).status_code

    await (await mine()).put("/me/wechat", json={"code": wechat.code_for("thief"), "password": PASSWORD})
    before = await enter()
    new = {"password": PASSWORD, "new_password": "quite another long sentence"}
    changed = await (await mine()).put("/me/password", json=new)

    seen = (await district.api("directory").get("/audit", params={"account_id": account})).json()["items"]
    assert (before, changed.status_code, await enter()) == (200, 204, 401)
    assert [one["operation"] for one in seen] == ["put_me_password", "put_me_wechat"]


async def _ask(district: World, asked: Asked, *, fresh: bool) -> httpx.Response:
    service, method, path, options = asked
    old = Principal(account_id=district.admin_id, district_id=district.district_id, roles=frozenset({"district_admin"}))
    api = district.api(service) if fresh else of(district, district.apps.signer.sign(old), service)
    return await api.request(method, path.format(one=new_id(), teacher=district.teachers[0].teacher_id), **options)
