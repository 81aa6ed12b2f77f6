"""Oddities for a person to look at: found with their evidence, decided with a reason, never a verdict by themselves."""

from datetime import datetime, timedelta
from typing import Any

import httpx

from services.platform.ids import new_id
from tests.attendance.scenes import MORNING, Opened, open_class, rows_of, settle
from tests.support import TeacherOf, World
from tests.walks.attendance import code_of, meeting

MINUTE = timedelta(minutes=1)
HALL = {"latitude": 30.9456, "longitude": 118.7581}
AFAR = {"latitude": 31.2, "longitude": 118.7581}


async def _scan(world: World, teacher: TeacherOf, opened: Opened, phase: str = "IN", **more: Any) -> str:
    way = {"IN": "check-in", "OUT": "check-out"}[phase]
    code = await code_of(world, opened.first.meeting_id, phase)
    answer = await world.api("attendance", "teacher", teacher=teacher.teacher_id).put(
        f"/meetings/{opened.first.meeting_id}/{way}", json={"code": code, **more}
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["check_in_id"])


async def _odd(world: World, opened: Opened, role: str = "trainer", **more: Any) -> list[dict[str, Any]]:
    who = {name: more.pop(name) for name in ("school", "account_id", "teacher") if name in more}
    answer = await world.api("attendance", role, **who).get(f"/classes/{opened.class_id}/anomalies", params=more)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def _decide(world: World, opened: Opened, anomaly_id: str, role: str = "trainer", **body: Any) -> httpx.Response:
    who = {name: body.pop(name) for name in ("teacher",) if name in body}
    return await world.api("attendance", role, **who).put(
        f"/classes/{opened.class_id}/anomalies/{anomaly_id}/decision",
        json={"state": "CLEARED", "reason": "同校借用手机,当面核实", **body},
    )


async def _count(world: World, opened: Opened, counted: int, at: datetime | None = None) -> httpx.Response:
    return await world.api("attendance", "trainer").post(
        f"/meetings/{opened.first.meeting_id}/head-counts",
        json={"counted": counted, **({"counted_at": at.isoformat()} if at else {})},
    )


async def test_several_people_on_one_device_are_to_be_looked_at(district: World, travel: Any) -> None:
    first, second, alone = district.teachers[:3]
    opened = await open_class(district, first, second, alone)
    await travel(MORNING)
    for teacher in (first, second):
        await _scan(district, teacher, opened, device="ohb3k-Xq7s9d")
    await _scan(district, alone, opened, device="another-phone")
    # The same person twice on one device is as it should be.
    await _scan(district, alone, opened, "OUT", device="another-phone")

    (odd,) = await _odd(district, opened)

    assert (odd["kind"], odd["state"], odd["decision"]) == ("SHARED_DEVICE", "OPEN", None)
    assert (odd["zh"], odd["en"]) == ("同一台手机为 2 人签到", "one device checked in 2 people")
    assert [(one["staff_number"], one["name"]) for one in odd["people"]] == [("T001", "教师1"), ("T002", "教师2")]
    assert len(odd["evidence"]["scans"]) == 2
    assert "ohb3k" not in str(odd)


