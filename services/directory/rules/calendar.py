"""School calendars: the semesters and days off of a district, and of the schools that keep their own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from services.directory.errors import CalendarRefused
from services.policy import facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A semester or days off by their name, first and last day included."""

    label: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfSchool:
    """One school year as the district (school_id None) or one school holds it."""

    school_id: UUID | None
    school_year: str
    semesters: tuple[Days, ...]
    holidays: tuple[Days, ...]


class Calendars:
    """Every school year that a district or its schools have published."""

    def __init__(self, years: Iterable[YearOfSchool]) -> None:
        self._years: Mapping[tuple[UUID | None, str], YearOfSchool] = {
            (year.school_id, year.school_year): year for year in years
        }

    def __iter__(self) -> Iterator[YearOfSchool]:
        """Every one of them, in no order."""
        return iter(self._years.values())

    def year(self, school_year: str, *, school_id: UUID | None) -> YearOfSchool | None:
        """The school's own year where it has published one, else the district's."""
        return self._years.get((school_id, school_year)) or self._years.get((None, school_year))

    def of(self, school_id: UUID | None) -> facts.SchoolCalendar:
        """The calendar of a school, year by year its own or the district's; of the district itself with None."""
        labels = sorted({label for owner, label in self._years if owner in (school_id, None)})
        years = [year for label in labels if (year := self.year(label, school_id=school_id)) is not None]
        return facts.SchoolCalendar(
            semesters=tuple(
                facts.Semester(label=one.label, first=one.first_day, last=one.last_day)
                for year in years
                for one in year.semesters
            ),
            holidays=tuple((one.first_day, one.last_day) for year in years for one in year.holidays),
        )


def demand_orderly(year: YearOfSchool) -> None:
    """Raise CalendarRefused unless all days lie in the school year, August to August, and nothing overlaps."""
    start = int(year.school_year[:4])
    if year.school_year != f"{start}-{start + 1}":
        raise CalendarRefused(
            zh="学年写作两个相邻的年份,如 2025-2026", en="a school year is two neighbouring years, such as 2025-2026"
        )
    for days in (*year.semesters, *year.holidays):
        if days.last_day < days.first_day:
            raise CalendarRefused(
                zh=f"有一段日期的结束早于开始({days.last_day})",
                en=f"one period ends before it begins ({days.last_day})",
            )
        if days.first_day < date(start, 8, 1) or days.last_day > date(start + 1, 8, 31):
            raise CalendarRefused(
                zh=f"{days.first_day} 至 {days.last_day} 不在该学年内",
                en=f"{days.first_day} to {days.last_day} is not within that school year",
            )
    _demand_apart(year.semesters)
    _demand_apart(year.holidays)


def _demand_apart(periods: Sequence[Days]) -> None:
    for earlier, later in pairwise(sorted(periods, key=lambda one: one.first_day)):
        if later.first_day <= earlier.last_day:
            raise CalendarRefused(
                zh=f"{later.first_day} 起的一段与前一段重叠",
                en=f"what begins on {later.first_day} overlaps what stands before it",
            )
