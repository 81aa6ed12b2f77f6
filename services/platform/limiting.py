"""How often one address may ask what is open to everybody: counted in the queue's server, here where that is away."""

import time
from collections import Counter
from typing import Final

from fastapi import Request
from redis.asyncio import Redis
from redis.exceptions import RedisError

from services.platform.errors import DomainError, Text

_MINUTE: Final = 60
_MOST_ADDRESSES: Final = 10_000


class AskedTooOften(DomainError):
    status = 429
    title = Text(zh="查询过于频繁,请稍后再试", en="Asked too often: try again in a minute")
    retry_after = _MINUTE


class Limit:
    """So many requests a minute from one address; every process counts with the others while Valkey is there."""

    def __init__(self, name: str, *, a_minute: int) -> None:
        self.name = name
        self.a_minute = a_minute
        self._here: tuple[int, Counter[str]] = (0, Counter())

    async def demand(self, request: Request) -> None:
        """Count this request; AskedTooOften beyond the limit."""
        address = request.client.host if request.client else ""
        minute = int(time.time()) // _MINUTE
        queue: Redis = request.app.state.queue
        key = f"limit:{self.name}:{minute}:{address}"
        try:
            async with queue.pipeline(transaction=True) as both:
                both.incr(key)
                both.expire(key, 2 * _MINUTE)
                asked = int((await both.execute())[0])
        except (RedisError, OSError):
            asked = self._counted_here(minute, address)
        if asked > self.a_minute:
            raise AskedTooOften

    def _counted_here(self, minute: int, address: str) -> int:
        if self._here[0] != minute or len(self._here[1]) >= _MOST_ADDRESSES:
            self._here = (minute, Counter())
        self._here[1][address] += 1
        return self._here[1][address]
