"""Plan coverage over the interface: seats told by registration, gaps by the book, names behind every number."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.ledger.operations import coverage as operation
from services.platform.ids import new_id
from tests.ledger.classes import DAYS, a_class, enrolled
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]
JUNE = datetime(2026, 6, 1, 4, tzinfo=UTC)


@pytest.fixture
async def june(district: World, travel: Travel) -> World:
    """The first school's teachers lack 24 centralised hours in the school year; the second school's have them."""
    await travel(JUNE)
    outcomes = [
        an_outcome(
            district,
            number,
            a_line(
                1, "24", mode="SCHOOL_BASED", level="SCHOOL", kind="SCHOOL_STUDY", category="ETHICS_LITERACY.ETHICS"
            ),
            a_line(2, "24", mode="ONLINE"),
            *([a_line(3, "24")] if number >= 4 else []),
        )
        for number in range(8)
    ]
    await post(district, *outcomes)
    return district


async def coverage(world: World, role: str = "district_admin", **query: Any) -> dict[str, Any]:
    who = {"school": query.pop("as_school")} if "as_school" in query else {}
    answer = await world.api("ledger", role, **who).get("/coverage", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def outcomes_of(found: dict[str, Any]) -> dict[str, list[str]]:
    return {one["outcome"]: sorted(person["staff_number"] for person in one["items"]) for one in found["outcomes"]}


def shortage(found: dict[str, Any], clause_id: str) -> dict[str, Any]:
    (one,) = [one for one in found["shortages"] if one["need"]["clause_id"] == clause_id]
    return dict(one)


async def test_a_plan_with_too_few_seats_says_who_lacks_what_and_what_to_add(june: World) -> None:
    course = a_class(june, capacity=3)
    await june.publish(course)
    await june.publish(enrolled(june, course.class_id, june.teachers[0]))
    await june.drain()

    found = await coverage(june, plan_id=str(june.admin_id))

    assert (found["since"], found["as_of"], found["teachers"]) == ("2026-06-01", "2026-08-31", 8)
    assert outcomes_of(found) == {
        "COVERED": ["T001"],
        "MET": ["T005", "T006", "T007", "T008"],
        "REACHABLE": ["T002", "T003", "T004"],
    }
    (offered,) = found["classes"]
    assert (offered["capacity"], offered["enrolled"], offered["free"]) == (3, 1, 2)
    year = shortage(found, "XC-02")
    assert (year["teachers"], year["asked"], year["carried"], year["short"]) == (3, "72.00", "48.00", "24.00")
    assert (year["offered"], year["places_free"]) == ("48.00", 2)
    assert [one["staff_number"] for one in year["asking"]] == ["T002", "T003", "T004"]
    assert [one["title"] for one in year["classes"]] == ["小学教师暑期集中培训班"]
    assert "3人共缺72学时" in year["sentence_zh"]
    mode = shortage(found, "XC-03")
    assert (mode["place"]["mode"], mode["place"]["zh"], mode["short"]) == (["CENTRALISED"], "集中培训", "24.00")
    (added,) = found["additions"]
    assert (added["amount"], added["seats"], added["place"]["mode"]) == ("24.00", 1, ["CENTRALISED"])
    assert {need["clause_id"] for need in added["needs"]} == {"XC-02", "XC-03"}
    assert added["sentence_zh"].startswith("建议增开24学时的培训(集中培训),1个名额")


async def test_with_seats_for_all_nothing_is_short(june: World) -> None:
    await june.publish(a_class(june))
    await june.drain()

    found = await coverage(june)

    assert outcomes_of(found)["REACHABLE"] == ["T001", "T002", "T003", "T004"]
    assert (shortage(found, "XC-02")["short"], found["stranded"], found["additions"]) == ("0.00", [], [])


async def test_without_any_class_everybody_who_lacks_is_stranded_and_named(june: World) -> None:
    found = await coverage(june, plan_id=str(new_id()))

    assert found["classes"] == []
    assert outcomes_of(found)["OUT_OF_REACH"] == ["T001", "T002", "T003", "T004"]
    stranded = found["stranded"][0]
    left = {lack["need"]["clause_id"]: lack["gap"] for lack in stranded["lacking"]}
    assert left == {"XC-02": "24.00", "XC-03": "24.00"}
    assert (stranded["name"], stranded["attends"]) == ("教师1", [])


async def test_classes_at_the_same_time_help_only_once(june: World) -> None:
    for days in (DAYS[:2], DAYS[1:3]):
        await june.publish(a_class(june, days=days, title=f"{len(days)}天班"))
    await june.drain()

    found = await coverage(june)

    assert outcomes_of(found)["CLASH"] == ["T001", "T002", "T003", "T004"]
    stranded = found["stranded"][0]
    assert len(stranded["clashes"]) == len(stranded["attends"]) == 1
    assert {lack["gap"] for lack in stranded["lacking"]} == {"12.00"}


async def test_what_has_begun_closed_ended_or_been_cancelled_is_open_to_nobody(june: World, travel: Travel) -> None:
    running = a_class(june, days=(date(2026, 5, 30), date(2026, 6, 2)))
    closed = a_class(june, closes_at=datetime(2026, 5, 31, tzinfo=UTC))
    for said in (running, closed, a_class(june, days=(date(2026, 5, 20),)), a_class(june, cancelled=True)):
        await june.publish(said)
    await june.drain()

    found = await coverage(june)

    shown = {one["class_id"]: one["free"] for one in found["classes"]}
    assert shown == {str(running.class_id): 0, str(closed.class_id): 0}
    assert outcomes_of(found)["OUT_OF_REACH"] == ["T001", "T002", "T003", "T004"]


async def test_who_waits_for_an_outcome_is_covered_by_the_class_that_has_ended(june: World, travel: Travel) -> None:
    course = a_class(june)
    await june.publish(course)
    await june.publish(enrolled(june, course.class_id, *june.teachers[:4]))
    await june.drain()
    await travel(datetime(2026, 7, 20, 4, tzinfo=UTC))

    assert outcomes_of(await coverage(june))["COVERED"] == ["T001", "T002", "T003", "T004"]


async def test_too_many_classes_are_told_and_never_left_out(june: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operation, "MOST_CLASSES", 1)
    await june.publish(a_class(june))
    await june.publish(a_class(june))
    await june.drain()

    refused = await june.api("ledger").get("/coverage")

    assert (refused.status_code, refused.json()["type"]) == (422, "urn:xuefen:problem:too-many-classes")


async def test_a_class_beyond_every_pack_hides_nothing(june: World) -> None:
    await june.publish(a_class(june, days=(date(2031, 5, 6),)))
    await june.drain()

    assert (await coverage(june))["as_of"] == "2026-08-31"


async def test_a_class_of_a_school_is_open_to_that_school(june: World) -> None:
    await june.publish(a_class(june, school_id=june.schools[1].school_id))
    await june.drain()

    assert outcomes_of(await coverage(june))["OUT_OF_REACH"] == ["T001", "T002", "T003", "T004"]


async def test_a_school_sees_its_own_teachers(june: World) -> None:
    first, second = june.schools

    own = await coverage(june, "school_admin", as_school=first.school_id)
    api = june.api("ledger", "school_admin", school=first.school_id)
    foreign = await api.get("/coverage", params={"school_id": str(second.school_id)})

    assert (own["teachers"], own["school_id"]) == (4, str(first.school_id))
    assert foreign.status_code == 404
    assert (await june.api("ledger", "trainer").get("/coverage")).status_code == 403


async def test_too_many_teachers_are_told_how_to_go_on(june: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operation, "MOST_TEACHERS", 7)
    api = june.api("ledger")

    whole = await api.get("/coverage")
    school = await api.get("/coverage", params={"school_id": str(june.schools[0].school_id)})

    assert (whole.status_code, whole.json()["type"]) == (422, "urn:xuefen:problem:too-many-teachers")
    assert school.status_code == 200
