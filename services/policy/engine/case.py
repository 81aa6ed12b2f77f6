"""One teacher before the engine: entries placed in their cells, and what reliefs have changed so far."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from services.policy.calendars import Span
from services.policy.engine.plan import AdjustmentPlan, ClausePlan, DonePlan, PartPlan, Plan, Refused, Required
from services.policy.engine.standing import Progress, Result
from services.policy.engine.timeline import Timeline
from services.policy.facts import Entry, Fact, SchoolCalendar
from services.policy.format.conditions import SCALE
from services.policy.format.words import Bilingual
from services.policy.matching import coarse_cell, fine_cell


class Words(NamedTuple):
    """The same said twice."""

    zh: str
    en: str


UNITS: Mapping[str, Words] = {"hours": Words("学时", "hours"), "credits": Words("学分", "credits")}


@dataclass(slots=True)
class Row:
    """An entry as whole ten-thousandths, with the selectors that pick it."""

    entry_id: str
    hours: int
    credits: int
    last: date
    mask: int
    refused: Refused | None
    class_id: str | None = None
    program_id: str | None = None
    since: date | None = None
    """Its first day; None where it is one day."""

    @property
    def first(self) -> date:
        return self.last if self.since is None else self.since


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that a clause is judged over. The label is None for the cycle."""

    label: str | None
    span: Span
    year: Span | None = None
    """The judging year, where the period is or belongs to one."""
    year_label: str | None = None
    words: Words | None = None
    """Its name in a sentence, where the label does not say it."""
    school: Span | None = None
    """Of a semester with its holidays: the days of the semester alone."""

    @property
    def reckoned(self) -> Span:
        """The days that say who is asked and how much: holidays that go with a semester do not."""
        return self.school or self.span


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
    too_much: bool = False
    """Over a hard limit."""
    least: Words | None = None
    """What a class, program or entry must come to by itself to count at all."""
    broken: bool = False
    """Over a hard limit that is a plain number: whatever is added, it stays broken."""
    over: list[Words] = field(default_factory=list)
    """The days, classes, years ... in which a hard limit for each of them is broken, with what there is and may be."""
    line: int | None = None
    """The hard limit over the whole period, in ten-thousandths."""
    line_inclusive: bool = True
    doubt: bool = False
    """Whether a limit whose number is lost might keep some of it out."""
    sure: int | None = None
    """What counts whatever the lost number of a cap is; None where none is lost, or what is lost may forbid all."""
    may_grow: bool = False
    """Whether an offset whose number is lost might stand in for what is missing."""
    offsets: list["Taken"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Taken:
    """What stood in for a part: how much of it, from which entries, and why that is so."""

    label: Bilingual
    amount: int
    rows: tuple[tuple[Row, int], ...]
    why: Words
    calculation: str


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
        asked = self.required
        if asked is None or asked.amount is None:
            return 0
        short = max(0, asked.amount - self.measured.counted)
        if not short or asked.share is None or asked.exact is None or asked.share >= 1:
            return short
        # What is added makes the whole greater, of which a share is asked.
        return math.ceil((asked.exact - self.measured.counted) / (1 - asked.share) / asked.step) * asked.step

    @property
    def surely_met(self) -> bool:
        """Whether it is reached, whatever the numbers of caps are that are lost."""
        if not self.met or not self.measured.doubt:
            return self.met
        stood_in = sum(taken.amount for taken in self.measured.offsets)
        return self.measured.sure is not None and enough(self.required, self.measured.sure + stood_in)

    @property
    def surely_short(self) -> bool:
        """Whether it is not reached, whatever the numbers are that are lost."""
        if self.required is None or self.met or self.measured.may_grow:
            return False
        # What a lost cap might still cut may be what is too much.
        return not (self.too_much and self.measured.doubt and enough(self.required, self.measured.counted))

    @property
    def nothing(self) -> bool:
        """Whether a share is asked of nothing at all."""
        return self.required is not None and self.required.nothing and not self.measured.counted


@dataclass(frozen=True, slots=True)
class DoneAssessed:
    """Facts that a gate asks for, in ten-thousandths."""

    plan: DonePlan
    required: int | None
    """None when the number is unknown."""
    counted: int

    @property
    def met(self) -> bool:
        if self.required is None:
            return False
        return self.counted > self.required or (self.counted == self.required and self.plan.inclusive)


@dataclass(slots=True)
class Assessed:
    """What one clause in one period came to."""

    plan: ClausePlan
    period: Period
    result: Result
    reason: str
    words: Words | None = None
    parts: list[PartAssessed] = field(default_factory=list)
    said: Words | None = None
    """What is told instead of parts, facts and certificates."""
    mendable: bool = True
    """False where nothing that could still be done mends it, whatever the parts say."""
    enough: int | None = None
    """So many parts are enough; all of them when None."""
    any_of: tuple[int, int] | None = None
    """How many of all that is asked, parts, certificates and facts, are enough, and of how many."""
    papers: list[Words] = field(default_factory=list)
    """Certificates that are not in hand."""
    deeds: list[Words] = field(default_factory=list)
    """What is to be done of what was not done often enough."""
    done: list["DoneAssessed"] = field(default_factory=list)
    aside: Words | None = None
    """What is told at the end beside the way out."""
    due_on: date | None = None
    progress: Progress = Progress.FINAL

    @property
    def beyond_mending(self) -> bool:
        """Whether nothing that could still be done mends it: a hard limit is broken."""
        broken = sum(part.measured.broken for part in self.parts)
        if self.any_of is not None:
            return not self.mendable or self.any_of[1] - broken < self.any_of[0]
        return not self.mendable or broken > (0 if self.enough is None else len(self.parts) - self.enough)

    @property
    def beside(self) -> int:
        """How many certificates are in hand and facts done, where they count as much as a part."""
        asked = 0 if self.any_of is None else self.any_of[1] - len(self.parts) - len(self.done)
        return asked - len(self.papers) + sum(done.met for done in self.done)

    @property
    def lacking(self) -> list[PartAssessed]:
        """The parts that are still to be reached: where some are enough, those that are nearest."""
        short = [part for part in self.parts if not part.met and not part.nothing]
        if self.enough is None:
            return short
        open_ = [part for part in short if part.required is not None and not part.measured.broken]
        open_.sort(key=lambda part: part.gap)
        return open_[: max(0, self.enough - sum(part.met for part in self.parts))]


@dataclass(slots=True)
class Case:
    """What judging one teacher needs to remember."""

    plan: Plan
    timeline: Timeline
    as_of: date
    rows: list[Row]
    facts: tuple[Fact, ...] = ()
    """The teacher's own, dated up to the day, in a fixed order."""
    entries: tuple[Entry, ...] = ()
    """Those earned up to the day."""
    calendar: SchoolCalendar | None = None
    governs: Span | None = None
    """The days in which the pack is the one in force; the whole cycle when absent."""
    since: date | None = None
    """The first day on which no pack before it was in force; the first of those days when absent."""
    waived: dict[tuple[str, str | None], str] = field(default_factory=dict)
    adjusted: dict[tuple[str, str | None], list[tuple[str, AdjustmentPlan]]] = field(default_factory=dict)
    doubted: dict[tuple[str, str | None], dict[str, Words]] = field(default_factory=dict)
    """The reliefs of which it is not known whether they work for a clause in a period, and why."""
    states: dict[tuple[str, str | None], Assessed] = field(default_factory=dict)
    """What reliefs came to, in the order in which they were worked."""
    spent: dict[tuple[str, Span], Mapping[tuple[str, bool], int]] = field(default_factory=dict)
    """What clauses with offsets took from surpluses and entries, by clause and period; see `offsets`."""
    _within: dict[Span, list[Row]] = field(default_factory=dict)

    def rows_in(self, span: Span) -> list[Row]:
        """Return the rows earned in a span, in the order in which they fill what is limited."""
        known = self._within.get(span)
        if known is None:
            known = self._within[span] = [row for row in self.rows if span.first <= row.last <= span.last]
        return known

    def waiver_of(self, clause_id: str, period: Period) -> str | None:
        """Name the clause that waives this one in a period. What is waived for the cycle is waived for every part."""
        return next((self.waived[key] for key in keys_of(clause_id, period) if key in self.waived), None)

    def doubts_of(self, clause_id: str, period: Period) -> dict[str, Words]:
        """Name the reliefs of which it is not known whether they work for this clause in a period, and why."""
        if not self.doubted:
            return {}
        return {
            relief: why
            for key in keys_of(clause_id, period)
            for relief, why in self.doubted.get(key, _NO_DOUBTS).items()
        }

    def adjustments_of(self, clause_id: str, period: Period) -> list[tuple[str, AdjustmentPlan]]:
        """Return the reliefs that change the numbers of a clause in a period, in the order of the pack.

        What changes them for the cycle changes them for every part of it, and what does so for a year for its parts.
        """
        if not self.adjusted:
            return []
        found = [self.adjusted[key] for key in keys_of(clause_id, period) if key in self.adjusted]
        if len(found) < 2:
            return [change for changes in found for change in changes]
        order = [plan.clause.id for plan in self.plan.clauses]
        return sorted((change for changes in found for change in changes), key=lambda change: order.index(change[0]))

    def governed(self, span: Span) -> bool:
        """Answer whether a year or semester is this pack's to judge: it ends while the pack is the one in force."""
        return self.governs is None or self.governs.holds(span.last)

    def begins_here(self, day: date) -> bool:
        """Answer whether what begins on a day with somebody's service is this pack's, whenever it ends."""
        return self.governs is None or (self.since or self.governs.first) <= day <= self.governs.last

    @property
    def governs_cycle(self) -> bool:
        """Whether the cycle's clauses are this pack's: it is in force on the day, or was when the cycle ended."""
        return self.governs is None or self.governs.holds(self.as_of) or self.governs.holds(self.plan.cycle.last)


def enough(required: Required | None, counted: int) -> bool:
    """Answer whether an amount reaches what is asked; never where that is not known."""
    if required is None:
        return False
    if required.amount is None:
        return True
    return counted > required.amount or (counted == required.amount and required.inclusive)


def keys_of(clause_id: str, period: Period) -> tuple[tuple[str, str | None], ...]:
    """Where a relief may have left something for a period: the period itself, its year, and the cycle at the end."""
    labels = dict.fromkeys((period.label, period.year_label, None))
    return tuple((clause_id, label) for label in labels)


_NO_DOUBTS: Mapping[str, Words] = {}


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
        mask, refused = plan.place(fine_cell(entry) if plan.fine else coarse_cell(entry))
        rows.append(
            Row(
                entry.entry_id,
                scaled(entry.hours),
                scaled(entry.credits),
                entry.earned_to,
                mask,
                refused,
                entry.class_id,
                entry.program_id,
                entry.earned_from,
            )
        )
    rows.sort(key=lambda row: (row.last, row.entry_id))
    return rows


def dated(facts: Iterable[Fact], as_of: date) -> tuple[Fact, ...]:
    """Return the facts known by a day in a fixed order, however they were given; an id may stand once only."""
    seen: set[str] = set()
    for fact in (known := sorted(facts, key=lambda fact: (fact.on, fact.fact_id))):
        if fact.fact_id in seen:
            raise ValueError(f"fact {fact.fact_id} is given twice")
        seen.add(fact.fact_id)
    return tuple(fact for fact in known if fact.on <= as_of)


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


def equals(amount: Fraction) -> str:
    """Write what a calculation comes to: exactly where four places hold it, else about, to two."""
    exact = shortest(amount)
    if "/" not in exact:
        return f"= {exact}"
    return f"≈ {Decimal(round(amount * 100)).scaleb(-2)}"


def shortest(amount: Fraction) -> str:
    """Write a number as people do: exactly where four places hold it, else as a fraction."""
    tenths = amount * SCALE
    return format(decimal(int(tenths)), "f") if tenths.denominator == 1 else str(amount)
