"""What lacks, week by week, of teachers, schools and pairs, and the wall list at the end of a month."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.assessment.activities import make_xh, problem, school_of, teacher_of
from tests.assessment.mentoring import both_ways, log_as, named
from tests.support import Apps, World, make_world

END_OF_OCTOBER = datetime(2025, 10, 31, 8, tzinfo=UTC)
CYCLE = {"cycle_start": "2025-09-01", "cycle_end": "2028-08-31"}


@pytest.fixture
async def sb5(apps: Apps, travel: Callable[[datetime], Awaitable[None]]) -> World:
    """Schools that ask for ten thousand characters of notes, at the end of October."""
    await travel(END_OF_OCTOBER)
    return await make_world(apps, pack="SB5", parameters=CYCLE)


async def notes(world: World, amount: str) -> None:
    record = {
        "kind": "READING_NOTES",
        "on": "2025-10-16",
        "amount": amount,
        "teacher_id": str(world.teachers[0].teacher_id),
        "title": "读书笔记",
    }
    assert (await school_of(world).post("/records", json={"records": [record]})).status_code == 201


async def lacking(world: World, teacher: int = 0, **query: str) -> dict[str, Any]:
    path = f"/teachers/{world.teachers[teacher].teacher_id}/shortfalls"
    answer = await teacher_of(world, teacher).get(path, params=query)
    assert answer.status_code == 200, answer.text
    return {one["code"]: one for one in answer.json()["items"]}


async def test_a_teacher_sees_how_much_lacks_and_until_when(sb5: World) -> None:
    await notes(sb5, "4000")

    (before,) = [one for one in (await lacking(sb5)).values() if one["code"] == "READING_NOTES"]
    await notes(sb5, "6000")

    assert (before["state"], before["required"], before["counted"], before["lack"]) == (
        "OPEN",
        "10000.00",
        "4000.00",
        "6000.00",
    )
    assert before["make_up_until"] == before["due_on"] > "2025-10-31"
    assert "READING_NOTES" not in await lacking(sb5)
    done = (await lacking(sb5, everything="true"))["READING_NOTES"]
    assert (done["state"], len(done["record_ids"])) == ("MET", 2)


async def test_days_that_cannot_be_looked_at_together_are_refused(sb5: World) -> None:
    path = f"/teachers/{sb5.teachers[0].teacher_id}/shortfalls"
    for query in ({"since": "2025-10-02", "until": "2025-10-01"}, {"since": "2023-01-01", "until": "2025-10-01"}):
        assert problem(await teacher_of(sb5, 0).get(path, params=query)) == (422, "span-not-usable")


async def test_others_shortfalls_are_not_shown(sb5: World) -> None:
    path = f"/teachers/{sb5.teachers[0].teacher_id}/shortfalls"
    for stranger in (teacher_of(sb5, 1), school_of(sb5, 1)):
        assert (await stranger.get(path)).status_code == 404
    for place in ("shortfalls", "wall-list"):
        own, other = (f"/schools/{sb5.schools[number].school_id}/{place}" for number in range(2))
        assert (await school_of(sb5).get(own)).status_code == 200
        assert (await school_of(sb5).get(other)).status_code == 404
        assert (await teacher_of(sb5, 0).get(own)).status_code == 403


async def test_the_wall_list_names_everybody_and_the_pairs_that_lack_a_week(
    apps: Apps, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    await travel(END_OF_OCTOBER)
    xh = await make_xh(apps)
    pair = await named(xh)
    await log_as(xh, pair, 0, *both_ways(1), *both_ways(3))
    path = f"/schools/{xh.schools[0].school_id}/wall-list"

    wall = (await school_of(xh).get(path, params={"month": "2025-10-15"})).json()

    assert (wall["first_day"], wall["last_day"], wall["as_of"]) == ("2025-10-01", "2025-10-31", "2025-10-31")
    here = {str(one.teacher_id) for one in xh.teachers if one.school_id == xh.schools[0].school_id}
    assert {one["teacher_id"] for one in wall["items"]} == here
    of_pair = [slot for slot in wall["school"] if slot["of_unit"] == pair["name"]]
    assert of_pair == []  # the directory has not heard of the pair yet
    await xh.drain()
    wall = (await school_of(xh).get(path, params={"month": "2025-10-15"})).json()
    of_pair = [slot for slot in wall["school"] if slot["of_unit"] == pair["name"]]
    lessons = [(slot["first"], slot["state"]) for slot in of_pair if slot["clause_id"] == "XH-08"]
    # The week of the 27th ends in November.
    assert lessons == [("2025-10-13", "MISSED")] * 2
    (talk,) = [slot for slot in of_pair if slot["clause_id"] == "XH-08-B"]
    assert (talk["state"], talk["make_up_until"]) == ("OPEN", "2025-10-31")


async def test_the_wall_list_goes_on_page_by_page(sb5: World) -> None:
    path = f"/schools/{sb5.schools[0].school_id}/wall-list"

    first = (await school_of(sb5).get(path, params={"limit": "3"})).json()
    second = (await school_of(sb5).get(path, params={"limit": "3", "cursor": first["next_cursor"]})).json()

    assert [len(page["items"]) for page in (first, second)] == [3, 1]
    assert second["next_cursor"] is None
    assert len({one["teacher_id"] for page in (first, second) for one in page["items"]}) == 4


async def test_a_school_sees_what_it_and_its_pairs_lack(
    apps: Apps, travel: Callable[[datetime], Awaitable[None]]
) -> None:
    await travel(END_OF_OCTOBER)
    xh = await make_xh(apps)
    pair = await named(xh)
    await log_as(xh, pair, 0, *both_ways(1), *both_ways(3))
    await xh.drain()
    path = f"/schools/{xh.schools[0].school_id}/shortfalls"

    found = (await school_of(xh).get(path, params={"since": "2025-10-06", "until": "2025-11-30"})).json()

    assert found["as_of"] == "2025-10-31"
    lessons = [one for one in found["items"] if one["clause_id"] == "XH-08"]
    # The week that runs can still be filled; those ahead have not begun.
    assert Counter((one["first"], one["state"]) for one in lessons) == {
        ("2025-10-13", "MISSED"): 2,
        ("2025-10-27", "OPEN"): 2,
    }
    assert {one["make_up_until"] for one in lessons if one["state"] == "OPEN"} == {"2025-11-02"}
    # The school itself: the selection of the year can still be made.
    (selection,) = [one for one in found["items"] if one["clause_id"] == "XH-10"]
    assert (selection["of_unit"], selection["severity"], selection["state"]) == (None, "advisory", "OPEN")
