"""The years and semesters by which the classes of one person are counted."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

from services.policy.calendars import Span, year_of
from services.policy.facts import SchoolCalendar
from services.policy.format import Pack
from services.policy.slots import semester_of

Per: TypeAlias = Literal["YEAR", "SEMESTER"]

_DAY: Final = timedelta(days=1)
# Where no pack names a year, the usual school year, cut where the winter holidays usually lie.
_AUTUMN, _SPRING = 9, 2


@dataclass(frozen=True, slots=True)
class Periods:
    """The year of the district's pack and its semesters as held; the usual school year where there is no pack."""

    pack: Pack | None = None
    calendar: SchoolCalendar | None = None

    def of(self, per: Per, day: date) -> Span:
        """The period that a day lies in; the holidays belong to the semester that follows them."""
        if per == "SEMESTER" and self.pack is not None:
            held = semester_of(self.pack, self.calendar, day)
            if held is not None:
                return held.span
        if per == "YEAR":
            return _school_year(day) if self.pack is None else year_of(self.pack.year, day)
        if _SPRING <= day.month < _AUTUMN:
            return Span(date(day.year, _SPRING, 1), date(day.year, _AUTUMN, 1) - _DAY)
        first = _school_year(day).first
        return Span(first, date(first.year + 1, _SPRING, 1) - _DAY)


def _school_year(day: date) -> Span:
    first = date(day.year if day.month >= _AUTUMN else day.year - 1, _AUTUMN, 1)
    return Span(first, date(first.year + 1, _AUTUMN, 1) - _DAY)
