"""Who was at a meeting asks for no leave from it and makes it up by nothing; a task is done in time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.attendance.scenes import MORNING, Opened, open_class, rows_of, scan
from tests.directory.packs import publish, school_pack
from tests.support import TeacherOf, World
from tests.walks.attendance import meeting

DAY = timedelta(days=1)
# The world's own pack is in force until August 2030.
LATER = datetime(2031, 10, 11, 1, tzinfo=UTC)


async def _ask(world: World, teacher: TeacherOf, opened: Opened, what: str, **body: Any) -> httpx.Response:
    return await world.api("attendance", "teacher", teacher=teacher.teacher_id).post(
        f"/meetings/{opened.first.meeting_id}/{what}", json={"reason": "因公外出", **body}
    )


async def _correct(world: World, teacher: TeacherOf, opened: Opened, **word: Any) -> None:
    answer = await world.api("attendance", "trainer").post(
        f"/meetings/{opened.first.meeting_id}/corrections",
        json={"teacher_id": str(teacher.teacher_id), "reason": "核对签到册", **word},
    )
    assert answer.status_code == 201, answer.text


def _slug(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("urn:xuefen:problem:")


async def test_who_scanned_asks_for_no_leave(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    assert (await scan(district, teacher, opened.first)).status_code == 201

    answer = await _ask(district, teacher, opened, "leaves")

    assert _slug(answer) == (409, "was-there")
    assert await rows_of(district, "leave") == []


@pytest.mark.parametrize("word", [{"presence": "PRESENT"}, {"minutes": 45}])
async def test_whom_a_correction_says_there_makes_nothing_up_and_asks_for_no_leave(
    district: World, travel: Any, word: dict[str, Any]
) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(opened.first.ends_at + DAY)
    await _correct(district, teacher, opened, **word)

    answers = [
        await _ask(district, teacher, opened, "leaves"),
        await _ask(district, teacher, opened, "make-ups", task="交笔记"),
    ]

    assert [_slug(answer) for answer in answers] == [(409, "was-there")] * 2


async def test_whom_a_correction_says_absent_may_make_it_up_in_spite_of_a_scan(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    await scan(district, teacher, opened.first)
    await travel(opened.first.ends_at + DAY)
    await _correct(district, teacher, opened, presence="ABSENT")

    answer = await _ask(district, teacher, opened, "make-ups", task="交笔记")

    assert answer.status_code == 201


async def test_a_make_up_is_not_approved_for_who_was_there_after_all(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(opened.first.ends_at + DAY)
    asked = await _ask(district, teacher, opened, "make-ups", task="交笔记")
    await _correct(district, teacher, opened, presence="PRESENT")

    answer = await district.api("attendance", "trainer").put(
        f"/make-ups/{asked.json()['make_up_id']}/decision", json={"approved": True, "reason": "同意"}
    )

    assert _slug(answer) == (409, "was-there")


async def test_a_task_is_done_within_the_days_that_the_pack_gives(district: World, travel: Any) -> None:
    header = "attendance:\n  make_up: {forms: [MEETING, TASK], within_days: 30}\n"
    published = await publish(district.api("directory"), school_pack(pack_id="OWN", header=header), builds_on="XC")
    term = {"valid_from": "2030-09-01", "valid_to": "2035-08-31"}
    await district.api("directory").post("/pack-assignments", json={**term, "content_hash": published["content_hash"]})
    late, in_time, told_late = district.teachers[:3]
    opened = await open_class(district, late, in_time, told_late, meetings=[meeting(LATER)])
    await travel(LATER + 30 * DAY)
    within = await _ask(district, in_time, opened, "make-ups", task="交笔记")
    await travel(LATER + 31 * DAY)

    beyond = await _ask(district, late, opened, "make-ups", task="交笔记")
    ahead = await _ask(district, late, opened, "make-ups", task="交笔记", done_on="2031-11-12")
    before = await _ask(district, late, opened, "make-ups", task="交笔记", done_on="2031-10-10")
    done = await _ask(district, told_late, opened, "make-ups", task="交笔记", done_on="2031-10-20")

    assert (within.status_code, within.json()["done_on"]) == (201, "2031-11-10")
    assert _slug(beyond) == (409, "make-up-too-late")
    assert [_slug(ahead), _slug(before)] == [(422, "task-not-done")] * 2
    assert (done.status_code, done.json()["done_on"]) == (201, "2031-10-20")
    # Approved days later it is judged by the day it was done.
    await travel(LATER + 60 * DAY)
    decided = await district.api("attendance", "trainer").put(
        f"/make-ups/{done.json()['make_up_id']}/decision", json={"approved": True, "reason": "笔记符合要求"}
    )
    assert decided.status_code == 200
