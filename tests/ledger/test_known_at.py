"""What the book knew at a moment: statements, balances and sums as of one day and as recorded by another."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Any

from services.platform.clock import SHANGHAI
from services.platform.ids import new_id
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)


async def read(world: World, what: str, teacher: int = 0, **query: Any) -> dict[str, Any]:
    path = f"/teachers/{world.teachers[teacher].teacher_id}/{what}"
    answer = await world.api("ledger").get(path, params=query)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def a_corrected_book(world: World, travel: Travel) -> list[datetime]:
    """24 hours on Monday, corrected to 20 on Tuesday, 6 more of another year on Wednesday; when each was recorded."""
    outcome_id = new_id()
    hours: list[tuple[str, dict[str, Any]]] = [
        ("24", {"outcome_id": outcome_id}),
        ("20", {"outcome_id": outcome_id, "revision": 2}),
    ]
    days = [MONDAY + timedelta(days=day) for day in range(3)]
    for day, (amount, facts) in zip(days, hours, strict=False):
        await travel(day)
        await post(world, an_outcome(world, 0, a_line(1, amount), **facts))
    await travel(days[2])
    later: dict[str, Any] = {"earned_from": date(2026, 10, 8), "earned_to": date(2026, 10, 8)}
    await post(world, an_outcome(world, 0, a_line(1, "6", **later)))
    return days


async def test_a_statement_tells_what_had_been_recorded_by_a_moment(district: World, travel: Travel) -> None:
    days = await a_corrected_book(district, travel)

    before = await read(district, "statement", known_at=(days[0] - timedelta(hours=1)).isoformat())
    monday = await read(district, "statement", known_at=(days[0] + timedelta(hours=1)).isoformat())
    tuesday = await read(district, "statement", known_at=(days[1] + timedelta(hours=1)).isoformat())
    now = await read(district, "statement")

    assert (before["known_at_seq"], before["hours"], before["lines"]) == (0, "0.00", [])
    assert (monday["known_at_seq"], monday["hours"]) == (1, "24.00")
    assert (tuesday["known_at_seq"], tuesday["hours"]) == (3, "20.00")
    assert (now["known_at_seq"], now["hours"]) == (4, "26.00")
    assert await read(district, "statement", known_at_seq=monday["known_at_seq"]) == monday


async def test_a_balance_takes_a_day_and_a_moment_together(district: World, travel: Travel) -> None:
    days = await a_corrected_book(district, travel)
    monday, tuesday = ((day + timedelta(hours=1)).isoformat() for day in days[:2])

    told = [
        await read(district, "balance", **query)
        for query in (
            {},
            {"as_of": "2026-08-31"},
            {"known_at": monday},
            {"as_of": "2026-08-31", "known_at": tuesday},
            {"as_of": "2025-10-09"},
            {"known_at": tuesday, "known_at_seq": 1},
        )
    ]

    assert [one["hours"] for one in told] == ["26.00", "20.00", "24.00", "20.00", "0.00", "24.00"]
    assert [one["known_at_seq"] for one in told] == [4, 4, 1, 3, 4, 1]


async def test_a_moment_keeps_its_number_while_the_book_grows(district: World, travel: Travel) -> None:
    """The search goes down the powers of two of a growing head: what it found before is found again."""
    moments: list[tuple[str, int]] = []
    for step in range(9):
        await travel(MONDAY + timedelta(hours=step))
        lines = [a_line(number, "1") for number in range(1, step % 3 + 2)]
        await post(district, an_outcome(district, step % 8, *lines))
        moment = (MONDAY + timedelta(hours=step, minutes=30)).isoformat()
        moments.append((moment, (await read(district, "statement"))["known_at_seq"]))
        for at, seq in moments:
            assert (await read(district, "statement", known_at=at))["known_at_seq"] == seq


async def test_a_summary_takes_the_moment_too_and_counts_each_person_once(district: World, travel: Travel) -> None:
    days = await a_corrected_book(district, travel)
    elsewhere = district.schools[1].school_id
    await post(district, an_outcome(district, 0, a_line(1, "2", level="CITY"), school_id=elsewhere))
    api = district.api("ledger")

    monday = (await api.get("/summary", params={"known_at": (days[0] + timedelta(hours=1)).isoformat()})).json()
    now = (await api.get("/summary")).json()

    assert (monday["known_at_seq"], monday["earned"]["total"]["hours"]) == (1, "24.00")
    assert now["earned"]["by_year"] == {
        "2025-2026": {"hours": "22.00", "credits": "0.00"},
        "2026-2027": {"hours": "6.00", "credits": "0.00"},
    }
    # One teacher earned at both schools: once at each, once in the district.
    assert (now["people"], [school["people"] for school in now["schools"]]) == (1, [1, 1])
    assert now["teachers"] == 8


async def test_who_earned_nothing_that_stands_is_not_among_the_people(district: World) -> None:
    outcome_id = new_id()
    await post(district, an_outcome(district, 0, a_line(1, "24"), outcome_id=outcome_id))
    await post(district, an_outcome(district, 1, a_line(1, "24")))
    await post(district, an_outcome(district, 0, revision=2, outcome_id=outcome_id))

    summary = (await district.api("ledger").get("/summary")).json()

    assert (summary["people"], summary["earned"]["entries"]) == (1, 3)


async def test_verdicts_of_a_former_moment_are_those_of_the_entries_known_then(district: World) -> None:
    """Tallies tell the book as it stands; of whom something was posted since, the entries are judged."""
    school = {"mode": "SCHOOL_BASED", "level": "SCHOOL", "kind": "SCHOOL_STUDY", "category": "ETHICS_LITERACY.ETHICS"}
    full_year = (a_line(1, "24", **school), a_line(2, "24", mode="ONLINE"), a_line(3, "24"))
    outcome_id = new_id()
    await post(district, an_outcome(district, 0, *full_year, outcome_id=outcome_id))
    await post(district, an_outcome(district, 1, *full_year))
    api, day = district.api("ledger"), {"as_of": "2026-08-31"}
    before = (await api.get("/summary", params=day)).json()
    await post(district, an_outcome(district, 0, revision=2, outcome_id=outcome_id))

    now = (await api.get("/summary", params=day)).json()
    then = (await api.get("/summary", params={**day, "known_at_seq": before["known_at_seq"]})).json()

    assert (before["standings"], now["standings"]) == ({"MET": 2, "NOT_MET": 6}, {"MET": 1, "NOT_MET": 7})
    assert then == before
