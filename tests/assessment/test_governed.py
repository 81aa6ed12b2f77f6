"""Packs assigned by school or stage only: who has left, and whom no pack governs, never hold up the others."""

from datetime import date
from typing import Any

from sqlalchemy import text

from tests.assessment.course import hours_of, opened, said
from tests.support import TeacherOf, World

# The world's own pack is in force until August 2030.
DAY = date(2031, 10, 11)
CYCLE = {"pack_id": "XC", "valid_from": "2030-09-01", "valid_to": "2035-08-31"}


async def assign(world: World, **whom: Any) -> None:
    answer = await world.api("directory").post("/pack-assignments", json={**CYCLE, **whom})
    assert answer.status_code == 201, answer.text


async def leave(world: World, teacher: TeacherOf, last_day: date) -> None:
    """The teacher's only appointment ends."""
    async with world.session("directory") as session:
        await session.execute(
            text("UPDATE directory.appointment SET valid_to = :last_day WHERE teacher_id = :teacher_id"),
            {"last_day": last_day, "teacher_id": teacher.teacher_id},
        )


async def posted(world: World) -> list[Any]:
    async with world.session("ledger") as session:
        return list(await session.scalars(text("SELECT teacher_id FROM ledger.entry ORDER BY seq")))


async def test_who_left_before_the_last_day_is_valued_by_the_last_appointment(district: World) -> None:
    stayed, left = district.teachers[:2]
    await assign(district, stage="PRIMARY")
    course = await opened(district, stayed, left, days=[DAY])
    await leave(district, left, date(2031, 9, 30))

    done = await course.finalise()

    assert done["finalised"] == {"PASSED": 2}
    assert [hours_of(state) for state in await said(district)] == [[("6", DAY)], [("6", DAY)]]


async def test_whom_no_pack_governs_has_an_outcome_that_says_so_and_the_others_theirs(district: World) -> None:
    governed, nobodys = district.teachers[0], district.teachers[4]
    await assign(district, school_id=str(governed.school_id))
    course = await opened(district, governed, nobodys, days=[DAY])

    done = await course.finalise()
    await district.drain()

    assert done["finalised"] == {"PASSED": 2}
    states = {state.teacher_id: state for state in await said(district)}
    assert hours_of(states[governed.teacher_id]) == [("6", DAY)]
    assert (states[nobodys.teacher_id].lines, states[nobodys.teacher_id].pack_id) == ((), None)
    assert await posted(district) == [governed.teacher_id]
    answer = await course.api().get(f"{course.path}/outcomes")
    (shown,) = [one for one in answer.json()["items"] if one["teacher_id"] == str(nobodys.teacher_id)]
    assert (shown["status"], shown["hours"], shown["pack_id"], shown["pack_hash"]) == ("PASSED", "0.00", None, None)
    assert shown["explanation"][-1] == {
        "zh": "未认定学时学分:2031-10-11 没有适用于该学员的政策包",
        "en": "No hours or credits: no policy pack applies to this member on 2031-10-11",
    }


async def test_once_a_pack_governs_them_the_outcome_is_reopened_and_confirmed(district: World) -> None:
    governed, nobodys = district.teachers[0], district.teachers[4]
    await assign(district, school_id=str(governed.school_id))
    course = await opened(district, governed, nobodys, days=[DAY])
    await course.finalise()
    assert await course.revisions() == []
    await assign(district, school_id=str(nobodys.school_id))

    await course.finalise()

    (pending,) = await course.revisions()
    assert (pending["teacher_id"], pending["cause"]) == (str(nobodys.teacher_id), "CLASS")
    assert await course.confirm(nobodys) == ["CONFIRMED"]
    await district.drain()
    newest = (await said(district))[-1]
    assert (newest.teacher_id, newest.revision, newest.pack_id) == (nobodys.teacher_id, 2, "XC")
    assert hours_of(newest) == [("6", DAY)]
    assert await posted(district) == [governed.teacher_id, nobodys.teacher_id]
    await course.finalise()
    assert await course.revisions() == []


async def test_where_the_district_has_not_decided_at_all_nothing_is_finalised(district: World) -> None:
    await assign(district, school_id=str(district.schools[0].school_id), valid_from="2032-09-01")
    course = await opened(district, district.teachers[0], days=[DAY])

    answer = await course.api().post(f"{course.path}/finalisation")

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:pack-not-assigned")
    assert await said(district) == []
