"""Rows edited behind the system's back, for as long as it takes to see that it is noticed."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support import World


@asynccontextmanager
async def edited(administration: AsyncEngine, world: World, edit: str) -> AsyncIterator[None]:
    """A superuser's edit of a district's rows, as they were before when it is over."""
    found = re.search(r"ledger\.\w+", edit)
    assert found is not None
    table, rows = found[0], f"where district_id = {world.district_id}"
    where = " and" if " where " in edit else " where"
    async with administration.connect() as connection:
        columns = await connection.scalar(
            text(
                "select string_agg(attname, ', ') from pg_attribute where attgenerated = '' and attnum > 0 "
                f"and not attisdropped and attrelid = '{table}'::regclass"
            )
        )
        await connection.execute(text(f"create temporary table kept as select {columns} from {table} {rows}"))
        done = await connection.execute(text(f"{edit}{where} district_id = {world.district_id}"))
        assert done.rowcount >= 1
        await connection.commit()
        try:
            yield
        finally:
            # What refers to these rows is not asked: they come back as they were.
            await connection.execute(text("set local session_replication_role = replica"))
            await connection.execute(text(f"delete from {table} {rows}"))
            await connection.execute(text(f"insert into {table} ({columns}) select * from kept"))
            await connection.execute(text("drop table kept"))
            await connection.commit()
