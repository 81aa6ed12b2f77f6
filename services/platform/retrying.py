"""A transaction that lost against another, found its connection broken or the schema renewed, is begun anew.

Nothing of it has stayed.
"""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import structlog
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.exc import DBAPIError

from services.platform.database import NOTHING_DONE, sqlstate_of

log = structlog.get_logger()

Given = TypeVar("Given")

MOST_TRIES: Final = 3
# serialization_failure and deadlock_detected: the database chose one of two to give way.
_BEATEN: Final = frozenset({"40001", "40P01"})
# The schema was renewed since the connection learnt a statement: it has forgotten them all, and learns them anew.
_RENEWED: Final = AsyncAdapt_asyncpg_dbapi.InvalidCachedStatementError


async def until_unbeaten(act: Callable[[], Awaitable[Given]]) -> Given:
    """Do a whole transaction, up to three times in all where the database has it give way or left its connection.

    `act` opens and commits it, and keeps nothing of a try that failed. Whoever it gave way to holds the rows until it
    commits, so the next try waits for that one and needs no pause of its own.
    """
    for tried in range(1, MOST_TRIES):
        try:
            return await act()
        except DBAPIError as fault:
            state = sqlstate_of(fault)
            if state in _BEATEN:
                told = "gave way and tries again"
            elif isinstance(fault.orig, _RENEWED):
                told = "found the schema renewed and tries again"
            elif NOTHING_DONE in getattr(fault, "__notes__", ()):
                told = "found its connection left and tries again"
            else:
                raise
            log.info(told, sqlstate=state, tried=tried)
    return await act()
