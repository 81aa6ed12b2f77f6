"""Records of what was done, held or kept: entered by schools and the district, taken back with a reason, said aloud."""

from datetime import date
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from services.platform import clock
from services.platform.ids import new_id
from services.platform.outbox import EventRow
from tests.support import Apps, World, make_world

DAY = "2025-10-16"


@pytest.fixture
async def school(apps: Apps) -> World:
    """A district whose schools ask for reading notes: pack SB5."""
    return await make_world(apps, pack="SB5")


def notes(world: World, teacher: int = 0, **facts: Any) -> dict[str, Any]:
    """Ten thousand characters of reading notes."""
    return {
        "kind": "READING_NOTES",
        "on": DAY,
        "amount": "10000",
        "teacher_id": str(world.teachers[teacher].teacher_id),
        "title": "读书笔记:《给教师的建议》",
        **facts,
    }


async def enter(world: World, *records: dict[str, Any], school: int | None = None) -> httpx.Response:
    api = world.api("assessment")
    if school is not None:
        api = world.api("assessment", "school_admin", school=world.schools[school].school_id)
    return await api.post("/records", json={"records": list(records)})


async def entered(world: World, *records: dict[str, Any], school: int | None = None) -> list[dict[str, Any]]:
    answer = await enter(world, *records, school=school)
    assert answer.status_code == 201, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def said(world: World) -> list[dict[str, Any]]:
    """The members of every event about records, in the order in which they were said."""
    async with world.session("relay") as session:
        events = await session.scalars(
            select(EventRow)
            .where(EventRow.district_id == world.district_id, EventRow.topic == "assessment.records_kept.v1")
            .order_by(EventRow.id)
        )
        return [member for event in events for member in event.payload["members"]]


async def test_a_school_enters_what_its_teachers_did_and_it_is_said_in_full(school: World) -> None:
    teacher = school.teachers[0]

    (kept,) = await entered(school, notes(school, tags=["B", "A", "A"], role="AUTHOR", level="SCHOOL"), school=0)

    assert (kept["kind"], kept["on"], kept["amount"], kept["revision"]) == ("READING_NOTES", DAY, "10000.00", 1)
    assert (kept["teacher_id"], kept["school_id"]) == (str(teacher.teacher_id), str(teacher.school_id))
    (member,) = await said(school)
    assert (member["record_id"], member["revision"], member["retracted"]) == (kept["record_id"], 1, False)
    assert (member["amount"], member["tags"], member["on"]) == ("10000.0000", ["A", "B"], DAY)


async def test_a_record_of_a_school_belongs_to_nobody_else(school: World) -> None:
    of_school = {"kind": "INSPECTION", "on": DAY, "school_id": str(school.schools[0].school_id), "title": "期中检查"}

    (kept,) = await entered(school, {**of_school, "unit": "数学教研组", "event": "第八周检查"}, school=0)

    assert (kept["teacher_id"], kept["unit"], kept["event"], kept["amount"]) == (
        None,
        "数学教研组",
        "第八周检查",
        "1.00",
    )


async def test_one_bad_record_keeps_all_of_them_out(school: World) -> None:
    answer = await enter(school, notes(school), notes(school, kind="LESSON_HEARD"))

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:xuefen:problem:unknown-fact-kind")
    facts = answer.json()["facts"]
    assert (facts["item"], facts["pack_id"]) == ("2", "SB5")
    assert "READING_NOTES" in facts["known"]
    assert (await school.api("assessment").get("/records")).json()["items"] == []
    assert await said(school) == []


@pytest.mark.parametrize(
    ("change", "status", "problem"),
    [
        ({"level": "GALACTIC"}, 422, "unknown-level"),
        ({"on": "2199-01-01"}, 422, "not-yet-done"),
        ({"teacher_id": None}, 422, "record-of-nobody"),
        ({"on": "2009-01-01"}, 409, "teacher-not-in-post"),
        ({"on": "2012-01-01"}, 409, "pack-not-assigned"),
        ({"teacher_id": str(new_id())}, 404, "not-found"),
        ({"amount": "0"}, 422, "unprocessable"),
        ({"kind": "no such"}, 422, "unprocessable"),
    ],
)
async def test_what_cannot_be_recorded_is_refused(
    school: World, change: dict[str, Any], status: int, problem: str
) -> None:
    answer = await enter(school, notes(school, **change))

    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:xuefen:problem:{problem}")


async def test_a_record_names_a_teacher_or_a_school_not_both(school: World) -> None:
    answer = await enter(school, notes(school, school_id=str(school.schools[0].school_id)))

    assert answer.json()["type"] == "urn:xuefen:problem:record-of-nobody"


