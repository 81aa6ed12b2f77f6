"""One teacher before the engine: entries placed in their cells, and what reliefs have changed so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from services.policy.calendars import Span
from services.policy.engine.plan import AdjustmentPlan, ClausePlan, PartPlan, Plan, Refused, Required
from services.policy.engine.standing import Progress, Result
from services.policy.engine.timeline import Timeline
from services.policy.facts import Entry
from services.policy.format.conditions import SCALE
from services.policy.matching import Cell, coarse_cell


class Words(NamedTuple):
    """The same said twice."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as whole ten-thousandths, with the selectors that pick it."""

    entry_id: str
    hours: int
    credits: int
    last: date
    mask: int
    refused: Refused | None


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that a clause is judged over. The label is None for the cycle."""

    label: str | None
    span: Span
    year: Span | None = None
    """The judging year, where the period is or belongs to one."""


@dataclass(slots=True)
class Measured:
    """What a part came to, in ten-thousandths."""

    part: PartPlan
    counted: int = 0
    """After cuts by caps."""
    beyond: int = 0
    """What lies over the part's own upper limit."""
    rows: list[tuple[Row, int]] = field(default_factory=list)
    left_out: list[tuple[Row, int, Words]] = field(default_factory=list)
    tiers: tuple[int, ...] = ()


@dataclass(slots=True)
class PartAssessed:
    """One part of a clause, measured against what it must come to."""

    measured: Measured
    required: Required | None
    """None when the number is unknown."""
    met: bool
    too_much: bool = False

    @property
    def gap(self) -> int:
        if self.required is None or self.required.amount is None:
            return 0
        return max(0, self.required.amount - self.measured.counted)


@dataclass(slots=True)
class Assessed:
    """What one clause in one period came to."""

    plan: ClausePlan
    period: Period
    result: Result
    reason: str
    words: Words | None = None
    parts: list[PartAssessed] = field(default_factory=list)
    lacking: list[Words] = field(default_factory=list)
    """Certificates that are not in hand."""
    due_on: date | None = None
    progress: Progress = Progress.FINAL


@dataclass(slots=True)
class Case:
    """What judging one teacher needs to remember."""

    plan: Plan
    timeline: Timeline
    as_of: date
    rows: list[Row]
    waived: dict[tuple[str, str | None], str] = field(default_factory=dict)
    adjusted: dict[tuple[str, str | None], list[tuple[str, AdjustmentPlan]]] = field(default_factory=dict)
    doubted: dict[tuple[str, str | None], tuple[str, Words]] = field(default_factory=dict)
    states: dict[tuple[str, str | None], Assessed] = field(default_factory=dict)
    """What reliefs came to, in the order in which they were worked."""
    _within: dict[Span, list[Row]] = field(default_factory=dict)

    def rows_in(self, span: Span) -> list[Row]:
        """Return the rows earned in a span, in the order in which they fill what is limited."""
        known = self._within.get(span)
        if known is None:
            known = self._within[span] = [row for row in self.rows if span.first <= row.last <= span.last]
        return known

    def waiver_of(self, clause_id: str, period: Period) -> str | None:
        """Name the clause that waives this one in a period. What is waived for the cycle is waived for every part."""
        label = period.label
        return self.waived.get((clause_id, label)) or self.waived.get((clause_id, None))


def placed(plan: Plan, entries: Iterable[Entry], as_of: date) -> list[Row]:
    """Return the entries earned by a day in a fixed order, however they were given; an id may stand once only."""
    rows: list[Row] = []
    seen: set[str] = set()
    for entry in entries:
        if entry.entry_id in seen:
            raise ValueError(f"entry {entry.entry_id} is given twice")
        seen.add(entry.entry_id)
        if entry.earned_to > as_of:
            continue
        mask, refused = plan.place(_cell(plan, entry))
        rows.append(Row(entry.entry_id, scaled(entry.hours), scaled(entry.credits), entry.earned_to, mask, refused))
    rows.sort(key=lambda row: (row.last, row.entry_id))
    return rows


def _cell(plan: Plan, entry: Entry) -> Cell:
    if not plan.fine:
        return coarse_cell(entry)
    return Cell(
        category=entry.category,
        level=entry.level,
        mode=entry.mode,
        nature=entry.nature,
        kind=entry.kind,
        tags=entry.tags,
        organised_by_admin=entry.organised_by_admin,
        carried=entry.carried,
        hours=scaled(entry.hours),
        credits=scaled(entry.credits),
        from_day=entry.earned_from.toordinal(),
        to_day=entry.earned_to.toordinal(),
    )


@lru_cache(maxsize=65_536)
def scaled(amount: Decimal) -> int:
    """Return an amount of the book in ten-thousandths."""
    whole = int(amount * SCALE)
    if whole != amount * SCALE:
        raise ValueError(f"{amount} has more than four places")
    return whole


@lru_cache(maxsize=65_536)
def decimal(amount: int) -> Decimal:
    """Return ten-thousandths as the shortest exact decimal."""
    if amount % SCALE == 0:
        return Decimal(amount // SCALE)
    return Decimal(format(Decimal(amount).scaleb(-4).normalize(), "f"))


def shortest(amount: Fraction) -> str:
    """Write a number as people do: exactly where four places hold it, else as a fraction."""
    tenths = amount * SCALE
    return format(decimal(int(tenths)), "f") if tenths.denominator == 1 else str(amount)
