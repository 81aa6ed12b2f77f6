"""How busy the machine is: who waits in line for a core is slow through no fault of its own."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

_LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to another."""

    began: float
    ended: float

    @property
    def seconds(self) -> float:
        return self.ended - self.began

    def sees(self, other: "Span") -> bool:
        """Whether the other began in it."""
        return self.began <= other.began <= self.ended


@dataclass
class Busyness:
    """How long processes had a core, and how long they waited in line for one, as the kernel counts it."""

    processes: Callable[[], Iterable[int]]
    seen: list[tuple[float, int, int]] = field(default_factory=list)
    """When it was looked at, and what was added since: had, and waited."""

    async def watch(self) -> None:
        before = self._count()
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            now = self._count()
            # Of a thread that has ended since, the last half second is not known.
            had, waited = (sum(now[one][what] - before.get(one, (0, 0))[what] for one in now) for what in (0, 1))
            self.seen.append((monotonic(), had, waited))
            before = now

    def amid(self, span: Span) -> float:
        """So many times longer everything took then than with a core of its own: 1 where none was waited for."""
        amid = [one for one in self.seen if span.began <= one[0] <= span.ended + _LOOK_SECONDS]
        had, waited = sum(one[1] for one in amid), sum(one[2] for one in amid)
        return (had + waited) / had if had else 1.0

    def _count(self) -> dict[Path, tuple[int, int]]:
        counted: dict[Path, tuple[int, int]] = {}
        for process in self.processes():
            for thread in Path(f"/proc/{process}/task").glob("*/schedstat"):
                with suppress(OSError):
                    had, waited, _ = thread.read_text(encoding="ascii").split()
                    counted[thread] = int(had), int(waited)
        return counted
