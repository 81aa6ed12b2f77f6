"""A transaction that may take its time really may: a timer that runs already is wound anew."""

import asyncio

from sqlalchemy import text

from services.platform.database import allow_seconds
from tests.support import World


async def test_allowed_seconds_outlast_the_limit_the_transaction_began_with(district: World) -> None:
    async with district.session("ledger") as session:
        await session.execute(text("SET LOCAL transaction_timeout = 0"))
        await session.execute(text("SET LOCAL transaction_timeout = '1s'"))
        await allow_seconds(session, 30)
        await asyncio.sleep(1.5)

        assert await session.scalar(text("select 1")) == 1
