"""Finalisation: results become outcomes once, valued by the pack of the district."""

import asyncio
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import event

from services.platform.ids import new_id
from tests.assessment.course import events, hours_of, opened, said
from tests.support import Apps, TeacherOf, World, make_world
from tests.walks.assessment import DAY, enrolled, scheduled


async def test_who_met_the_attendance_line_passes_and_who_did_not_earns_nothing(district: World) -> None:
    present, absent = district.teachers[:2]
    course = await opened(district, present, absent)
    await course.settle(absent, revision=2, met=False, hours=[(DAY, "2")])

    assert (await course.finalise())["finalised"] == {"PASSED": 1, "ATTENDANCE_NOT_MET": 1}

    states = {state.teacher_id: state for state in await said(district)}
    assert hours_of(states[present.teacher_id]) == [("6", DAY)]
    assert (states[absent.teacher_id].grade, states[absent.teacher_id].lines) == ("FAIL", ())


async def test_an_outcome_says_everything_that_the_book_needs(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher)

    await course.finalise()

    (state,) = await said(district)
    (line,) = state.lines
    assert (state.source, state.class_id, state.program_id) == ("class", course.class_id, course.class_id)
    assert state.issuer == f"program:{course.class_id}"
    assert (state.school_id, state.teacher_title, state.title_tier, state.post) == (
        teacher.school_id,
        "一级教师",
        "MIDDLE",
        "TEACHER",
    )
    assert (state.pack_id, len(state.pack_hash)) == ("XC", 64)
    assert (line.category, line.level, line.mode, line.nature, line.kind) == (
        "KNOWLEDGE_SKILL",
        "COUNTY",
        "CENTRALISED",
        "COMPULSORY",
        "IN_SERVICE",
    )
    assert (line.hours, line.credits) == (Decimal(6), Decimal(0))
    assert (line.original_level, line.organised_by_admin) == (None, True)
    (listed,) = (await course.api("auditor").get(f"{course.path}/outcomes")).json()["items"]
    assert (listed["outcome_id"], listed["hours"], listed["status"]) == (str(state.outcome_id), "6.00", "PASSED")


async def test_finalising_twice_is_one_set_of_events(district: World) -> None:
    course = await opened(district, *district.teachers)

    first = await course.finalise()
    second = await course.finalise()

    assert first["finalised"] == {"PASSED": 8}
    assert second == {"finalised": {}, "open": {}, "finalised_before": 8}
    assert len(await events(district)) == 1


async def test_eight_officers_finalising_at_once_make_one_outcome_each(district: World) -> None:
    course = await opened(district, *district.teachers)

    await asyncio.gather(*(course.finalise() for _ in range(8)))

    assert Counter(state.teacher_id for state in await said(district)) == {
        teacher.teacher_id: 1 for teacher in district.teachers
    }


async def test_a_large_class_is_said_in_parts_of_at_most_100(district: World) -> None:
    crowd = [TeacherOf(new_id(), f"N{number}", district.schools[0].school_id) for number in range(150)]
    course = await opened(district, *crowd[:100], days=[date(2026, 8, 30), date(2026, 9, 2)])
    await district.publish(enrolled(district, course.class_id, *crowd[100:]))
    await course.settle(*crowd[100:], hours=[(date(2026, 8, 30), "6"), (date(2026, 9, 2), "6")])

    await course.finalise()

    parts = await events(district)
    assert sum(len(part.members) for part in parts) == 150
    assert {len(state.lines) for part in parts for state in part.members} == {2}
    assert max(sum(len(state.lines) for state in part.members) for part in parts) < 200
    pages: list[list[str]] = []
    cursor = None
    while cursor or not pages:
        query = {"limit": 60} | ({"cursor": cursor} if cursor else {})
        page = (await course.api().get(f"{course.path}/outcomes", params=query)).json()
        pages.append([item["teacher_id"] for item in page["items"]])
        cursor = page["next_cursor"]
    assert [len(page) for page in pages] == [60, 60, 30]
    assert {teacher_id for page in pages for teacher_id in page} == {str(one.teacher_id) for one in crowd}


async def test_hours_are_exact_until_the_valuer_rounds_once(district: World) -> None:
    teacher = district.teachers[0]
    days = [date(2025, 10, day) for day in (11, 12, 13)]
    course = await opened(district, teacher, days=days, settle=False)
    await course.settle(teacher, hours=[(day, "5/3") for day in days])

    await course.finalise()

    assert hours_of((await said(district))[0]) == [("5", days[0])]


