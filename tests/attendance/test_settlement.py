"""Settling a class: exact hours, explained, said once, and once more when something changed."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.attendance.rules import DayJudged, MemberJudged, parts_of
from services.platform.ids import new_id
from tests.attendance.scenes import MORNING, Opened, attend, open_class, rows_of, said, scan, settle
from tests.support import TeacherOf, World
from tests.walks.attendance import enrolled, meeting, scheduled

DAY = timedelta(days=1)


async def _over(travel: Any, opened: Opened) -> None:
    await travel(max(one.ends_at for one in opened.meetings) + timedelta(hours=2))


async def _correct(world: World, opened: Opened, teacher: TeacherOf, place: int = 0, **word: Any) -> None:
    answer = await world.api("attendance").post(
        f"/meetings/{opened.meetings[place].meeting_id}/corrections",
        json={"teacher_id": str(teacher.teacher_id), "reason": "纸质签到册有签名", **word},
    )
    assert answer.status_code == 201, answer.text


async def _sqlstate(world: World, statement: str) -> str:
    """How Postgres refuses a statement of the service's role."""
    with pytest.raises(DBAPIError) as refused:
        async with world.session("attendance") as session:
            await session.execute(text(statement))
    return str(getattr(refused.value.orig, "sqlstate", ""))


def _of(settlement: dict[str, Any], teacher: TeacherOf) -> dict[str, Any]:
    return next(one for one in settlement["members"] if one["teacher_id"] == str(teacher.teacher_id))


async def test_hours_are_exact_parts_of_the_planned_ones(district: World, travel: Any) -> None:
    whole, late, early, absent, forgot = district.teachers[:5]
    opened = await open_class(district, whole, late, early, absent, forgot)
    await attend(district, travel, whole, opened.first)
    await attend(district, travel, late, opened.first, late=timedelta(minutes=25))
    await attend(district, travel, early, opened.first, early=timedelta(minutes=70))
    await travel(MORNING)
    await scan(district, forgot, opened.first)
    await _over(travel, opened)

    answer = await settle(district, opened.class_id)

    assert answer.status_code == 201
    settlement = answer.json()
    assert (settlement["version"], settlement["pack_id"]) == (1, "XC")
    # Three hours of the clock stand for four: 155 of 180 minutes are 31/9, 110 are 22/9.
    lines = [_of(settlement, one) for one in district.teachers[:5]]
    assert [(line["hours"], line["days"][0]["state"]) for line in lines] == [
        ("4", "PRESENT"),
        ("31/9", "LATE"),
        ("22/9", "LEFT_EARLY"),
        ("0", "ABSENT"),
        ("0", "NO_EXIT"),
    ]
    assert _of(settlement, late)["planned_hours"] == "4.00"
    assert _of(settlement, late)["days"][0] == {
        "meeting_id": str(opened.first.meeting_id),
        "on": "2026-10-10",
        "category": None,
        "state": "LATE",
        "minutes": 155,
        "planned_minutes": 180,
        "hours": "31/9",
        "entered_at": _of(settlement, late)["days"][0]["entered_at"],
        "left_at": _of(settlement, late)["days"][0]["left_at"],
        "entry_grade": "SCANNED",
        "exit_grade": "SCANNED",
        "corrected": False,
        "zh": "迟到，按实到时间计：计155/180分钟，4学时×31/36=31/9学时",
        "en": "late: counted from the arrival: 155 of 180 minutes: 4 hours x 31/36 = 31/9",
    }
    assert settlement == (await district.api("attendance").get(f"/classes/{opened.class_id}/settlement")).json()


