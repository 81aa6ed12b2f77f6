"""One row of each kind edited by a superuser: the verification that an auditor asks for names it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.platform.ids import new_id
from tests.ledger.adjusting import decided, proposed
from tests.ledger.editing import edited
from tests.ledger.saying import a_line, an_outcome, post
from tests.ledger.test_heads import a_minute_later
from tests.support import Apps, World, make_world

Travel = Callable[[datetime], Awaitable[None]]

EDITS = [
    ("update ledger.entry set title = '别的' where seq = 2", "ENTRIES", "entry 2: column title differs"),
    ("update ledger.entry set canonical = canonical || '\\x20'::bytea where seq = 2", "ENTRIES", "entry 2: "),
    ("update ledger.entry set hash = sha256(hash) where seq = 3", "ENTRIES", "entry 3: its hash does not follow"),
    ("update ledger.book set head_hash = sha256(head_hash)", "ENTRIES", "the head of the book does not carry"),
    (
        "update ledger.book_head set tree_root = sha256(tree_root) where number = 1",
        "HEADS",
        "signed head 1: column tree_root",
    ),
    (
        "update ledger.book_head set signature = set_byte(signature, 5, get_byte(signature, 5) # 1)",
        "HEADS",
        "its signature does not hold",
    ),
    (
        "update ledger.book_head set canonical = set_byte(canonical, 30, get_byte(canonical, 30) # 1)",
        "HEADS",
        "signed head 1: ",
    ),
    ("delete from ledger.book_head where number = 2", "HEADS", "the book was signed up to entry 5"),
    ("delete from ledger.book_head where number = 1", "HEADS", "signed head 1 is missing"),
    (
        "update ledger.outcome_posted set content_hash = sha256(content_hash) where revision = 2",
        "OUTCOMES",
        "revision 2 of outcome",
    ),
    ("delete from ledger.outcome_posted where revision = 2", "OUTCOMES", "entry 3: nothing known caused it"),
    ("delete from ledger.outcome_posted where revision = 1", "OUTCOMES", "was never heard"),
    ("update ledger.adjustment set reason = '别的理由'", "ADJUSTMENTS", "is not what was agreed on"),
    ("update ledger.adjustment_decision set decided_by = uuidv7()", "ADJUSTMENTS", "is not what was agreed on"),
    ("delete from ledger.adjustment_decision", "OUTCOMES", "no import or adjustment is known that caused it"),
    ("update ledger.balance set hours = hours + 1 where account like 'program:%'", "BALANCES", "account program:"),
    ("update ledger.tally set credits = credits + 1", "BALANCES", "the tallies of teacher"),
    (
        "update ledger.report set content = replace(content, 'xuefen', 'Xuefen') where kind = 'SUMMARY'",
        "REPORTS",
        "is not what its hash says",
    ),
    ("update ledger.report set as_of = as_of - 1 where kind = 'RATES'", "REPORTS", "under another day or number"),
]


_SIGNED: list[World] = []


@pytest.fixture
async def signed(apps: Apps, travel: Travel) -> World:
    """Five entries under two signed heads: an outcome and its revision, and an adjustment. One book for all."""
    if not _SIGNED:
        _SIGNED.append(await _sign(await make_world(apps), travel))
    return _SIGNED[0]


async def _sign(district: World, travel: Travel) -> World:
    outcome_id = new_id()
    await post(district, an_outcome(district, 0, a_line(1, "24"), a_line(2, "6"), outcome_id=outcome_id))
    await post(district, an_outcome(district, 0, revision=2, outcome_id=outcome_id))
    await a_minute_later(district, travel)
    one = await proposed(district, 1)
    assert (await decided(district, one["adjustment_id"])).status_code == 201
    await a_minute_later(district, travel)
    for kind in ("SUMMARY", "RATES"):
        assert (await district.api("ledger").post("/reports", json={"kind": kind})).status_code == 201
    return district


async def verification_of(world: World) -> dict[str, Any]:
    auditor = world.api("ledger", "auditor")
    asked = await auditor.post("/book/verifications")
    assert (asked.status_code, asked.json()["holds"]) == (202, None), asked.text
    await world.drain()
    told: dict[str, Any] = (await auditor.get(f"/book/verifications/{asked.json()['verification_id']}")).json()
    return told


async def test_an_auditor_has_a_whole_book_verified(signed: World) -> None:
    told = await verification_of(signed)

    assert (told["holds"], told["findings"], told["stage"]) == (True, [], "DONE")
    assert (told["entries"], told["done"], told["total"]) == (5, 5, 5)


@pytest.mark.parametrize(("edit", "part", "sentence"), EDITS)
async def test_an_edit_behind_the_systems_back_is_named_to_the_auditor(
    signed: World, administration: AsyncEngine, edit: str, part: str, sentence: str
) -> None:
    async with edited(administration, signed, edit):
        told = await verification_of(signed)

    assert told["holds"] is False
    assert any(one["part"] == part and sentence in one["en"] for one in told["findings"]), told["findings"]
    assert all(one["zh"] and one["zh"] != one["en"] for one in told["findings"])


ROLES = ("directory", "registration", "attendance", "assessment", "ledger", "relay")
# Row 8 of the invariants: every way in which somebody who can log in might try to change what stands.
ATTACKS = [
    "update ledger.entry set hours = 99",
    "update ledger.book_head set signature = signature",
    "delete from ledger.entry",
    "truncate ledger.entry",
    "merge into ledger.entry e using ledger.entry o on e.entry_id = o.entry_id when matched then update set hours = 1",
    "insert into ledger.entry select * from ledger.entry on conflict (district_id, seq) do update set hours = 99",
    "alter table ledger.entry disable row level security",
    "drop table ledger.entry",
    "set session_replication_role = replica",
    "copy ledger.entry to program 'cat'",
    "set role xuefen_owner",
    "create or replace function pg_catalog.sha256(bytea) returns bytea language sql as 'select $1'",
]


@pytest.mark.parametrize("role", ROLES)
async def test_no_role_that_can_log_in_changes_the_book(signed: World, role: str) -> None:
    for attack in ATTACKS:
        with pytest.raises(DBAPIError) as refused:
            async with signed.session(role) as session:
                await session.execute(text(attack))

        assert getattr(refused.value.orig, "sqlstate", None) == "42501", (role, attack)
    assert (await verification_of(signed))["holds"] is True


async def test_the_ledger_cannot_change_heads_adjustments_or_what_was_heard(signed: World) -> None:
    for table in ("book_head", "tree_node", "adjustment", "adjustment_decision", "outcome_posted", "history_import"):
        for attack in (f"update ledger.{table} set district_id = 1", f"delete from ledger.{table}"):
            with pytest.raises(DBAPIError) as refused:
                async with signed.session("ledger") as session:
                    await session.execute(text(attack))

            assert getattr(refused.value.orig, "sqlstate", None) == "42501", attack
