"""Districts whose packs are assigned by school, stage or post: how their classes are settled, and corrections."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import text

from services.attendance.operations import refresh_windows
from services.attendance.operations.class_list import MOST_REFRESHED
from tests.attendance.scenes import (
    MORNING,
    Opened,
    attend,
    open_class,
    rows_of,
    scan,
    settle,
    until_somebody_waits,
)
from tests.directory.packs import publish, school_pack
from tests.support import World
from tests.walks.attendance import meeting

# The world's own pack is in force until August 2030.
LATER = datetime(2031, 10, 11, 1, tzinfo=UTC)
DAY = timedelta(days=1)
CYCLE = {"valid_from": "2030-09-01", "valid_to": "2035-08-31"}
STRICT = "attendance: {line: {absent: 0.1, inclusive: true, of: meetings, approved_leave: left_out}}\n"
EARLY = "attendance: {opens_minutes_before: 90}\n"


async def assign(world: World, **body: Any) -> dict[str, Any]:
    answer = await world.api("directory").post("/pack-assignments", json={**CYCLE, **body})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def strict_for(world: World, *, school: int) -> dict[str, Any]:
    """A pack of one school's own by which one meeting of seven missed is too much."""
    published = await publish(world.api("directory"), school_pack(pack_id="STRICT", header=STRICT), builds_on="XC")
    school_id = str(world.schools[school].school_id)
    return await assign(world, content_hash=published["content_hash"], school_id=school_id)


async def _six_of_seven(world: World, travel: Any, *teachers: int, **whose: Any) -> Opened:
    """A class of seven mornings of which each of these teachers missed the first, all over."""
    meetings = [meeting(LATER + number * DAY) for number in range(7)]
    people = [world.teachers[number] for number in teachers]
    opened = await open_class(world, *people, meetings=meetings, **whose)
    await travel(meetings[-1].ends_at + DAY)
    for sitting in meetings[1:]:
        for teacher in people:
            word = {"teacher_id": str(teacher.teacher_id), "presence": "PRESENT", "reason": "纸质签到册有签名"}
            await world.api("attendance").post(f"/meetings/{sitting.meeting_id}/corrections", json=word)
    return opened


def _lines(answer: httpx.Response) -> dict[str, tuple[bool, str | None]]:
    assert answer.status_code == 201, answer.text
    return {one["teacher_id"]: (one["attendance_met"], one["pack_id"]) for one in answer.json()["members"]}


async def test_without_a_pack_for_all_each_member_is_judged_by_the_members_own(district: World, travel: Any) -> None:
    await assign(district, pack_id="XC", school_id=str(district.schools[0].school_id), stage="PRIMARY")
    strict = await strict_for(district, school=1)
    opened = await _six_of_seven(district, travel, 0, 1, 4)

    answer = await settle(district, opened.class_id)

    lax, also_lax, judged_strictly = [str(district.teachers[number].teacher_id) for number in (0, 1, 4)]
    assert _lines(answer) == {lax: (True, None), also_lax: (True, None), judged_strictly: (False, "STRICT")}
    assert answer.json()["pack_id"] == "XC"
    (other,) = [one for one in answer.json()["members"] if one["pack_id"] is not None]
    assert other["pack_hash"] == strict["content_hash"]
    read = await district.api("attendance").get(f"/classes/{opened.class_id}/settlement")
    assert read.json() == answer.json()
    again = await settle(district, opened.class_id)
    assert (again.status_code, again.json()["version"]) == (200, 1)


async def test_a_class_of_a_school_goes_by_the_schools_own_pack_for_everybody(district: World, travel: Any) -> None:
    await assign(district, pack_id="XC", school_id=str(district.schools[0].school_id))
    await strict_for(district, school=1)
    opened = await _six_of_seven(district, travel, 0, 4, school_id=district.schools[0].school_id)

    lines = _lines(await settle(district, opened.class_id))

    assert set(lines.values()) == {(True, None)}


async def test_in_a_class_of_the_district_whose_school_has_a_pack_of_its_own_is_judged_by_that(
    district: World, travel: Any
) -> None:
    await assign(district, pack_id="XC")
    strict = await strict_for(district, school=1)
    opened = await _six_of_seven(district, travel, 0, 4)

    answer = await settle(district, opened.class_id)

    by_all, by_own = [str(district.teachers[number].teacher_id) for number in (0, 4)]
    assert _lines(answer) == {by_all: (True, None), by_own: (False, "STRICT")}
    assert answer.json()["pack_id"] == "XC"
    (other,) = [one for one in answer.json()["members"] if one["pack_id"] is not None]
    assert other["pack_hash"] == strict["content_hash"]


async def test_a_member_whom_no_pack_governs_goes_by_the_class(district: World, travel: Any) -> None:
    await strict_for(district, school=1)
    opened = await _six_of_seven(district, travel, 0, 4)

    lines = _lines(await settle(district, opened.class_id))

    assert set(lines.values()) == {(False, None)}


async def test_where_nobody_has_a_pack_that_is_said(district: World, travel: Any) -> None:
    await strict_for(district, school=1)
    opened = await _six_of_seven(district, travel, 0, 1)

    answer = await settle(district, opened.class_id)

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:pack-not-assigned")


