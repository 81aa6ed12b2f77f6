"""Waiting for what is to happen, and not for the clock."""

import asyncio

from sqlalchemy import text

from tests.support import World

_WAITING = text(
    """
    SELECT count(*) FROM pg_locks AS wanted JOIN pg_stat_activity AS who USING (pid)
    WHERE NOT wanted.granted AND who.datname = current_database()
    """
)


async def until_one_waits_for_a_lock(world: World) -> None:
    """Until a transaction of this test's database waits for another."""
    for _ in range(3_000):
        async with world.session("ledger") as session:
            if await session.scalar(_WAITING):
                return
        await asyncio.sleep(0.01)
    raise AssertionError("nobody waits for a lock")
