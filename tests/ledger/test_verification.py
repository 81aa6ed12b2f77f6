"""A book edited behind the system's back: the recomputation names the row, the column, the account."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import UUID

import pytest
from sqlalchemy import pool, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from services.ledger import operations
from services.platform.database import district_sessions
from services.platform.ids import new_id
from services.platform.settings import with_driver
from tests.ledger.saying import a_line, an_outcome, book_keys, post
from tests.support import World

Tampered = Callable[..., Awaitable[list[str]]]


@pytest.fixture
async def tampered(district: World, admin_url: str) -> AsyncIterator[Tampered]:
    """What is found after statements of a superuser, which are taken back afterwards."""
    engine = create_async_engine(with_driver(admin_url), poolclass=pool.NullPool)

    @asynccontextmanager
    async def superuser() -> AsyncIterator[AsyncSession]:
        async with district_sessions(engine)() as session:
            session.info["district_id"] = district.district_id
            yield session
            await session.rollback()

    async def findings(*statements: str) -> list[str]:
        async with superuser() as session:
            for statement in statements:
                wanted = {"d": district.district_id} if ":d" in statement else {}
                await session.execute(text(statement), wanted)
            return (await operations.verify_book(session, district_id=district.district_id, keys=book_keys())).findings

    yield findings
    await engine.dispose()


@pytest.fixture
async def book(district: World) -> World:
    """Six entries: two outcomes, and one revised, so that entry 4 takes back entry 3."""
    outcome_id = new_id()
    await post(
        district,
        an_outcome(district, 0, a_line(1, "24", "2.4"), a_line(2, "6")),
        an_outcome(district, 1, a_line(1, "10"), outcome_id=outcome_id),
    )
    await post(district, an_outcome(district, 1, a_line(1, "12"), revision=2, outcome_id=outcome_id))
    await post(district, an_outcome(district, 5, a_line(1, "0.0001")))
    return district


async def test_a_whole_book_has_no_findings(book: World, tampered: Tampered) -> None:
    assert book.teachers
    assert await tampered() == []


async def test_an_empty_book_has_no_findings(tampered: Tampered) -> None:
    assert await tampered() == []


async def test_a_flipped_byte_is_named_by_its_entry(book: World, tampered: Tampered) -> None:
    assert book.teachers

    found = await tampered(
        "update ledger.entry set canonical = set_byte(canonical, 10, get_byte(canonical, 10) # 1) "
        "where district_id = :d and seq = 2"
    )

    assert found[0].startswith("entry 2: ")
    assert any("its hash does not follow" in finding for finding in found)
    assert not any("entry 1" in finding or "entry 3" in finding for finding in found)


# Every column that can be changed alone, and something else to stand in it.
OTHERWISE = {
    "hours": "99",
    "credits": "credits + 0.0001",
    "category": "'PRACTICE'",
    "level": "'NATIONAL'",
    "original_level": "'NATIONAL'",
    "mode": "'ONLINE'",
    "nature": "'ELECTIVE'",
    "kind": "'NATIONAL_PLAN'",
    "tags": "array['X']",
    "organised_by_admin": "not organised_by_admin",
    "earned_from": "earned_from - 1",
    "earned_to": "earned_to + 1",
    "school_year": "'2019-2020'",
    "school_id": "gen_random_uuid()",
    "teacher_title": "'高级教师'",
    "title_tier": "'SENIOR'",
    "post": "'PRINCIPAL'",
    "pack_id": "'HL'",
    "pack_hash": "repeat('1', 64)",
    "source": "'claim'",
    "outcome_id": "gen_random_uuid()",
    "revision": "7",
    "line": "7",
    "class_id": "null",
    "program_id": "null",
    "title": "'另一门课'",
    "rules": "array[]::text[]",
    "effective_on": "effective_on + 1",
    "recorded_at": "recorded_at - interval '1 microsecond'",
    "causation_id": "gen_random_uuid()",
    "award_key": "'other'",
    "debit_account": "'program:other'",
}


async def test_a_changed_column_is_named(book: World, tampered: Tampered) -> None:
    assert book.teachers

    for column, value in OTHERWISE.items():
        found = await tampered(f"update ledger.entry set {column} = {value} where district_id = :d and seq = 2")

        assert found[0] == f"entry 2: column {column} differs from the canonical bytes written with it"


async def test_a_teacher_swapped_for_another_is_named(book: World, tampered: Tampered) -> None:
    other = book.teachers[7].teacher_id

    found = await tampered(
        f"update ledger.entry set teacher_id = '{other}', credit_account = 'teacher:{other}' "
        "where district_id = :d and seq = 1"
    )

    assert found[0] == "entry 1: column credit_account, teacher_id differs from the canonical bytes written with it"
    assert any(f"account teacher:{other}/school:" in one and "no balance" in one for one in found)


async def test_a_row_rewritten_with_its_bytes_and_hash_breaks_the_chain_after_it(
    book: World, tampered: Tampered
) -> None:
    assert book.teachers

    found = await tampered(
        "update ledger.entry e set hours = 60, canonical = new.bytes, "
        "hash = sha256((select hash from ledger.entry where district_id = :d and seq = 1) || new.bytes) "
        "from (select convert_to(replace(convert_from(canonical, 'UTF8'), '\"hours\":\"6.0000\"', "
        "'\"hours\":\"60.0000\"'), 'UTF8') as bytes from ledger.entry where district_id = :d and seq = 2) as new "
        "where district_id = :d and seq = 2"
    )

    assert found[0] == "entry 3: its hash does not follow from its canonical bytes and the entry before"
    assert any("balance says" in finding for finding in found)


async def test_a_changed_balance_is_named_by_its_account(book: World, tampered: Tampered) -> None:
    teacher = book.teachers[0]

    found = await tampered(
        f"update ledger.earner set credits = credits + 1 where district_id = :d and teacher_id = '{teacher.teacher_id}'"
    )

    assert found == [
        f"account teacher:{teacher.teacher_id}/school:{teacher.school_id}: the balance says 30.0000 hours and "
        "3.4000 credits, its entries add up to 30.0000 and 2.4000",
        "all balances together hold 0.0000 hours and 1.0000 credits instead of nothing",
    ]


async def test_a_balance_left_out_and_one_made_up_are_named(book: World, tampered: Tampered) -> None:
    teacher, nobody, school_id = book.teachers[5], UUID(int=5), book.schools[0].school_id

    found = await tampered(
        f"delete from ledger.earner where district_id = :d and teacher_id = '{teacher.teacher_id}'",
        f"insert into ledger.earner values (:d, '{nobody}', '{school_id}', 5, 0)",
    )

    assert f"account teacher:{teacher.teacher_id}/school:{teacher.school_id} has entries but no balance" in found
    assert f"account teacher:{nobody}/school:{school_id} has a balance but no entries" in found


async def test_a_missing_entry_is_named_by_its_number(book: World, tampered: Tampered) -> None:
    assert book.teachers

    found = await tampered("delete from ledger.entry where district_id = :d and seq = 2")

    assert found[:2] == [
        "entry 2 is missing",
        "entry 3: its hash does not follow from its canonical bytes and the entry before",
    ]


async def test_missing_last_entries_are_noticed_by_the_head(book: World, tampered: Tampered) -> None:
    assert book.teachers

    found = await tampered("delete from ledger.entry where district_id = :d and seq >= 5")

    assert found[:2] == [
        "the head says the last entry is 6, the last one found is 4",
        "the head of the book does not carry the hash of entry 4",
    ]


async def test_an_entry_slipped_in_behind_the_head_is_noticed(book: World, tampered: Tampered) -> None:
    assert book.teachers

    found = await tampered("update ledger.book set next_seq = 6 where district_id = :d")

    assert found[0] == "the head says the last entry is 5, the last one found is 6"


async def test_a_changed_head_is_noticed(book: World, tampered: Tampered) -> None:
    assert book.teachers

    found = await tampered("update ledger.book set head_hash = sha256('x') where district_id = :d")

    assert found == ["the head of the book does not carry the hash of entry 6"]


async def test_a_lost_head_is_noticed(book: World, tampered: Tampered) -> None:
    assert book.teachers

    assert await tampered("delete from ledger.book where district_id = :d") == [
        "there are entries or balances but no head of the book"
    ]


async def test_a_reversal_that_does_not_negate_or_repeats_is_named(book: World, tampered: Tampered) -> None:
    assert book.teachers
    without_constraint = "alter table ledger.entry drop constraint entry_district_id_reverses_key"

    shrunk = await tampered("update ledger.entry set hours = -9 where district_id = :d and seq = 4")
    elsewhere = await tampered("update ledger.entry set mode = 'ONLINE' where district_id = :d and seq = 4")
    twice = await tampered(
        without_constraint,
        "update ledger.entry set reverses = (select entry_id from ledger.entry where district_id = :d and seq = 3), "
        "hours = -hours, credits = -credits where district_id = :d and seq = 5",
    )

    assert "entry 4 does not take back exactly what entry 3 gave" in shrunk
    assert "entry 4 differs in mode from entry 3, which it takes back" in elsewhere
    assert "entry 3 is taken back more than once" in twice


async def test_an_award_key_used_twice_is_named(book: World, tampered: Tampered) -> None:
    assert book.teachers

    found = await tampered(
        "alter table ledger.entry drop constraint entry_district_id_award_key_key",
        "update ledger.entry set award_key = 'same' where district_id = :d and seq in (1, 2)",
    )

    assert "award key same stands in the book more than once" in found


async def test_a_long_book_is_read_in_chunks_and_holds(district: World, tampered: Tampered) -> None:
    for _ in range(6):
        await post(
            district,
            *(an_outcome(district, number % 8, *(a_line(line, "1") for line in range(10))) for number in range(40)),
        )

    assert await tampered() == []
    found = await tampered("update ledger.entry set hours = 2 where district_id = :d and seq in (1000, 1001, 2400)")

    assert [finding.split(":")[0] for finding in found[:3]] == ["entry 1000", "entry 1001", "entry 2400"]
