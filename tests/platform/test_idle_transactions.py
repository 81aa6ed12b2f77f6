"""A transaction that begins and says nothing more: every role's is ended, and what it held is free again."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.ledger.saying import a_line, an_outcome, feed, post
from tests.support import SERVICES, Apps, World

# In milliseconds, by role; a role without one of them waits for ever, or is waited for.
MOST = {
    "statement_timeout": 5_000,
    "lock_timeout": 3_000,
    "idle_in_transaction_session_timeout": 5_000,
    "transaction_timeout": 20_000,
}
LIMITS = text("select name, cast(setting as int) from pg_settings where name = any(:names)")


@pytest.mark.parametrize("role", [*SERVICES, "relay"])
async def test_no_role_may_wait_or_idle_for_ever(apps: Apps, role: str) -> None:
    async with apps.sessions[role]() as session:
        limits = {row.name: row.setting for row in await session.execute(LIMITS, {"names": list(MOST)})}

    assert limits == MOST


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
