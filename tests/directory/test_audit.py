"""The audit trail as it is read: by the district and its auditors all of it, by teachers what concerned themselves."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import httpx
import pyotp
from sqlalchemy import text

from services.cli.audit import verify
from services.directory import operations
from services.platform import clock
from services.platform.ids import new_id
from services.platform.settings import Settings
from services.platform.signing import KeyRing
from tests.directory.logins import granted, of, slug
from tests.directory.test_accounts import PASSWORD, log_in, make_account
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]
LEAVE = {"kind": "LEAVE", "code": "SICK", "valid_from": "2026-03-01", "valid_to": "2026-04-30", "ground": "医院证明"}


async def test_the_trail_is_found_by_who_and_whom_and_what_and_when_the_newest_first(district: World) -> None:
    first, second = (one.teacher_id for one in district.teachers[:2])
    other = new_id()
    officer, colleague = district.api("directory"), district.api("directory", account_id=other)
    auditor = district.api("directory", "auditor")
    await officer.post(f"/teachers/{first}/facts", json=LEAVE)
    await officer.post(f"/teachers/{second}/facts", json=LEAVE)
    between = clock.now()
    await colleague.post(f"/teachers/{first}/facts", json=LEAVE)
    await colleague.get(f"/teachers/{second}")
    departed = await colleague.post(
        f"/teachers/{second}/departures",
        json={"new_district_id": district.district_id, "last_day": "2026-08-31", "reason": "调往邻县任教"},
        headers={"X-Request-Id": str(other)},
    )

    async def found(**wanted: object) -> list[tuple[str, int]]:
        answer = await auditor.get("/audit", params=wanted)
        assert answer.status_code == 200, answer.text
        return [(one["operation"], one["status"]) for one in answer.json()["items"]]

    everything = [
        ("post_departure", 422),
        ("get_teacher", 200),
        ("post_teacher_fact", 409),
        ("post_teacher_fact", 201),
        ("post_teacher_fact", 201),
    ]
    assert departed.status_code == 422
    assert await found() == everything
    assert await found(account_id=other) == everything[:3]
    assert await found(teacher_id=first) == [everything[2], everything[4]]
    assert await found(operation="get_teacher") == [everything[1]]
    assert await found(object_id=second, since=between.isoformat()) == everything[:2]
    assert await found(until=between.isoformat()) == everything[3:]
    page = (await auditor.get("/audit", params={"limit": 2})).json()
    assert await found(limit=2, cursor=page["next_cursor"]) == everything[2:4]
    newest = page["items"][0]
    assert (newest["purpose"], newest["problem"], newest["object"]) == (
        "调往邻县任教",
        "unknown-district",
        f"/teachers/{second}/departures",
    )
    assert (newest["roles"], newest["request_id"], newest["account_id"]) == (["district_admin"], str(other), str(other))
    assert newest["address"].startswith("process ")


async def test_teachers_see_who_looked_at_them_and_nobody_else_anything(district: World) -> None:
    first, second = (one.teacher_id for one in district.teachers[:2])
    officer = district.api("directory")
    own = district.api("directory", "teacher", teacher=first)
    await officer.get(f"/teachers/{first}")
    await officer.get(f"/teachers/{second}")
    await officer.post("/schools", json={"code": "S9", "name": "新建小学", "kind": "SCHOOL", "stage": "PRIMARY"})

    shown = (await own.get("/audit")).json()["items"]
    foreign = (await own.get("/audit", params={"teacher_id": str(second)})).json()["items"]
    school = await district.api("directory", "school_admin", school=district.schools[0].school_id).get("/audit")

    assert [(one["operation"], one["teacher_id"]) for one in shown] == [("get_teacher", str(first))]
    assert shown[0]["account_id"] == str(district.admin_id)
    assert foreign == []
    assert school.status_code == 403


async def test_what_an_operation_or_the_door_forbids_is_recorded_whoever_tried_some_a_minute(district: World) -> None:
    system, entries = new_id(), {"kind": "ENTRIES", "form": "NDJSON"}
    without_scope = district.api("ledger", "integration", account_id=system, scopes=frozenset())

    curious = district.teachers[0].teacher_id
    teacher = district.api("directory", "teacher", teacher=curious)
    elsewhere = f"/directory/v1/districts/{district.district_id + 1}/teachers"

    statuses = [
        (await without_scope.post("/exports", json=entries)).status_code,
        (await without_scope.post("/reports", json={})).status_code,
        # What nobody has looked at yet is not kept: it may be anything.
        (
            await district.api("directory", "auditor").client.get(
                f"http://test{elsewhere}/11010519491231002X", params={"purpose": "\0"}
            )
        ).status_code,
        *[(await teacher.get("/accounts", params={"limit": limit})).status_code for limit in range(1, 8)],
        (await teacher.get("/me")).status_code,
    ]

    async with district.session("directory") as session:
        kept = await session.execute(
            text(
                "select operation, status, problem, account_id, roles, object, purpose from platform.audit"
                " order by audit_id"
            )
        )
    rows = [tuple(one) for one in kept]
    assert statuses == [403, 403, 404, *[403] * 7, 200]
    assert rows[:2] == [
        (f"post_{one}", 403, "forbidden", system, ["integration"], f"/{one}s", None) for one in ("export", "report")
    ]
    assert [(row[1:3], row[4:]) for row in rows[2:3]] == [
        ((404, "not-found"), (["auditor"], "/teachers/{teacher_id}", None))
    ]
    assert rows[3:] == [("list_accounts", 403, "forbidden", curious, ["teacher"], "/accounts", None)] * 5


async def test_logins_of_who_may_more_than_a_teacher_are_recorded_and_so_are_those_that_failed(district: World) -> None:
    officer = district.api("directory")
    named = {"display_name": "李局", "password": "a long and private one"}
    accounts = [
        {"username": "officer", "roles": ["district_admin", "teacher"], **named},
        {"username": "teacher", "roles": ["teacher"], **named},
    ]
    made = (await officer.post("/accounts", json={"accounts": accounts})).json()["items"]

    async with district.apps.http("directory", "/directory/v1") as phone:
        statuses = []
        for username in ("officer", "teacher", "nobody"):
            for password in ("not the private one at all", named["password"]):
                login = {"district_id": district.district_id, "username": username, "password": password}
                statuses.append((await phone.post("/tokens", json=login)).status_code)

    kept = (await officer.get("/audit", params={"operation": "post_token"})).json()["items"]
    assert statuses == [401, 200, 401, 200, 401, 401]
    assert [(one["status"], one["problem"], one["object"]) for one in kept] == [
        (200, None, "/tokens"),
        (401, "login-refused", "/tokens"),
    ]
    assert {one["account_id"] for one in kept} == {made[0]["account_id"]}


async def test_logins_that_are_held_up_are_recorded_some_a_minute_and_so_is_a_password_without_its_second_factor(
    district: World, public: httpx.AsyncClient
) -> None:
    await make_account(district, "bureau", roles=["district_admin"])
    mine = of(district, (await granted(public, district, "bureau"))["access_token"])
    secret = (await mine.put("/me/totp", json={})).json()["secret"]
    await mine.put("/me/totp/confirmation", json={"totp": pyotp.TOTP(secret).now()})

    answers = [await log_in(public, district, "bureau", PASSWORD) for _ in range(2)]
    answers += [await log_in(public, district, "bureau", "not the password") for _ in range(5)]
    answers += [await log_in(public, district, "bureau", PASSWORD) for _ in range(8)]

    kept = (await district.api("directory").get("/audit", params={"operation": "post_token"})).json()["items"]
    held_up = ["login-locked"] * 8
    known, guessed = ["second-factor-needed"] * 2, ["login-refused"] * 5
    assert [slug(one) for one in answers] == [*known, *guessed, *held_up]
    assert all("retry-after" in one.headers for one in answers[-8:])
    assert [one["problem"] for one in reversed(kept)] == [None, *known, *guessed, *held_up[:5]]


async def test_an_hour_that_is_over_is_sealed_once_however_many_processes_ask(
    district: World, travel: Travel, settings: Settings
) -> None:
    teacher = district.teachers[0].teacher_id
    # Recorded an hour ago by every clock: what is younger than some minutes may still be on its way.
    async with district.session("ledger") as session:
        await session.execute(
            text(
                "insert into platform.audit (district_id, audit_id, at, service, operation, account_id, roles, object,"
                " status, request_id, address) select :of, uuidv7(interval '-1 hour'), now(), 'ledger', 'post_x',"
                " uuidv7(), '{}', '/x', 200, uuidv7(), ''"
            ),
            {"of": district.district_id},
        )
    await district.api("directory").get(f"/teachers/{teacher}")
    await district.api("ledger").post("/reports", json={})
    await district.api("registration").post(
        "/plans", json={"title": "计划", "starts_on": "2025-09-01", "ends_on": "2026-08-31"}
    )

    await district.drain()
    before = await _seals(district)
    await travel(clock.now() + timedelta(hours=1, minutes=11))
    await district.drain()

    async with district.session("directory") as session:
        asked = "select count(*) from messaging.event where topic = 'directory.audit_fell_due.v1'"
        assert await session.scalar(text(asked)) == 1
    assert before == []
    assert await _seals(district) == [(1, 1)]
    assert await verify(settings, district.district_id) == []
    async with district.session("directory") as session:
        keys = KeyRing.read(settings.secret("book_public_keys"))
        await operations.verify_audit(session, district_id=district.district_id, keys=keys)
        # Years of it are not read in a request's time.
        assert await session.scalar(text("show transaction_timeout")) == "1d"


async def _seals(world: World) -> list[tuple[int, int]]:
    async with world.session("directory") as session:
        kept = await session.execute(text("select number, rows from platform.audit_seal order by number"))
        return [(number, rows) for number, rows in kept]
