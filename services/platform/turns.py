"""Who writes takes turns: however many wait for what somebody holds, a connection is left for who only reads."""

import asyncio
from types import TracebackType
from typing import Final

from services.platform.errors import Overloaded

# As long as one waits for a connection.
PATIENCE_SECONDS: Final = 2.0
# Of so many connections one is never taken by who writes.
_SPARED: Final = 4


class Turns:
    """Fewer at a time than there are connections; who gets no turn in time is told to come again."""

    def __init__(self, *, connections: int) -> None:
        self._free = asyncio.Semaphore(max(1, connections - connections // _SPARED))

    async def __aenter__(self) -> None:
        if not self._free.locked():
            await self._free.acquire()
            return
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._free.acquire()
        except TimeoutError as fault:
            raise Overloaded from fault

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._free.release()
