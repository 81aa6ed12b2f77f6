"""The desk by hand: a helper's device, a paper list, and taking back what should not be."""

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import text

from services.directory import operations as directory
from tests.attendance.scenes import (
    MORNING,
    Opened,
    attend,
    open_class,
    refusals_of,
    rows_of,
    said,
    scan,
    settle,
    until_somebody_waits,
)
from tests.support import TeacherOf, World, make_world
from tests.walks.attendance import enrolled, meeting, scheduled

REASON = "手机没电,本人在场"


async def _help(world: World, opened: Opened, *people: dict[str, Any], phase: str = "IN", **who: Any) -> httpx.Response:
    api = world.api("attendance", **(who or {"role": "trainer"}))
    body = {"phase": phase, "people": list(people), "reason": REASON}
    return await api.post(f"/meetings/{opened.first.meeting_id}/helped-check-ins", json=body)


async def _enter(
    world: World, opened: Opened, *people: dict[str, Any], phase: str = "IN", **who: Any
) -> httpx.Response:
    api = world.api("attendance", **(who or {"role": "trainer"}))
    body = {"phase": phase, "people": list(people), "reason": "会场没有网络", "reference": "签到册第3页"}
    return await api.post(f"/meetings/{opened.first.meeting_id}/paper-lists", json=body)


async def _check_ins(world: World, opened: Opened) -> list[dict[str, Any]]:
    answer = await world.api("attendance").get(f"/meetings/{opened.first.meeting_id}/check-ins")
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def _annul(world: World, opened: Opened, check_in_id: str, *, reason: str = "代扫", **who: Any) -> httpx.Response:
    api = world.api("attendance", **(who or {"role": "trainer"}))
    way = f"/meetings/{opened.first.meeting_id}/check-ins/{check_in_id}/annulment"
    return await api.put(way, json={"reason": reason})


async def test_a_helper_checks_people_in_by_id_number_or_name_and_is_kept_with_the_reason(
    district: World, travel: Any
) -> None:
    by_id, by_number, by_name, scanned, guest = district.teachers[:5]
    opened = await open_class(district, by_id, by_number, by_name, scanned)
    await travel(MORNING)
    first = await scan(district, scanned, opened.first)

    answer = await _help(
        district,
        opened,
        {"teacher_id": str(by_id.teacher_id)},
        {"staff_number": by_number.staff_number},
        {"name": "教师3"},
        {"staff_number": scanned.staff_number},
        {"staff_number": guest.staff_number},
        {"name": "教师5"},
        {"staff_number": "NOBODY"},
        {"teacher_id": str(uuid4())},
        {"staff_number": by_id.staff_number},
    )

    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert [item["result"] for item in body["items"]] == [
        *["RECORDED"] * 3,
        "ALREADY",
        "RECORDED",
        *["REFUSED"] * 3,
        "ALREADY",
    ]
    assert (body["recorded"], body["already"], body["refused"]) == (4, 2, 3)
    assert {item["problem"]["type"] for item in body["items"][5:8]} == {"urn:xuefen:problem:unknown-person"}
    assert body["items"][3]["check_in"] == first.json()
    assert body["items"][8]["check_in"] == body["items"][0]["check_in"]
    assert [item["check_in"]["unlisted"] for item in (body["items"][2], body["items"][4])] == [False, True]
    kept = {one["teacher_id"]: one for one in await _check_ins(district, opened)}
    helped = kept[str(by_name.teacher_id)]
    assert (helped["method"], helped["grade"], helped["received_at"]) == ("HELPER", "VOUCHED", None)
    assert (helped["entered"]["entered_by"], helped["entered"]["reason"]) == (str(district.trainer_id), REASON)
    assert kept[str(scanned.teacher_id)]["entered"] is None
    assert len(await rows_of(district, "hand_entry")) == 1


async def test_a_helper_is_judged_by_the_clock_as_a_scan_is(district: World, travel: Any) -> None:
    late, too_late = district.teachers[:2]
    opened = await open_class(district, late, too_late)

    await travel(MORNING + timedelta(minutes=20))
    at_twenty = (await _help(district, opened, {"staff_number": late.staff_number})).json()
    await travel(opened.first.ends_at + timedelta(minutes=1))
    after = (await _help(district, opened, {"staff_number": too_late.staff_number})).json()

    assert at_twenty["items"][0]["check_in"]["state"] == "LATE"
    assert after["items"][0]["problem"]["type"] == "urn:xuefen:problem:check-in-closed"
    assert after["items"][0]["teacher_id"] == str(too_late.teacher_id)
    assert await refusals_of(district) == ["OUTSIDE_WINDOW"]
    (refused,) = await rows_of(district, "refused_scan")
    assert (refused["method"], refused["entry_id"]) == (
        "HELPER",
        (await rows_of(district, "hand_entry"))[1]["entry_id"],
    )


