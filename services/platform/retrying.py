"""A transaction that lost against another is begun anew: nothing of it has stayed, and it did nothing wrong."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import structlog
from sqlalchemy.exc import DBAPIError

from services.platform.database import sqlstate_of

log = structlog.get_logger()

Given = TypeVar("Given")

MOST_TRIES: Final = 3
# serialization_failure and deadlock_detected: the database chose one of two to give way.
_BEATEN: Final = frozenset({"40001", "40P01"})


async def until_unbeaten(act: Callable[[], Awaitable[Given]]) -> Given:
    """Do a whole transaction, up to three times in all where the database has it give way to another.

    `act` opens and commits it, and keeps nothing of a try that failed. Whoever it gave way to holds the rows until it
    commits, so the next try waits for that one and needs no pause of its own.
    """
    for tried in range(1, MOST_TRIES):
        try:
            return await act()
        except DBAPIError as fault:
            if sqlstate_of(fault) not in _BEATEN:
                raise
            log.info("gave way and tries again", sqlstate=sqlstate_of(fault), tried=tried)
    return await act()
