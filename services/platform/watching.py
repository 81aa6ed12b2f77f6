"""Long polls: many readers wait for a number of their district to grow, behind one look a moment for all of them."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Final

import structlog
from asyncpg import InternalClientError
from sqlalchemy.exc import SQLAlchemyError

from services.platform.aside import ASIDE
from services.platform.database import told
from services.platform.errors import Overloaded

log = structlog.get_logger()

# Whoever waits costs a few kilobytes and nothing of the database.
MOST_WAITING: Final = 500
_EVERY_SECONDS: Final = 0.2
_AFTER_FAULT_SECONDS: Final = 1.0

Look = Callable[[Collection[int]], Awaitable[Mapping[int, int]]]


class Watch:
    """The readers of one process who wait; `look` says the number of each district asked for, in one statement.

    It looks while somebody waits, and not otherwise. It ends with the process: who waits then is answered at once.
    """

    def __init__(self, look: Look, *, ending: asyncio.Event, most: int = MOST_WAITING) -> None:
        self._look = look
        self._ending = ending
        self._most = most
        self._waiting: Counter[int] = Counter()
        self._numbers: dict[int, int] = {}
        self._looked = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self.looks = 0

    @property
    def waiting(self) -> int:
        return self._waiting.total()

    async def wait_beyond(self, district_id: int, number: int, *, seconds: float) -> bool:
        """Whether the district's number has grown beyond this one within so many seconds; Overloaded while too many
        wait."""
        if self.waiting >= self._most:
            raise Overloaded
        self._waiting[district_id] += 1
        try:
            with ASIDE.standing():
                async with asyncio.timeout(seconds):
                    while not self._ending.is_set():
                        if self._looking is None or self._looking.done():
                            self._looking = asyncio.create_task(self._look_on())
                        await self._looked.wait()
                        if self._numbers.get(district_id, 0) > number:
                            return True
        except TimeoutError:
            return False
        finally:
            self._waiting[district_id] -= 1
            if not self._waiting[district_id]:
                del self._waiting[district_id]
                self._numbers.pop(district_id, None)
        return False

    async def _look_on(self) -> None:
        """Look, and wake everybody, as long as anybody waits."""
        while self._waiting and not self._ending.is_set():
            pause = _EVERY_SECONDS
            try:
                self.looks += 1
                self._numbers = dict(await self._look(sorted(self._waiting)))
            except (SQLAlchemyError, InternalClientError, OSError, TimeoutError) as fault:
                # Who waits is answered when the time is up; the read that follows says what is wrong.
                log.warning("the watch waits", error=told(fault))
                pause = _AFTER_FAULT_SECONDS
            self._wake()
            try:
                await asyncio.wait_for(self._ending.wait(), pause)
            except TimeoutError:
                continue
        self._wake()

    def _wake(self) -> None:
        self._looked.set()
        self._looked = asyncio.Event()