async def test_nobody_vouches_for_themselves_and_only_for_whom_they_lead(district: World, travel: Any) -> None:
    trainer, other = district.teachers[:2]
    school = district.schools[1].school_id
    opened = await open_class(district, trainer, other)
    await travel(MORNING)
    person = {"staff_number": trainer.staff_number}

    own = await _help(
        district, opened, person, role="trainer", account_id=district.trainer_id, teacher=trainer.teacher_id
    )
    own_paper = await _enter(
        district, opened, person, role="trainer", account_id=district.trainer_id, teacher=trainer.teacher_id
    )
    stranger = await _help(district, opened, person, role="trainer", account_id=uuid4())
    elsewhere = await _help(district, opened, person, role="school_admin", school=school)
    as_teacher = await _help(district, opened, person, role="teacher", teacher=other.teacher_id)
    foreign = await make_world(district.apps)
    from_abroad = await _help(foreign, opened, person)

    for answer in (own, own_paper):
        assert answer.json()["items"][0]["problem"]["type"] == "urn:xuefen:problem:own-case"
    assert [one.status_code for one in (stranger, elsewhere, as_teacher, from_abroad)] == [404, 404, 403, 404]
    assert await rows_of(district, "check_in") == []


async def test_of_two_with_one_name_the_number_decides(district: World, travel: Any) -> None:
    async with district.session("directory") as session:
        namesake = await directory.add_teacher(
            session,
            district_id=district.district_id,
            staff_number="T900",
            name="教师1",
            school_id=district.schools[0].school_id,
            hire_date=date(2010, 9, 1),
            appointed_from=date(2010, 9, 1),
        )
    both = [district.teachers[0], TeacherOf(namesake.teacher_id, "T900", district.schools[0].school_id)]
    opened = await open_class(district, *both)
    await travel(MORNING)

    answer = (await _help(district, opened, {"name": "教师1"}, {"staff_number": "T900"})).json()

    assert [item["result"] for item in answer["items"]] == ["REFUSED", "RECORDED"]
    assert answer["items"][0]["problem"]["type"] == "urn:xuefen:problem:several-of-that-name"
    assert answer["items"][1]["teacher_id"] == str(namesake.teacher_id)


async def test_a_paper_list_counts_at_the_times_written_on_it(district: World, travel: Any) -> None:
    punctual, late, silent, scanned = district.teachers[:4]
    opened = await open_class(district, punctual, late, silent, scanned)
    await travel(MORNING)
    first = await scan(district, scanned, opened.first)
    # On Monday the trainer sits down with the paper.
    await travel(MORNING + timedelta(days=2))

    came = await _enter(
        district,
        opened,
        {"staff_number": punctual.staff_number, "signed_at": "2026-10-10T08:50:00+08:00"},
        {"staff_number": late.staff_number, "signed_at": "2026-10-10T09:30:00+08:00"},
        {"staff_number": silent.staff_number},
        {"staff_number": scanned.staff_number, "signed_at": "2026-10-10T08:40:00+08:00"},
    )
    went = await _enter(district, opened, {"staff_number": silent.staff_number}, phase="OUT")
    absurd = await _enter(
        district,
        opened,
        {"staff_number": district.teachers[5].staff_number, "signed_at": "2026-10-10T07:00:00+08:00"},
        {"staff_number": district.teachers[6].staff_number, "signed_at": "2026-10-12T09:01:00+08:00"},
    )

    items = came.json()["items"]
    assert [item["result"] for item in items] == ["RECORDED", "RECORDED", "RECORDED", "ALREADY"]
    assert [item["check_in"]["state"] for item in items] == ["ACCEPTED", "LATE", "ACCEPTED", "ACCEPTED"]
    assert [item["check_in"]["recorded_at"][11:16] for item in items[:3]] == ["00:50", "01:30", "01:00"]
    assert items[0]["check_in"]["received_at"].startswith("2026-10-12")
    assert items[3]["check_in"] == first.json()
    assert went.json()["items"][0]["check_in"]["recorded_at"] == "2026-10-10T04:00:00Z"
    told = [item["problem"]["type"].rpartition(":")[2] for item in absurd.json()["items"]]
    assert told == ["check-in-closed", "time-to-come"]
    kept = {one["teacher_id"]: one for one in await _check_ins(district, opened) if one["phase"] == "IN"}
    on_paper = kept[str(late.teacher_id)]
    assert (on_paper["method"], on_paper["grade"]) == ("PAPER", "PAPER")
    assert on_paper["entered"]["reference"] == "签到册第3页"


