"""A transaction that begins and says nothing more: every role's is ended, and what it held is free again."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.platform.database import allow_seconds
from tests.ledger.saying import a_line, an_outcome, feed, post
from tests.support import SERVICES, Apps, World

# In milliseconds, by role; a role without one of them waits for ever, or is waited for.
MOST = {
    "statement_timeout": 5_000,
    "lock_timeout": 3_000,
    "idle_in_transaction_session_timeout": 5_000,
    "transaction_timeout": 20_000,
}
# Of who answers people; a minute of that is given to what takes longer, where it says so.
AT_MOST = MOST | {"statement_timeout": 3_000, "lock_timeout": 2_000, "transaction_timeout": 10_000}
ALLOWED = {"statement_timeout": 5_000} | dict.fromkeys(
    ("idle_in_transaction_session_timeout", "transaction_timeout"), 60_000
)
LIMITS = text("select name, cast(setting as int) from pg_settings where name = any(:names)")


@pytest.mark.parametrize("role", [*SERVICES, "relay"])
async def test_no_role_may_wait_or_idle_for_ever(apps: Apps, role: str) -> None:
    async with apps.sessions[role]() as session:
        limits = {row.name: row.setting for row in await session.execute(LIMITS, {"names": list(MOST)})}

    assert limits == MOST


@pytest.mark.parametrize("service", SERVICES)
async def test_a_service_waits_less_than_its_role_may_but_where_it_says_so(apps: Apps, service: str) -> None:
    async with apps.of[service].state.sessions() as session:
        limits = {row.name: row.setting for row in await session.execute(LIMITS, {"names": list(MOST)})}
        await allow_seconds(session, 60)
        allowed = {row.name: row.setting for row in await session.execute(LIMITS, {"names": list(MOST)})}
        await session.rollback()
        after = {row.name: row.setting for row in await session.execute(LIMITS, {"names": list(MOST)})}

    assert limits == after == AT_MOST
    assert allowed == AT_MOST | ALLOWED


async def test_who_takes_the_book_and_falls_silent_is_ended_and_the_feed_goes_on(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1)))
    held = asyncio.Event()

    async def fall_silent() -> None:
        async with district.session("ledger") as session:
            await session.execute(text("set local idle_in_transaction_session_timeout = '300ms'"))
            await session.execute(text("select from ledger.book where district_id = :d for update"), _of(district))
            held.set()
            await silent.wait()
            await session.execute(text("select 1"))

    silent = asyncio.Event()
    holder = asyncio.create_task(fall_silent())
    await held.wait()
    await post(district, an_outcome(district, 1, a_line(1)))
    entries = await feed(district)
    silent.set()

    assert [entry["seq"] for entry in entries] == [1, 2]
    with pytest.raises(DBAPIError):
        await holder


def _of(district: World) -> dict[str, int]:
    return {"d": district.district_id}
