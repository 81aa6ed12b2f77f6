"""What the ledger hears becomes entries once, under one lock, and nobody can change them afterwards."""

import asyncio
import random
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.contracts import EntriesPosted
from services.ledger import operations
from services.ledger.operations import posting
from services.platform.ids import new_id
from tests.ledger.saying import a_line, an_outcome, book_keys, copied_with, feed, finalised, post
from tests.support import World

AT = datetime(2025, 11, 1, tzinfo=UTC)


async def balance_of(world: World, teacher: int) -> tuple[Decimal, Decimal]:
    answer = await world.api("ledger").get(f"/teachers/{world.teachers[teacher].teacher_id}/balance")
    assert answer.status_code == 200, answer.text
    body = answer.json()
    return Decimal(body["hours"]), Decimal(body["credits"])


async def findings(world: World) -> list[str]:
    async with world.session("ledger") as session:
        return (await operations.verify_book(session, district_id=world.district_id, keys=book_keys())).findings


async def said_by_the_ledger(world: World) -> list[EntriesPosted]:
    async with world.session("ledger") as session:
        payloads = await session.scalars(
            text("select payload from messaging.event where district_id = :d and topic = :t order by id").bindparams(
                d=world.district_id, t=EntriesPosted.topic
            )
        )
        return [EntriesPosted.model_validate(payload) for payload in payloads]


async def errors_kept(world: World) -> list[str]:
    async with world.session("ledger") as session:
        return list(
            await session.scalars(
                text(
                    "select last_error from messaging.delivery where district_id = :d and last_error is not null "
                    "and consumer = 'ledger.post_outcomes'"
                ).bindparams(d=world.district_id)
            )
        )


async def test_an_outcome_becomes_entries_line_by_line_and_verbatim(district: World) -> None:
    outcome = an_outcome(
        district,
        0,
        a_line(1, "24.5", "2.45", tags=("Z", "A"), level="PREFECTURE", original_level="COUNTY", rules=("HL-09",)),
        a_line(2, "0", "1.5", category="PRACTICE", mode="SCHOOL_BASED", organised_by_admin=False),
    )

    await post(district, outcome)

    first, second = await feed(district)
    assert (first["seq"], first["hours"], first["credits"], first["tags"]) == (1, "24.50", "2.45", ["A", "Z"])
    assert (first["level"], first["original_level"], first["rules"]) == ("PREFECTURE", "COUNTY", ["HL-09"])
    assert (first["award_key"], first["school_year"]) == (f"{outcome.outcome_id}:1:1", "2025-2026")
    assert (first["debit_account"], first["credit_account"]) == (outcome.issuer, f"teacher:{outcome.teacher_id}")
    assert (first["school_id"], first["teacher_title"], first["post"]) == (
        str(outcome.school_id),
        "一级教师",
        "TEACHER",
    )
    assert (second["seq"], second["hours"], second["credits"]) == (2, "0.00", "1.50")
    assert (second["category"], second["mode"], second["organised_by_admin"]) == ("PRACTICE", "SCHOOL_BASED", False)
    assert await balance_of(district, 0) == (Decimal("24.5"), Decimal("3.95"))


async def test_the_same_outcomes_said_three_times_are_posted_once(district: World) -> None:
    members = [an_outcome(district, number, a_line(1, "10"), a_line(2, "2")) for number in range(3)]

    for _ in range(3):
        await district.publish(finalised(district, *members), role="assessment")
    await district.drain()
    await post(district, *reversed(members))

    assert len(await feed(district)) == 6
    assert await balance_of(district, 1) == (Decimal(12), Decimal(0))
    assert len(await said_by_the_ledger(district)) == 1
    assert await findings(district) == []


@pytest.mark.parametrize("seed", range(3))
async def test_revisions_in_any_order_and_repeated_end_in_the_newest(district: World, seed: int) -> None:
    outcome_id = new_id()
    revisions = [
        an_outcome(district, 0, *lines, revision=number, outcome_id=outcome_id)
        for number, lines in enumerate(
            [(a_line(1, "24"),), (a_line(1, "20"), a_line(2, "4")), (), (a_line(1, "30", "3"),)], start=1
        )
    ]
    heard = revisions * 3
    random.Random(seed).shuffle(heard)

    for revision in heard:
        await post(district, revision)

    assert await balance_of(district, 0) == (Decimal(30), Decimal(3))
    assert await findings(district) == []