async def test_the_settlement_is_said_in_full(district: World, travel: Any) -> None:
    first, second = district.teachers[:2]
    meetings = [meeting(MORNING), meeting(MORNING + DAY, hours="2.5", category="ETHICS_LITERACY")]
    opened = await open_class(district, first, second, meetings=meetings)
    await attend(district, travel, first, meetings[0], late=timedelta(minutes=30))
    await attend(district, travel, first, meetings[1])
    await _over(travel, opened)

    await settle(district, opened.class_id)

    (event,) = await said(district)
    assert (event.class_id, event.settlement, event.part, event.parts) == (opened.class_id, 1, 1, 1)
    member = next(one for one in event.members if one.teacher_id == first.teacher_id)
    assert (member.revision, member.planned_hours, member.attendance_met) == (1, Decimal("6.5"), True)
    assert [(str(day.on), day.category, day.hours, day.state) for day in member.days] == [
        ("2026-10-10", None, "10/3", "LATE"),
        ("2026-10-11", "ETHICS_LITERACY", "5/2", "PRESENT"),
    ]
    assert {one.teacher_id for one in event.members} == {first.teacher_id, second.teacher_id}


async def test_a_fifth_of_the_meetings_missed_is_beyond_the_line_and_approved_leave_is_left_out(
    district: World, travel: Any
) -> None:
    missed, excused, nearly = district.teachers[:3]
    meetings = [meeting(MORNING + n * DAY) for n in range(5)]
    opened = await open_class(district, missed, excused, nearly, meetings=meetings)
    asked = await district.api("attendance", "teacher", teacher=excused.teacher_id).post(
        f"/meetings/{meetings[0].meeting_id}/leaves", json={"reason": "病假"}
    )
    await district.api("attendance").put(
        f"/leaves/{asked.json()['leave_id']}/decision", json={"approved": True, "reason": "有证明"}
    )
    await _over(travel, opened)
    for teacher in (missed, excused):
        for place in range(1, 5):
            await _correct(district, opened, teacher, place, presence="PRESENT")
    for place in range(5):
        await _correct(district, opened, nearly, place, minutes=1)

    settlement = (await settle(district, opened.class_id)).json()

    assert [_of(settlement, one)["attendance_met"] for one in (missed, excused, nearly)] == [False, True, True]
    assert [_of(settlement, one)["hours"] for one in (missed, excused, nearly)] == ["16", "16", "1/9"]
    assert _of(settlement, excused)["days"][0]["state"] == "ON_LEAVE"
    assert "1/5" in _of(settlement, missed)["explanation"]["en"]


async def test_a_class_is_settled_when_its_last_meeting_is_over(district: World, travel: Any) -> None:
    meetings = [meeting(MORNING), meeting(MORNING + DAY), meeting(MORNING + 9 * DAY, cancelled=True)]
    opened = await open_class(district, district.teachers[0], meetings=meetings)
    await travel(meetings[1].ends_at - timedelta(seconds=30))
    early = await settle(district, opened.class_id)

    await travel(meetings[1].ends_at)
    in_time = await settle(district, opened.class_id)

    assert (early.status_code, early.json()["type"]) == (409, "urn:xuefen:problem:settlement-too-early")
    assert early.json()["facts"] == {"ends_at": "2026-10-11T12:00:00+08:00"}
    assert in_time.status_code == 201
    assert len(in_time.json()["members"][0]["days"]) == 2


async def test_settling_again_without_a_change_says_nothing(district: World, travel: Any) -> None:
    opened = await open_class(district, *district.teachers[:3])
    await _over(travel, opened)

    first, again = await settle(district, opened.class_id), await settle(district, opened.class_id, role="trainer")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert len(await said(district)) == 1


async def test_a_correction_makes_the_next_version_and_leaves_the_first_as_it_was(district: World, travel: Any) -> None:
    teacher, other = district.teachers[:2]
    opened = await open_class(district, teacher, other)
    await attend(district, travel, other, opened.first)
    await _over(travel, opened)
    await settle(district, opened.class_id)
    before = await rows_of(district, "settled_member")

    await _correct(district, opened, teacher, minutes=90)
    answer = await settle(district, opened.class_id)

    assert (answer.status_code, answer.json()["version"]) == (201, 2)
    assert (_of(answer.json(), teacher)["hours"], _of(answer.json(), other)["hours"]) == ("2", "4")
    assert _of(answer.json(), teacher)["days"][0]["corrected"] is True
    first, second = await said(district)
    assert (first.settlement, second.settlement) == (1, 2)
    assert {member.revision for member in second.members} == {2}
    assert [row for row in await rows_of(district, "settled_member") if row["version"] == 1] == before