async def test_scans_of_one_code_presented_long_after_are_to_be_looked_at(district: World, travel: Any) -> None:
    first, second, quick, alone = district.teachers[:4]
    opened = await open_class(district, first, second, quick, alone)

    async def exchanged(*teachers: TeacherOf) -> list[tuple[TeacherOf, str]]:
        # One picture of the screen, and as many invented phones as are wanted.
        code = await code_of(district, opened.first.meeting_id)
        async with district.apps.http("attendance", "/attendance/v1") as client:
            answers = [
                await client.post(
                    "/scans",
                    json={
                        "district_id": district.district_id,
                        "code": code,
                        "device": f"phone-{one.staff_number}-of-nobody",
                    },
                )
                for one in teachers
            ]
        return [(one, answer.json()["scan"]) for one, answer in zip(teachers, answers, strict=True)]

    async def present(held: list[tuple[TeacherOf, str]]) -> None:
        for teacher, text in held:
            answer = await district.api("attendance", "teacher", teacher=teacher.teacher_id).put(
                f"/meetings/{opened.first.meeting_id}/check-in", json={"scan": text}
            )
            assert answer.status_code == 201, answer.text

    await travel(MORNING)
    *held, slow_enough = await exchanged(first, second, quick)
    await travel(MORNING + MINUTE)
    await present([slow_enough])
    other_step = await exchanged(alone)
    await travel(MORNING + 10 * MINUTE)
    await present([*held, *other_step])

    (odd,) = await _odd(district, opened)

    assert odd["kind"] == "LATE_EXCHANGES"
    assert [one["staff_number"] for one in odd["people"]] == ["T001", "T002"]
    assert odd["evidence"]["code_shown_at"].startswith("2026-10-10T01:00:00")
    assert len(odd["evidence"]["scans"]) == len(odd["evidence"]["presented_at"]) == 2
    assert (odd["zh"][:13], odd["en"][:35]) == ("2 人凭同一个签到码登录前", "2 people scanned one code before th")


async def test_a_scan_far_away_is_to_be_looked_at_and_no_coordinates_are_kept(district: World, travel: Any) -> None:
    near, far = district.teachers[:2]
    opened = await open_class(district, near, far)
    placed = await district.api("attendance", "trainer").put(f"/meetings/{opened.first.meeting_id}/position", json=HALL)
    assert placed.status_code == 200, placed.text
    await travel(MORNING)
    await _scan(district, near, opened, position=HALL)
    await _scan(district, far, opened, position=AFAR)

    (odd,) = await _odd(district, opened)

    assert (odd["kind"], odd["evidence"]["distance"]) == ("FAR_AWAY", "FAR")
    assert [one["staff_number"] for one in odd["people"]] == ["T002"]
    assert "31.2" not in str(await rows_of(district, "check_in"))


async def test_heads_counted_stand_against_check_ins(district: World, travel: Any) -> None:
    first, second = district.teachers[:2]
    opened = await open_class(district, first, second)
    await travel(MORNING)
    await _scan(district, first, opened)
    await travel(MORNING + 30 * MINUTE)
    await _scan(district, second, opened)
    await travel(MORNING + 60 * MINUTE)
    right = await _count(district, opened, 2)
    earlier = await _count(district, opened, 1, MORNING + 10 * MINUTE)
    wrong = await _count(district, opened, 3)
    early = await _count(district, opened, 1, MORNING - 45 * MINUTE)
    to_come = await _count(district, opened, 1, MORNING + 90 * MINUTE)

    odd = await _odd(district, opened)

    assert [one.json()["checked_in"] for one in (right, earlier, wrong)] == [2, 1, 2]
    assert {one.json()["type"] for one in (early, to_come)} == {"urn:xuefen:problem:not-counted"}
    assert [(one["kind"], one["evidence"]["counted"], one["evidence"]["checked_in"]) for one in odd] == [
        ("HEAD_COUNT", 3, 2)
    ]
    assert odd[0]["zh"] == "10:00 清点 3 人，签到在场 2 人"


async def test_who_is_silent_at_a_roll_call_is_to_be_looked_at(district: World, travel: Any) -> None:
    answering, silent, late = district.teachers[:3]
    opened = await open_class(district, answering, silent, late)
    await travel(MORNING)
    for teacher in (answering, silent):
        await _scan(district, teacher, opened)
    trainer = district.api("attendance", "trainer")
    called = await trainer.post(f"/meetings/{opened.first.meeting_id}/roll-calls", json={"minutes": 5})
    codes = await trainer.get(f"/meetings/{opened.first.meeting_id}/codes", params={"phase": "ROLL", "roll": "1"})
    answer = await district.api("attendance", "teacher", teacher=answering.teacher_id).put(
        f"/meetings/{opened.first.meeting_id}/roll-calls/1/check-in", json={"code": codes.json()["codes"][0]["code"]}
    )
    assert (called.status_code, answer.status_code) == (201, 201)
    while_open = await _odd(district, opened)
    await travel(MORNING + 6 * MINUTE)
    await _scan(district, late, opened)

    (odd,) = await _odd(district, opened)

    assert while_open == []
    assert (odd["kind"], odd["evidence"]["roll"], odd["evidence"]["answered"]) == ("MISSED_ROLL", 1, 1)
    assert [one["staff_number"] for one in odd["people"]] == ["T002"]