async def test_a_newer_revision_takes_back_and_posts_anew_under_one_cause(district: World) -> None:
    outcome_id = new_id()
    await post(district, an_outcome(district, 0, a_line(1, "24"), a_line(2, "6"), outcome_id=outcome_id))

    await post(district, an_outcome(district, 0, a_line(1, "20"), revision=2, outcome_id=outcome_id))

    entries = await feed(district)
    given, taken = entries[:2], entries[2:4]
    assert [entry["hours"] for entry in entries] == ["24.00", "6.00", "-24.00", "-6.00", "20.00"]
    assert [entry["reverses"] for entry in taken] == [entry["entry_id"] for entry in given]
    assert len({entry["causation_id"] for entry in entries[2:]}) == 1
    assert entries[4]["causation_id"] != entries[0]["causation_id"]
    assert await balance_of(district, 0) == (Decimal(20), Decimal(0))
    events = await said_by_the_ledger(district)
    assert [[entry.seq for entry in event.entries] for event in events] == [[1, 2], [3, 4, 5]]
    assert events[1].entries[0].reverses == events[0].entries[0].entry_id
    assert events[1].entries[0].hours == -24


async def test_a_revision_without_lines_takes_everything_back_once(district: World) -> None:
    outcome_id = new_id()
    await post(district, an_outcome(district, 0, a_line(1, "24"), outcome_id=outcome_id))

    for _ in range(2):
        await post(district, an_outcome(district, 0, revision=2, outcome_id=outcome_id))

    assert [entry["hours"] for entry in await feed(district)] == ["24.00", "-24.00"]
    assert await balance_of(district, 0) == (Decimal(0), Decimal(0))


async def test_a_newer_revision_with_the_same_lines_posts_nothing_and_silences_the_older(district: World) -> None:
    outcome_id = new_id()
    old = an_outcome(district, 0, a_line(1, "24"), outcome_id=outcome_id)
    await post(district, old)

    await post(district, an_outcome(district, 0, a_line(1, "24.0"), revision=3, outcome_id=outcome_id, grade="优秀"))
    await post(district, an_outcome(district, 0, a_line(1, "99"), revision=2, outcome_id=outcome_id))
    await post(district, an_outcome(district, 0, a_line(1, "25"), revision=4, outcome_id=outcome_id))

    assert [entry["hours"] for entry in await feed(district)] == ["24.00", "-24.00", "25.00"]


async def test_the_same_revision_with_other_lines_is_kept_as_a_conflict_and_posts_nothing(district: World) -> None:
    outcome_id = new_id()
    await post(district, an_outcome(district, 0, a_line(1, "24"), outcome_id=outcome_id))

    await post(district, an_outcome(district, 0, a_line(1, "25"), outcome_id=outcome_id))

    assert [entry["hours"] for entry in await feed(district)] == ["24.00"]
    assert await balance_of(district, 0) == (Decimal(24), Decimal(0))
    (error,) = await errors_kept(district)
    assert "AwardConflict" in error


async def test_an_award_of_nothing_never_enters_the_book_nor_spoils_its_neighbours(district: World) -> None:
    good = an_outcome(district, 0, a_line(1, "24"))
    bad = an_outcome(district, 1, a_line(1, "0", "0"))

    await district.publish(finalised(district, bad), role="assessment")
    await district.publish(finalised(district, good), role="assessment")
    await district.drain()

    assert [entry["teacher_id"] for entry in await feed(district)] == [str(good.teacher_id)]
    assert len(await errors_kept(district)) == 1


async def test_many_lines_are_said_in_order_and_at_most_200_to_an_event(district: World) -> None:
    members = [an_outcome(district, number % 8, *(a_line(line, "1") for line in range(6))) for number in range(70)]

    await post(district, *members)

    events = await said_by_the_ledger(district)
    assert [len(event.entries) for event in events] == [200, 200, 20]
    assert [entry.seq for event in events for entry in event.entries] == list(range(1, 421))
    assert await findings(district) == []


async def test_what_one_statement_cannot_take_is_posted_piece_by_piece_in_one_chain(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "MOST_AT_ONCE", 7)
    members = [an_outcome(district, number % 8, a_line(1, "1"), a_line(2, "2")) for number in range(10)]

    await post(district, *members)

    events = await said_by_the_ledger(district)
    assert [entry.seq for event in events for entry in event.entries] == list(range(1, 21))
    assert [one["seq"] for one in await feed(district)] == list(range(1, 21))
    assert await balance_of(district, 0) == (Decimal(6), Decimal(0))
    assert await findings(district) == []


async def test_what_is_said_of_entries_is_written_as_the_contract_has_it(district: World) -> None:
    outcome = an_outcome(district, 0, a_line(1, "24.5", "2.45", tags=("Z", "A")), a_line(2, "1"))
    await post(district, outcome)
    await post(district, an_outcome(district, 0, outcome_id=outcome.outcome_id, revision=2))

    async with district.session("ledger") as session:
        payloads = (
            await session.scalars(
                text("select payload from messaging.event where district_id = :d and topic = :t order by id"),
                {"d": district.district_id, "t": EntriesPosted.topic},
            )
        ).all()

    assert [len(payload["entries"]) for payload in payloads] == [2, 2]
    # What is as the contract has it unless told is not told.
    heard = [EntriesPosted.model_validate(payload) for payload in payloads]
    assert [event.model_dump(mode="json", exclude_defaults=True) for event in heard] == payloads
    assert payloads[0]["entries"][0]["tags"] == ["A", "Z"]


