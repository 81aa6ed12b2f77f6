"""Invariants 8 and 9: nobody who can log in changes the book, and a superuser who does is named."""

from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.ledger.rules import entries, verifying
from tests.invariants.twice import Mutated, as_superuser, by_patch, by_sql, invariant
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World

ROLES = ("directory", "registration", "attendance", "assessment", "ledger", "relay")
ATTACKS = (
    "update ledger.entry set hours = 99",
    "delete from ledger.entry",
    "truncate ledger.entry",
    "insert into ledger.entry select * from ledger.entry on conflict (district_id, seq) do update set hours = 99",
    "merge into ledger.entry e using ledger.entry o on e.entry_id = o.entry_id when matched then update set hours = 1",
    "alter table ledger.entry disable row level security",
    "drop table ledger.entry",
    "set role xuefen_owner",
    "set session_replication_role = replica",
    "copy (select 1) to program 'true'",
    "create trigger quietly before insert on ledger.entry for each row execute function tsvector_update_trigger()",
    "create or replace function ledger.quietly() returns int language sql as 'select 1'",
    "lock table ledger.entry in access exclusive mode",
    "alter role current_user bypassrls",
)


async def refused(world: World, role: str, attack: str) -> bool:
    try:
        async with world.session(role) as session:
            await session.execute(text(attack))
    except DBAPIError as error:
        return getattr(error.orig, "sqlstate", None) == "42501"
    return False


@invariant(
    by_sql("update_granted", "grant update on ledger.entry to xuefen_ledger"),
    by_sql("delete_granted", "grant delete on ledger.entry to xuefen_ledger"),
    by_sql(
        "owner_s_membership",
        "grant xuefen_owner to xuefen_ledger",
        undo="revoke xuefen_owner from xuefen_ledger",
    ),
)
async def test_08_nobody_who_can_log_in_changes_the_book(district: World, mutated: Mutated) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24"), a_line(2, "6")))

    async with mutated(district):
        allowed = [(role, attack) for role in ROLES for attack in ATTACKS if not await refused(district, role, attack)]

    assert allowed == []


def _leaving_out(record: entries.Record) -> bytes:
    written = msgspec.to_builtins(record, order="sorted", builtin_types=())
    written.pop("teacher_title")
    return msgspec.json.encode(written, order="sorted")


@invariant(
    by_patch(
        "column_left_out_of_the_canonical_bytes",
        (entries, "canonical_bytes", _leaving_out),
        (verifying, "canonical_bytes", _leaving_out),
    ),
)
async def test_09_a_row_that_a_superuser_edits_is_named(district: World, mutated: Mutated) -> None:
    async with mutated(district):
        await post(district, an_outcome(district, 0, a_line(1, "24"), a_line(2, "6")))
        await as_superuser(district, "update ledger.entry set teacher_title = '正高级教师' where seq = 2")
        told = await verified(district)

    assert [one["en"] for one in told["findings"] if one["part"] == "ENTRIES" and "entry 2" in one["en"]], told


async def verified(world: World) -> dict[str, Any]:
    """What an auditor is told who has the book verified."""
    auditor = world.api("ledger", "auditor")
    asked = await auditor.post("/book/verifications")
    await world.drain()
    told: dict[str, Any] = (await auditor.get(f"/book/verifications/{asked.json()['verification_id']}")).json()
    return told
