"""Which packs judge a teacher on a day: those of the cycle, one after the other; nobody is judged by nothing."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.directory import operations as directory
from services.platform import clock
from services.platform.ids import new_id
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]
LONG_AGO = datetime(2019, 8, 1, 4, tzinfo=UTC)


async def assign(world: World, pack_id: str, first: str, last: str, *, school_id: UUID | None = None) -> None:
    async with world.session("directory") as session:
        await directory.assign_pack(
            session,
            district_id=world.district_id,
            pack_id=pack_id,
            valid_from=date.fromisoformat(first),
            valid_to=date.fromisoformat(last),
            school_id=school_id,
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
