"""Which packs judge a teacher on a day: those of the cycle, one after the other; nobody is judged by nothing."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.contracts import AwardLine
from services.directory import operations as directory
from services.platform import clock
from services.platform.ids import new_id
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import TeacherOf, World

Travel = Callable[[datetime], Awaitable[None]]
LONG_AGO = datetime(2019, 8, 1, 4, tzinfo=UTC)


async def assign(
    world: World,
    pack_id: str,
    first: str,
    last: str,
    *,
    school_id: UUID | None = None,
    switches: Mapping[str, str] | None = None,
) -> None:
    async with world.session("directory") as session:
        await directory.assign_pack(
            session,
            district_id=world.district_id,
            pack_id=pack_id,
            valid_from=date.fromisoformat(first),
            valid_to=date.fromisoformat(last),
            school_id=school_id,
            switches=switches,
            at=clock.now(),
        )


async def move(world: World, teacher: int, on: str) -> None:
    async with world.session("directory") as session:
        await directory.transfer(
            session,
            district_id=world.district_id,
            teacher_id=world.teachers[teacher].teacher_id,
            school_id=world.schools[1].school_id,
            on=date.fromisoformat(on),
            post=None,
        )


async def standing(world: World, teacher: int, as_of: str) -> dict[str, Any]:
    path = f"/teachers/{world.teachers[teacher].teacher_id}/standing"
    answer = await world.api("ledger").get(path, params={"as_of": as_of})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def packs_of(body: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(pack["pack_id"], pack["first"], pack["last"]) for pack in body["packs"]]


async def test_a_cycle_that_is_over_judges_nobody_in_the_next(district: World, travel: Travel) -> None:
    await travel(LONG_AGO)
    await assign(district, "XC", "2020-09-01", "2025-08-31")
    await assign(district, "XC", "2015-09-01", "2020-08-31")

    now, before = await standing(district, 0, "2026-08-31"), await standing(district, 0, "2025-08-31")

    assert packs_of(now) == [("XC", "2025-09-01", "2026-08-31")]
    assert packs_of(before) == [("XC", "2020-09-01", "2025-08-31")]
    assert {clause["period"] for clause in now["clauses"] if clause["clause_id"] == "XC-02"} == {"2025-2026"}


async def hire(world: World, on: str) -> int:
    """A teacher who enters service on a day; the number among the world's."""
    school_id = world.schools[0].school_id
    new = {
        "staff_number": f"N{on}",
        "name": "新教师",
        "school_id": str(school_id),
        "hire_date": on,
        "appointed_from": on,
    }
    answer = await world.api("directory").post("/teachers", json=new)
    assert answer.status_code == 201, answer.text
    world.teachers.append(TeacherOf(UUID(answer.json()["teacher_id"]), new["staff_number"], school_id))
    return len(world.teachers) - 1


def new_teachers_hours(number: int, on: str, hours: str, *, ethics: bool) -> AwardLine:
    """Hours of new teacher training, sat on one day."""
    category = "ETHICS_LITERACY.ETHICS" if ethics else "KNOWLEDGE_SKILL"
    day = date.fromisoformat(on)
    return a_line(number, hours, kind="NEW_TEACHER", category=category, earned_from=day, earned_to=day)


async def test_first_years_that_run_over_the_end_of_a_cycle_are_judged_in_the_next_over_the_entries_of_both(
    district: World, travel: Travel
) -> None:
    """And by the tallies of a whole district as for one teacher alone."""
    await travel(LONG_AGO)
    await assign(district, "XC", "2020-09-01", "2025-08-31", switches={"new_teacher_span": "three_years"})
    short, done, earlier = [await hire(district, on) for on in ("2025-03-01", "2025-03-02", "2021-03-01")]
    await travel(datetime(2028, 9, 2, 4, tzinfo=UTC))
    for number, later in ((short, "89"), (done, "90")):
        lines = (
            new_teachers_hours(1, "2025-08-30", "30", ethics=True),
            new_teachers_hours(2, "2028-02-29", later, ethics=False),
            new_teachers_hours(3, "2028-03-02", "50", ethics=False),
        )
        await post(district, an_outcome(district, number, *lines))

    found = {number: await standing(district, number, "2028-08-31") for number in (short, done, earlier)}
    before = await standing(district, short, "2027-08-31")
    listed = (await district.api("ledger").get("/standings", params={"as_of": "2028-08-31", "limit": 500})).json()

    def first_years(body: dict[str, Any]) -> list[tuple[str, str, str, str]]:
        asked = [one for one in body["clauses"] if one["clause_id"] == "XC-05" and one["result"] != "NOT_APPLICABLE"]
        return [(one["period"], one["result"], one["counted"], one["progress"]) for one in asked]

    assert first_years(found[short]) == [("2025-03-01/2028-02-29", "NOT_MET", "119.00", "final")]
    assert first_years(found[done]) == [("2025-03-02/2028-03-01", "MET", "120.00", "final")]
    assert first_years(found[earlier]) == []
    assert first_years(before) == [("2025-03-01/2028-02-29", "NOT_MET", "30.00", "behind")]
    assert packs_of(found[short]) == [("XC", "2020-09-01", "2025-08-31"), ("XC", "2025-09-01", "2028-08-31")]
    assert packs_of(found[earlier]) == [("XC", "2025-09-01", "2028-08-31")]
    years = {one["period"] for one in found[short]["clauses"] if one["clause_id"] == "XC-02"}
    assert years == {"2025-2026", "2026-2027", "2027-2028"}
    told = {one["staff_number"]: one for one in listed["items"]}
    for number in (short, done, earlier):
        one = told[district.teachers[number].staff_number]
        assert one["verdict"] == found[number]["verdict"]
    lacking = {one["clause_id"] for one in told[district.teachers[short].staff_number]["open_clauses"]}
    assert "XC-05" in lacking


