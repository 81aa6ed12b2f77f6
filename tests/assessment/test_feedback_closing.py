"""Feedback that closes: all of it is shown then, and until then nobody learns one answer by comparing two days."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from services.assessment.rules import block_for, blocks_shown
from services.platform import clock
from tests.assessment.course import Course
from tests.assessment.marking import as_teacher, course_by
from tests.assessment.test_feedback import answer, asked, open_form, publish, statistics
from tests.support import World
from tests.walks.assessment_schemes import LESSON

Travel = Callable[[datetime], Awaitable[None]]


def _problem(found: httpx.Response) -> str:
    return str(found.json()["type"]).rpartition(":")[2]


def _points(found: dict[str, Any]) -> int:
    return sum(int(point) * count for point, count in found["questions"][0]["counts"].items())


async def test_a_sixth_answer_cannot_be_told_by_comparing_it_with_five(district: World) -> None:
    course = await asked(district, *district.teachers)
    for teacher in district.teachers[:5]:
        await answer(course, teacher, point=4)
    five = await statistics(course)

    await answer(course, district.teachers[5], point=1, advice="只有我这样写")
    six = await statistics(course)

    assert (five["answers"], five["shown"], six["answers"], six["shown"]) == (5, 5, 6, 5)
    assert six["questions"] == five["questions"]


async def test_the_last_answers_wait_for_others_and_are_told_to_be_too_few_after_thirty_days(
    district: World, travel: Travel
) -> None:
    course = await asked(district, *district.teachers)
    for teacher in district.teachers[:5]:
        await answer(course, teacher)
    whole = await statistics(course)
    for teacher in district.teachers[5:7]:
        await answer(course, teacher)
    soon = await statistics(course)
    await travel(clock.now() + timedelta(days=30))
    later = await statistics(course)
    await answer(course, district.teachers[7])
    await open_form(course, closes_at=clock.now() + timedelta(days=1))
    await travel(clock.now() + timedelta(days=2))
    closed = await statistics(course)

    assert (whole["waiting"], whole["note"]) == (0, None)
    assert [(one["shown"], one["waiting"]) for one in (soon, later, closed)] == [(5, 2), (5, 2), (5, 3)]
    assert "2 more are shown once there are 5" in soon["note"]["en"]
    assert later["note"]["en"].startswith("After 30 days 2 more are too few")
    assert closed["note"]["zh"] == "另有 3 份答案不足 5 份,为保护填表人不予显示"
    assert whole["questions"] == closed["questions"]


async def test_a_form_with_a_date_shows_everything_once_it_is_closed_and_nothing_before(
    district: World, travel: Travel
) -> None:
    closes_at = clock.now() + timedelta(days=3)
    course = await asked(district, *district.teachers, closes_at=closes_at)
    for teacher in district.teachers[:6]:
        assert (await answer(course, teacher, point=4)).status_code == 200
    before = await statistics(course)

    await travel(closes_at)
    late = await answer(course, district.teachers[6])
    after = await statistics(course)

    assert (before["answers"], before["shown"], before["withheld"], before["questions"]) == (6, 0, True, [])
    assert (before["waiting"], before["note"]["en"]) == (6, "All are shown together once the form is closed")
    assert (after["waiting"], after["note"]) == (0, None)
    assert (late.status_code, _problem(late)) == (409, "feedback-closed")
    assert (after["shown"], after["withheld"], _points(after)) == (6, False, 24)
    seen = (await course.api("trainer").get(f"{course.path}/feedback")).json()
    assert (seen["open"], datetime.fromisoformat(seen["closes_at"])) == (False, closes_at)
    assert _problem(await course.api("trainer").get(f"{course.path}/feedback/reminders")) == "feedback-closed"


async def test_what_was_closed_and_shown_is_not_opened_again(district: World, travel: Travel) -> None:
    closes_at = clock.now() + timedelta(days=3)
    course = await asked(district, *district.teachers, closes_at=closes_at)
    for teacher in district.teachers[:4]:
        await answer(course, teacher)
    await travel(closes_at + timedelta(hours=1))

    # Four answers were shown to nobody: there is time for more.
    extended = await open_form(course, closes_at=closes_at + timedelta(days=2))
    assert (extended.status_code, extended.json()["open"]) == (200, True)
    await answer(course, district.teachers[4])
    await travel(closes_at + timedelta(days=3))

    for closing in (closes_at + timedelta(days=9), None):
        assert _problem(await open_form(course, closes_at=closing)) == "feedback-closed"
    assert (await open_form(course, closes_at=closes_at + timedelta(days=2))).status_code == 200


async def test_a_date_given_after_five_answers_were_seen_tells_no_single_one(district: World, travel: Travel) -> None:
    course = await asked(district, *district.teachers)
    for teacher in district.teachers[:5]:
        await answer(course, teacher, point=4)
    seen = await statistics(course)
    closes_at = clock.now() + timedelta(days=1)
    assert (await open_form(course, closes_at=closes_at)).status_code == 200
    await answer(course, district.teachers[5], point=1)

    await travel(closes_at)
    closed = await statistics(course)

    assert (closed["answers"], closed["shown"], closed["questions"]) == (6, 5, seen["questions"])


async def test_what_waits_for_feedback_waits_until_the_form_is_closed(district: World, travel: Travel) -> None:
    teacher = district.teachers[0]
    stage = {**LESSON["stages"][0], "assessors": ["ORGANISER"]}  # type: ignore[index]  # a body of the walk
    lesson = {key: value for key, value in stage["components"][0].items() if key != "shares"}
    gates = [{"kind": "ATTENDANCE"}, {"kind": "FEEDBACK", "blocks": True}]
    scheme = {**LESSON, "code": "WAITS", "gates": gates, "stages": [{**stage, "components": [lesson]}]}
    course = await course_by(district, scheme, teacher)
    await course.score(course.api("trainer"), (teacher, "LESSON", "80"))
    await publish(district)
    closes_at = clock.now() + timedelta(days=1)
    await open_form(course, closes_at=closes_at)
    assert (await course.result(teacher))["status"] == "IN_PROGRESS"

    await travel(closes_at)

    assert (await course.result(teacher))["status"] == "PASSED"
    assert (await course.finalise())["finalised"] == {"PASSED": 1}


async def test_a_teacher_is_told_until_when_the_form_is_open(district: World) -> None:
    closes_at = clock.now() + timedelta(days=3)
    course: Course = await asked(district, district.teachers[0], closes_at=closes_at)

    seen = (await as_teacher(course, district.teachers[0]).get(f"{course.path}/feedback")).json()

    assert (seen["open"], datetime.fromisoformat(seen["closes_at"])) == (True, closes_at)


@pytest.mark.parametrize(
    ("blocks", "in_blocks", "block"),
    [
        ({}, True, 0),
        ({0: 4}, True, 0),
        ({0: 5}, True, 1),
        ({0: 7}, True, 1),
        ({0: 5, 1: 4}, True, 1),
        ({0: 5, 1: 5}, True, 2),
        ({0: 12}, False, 0),
    ],
)
def test_into_which_block_an_answer_goes(blocks: dict[int, int], block: int, *, in_blocks: bool) -> None:
    assert block_for(blocks, in_blocks=in_blocks) == block


@pytest.mark.parametrize("in_blocks", [True, False])
def test_what_is_shown_never_grows_by_fewer_than_five(in_blocks: bool) -> None:  # noqa: FBT001 - a parameter of the test
    blocks: dict[int, int] = {}
    before = 0
    for number in range(1, 41):
        block = block_for(blocks, in_blocks=in_blocks)
        blocks[block] = blocks.get(block, 0) + 1
        shown = sum(blocks[one] for one in blocks_shown(blocks, in_blocks=in_blocks, closed=number == 40))
        assert shown == before or shown - before >= 5
        before = shown
    assert before == 40
