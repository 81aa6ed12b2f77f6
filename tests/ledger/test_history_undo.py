"""A whole import taken back: what stands is reversed once, what was taken back before is named."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import pool, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from services.ledger import operations
from services.platform.ids import new_id
from services.platform.settings import with_driver
from tests.ledger.adjusting import a_given_line, decided, proposed
from tests.ledger.bringing import bring, csv, many, row, rows_of, sums
from tests.ledger.saying import book_keys, feed
from tests.support import World


async def undone(world: World, import_id: str, **who: Any) -> Any:
    return await world.api("ledger", **who).post(f"/history-imports/{import_id}/undo", json={"reason": "名册版本有误"})


async def findings(world: World) -> list[str]:
    async with world.session("ledger") as session:
        return (await operations.verify_book(session, district_id=world.district_id, keys=book_keys())).findings


async def test_an_undo_takes_back_every_entry_under_one_cause_and_only_once(district: World) -> None:
    done = await bring(district, csv(row(), row(工号="T002")))
    kept = await bring(district, csv(row(工号="T003")))

    answer = await undone(district, done["import_id"], account_id=new_id())
    again = await undone(district, done["import_id"])

    told = answer.json()
    assert (answer.status_code, told["state"], told["undo"]["left"]) == (201, "UNDONE", [])
    assert (told["undo"]["reason"], told["progress"]["done"]) == ("名册版本有误", 2)
    assert (again.status_code, again.json()["type"]) == (409, "urn:xuefen:problem:import-undone")
    entries = await feed(district)
    assert [(one["hours"], one["reverses"]) for one in entries[3:]] == [
        ("-30.00", entries[0]["entry_id"]),
        ("-30.00", entries[1]["entry_id"]),
    ]
    assert {one["causation_id"] for one in entries[3:]} == {told["undo"]["causation_id"]}
    assert [one["taken_back_by_seq"] for one in await rows_of(district, done["import_id"])] == [4, 5]
    assert [one["taken_back_by_seq"] for one in await rows_of(district, kept["import_id"])] == [None]
    assert await findings(district) == []


async def test_what_was_undone_may_be_brought_again_and_undone_again(district: World) -> None:
    for _ in range(2):
        done = await bring(district, csv(row(), row(工号="T002")))
        assert sums(done) == (2, 2, 0)
        assert (await undone(district, done["import_id"])).status_code == 201

    last = await bring(district, csv(row(学时="28"), row(工号="T002")))

    assert sums(last) == (2, 2, 0)
    repeated = await bring(district, csv(row(学时="28"), row(工号="T002")))
    assert sums(repeated) == (2, 0, 2)
    balance = (await district.api("ledger").get(f"/teachers/{district.teachers[0].teacher_id}/balance")).json()
    assert balance["hours"] == "28.00"
    assert len({entry["award_key"] for entry in await feed(district)}) == len(await feed(district)) == 10
    assert await findings(district) == []


async def test_what_an_adjustment_took_back_is_left_and_named_and_does_not_come_again(district: World) -> None:
    done = await bring(district, csv(row(), row(工号="T002")))
    first = (await feed(district))[0]
    one = await proposed(district, 0, takes_back=[first["entry_id"]], lines=[a_given_line("20")])
    assert (await decided(district, one["adjustment_id"])).status_code == 201

    told = (await undone(district, done["import_id"])).json()

    assert told["undo"]["left"] == [{"seq": 1, "entry_id": first["entry_id"], "taken_back_by_seq": 3}]
    assert [entry["hours"] for entry in await feed(district)] == ["30.00", "30.00", "-30.00", "20.00", "-30.00"]
    shown = (await district.api("ledger", "auditor").get(f"/history-imports/{done['import_id']}")).json()
    assert shown == told
    again = await bring(district, csv(row(), row(工号="T002")))
    assert sums(again) == (2, 1, 1)
    assert await findings(district) == []


async def test_an_import_that_is_being_posted_is_stopped_and_taken_back(district: World) -> None:
    begun = await bring(district, csv(*many(2300)))

    answer = await undone(district, begun["import_id"])
    await district.drain()

    told = (await district.api("ledger").get(f"/history-imports/{begun['import_id']}")).json()
    # A thousand stood: they went at once, but whether others follow is only known after the next look.
    assert (answer.status_code, told["state"], told["progress"]["done"]) == (202, "UNDONE", 1000)
    entries = (await district.api("ledger").get("/book")).json()["entries"]
    assert entries == 2000
    balance = (await district.api("ledger").get(f"/teachers/{district.teachers[0].teacher_id}/balance")).json()
    assert balance["hours"] == "0.00"
    assert await findings(district) == []


async def test_five_who_undo_at_once_undo_it_once(district: World) -> None:
    done = await bring(district, csv(row()))

    answers = await asyncio.gather(*(undone(district, done["import_id"], account_id=new_id()) for _ in range(5)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
    assert len(await feed(district)) == 2


async def test_what_was_never_applied_cannot_be_undone_nor_by_whom_it_concerns(district: World) -> None:
    dry = await bring(district, csv(row()), dry_run="true")
    done = await bring(district, csv(row()))
    own = district.teachers[0].teacher_id

    never = await undone(district, dry["import_id"])
    concerned = await undone(district, done["import_id"], teacher=own, account_id=new_id())
    absent = await undone(district, str(district.admin_id))

    assert never.json()["type"] == "urn:xuefen:problem:import-not-applied"
    assert concerned.json()["type"] == "urn:xuefen:problem:concerns-yourself"
    assert (never.status_code, concerned.status_code, absent.status_code) == (409, 409, 404)
    for role in ("teacher", "trainer", "school_admin", "auditor", "integration"):
        refused = await undone(district, done["import_id"], role=role, school=district.schools[0].school_id)
        assert refused.status_code == 403
    assert len(await feed(district)) == 1


EDITS = [
    ("update ledger.history_row set said = jsonb_set(said, '{document}', '\"别的证书\"')", "is not what was brought"),
    ("update ledger.history_import set imported_by = uuidv7()", "is not what was brought"),
    ("update ledger.history_import set file_hash = repeat('0', 64)", "is not what was brought"),
    ("delete from ledger.history_row where number = 3", "is not what was brought"),
    ("update ledger.history_row set fate = 'REPEATED' where number = 2", "say different things"),
    ("update ledger.history_undo set reason = '别的理由'", "is not what was said then"),
    ("delete from ledger.history_undo", "no import or adjustment is known that caused it"),
    ("update ledger.history_import set applied = false", "no import or adjustment is known that caused it"),
]


@pytest.mark.parametrize(("edit", "sentence"), EDITS)
async def test_whoever_edits_where_old_hours_come_from_is_found_out(
    district: World, admin_url: str, edit: str, sentence: str
) -> None:
    done = await bring(district, csv(row(), row(工号="T002")), document="进修学校台账", evidence="REGISTER")
    assert (await undone(district, done["import_id"])).status_code == 201
    assert await findings(district) == []
    engine = create_async_engine(with_driver(admin_url), poolclass=pool.NullPool)
    async with engine.begin() as connection:
        where = " and" if " where " in edit else " where"
        edited = await connection.execute(text(f"{edit}{where} district_id = {district.district_id}"))
        assert edited.rowcount >= 1
    await engine.dispose()

    assert any(sentence in one for one in await findings(district))


async def test_the_ledger_itself_cannot_change_what_a_file_said(district: World) -> None:
    done = await bring(district, csv(row()))

    for attack in (
        "update ledger.history_row set said = null",
        "update ledger.history_row set evidence = 'ORIGINAL'",
        "delete from ledger.history_row",
        "update ledger.history_undo set reason = ''",
        "delete from ledger.history_progress",
    ):
        with pytest.raises(DBAPIError) as refused:
            async with district.session("ledger") as session:
                await session.execute(text(attack))
        assert getattr(refused.value.orig, "sqlstate", None) == "42501", attack
    assert (await rows_of(district, done["import_id"]))[0]["evidence"] == "DECLARED"


async def test_an_import_of_before_rows_were_kept_is_undone_like_any_other(district: World, admin_url: str) -> None:
    done = await bring(district, csv(row(), row(工号="T002")))
    engine = create_async_engine(with_driver(admin_url), poolclass=pool.NullPool)
    async with engine.begin() as connection:
        # As the first release wrote it: no rows, no progress, and the import's own id as the cause.
        of_it = f"where district_id = {district.district_id}"
        await connection.execute(text(f"delete from ledger.history_row {of_it}"))
        await connection.execute(text(f"delete from ledger.history_progress {of_it}"))
        await connection.execute(
            text(
                "update ledger.history_import set causation_id = null, file_name = null, import_id = causation_id "
                + of_it
            )
        )
    await engine.dispose()
    old_id = done["causation_id"]
    shown = (await district.api("ledger").get(f"/history-imports/{old_id}")).json()

    told = (await undone(district, old_id)).json()

    assert (shown["state"], shown["progress"]) == ("DONE", None)
    assert (told["state"], told["progress"]["done"]) == ("UNDONE", 2)
    assert UUID(told["undo"]["causation_id"]) != UUID(old_id)
    assert await findings(district) == []


async def test_an_exported_book_knows_the_causes_of_imports_and_their_undoing(district: World) -> None:
    done = await bring(district, csv(row(), row(工号="T002")))
    assert (await undone(district, done["import_id"])).status_code == 201

    exported = (await district.api("ledger", "auditor").get("/book/export")).content.splitlines(keepends=True)

    _, whole = operations.verify_exported(exported, keys=book_keys())
    causes = {done["causation_id"], (await feed(district))[2]["causation_id"]}
    lacking = [line for line in exported if not any(cause.encode() in line and b'"cause"' in line for cause in causes)]
    _, orphaned = operations.verify_exported(lacking, keys=book_keys())
    assert whole.findings == []
    assert sum("no import or adjustment" in one for one in orphaned.findings) == 4