async def test_a_school_with_the_very_pack_of_its_district_makes_no_break(district: World, travel: Travel) -> None:
    """Who moves between them is judged as who stayed, clause by clause."""
    await travel(LONG_AGO)
    await assign(district, "XC", "2025-09-01", "2030-08-31", school_id=district.schools[1].school_id)
    for number in (0, 1):
        await post(district, an_outcome(district, number, a_line(1, "40")))
    await travel(datetime(2027, 9, 2, 4, tzinfo=UTC))
    await move(district, 0, "2026-02-01")

    moved, stayed = await standing(district, 0, "2027-08-31"), await standing(district, 1, "2027-08-31")

    assert packs_of(moved) == [("XC", "2025-09-01", "2027-08-31")]
    assert [(one["clause_id"], one["period"], one["result"], one["gap"]) for one in moved["clauses"]] == [
        (one["clause_id"], one["period"], one["result"], one["gap"]) for one in stayed["clauses"]
    ]


async def test_who_has_no_pack_is_not_judged_beside_those_who_have(district: World, travel: Travel) -> None:
    """Before the district's own cycle only one school has a pack."""
    await travel(LONG_AGO)
    await assign(district, "SB5", "2020-09-01", "2025-08-31", school_id=district.schools[0].school_id)
    api, day = district.api("ledger"), {"as_of": "2024-08-31"}

    page = (await api.get("/standings", params=day)).json()["items"]
    summary = (await api.get("/summary", params=day)).json()
    alone = await api.get(f"/teachers/{district.teachers[4].teacher_id}/standing", params=day)

    verdicts = {one["staff_number"]: (one["pack_id"], one["verdict"]) for one in page}
    assert verdicts["T001"] == ("SB5", "NOT_MET")
    assert verdicts["T005"] == (None, "NOT_APPLICABLE")
    assert page[0]["open_clauses"][0]["pack_id"] == "SB5"
    assert [(one["pack_id"], one["teachers"]) for one in summary["packs"]] == [("SB5", 4)]
    assert (summary["pack_id"], summary["standings"]) == (None, {"NOT_MET": 4})
    assert (alone.status_code, alone.json()["type"]) == (409, "urn:xuefen:problem:pack-not-assigned")


async def test_a_what_if_on_one_schools_pack_touches_nobody_else(district: World, travel: Travel) -> None:
    await travel(LONG_AGO)
    await assign(district, "SB5", "2025-09-01", "2030-08-31", school_id=district.schools[1].school_id)
    async with district.session("directory") as session:
        other = await directory.publish_shipped_pack(
            session, district_id=district.district_id, pack_id="XC", by=None, at=clock.now()
        )
    listed = (await district.api("directory").get("/pack-assignments")).json()["items"]
    (assignment,) = [one["assignment_id"] for one in listed if one["pack_id"] == "SB5"]
    pack = {"assignment_id": assignment, "content_hash": other.version.content_hash}

    answer = await district.api("ledger").post("/what-ifs", json={"as_of": "2026-08-31", "pack": pack})

    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert [one["staff_number"] for one in found["items"]] == ["T005", "T006", "T007", "T008"]
    assert {one["after"]["packs"][-1]["pack_id"] for one in found["items"]} == {"XC"}
    assert (found["judged"], found["changed"]) == (8, 4)


async def test_an_assignment_that_is_none_cannot_be_tried(district: World) -> None:
    pack = {"assignment_id": str(new_id()), "parameters": {}}

    answer = await district.api("ledger").post("/what-ifs", json={"as_of": "2026-08-31", "pack": pack})

    assert answer.status_code == 404
