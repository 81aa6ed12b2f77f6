"""Hours and credits grouped by kind and month, as the ledger keeps them: what a district is judged by at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from services.policy.calendars import Span
from services.policy.engine.case import Row
from services.policy.engine.plan import Plan, Refused
from services.policy.facts import Fact, SchoolCalendar, Teacher
from services.policy.format.selectors import Where
from services.policy.matching import Cell, matches

MONTHS = 1 << 15
"""A cell number is the number of the row key times this, plus the month (year times twelve, plus 0 to 11)."""

Tally: TypeAlias = tuple[int, int, int, int]
"""Cell number, days (first day of the month with an entry times 32, plus the last), hours and credits in
ten-thousandths; reversals netted."""

Places: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""Where the hours, and where the credits of a tally are added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One teacher of a district: what the directory knows, the tallies, and facts of their own."""

    teacher: Teacher
    rows: Sequence[Tally]
    facts: tuple[Fact, ...] = ()
    calendar: SchoolCalendar | None = None


class Straddled(Exception):
    """A tally has entries on both sides of an edge that lies within its month: only the entries can tell."""


@dataclass(frozen=True, slots=True)
class Selection:
    """An amount that is added up: which entries, in which unit, over which days."""

    selector: int
    """A bit mask; 0 takes every entry."""
    in_hours: bool
    window: Span
    not_in: int = 0
    """Entries that any of these selectors picks are left out."""
    also: tuple[int, ...] = ()
    """Other masks of which each must pick them too."""

    def picks(self, mask: int) -> bool:
        """Answer by the selectors that pick a cell."""
        return (
            (not self.selector or bool(mask & self.selector))
            and not mask & self.not_in
            and all(mask & other for other in self.also)
        )


@dataclass(slots=True)
class Keys:
    """The row keys of a district under one plan, placed in their cells once."""

    plan: Plan
    cells: Mapping[int, Cell]
    _placed: dict[int, tuple[int, Refused | None]] = field(default_factory=dict)

    def placed(self, key: int) -> tuple[int, Refused | None]:
        """Return which selectors pick what has this key, and what refuses it."""
        known = self._placed.get(key)
        if known is None:
            known = self._placed[key] = self.plan.place(self.cells[key])
        return known


@dataclass(slots=True)
class Layout:
    """Where every tally is added: the same for all profiles that are asked for the same amounts."""

    keys: Keys
    selections: tuple[Selection, ...]
    duties: tuple[Where, ...]
    """Selectors (`Where`) of entries that oblige to something; each has a place after the selections."""
    until: date
    known: dict[int, Places | None] = field(default_factory=dict)
    """By cell number: where its hours and its credits are added; None where the days have to be looked at."""
    _by_days: dict[tuple[int, int], Places] = field(default_factory=dict)
    _of_key: dict[int, int] = field(default_factory=dict)
    _of_month: dict[int, int | None] = field(default_factory=dict)
    _met: dict[int, Places] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.selections) + len(self.duties)

    def added(self, rows: Iterable[Tally]) -> list[int]:
        """Add up the tallies of one teacher; raises Straddled."""
        sums = [0] * self.size
        known = self.known
        for cell, days, hours, credits_ in rows:
            try:
                places = known[cell]
            except KeyError:
                places = known[cell] = self._places(cell)
            if places is None:
                places = self._places_by_days(cell, days)
            for place in places[0]:
                sums[place] += hours
            for place in places[1]:
                sums[place] += credits_
        return sums

    def _places(self, cell: int) -> Places | None:
        month = cell % MONTHS
        try:
            open_ = self._of_month[month]
        except KeyError:
            open_ = self._of_month[month] = self._open_in(_month(month))
        return None if open_ is None else self._both(cell // MONTHS, open_)

    def _places_by_days(self, cell: int, days: int) -> Places:
        key = (cell, days)
        known = self._by_days.get(key)
        if known is None:
            open_ = self._open_in(span_of(cell, days))
            if open_ is None:
                raise Straddled
            known = self._by_days[key] = self._both(cell // MONTHS, open_)
        return known

    def _open_in(self, span: Span) -> int | None:
        """Return a bit for every place whose days hold the whole span; None where an edge lies within it."""
        if span.first > self.until:
            return 0
        if span.last > self.until:
            return None
        open_ = ((1 << len(self.duties)) - 1) << len(self.selections)
        for place, selection in enumerate(self.selections):
            window = selection.window
            if window.first <= span.first and span.last <= window.last:
                open_ |= 1 << place
            elif window.first <= span.last and span.first <= window.last:
                return None
        return open_

    def _both(self, key: int, open_: int) -> Places:
        picked = self._of_key.get(key)
        if picked is None:
            picked = self._of_key[key] = self._picked(key)
        met = picked & open_
        places = self._met.get(met)
        if places is None:
            places = self._met[met] = self._listed(met)
        return places

    def _picked(self, key: int) -> int:
        """Return a bit for every place to which a row key adds, on whatever day."""
        mask, refused = self.keys.placed(key)
        picked = 0
        if refused is None:
            for place, selection in enumerate(self.selections):
                if selection.picks(mask):
                    picked |= 1 << place
        for place, where in enumerate(self.duties, start=len(self.selections)):
            if matches(where, self.keys.cells[key]):
                picked |= 1 << place
        return picked

    def _listed(self, bits: int) -> Places:
        places = [place for place in range(self.size) if bits >> place & 1]
        duties = [place for place in places if place >= len(self.selections)]
        own = [place for place in places if place < len(self.selections)]
        return (
            (*(place for place in own if self.selections[place].in_hours), *duties),
            (*(place for place in own if not self.selections[place].in_hours), *duties),
        )


def span_of(cell: int, days: int) -> Span:
    """Return the days between the first and the last entry of a tally."""
    return _days(cell % MONTHS, days)


@lru_cache(maxsize=65_536)
def _days(month: int, days: int) -> Span:
    first = _month(month).first
    return Span(first.replace(day=days // 32), first.replace(day=days % 32))


def cell_number(key: int, day: date) -> int:
    """Return the number of a row key in the month of a day."""
    return key * MONTHS + day.year * 12 + day.month - 1


def grouped_rows(keys: Keys, rows: Iterable[Tally], until: date) -> list[Row]:
    """Return tallies as if each were one entry on its last day; raises Straddled where a day would tell more."""
    found: list[Row] = []
    for cell, days, hours, credits_ in rows:
        span = span_of(cell, days)
        if span.first > until:
            continue
        if span.last > until:
            raise Straddled
        mask, refused = keys.placed(cell // MONTHS)
        found.append(Row(f"{cell}:{days}", hours, credits_, span.last, mask, refused))
    found.sort(key=_by_day)
    return found


def _by_day(row: Row) -> tuple[date, str]:
    return row.last, row.entry_id


def _month(number: int) -> Span:
    first = date(number // 12, number % 12 + 1, 1)
    following = number + 1
    return Span(first, _before(date(following // 12, following % 12 + 1, 1)))


def _before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1) if day > date.min else day
