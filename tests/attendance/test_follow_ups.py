"""Settlements that follow what is heard after them, and make-ups that count as much as was sat."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from services.contracts import MeetingState
from tests.attendance.scenes import MORNING, Opened, attend, open_class, rows_of, said, scan, settle
from tests.support import TeacherOf, World
from tests.walks.attendance import enrolled, meeting, scheduled

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


async def _ask(world: World, teacher: TeacherOf, sitting: MeetingState, **body: Any) -> httpx.Response:
    return await world.api("attendance", "teacher", teacher=teacher.teacher_id).post(
        f"/meetings/{sitting.meeting_id}/make-ups", json={"reason": "因病缺席", **body}
    )


async def _approve(world: World, asked: httpx.Response, role: str = "trainer", **who: Any) -> httpx.Response:
    known = asked.json()
    way = f"/make-ups/{known['make_up_id']}" if "make_up_id" in known else f"/leaves/{known['leave_id']}"
    return await world.api("attendance", role, **who).put(
        f"{way}/decision", json={"approved": True, "reason": "情况属实"}
    )


async def _correct(world: World, opened: Opened, teacher: TeacherOf, **word: Any) -> httpx.Response:
    return await world.api("attendance").post(
        f"/meetings/{opened.first.meeting_id}/corrections",
        json={"teacher_id": str(teacher.teacher_id), "reason": "核对签到册", **word},
    )


def _days(settlement: dict[str, Any], teacher: TeacherOf) -> list[tuple[str, str]]:
    member = next(one for one in settlement["members"] if one["teacher_id"] == str(teacher.teacher_id))
    return [(day["state"], day["hours"]) for day in member["days"]]


async def _settled(world: World, opened: Opened, teacher: TeacherOf) -> list[tuple[str, str]]:
    return _days((await settle(world, opened.class_id)).json(), teacher)


async def _standing(world: World, opened: Opened) -> dict[str, Any]:
    """The version that stands, without settling anything."""
    return dict((await world.api("attendance").get(f"/classes/{opened.class_id}/settlement")).json())


async def _missed_and_instead(world: World, travel: Any) -> tuple[TeacherOf, Opened, Opened]:
    """A teacher who missed a class of Saturday and may sit another one a week later."""
    teacher, other = world.teachers[:2]
    missed = await open_class(world, teacher)
    instead = await open_class(world, other, meetings=[meeting(MORNING + 7 * DAY)])
    await travel(MORNING + DAY)
    asked = await _ask(world, teacher, missed.first, sat_meeting_id=str(instead.first.meeting_id))
    assert (await _approve(world, asked)).status_code == 200
    return teacher, missed, instead


@pytest.mark.parametrize(
    ("late", "early", "day"),
    [
        (0, 0, ("MADE_UP", "4")),
        (9, 9, ("MADE_UP", "4")),
        (90, 0, ("ABSENT", "0")),
        (0, 90, ("ABSENT", "0")),
    ],
)
async def test_a_meeting_makes_up_another_only_if_it_was_sat_whole(
    district: World, travel: Any, late: int, early: int, day: tuple[str, str]
) -> None:
    teacher, missed, instead = await _missed_and_instead(district, travel)

    await attend(district, travel, teacher, instead.first, late=late * MINUTE, early=early * MINUTE)

    assert await _settled(district, missed, teacher) == [day]


@pytest.mark.parametrize("of_class", [True, False])
async def test_what_was_cancelled_afterwards_makes_up_nothing(district: World, travel: Any, *, of_class: bool) -> None:
    teacher, missed, instead = await _missed_and_instead(district, travel)
    await attend(district, travel, teacher, instead.first)
    gone = instead.first.model_copy(update={"cancelled": not of_class})
    await district.publish(
        scheduled(district, [gone], class_id=instead.class_id, revision=2, cancelled=of_class),
    )
    await district.drain()

    assert await _settled(district, missed, teacher) == [("ABSENT", "0")]


async def test_who_enters_the_class_that_was_sat_instead_has_its_minutes_there(district: World, travel: Any) -> None:
    teacher, missed, instead = await _missed_and_instead(district, travel)
    await attend(district, travel, teacher, instead.first)
    made_up = await _settled(district, missed, teacher)
    await district.publish(enrolled(district, instead.class_id, teacher))
    await district.drain()
    assert await _settled(district, instead, teacher) == [("PRESENT", "4")]

    await travel(instead.first.ends_at + 20 * MINUTE)
    await district.drain()

    assert made_up == [("MADE_UP", "4")]
    assert _days(await _standing(district, missed), teacher) == [("ABSENT", "0")]


async def test_sitting_the_other_meeting_settles_the_missed_class_by_itself(district: World, travel: Any) -> None:
    teacher, missed, instead = await _missed_and_instead(district, travel)
    await settle(district, missed.class_id)
    await attend(district, travel, teacher, instead.first)
    await travel(instead.first.ends_at + 74 * MINUTE)
    await district.drain()
    before = await _standing(district, missed)

    await travel(instead.first.ends_at + 76 * MINUTE)
    await district.drain()

    after = await _standing(district, missed)
    assert (before["version"], _days(before, teacher)) == (1, [("ABSENT", "0")])
    assert (after["version"], after["automatic"], _days(after, teacher)) == (2, True, [("MADE_UP", "4")])


async def test_a_class_that_nobody_settled_is_not_settled_by_a_make_up(district: World, travel: Any) -> None:
    teacher, _, instead = await _missed_and_instead(district, travel)
    await attend(district, travel, teacher, instead.first)

    await travel(instead.first.ends_at + 2 * DAY)
    await district.drain()

    assert await rows_of(district, "settlement") == []


async def test_an_annulment_and_a_paper_at_the_other_meeting_reach_the_missed_class(
    district: World, travel: Any
) -> None:
    teacher, missed, instead = await _missed_and_instead(district, travel)
    await attend(district, travel, teacher, instead.first)
    await travel(instead.first.ends_at + timedelta(hours=2))
    await district.drain()
    assert await _settled(district, missed, teacher) == [("MADE_UP", "4")]
    trainer = district.api("attendance", "trainer")
    way = f"/meetings/{instead.first.meeting_id}"
    left = next(one for one in await rows_of(district, "check_in") if one["phase"] == "OUT")

    annulled = await trainer.put(f"{way}/check-ins/{left['check_in_id']}/annulment", json={"reason": "代扫"})
    await travel(instead.first.ends_at + timedelta(hours=3))
    await district.drain()
    without = _days(await _standing(district, missed), teacher)
    entered = await trainer.post(
        f"{way}/paper-lists",
        json={"phase": "OUT", "reason": "纸质签到", "people": [{"teacher_id": str(teacher.teacher_id)}]},
    )
    await travel(instead.first.ends_at + timedelta(hours=4))
    await district.drain()

    assert annulled.status_code == 201
    assert without == [("ABSENT", "0")]
    assert entered.status_code == 201, entered.text
    assert _days(await _standing(district, missed), teacher) == [("MADE_UP", "4")]


async def test_who_checks_out_after_an_early_settlement_is_in_the_next_one(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    await scan(district, teacher, opened.first)
    await travel(opened.first.ends_at)
    way = f"/classes/{opened.class_id}/settlements"
    too_early = await district.api("attendance", "trainer").post(way)
    reason = "当日发证，未签退人员已当面确认"
    early = (await district.api("attendance", "trainer").post(way, json={"reason": reason})).json()
    await travel(opened.first.ends_at + 30 * MINUTE)
    await scan(district, teacher, opened.first, "OUT")

    await travel(opened.first.ends_at + 76 * MINUTE)
    await district.drain()

    refused = too_early.json()
    assert (too_early.status_code, refused["type"]) == (409, "urn:xuefen:problem:check-out-open")
    assert refused["facts"] == {"people": "1", "closes_at": "2026-10-10T13:00:00+08:00"}
    assert "they may until 2026-10-10 13:00. To settle" in refused["detail"]
    assert (_days(early, teacher), early["reason"]) == ([("NO_EXIT", "0")], reason)
    after = await _standing(district, opened)
    assert (_days(after, teacher), after["reason"], after["automatic"]) == ([("PRESENT", "4")], None, True)


async def test_nobody_is_waited_for_who_has_left_or_never_came(district: World, travel: Any) -> None:
    teacher, absent = district.teachers[:2]
    opened = await open_class(district, teacher, absent)
    await attend(district, travel, teacher, opened.first)

    answer = await settle(district, opened.class_id)

    assert (answer.status_code, answer.json()["reason"]) == (201, None)


async def test_a_place_that_is_heard_of_late_and_one_given_up_reach_the_settlement(
    district: World, travel: Any
) -> None:
    teacher, late = district.teachers[:2]
    opened = await open_class(district, teacher)
    for one in (teacher, late):
        await attend(district, travel, one, opened.first)
    await travel(opened.first.ends_at + timedelta(hours=2))
    first = (await settle(district, opened.class_id)).json()
    await district.publish(enrolled(district, opened.class_id, late))
    await district.drain()

    await travel(opened.first.ends_at + timedelta(hours=2, minutes=11))
    await district.drain()

    second = await _standing(district, opened)
    await district.publish(enrolled(district, opened.class_id, late, status="WITHDRAWN", revision=2))
    await district.drain()
    await travel(opened.first.ends_at + timedelta(hours=3))
    await district.drain()
    third = await _standing(district, opened)
    assert [one["teacher_id"] for one in first["members"]] == [str(teacher.teacher_id)]
    assert _days(second, late) == [("PRESENT", "4")]
    assert (second["version"], second["automatic"], second["settled_by"]) == (2, True, first["settled_by"])
    assert (third["version"], _days(third, late), _days(third, teacher)) == (3, [], [("PRESENT", "4")])


async def test_hours_that_were_changed_after_the_settlement_reach_it(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await attend(district, travel, teacher, opened.first)
    await travel(opened.first.ends_at + timedelta(hours=2))
    await settle(district, opened.class_id)
    printed = meeting(MORNING, hours="3", meeting_id=opened.first.meeting_id)
    await district.publish(scheduled(district, [printed], class_id=opened.class_id, revision=2))
    await district.drain()

    await travel(opened.first.ends_at + timedelta(hours=3))
    await district.drain()

    assert _days(await _standing(district, opened), teacher) == [("PRESENT", "3")]
    assert [event.settlement for event in await said(district)] == [1, 2]


async def test_a_correction_waits_for_the_settlement_that_is_being_made(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(opened.first.ends_at + timedelta(hours=2))
    async with district.session("attendance") as session:
        await session.execute(
            text("SELECT 1 FROM attendance.training_class WHERE class_id = :class_id FOR UPDATE"),
            {"class_id": opened.class_id},
        )
        correcting = asyncio.create_task(_correct(district, opened, teacher, presence="PRESENT"))
        done, _ = await asyncio.wait({correcting}, timeout=1)

    assert not done
    assert (await correcting).status_code == 201


async def test_a_correction_after_the_approval_beats_the_make_up_and_one_before_it_does_not(
    district: World, travel: Any
) -> None:
    before, after, some = district.teachers[:3]
    opened = await open_class(district, before, after, some)
    await travel(opened.first.ends_at + DAY)
    await _correct(district, opened, before, presence="ABSENT")
    for teacher in (before, after, some):
        assert (await _approve(district, await _ask(district, teacher, opened.first, task="交笔记"))).status_code == 200

    await _correct(district, opened, after, presence="ABSENT")
    await _correct(district, opened, some, minutes=90)

    settlement = (await settle(district, opened.class_id)).json()
    assert [_days(settlement, one) for one in (before, after, some)] == [
        [("MADE_UP", "4")],
        [("ABSENT", "0")],
        [("CORRECTED", "2")],
    ]
    book = await district.api("attendance").get(f"/meetings/{opened.first.meeting_id}/sign-in-book")
    standings = {line["teacher_id"]: line["standing"] for line in book.json()["lines"]}
    assert [standings[str(one.teacher_id)] for one in (before, after)] == ["MADE_UP", "ABSENT"]


async def test_a_leave_excuses_who_was_absent_and_never_raises_what_a_correction_gave(
    district: World, travel: Any
) -> None:
    leave_last, word_last, in_part = district.teachers[:3]
    opened = await open_class(district, leave_last, word_last, in_part)
    asked = [
        await district.api("attendance", "teacher", teacher=one.teacher_id).post(
            f"/meetings/{opened.first.meeting_id}/leaves", json={"reason": "外出学习"}
        )
        for one in (leave_last, word_last, in_part)
    ]
    await travel(opened.first.ends_at + DAY)
    await _approve(district, asked[1])
    for teacher in (leave_last, word_last):
        assert (await _correct(district, opened, teacher, presence="ABSENT")).status_code == 201
    assert (await _correct(district, opened, in_part, minutes=45)).status_code == 201

    approved, too_late = await _approve(district, asked[0]), await _approve(district, asked[2])

    assert approved.status_code == 200
    assert (too_late.status_code, too_late.json()["type"]) == (409, "urn:xuefen:problem:was-there")
    settlement = (await settle(district, opened.class_id)).json()
    states = [_days(settlement, one)[0][0] for one in (leave_last, word_last, in_part)]
    assert states == ["ON_LEAVE", "ABSENT", "CORRECTED"]


async def test_a_correction_is_told_as_one_and_is_no_early_leave(district: World, travel: Any) -> None:
    teacher, whole = district.teachers[:2]
    opened = await open_class(district, teacher, whole)
    await travel(opened.first.ends_at + DAY)
    # Within the pack's grace for leaving early: who says 175 minutes means just that.
    await _correct(district, opened, teacher, minutes=175)
    await _correct(district, opened, whole, presence="PRESENT")

    settlement = (await settle(district, opened.class_id)).json()

    days = {one["teacher_id"]: one["days"][0] for one in settlement["members"]}
    corrected = days[str(teacher.teacher_id)]
    assert (corrected["state"], corrected["minutes"], corrected["corrected"]) == ("CORRECTED", 175, True)
    assert corrected["zh"] == "按更正的时间计（更正：核对签到册）：计175/180分钟，4学时×35/36=35/9学时"
    assert corrected["en"].startswith("counted as corrected (a correction: 核对签到册): 175 of 180 minutes")
    assert days[str(whole.teacher_id)]["zh"] == "全程参加（更正：核对签到册）：计全部4学时"


async def test_nobody_decides_on_a_make_up_that_they_asked_for(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(opened.first.ends_at + DAY)
    asked = await district.api("attendance", "trainer").post(
        f"/meetings/{opened.first.meeting_id}/make-ups",
        json={"teacher_id": str(teacher.teacher_id), "task": "交笔记", "reason": "代为登记"},
    )

    own = await _approve(district, asked)
    others = await _approve(district, asked, role="district_admin")

    assert (own.status_code, own.json()["type"]) == (409, "urn:xuefen:problem:own-request")
    assert others.status_code == 200


@pytest.mark.parametrize("of_class", [True, False])
async def test_a_cancelled_meeting_takes_no_minute_from_another_class(
    district: World, travel: Any, *, of_class: bool
) -> None:
    teacher = district.teachers[0]
    first = await open_class(district, teacher)
    second = await open_class(district, teacher, meetings=[meeting(MORNING + 90 * MINUTE)])
    await travel(MORNING)
    await scan(district, teacher, first.first)
    await travel(MORNING + 85 * MINUTE)
    await scan(district, teacher, second.first)
    await travel(first.first.ends_at)
    await scan(district, teacher, first.first, "OUT")
    await travel(second.first.ends_at)
    await scan(district, teacher, second.first, "OUT")
    gone = first.first.model_copy(update={"cancelled": not of_class})
    await district.publish(scheduled(district, [gone], class_id=first.class_id, revision=2, cancelled=of_class))
    await district.drain()

    assert await _settled(district, second, teacher) == [("PRESENT", "4")]


@pytest.mark.parametrize(("later", "again"), [(7 * DAY, 201), (30 * MINUTE, 201), (5 * MINUTE, 200)])
async def test_who_was_let_in_before_a_meeting_was_moved_checks_in_again(
    district: World, travel: Any, later: timedelta, again: int
) -> None:
    """Postponed by minutes they are still there; a week later they are not, and can come."""
    teacher, gone = district.teachers[:2]
    opened = await open_class(district, teacher, gone)
    await travel(MORNING - 28 * MINUTE)
    for one in (teacher, gone):
        assert (await scan(district, one, opened.first)).status_code == 201
    moved = meeting(MORNING + later, meeting_id=opened.first.meeting_id)
    await district.publish(scheduled(district, [moved], class_id=opened.class_id, revision=2))
    await district.drain()
    await travel(moved.starts_at)

    answer = await scan(district, teacher, moved)

    assert answer.status_code == again, answer.text
    await travel(moved.ends_at)
    await scan(district, teacher, moved, "OUT")
    await travel(moved.ends_at + timedelta(hours=2))
    settlement = (await settle(district, opened.class_id)).json()
    assert _days(settlement, teacher)[0][0] == "PRESENT"
    assert _days(settlement, gone)[0][0] == ("ABSENT" if again == 201 else "NO_EXIT")
