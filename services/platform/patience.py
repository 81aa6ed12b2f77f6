"""How long a request is worked on: who asks hears in time, whatever it waits for has fallen silent."""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

import structlog

from services.platform.asked import ASKED
from services.platform.errors import Overloaded

log = structlog.get_logger()

Given = TypeVar("Given")

# A statement that hears nothing ends sooner; several of them, or locks in a row, do not.
LONGEST_SECONDS: Final = 8.0
# What is allowed longer the database ends first, if it hears us.
_GRACE_SECONDS: Final = 2.0


async def in_time(work: Awaitable[Given]) -> Given:
    """What comes of the work, or Overloaded when its time is up.

    Its transaction is taken back then and its connection thrown away, never used again. Where the end came amid the
    commit nobody knows which it was: the same key hears it.
    """
    asked = ASKED.get()
    try:
        async with asyncio.timeout(LONGEST_SECONDS) as limit:
            if asked is not None:
                asked.limit = limit
            return await work
    except TimeoutError as fault:
        if not limit.expired():
            raise
        log.warning("given up: it took too long")
        raise Overloaded from fault
    finally:
        if asked is not None:
            asked.limit = None


def allow(seconds: float) -> None:
    """Let the request that is being served take so long from now on."""
    limit = _limit()
    if limit is not None:
        limit.reschedule(asyncio.get_running_loop().time() + seconds + _GRACE_SECONDS)


def seconds_asked() -> float:
    """How long the request that is being served has been worked on; 0 outside of one, or where its time was moved."""
    limit = _limit()
    ends_at = None if limit is None else limit.when()
    return 0.0 if ends_at is None else max(0.0, LONGEST_SECONDS - (ends_at - asyncio.get_running_loop().time()))


@contextmanager
def uncounted() -> Iterator[None]:
    """Who stands aside is bounded there; afterwards the request has its time again."""
    limit = _limit()
    if limit is None:
        yield
        return
    limit.reschedule(None)
    try:
        yield
    finally:
        limit.reschedule(asyncio.get_running_loop().time() + LONGEST_SECONDS)


def _limit() -> asyncio.Timeout | None:
    """That of the request, while it can still be moved."""
    asked = ASKED.get()
    limit = None if asked is None else asked.limit
    return None if limit is None or limit.expired() else limit