async def test_hours_across_the_year_lie_in_two_lines(district: World) -> None:
    teacher = district.teachers[0]
    days = [date(2026, 8, 29), date(2026, 9, 5)]
    course = await opened(district, teacher, days=days, settle=False)
    await course.settle(teacher, hours=[(days[0], "80"), (days[1], "64")])

    await course.finalise()

    assert hours_of((await said(district))[0]) == [("8E+1", days[0]), ("64", days[1])]


async def test_a_day_that_was_missed_never_widens_a_line(district: World) -> None:
    teacher = district.teachers[0]
    days = [date(2025, 10, 11), date(2025, 10, 12)]
    course = await opened(district, teacher, days=days, settle=False)
    await course.settle(teacher, hours=[(days[0], "0"), (days[1], "6")])

    await course.finalise()

    assert hours_of((await said(district))[0]) == [("6", days[1])]


async def test_a_tariff_grants_the_printed_hours(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, kind="SHORTAGE_SUBJECT", level="PROVINCIAL")

    await course.finalise()

    (state,) = await said(district)
    assert [(line.hours, line.rules) for line in state.lines] == [(Decimal(72), ("XC-12", "XC-28"))]


async def test_training_outside_the_plan_passes_and_earns_nothing_by_the_clause(district: World) -> None:
    teacher = district.teachers[0]
    course = await opened(district, teacher, kind="OTHER_TRAINING", organised_by_admin=False)

    assert (await course.finalise())["finalised"] == {"PASSED": 1}

    assert (await said(district))[0].lines == ()
    words = (await course.result(teacher))["explanation"]
    assert any("XC-10" in sentence["en"] for sentence in words)


async def test_what_the_pack_cannot_value_is_refused_with_the_reason(district: World) -> None:
    course = await opened(district, district.teachers[0], kind="HAIRDRESSING")

    answer = await course.api().post(f"{course.path}/finalisation")

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:xuefen:problem:not-valuable")
    assert "HAIRDRESSING" in answer.json()["detail"]
    assert await said(district) == []


async def test_a_class_before_any_pack_is_refused(district: World) -> None:
    day = date(2024, 5, 4)
    course = await opened(district, district.teachers[0], days=[day])

    answer = await course.api().post(f"{course.path}/finalisation")

    assert answer.json()["type"] == "urn:xuefen:problem:pack-not-assigned"
    assert (await course.result(district.teachers[0]))["lines"] == []


async def test_a_cancelled_class_is_not_finalised(district: World) -> None:
    course = await opened(district, district.teachers[0])
    await district.publish(scheduled(district, course.class_id, revision=2, cancelled=True))
    await district.drain()

    answer = await course.api().post(f"{course.path}/finalisation")

    assert answer.json()["type"] == "urn:xuefen:problem:class-cancelled"


async def test_hailin_converts_ten_hours_into_a_credit(apps: Apps) -> None:
    world = await make_world(apps, pack="HL")
    course = await opened(world, world.teachers[0], kind="COURSE")

    await course.finalise()

    (line,) = (await said(world))[0].lines
    assert (line.hours, line.credits, line.rules) == (Decimal(6), Decimal("0.6"), ("HL-03",))


async def test_hailin_books_the_class_teachers_course_with_the_city(apps: Apps) -> None:
    world = await make_world(apps, pack="HL")
    teacher = world.teachers[0]
    course = await opened(world, teacher, kind="CLASS_TEACHER", tags=("CLASS_TEACHER_TOPIC",), settle=False)
    await course.settle(teacher, hours=[(DAY, "30")])

    await course.finalise()

    (line,) = (await said(world))[0].lines
    assert (line.hours, line.credits) == (Decimal(30), Decimal(3))
    assert (line.level, line.original_level) == ("PREFECTURE", "COUNTY")
    assert "HL-09" in line.rules


async def test_the_text_of_a_pack_is_fetched_once_per_process(district: World) -> None:
    await (await opened(district, district.teachers[0])).finalise()
    statements: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    engine = district.apps.of["assessment"].state.engine.sync_engine
    event.listen(engine, "before_cursor_execute", hear)
    await (await opened(district, district.teachers[1])).finalise()
    event.remove(engine, "before_cursor_execute", hear)

    assert len([one for one in statements if "FROM directory.pack_assignment" in one]) == 1
    assert [one for one in statements if re.search(r"pack_version\.content\b(?!_)", one)] == []