async def test_the_feed_is_dense_and_never_skips_while_eight_write_and_some_roll_back(
    district: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The reader asks more often than a client may.
    monkeypatch.setitem(district.apps.of["ledger"].state._state, "limits", {})
    chance = random.Random(7)
    committed: list[UUID] = []

    async def write(number: int) -> None:
        for _ in range(6):
            outcome = an_outcome(district, number, *(a_line(line, "1") for line in range(chance.randint(1, 4))))
            try:
                async with district.session("ledger") as session:
                    await operations.post_outcomes(session, district_id=district.district_id, outcomes=[outcome], at=AT)
                    await asyncio.sleep(chance.random() * 0.02)
                    if chance.random() < 0.25:
                        raise ConnectionAbortedError
            except ConnectionAbortedError:
                continue
            committed.append(outcome.outcome_id)

    seen: list[int] = []
    writing = True

    async def read() -> None:
        api = district.api("ledger", "integration")
        while True:
            last = not writing
            answer = await api.get("/entries", params={"after_seq": seen[-1] if seen else 0, "limit": 7})
            seen.extend(entry["seq"] for entry in answer.json()["items"])
            if last and not answer.json()["items"]:
                return

    reader = asyncio.create_task(read())
    await asyncio.gather(*(write(number) for number in range(8)))
    writing = False
    await reader

    entries = await feed(district)
    assert 0 < len(committed) < 48
    assert seen == list(range(1, len(entries) + 1)) == [entry["seq"] for entry in entries]
    assert {entry["outcome_id"] for entry in entries} == {str(outcome_id) for outcome_id in committed}
    assert await findings(district) == []


async def test_two_who_post_the_same_outcome_at_once_post_it_once(district: World) -> None:
    outcome = an_outcome(district, 0, a_line(1, "24"))

    async def write() -> int:
        async with district.session("ledger") as session:
            return len(
                await operations.post_outcomes(session, district_id=district.district_id, outcomes=[outcome], at=AT)
            )

    posted = await asyncio.gather(*(write() for _ in range(5)))

    assert sorted(posted) == [0, 0, 0, 0, 1]
    assert len(await feed(district)) == 1


ATTACKS = [
    "update ledger.entry set hours = 99",
    "update ledger.entry set hours = hours where seq = 1",
    "delete from ledger.entry",
    "truncate ledger.entry",
    "truncate ledger.entry cascade",
    "insert into ledger.entry select * from ledger.entry on conflict (district_id, seq) do update set hours = 99",
    "merge into ledger.entry e using ledger.book b on e.district_id = b.district_id when matched then delete",
    "alter table ledger.entry disable row level security",
    "alter table ledger.entry drop constraint entry_amounts_check",
    "drop table ledger.entry",
    "delete from ledger.book",
    "delete from ledger.balance",
    "delete from ledger.earner",
    "delete from ledger.outcome_posted",
    "update ledger.history_import set applied = false",
    "set role xuefen_owner",
    "set session_replication_role = replica",
    "create trigger t before insert on ledger.entry for each row execute function suppress_redundant_updates_trigger()",
]


async def test_not_even_the_ledger_itself_may_change_the_book(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))

    for attack in ATTACKS:
        with pytest.raises(DBAPIError) as refused:
            async with district.session("ledger") as session:
                await session.execute(text(attack))

        assert getattr(refused.value.orig, "sqlstate", None) == "42501", attack
    assert await findings(district) == []


async def test_the_ledger_cannot_grant_itself_the_right_to_change(district: World) -> None:
    async with district.session("ledger") as session:
        await session.execute(text("grant update, delete, truncate on ledger.entry to xuefen_ledger"))
        gained = await session.scalar(
            text("select has_table_privilege('xuefen_ledger', 'ledger.entry', 'update, delete, truncate')")
        )

    assert gained is False


async def test_no_other_service_sees_the_book(district: World) -> None:
    for role in ("directory", "registration", "attendance", "assessment", "relay"):
        with pytest.raises(DBAPIError) as refused:
            async with district.session(role) as session:
                await session.execute(text("select * from ledger.entry"))

        assert getattr(refused.value.orig, "sqlstate", None) == "42501", role


async def test_an_entry_is_taken_back_at_most_once(district: World) -> None:
    outcome_id = new_id()
    await post(district, an_outcome(district, 0, a_line(1, "24"), outcome_id=outcome_id))
    await post(district, an_outcome(district, 0, revision=2, outcome_id=outcome_id))

    with pytest.raises(DBAPIError) as refused:
        async with district.session("ledger") as session:
            await session.execute(text(await copied_with(district) + " where reverses is not null"))

    assert "entry_district_id_reverses_key" in str(refused.value.orig)
