"""Early warnings: who will miss the year or the cycle, and the cheapest way out of what is on offer."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.contracts import ClassScheduled
from services.ledger.operations import warnings as searching
from services.ledger.operations.judging import Bench
from tests.ledger.classes import a_class, enrolled
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]
JUNE = datetime(2026, 6, 1, 4, tzinfo=UTC)
LONG = tuple(date(2026, 7, day) for day in (6, 7, 8, 9, 10))
SHORT = tuple(date(2026, 7, day) for day in (13, 14, 15, 16))
HALF = tuple(date(2026, 7, day) for day in (20, 21))
OTHER_HALF = tuple(date(2026, 7, day) for day in (22, 23))


@pytest.fixture
async def june(district: World, travel: Travel) -> World:
    """The first school's teachers lack 24 centralised hours in the school year; the second school's have them."""
    await travel(JUNE)
    school = {"mode": "SCHOOL_BASED", "level": "SCHOOL", "kind": "SCHOOL_STUDY", "category": "ETHICS_LITERACY.ETHICS"}
    outcomes = [
        an_outcome(
            district,
            number,
            a_line(1, "24", **school),
            a_line(2, "24", mode="ONLINE"),
            *([a_line(3, "24")] if number >= 4 else []),
        )
        for number in range(8)
    ]
    await post(district, *outcomes)
    return district


def a_class_called(world: World, *, title: str, **facts: Any) -> ClassScheduled:
    return a_class(world, **facts).model_copy(update={"title": title})


async def offer(world: World, *classes: ClassScheduled) -> None:
    for one in classes:
        await world.publish(one)
    await world.drain()


async def warnings(world: World, role: str = "district_admin", **query: Any) -> dict[str, Any]:
    who = {"school": query.pop("as_school")} if "as_school" in query else {}
    answer = await world.api("ledger", role, **who).get("/warnings", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def told(found: dict[str, Any]) -> dict[str, tuple[str, list[str]]]:
    return {one["staff_number"]: (one["outcome"], [way["title"] for way in one["way"]]) for one in found["items"]}


async def test_who_will_miss_the_year_is_told_with_the_clause_and_the_gap(june: World) -> None:
    found = await warnings(june)

    assert (found["since"], found["looked_at"], found["next_cursor"]) == ("2026-06-01", 8, None)
    assert told(found) == {f"T00{number}": ("OUT_OF_REACH", []) for number in range(1, 5)}
    first = found["items"][0]
    assert first["until"] == "2026-08-31"
    assert {lack["need"]["clause_id"]: lack["gap"] for lack in first["lacking"]} == {"XC-02": "24.00", "XC-03": "24.00"}
    assert first["left"] == first["lacking"]
    assert all(lack["sentence_zh"] and lack["sentence_en"] for lack in first["lacking"])


async def test_the_way_out_with_the_least_time_in_class_is_told(june: World) -> None:
    await offer(
        june,
        a_class_called(june, days=LONG, title="五天班"),
        a_class_called(june, days=SHORT, title="四天班"),
        a_class_called(june, days=HALF, title="两天班"),
        a_class_called(june, days=SHORT, title="线上班", mode="ONLINE", begins=10),
    )

    found = await warnings(june)

    assert told(found)["T001"] == ("REACHABLE", ["四天班"])
    first = found["items"][0]
    (way,) = first["way"]
    assert (way["minutes"], first["way_minutes"], way["free"]) == (4 * 360, 4 * 360, 50)
    assert first["left"] == []


async def test_several_classes_are_put_together_where_that_is_cheaper_than_one(june: World) -> None:
    await offer(
        june,
        a_class_called(june, days=LONG, hours="6", title="五天班"),
        a_class_called(june, days=HALF, hours="6", title="两天班"),
        a_class_called(june, days=OTHER_HALF, hours="6", title="另两天班"),
    )

    found = await warnings(june)

    outcome, way = told(found)["T001"]
    assert (outcome, sorted(way)) == ("REACHABLE", ["两天班", "另两天班"])
    assert found["items"][0]["way_minutes"] == 4 * 360


async def test_who_holds_places_that_suffice_need_only_come(june: World) -> None:
    course = a_class_called(june, days=SHORT, title="四天班", capacity=1)
    await offer(june, course)
    await june.publish(enrolled(june, course.class_id, june.teachers[0]))
    await june.drain()

    unasked = await warnings(june)
    covered = await warnings(june, outcome="COVERED")

    assert "T001" not in told(unasked)
    # The one place is taken: the others are told that nothing on offer suffices.
    assert told(unasked)["T002"] == ("OUT_OF_REACH", [])
    assert told(covered) == {"T001": ("COVERED", [])}
    assert [one["title"] for one in covered["items"][0]["holds"]] == ["四天班"]


async def test_a_class_that_clashes_with_a_place_held_is_no_way_out(june: World) -> None:
    held = a_class_called(june, days=SHORT, title="线上班", mode="ONLINE")
    await offer(june, held, a_class_called(june, days=SHORT, title="四天班"))
    await june.publish(enrolled(june, held.class_id, june.teachers[0]))
    await june.drain()

    found = told(await warnings(june))

    assert (found["T001"], found["T002"]) == (("CLASH", []), ("REACHABLE", ["四天班"]))


async def test_the_cycle_looks_further_than_the_year(june: World) -> None:
    found = await warnings(june, horizon="CYCLE", limit=1)

    (first,) = found["items"]
    assert first["until"] == "2030-08-31"
    year = (await warnings(june, limit=1))["items"][0]
    gaps = {lack["need"]["clause_id"] for lack in first["lacking"]}
    assert gaps > {lack["need"]["clause_id"] for lack in year["lacking"]}


async def test_warnings_go_page_by_page_and_a_school_sees_its_own(june: World) -> None:
    first = await warnings(june, limit=3)
    second = await warnings(june, limit=3, cursor=first["next_cursor"])
    third = await warnings(june, limit=3, cursor=second["next_cursor"])
    own = await warnings(june, "school_admin", as_school=june.schools[1].school_id)
    api = june.api("ledger", "school_admin", school=june.schools[0].school_id)
    other = await api.get("/warnings", params={"school_id": str(june.schools[1].school_id)})

    assert [page["looked_at"] for page in (first, second, third)] == [3, 3, 2]
    assert sorted([*told(first), *told(second), *told(third)]) == ["T001", "T002", "T003", "T004"]
    assert third["next_cursor"] is None
    assert (own["looked_at"], own["items"]) == (4, [])
    assert other.status_code == 404


async def test_a_page_ends_where_searching_has_taken_long_and_the_next_goes_on_behind(
    june: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = [tuple(date(2026, 7, day) for day in (first, first + 1)) for first in range(6, 24, 3)]
    await offer(june, *(a_class_called(june, days=days, title=f"{days[0].day}日班") for days in short))
    whole = await warnings(june)
    judged = 0
    judge = Bench.judge

    def counted(self: Bench, *given: Any, **more: Any) -> Any:
        nonlocal judged
        judged += 1
        return judge(self, *given, **more)

    monkeypatch.setattr(searching, "MOST_JUDGED", 15)
    monkeypatch.setattr(Bench, "judge", counted)
    pages: list[dict[str, Any]] = []
    most = 0
    while not pages or pages[-1]["next_cursor"]:
        judged = 0
        pages.append(await warnings(june, **({"cursor": pages[-1]["next_cursor"]} if pages else {})))
        most = max(most, judged)

    assert (whole["looked_at"], whole["next_cursor"], len(whole["items"])) == (8, None, 4)
    assert [item for page in pages for item in page["items"]] == whole["items"]
    assert sum(page["looked_at"] for page in pages) == 8
    assert len(pages) > 2
    assert most < 40


async def test_the_way_out_is_what_the_engine_says_it_is(june: World) -> None:
    """Whoever takes what a warning names is found to have what is due, by the what-if itself."""
    course = a_class_called(june, days=SHORT, title="四天班")
    await offer(june, course)
    (teacher,) = [one for one in june.teachers if one.staff_number == "T001"]
    warned = (await warnings(june))["items"][0]

    body = {"as_of": warned["until"], "subject": {"teacher_id": str(teacher.teacher_id)}}
    answer = await june.api("ledger").post(
        "/what-ifs", json={**body, "class_id": warned["way"][0]["class_id"], "limit": 1}
    )

    assert answer.status_code == 200, answer.text
    (changed,) = answer.json()["items"]
    mended = {one["clause_id"] for one in changed["clauses"] if one["after"]["result"] == "MET"}
    assert mended >= {lack["need"]["clause_id"] for lack in warned["lacking"]}
