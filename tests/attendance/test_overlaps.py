"""Two classes at the same time: no minute counts in both, however it is known who sat in the other one."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.attendance.devices import line_of, outcomes, review, take_bundle, upload
from tests.attendance.scenes import MORNING, Opened, attend, open_class, scan, settle
from tests.directory.packs import publish, school_pack
from tests.support import TeacherOf, World
from tests.walks.attendance import meeting, scheduled

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
# The world's own pack is in force until August 2030.
LATER = datetime(2031, 10, 11, 1, tzinfo=UTC)


async def _half_without_exit(world: World) -> None:
    """From 2030 on a meeting that was entered and never left counts half."""
    header = "attendance:\n  missing_exit: half\n"
    published = await publish(world.api("directory"), school_pack(pack_id="OWN", header=header), builds_on="XC")
    answer = await world.api("directory").post(
        "/pack-assignments",
        json={"content_hash": published["content_hash"], "valid_from": "2030-09-01", "valid_to": "2035-08-31"},
    )
    assert answer.status_code == 201, answer.text


async def _one_after_another(world: World, teacher: TeacherOf) -> tuple[Opened, Opened]:
    """A class from nine to twelve, and another one from eleven to two."""
    first = await open_class(world, teacher)
    return first, await open_class(world, teacher, meetings=[meeting(MORNING + 2 * HOUR)])


async def _sit(world: World, travel: Any, teacher: TeacherOf, *both: Opened) -> None:
    """Come to both at their beginnings, and leave both at the end of the last."""
    for opened in both:
        await travel(opened.first.starts_at - 20 * timedelta(seconds=1))
        assert (await scan(world, teacher, opened.first)).status_code == 201
    for opened in both:
        await travel(opened.first.ends_at)
        assert (await scan(world, teacher, opened.first, "OUT")).status_code == 201


async def _correct(world: World, teacher: TeacherOf, opened: Opened, **word: Any) -> None:
    answer = await world.api("attendance").post(
        f"/meetings/{opened.first.meeting_id}/corrections",
        json={"teacher_id": str(teacher.teacher_id), "reason": "核对纸质签到册", **word},
    )
    assert answer.status_code == 201, answer.text


async def _minutes(world: World, teacher: TeacherOf, opened: Opened) -> int:
    """As settled now, or as the version that stands has it."""
    settled = (await settle(world, opened.class_id)).json()
    return _of(settled, teacher)


def _of(settled: dict[str, Any], teacher: TeacherOf) -> int:
    member = next(one for one in settled["members"] if one["teacher_id"] == str(teacher.teacher_id))
    return int(member["days"][0]["minutes"])


async def _standing(world: World, teacher: TeacherOf, opened: Opened) -> tuple[int, int]:
    known = (await world.api("attendance").get(f"/classes/{opened.class_id}/settlement")).json()
    return known["version"], _of(known, teacher)


async def test_what_was_sat_in_the_class_that_began_first_counts_there(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    first, second = await _one_after_another(district, teacher)
    await _sit(district, travel, teacher, first, second)
    await travel(MORNING + 7 * HOUR)

    assert await _minutes(district, teacher, second) == 120
    assert await _minutes(district, teacher, first) == 180


@pytest.mark.parametrize(
    ("word", "left"),
    [({"presence": "PRESENT"}, 120), ({"minutes": 150}, 150), ({"minutes": 120}, 180), ({"minutes": 0}, 180)],
)
async def test_a_correction_says_who_sat_there_without_a_scan(
    district: World, travel: Any, word: dict[str, Any], left: int
) -> None:
    teacher = district.teachers[0]
    first, second = await _one_after_another(district, teacher)
    await attend(district, travel, teacher, second.first)
    await travel(MORNING + 7 * HOUR)

    await _correct(district, teacher, first, **word)

    assert await _minutes(district, teacher, second) == left


async def test_a_correction_says_who_did_not_sit_there_in_spite_of_scans(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    first, second = await _one_after_another(district, teacher)
    await _sit(district, travel, teacher, first, second)
    await travel(MORNING + 7 * HOUR)

    await _correct(district, teacher, first, presence="ABSENT")

    assert await _minutes(district, teacher, second) == 180


async def test_an_offline_fact_counts_there_once_a_person_has_accepted_it(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    first, second = await _one_after_another(district, teacher)
    await travel(MORNING)
    ticket = (await take_bundle(district, first)).json()["ticket"]
    await attend(district, travel, teacher, second.first)
    lines = [
        line_of(first.first.starts_at, teacher_id=str(teacher.teacher_id)),
        line_of(first.first.ends_at, "OUT", teacher_id=str(teacher.teacher_id)),
    ]
    # A day too late, so that both wait for a person.
    await travel(first.first.ends_at + 25 * HOUR)
    brought = await upload(district, first, ticket, *lines)
    assert outcomes(brought) == [("NEEDS_REVIEW", "LATE_UPLOAD")] * 2
    before = await _minutes(district, teacher, second)

    for one in lines:
        assert (await review(district, first, one["client_id"])).status_code == 200
    await travel(first.first.ends_at + 26 * HOUR)
    await district.drain()

    assert before == 180
    assert await _standing(district, teacher, second) == (2, 120)


async def test_a_class_follows_what_is_said_later_of_the_one_that_began_first(district: World, travel: Any) -> None:
    teacher, other = district.teachers[:2]
    first, second = await _one_after_another(district, teacher)
    strangers = await open_class(district, other, meetings=[meeting(MORNING + 2 * HOUR)])
    await _sit(district, travel, teacher, first, second)
    await attend(district, travel, other, strangers.first)
    await travel(MORNING + 7 * HOUR)
    for opened in (second, strangers):
        assert (await settle(district, opened.class_id)).status_code == 201

    await _correct(district, teacher, first, presence="ABSENT")
    await travel(MORNING + 7 * HOUR + 11 * MINUTE)
    await district.drain()

    assert await _standing(district, teacher, second) == (2, 180)
    assert await _standing(district, other, strangers) == (1, 180)


@pytest.mark.parametrize("word", [{"presence": "PRESENT"}, {"minutes": 180}])
async def test_no_minute_counts_twice_where_corrections_say_both(
    district: World, travel: Any, word: dict[str, Any]
) -> None:
    teacher = district.teachers[0]
    first, second = await _one_after_another(district, teacher)
    await travel(MORNING + 7 * HOUR)
    assert await _minutes(district, teacher, second) == 0
    for opened in (second, first):
        await _correct(district, teacher, opened, **word)
    await travel(MORNING + 7 * HOUR + 11 * MINUTE)
    await district.drain()

    assert await _standing(district, teacher, second) == (2, 120)
    assert await _minutes(district, teacher, first) == 180


async def test_no_minute_counts_twice_where_nobody_checked_out(district: World, travel: Any) -> None:
    await _half_without_exit(district)
    teacher = district.teachers[0]
    first, second = [
        await open_class(district, teacher, meetings=[meeting(LATER + begins * HOUR)]) for begins in (0, 2)
    ]
    for opened in (first, second):
        await travel(opened.first.starts_at)
        assert (await scan(district, teacher, opened.first)).status_code == 201
    await travel(LATER + 7 * HOUR)

    # Of the second meeting's three hours one had begun in the first; half of the rest counts.
    assert await _minutes(district, teacher, second) == 60
    assert await _minutes(district, teacher, first) == 90


async def test_a_missing_exit_that_counts_nothing_takes_nothing_elsewhere(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    first, second = await _one_after_another(district, teacher)
    await travel(first.first.starts_at)
    assert (await scan(district, teacher, first.first)).status_code == 201
    await attend(district, travel, teacher, second.first)
    await travel(MORNING + 7 * HOUR)

    assert await _minutes(district, teacher, second) == 180


async def test_a_class_follows_a_check_out_at_the_meeting_that_began_first(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    first = await open_class(district, teacher)
    second = await open_class(district, teacher, meetings=[meeting(MORNING + HOUR, minutes=60)])
    await travel(first.first.starts_at)
    await scan(district, teacher, first.first)
    await attend(district, travel, teacher, second.first)
    before = await _minutes(district, teacher, second)
    # The second takes no more scans by then; the first does.
    await travel(second.first.ends_at + HOUR + 20 * MINUTE)
    await district.drain()
    await travel(first.first.ends_at + 40 * MINUTE)
    assert (await scan(district, teacher, first.first, "OUT")).status_code == 201
    await travel(first.first.ends_at + HOUR + 16 * MINUTE)
    await district.drain()

    assert before == 60
    assert await _standing(district, teacher, second) == (2, 0)


async def test_a_leave_that_is_approved_later_takes_no_corrected_time_back(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    first, second = await _one_after_another(district, teacher)
    asked = await district.api("attendance", "teacher", teacher=teacher.teacher_id).post(
        f"/meetings/{first.first.meeting_id}/leaves", json={"reason": "参加学区教研活动"}
    )
    await attend(district, travel, teacher, second.first)
    await travel(MORNING + 7 * HOUR)
    await _correct(district, teacher, first, presence="PRESENT")
    before = await _minutes(district, teacher, second)

    approved = await district.api("attendance", "trainer").put(
        f"/leaves/{asked.json()['leave_id']}/decision", json={"approved": True, "reason": "情况属实"}
    )
    await travel(MORNING + 7 * HOUR + 11 * MINUTE)
    await district.drain()

    assert approved.status_code == 409
    assert before == 120
    assert await _standing(district, teacher, second) == (1, 120)


@pytest.mark.parametrize("told", ["cancelled", "class cancelled", "moved", "gone"])
async def test_a_class_follows_when_what_began_first_is_told_otherwise(district: World, travel: Any, told: str) -> None:
    teacher = district.teachers[0]
    first, second = await _one_after_another(district, teacher)
    await _sit(district, travel, teacher, first, second)
    await travel(MORNING + 7 * HOUR)
    before = await _minutes(district, teacher, second)
    sitting = {
        "cancelled": first.first.model_copy(update={"cancelled": True}),
        "moved": meeting(MORNING - 24 * HOUR, meeting_id=first.first.meeting_id),
        "gone": meeting(MORNING + 48 * HOUR),
    }.get(told, first.first)

    off = told == "class cancelled"
    await district.publish(scheduled(district, [sitting], class_id=first.class_id, revision=2, cancelled=off))
    await district.drain()
    await travel(MORNING + 7 * HOUR + 11 * MINUTE)
    await district.drain()

    assert before == 120
    assert await _standing(district, teacher, second) == (2, 180)
