"""What is refused is counted whole and kept in part: nobody fills the tables, and nobody finds a number by trying."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.attendance.rules import MOST_REFUSALS_KEPT, MOST_TRIES
from services.platform.ids import new_id
from tests.attendance.scenes import MORNING, open_class, refusals_of, rows_of, scan
from tests.support import TeacherOf, World
from tests.walks.attendance import shown_now

HOUR = timedelta(hours=1)


async def _type(
    world: World, teacher: TeacherOf, meeting_id: UUID, number: str, way: str = "check-in"
) -> httpx.Response:
    api = world.api("attendance", "teacher", teacher=teacher.teacher_id)
    return await api.put(f"/meetings/{meeting_id}/{way}", json={"number": number})


async def _number(world: World, meeting_id: UUID) -> str:
    return (await shown_now(world, meeting_id, "IN")).number


async def _tallied(world: World) -> dict[str, int]:
    return dict((await world.api("attendance").get("/summary")).json()["refused_scans"])


def _other_than(number: str, count: int) -> list[str]:
    return [f"{(int(number) + offset) % 1_000_000:06d}" for offset in range(1, count + 1)]


@pytest.mark.parametrize("hours", [-3, 24])
async def test_outside_its_time_a_number_is_answered_alike_right_or_wrong_and_is_no_try(
    district: World, travel: Any, hours: int
) -> None:
    teacher, came_late = district.teachers[:2]
    opened = await open_class(district, teacher, came_late)
    meeting_id = opened.first.meeting_id
    await travel(MORNING + hours * HOUR)
    right = await _number(district, meeting_id)

    answers = [await _type(district, teacher, meeting_id, one) for one in [*_other_than(right, MOST_TRIES + 2), right]]

    told = {(answer.status_code, answer.json()["type"], answer.json()["detail"]) for answer in answers}
    assert [(status, slug) for status, slug, _ in told] == [(409, "urn:xuefen:problem:check-in-closed")]
    assert await rows_of(district, "number_try") == []
    assert set(await refusals_of(district)) == {"OUTSIDE_WINDOW"}
    await travel(MORNING)
    assert (await _type(district, teacher, meeting_id, await _number(district, meeting_id))).status_code == 201


async def test_who_is_recorded_hears_so_by_number_too_when_the_time_is_over(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    number = await _number(district, opened.first.meeting_id)
    first = await _type(district, teacher, opened.first.meeting_id, number)
    await travel(MORNING + 24 * HOUR)

    again = await _type(district, teacher, opened.first.meeting_id, number)

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()


async def test_meetings_that_somebody_invents_leave_a_count_and_no_rows(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    api = district.api("attendance", "teacher", teacher=teacher.teacher_id)
    opened = await open_class(district, teacher)
    await travel(MORNING)
    number = await _number(district, opened.first.meeting_id)

    typed = await asyncio.gather(*(_type(district, teacher, new_id(), number) for _ in range(30)))
    rolls = await asyncio.gather(
        *(_type(district, teacher, opened.first.meeting_id, number, f"roll-calls/{roll}/check-in") for roll in (1, 20))
    )
    forged = await asyncio.gather(
        *(api.put(f"/meetings/{new_id()}/check-in", json={"code": "c1.forged"}) for _ in range(30))
    )

    assert {answer.json()["type"] for answer in [*typed, *rolls, *forged]} == {"urn:xuefen:problem:code-invalid"}
    assert await rows_of(district, "number_try") == []
    # What was tried at the meeting that exists is kept.
    assert await refusals_of(district) == ["UNKNOWN_ROLL"] * 2
    assert await _tallied(district) == {"FORGED_CODE": 30, "UNKNOWN_MEETING": 30, "UNKNOWN_ROLL": 2}


async def test_of_a_teacher_day_and_reason_so_many_refusals_are_kept_and_all_are_counted(
    district: World, travel: Any
) -> None:
    teacher, neighbour = district.teachers[:2]
    opened = await open_class(district, teacher, neighbour)
    await travel(MORNING)

    async def forge(who: TeacherOf, times: int) -> None:
        answers = await asyncio.gather(
            *(scan(district, who, opened.first, code="c1.forged") for _ in range(times)),
        )
        assert {answer.status_code for answer in answers} == {422}

    await forge(teacher, MOST_REFUSALS_KEPT - 5)
    await forge(teacher, 30)
    await forge(neighbour, 3)
    await _type(district, teacher, opened.first.meeting_id, "000000")

    kept = Counter((row["teacher_id"], row["reason"]) for row in await rows_of(district, "refused_scan"))
    assert kept == {
        (teacher.teacher_id, "FORGED_CODE"): MOST_REFUSALS_KEPT,
        (teacher.teacher_id, "WRONG_NUMBER"): 1,
        (neighbour.teacher_id, "FORGED_CODE"): 3,
    }
    assert await _tallied(district) == {"FORGED_CODE": MOST_REFUSALS_KEPT + 28, "WRONG_NUMBER": 1}
    assert len(await rows_of(district, "refusal_tally")) == 3

    # The next day begins by the clock of the district, not at midnight of Greenwich.
    await travel(MORNING + 14 * HOUR)
    await forge(teacher, 1)
    assert len(await refusals_of(district)) == MOST_REFUSALS_KEPT + 4
    await travel(MORNING + 16 * HOUR)
    await forge(teacher, 1)
    assert len(await refusals_of(district)) == MOST_REFUSALS_KEPT + 5