async def test_a_hundred_records_at_once_and_not_one_more(school: World) -> None:
    one = notes(school, amount="1")

    assert len(await entered(school, *[one] * 100)) == 100
    assert (await enter(school, *[one] * 101)).status_code == 422


async def test_schools_see_and_enter_only_their_own(school: World) -> None:
    await entered(school, notes(school, 0), notes(school, 4))

    refused = await enter(school, notes(school, 4), school=0)
    own = await school.api("assessment", "school_admin", school=school.schools[0].school_id).get("/records")
    mine = await school.api("assessment", "teacher", teacher=school.teachers[4].teacher_id).get("/records")

    assert refused.status_code == 404
    assert [one["teacher_id"] for one in own.json()["items"]] == [str(school.teachers[0].teacher_id)]
    assert [one["teacher_id"] for one in mine.json()["items"]] == [str(school.teachers[4].teacher_id)]


async def test_what_is_a_schools_own_is_shown_to_that_school_alone(school: World) -> None:
    first, second = (one.school_id for one in school.schools)
    await entered(school, {"kind": "INSPECTION", "on": DAY, "school_id": str(second), "title": "期中检查"}, school=1)

    strange = await school.api("assessment", "school_admin", school=first).get("/records")
    own = await school.api("assessment", "school_admin", school=second).get("/records")
    teacher = await school.api("assessment", "teacher", teacher=school.teachers[4].teacher_id).get("/records")

    assert (strange.json()["items"], teacher.json()["items"]) == ([], [])
    assert len(own.json()["items"]) == 1


async def test_teachers_enter_nothing_themselves(school: World) -> None:
    own = school.api("assessment", "teacher", teacher=school.teachers[0].teacher_id)

    assert (await own.post("/records", json={"records": [notes(school)]})).status_code == 403


async def test_records_are_listed_by_kind_person_and_day_page_by_page(school: World) -> None:
    await entered(
        school,
        notes(school, 0),
        notes(school, 0, kind="PAPER", on="2025-11-03"),
        notes(school, 1, on="2025-12-01"),
    )
    api = school.api("assessment")

    async def days(**query: Any) -> list[str]:
        return [one["on"] for one in (await api.get("/records", params=query)).json()["items"]]

    assert await days(kind="READING_NOTES") == [DAY, "2025-12-01"]
    assert await days(teacher_id=str(school.teachers[0].teacher_id)) == [DAY, "2025-11-03"]
    assert await days(since="2025-11-03", until="2025-11-30") == ["2025-11-03"]
    first = (await api.get("/records", params={"limit": 2})).json()
    assert await days(limit=2, cursor=first["next_cursor"]) == ["2025-12-01"]


async def test_a_record_is_taken_back_once_and_for_good(school: World) -> None:
    (kept,) = await entered(school, notes(school))
    api, path = school.api("assessment"), f"/records/{kept['record_id']}/retraction"

    taken_back = await api.put(path, json={"reason": "与教务处登记重复"})
    again = await api.put(path, json={"reason": "与教务处登记重复"})
    otherwise = await api.put(path, json={"reason": "抄袭"})

    assert taken_back.status_code == again.status_code == 200
    assert (taken_back.json()["revision"], again.json()["revision"]) == (2, 2)
    assert taken_back.json()["retraction_reason"] == "与教务处登记重复"
    assert (otherwise.status_code, otherwise.json()["type"]) == (409, "urn:xuefen:problem:record-retracted")
    assert [(one["revision"], one["retracted"]) for one in await said(school)] == [(1, False), (2, True)]


async def test_another_school_cannot_take_a_record_back(school: World) -> None:
    (kept,) = await entered(school, notes(school))
    other = school.api("assessment", "school_admin", school=school.schools[1].school_id)

    answer = await other.put(f"/records/{kept['record_id']}/retraction", json={"reason": "不是本校的"})

    assert answer.status_code == 404


async def test_the_record_stays_with_the_school_of_its_day(school: World) -> None:
    """Who has moved since is recorded where the thing was done."""
    teacher = school.teachers[0]
    moved = await school.api("directory").post(
        f"/teachers/{teacher.teacher_id}/transfers",
        json={"school_id": str(school.schools[1].school_id), "on": "2025-11-01"},
    )
    assert moved.status_code in (200, 201), moved.text

    before, after = await entered(school, notes(school), notes(school, on="2025-11-02"))

    assert before["school_id"] == str(school.schools[0].school_id)
    assert after["school_id"] == str(school.schools[1].school_id)
    assert date.fromisoformat(after["on"]) <= clock.today()
