"""How long somebody waits after so many tries: counted in the queue's server, here where that is away."""

import hashlib
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from redis.asyncio import Redis
from redis.exceptions import RedisError

_MOST_KEPT: Final = 10_000


class Delays:
    """Counts the tries of names that nobody need know, such as addresses; the more, the longer it has to wait.

    `wait_after` says for how long after so many of them. They are forgotten `counted_for` after the first.
    Every process counts with the others while Valkey is there, and by itself while it is not: it never lets by.
    """

    def __init__(
        self, queue: Redis, name: str, *, wait_after: Callable[[int], timedelta | None], counted_for: timedelta
    ) -> None:
        self._queue = queue
        self._name = name
        self._wait_after = wait_after
        self._counted_for = counted_for
        # Tries, and by this process's clock: until when one waits, and when they are forgotten.
        self._here: dict[str, tuple[int, float, float]] = {}

    async def left(self, who: str) -> int:
        """Whole seconds that it still has to wait; 0 where it may try."""
        here = self._here.get(who)
        waits_here = max(0, round(here[1] - time.monotonic() + 0.5)) if here else 0
        try:
            return max(waits_here, int(await self._queue.ttl(self._key("waits", who))))
        except (RedisError, OSError):
            return waits_here

    async def take(self, who: str) -> int:
        """Count one more and return 0, where nobody has to wait; else the seconds. Of many at once one is let by."""
        if (wait := await self.left(who)) > 0:
            return wait
        shortest = self._wait_after(1)
        try:
            if shortest and not await self._queue.set(self._key("waits", who), 1, ex=shortest, nx=True):
                return max(1, await self.left(who))
        except (RedisError, OSError):
            here = self._here.get(who)
            if here and here[1] > time.monotonic():
                return max(1, round(here[1] - time.monotonic()))
            self._count_here(who, 0)
            return 0
        await self.count(who)
        return 0

    async def count(self, who: str) -> None:
        """Count one more."""
        tries, counts = 0, self._key("tries", who)
        try:
            async with self._queue.pipeline(transaction=True) as both:
                both.incr(counts)
                both.expire(counts, self._counted_for, nx=True)
                tries = int((await both.execute())[0])
            wait = self._wait_after(tries)
            if wait is not None:
                await self._queue.set(self._key("waits", who), tries, ex=wait)
        except (RedisError, OSError):
            self._count_here(who, tries)

    def _count_here(self, who: str, tries: int) -> None:
        now = time.monotonic()
        if len(self._here) >= _MOST_KEPT:
            self._here.clear()
        before, _, forgotten_at = self._here.get(who, (0, 0.0, 0.0))
        if forgotten_at <= now:
            before, forgotten_at = 0, now + self._counted_for.total_seconds()
        count = max(tries, before + 1)
        wait = self._wait_after(count)
        self._here[who] = (count, now + wait.total_seconds() if wait else 0.0, forgotten_at)

    def _key(self, kind: str, who: str) -> str:
        # Names may be people's: the queue's server holds none.
        return f"delay:{self._name}:{kind}:{hashlib.sha256(who.encode()).hexdigest()}"