async def test_parallel_settlements_are_one_version(district: World, travel: Any) -> None:
    opened = await open_class(district, *district.teachers[:3])
    await _over(travel, opened)

    answers = await asyncio.gather(*(settle(district, opened.class_id) for _ in range(6)))

    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert len(await rows_of(district, "settlement")) == len(await said(district)) == 1


async def test_an_unlisted_check_in_counts_once_its_enrolment_has_come(district: World, travel: Any) -> None:
    early_bird, other = district.teachers[:2]
    opened = await open_class(district, other)
    await attend(district, travel, early_bird, opened.first)
    await _over(travel, opened)
    without = (await settle(district, opened.class_id)).json()

    await district.publish(enrolled(district, opened.class_id, early_bird))
    await district.drain()
    with_them = (await settle(district, opened.class_id)).json()

    assert [one["teacher_id"] for one in without["members"]] == [str(other.teacher_id)]
    assert with_them["version"] == 2
    assert _of(with_them, early_bird)["hours"] == "4"


async def test_who_leaves_the_class_afterwards_keeps_no_hour_of_it(district: World, travel: Any) -> None:
    teacher, other = district.teachers[:2]
    opened = await open_class(district, teacher, other)
    await attend(district, travel, teacher, opened.first)
    await _over(travel, opened)
    await settle(district, opened.class_id)

    await district.publish(enrolled(district, opened.class_id, teacher, status="WITHDRAWN", revision=2))
    await district.drain()
    second = (await settle(district, opened.class_id)).json()
    third = await settle(district, opened.class_id)

    assert (second["version"], third.status_code) == (2, 200)
    gone = _of(second, teacher)
    assert (gone["hours"], gone["attendance_met"], gone["days"]) == ("0", False, [])
    told = next(one for one in (await said(district))[-1].members if one.teacher_id == teacher.teacher_id)
    assert (told.revision, told.attendance_met, told.days) == (2, False, ())


async def test_nothing_is_settled_of_a_cancelled_or_empty_class(district: World, travel: Any) -> None:
    empty = await open_class(district, district.teachers[0], meetings=[meeting(MORNING, cancelled=True)])
    cancelled = await open_class(district, district.teachers[0])
    await district.publish(
        scheduled(district, cancelled.meetings, class_id=cancelled.class_id, revision=2, cancelled=True)
    )
    await district.drain()
    await _over(travel, cancelled)

    answers = [await settle(district, one.class_id) for one in (empty, cancelled)]

    assert [(answer.status_code, answer.json()["type"].rpartition(":")[2]) for answer in answers] == [
        (409, "nothing-to-settle"),
        (409, "class-cancelled"),
    ]


async def test_a_class_outside_every_pack_is_not_settled(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[0], meetings=[meeting(MORNING.replace(year=2020))])
    await travel(MORNING)

    answer = await settle(district, opened.class_id)

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:pack-not-assigned")


async def test_a_refused_settlement_can_be_repeated_later_under_a_new_key(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[0])
    api = district.api("attendance")
    way, key = f"/classes/{opened.class_id}/settlements", {"Idempotency-Key": "settle-once"}
    await travel(MORNING)
    early = await api.post(way, headers=key)
    await _over(travel, opened)

    same_key, new_key = await api.post(way, headers=key), await api.post(way)

    assert (early.status_code, same_key.status_code, new_key.status_code) == (409, 409, 201)
    assert same_key.headers["idempotency-replayed"] == "true"


