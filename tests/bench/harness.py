"""The bench: goals as ratios of two things measured by turns in one run, a table, and var/bench/latest.json."""

import json
import math
import os
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

MOST_FOREIGN = 0.15
"""The share of the machine that others may take before a run says nothing."""
LATEST = Path("var/bench/latest.json")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a benchmark came to. `met` is None where the run is invalid."""

    value: float
    goal: float
    met: bool | None
    unit: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "goal": self.goal,
            "met": self.met,
            "unit": self.unit,
            "detail": dict(self.detail),
        }


@dataclass(frozen=True, slots=True)
class Compared:
    """Seconds of A and B in rounds taken by turns."""

    first: tuple[float, ...]
    second: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The median of B by the median of A."""
        return median(self.second) / median(self.first)


async def by_turns(
    first: Callable[[], Awaitable[object]], second: Callable[[], Awaitable[object]], *, rounds: int = 3
) -> Compared:
    """Measure A B A B ..., so that whatever slows the machine slows both."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for kept, measured in zip(seconds, (first, second), strict=True):
            began = time.perf_counter()
            await measured()
            kept.append(time.perf_counter() - began)
    return Compared(tuple(seconds[0]), tuple(seconds[1]))


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Return how time grows with size: 1 in proportion, 0 not at all; least squares over the logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(took) for took in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


@dataclass(slots=True)
class Load:
    """What others took of the machine since this began: all that was busy and is neither this process nor below it."""

    _busy: float = 0.0
    _ours: float = 0.0
    _began: float = 0.0

    def __post_init__(self) -> None:
        self._busy, self._ours, self._began = _busy_seconds(), _own_seconds(), time.monotonic()

    def foreign(self) -> float | None:
        """Return the share of the machine's processors, or None where the machine does not tell."""
        passed = (time.monotonic() - self._began) * (os.cpu_count() or 1)
        busy, ours = _busy_seconds() - self._busy, _own_seconds() - self._ours
        return None if not _STAT.exists() or passed <= 0 else max(0.0, busy - ours) / passed


_STAT = Path("/proc/stat")


def _tick() -> float:
    return float(os.sysconf("SC_CLK_TCK"))


def _busy_seconds() -> float:
    if not _STAT.exists():
        return 0.0
    user, nice, system, _idle, _wait, irq, soft, *_ = (
        int(word) for word in _STAT.read_text(encoding="ascii").splitlines()[0].split()[1:]
    )
    return (user + nice + system + irq + soft) / _tick()


def _own_seconds() -> float:
    return seconds_of([os.getpid()])


def seconds_of(processes: Sequence[int]) -> float:
    """Sum up what these processes and everything below them took of the processors, the dead included."""
    if not _STAT.exists():
        return 0.0
    parents: dict[int, int] = {}
    took: dict[int, float] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(folder.name)] = int(words[1])
            took[int(folder.name)] = sum(int(word) for word in words[11:15]) / _tick()
    own = frozenset(processes)

    def below(process: int) -> bool:
        while process and process not in own:
            process = parents.get(process, 0)
        return process in own

    return sum(seconds for process, seconds in took.items() if below(process))


def judged(finding: Finding, foreign: float | None) -> Finding:
    """Mark a finding as invalid where others took too much of the machine meanwhile."""
    valid = foreign is None or foreign <= MOST_FOREIGN
    detail = {**finding.detail, "foreign_load": None if foreign is None else round(foreign, 3), "valid": valid}
    return Finding(finding.value, finding.goal, finding.met if valid else None, finding.unit, detail)


def write(findings: Mapping[str, Finding], path: Path = LATEST) -> None:
    """Bring the findings into the file, beside those of benchmarks that did not run this time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known |= {name: finding.as_json() for name, finding in findings.items()}
    path.write_text(json.dumps(known, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


def show(findings: Mapping[str, Finding], console: Console | None = None) -> None:
    """Print the findings as a table."""
    table = Table("", "value", "goal", "unit", "met", "detail")
    for name, finding in sorted(findings.items()):
        met = {True: "yes", False: "NO", None: "invalid run"}[finding.met]
        told = "\n".join(f"{key}: {value}" for key, value in finding.detail.items())
        table.add_row(name, f"{finding.value:.3f}", f"{finding.goal:g}", finding.unit, met, told)
    (console or Console()).print(table)