async def test_two_places_too_far_apart_for_the_time_between(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    here = await open_class(district, teacher)
    there = await open_class(district, teacher, meetings=[meeting(MORNING + 10 * MINUTE)])
    for opened, where in ((here, HALL), (there, AFAR)):
        await district.api("attendance", "trainer").put(f"/meetings/{opened.first.meeting_id}/position", json=where)
    await travel(MORNING)
    await _scan(district, teacher, here)
    await travel(MORNING + 10 * MINUTE)
    await _scan(district, teacher, there)

    (odd,) = await _odd(district, there)
    (same,) = await _odd(district, here)

    assert (odd["kind"], odd["evidence"]["kilometres"]) == ("IMPOSSIBLE_TRAVEL", 28)
    # Ten by the clock that was moved, less the time that the first scan took.
    assert odd["evidence"]["minutes"] in (9, 10)
    assert odd["zh"].endswith("分钟内先后在两地签到，相距约 28 公里")
    assert same["evidence"] == odd["evidence"]


async def test_a_person_decides_with_a_reason_and_new_evidence_opens_it_again(district: World, travel: Any) -> None:
    first, second, third = district.teachers[:3]
    opened = await open_class(district, first, second, third)
    await travel(MORNING)
    for teacher in (first, second):
        await _scan(district, teacher, opened, device="ohb3k-Xq7s9d")
    (odd,) = await _odd(district, opened)

    decided = await _decide(district, opened, odd["anomaly_id"])
    again = await _decide(district, opened, odd["anomaly_id"])
    cleared = await _odd(district, opened, state="CLEARED")
    none_open = await _odd(district, opened, state="OPEN")
    await _scan(district, third, opened, device="ohb3k-Xq7s9d")
    (reopened,) = await _odd(district, opened, state="OPEN")
    confirmed = await _decide(district, opened, odd["anomaly_id"], "district_admin", state="CONFIRMED", reason="代签")

    assert decided.status_code == 200
    assert decided.json()["decided_by"] == str(district.trainer_id)
    assert again.json() == decided.json()
    assert [one["decision"]["reason"] for one in cleared] == ["同校借用手机,当面核实"]
    assert none_open == []
    assert (reopened["anomaly_id"], reopened["decision"]["state"]) == (odd["anomaly_id"], "CLEARED")
    assert confirmed.json()["state"] == "CONFIRMED"
    kept = await rows_of(district, "anomaly_decision")
    assert sorted((row["state"], len(row["evidence"]["scans"])) for row in kept) == [("CLEARED", 2), ("CONFIRMED", 3)]


async def test_nothing_follows_from_an_oddity_by_itself(district: World, travel: Any) -> None:
    first, second = district.teachers[:2]
    opened = await open_class(district, first, second)
    await travel(MORNING)
    for teacher in (first, second):
        await _scan(district, teacher, opened, device="ohb3k-Xq7s9d")
    await travel(opened.first.ends_at)
    for teacher in (first, second):
        await _scan(district, teacher, opened, "OUT", device="ohb3k-Xq7s9d")
    (odd,) = await _odd(district, opened)
    await _decide(district, opened, odd["anomaly_id"], state="CONFIRMED", reason="代签")

    settlement = (await settle(district, opened.class_id)).json()

    assert [one["hours"] for one in settlement["members"]] == ["4", "4"]


async def test_what_is_annulled_is_odd_no_more(district: World, travel: Any) -> None:
    first, second = district.teachers[:2]
    opened = await open_class(district, first, second)
    await travel(MORNING)
    await _scan(district, first, opened, device="ohb3k-Xq7s9d")
    check_in_id = await _scan(district, second, opened, device="ohb3k-Xq7s9d")
    (odd,) = await _odd(district, opened)
    annulled = await district.api("attendance", "trainer").put(
        f"/meetings/{opened.first.meeting_id}/check-ins/{check_in_id}/annulment", json={"reason": "代签"}
    )

    assert annulled.status_code == 201, annulled.text
    assert await _odd(district, opened) == []
    assert (await _decide(district, opened, odd["anomaly_id"])).status_code == 404


async def test_nobody_decides_on_an_oddity_of_their_own_and_strangers_see_none(district: World, travel: Any) -> None:
    first, second = district.teachers[:2]
    home = district.schools[0].school_id
    opened = await open_class(district, first, second, school_id=home)
    await travel(MORNING)
    for teacher in (first, second):
        await _scan(district, teacher, opened, device="ohb3k-Xq7s9d")
    (odd,) = await _odd(district, opened, "school_admin", school=home)

    own = await _decide(district, opened, odd["anomaly_id"], "district_admin", teacher=first.teacher_id)

    assert (own.status_code, own.json()["type"]) == (409, "urn:xuefen:problem:own-case")
    way = f"/classes/{opened.class_id}/anomalies"
    away = district.schools[1].school_id
    assert (await district.api("attendance", "school_admin", school=away).get(way)).status_code == 404
    assert (await district.api("attendance", "trainer", account_id=new_id()).get(way)).status_code == 404
    assert (await district.api("attendance", "teacher", teacher=first.teacher_id).get(way)).status_code == 403


async def test_a_district_looks_through_its_days_and_a_school_through_its_own_classes(
    district: World, travel: Any
) -> None:
    home = district.schools[0].school_id
    opened = [await open_class(district, *district.teachers[:2], school_id=school_id) for school_id in (home, None)]
    await travel(MORNING)
    for one in opened:
        for teacher in district.teachers[:2]:
            await _scan(district, teacher, one, device="ohb3k-Xq7s9d")
    day = {"first": "2026-10-10", "last": "2026-10-10"}
    admin = district.api("attendance")

    everything = (await admin.get("/anomalies", params=day)).json()["items"]
    own = (await district.api("attendance", "school_admin", school=home).get("/anomalies", params=day)).json()["items"]
    before = (await admin.get("/anomalies", params={"first": "2026-10-03", "last": "2026-10-09"})).json()["items"]
    too_long = await admin.get("/anomalies", params={"first": "2026-10-03", "last": "2026-10-10"})

    shared = [one for one in everything if one["kind"] == "SHARED_DEVICE"]
    assert {one["class_id"] for one in shared} == {str(one.class_id) for one in opened}
    assert {one["class_id"] for one in own} == {str(opened[0].class_id)}
    assert before == []
    assert (too_long.status_code, too_long.json()["type"]) == (422, "urn:xuefen:problem:span-too-long")


async def test_heads_are_counted_during_the_meeting(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[0])
    await travel(opened.first.ends_at + timedelta(hours=1))

    outside = [
        await _count(district, opened, 3, MORNING - MINUTE),
        await _count(district, opened, 3, opened.first.ends_at + MINUTE),
        await _count(district, opened, 3),
    ]
    inside = [await _count(district, opened, 3, at) for at in (MORNING, opened.first.ends_at)]

    assert [answer.json()["type"] for answer in outside] == ["urn:xuefen:problem:not-counted"] * 3
    assert [answer.status_code for answer in inside] == [201, 201]


async def test_the_first_day_asked_for_comes_before_the_last(district: World) -> None:
    answer = await district.api("attendance").get("/anomalies", params={"first": "2026-10-11", "last": "2026-10-10"})

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:xuefen:problem:days-reversed")
