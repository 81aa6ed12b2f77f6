"""The sums that summaries read are those of the entries, whatever day and whatever moment of the book is asked for."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from services.ledger.operations.verification import balances
from services.platform.ids import new_id
from services.platform.settings import with_driver
from tests.ledger.saying import a_line, an_outcome, book_keys, feed, post
from tests.support import World

JUNE = date(2026, 6, 10)
ANYWHERE = UUID(int=0)


@pytest.fixture
async def book(district: World) -> World:
    """Ten entries of three people, two schools and three months; one is taken back whole, one is corrected."""
    there, gone, corrected = district.schools[1].school_id, new_id(), new_id()
    online: dict[str, Any] = {"mode": "ONLINE", "level": "CITY"}
    await post(
        district,
        an_outcome(district, 0, a_line(1, "6", "0.6", earned_to=JUNE), a_line(2, "4", **online)),
        an_outcome(district, 1, a_line(1, "8", earned_to=JUNE + timedelta(days=1)), outcome_id=gone),
    )
    await post(district, an_outcome(district, 0, a_line(1, "10"), school_id=there, outcome_id=corrected))
    await post(district, an_outcome(district, 1, revision=2, outcome_id=gone))
    later = a_line(1, "12", earned_to=date(2026, 10, 1))
    await post(
        district,
        an_outcome(district, 0, later, revision=2, school_id=there, outcome_id=corrected),
        an_outcome(district, 5, a_line(1, "3", earned_to=JUNE + timedelta(days=20)), a_line(2, "5")),
    )
    return district


def summed(entries: list[dict[str, Any]], as_of: date, known: int) -> tuple[Any, ...]:
    """People, entries, hours and credits, hours by school, mode and year, as the entries say them one by one."""
    told = [one for one in entries if one["seq"] <= known and one["earned_to"] <= as_of.isoformat()]
    by: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for one in told:
        hours = Decimal(one["hours"])
        for name in (one["school_id"], one["mode"], one["school_year"], "all"):
            by[name] += hours  # type: ignore[assignment]  # a counter adds whatever adds
        people[one["teacher_id"]] += hours  # type: ignore[assignment]
    earners = sum(1 for hours in people.values() if hours)
    return earners, len(told), {name: Decimal(hours) for name, hours in by.items() if hours}


def as_told(summary: dict[str, Any]) -> tuple[Any, ...]:
    earned = summary["earned"]
    by = {"all": Decimal(earned["total"]["hours"])}
    for dimension in ("by_mode", "by_year"):
        by |= {name: Decimal(sums["hours"]) for name, sums in earned[dimension].items()}
    by |= {school["school_id"]: Decimal(school["earned"]["total"]["hours"]) for school in summary["schools"]}
    return summary["people"], earned["entries"], {name: hours for name, hours in by.items() if hours}


async def test_a_summary_of_any_day_and_number_says_what_the_entries_say(book: World) -> None:
    entries = await feed(book)
    days = sorted({date.fromisoformat(one["earned_to"]) for one in entries})
    asked = [day + timedelta(days=shift) for day in days for shift in (-1, 0, 1)]
    api = book.api("ledger")

    # Of the first the entries themselves are read, of the others what was kept less what came since.
    for known in (len(entries) // 3, len(entries) // 2 + 1, len(entries)):
        for day in asked:
            answer = await api.get("/summary", params={"as_of": day.isoformat(), "known_at_seq": known})
            assert answer.status_code == 200, answer.text
            assert as_told(answer.json()) == summed(entries, day, known), (known, day)


async def test_who_earned_at_two_schools_is_one_person_and_counts_at_both(book: World) -> None:
    summary = (await book.api("ledger").get("/summary", params={"as_of": "2026-12-31"})).json()

    assert summary["people"] == 2
    assert {school["school_id"]: school["people"] for school in summary["schools"]} == {
        str(book.schools[0].school_id): 1,
        str(book.schools[1].school_id): 2,
    }


FALSE = [
    ("update ledger.earned_month set hours = hours + 1 where month = 24317 and mode = 'CENTRALISED'", "in 2026-06"),
    ("update ledger.earned_month set entries = entries + 1 where month = 24321", "in 2026-10"),
    ("delete from ledger.earned_month where month = 24309", "in 2025-10"),
    (
        "insert into ledger.earned_month values (:d, gen_random_uuid(), 'x', 'x', 'x', 'x', 24000, 1, 0, 1)",
        "in 2000-01",
    ),
    ("update ledger.earner set credits = credits + 1 where hours = 12", "/school:"),
    ("delete from ledger.earner where hours = 0", "/school:"),
    ("update ledger.balance set hours = hours - 1 where account like 'program:%'", "account program:"),
    (f"update ledger.earner_count set earners = 3 where school_id = '{ANYWHERE}'", "who earned in the district"),
    (f"delete from ledger.earner_count where school_id <> '{ANYWHERE}' and earners = 1", "who earned at school"),
    ("insert into ledger.earner_count values (:d, gen_random_uuid(), 1)", "who earned at school"),
]


@pytest.mark.parametrize(("edit", "told"), FALSE, ids=[told for _, told in FALSE])
async def test_a_sum_edited_behind_the_book_is_named_page_by_page(
    book: World, admin_url: str, monkeypatch: pytest.MonkeyPatch, edit: str, told: str
) -> None:
    monkeypatch.setattr(balances, "_WINDOW", 3)
    monkeypatch.setattr(balances, "_TEACHERS_AT_ONCE", 2)
    assert await findings(book) == []

    engine = create_async_engine(with_driver(admin_url), poolclass=pool.NullPool)
    async with engine.begin() as connection:
        wanted = {"d": book.district_id} if ":d" in edit else {}
        of_ours = "" if edit.startswith("insert") else f" and district_id = {book.district_id}"
        await connection.execute(text(edit + of_ours), wanted)
    await engine.dispose()

    found = await findings(book)
    assert found
    assert all(told in one or "all balances together" in one for one in found), found


async def test_who_was_counted_while_the_counts_stood_still_is_counted_again(book: World, admin_url: str) -> None:
    """As where older code posts beside ours: summaries are right meanwhile, and the next posting makes up for it."""
    engine = create_async_engine(with_driver(admin_url), poolclass=pool.NullPool)
    ours = {"d": book.district_id}
    async with engine.begin() as connection:
        await connection.execute(text("delete from ledger.earner_count where district_id = :d"), ours)
        await connection.execute(text("update ledger.book set counted_seq = 1 where district_id = :d"), ours)

    before = (await book.api("ledger").get("/summary")).json()
    await post(book, an_outcome(book, 6, a_line(1, "2")))
    after = (await book.api("ledger").get("/summary")).json()

    assert (before["people"], after["people"]) == (2, 3)
    async with engine.begin() as connection:
        counted = await connection.execute(
            text("select school_id, earners from ledger.earner_count where district_id = :d"), ours
        )
        kept = dict(counted.all())
    await engine.dispose()
    by_school = {UUID(school["school_id"]): school["people"] for school in after["schools"] if school["people"]}
    assert kept == {ANYWHERE: 3, **by_school}
    assert await findings(book) == []


async def test_what_is_posted_between_two_pages_is_no_finding(book: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(balances, "_WINDOW", 3)
    monkeypatch.setattr(balances, "_TEACHERS_AT_ONCE", 1)

    found = await findings(book, between=lambda number: post(book, an_outcome(book, number % 8, a_line(1, "2"))))

    assert found == []
    assert len(await feed(book)) > 20


async def findings(world: World, between: Any = None) -> list[str]:
    """What the pages of the stage find, each looked at in a transaction of its own."""
    place: str | None = ""
    found: list[str] = []
    number = 0
    while place is not None:
        async with world.session("ledger") as session:
            step = await balances.look_at_balances(
                session, district_id=world.district_id, keys=book_keys(), place=place
            )
        found += [one.sentence.en for one in step.findings]
        place, number = step.next_place, number + 1
        if between is not None and number < 25:
            await between(number)
    return found
