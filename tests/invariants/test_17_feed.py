"""Invariant 17: who reads the change feed misses nothing, and its numbers have no gap."""

import asyncio
import itertools
import random
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from services.ledger import operations, queries
from services.ledger.models import Book
from services.platform import clock
from tests.invariants.twice import Mutated, by_patch, invariant
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World

WRITERS = 12
TIMES = 5
_numbers = itertools.count(1)


class RolledBack(Exception):
    """A writer thought better of it."""


async def _numbered_by_a_sequence(session: AsyncSession, *, district_id: int) -> Book:
    book = (await session.scalars(select(Book).filter_by(district_id=district_id))).one()
    set_committed_value(book, "next_seq", next(_numbers) + book.signed_seq)
    # Or the counts of earners would be made anew each time, by writers who then wait for each other.
    set_committed_value(book, "counted_seq", book.next_seq - 1)
    return book


async def _write(world: World, number: int, kept: set[str]) -> None:
    chance = random.Random(number)
    for _ in range(TIMES):
        outcome = an_outcome(world, number % 8, a_line(1, "1"))
        try:
            async with world.session("ledger") as session:
                await asyncio.sleep(chance.random() * 0.03)
                await operations.post_outcomes(
                    session, district_id=world.district_id, outcomes=[outcome], at=clock.now()
                )
                await asyncio.sleep(chance.random() * 0.03)
                if chance.random() < 0.15:
                    raise RolledBack
        except RolledBack:
            continue
        kept.add(f"{outcome.outcome_id}:1:1")


@invariant(by_patch("numbered_by_a_sequence_without_the_lock", (queries, "lock_book", _numbered_by_a_sequence)))
async def test_17_a_reader_beside_twelve_writers_who_also_roll_back_sees_every_entry_once(
    district: World, mutated: Mutated
) -> None:
    first = an_outcome(district, 0, a_line(1, "1"))
    await post(district, first)
    kept = {f"{first.outcome_id}:1:1"}
    api, seen = district.api("ledger", "integration"), list[dict[str, Any]]()

    async with mutated(district):
        next(_numbers)
        writing = asyncio.gather(*(_write(district, number, kept) for number in range(WRITERS)))
        while True:
            ended = writing.done()
            after_seq = seen[-1]["seq"] if seen else 0
            page = (await api.get("/entries", params={"after_seq": after_seq, "limit": 10})).json()
            seen += page["items"]
            if ended and not page["items"]:
                break
            await asyncio.sleep(0.005)
        await writing

    assert len(kept) > WRITERS
    assert kept == {entry["award_key"] for entry in seen}
    assert [entry["seq"] for entry in seen] == list(range(1, len(kept) + 1))
