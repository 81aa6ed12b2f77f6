"""How often somebody may ask the same: counted in the queue's server for all processes, here where that is away."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping
from ipaddress import IPv4Address, ip_address, ip_network
from typing import Final, TypeAlias
from uuid import UUID

from fastapi import Request
from redis.asyncio import Redis
from redis.exceptions import RedisError

from services.platform.access import Reach, Viewer
from services.platform.errors import DomainError, Text

_MINUTE: Final = 60
_HOUR: Final = 3_600
# What a provider gives to one household, at least.
_NETWORK_BITS: Final = 64
_MOST_ASKERS: Final = 50_000
# A queue that hangs holds nobody up: it is counted here.
_PATIENCE_SECONDS: Final = 0.25


class AskedTooOften(DomainError):
    status = 429
    title = Text(zh="查询过于频繁,请稍后再试", en="Asked too often: try again in a minute")
    retry_after = _MINUTE


class AskedTooOftenThisHour(DomainError):
    status = 429
    title = Text(zh="本小时内次数过多,请稍后再试", en="Asked too often in this hour: try again later")
    retry_after = 600

    @classmethod
    def slug(cls) -> str:
        return AskedTooOften.slug()


# Whose requests are counted together; None where nothing is counted.
Asker: TypeAlias = Callable[[Request], UUID | int | str | None]


def told_address(request: Request) -> str:
    """From where the request comes, as the server or its gateway says."""
    return request.client.host if request.client else ""


def by_address(request: Request) -> str:
    """Of an IPv6 address the network: whoever has one has all of its addresses."""
    told = told_address(request)
    try:
        address = ip_address(told)
    except ValueError:
        return told
    if isinstance(address, IPv4Address):
        return told
    return str(address.ipv4_mapped or ip_network((int(address), _NETWORK_BITS), strict=False))


def by_account(request: Request) -> UUID | None:
    viewer: Viewer | None = request.state.viewer
    return viewer.principal.account_id if viewer else None


def by_person(request: Request) -> UUID | None:
    """Who acts for themselves; whoever acts for many does it as often as there are many."""
    viewer: Viewer | None = request.state.viewer
    return viewer.principal.account_id if viewer and viewer.reach is Reach.OWN else None


def by_client(request: Request) -> UUID | None:
    """Connected systems only."""
    viewer: Viewer | None = request.state.viewer
    return viewer.principal.account_id if viewer and viewer.principal.roles == {"integration"} else None


def by_district(request: Request) -> int | None:
    viewer: Viewer | None = request.state.viewer
    return viewer.principal.district_id if viewer else None


def by_nobody(_request: Request) -> str:
    """All who ask together."""
    return ""


class Limit:
    """So many requests a second, a minute or an hour of one asker.

    Every process counts with the others while Valkey is there; `each_for_itself` spares the way there on a hot path.
    """

    def __init__(
        self,
        name: str,
        *,
        a_second: int = 0,
        a_minute: int = 0,
        an_hour: int = 0,
        by: Asker = by_address,
        each_for_itself: bool = False,
    ) -> None:
        self.name = name
        self.most = a_second or a_minute or an_hour
        self.seconds = 1 if a_second else _MINUTE if a_minute else _HOUR
        self._too_often = AskedTooOftenThisHour if an_hour else AskedTooOften
        self.by = by
        self._each_for_itself = each_for_itself
        self._here: tuple[int, Counter[UUID | int | str]] = (0, Counter())

    async def demand(self, request: Request) -> None:
        """Count this request; AskedTooOften beyond the limit."""
        if await self._count(request, 1) > self.most * request.app.state.settings.rate_factor:
            raise self._too_often

    async def take_back(self, request: Request) -> None:
        """Count it no more, where only what fails is to be counted: many who are right may share one address."""
        await self._count(request, -1)
        # Once, however often what was asked is done again.
        request.state.counted_in = None

    async def _count(self, request: Request, change: int) -> int:
        """How many there were in this turn; what was counted in the one before is over."""
        asker = self.by(request)
        turn = int(time.time()) // self.seconds
        if asker is None or not request.app.state.settings.rate_factor:
            return 0
        if change > 0:
            request.state.counted_in = turn
        elif getattr(request.state, "counted_in", None) != turn:
            return 0
        if self._each_for_itself:
            return self._counted_here(turn, asker, change)
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                return await self._counted_together(request.app.state.queue, turn, asker, change)
        except (RedisError, OSError, TimeoutError):
            return self._counted_here(turn, asker, change)

    async def _counted_together(self, queue: Redis, turn: int, asker: UUID | int | str, change: int) -> int:
        key = f"limit:{self.name}:{turn}:{asker}"
        async with queue.pipeline(transaction=True) as both:
            both.incrby(key, change)
            both.expire(key, 2 * self.seconds)
            return int((await both.execute())[0])

    def _counted_here(self, turn: int, asker: UUID | int | str, change: int) -> int:
        if self._here[0] != turn or len(self._here[1]) >= _MOST_ASKERS:
            self._here = (turn, Counter())
        self._here[1][asker] += change
        return self._here[1][asker]


# Whatever is verified by whomever, in one process.
VERIFYING_TOGETHER: Final = Limit("verify-together", a_second=200, by=by_nobody, each_for_itself=True)

# operation -> how often it may be asked for.
Limits: TypeAlias = Mapping[str, Limit]
