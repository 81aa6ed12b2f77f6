"""Invariants 7, 10 and 11: what was recognised is posted once, balances are the sums of it, and amounts make sense."""

import asyncio
import random
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.contracts import OutcomeFinalised
from services.ledger import operations, queries
from services.ledger.rules import adjustments, entries
from services.platform.ids import new_id
from tests.assessment.course import events, opened
from tests.invariants.twice import Mutated, by_patch, by_sql, invariant, together
from tests.ledger.adjusting import a_given_line, a_proposal, an_evidence, decided
from tests.ledger.saying import a_line, an_outcome, copied_with, feed, finalised, post
from tests.support import World
from tests.walks.assessment import DAY

AT = datetime(2025, 11, 1, tzinfo=UTC)
# Each account beside what its entries add up to, and what all accounts hold together: one look, one moment.
DIFFERENCES = text(
    """
    with moved as (
        select credit_account as account, hours, credits from ledger.entry where district_id = :district_id
        union all
        select debit_account, -hours, -credits from ledger.entry where district_id = :district_id
    ), summed as (
        select account, sum(hours) as hours, sum(credits) as credits from moved group by account
    ), kept as (
        select account, hours, credits from ledger.account_balance where district_id = :district_id
    )
    select account from summed full join kept using (account)
    where (summed.hours, summed.credits) is distinct from (kept.hours, kept.credits)
    union all
    select 'all together' from kept having sum(hours) <> 0 or sum(credits) <> 0
    """
)


async def nothing_remembered(*_session: Any, **_of_which: Any) -> dict[UUID, Any]:
    return {}


async def nothing_noted(*_session: Any, **_posted: Any) -> None:
    pass


FORGETFUL = by_patch(
    "forgetful",
    (queries, "map_outcomes_posted", nothing_remembered),
    (queries, "insert_outcomes_posted", nothing_noted),
)


@invariant(
    together(
        "nothing_remembered_and_unique_dropped",
        FORGETFUL,
        by_sql("unique", "alter table ledger.entry drop constraint entry_district_id_award_key_key"),
    )
)
async def test_07_what_was_passed_is_posted_once_however_often_and_in_what_order_it_is_heard(
    district: World, mutated: Mutated
) -> None:
    corrected, untouched = district.teachers[:2]
    course = await opened(district, corrected, untouched)

    async with mutated(district):
        await course.finalise()
        await course.settle(corrected, untouched, revision=2, hours=[(DAY, "4")])
        await course.settle(untouched, revision=3, hours=[(DAY, "6")])
        assert await course.confirm(corrected) == ["CONFIRMED"]
        await district.drain()
        said = await events(district)
        await _hear_again(district, said)

    assert len(said) == 2
    posted = [(one["teacher_id"], one["hours"]) for one in await feed(district)]
    assert sorted(posted) == sorted(
        [
            *((str(corrected.teacher_id), hours) for hours in ("6.00", "-6.00", "4.00")),
            (str(untouched.teacher_id), "6.00"),
        ]
    )


async def _hear_again(world: World, said: list[OutcomeFinalised]) -> None:
    """Each of these three times more, in any order."""
    again = said * 3
    random.Random(7).shuffle(again)
    for event in again:
        await world.publish(event, role="assessment")
        await world.drain()


async def test_07_the_key_of_an_award_alone_keeps_it_too(district: World) -> None:
    async with FORGETFUL(district):
        for _ in range(3):
            await post(district, an_outcome(district, 0, a_line(1, "6"), outcome_id=UUID(int=7)))

    assert [one["hours"] for one in await feed(district)] == ["6.00"]


