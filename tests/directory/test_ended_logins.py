"""What ended long ago is forgotten; and what an account may that outlived its holder's post."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import httpx
from sqlalchemy import text

from services.contracts import AuditFellDue
from services.directory.rules import ENDED_LOGINS_KEPT
from services.platform import clock
from tests.directory.logins import Wound, granted, of, renew
from tests.directory.test_accounts import PASSWORD, log_in, make_account
from tests.support import Apps, World, make_world

LEFT_BEHIND = """
insert into directory_private.phone_code
    (district_id, openid_index, account_id, code_hash, failures, sent_at, expires_at)
values (:of, 'somebody', null, 'x', 0, :at, :at), (:of, 'another', null, 'x', 0, :at, :later);
insert into directory_private.client_assertion (district_id, client_id, assertion_id, expires_at)
values (:of, uuidv7(), 'signed once', :at), (:of, uuidv7(), 'signed later', :later)
"""


async def test_what_renewed_logins_that_ended_a_month_ago_is_gone_and_nothing_else(
    district: World, public: httpx.AsyncClient, wound: Wound
) -> None:
    await make_account(district, "trainer", roles=["trainer"])
    await make_account(district, "head")
    began = wound.moment
    renewed = (await granted(public, district, "trainer"))["refresh_token"]
    living = (await renew(public, renewed)).json()["refresh_token"]
    # An administrator's is over after twelve hours, another's after fourteen days unused.
    await granted(public, district, "head")
    async with district.session("directory") as session:
        for statement in LEFT_BEHIND.split(";"):
            await session.execute(
                text(statement), {"of": district.district_id, "at": began, "later": began + timedelta(days=2)}
            )

    async def left(**later: float) -> tuple[int, int, int]:
        wound.moment = began + ENDED_LOGINS_KEPT + timedelta(**later)
        await district.publish(AuditFellDue(district_id=district.district_id), role="directory")
        await district.drain()
        async with district.session("directory") as session:
            tables = ("refresh_token", "phone_code", "client_assertion")
            counts = [await session.scalar(text(f"select count(*) from directory_private.{one}")) for one in tables]
        return counts[0], counts[1], counts[2]

    assert await left(seconds=-1) == (3, 2, 2)
    assert await left(hours=11) == (3, 1, 1)
    assert await left(hours=13) == (2, 1, 1)
    assert await left(days=13, hours=23) == (2, 0, 0)
    assert await left(days=14, minutes=1) == (0, 0, 0)
    assert (await renew(public, living)).status_code == 401


async def test_who_went_to_another_district_reads_what_was_theirs_and_administers_nothing_any_more(
    district: World, apps: Apps, public: httpx.AsyncClient, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    neighbour, who = await make_world(apps), district.teachers[0]
    headed = {"school_id": str(who.school_id), "teacher_id": str(who.teacher_id)}
    await make_account(district, roles=["school_admin", "teacher"], **headed)
    await make_account(district, "office", roles=["auditor"], **headed)
    officer, last_day = district.api("directory"), clock.today()
    said = {"new_district_id": neighbour.district_id, "last_day": str(last_day), "reason": "调往邻县任教"}
    departure = (await officer.post(f"/teachers/{who.teacher_id}/departures", json=said)).json()

    async def stands(username: str = "head") -> list[str] | int:
        answer = await log_in(public, district, username, PASSWORD)
        return answer.json()["roles"] if answer.status_code == 200 else answer.status_code

    on_the_last_day = (await stands(), await stands("office"))
    before = await granted(public, district)
    await travel(clock.now() + timedelta(days=1))
    renewed = (await renew(public, before["refresh_token"])).json()
    after = (await stands(), await stands("office"))
    book = of(district, renewed["access_token"], "ledger")
    own = (await book.get(f"/teachers/{who.teacher_id}/statement")).status_code
    colleague = (await book.get(f"/teachers/{district.teachers[1].teacher_id}/statement")).status_code
    await officer.post(f"/departures/{departure['transfer_id']}/withdrawal")
    stayed = (await stands(), await stands("office"))
    async with district.session("directory") as session:
        # As of somebody who was received over there and holds an appointment here again.
        await session.execute(text("update directory.departure set state = 'RECEIVED'"))
    came_back = (await stands(), await stands("office"))

    assert on_the_last_day == (["school_admin", "teacher"], ["auditor"])
    assert (renewed["roles"], after) == (["teacher"], (["teacher"], 401))
    assert (own, colleague) == (200, 404)
    assert stayed == came_back == on_the_last_day
