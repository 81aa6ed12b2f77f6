"""A hot path's own connection: the driver, without the pool, the session and the greenlets between."""

import re
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache
from typing import Any, TypeAlias

import asyncpg
from sqlalchemy import TextClause
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from services.platform import clock
from services.platform.database import CLOCK_OFFSET

_NAMED = re.compile(r"(?<![:\w]):(\w+)(?!:)")
# A statement over arrays costs more to plan than to run; planned once it reads by keys, however many rows come.
_SETTINGS = "SET plan_cache_mode = force_generic_plan; SET jit = off"
# What the driver says of itself. The second: the server has taken its leave, and the driver has read it, but not the
# end of the stream yet.
_OF_THE_DRIVER = (asyncpg.InterfaceError, asyncpg.InternalClientError)


class DirectRow(asyncpg.Record):  # type: ignore[misc]  # the driver ships no types
    """A row whose columns are attributes too, as in those that a session answers with."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class Direct:
    """The transaction that runs on a DirectLine; takes statements with named parameters as a session does."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    async def execute(self, statement: TextClause, parameters: Mapping[str, object]) -> list[DirectRow]:
        numbered, names = _numbered(statement.text)
        values = [parameters[name] for name in names]
        rows: list[DirectRow] = await self._driver.fetch(numbered, *values, record_class=DirectRow)
        return rows


# Of either only rows are read.
Statements: TypeAlias = AsyncSession | Direct


class DirectLine:
    """One connection, taken from the engine when it is first needed and anew after it broke; for one user at a time.

    The engine's limits of time hold on it. What the database refuses is a DBAPIError, as everywhere.
    """

    def __init__(self, engine: AsyncEngine, *, clock_moves: bool = False) -> None:
        self._engine = engine
        self._clock_moves = clock_moves
        self._taken: AsyncConnection | None = None
        self._driver: Any = None

    @asynccontextmanager
    async def transaction(self, district_ids: Collection[int]) -> AsyncIterator[Direct]:
        """A committed transaction that sees these districts and no other; it also reads the clock where it may move."""
        driver = await self._open()
        try:
            # The numbers are literals: validated integers.
            listed = ",".join(str(int(district_id)) for district_id in sorted(district_ids))
            await driver.execute(f"BEGIN; SET LOCAL app.district_ids = '{listed}'")
            if self._clock_moves:
                clock.set_offset(timedelta(microseconds=await driver.fetchval(CLOCK_OFFSET)))
            yield Direct(driver)
            await self.commit(driver)
        except BaseException as fault:
            await self._undo(driver)
            if isinstance(fault, asyncpg.PostgresError):
                # What the driver says repeats the row.
                raise DBAPIError(
                    None, None, fault, hide_parameters=True, connection_invalidated=self._driver is None
                ) from None
            if isinstance(fault, _OF_THE_DRIVER) and self._driver is None:
                raise ConnectionResetError("the connection to the database is closed") from None
            raise

    async def commit(self, driver: Any) -> None:
        """The moment at which what was written is there for good."""
        await driver.execute("COMMIT")

    async def close(self) -> None:
        """Give the connection back."""
        taken, self._taken, self._driver = self._taken, None, None
        if taken is not None:
            await taken.close()

    async def _open(self) -> Any:
        if self._driver is None:
            taken = await self._engine.connect()
            try:
                driver: Any = (await taken.get_raw_connection()).driver_connection
                await driver.execute(_SETTINGS)
            except BaseException as fault:
                await taken.invalidate()
                await taken.close()
                if isinstance(fault, (asyncpg.PostgresError, *_OF_THE_DRIVER)):
                    raise ConnectionResetError("the connection to the database broke while it was taken") from None
                raise
            self._taken, self._driver = taken, driver
        return self._driver

    async def _undo(self, driver: Any) -> None:
        """Leave no transaction behind: who comes next finds the line as new, or a new one."""
        try:
            await driver.execute("ROLLBACK")
        except (asyncpg.PostgresError, *_OF_THE_DRIVER, OSError, TimeoutError):
            taken, self._taken, self._driver = self._taken, None, None
            if taken is not None:
                await taken.invalidate()
                await taken.close()


@cache
def _numbered(text: str) -> tuple[str, tuple[str, ...]]:
    """`... :a ... :b ... :a` -> `... $1 ... $2 ... $1` and the names in that order. Of few statements, each our own."""
    names = list(dict.fromkeys(_NAMED.findall(text)))
    return _NAMED.sub(lambda found: f"${names.index(found[1]) + 1}", text), tuple(names)
