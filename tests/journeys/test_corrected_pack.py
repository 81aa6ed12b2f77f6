"""A pack found wrong while it runs: tried, corrected with a reason, followed; and packs along a transfer."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

from services.policy.format import shipped
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]
BEFORE = datetime(2020, 8, 1, 4, tzinfo=UTC)
SUMMER = datetime(2024, 9, 2, 4, tzinfo=UTC)
CYCLE = {"valid_from": "2020-09-01", "valid_to": "2025-08-31"}
YEAR = "2023-2024"
REASON = "第二条每学年度学时数误录为27,原文为72,经县局核定更正"


def xc_asking(hours: str, *, pack_id: str = "XC") -> str:
    """Pack XC with another number of hours a year."""
    printed, asked = "amount: 72, inclusive: true}]", f"amount: {hours}, inclusive: true}}]"
    clause = shipped("XC").partition("  - id: XC-02\n")
    return (clause[0] + clause[1] + clause[2].replace(printed, asked, 1)).replace("\nid: XC\n", f"\nid: {pack_id}\n", 1)


async def done(answer: Any, status: int = 201) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def publish(world: World, content: str | None = None) -> str:
    """Publish a text, or XC as it is shipped."""
    body = {"shipped": "XC"} if content is None else {"content": content}
    return str((await done(await world.api("directory").post("/packs", json=body)))["content_hash"])


async def assign(world: World, content_hash: str, **whom: Any) -> str:
    body = {"content_hash": content_hash, **CYCLE, **whom}
    return str((await done(await world.api("directory").post("/pack-assignments", json=body)))["assignment_id"])


async def standing(world: World, teacher: int, as_of: str = "2024-08-31") -> dict[str, Any]:
    path = f"/teachers/{world.teachers[teacher].teacher_id}/standing"
    return await done(await world.api("ledger").get(path, params={"as_of": as_of}), 200)


def year_of(body: dict[str, Any], year: str, clause_id: str = "XC-02") -> dict[str, Any]:
    """The results of a clause in a year that were not left to another pack; there is exactly one."""
    (found,) = [one for one in body["clauses"] if (one["clause_id"], one["period"]) == (clause_id, year)]
    return dict(found)


async def hours_in(world: World, year: int, *of_teachers: tuple[int, str]) -> None:
    """Teacher number and hours of a county course in October of a school year."""
    day = date(year, 10, 10)
    outcomes = [
        an_outcome(world, number, a_line(1, hours, earned_from=day, earned_to=day)) for number, hours in of_teachers
    ]
    await post(world, *outcomes)


async def test_a_wrong_pack_is_tried_corrected_with_a_reason_and_followed(district: World, travel: Travel) -> None:
    await travel(BEFORE)
    wrong = await publish(district, xc_asking("27"))
    assignment_id = await assign(district, wrong)
    await hours_in(district, 2023, (0, "30"), (1, "80"), (2, "20"))
    await travel(SUMMER)
    assert year_of(await standing(district, 0), YEAR)["result"] == "MET"

    # The right version is published, which puts nothing in force, and tried on the whole district.
    right = await publish(district)
    tried = {"as_of": "2024-08-31", "pack": {"assignment_id": assignment_id, "content_hash": right}}
    preview = await done(await district.api("ledger").post("/what-ifs", json=tried), 200)

    year = {
        item["staff_number"]: next(
            one for one in item["clauses"] if (one["clause_id"], one["period"]) == ("XC-02", YEAR)
        )
        for item in preview["items"]
    }
    told = {
        number: (one["before"]["result"], one["before"]["required"], one["after"]["result"], one["after"]["gap"])
        for number, one in year.items()
    }
    assert preview["judged"] == 8
    assert told["T001"] == ("MET", "27.00", "NOT_MET", "42.00")
    assert told["T002"] == ("MET", "27.00", "MET", "0.00")
    assert told["T003"] == ("NOT_MET", "27.00", "NOT_MET", "52.00")
    counted = {(one["clause_id"], one["before"], one["after"]): one["results"] for one in preview["clauses"]}
    assert counted["XC-02", "MET", "NOT_MET"] == 1
    assert year_of(await standing(district, 0), YEAR)["result"] == "MET"

    # Corrected with the reason, standings follow at once, the whole running cycle through.
    await done(
        await district.api("directory").post(
            f"/pack-assignments/{assignment_id}/corrections", json={"content_hash": right, "reason": REASON}
        )
    )

    after = await standing(district, 0)
    now = year_of(after, YEAR)
    assert (now["result"], now["required"], now["gap"], now["content_hash"]) == ("NOT_MET", "72.00", "42.00", right)
    assert [(pack["revision"], pack["reason"]) for pack in after["packs"]] == [(2, REASON)]
    again = await done(await district.api("ledger").post("/what-ifs", json=tried), 200)
    assert (again["judged"], again["changed"]) == (8, 0)
    summary = await done(await district.api("ledger").get("/summary", params={"as_of": "2024-08-31"}), 200)
    assert summary["packs"] == [
        {"pack_id": "XC", "version": summary["packs"][0]["version"], "content_hash": right, "teachers": 8}
    ]
    history = await done(await district.api("directory").get(f"/pack-assignments/{assignment_id}"), 200)
    assert [one["content_hash"] for one in history["revisions"]] == [wrong, right]


async def test_the_other_cycle_keeps_the_version_it_began_with(district: World, travel: Travel) -> None:
    await travel(BEFORE)
    wrong = await publish(district, xc_asking("27"))
    assignment_id = await assign(district, wrong)
    await hours_in(district, 2025, (0, "30"))
    before = year_of(await standing(district, 0, "2026-08-31"), "2025-2026")

    await done(
        await district.api("directory").post(
            f"/pack-assignments/{assignment_id}/corrections",
            json={"content_hash": await publish(district, xc_asking("60")), "reason": REASON},
        )
    )

    assert year_of(await standing(district, 0, "2026-08-31"), "2025-2026") == before
    assert before["required"] == "72.00"


async def test_who_moves_is_judged_by_the_pack_of_each_period_and_the_total_follows(
    district: World, travel: Travel
) -> None:
    """First school: 72 hours a year by the district's pack; second school: 40 by its own."""
    await travel(BEFORE)
    await assign(district, await publish(district))
    await assign(
        district,
        await publish(district, xc_asking("40", pack_id="XCB")),
        school_id=str(district.schools[1].school_id),
    )
    await hours_in(district, 2021, (0, "50"), (1, "50"), (4, "50"))
    await hours_in(district, 2023, (0, "50"), (1, "50"), (4, "50"))
    await travel(SUMMER)
    mover = district.teachers[0].teacher_id
    await done(
        await district.api("directory").post(
            f"/teachers/{mover}/transfers",
            json={"school_id": str(district.schools[1].school_id), "on": "2022-09-01"},
        )
    )

    moved, stayed, there = [await standing(district, number) for number in (0, 1, 4)]

    def told(body: dict[str, Any], year: str) -> tuple[str, str, str]:
        one = year_of(body, year)
        return one["pack_id"], one["required"], one["result"]

    assert told(stayed, "2021-2022") == ("XC", "72.00", "NOT_MET")
    assert told(stayed, "2023-2024") == ("XC", "72.00", "NOT_MET")
    assert told(there, "2021-2022") == ("XCB", "40.00", "MET")
    assert told(there, "2023-2024") == ("XCB", "40.00", "MET")
    assert told(moved, "2021-2022") == ("XC", "72.00", "NOT_MET")
    assert told(moved, "2023-2024") == ("XCB", "40.00", "MET")
    assert [(pack["pack_id"], pack["first"], pack["last"]) for pack in moved["packs"]] == [
        ("XC", "2020-09-01", "2022-08-31"),
        ("XCB", "2022-09-01", "2024-08-31"),
    ]
    # What the cycle asks is judged once, by the pack in force, over everything the person has earned.
    totals = [one for one in moved["clauses"] if one["clause_id"] == "XC-01" and one["result"] != "NOT_APPLICABLE"]
    assert [(one["pack_id"], one["counted"]) for one in totals] == [("XCB", "100.00")]
    assert all(one["pack_id"] != "XC" for one in moved["clauses"] if one["period"] == "2023-2024")