async def test_a_paper_without_times_is_not_entered_before_they_have_come(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING + timedelta(minutes=5))

    came = await _enter(district, opened, {"staff_number": teacher.staff_number})
    went = await _enter(district, opened, {"staff_number": teacher.staff_number}, phase="OUT")

    assert came.json()["recorded"] == 1
    assert went.json()["items"][0]["problem"]["type"] == "urn:xuefen:problem:time-to-come"


async def test_nobody_is_entered_where_the_pack_lets_nobody_sign_in(district: World, travel: Any) -> None:
    """SB6-01 holds for every way to sign in, or a meeting without a speaker would fill its book by hand."""
    strict = await make_world(district.apps, pack="SB6")
    sitting = meeting(MORNING).model_copy(update={"speaker": None})
    told = scheduled(strict, [sitting])
    await strict.publish(told)
    await strict.drain()
    await travel(MORNING)
    opened = Opened(told.class_id, [sitting])
    person = {"staff_number": strict.teachers[0].staff_number}

    answers = [await _help(strict, opened, person), await _enter(strict, opened, person)]

    assert {answer.json()["type"] for answer in answers} == {"urn:xuefen:problem:not-fixed"}
    assert await rows_of(strict, "check_in") == []


async def test_two_helpers_with_the_same_list_neither_deadlock_nor_double(district: World, travel: Any) -> None:
    opened = await open_class(district, *district.teachers)
    await travel(MORNING)
    people = [{"staff_number": one.staff_number} for one in district.teachers]

    answers = await asyncio.gather(
        *(_help(district, opened, *(people if n % 2 else reversed(people))) for n in range(6)),
        *(scan(district, one, opened.first) for one in district.teachers),
    )

    assert {answer.status_code for answer in answers} <= {200, 201}, [answer.text for answer in answers]
    assert sum(answer.json().get("recorded", answer.status_code == 201) for answer in answers) == 8
    assert len(await rows_of(district, "check_in")) == 8


async def test_a_helper_and_a_desk_take_the_same_people_in_one_order(district: World, travel: Any) -> None:
    # Taken as the list names them, each of the two would hold what the other waits for.
    opened = await open_class(district, *district.teachers)
    await travel(MORNING)
    first, last = sorted(district.teachers, key=lambda one: one.teacher_id)[:: len(district.teachers) - 1]
    insert = text(
        "INSERT INTO attendance.check_in (district_id, meeting_id, phase, teacher_id, check_in_id, state, unlisted,"
        " method, recorded_at) VALUES (:d, :m, 'IN', :t, :t, 'ACCEPTED', false, 'CODE', now())"
    )
    of_meeting = {"d": district.district_id, "m": opened.first.meeting_id}

    async with district.session("attendance") as session:
        await session.execute(insert, {**of_meeting, "t": first.teacher_id})
        backwards = ({"staff_number": one.staff_number} for one in (last, first))
        helping = asyncio.create_task(_help(district, opened, *backwards))
        await until_somebody_waits(session)
        await session.execute(insert, {**of_meeting, "t": last.teacher_id})
    answer = await helping

    assert answer.status_code == 201, answer.text
    assert answer.json()["already"] == 2


async def test_an_annulled_check_in_has_no_effect_stays_and_makes_room_for_another(
    district: World, travel: Any
) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    first = (await scan(district, teacher, opened.first)).json()

    annulled = await _annul(district, opened, first["check_in_id"])
    again = await _annul(district, opened, first["check_in_id"])
    otherwise = await _annul(district, opened, first["check_in_id"], reason="别的理由")
    book = (await district.api("attendance").get(f"/meetings/{opened.first.meeting_id}/sign-in-book")).json()
    await travel(MORNING + timedelta(minutes=30))
    second = await scan(district, teacher, opened.first)
    repeated = await scan(district, teacher, opened.first)

    assert (annulled.status_code, again.status_code) == (201, 200)
    assert annulled.json() == again.json()
    assert annulled.json()["annulled_by"] == str(district.trainer_id)
    assert (otherwise.status_code, otherwise.json()["type"]) == (409, "urn:xuefen:problem:annulled-otherwise")
    assert [line["entered_at"] for line in book["lines"]] == [None]
    assert (second.status_code, second.json()["turn"], second.json()["state"]) == (201, 1, "LATE")
    assert (repeated.status_code, repeated.json()) == (200, second.json())
    kept = await _check_ins(district, opened)
    assert [(one["turn"], one["annulment"] and one["annulment"]["reason"]) for one in kept] == [(0, "代扫"), (1, None)]


