"""A transaction that lost against another, or found its connection broken, is begun anew: nothing of it has stayed."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import structlog
from sqlalchemy.exc import DBAPIError

from services.platform.database import NOTHING_DONE, sqlstate_of

log = structlog.get_logger()

Given = TypeVar("Given")

MOST_TRIES: Final = 3
# serialization_failure and deadlock_detected: the database chose one of two to give way.
_BEATEN: Final = frozenset({"40001", "40P01"})


async def until_unbeaten(act: Callable[[], Awaitable[Given]]) -> Given:
    """Do a whole transaction, up to three times in all where the database has it give way or left its connection.

    `act` opens and commits it, and keeps nothing of a try that failed. Whoever it gave way to holds the rows until it
    commits, so the next try waits for that one and needs no pause of its own.
    """
    for tried in range(1, MOST_TRIES):
        try:
            return await act()
        except DBAPIError as fault:
            beaten = sqlstate_of(fault) in _BEATEN
            if not beaten and NOTHING_DONE not in getattr(fault, "__notes__", ()):
                raise
            told = "gave way and tries again" if beaten else "found its connection left and tries again"
            log.info(told, sqlstate=sqlstate_of(fault), tried=tried)
    return await act()