@invariant(
    by_sql(
        "one_row_in_a_hundred_left_out",
        "create function public.left_out() returns trigger language plpgsql as"
        " $$ begin if new.teacher_id::text like '%07' then return null; end if; return new; end $$",
        "create trigger left_out before insert or update on ledger.earner"
        " for each row execute function public.left_out()",
    )
)
async def test_10_at_every_moment_each_balance_is_the_sum_of_its_entries(
    district: World, administration: AsyncEngine, mutated: Mutated
) -> None:
    told = an_outcome(district, 0, a_line(1, "1.5", "0.0001"), a_line(2, "0", "0.2"))
    # A hundred people whose numbers end in 00 to 99.
    members = [
        told.model_copy(update={"outcome_id": new_id(), "teacher_id": UUID(int=int(str(number), 16))})
        for number in range(100)
    ]
    chance = random.Random(10)
    committed = 0

    async def write(number: int) -> None:
        nonlocal committed
        for revision in (2, 3, 4):
            batch = [
                one.model_copy(update={"revision": revision, "lines": one.lines[: chance.randint(0, 2)]})
                for one in members[number * 25 : (number + 1) * 25]
            ]
            try:
                async with district.session("ledger") as session:
                    await operations.post_outcomes(session, district_id=district.district_id, outcomes=batch, at=AT)
                    await asyncio.sleep(chance.random() * 0.01)
                    if chance.random() < 0.2:
                        raise ConnectionAbortedError
            except ConnectionAbortedError:
                continue
            committed += 1

    async def look(over: asyncio.Event) -> list[list[str]]:
        seen = []
        async with administration.connect() as connection:
            while not over.is_set():
                found = await connection.scalars(DIFFERENCES, {"district_id": district.district_id})
                seen.append(list(found))
                await connection.rollback()
                await asyncio.sleep(0.01)
        return seen

    over = asyncio.Event()
    looking = asyncio.create_task(look(over))
    async with mutated(district):
        await post(district, *members)
        await asyncio.gather(*(write(number) for number in range(4)))
    over.set()

    seen = await looking
    assert [accounts for accounts in seen if accounts] == []
    async with administration.connect() as connection:
        assert list(await connection.scalars(DIFFERENCES, {"district_id": district.district_id})) == []
    assert committed > 0
    assert len(seen) > 3


SENSELESS = ("0", "-1", "0.00001", "10000000000", "1e400", "NaN", "Infinity", "")


def let_through(_award_key: str, hours: Decimal, credits_: Decimal) -> tuple[Decimal, Decimal]:
    return hours, credits_


@invariant(
    together(
        "demanded_nowhere",
        by_sql("check", "alter table ledger.entry drop constraint entry_amounts_check"),
        by_patch(
            "rule",
            (entries, "demand_postable", let_through),
            (adjustments, "demand_postable", let_through),
        ),
    )
)
async def test_11_no_amount_that_makes_no_sense_enters_the_book(district: World, mutated: Mutated) -> None:
    evidence = await an_evidence(district)
    most = Decimal("9999999999.9999")

    async with mutated(district):
        for hours in SENSELESS:
            body = a_proposal(district, 0, evidence, lines=[a_given_line(hours)])
            proposed = await district.api("ledger").post("/adjustments", json=body)
            if proposed.status_code == 201:
                await decided(district, proposed.json()["adjustment_id"])
            # As if assessment had said it; what no number can be it could not even write.
            said = finalised(district, an_outcome(district, 1, a_line(1, "1"))).model_dump(mode="json")
            said["members"][0]["lines"][0]["hours"] = hours
            await _say(district, said)
        await post(district, an_outcome(district, 2, a_line(1, str(most), "0.0001")))

    posted = [(one["hours"], one["credits"], one["teacher_id"]) for one in await feed(district)]
    assert posted == [(str(most), "0.0001", str(district.teachers[2].teacher_id))]


async def _say(world: World, payload: dict[str, Any]) -> None:
    """An event that nobody's code would write."""
    async with world.session("assessment") as session:
        await session.execute(
            text(
                "insert into messaging.event (district_id, id, topic, payload, occurred_at)"
                " values (:district_id, :id, :topic, cast(:payload as jsonb), :at)"
            ),
            {
                "district_id": world.district_id,
                "id": new_id(),
                "topic": OutcomeFinalised.topic,
                "payload": msgspec.json.encode(payload).decode(),
                "at": AT,
            },
        )
    await world.drain()


class _NotKept(Exception):
    """Takes back what an attempt did."""


@invariant(by_sql("check_dropped", "alter table ledger.entry drop constraint entry_amounts_check"))
async def test_11_the_table_itself_refuses_amounts_that_make_no_sense(district: World, mutated: Mutated) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    senseless = [
        {"hours": "0", "credits": "0", "reverses": "null"},
        {"hours": "-1", "credits": "0", "reverses": "null"},
        {"hours": "1", "credits": "-1", "reverses": "null"},
        {"hours": "'NaN'", "credits": "1", "reverses": "null"},
        {"hours": "1", "credits": "0", "reverses": "entry_id"},
        {"hours": "0", "credits": "0", "reverses": "entry_id"},
    ]
    refusals = []

    async with mutated(district):
        for values in senseless:
            statement = await copied_with(district, **values)
            try:
                async with district.session("ledger") as session:
                    await session.execute(text(statement))
                    raise _NotKept
            except _NotKept:
                refusals.append("taken")
            except DBAPIError as refused:
                refusals.append("check" if "entry_amounts_check" in str(refused.orig) else str(refused.orig))

    assert refusals == ["check"] * len(senseless)
