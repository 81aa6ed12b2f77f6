"""Rates of schools and the district (C23-01..03, XC-16): both numbers, every reading, and the names behind them."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.contracts import AttendanceSettled, AttendedDay, ClassScheduled, Event, OutcomeFinalised, SettledMember
from services.directory import operations as directory
from services.ledger import queries
from services.ledger.rules import states_of
from services.platform.ids import new_id
from tests.ledger.classes import a_class, enrolled
from tests.ledger.saying import a_line, an_outcome
from tests.support import Apps, World, make_world

YEAR_END = "2026-12-31"


@pytest.fixture
async def county(apps: Apps) -> World:
    """A county that works by rates: pack C23."""
    return await make_world(apps, pack="C23")


def remote(world: World, **facts: Any) -> ClassScheduled:
    return a_class(
        world, kind="POST_REMOTE", mode="ONLINE", category="NEW_CURRICULUM", title="2026年全员岗位远程培训", **facts
    )


def settled(world: World, class_id: UUID, came: dict[int, str], *, revision: int = 1) -> AttendanceSettled:
    """Teacher number -> PRESENT, ABSENT or ON_LEAVE."""
    return AttendanceSettled(
        district_id=world.district_id,
        class_id=class_id,
        settlement=revision,
        part=1,
        parts=1,
        members=tuple(
            SettledMember(
                teacher_id=world.teachers[number].teacher_id,
                revision=revision,
                planned_hours=Decimal(6),
                attendance_met=state == "PRESENT",
                days=(
                    AttendedDay(
                        meeting_id=new_id(),
                        on=date(2026, 7, 6),
                        category=None,
                        hours="6" if state == "PRESENT" else "0",
                        state=state,
                    ),
                ),
            )
            for number, state in came.items()
        ),
    )


def assessed(world: World, class_id: UUID, grades: dict[int, str]) -> OutcomeFinalised:
    """Teacher number -> EXCELLENT, PASS or FAIL."""
    return OutcomeFinalised(
        district_id=world.district_id,
        members=tuple(
            an_outcome(
                world,
                number,
                *([a_line(1, "6", kind="POST_REMOTE", category="NEW_CURRICULUM")] if grade != "FAIL" else []),
                class_id=class_id,
                grade=grade,
                passed=grade != "FAIL",
            )
            for number, grade in grades.items()
        ),
    )


async def say(world: World, *events: Event) -> None:
    for event in events:
        role = {"AttendanceSettled": "attendance", "OutcomeFinalised": "assessment"}.get(type(event).__name__)
        await world.publish(event, role=role or "registration")
    await world.drain()


async def rates(world: World, clause_id: str, path: str = "/rates", **query: Any) -> dict[str, Any]:
    """The clause for 2026 with its rates by their Chinese labels."""
    answer = await world.api("ledger").get(path, params={"as_of": YEAR_END, "clause_id": clause_id, **query})
    assert answer.status_code == 200, answer.text
    found = next(one for one in answer.json()["clauses"] if one["period"] == "2026")
    return {**found, "by_label": {rate["label_zh"]: rate for rate in found["rates"]}}


def numbers(rate: dict[str, Any]) -> tuple[int, int | None, str | None, str]:
    value = rate["value"]
    return value["counted"], value["out_of"], value["percent"], rate["result"]


def staff(people: dict[str, Any]) -> list[str]:
    return sorted(one["staff_number"] for one in people["items"])


async def test_the_districts_rates_come_with_the_names_behind_every_number(county: World) -> None:
    course = remote(county)
    everybody = county.teachers
    came = dict.fromkeys(range(7), "PRESENT") | {7: "ABSENT"}
    await say(
        county,
        course,
        enrolled(county, course.class_id, *everybody),
        settled(county, course.class_id, came),
        assessed(county, course.class_id, dict.fromkeys(range(6), "PASS") | {6: "FAIL"}),
    )

    coverage = (await rates(county, "C23-01"))["by_label"]
    online = (await rates(county, "C23-02"))["by_label"]

    assert numbers(coverage["培训面"]) == (7, 8, "87.50", "NOT_MET")
    assert staff(coverage["培训面"]["value"]["without"]) == ["T008"]
    assert numbers(coverage["培训合格率"]) == (6, 7, "85.7142", "NOT_MET")
    assert staff(coverage["培训合格率"]["value"]["without"]) == ["T007"]
    assert numbers(online["远程培训参训率"]) == (7, 8, "87.50", "NOT_MET")
    assert staff(online["远程培训参训率"]["value"]["names"]) == [f"T00{number}" for number in range(1, 8)]
    # The other reading of the pass rate: out of who should have come.
    other = online["远程培训合格率"]["other_readings"]
    assert numbers(online["远程培训合格率"])[:2] == (6, 7)
    assert (6, 8) in {(value["counted"], value["out_of"]) for value in other}


async def test_whatever_order_events_come_in_the_rates_are_the_same(county: World) -> None:
    course = remote(county)
    events: list[Event] = [
        course,
        enrolled(county, course.class_id, *county.teachers[:4]),
        enrolled(county, course.class_id, county.teachers[3], status="WITHDRAWN", revision=2),
        settled(county, course.class_id, {0: "ABSENT", 1: "PRESENT", 2: "PRESENT"}),
        settled(county, course.class_id, {0: "PRESENT"}, revision=2),
        assessed(county, course.class_id, {0: "EXCELLENT", 1: "PASS", 2: "FAIL"}),
    ]
    # What is newer comes first, and some of it twice.
    await say(county, *reversed(events), *events[:2])

    online = (await rates(county, "C23-02"))["by_label"]

    assert numbers(online["远程培训参训率"]) == (3, 3, "100.00", "MET")
    assert numbers(online["远程培训合格率"])[:2] == (2, 3)


async def test_a_school_sees_its_own_four_rates(county: World) -> None:
    course = remote(county)
    first, second = county.schools
    await say(
        county,
        course,
        enrolled(county, course.class_id, *county.teachers),
        settled(county, course.class_id, {0: "PRESENT", 1: "PRESENT", 2: "PRESENT", 3: "ON_LEAVE", 4: "PRESENT"}),
        assessed(county, course.class_id, {0: "EXCELLENT", 1: "PASS", 2: "FAIL", 4: "PASS"}),
    )
    path = f"/schools/{first.school_id}/standing"

    found = (await rates(county, "C23-03", path))["by_label"]
    own = await county.api("ledger", "school_admin", school=first.school_id).get(path, params={"as_of": YEAR_END})
    foreign = await county.api("ledger", "school_admin", school=second.school_id).get(path, params={"as_of": YEAR_END})

    # Approved leave from every meeting takes a person out of who should have come.
    assert numbers(found["参训率"])[:2] == (3, 3)
    assert numbers(found["结业率"])[:2] == (2, 3)
    assert numbers(found["优秀率"])[:2] == (1, 2)
    assert staff(found["优秀率"]["value"]["names"]) == ["T001"]
    assert (own.status_code, foreign.status_code) == (200, 404)
    assert own.json()["school_name"] == "第一小学"


async def test_a_cancelled_class_expects_nobody(county: World) -> None:
    course = remote(county, cancelled=True)
    await say(county, course, enrolled(county, course.class_id, *county.teachers))

    online = (await rates(county, "C23-02"))["by_label"]

    assert numbers(online["远程培训参训率"])[:2] == (0, 0)


async def test_names_come_page_by_page(county: World) -> None:
    course = remote(county)
    await say(
        county,
        course,
        enrolled(county, course.class_id, *county.teachers),
        settled(county, course.class_id, dict.fromkeys(range(8), "PRESENT")),
    )

    first = (await rates(county, "C23-01", names=3))["by_label"]["培训面"]["value"]["names"]
    last = first["items"][-1]["teacher_id"]
    second = (await rates(county, "C23-01", names=500, names_after=last))["by_label"]["培训面"]["value"]["names"]

    assert (first["count"], len(first["items"]), second["count"], len(second["items"])) == (8, 3, 8, 5)
    assert {one["teacher_id"] for one in first["items"] + second["items"]} == {
        str(teacher.teacher_id) for teacher in county.teachers
    }


async def test_who_left_the_school_counts_where_one_is_on_the_day(district: World) -> None:
    """XC-16 counts degrees of who is in post on the last day of the year."""
    async with district.session("directory") as session:
        for teacher in district.teachers[:2]:
            await directory.add_fact(
                session,
                district_id=district.district_id,
                teacher_id=teacher.teacher_id,
                kind="DEGREE",
                code="BACHELOR",
                valid_from=date(2009, 7, 1),
                valid_to=None,
                ground=None,
            )
        await directory.transfer(
            session,
            district_id=district.district_id,
            teacher_id=district.teachers[0].teacher_id,
            school_id=district.schools[1].school_id,
            on=date(2026, 2, 1),
            post=None,
        )

    async def bachelors(school: int) -> tuple[int, int | None]:
        path = f"/schools/{district.schools[school].school_id}/standing"
        answer = await district.api("ledger").get(path, params={"as_of": "2026-08-31", "clause_id": "XC-16"})
        rate = next(one for one in answer.json()["clauses"] if one["period"] == "2025-2026")["rates"][1]
        return rate["value"]["counted"], rate["value"]["out_of"]

    assert await bachelors(0) == (1, 3)
    assert await bachelors(1) == (1, 5)


async def test_without_a_pack_or_a_school_there_is_nothing_to_reckon(district: World) -> None:
    api = district.api("ledger")

    assert (await api.get("/rates", params={"as_of": "2031-01-01"})).status_code == 409
    assert (await api.get(f"/schools/{new_id()}/standing")).status_code == 404
    assert (
        await district.api("ledger", "school_admin", school=district.schools[0].school_id).get("/rates")
    ).status_code == 403


@pytest.mark.parametrize(
    ("heard", "states"),
    [
        ({}, set()),
        ({"enrolled": True}, {"SENT", "DUE"}),
        ({"enrolled": True, "excused": True}, {"SENT"}),
        ({"enrolled": True, "attended": True, "attendance_met": False}, {"SENT", "DUE"}),
        ({"enrolled": True, "attended": True, "attendance_met": True}, {"SENT", "DUE", "ATTENDED"}),
        ({"enrolled": True, "passed": False}, {"SENT", "DUE", "ASSESSED"}),
        ({"passed": False, "grade": "EXCELLENT"}, {"ASSESSED"}),
        (
            {"attended": True, "attendance_met": True, "passed": True, "grade": "EXCELLENT"},
            {"ATTENDED", "ASSESSED", "PASSED", "COMPLETED", "EXCELLENT"},
        ),
    ],
)
def test_states_are_only_those_that_were_reached(heard: dict[str, Any], states: set[str]) -> None:
    nothing: dict[str, Any] = dict.fromkeys(
        ("enrolled", "excused", "attended", "attendance_met", "passed", "grade"), None
    )

    assert states_of(**{**nothing, "cancelled": False, **heard}) == states


async def test_only_classes_of_the_days_judged_are_read(district: World) -> None:
    teacher, school_id = district.teachers[0], district.schools[0].school_id
    days = [date(2020, 7, 6), date(2026, 7, 6), date(2026, 7, 7), date(2031, 7, 6)]
    classes = [a_class(district, days=[day], school_id=school_id) for day in days]
    for told in classes:
        await district.publish(told)
        await district.publish(enrolled(district, told.class_id, teacher))
    await district.drain()

    asked: dict[str, Any] = {"school_id": school_id, "first": date(2026, 7, 6), "last": date(2031, 7, 5)}
    async with district.session("ledger") as session:
        taken = await queries.list_participations(session, district_id=district.district_id, **asked)
        held = await queries.list_classes_of_schools(session, district_id=district.district_id, **asked)

    assert sorted(one.ends_on for _, one in taken) == days[1:3]
    assert sorted(one.ends_on for one in held) == days[1:3]
