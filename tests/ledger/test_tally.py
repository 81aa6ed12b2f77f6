"""The grouped projection: always the sum of the entries, by teacher, kind and month, and judged like them."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import text

from services.ledger import queries
from services.policy.engine.tallies import MONTHS, Tally
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World

OCTOBER = 2025 * 12 + 9


async def tallies_of(district: World, teacher: UUID) -> list[Tally]:
    async with district.session("ledger") as session:
        found = await queries.list_tallies(session, district_id=district.district_id, teacher_ids=[teacher])
    return found.get(teacher, [])


async def test_entries_of_one_kind_and_month_are_one_tally(district: World) -> None:
    who = district.teachers[0].teacher_id

    await post(
        district,
        an_outcome(
            district,
            0,
            a_line(1, "24", earned_from=date(2025, 10, 1), earned_to=date(2025, 10, 3)),
            a_line(2, "0.5001", earned_from=date(2025, 10, 30), earned_to=date(2025, 10, 30)),
            a_line(3, "8", earned_from=date(2025, 11, 1), earned_to=date(2025, 11, 1)),
            a_line(4, "8", kind="LESSON_STUDY", tags=("B", "A")),
        ),
    )

    found = await tallies_of(district, who)
    assert sorted((cell % MONTHS, days, hours, credits_) for cell, days, hours, credits_ in found) == [
        (OCTOBER, 3 * 32 + 30, 245_001, 0),
        (OCTOBER, 10 * 32 + 10, 80_000, 0),
        (OCTOBER + 1, 1 * 32 + 1, 80_000, 0),
    ]
    assert len({cell // MONTHS for cell, *_ in found}) == 2


async def test_a_tally_spans_the_days_of_all_that_was_posted_to_it_in_whatever_order(district: World) -> None:
    for day in (12, 5, 30, 20):
        on = date(2025, 10, day)
        await post(district, an_outcome(district, 3, a_line(1, "2", earned_from=on, earned_to=on)))

    (tally,) = await tallies_of(district, district.teachers[3].teacher_id)
    assert tally[1:] == (5 * 32 + 30, 80_000, 0)


async def test_a_correction_nets_in_the_tally(district: World) -> None:
    who = district.teachers[1].teacher_id
    first = an_outcome(district, 1, a_line(1, "24"))
    await post(district, first)

    await post(district, an_outcome(district, 1, a_line(1, "10"), outcome_id=first.outcome_id, revision=2))

    assert [hours for _, _, hours, _ in await tallies_of(district, who)] == [100_000]


async def test_tags_in_another_order_are_the_same_kind(district: World) -> None:
    await post(district, an_outcome(district, 2, a_line(1, tags=("A", "B"))))
    await post(district, an_outcome(district, 2, a_line(1, tags=("B", "A"))))

    assert len(await tallies_of(district, district.teachers[2].teacher_id)) == 1


async def test_tallies_are_the_sums_of_the_book(district: World) -> None:
    for teacher in range(4):
        await post(
            district, an_outcome(district, teacher, a_line(1, "3.25"), a_line(2, "1", level="SCHOOL", credits="2"))
        )

    async with district.session("ledger") as session:
        entries = (
            await session.execute(
                text("select sum(hours), sum(credits) from ledger.entry where district_id = :d"),
                {"d": district.district_id},
            )
        ).one()
        tallies = (
            await session.execute(
                text("select sum(hours), sum(credits) from ledger.tally where district_id = :d"),
                {"d": district.district_id},
            )
        ).one()
    assert entries == tuple(Decimal(amount) / 10_000 for amount in tallies)