async def test_who_was_annulled_and_asks_again_with_an_old_code_is_not_told_that_they_are_in(
    district: World, travel: Any
) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    shown = await district.api("attendance").get(f"/meetings/{opened.first.meeting_id}/codes", params={"phase": "IN"})
    code = shown.json()["codes"][0]["code"]
    first = (await scan(district, teacher, opened.first, code=code)).json()
    await _annul(district, opened, first["check_in_id"])
    await travel(MORNING + timedelta(minutes=5))

    answer = await scan(district, teacher, opened.first, code=code)

    assert answer.status_code == 422


async def test_nobody_annuls_their_own_nor_what_they_do_not_see(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened, other = await open_class(district, teacher), await open_class(district)
    await travel(MORNING)
    check_in_id = (await scan(district, teacher, opened.first)).json()["check_in_id"]

    own = await _annul(
        district, opened, check_in_id, role="trainer", account_id=district.trainer_id, teacher=teacher.teacher_id
    )
    refused = [
        await _annul(district, opened, check_in_id, role="trainer", account_id=uuid4()),
        await _annul(district, opened, check_in_id, role="school_admin", school=district.schools[0].school_id),
        await _annul(district, other, check_in_id),
        await _annul(district, opened, str(uuid4())),
    ]

    assert (own.status_code, own.json()["type"]) == (409, "urn:xuefen:problem:own-case")
    assert [answer.status_code for answer in refused] == [404] * 4
    assert await rows_of(district, "annulment") == []


async def test_annulling_after_the_settlement_takes_the_hours_back_with_the_next_one(
    district: World, travel: Any
) -> None:
    teacher, other = district.teachers[:2]
    opened = await open_class(district, teacher, other)
    for one in (teacher, other):
        await attend(district, travel, one, opened.first)
    await travel(opened.first.ends_at + timedelta(hours=2))
    await settle(district, opened.class_id)
    check_in = next(
        one
        for one in await _check_ins(district, opened)
        if one["phase"] == "IN" and one["teacher_id"] == str(teacher.teacher_id)
    )

    await _annul(district, opened, check_in["check_in_id"])
    answer = await settle(district, opened.class_id)

    assert answer.status_code == 201, answer.text
    hours = {member["teacher_id"]: member["hours"] for member in answer.json()["members"]}
    assert hours == {str(teacher.teacher_id): "0", str(other.teacher_id): "4"}
    assert [event.settlement for event in await said(district)] == [1, 2]


async def test_all_check_ins_of_a_meeting_come_in_pages(district: World, travel: Any) -> None:
    opened = await open_class(district, *district.teachers)
    await travel(MORNING)
    await _help(district, opened, *({"staff_number": one.staff_number} for one in district.teachers))
    api = district.api("attendance", "auditor")
    way = f"/meetings/{opened.first.meeting_id}/check-ins"

    seen: list[str] = []
    cursor = None
    while True:
        page = (await api.get(way, params={"limit": "3", **({"cursor": cursor} if cursor else {})})).json()
        seen += [one["teacher_id"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert seen == sorted(str(one.teacher_id) for one in district.teachers)


async def test_who_came_before_the_enrolment_was_known_is_listed_when_it_is(district: World, travel: Any) -> None:
    early, stranger = district.teachers[:2]
    opened = await open_class(district)
    await travel(MORNING)
    for one in (early, stranger):
        assert (await scan(district, one, opened.first)).json()["unlisted"] is True
    before = await _check_ins(district, opened)

    await district.publish(enrolled(district, opened.class_id, early))
    await district.drain()
    after = await _check_ins(district, opened)

    assert [one["listed"] for one in before] == [False, False]
    assert {one["teacher_id"]: one["listed"] for one in after} == {
        str(early.teacher_id): True,
        str(stranger.teacher_id): False,
    }
    assert [one["check_in_id"] for one in after] == [one["check_in_id"] for one in before]
