"""Judging years, spans of days and months in post: the arithmetic of dates, without a clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.policy.format.pack import Year

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def within(self, other: "Span") -> "Span | None":
        """Return the days that both have."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Span(first, last) if first <= last else None


def year_of(year: Year, day: date) -> Span:
    """Return the judging year that a day lies in."""
    start = date(day.year, year.starts_month, year.starts_day)
    if start > day:
        start = start.replace(year=start.year - 1)
    return Span(start, start.replace(year=start.year + 1) - _DAY)


def year_label(year: Year, span: Span) -> str:
    """Name a judging year: 2023-2024 for a school year, 2023 for a calendar year."""
    start = year_of(year, span.first).first.year
    return f"{start}-{start + 1}" if year.calendar == "school_year" else str(start)


def year_named(year: Year, label: str) -> str:
    """Name a judging year in Chinese by its label: a school year or a calendar year."""
    return f"{label}学年" if year.calendar == "school_year" else f"{label}年度"


def years_of_cycle(year: Year, cycle: Span) -> tuple[Span, ...]:
    """Return the judging years of a cycle, each cut to the cycle.

    A year that the cycle's edge cuts belongs to it when at least half of its days do, so that five calendar years are
    five school years and not four or six.
    """
    years: list[Span] = []
    whole = year_of(year, cycle.first)
    while whole.first <= cycle.last:
        cut = whole.within(cycle)
        if cut is not None and 2 * cut.days >= whole.days:
            years.append(cut)
        whole = year_of(year, whole.last + _DAY)
    return tuple(years)


def years_asked(year: Year, cycle: Span) -> tuple[Span, ...]:
    """Return the judging years for which something is asked by year, each cut to the cycle."""
    if year.cut == "whole":
        return years_of_cycle(year, cycle)
    touched: list[Span] = []
    whole = year_of(year, cycle.first)
    while whole.first <= cycle.last:
        cut = whole.within(cycle)
        if cut == whole or (cut is not None and year.cut == "prorated" and months_mostly_in(cut)):
            touched.append(cut)
        whole = year_of(year, whole.last + _DAY)
    return tuple(touched)


def month_of(day: date) -> Span:
    """Return the calendar month that a day lies in."""
    first = day.replace(day=1)
    return Span(first, (first + timedelta(days=31)).replace(day=1) - _DAY)


def months_mostly_in(span: Span) -> list[Span]:
    """Cut a span into months, without those of which it has less than half."""
    return [month for month in months_of(span) if 2 * month.days >= month_of(month.first).days]


def months_of(span: Span) -> Iterator[Span]:
    """Cut a span into calendar months."""
    first = span.first
    while first <= span.last:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        yield Span(first, min(following - _DAY, span.last))
        first = following


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Melt overlapping and touching spans together."""
    melted: list[Span] = []
    for span in sorted(spans):
        if melted and span.first <= melted[-1].last + _DAY:
            melted[-1] = Span(melted[-1].first, max(melted[-1].last, span.last))
        else:
            melted.append(span)
    return tuple(melted)


def days_in(spans: Sequence[Span], window: Span) -> int:
    """Count the days of a window that the spans cover."""
    return sum(cut.days for span in joined(spans) if (cut := span.within(window)) is not None)


def full_years(since: date, until: date) -> int:
    """Count whole years between two days; who is born on 29 February turns a year older on 1 March."""
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def months_later(day: date, months: int) -> date:
    """Return the same day months later, the last day of a month that is too short."""
    month = day.month - 1 + months
    first = date(day.year + month // 12, month % 12 + 1, 1)
    return min(first.replace(day=1) + timedelta(days=day.day - 1), month_of(first).last)


def months_and_days(span: Span) -> tuple[int, int]:
    """Return the whole months of a span, counted from its first day, and the days left over."""
    months = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month + 1
    while months_later(span.first, months) > span.last + _DAY:
        months -= 1
    return months, (span.last + _DAY - months_later(span.first, months)).days


def years_later(day: date, years: int) -> date:
    """Return the same day years later, 1 March for a 29 February that does not exist."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
