"""Slots of the school calendar: semesters as held, teaching weeks, months, pairs of months, thirds of a semester."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from services.policy.calendars import Span, month_of, months_mostly_in, year_label, year_named, year_of, years_of_cycle
from services.policy.facts import SchoolCalendar
from services.policy.format.pack import Pack, Year

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_POINTS = {"start": ("期初", "the start"), "middle": ("期中", "the middle"), "end": ("期末", "the end")}
_ORDINALS = {"1": ("第一学期", "first semester"), "2": ("第二学期", "second semester")}
NO_CALENDAR = SchoolCalendar()


class NoSemesters(LookupError):
    """A slot needs semesters, but no calendar was published and the pack names no usual ones."""


@dataclass(frozen=True, slots=True)
class SemesterHeld:
    """A semester with its days and names."""

    label: str
    """For example 2012-2013-1, or as the published calendar calls it."""
    span: Span
    year: Span
    """The judging year in which it begins."""
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of days in which something is asked, with its name."""

    span: Span
    zh: str
    en: str


def semesters_in(pack: Pack, calendar: SchoolCalendar | None, span: Span) -> tuple[SemesterHeld, ...]:
    """Return the semesters of a span in order, none cut; the pack's usual ones where nothing was published.

    A semester that the span's edge cuts belongs to the side on which most of its days lie (with exactly half on each,
    to the side on which it begins), so that it is asked once by neighbouring years or cycles.
    """
    return _semesters(pack.year, calendar or NO_CALENDAR, span)


def semester_of(pack: Pack, calendar: SchoolCalendar | None, day: date) -> SemesterHeld | None:
    """Return the semester that a day lies in; a day of the holidays belongs to the semester that follows them."""
    around = Span(day - timedelta(days=800), day + timedelta(days=800))
    return next((held for held in semesters_in(pack, calendar, around) if held.span.last >= day), None)


def semester_owning(pack: Pack, calendar: SchoolCalendar | None, day: date) -> SemesterHeld | None:
    """Return the semester whose upper limits hold for a day; the holidays are those of the one after, unless said."""
    if pack.year.holidays != "semester_before":
        return semester_of(pack, calendar, day)
    around = Span(day - timedelta(days=800), day + timedelta(days=800))
    return next((held for held in reversed(semesters_in(pack, calendar, around)) if held.span.first <= day), None)


def with_holidays(pack: Pack, calendar: SchoolCalendar | None, held: SemesterHeld) -> Span:
    """Return the days of a semester with the holidays that belong to it for amounts."""
    rule, span = pack.year.holidays, held.span
    around = semesters_in(pack, calendar, Span(span.first - timedelta(days=800), span.last + timedelta(days=800)))
    if rule == "semester_before":
        following = next((other.span.first for other in around if other.span.first > span.last), None)
        return span if following is None else Span(span.first, following - _DAY)
    if rule == "semester_after":
        before = next((other.span.last for other in reversed(around) if other.span.last < span.first), None)
        return span if before is None else Span(before + _DAY, span.last)
    return span


def school_days(calendar: SchoolCalendar | None, span: Span) -> Iterator[date]:
    """Walk through the days from Monday to Friday that are no holidays."""
    holidays = [Span(first, last) for first, last in (calendar or NO_CALENDAR).holidays if first <= last]
    near = [holiday for holiday in holidays if holiday.within(span)]
    day = span.first
    while day <= span.last:
        if day.weekday() < 5 and not any(holiday.holds(day) for holiday in near):
            yield day
        day += _DAY


def slots_in(
    pack: Pack,
    calendar: SchoolCalendar | None,
    span: Span,
    *,
    every: str,
    points: tuple[str, ...] = (),
    weeks: str = "all",
    months: tuple[int, ...] = (),
) -> tuple[Slot, ...]:
    """Return the slots of a period in order.

    Weeks run from Monday to Sunday within a semester and carry the number that they have on the school's wall: the
    first one with a school day is 1, and a week of holidays keeps its number though it is no teaching week; a pair of
    weeks that the end cuts is left out. Months and pairs of months (1-2, 3-4 ... of the calendar, as 双月末 has it) are
    those of which at least half lies in the span. A slot as long as the span or longer is the span.
    `every` is a slot of the format, `points` name thirds of each semester, `weeks` is all, odd or even, and `months`
    keep only the slots that begin in these months. Raises NoSemesters.
    """
    return _slots(pack.year, calendar or NO_CALENDAR, span, every, points, weeks, months)


@lru_cache(maxsize=1024)
def _semesters(year: Year, calendar: SchoolCalendar, span: Span) -> tuple[SemesterHeld, ...]:
    published = [
        SemesterHeld(s.label, Span(s.first, s.last), year_of(year, s.first), *_named(s.label))
        for s in calendar.semesters
        if s.first <= s.last
    ]
    usual = [held for held in _usual(year, span) if not any(_replaces(other.span, held.span) for other in published)]
    return tuple(sorted((held for held in (*published, *usual) if _belongs(held.span, span)), key=lambda h: h.span))


def _usual(year: Year, span: Span) -> Iterator[SemesterHeld]:
    for number in range(span.first.year - 1, span.last.year + 1):
        for index, days in enumerate(year.semesters, start=1):
            first = date.fromisoformat(f"{number}-{days.first}")
            last = date.fromisoformat(f"{number + (days.last < days.first)}-{days.last}")
            whole = year_of(year, first)
            label = year_label(year, whole)
            named = year_named(year, label)
            yield SemesterHeld(
                f"{label}-{index}", Span(first, last), whole, f"{named}{days.label.zh}", f"{days.label.en} of {label}"
            )


