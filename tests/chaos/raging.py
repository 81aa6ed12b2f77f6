"""In which order faults happen, which of them at once, and what became of each."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

import asyncpg
from redis.exceptions import RedisError

_MOST_TRIES = 3
_PAUSE_SECONDS = 0.5
# Between the beginnings of two faults.
_BREATH_SECONDS = (0.05, 0.25)
_PASSING = (
    *(OSError, TimeoutError, RedisError),
    *(asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError),
)


@dataclass(frozen=True)
class Kind:
    """A fault, and what nobody else may touch while it lasts: else it would meet nothing, or be measured wrongly."""

    do: Callable[[], Awaitable[None]]
    touches: frozenset[str]
    spares: frozenset[str] = frozenset()
    """What nobody may touch while it lasts, though others may spare it as well."""
    needs: tuple[str, ...] = ()
    """Processes that are to be at work when it begins: who is only being started cannot be harmed much."""

    @property
    def name(self) -> str:
        return getattr(self.do, "__name__", "fault").strip("_")

    def is_in_the_way_of(self, other: "Kind") -> bool:
        return bool(self.touches & (other.touches | other.spares) or self.spares & other.touches)


@dataclass
class Rage:
    """Goes through all kinds in an order that the seed decides, and again, each as soon as it can."""

    random: Random
    at_work: Callable[[str], Awaitable[None]]
    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """Faults that could not be done, and why."""

    async def go_through(self, kinds: Sequence[Kind]) -> None:
        """Each once, in an order that the seed decides."""
        await self._go_on(self.random.sample(kinds, len(kinds)), again=(), by=math.inf)

    async def go_on(self, kinds: Sequence[Kind], *, again: Sequence[Kind], seconds: float) -> None:
        """Begin faults for so long; return when the last one is over. Every kind comes before any comes again."""
        first = self.random.sample(kinds, len(kinds))
        await self._go_on(first, again=again, by=asyncio.get_running_loop().time() + seconds)

    async def _go_on(self, waiting: list[Kind], *, again: Sequence[Kind], by: float) -> None:
        loop = asyncio.get_running_loop()
        going: dict[asyncio.Task[None], Kind] = {}
        async with asyncio.TaskGroup() as tasks:
            while loop.time() < by and (waiting or again):
                waiting = waiting or self.random.sample(again, len(again))
                going = {task: kind for task, kind in going.items() if not task.done()}
                kind = first_free(waiting, going.values())
                if kind is None:
                    left = None if by == math.inf else by - loop.time()
                    await asyncio.wait(going, timeout=left, return_when=asyncio.FIRST_COMPLETED)
                    continue
                waiting.remove(kind)
                going[tasks.create_task(self._begin(kind, by=by))] = kind
                await asyncio.sleep(self.random.uniform(*_BREATH_SECONDS))

    async def _begin(self, kind: Kind, *, by: float) -> None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout_at(None if by == math.inf else by):
                for name in kind.needs:
                    await self.at_work(name)
        except TimeoutError:
            if loop.time() < by:
                self.failed.append(f"{kind.name}: {' or '.join(kind.needs)} does not come to work")
            return
        await self.do(kind)

    async def do(self, kind: Kind) -> None:
        """A fault, tried again where what it is done to is not there yet."""
        reason = ""
        for _ in range(_MOST_TRIES):
            try:
                await kind.do()
            except _PASSING as fault:
                reason = f"{type(fault).__name__} {fault}".strip()
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                self.done.append(kind.name)
                return
        self.failed.append(f"{kind.name}: {reason}")


def first_free(waiting: Iterable[Kind], going: Collection[Kind]) -> Kind | None:
    """The first that is in nobody's way, and in the way of none that came before it: nobody is overtaken for ever."""
    before = list(going)
    for kind in waiting:
        if not any(kind.is_in_the_way_of(one) for one in before):
            return kind
        before.append(kind)
    return None