async def test_the_sign_in_rule_is_that_of_most_members(district: World, travel: Any) -> None:
    await assign(district, pack_id="SB6", school_id=str(district.schools[0].school_id))
    await strict_for(district, school=1)
    vague = meeting(LATER).model_copy(update={"speaker": None})
    mostly_bound = await open_class(district, *district.teachers[:2], district.teachers[4], meetings=[vague])
    also_vague = meeting(LATER).model_copy(update={"speaker": None})
    mostly_free = await open_class(district, district.teachers[0], *district.teachers[4:6], meetings=[also_vague])
    await travel(LATER)

    answers = [
        await district.api("attendance").get(f"/meetings/{one.first.meeting_id}/codes", params={"phase": "IN"})
        for one in (mostly_bound, mostly_free)
    ]

    assert [one.status_code for one in answers] == [409, 200]
    assert answers[0].json()["type"] == "urn:xuefen:problem:not-fixed"


async def _early(world: World) -> str:
    """XC whose doors open an hour and a half before, published."""
    published = await publish(world.api("directory"), school_pack(pack_id="EARLY", header=EARLY), builds_on="XC")
    return str(published["content_hash"])


async def test_a_scan_is_judged_by_the_times_of_the_corrected_pack(district: World, travel: Any) -> None:
    teacher, other = district.teachers[:2]
    opened = await open_class(district, teacher, other)
    await travel(MORNING - timedelta(minutes=60))
    refused = await scan(district, teacher, opened.first)
    (assigned,) = (await district.api("directory").get("/pack-assignments")).json()["items"]

    corrected = await district.api("directory").post(
        f"/pack-assignments/{assigned['assignment_id']}/corrections",
        json={"content_hash": await _early(district), "reason": "签到应提前九十分钟开始"},
    )
    await district.drain()

    assert (refused.status_code, corrected.status_code) == (409, 201), corrected.text
    assert (await scan(district, teacher, opened.first)).status_code == 201
    await travel(MORNING - timedelta(minutes=91))
    assert (await scan(district, other, opened.first)).status_code == 409


async def test_a_school_pack_put_in_force_moves_the_times_of_its_classes_only(district: World) -> None:
    own, others = [
        await open_class(district, meetings=[meeting(MORNING)], school_id=school.school_id)
        for school in district.schools
    ]
    await assign(
        district,
        content_hash=await _early(district),
        school_id=str(district.schools[0].school_id),
        valid_from="2027-09-01",
        valid_to="2028-08-31",
    )
    later = await open_class(
        district, meetings=[meeting(MORNING.replace(year=2027))], school_id=district.schools[0].school_id
    )
    await district.drain()

    before = {row["meeting_id"]: row["starts_at"] - row["in_opens_at"] for row in await rows_of(district, "meeting")}

    half_an_hour = timedelta(minutes=30)
    assert before[later.first.meeting_id] == timedelta(minutes=90)
    assert (before[own.first.meeting_id], before[others.first.meeting_id]) == (half_an_hour, half_an_hour)


async def test_before_members_are_known_doors_open_as_all_packs_in_question_agree(district: World, travel: Any) -> None:
    early = await _early(district)
    for school in district.schools:
        await assign(district, content_hash=early, school_id=str(school.school_id))

    opened = await open_class(district, district.teachers[0], meetings=[meeting(LATER)])

    (row,) = await rows_of(district, "meeting")
    assert row["starts_at"] - row["in_opens_at"] == timedelta(minutes=90)
    await attend(district, travel, district.teachers[0], opened.first, late=timedelta(minutes=-80))


async def _corrected_to(world: World, header: str) -> None:
    """The pack that is in force, corrected to one with this header."""
    published = await publish(
        world.api("directory"), school_pack(pack_id=f"C{len(header)}", header=header), builds_on="XC"
    )
    (assigned,) = (await world.api("directory").get("/pack-assignments")).json()["items"]
    corrected = await world.api("directory").post(
        f"/pack-assignments/{assigned['assignment_id']}/corrections",
        json={"content_hash": published["content_hash"], "reason": "签到时间有误"},
    )
    assert corrected.status_code == 201, corrected.text


async def _opens_before(world: World) -> set[timedelta]:
    return {row["starts_at"] - row["in_opens_at"] for row in await rows_of(world, "meeting")}


async def test_years_of_meetings_follow_a_pack_some_at_a_time(district: World) -> None:
    each = MOST_REFRESHED // 2 + 1
    for class_number in range(5):
        # Some begin at the same moment, and one slice ends among them.
        days = [MORNING + (number + class_number % 2) * DAY for number in range(each)]
        await open_class(district, meetings=[meeting(day) for day in days])

    await _corrected_to(district, EARLY)
    await district.drain()

    assert await _opens_before(district) == {timedelta(minutes=90)}
    async with district.session("attendance") as session:
        transactions = await session.scalar(text("SELECT count(DISTINCT xmin::text) FROM attendance.meeting"))
        largest = await session.scalar(
            text("SELECT max(count(*)) OVER () FROM attendance.meeting GROUP BY xmin::text LIMIT 1")
        )
    assert (transactions, largest) == (3, MOST_REFRESHED)


async def test_windows_that_waited_are_those_of_the_pack_that_is_in_force_by_then(district: World) -> None:
    await open_class(district)
    await _corrected_to(district, EARLY)
    async with district.session("attendance") as holding:
        await holding.execute(text("SELECT FROM attendance.meeting FOR UPDATE"))

        async def refresh() -> None:
            async with district.session("attendance") as session:
                await refresh_windows(session, district_id=district.district_id, since=MORNING.date())

        waiting = asyncio.create_task(refresh())
        await until_somebody_waits(holding)
        await _corrected_to(district, "attendance: {opens_minutes_before: 120}\n")
    await waiting

    assert await _opens_before(district) == {timedelta(minutes=120)}
