"""In which order faults happen, which of them at once, and what became of each."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
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
        if isinstance(self.do, partial):
            return " ".join([self.do.func.__name__.strip("_"), *self.do.args])
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

    async def go_on(self, kinds: Sequence[Kind], *, seconds: float) -> None:
        """Do each once, and then again for what is left of so many seconds; return when the last one is over."""
        loop = asyncio.get_running_loop()
        by, waiting = loop.time() + seconds, self.random.sample(kinds, len(kinds))
        going: dict[asyncio.Task[None], Kind] = {}
        async with asyncio.TaskGroup() as tasks:
            while waiting or loop.time() < by:
                waiting = waiting or self.random.sample(kinds, len(kinds))
                going = {task: kind for task, kind in going.items() if not task.done()}
                kind = first_free(waiting, going.values())
                if kind is None:
                    await asyncio.wait(going, return_when=asyncio.FIRST_COMPLETED)
                    continue
                waiting.remove(kind)
                going[tasks.create_task(self._begin(kind))] = kind
                await asyncio.sleep(self.random.uniform(*_BREATH_SECONDS))

    async def _begin(self, kind: Kind) -> None:
        try:
            for name in kind.needs:
                await self.at_work(name)
        except TimeoutError:
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
