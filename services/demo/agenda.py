"""What happens when: steps in the order of the districts' time, which is moved from one to the next."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from services.demo.client import together
from services.demo.values import SHANGHAI

Travel = Callable[[datetime], Awaitable[None]]
Work = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    work: Work


class Agenda:
    """Steps by their moment; those of the same moment are taken at once."""

    def __init__(self) -> None:
        self._steps: defaultdict[datetime, list[_Step]] = defaultdict(list)
        self._afterwards: list[Work] = []

    def at(self, moment: datetime, name: str, work: Work) -> None:
        """Plan a step; its name is shown while it is taken."""
        self._steps[moment].append(_Step(name, work))

    def afterwards(self, work: Work) -> None:
        """Do this when the agenda ends, however it ends."""
        self._afterwards.append(work)

    async def run(self, travel: Travel, telling: "Telling") -> None:
        """Take every step, earliest first; steps may plan later ones while they are taken."""
        try:
            await self._take_steps(travel, telling)
        finally:
            for work in self._afterwards:
                await work()

    async def _take_steps(self, travel: Travel, telling: "Telling") -> None:
        done = 0
        while self._steps:
            moment = min(self._steps)
            steps = self._steps.pop(moment)
            telling.tell(moment, steps[0].name)
            await travel(moment)
            await together(*(step.work() for step in steps))
            done += len(steps)
            telling.advance(done, done + sum(len(left) for left in self._steps.values()))


class Telling:
    """The progress bars: how far the year is, and how many have checked in."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
        )
        self._year = self._progress.add_task("学年 the school year", total=None)
        self._scans = self._progress.add_task("签到签退 check-ins", total=None)
        self._expected: dict[int, int] = {}

    def __enter__(self) -> "Telling":
        self._progress.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._progress.stop()

    def tell(self, moment: datetime, name: str) -> None:
        self._progress.update(self._year, description=f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M} {name}")

    def advance(self, done: int, total: int) -> None:
        self._progress.update(self._year, completed=done, total=total)

    def expect_scans(self, district_id: int, number: int) -> None:
        """How many check-ins and check-outs the classes of a district will see, as far as is known."""
        self._expected[district_id] = number
        self._progress.update(self._scans, total=sum(self._expected.values()))

    def scanned(self) -> None:
        self._progress.advance(self._scans)