async def test_everybody_sees_as_much_of_a_settlement_as_is_theirs(district: World, travel: Any) -> None:
    mine, theirs, outsider = district.teachers[0], district.teachers[4], district.teachers[1]
    opened = await open_class(district, mine, theirs)
    await _over(travel, opened)
    unsettled = await district.api("attendance").get(f"/classes/{opened.class_id}/settlement")
    await settle(district, opened.class_id)

    async def seen(role: str, **who: Any) -> set[str] | int:
        answer = await district.api("attendance", role, **who).get(f"/classes/{opened.class_id}/settlement")
        if answer.status_code != 200:
            return answer.status_code
        return {one["teacher_id"] for one in answer.json()["members"]}

    one, other = str(mine.teacher_id), str(theirs.teacher_id)
    assert unsettled.status_code == 404
    assert await seen("trainer") == await seen("district_admin") == await seen("auditor") == {one, other}
    assert await seen("trainer", account_id=new_id()) == 404
    assert await seen("school_admin", school=district.schools[0].school_id) == {one}
    assert await seen("school_admin", school=district.schools[1].school_id) == {other}
    assert await seen("teacher", teacher=mine.teacher_id) == {one}
    assert await seen("teacher", teacher=outsider.teacher_id) == 404
    assert (await settle(district, opened.class_id, role="trainer", account_id=new_id())).status_code == 404
    assert (await settle(district, opened.class_id, role="school_admin")).status_code == 403


async def test_settlements_and_check_ins_cannot_be_edited_by_the_service(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[0])
    await attend(district, travel, district.teachers[0], opened.first)
    await _over(travel, opened)
    await settle(district, opened.class_id)

    for table in ("check_in", "refused_scan", "leave", "leave_decision", "correction", "settlement", "settled_member"):
        assert await _sqlstate(district, f"UPDATE attendance.{table} SET district_id = district_id") == "42501"
        assert await _sqlstate(district, f"DELETE FROM attendance.{table}") == "42501"


async def test_the_summary_counts_what_the_district_did(district: World, travel: Any) -> None:
    first, late, asking = district.teachers[:3]
    opened = await open_class(district, first, late, asking)
    leave = await district.api("attendance", "teacher", teacher=asking.teacher_id).post(
        f"/meetings/{opened.first.meeting_id}/leaves", json={"reason": "病假"}
    )
    await attend(district, travel, first, opened.first)
    await attend(district, travel, late, opened.first, late=timedelta(minutes=11), early=timedelta(minutes=11))
    await scan(district, asking, opened.first, code="not a code")
    await district.api("attendance").put(
        f"/leaves/{leave.json()['leave_id']}/decision", json={"approved": False, "reason": "没有证明"}
    )
    await _over(travel, opened)
    await settle(district, opened.class_id)
    await _correct(district, opened, asking, presence="PRESENT")
    await settle(district, opened.class_id)

    summary = (await district.api("attendance").get("/summary")).json()

    assert summary == {
        "check_ins": {"IN": 2, "OUT": 2, "ROLL": 0},
        "late": 1,
        "left_early": 1,
        "unlisted": 0,
        "refused_scans": {"FORGED_CODE": 1},
        "leaves_requested": 1,
        "leaves_approved": 0,
        "leaves_refused": 1,
        "corrections": 1,
        "classes_settled": 1,
        "settlements": 2,
    }


def test_an_event_carries_many_of_few_days_or_few_of_many() -> None:
    def members(count: int, days: int) -> list[MemberJudged]:
        day = DayJudged(
            meeting_id=new_id(),
            on=MORNING.date(),
            category="ETHICS_LITERACY.ETHICS",
            state="LATE_AND_LEFT_EARLY",
            minutes=1,
            planned_minutes=180,
            hours=Fraction(1, 45),
            entered_at=MORNING,
            left_at=MORNING,
            corrected=False,
            zh="",
            en="",
        )
        return [
            MemberJudged(
                teacher_id=new_id(), planned_hours=Decimal(1), attendance_met=True, days=(day,) * days, zh="", en=""
            )
            for _ in range(count)
        ]

    assert [len(part) for part in parts_of(members(250, 6))] == [100, 100, 50]
    assert [len(part) for part in parts_of(members(12, 200))] == [5, 5, 2]
    assert [len(part) for part in parts_of([])] == [0]
