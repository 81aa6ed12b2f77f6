"""What bodies and downloads may take of a process's memory: large ones wait for room, and nobody takes it all."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

from services.platform import turns
from services.platform.errors import Overloaded

# Of what is read, worked on or sent now, that apart which is as small as most is.
MOST_BYTES: Final = 100_663_296
# One account's share: one file of the largest, or several photographs.
_SHARES: Final = 4


class Room:
    """So many bytes at a time, a quarter of them for one account; who finds no room in time is told to come again."""

    def __init__(self, *, most: int = MOST_BYTES) -> None:
        self._most = most
        self._taken: Counter[UUID | None] = Counter()
        self._left = asyncio.Event()

    @asynccontextmanager
    async def of(self, account_id: UUID | None, size: int) -> AsyncIterator[None]:
        """Room for a body until the request has its answer, or for an answer until it has left."""
        if not self._has(account_id, size):
            try:
                async with asyncio.timeout(turns.PATIENCE_SECONDS):
                    while not self._has(account_id, size):
                        await self._left.wait()
            except TimeoutError as fault:
                raise Overloaded from fault
        self._taken[account_id] += size
        try:
            yield
        finally:
            self._taken[account_id] -= size
            if not self._taken[account_id]:
                del self._taken[account_id]
            self._left.set()
            self._left = asyncio.Event()

    def _has(self, account_id: UUID | None, size: int) -> bool:
        return self._taken.total() + size <= self._most and self._taken[account_id] + size <= self._most // _SHARES