def _named(label: str) -> tuple[str, str]:
    parts = re.fullmatch(r"(\d{4}-\d{4})-([12])", label)
    if parts is None:
        return label, label
    zh, en = _ORDINALS[parts[2]]
    return f"{parts[1]}学年{zh}", f"{en} of {parts[1]}"


def _replaces(published: Span, usual: Span) -> bool:
    common = published.within(usual)
    return common is not None and 2 * common.days >= usual.days


def _belongs(semester: Span, span: Span) -> bool:
    inside = semester.within(span)
    if inside is None:
        return False
    return 2 * inside.days > semester.days or (2 * inside.days == semester.days and span.holds(semester.first))


@lru_cache(maxsize=4096)
def _slots(
    year: Year,
    calendar: SchoolCalendar,
    span: Span,
    every: str,
    points: tuple[str, ...],
    weeks: str,
    months: tuple[int, ...],
) -> tuple[Slot, ...]:
    found = _every(year, calendar, span, every, points, weeks)
    return tuple(slot for slot in found if not months or slot.span.first.month in months)


def _every(
    year: Year, calendar: SchoolCalendar, span: Span, every: str, points: tuple[str, ...], weeks: str
) -> list[Slot]:
    match every:
        case "month":
            return [_month(month) for month in months_mostly_in(span)]
        case "two_months":
            return [_pair(pair) for pair in _pairs_of_months(span)]
        case "year":
            years = years_of_cycle(year, span)
            return [Slot(cut, *_year_named(year, cut)) for cut in years] if len(years) > 1 else [_all_of(span)]
        case "week" | "two_weeks" | "semester":
            return _within_semesters(year, calendar, span, every, points, weeks)
    return [_all_of(span)]


def _within_semesters(
    year: Year, calendar: SchoolCalendar, span: Span, every: str, points: tuple[str, ...], weeks: str
) -> list[Slot]:
    semesters = _semesters(year, calendar, span)
    if not semesters:
        raise NoSemesters
    found: list[Slot] = []
    for held in semesters:
        slots = _of_semester(held, calendar, every, points, weeks)
        # Where there is only one semester the period names it already.
        alone = len(semesters) == 1 or (every == "semester" and not points)
        found += slots if alone else [Slot(s.span, f"{held.zh}{s.zh}", f"{s.en} of the {held.en}") for s in slots]
    return found


def _of_semester(
    held: SemesterHeld, calendar: SchoolCalendar, every: str, points: tuple[str, ...], weeks: str
) -> list[Slot]:
    if every == "semester":
        thirds = _thirds(held.span)
        return [thirds[point] for point in points] if points else [Slot(held.span, held.zh, held.en)]
    numbered = list(_weeks(held.span, calendar))
    if every == "two_weeks":
        pairs = zip(numbered[::2], numbered[1::2], strict=False)
        return [
            Slot(Span(a.first, b.last), f"第{n}至{n + 1}周", f"weeks {n} and {n + 1}")
            for (n, a, teaches_a), (_, b, teaches_b) in pairs
            if teaches_a or teaches_b
        ]
    return [
        Slot(week, f"第{n}周（{_days_zh(week)}）", f"week {n} ({_days_en(week)})")
        for n, week, teaches in numbered
        if teaches and (weeks == "all" or (n % 2 == 1) == (weeks == "odd"))
    ]


def _weeks(semester: Span, calendar: SchoolCalendar) -> Iterator[tuple[int, Span, bool]]:
    """Number the weeks of a semester and say of each whether there is school."""
    number = 0
    monday = semester.first - timedelta(days=semester.first.weekday())
    while monday <= semester.last:
        week = Span(max(monday, semester.first), min(monday + _WEEK - _DAY, semester.last))
        teaches = any(True for _ in school_days(calendar, week))
        if number or teaches:
            number += 1
            yield number, week, teaches
        monday += _WEEK


def _thirds(semester: Span) -> dict[str, Slot]:
    days = semester.days
    cuts = [semester.first + timedelta(days=days * third // 3) for third in range(4)]
    return {
        point: Slot(Span(first, until - _DAY), zh, en)
        for (point, (zh, en)), first, until in zip(_POINTS.items(), cuts, cuts[1:], strict=False)
    }


def _pairs_of_months(span: Span) -> Iterator[Span]:
    """Walk through the pairs of months of which at least half lies in a span, each cut to it."""
    first = span.first.replace(day=1)
    first = first.replace(month=first.month - (first.month + 1) % 2)
    while first <= span.last:
        whole = Span(first, month_of(first + timedelta(days=31)).last)
        cut = whole.within(span)
        if cut is not None and 2 * cut.days >= whole.days:
            yield cut
        first = whole.last + _DAY


def _month(month: Span) -> Slot:
    day = month.first
    return Slot(month, f"{day.year}年{day.month}月", f"{_MONTHS[day.month - 1]} {day.year}")


def _pair(pair: Span) -> Slot:
    year, odd = pair.first.year, pair.first.month - (pair.first.month + 1) % 2
    return Slot(pair, f"{year}年{odd}—{odd + 1}月", f"{_MONTHS[odd - 1]} and {_MONTHS[odd]} {year}")


def _year_named(year: Year, span: Span) -> tuple[str, str]:
    label = year_label(year, span)
    return year_named(year, label), label


def _all_of(span: Span) -> Slot:
    return Slot(span, f"{span.first.isoformat()}至{span.last.isoformat()}", f"{span.first} to {span.last}")


def _days_zh(span: Span) -> str:
    month = "" if span.first.month == span.last.month else f"{span.last.month}月"
    return f"{span.first.month}月{span.first.day}日至{month}{span.last.day}日"


def _days_en(span: Span) -> str:
    month = "" if span.first.month == span.last.month else f" {_MONTHS[span.first.month - 1]}"
    return f"{span.first.day}{month} to {span.last.day} {_MONTHS[span.last.month - 1]}"
