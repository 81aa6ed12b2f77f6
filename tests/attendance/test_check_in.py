"""Checking in and out over HTTP: once, in time, with the code of the moment."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.attendance.rules import Ticket, Tickets
from services.platform import clock
from services.platform.crypto import derive
from services.platform.ids import new_id
from services.platform.versions import raise_version
from tests.attendance.scenes import MORNING, Opened, open_class, refusals_of, rows_of, scan
from tests.support import World, make_world
from tests.walks.attendance import code_of, enrolled, meeting, scheduled

STEP = timedelta(seconds=10)


async def _ticket(world: World, opened: Opened) -> str:
    api = world.api("attendance", "teacher", teacher=world.teachers[0].teacher_id)
    return str((await api.get(f"/classes/{opened.class_id}/ticket")).json()["ticket"])


async def _present(world: World, opened: Opened, ticket: str, *, district_id: int | None = None) -> Any:
    """Check in with a ticket and no token."""
    base = f"/attendance/v1/districts/{district_id or world.district_id}"
    async with world.apps.http("attendance", base, {"Check-In-Ticket": ticket}) as client:
        return await client.put(
            f"/meetings/{opened.first.meeting_id}/check-in",
            json={"code": await code_of(world, opened.first.meeting_id)},
        )


async def test_checking_in_twice_is_one_check_in(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)

    api = district.api("attendance", "teacher", teacher=teacher.teacher_id)
    body = {"code": await code_of(district, opened.first.meeting_id), "device_at": "2026-10-10T09:00:02+08:00"}
    first, second = [await api.put(f"/meetings/{opened.first.meeting_id}/check-in", json=body) for _ in range(2)]

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.text == second.text
    assert first.json()["teacher_id"] == str(teacher.teacher_id)
    assert (first.json()["state"], first.json()["unlisted"], first.json()["method"]) == ("ACCEPTED", False, "CODE")
    assert len(await rows_of(district, "check_in")) == 1


async def test_who_asks_again_while_the_table_is_given_a_column_more_is_answered_the_same(
    district: World, travel: Any, administration: AsyncEngine
) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    told = [await scan(district, teacher, opened.first) for _ in range(2)]

    async with administration.begin() as connection:
        await connection.execute(text("alter table attendance.check_in add column planted int"))
    try:
        told.append(await scan(district, teacher, opened.first))
    finally:
        async with administration.begin() as connection:
            await connection.execute(text("alter table attendance.check_in drop column planted"))

    assert [answer.status_code for answer in told] == [201, 200, 200]
    assert len({answer.text for answer in told}) == 1


async def test_coming_and_leaving_are_two_records(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)

    await travel(MORNING)
    entered = await scan(district, teacher, opened.first)
    await travel(MORNING + timedelta(minutes=100))
    left = await scan(district, teacher, opened.first, "OUT")

    assert (entered.json()["phase"], entered.json()["state"]) == ("IN", "ACCEPTED")
    assert (left.json()["phase"], left.json()["state"]) == ("OUT", "LEFT_EARLY")


async def test_every_code_that_is_not_good_gets_the_same_answer_and_keeps_its_own_reason(
    district: World, travel: Any
) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher, meetings=[meeting(MORNING), meeting(MORNING)])
    here, there = opened.meetings
    other = await make_world(district.apps)
    elsewhere = await open_class(other, other.teachers[0], meetings=[here])
    await travel(MORNING)
    good = await code_of(district, here.meeting_id)
    shown = await district.api("attendance").get(f"/meetings/{here.meeting_id}/codes", params={"phase": "IN"})
    flipped = good[:-6] + ("A" if good[-6] != "A" else "B") + good[-5:]

    answers = [
        await scan(district, teacher, here, code=code)
        for code in (
            flipped,
            "not a code",
            await code_of(district, there.meeting_id),
            await code_of(district, here.meeting_id, "OUT"),
            await code_of(other, elsewhere.first.meeting_id),
            shown.json()["codes"][5]["code"],
        )
    ]
    await travel(MORNING + 3 * STEP)
    answers.append(await scan(district, teacher, here, code=good))

    assert {answer.status_code for answer in answers} == {422}
    problems = [{**answer.json(), "instance": None} for answer in answers]
    assert problems == [problems[0]] * 7
    assert problems[0]["type"] == "urn:xuefen:problem:code-invalid"
    assert await rows_of(district, "check_in") == []
    assert await refusals_of(district) == [
        "EARLY_CODE",
        "FORGED_CODE",
        "FORGED_CODE",
        "FORGED_CODE",
        "STALE_CODE",
        "WRONG_MEETING",
        "WRONG_PHASE",
    ]


async def test_a_code_is_good_for_two_steps_after_its_own(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    code = await code_of(district, opened.first.meeting_id)

    await travel(MORNING + 2 * STEP)
    answer = await scan(district, teacher, opened.first, code=code)

    assert answer.status_code == 201


async def test_beyond_the_grace_is_late_and_recorded(district: World, travel: Any) -> None:
    punctual, late = district.teachers[:2]
    opened = await open_class(district, punctual, late)

    await travel(MORNING + timedelta(minutes=9, seconds=50))
    in_time = await scan(district, punctual, opened.first)
    await travel(MORNING + timedelta(minutes=10, seconds=5))
    too_late = await scan(district, late, opened.first)

    assert (in_time.status_code, in_time.json()["state"]) == (201, "ACCEPTED")
    assert (too_late.status_code, too_late.json()["state"]) == (201, "LATE")


async def test_outside_its_window_a_scan_is_refused_and_kept(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    end = opened.first.ends_at

    refused = []
    for moment, phase in (
        (MORNING - timedelta(minutes=31), "IN"),
        (end + timedelta(minutes=1), "IN"),
        (MORNING - timedelta(minutes=1), "OUT"),
        (end + timedelta(minutes=61), "OUT"),
    ):
        await travel(moment)
        refused.append(await scan(district, teacher, opened.first, phase))
    await travel(MORNING - timedelta(minutes=29))
    entered = await scan(district, teacher, opened.first)
    await travel(end + timedelta(minutes=59))
    left = await scan(district, teacher, opened.first, "OUT")

    assert {answer.status_code for answer in refused} == {409}
    assert refused[0].json()["type"] == "urn:xuefen:problem:check-in-closed"
    assert refused[0].json()["facts"] == {
        "opens_at": "2026-10-10T08:30:00+08:00",
        "closes_at": "2026-10-10T12:00:00+08:00",
    }
    assert await refusals_of(district) == ["OUTSIDE_WINDOW"] * 4
    assert (entered.status_code, left.status_code) == (201, 201)


async def test_who_is_recorded_hears_so_however_late_they_ask_again(district: World, travel: Any) -> None:
    teacher, other = district.teachers[:2]
    opened = await open_class(district, teacher, other)
    await travel(MORNING)
    code = await code_of(district, opened.first.meeting_id)
    first = await scan(district, teacher, opened.first, code=code)

    await travel(opened.first.ends_at + timedelta(minutes=5))
    again = await scan(district, teacher, opened.first, code=code)
    never = await scan(district, other, opened.first, code=code)

    assert (again.status_code, again.json()) == (200, first.json())
    assert never.status_code == 422


async def test_a_check_in_ahead_of_its_enrolment_is_kept_as_unlisted(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district)
    await travel(MORNING)

    answer = await scan(district, teacher, opened.first)

    assert (answer.status_code, answer.json()["unlisted"]) == (201, True)


async def test_who_has_withdrawn_is_unlisted(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await district.publish(enrolled(district, opened.class_id, teacher, status="WITHDRAWN", revision=2))
    await district.drain()
    await travel(MORNING)

    answer = await scan(district, teacher, opened.first)

    assert (answer.status_code, answer.json()["unlisted"]) == (201, True)


async def test_a_cancelled_class_takes_nobody_in(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    code = await code_of(district, opened.first.meeting_id)
    await district.publish(scheduled(district, opened.meetings, class_id=opened.class_id, revision=2, cancelled=True))
    await district.drain()

    answer = await scan(district, teacher, opened.first, code=code)

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:meeting-cancelled")
    assert await refusals_of(district) == ["CLASS_CANCELLED"]
    shown = await district.api("attendance").get(f"/meetings/{opened.first.meeting_id}/codes", params={"phase": "IN"})
    assert shown.status_code == 409


async def test_a_ticket_checks_in_without_a_token(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[0])
    await travel(MORNING)

    answer = await _present(district, opened, await _ticket(district, opened))

    assert answer.status_code == 201
    assert answer.json()["teacher_id"] == str(district.teachers[0].teacher_id)


async def test_a_ticket_outlives_the_token_that_it_was_fetched_by(
    district: World, travel: Any, minute_later: Callable[[], None]
) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    ticket = await _ticket(district, opened)
    async with district.session("directory") as session:
        await raise_version(session, district_id=district.district_id, account_id=teacher.teacher_id)
    minute_later()

    by_token = await district.api("attendance", "teacher", teacher=teacher.teacher_id).get(
        f"/classes/{opened.class_id}/ticket"
    )
    by_ticket = await _present(district, opened, ticket)

    assert (by_token.status_code, by_ticket.status_code) == (401, 201)


async def test_a_ticket_opens_its_own_class_only(district: World, travel: Any) -> None:
    opened, other = await open_class(district, district.teachers[0]), await open_class(district)
    await travel(MORNING)

    answer = await _present(district, opened, await _ticket(district, other))

    assert answer.status_code == 401
    assert await rows_of(district, "check_in") == []
    assert await refusals_of(district) == ["WRONG_TICKET"]


async def test_a_ticket_is_good_in_its_own_district_only(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[0])
    other = await make_world(district.apps)
    await travel(MORNING)

    answer = await _present(district, opened, await _ticket(district, opened), district_id=other.district_id)

    assert answer.status_code == 404


async def test_a_ticket_expires_in_real_time_and_cannot_be_forged(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[0])
    await travel(MORNING)
    ticket = await _ticket(district, opened)
    tickets = Tickets(derive(district.apps.settings.secret("code_key"), "check-in-ticket"))
    read = tickets.read(ticket, at=clock.real_now())
    assert read is not None
    expired = Ticket(read.district_id, read.account_id, read.teacher_id, read.class_id, clock.real_now())

    forged = ticket[:-1] + ("A" if ticket[-1] != "A" else "B")
    answers = [
        await _present(district, opened, text) for text in (tickets.write(expired), forged, "t1.", "t1." + "?" * 104)
    ]

    assert timedelta(minutes=14) < read.expires_at - clock.real_now() <= timedelta(minutes=15)
    assert [answer.status_code for answer in answers] == [401] * 4
    assert await rows_of(district, "check_in") == []


async def test_a_ticket_that_is_not_good_leaves_it_to_the_token(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    api = district.api("attendance", "teacher", teacher=teacher.teacher_id)

    answer = await api.put(
        f"/meetings/{opened.first.meeting_id}/check-in",
        json={"code": await code_of(district, opened.first.meeting_id)},
        headers={"Check-In-Ticket": "t1.stale"},
    )

    assert answer.status_code == 201


async def test_a_ticket_and_a_token_of_two_people_check_nobody_in(district: World, travel: Any) -> None:
    opened = await open_class(district, *district.teachers[:2])
    await travel(MORNING)
    ticket = await _ticket(district, opened)

    async def both(**who: Any) -> Any:
        return await district.api("attendance", "teacher", **who).put(
            f"/meetings/{opened.first.meeting_id}/check-in",
            json={"code": await code_of(district, opened.first.meeting_id)},
            headers={"Check-In-Ticket": ticket},
        )

    other = await both(teacher=district.teachers[1].teacher_id)
    kept_so_far = await rows_of(district, "check_in")
    own = await both(teacher=district.teachers[0].teacher_id)

    assert (other.status_code, other.json()["type"]) == (422, "urn:xuefen:problem:wrong-ticket")
    assert kept_so_far == []
    assert (own.status_code, own.json()["teacher_id"]) == (201, str(district.teachers[0].teacher_id))


@pytest.mark.parametrize("device", ["phone-A", "", "x" * 129, 7, {"name": "phone"}, None])
async def test_what_a_phone_calls_itself_never_costs_a_check_in(district: World, travel: Any, device: Any) -> None:
    at_once, exchanging = district.teachers[:2]
    opened = await open_class(district, at_once, exchanging)
    await travel(MORNING)
    code = await code_of(district, opened.first.meeting_id)
    way = f"/meetings/{opened.first.meeting_id}/check-in"
    async with district.apps.http("attendance", "/attendance/v1") as client:
        exchanged = await client.post(
            "/scans", json={"district_id": district.district_id, "code": code, "device": device}
        )

    scanned = await district.api("attendance", "teacher", teacher=at_once.teacher_id).put(
        way, json={"code": code, "device": device}
    )
    presented = await district.api("attendance", "teacher", teacher=exchanging.teacher_id).put(
        way, json={"scan": exchanged.json()["scan"], "device": "another-phone"}
    )

    assert (exchanged.status_code, scanned.status_code, presented.status_code) == (200, 201, 201)
    assert [row["device_hash"] for row in await rows_of(district, "check_in")] == [None, None]


async def test_nobody_but_a_teacher_checks_in(district: World, travel: Any) -> None:
    opened = await open_class(district)
    await travel(MORNING)
    way = f"/meetings/{opened.first.meeting_id}/check-in"
    body = {"code": await code_of(district, opened.first.meeting_id)}

    refused = [await district.api("attendance", role).put(way, json=body) for role in ("trainer", "district_admin")]
    nobody = await district.api("attendance", "teacher", account_id=new_id()).put(way, json=body)

    assert [answer.status_code for answer in refused] == [403, 403]
    assert nobody.status_code == 403


async def test_codes_are_shown_to_who_leads_the_class_only(district: World, travel: Any) -> None:
    school, other_school = (school.school_id for school in district.schools)
    opened = await open_class(district, school_id=school)
    await travel(MORNING)
    way = f"/meetings/{opened.first.meeting_id}/codes"

    async def status(role: str, **who: Any) -> int:
        return (await district.api("attendance", role, **who).get(way, params={"phase": "IN"})).status_code

    assert await status("trainer") == 200
    assert await status("trainer", account_id=new_id()) == 404
    assert await status("school_admin", school=school) == 200
    assert await status("school_admin", school=other_school) == 404
    assert await status("district_admin") == 200
    assert await status("teacher", teacher=district.teachers[0].teacher_id) == 403
    assert await status("auditor") == 403


async def test_the_screen_counts_from_the_service_clock(district: World, travel: Any) -> None:
    opened = await open_class(district)
    await travel(MORNING)

    shown = (
        await district.api("attendance").get(f"/meetings/{opened.first.meeting_id}/codes", params={"phase": "OUT"})
    ).json()

    assert shown["server_time"].startswith("2026-10-10T01:00:0")
    assert (shown["phase"], shown["step_seconds"], len(shown["codes"])) == ("OUT", 10, 6)
    assert shown["codes"][0]["valid_from"] == "2026-10-10T01:00:00Z"
    assert shown["codes"][0]["valid_until"] == "2026-10-10T01:00:30Z"
