"""The stretches of time over which a clause is judged for one teacher."""

from dataclasses import dataclass
from datetime import timedelta

from services.policy.calendars import Span, year_label, years_later
from services.policy.engine.case import Case, Period, Words
from services.policy.engine.standing import Result
from services.policy.slots import semesters_in

_DAY = timedelta(days=1)
_YEARS = {"first_twelve_months": 1, "first_three_years": 3}


@dataclass(frozen=True, slots=True)
class NoPeriod:
    """Why there is nothing to judge."""

    result: Result
    reason: str
    words: Words


_NOT_NEW = NoPeriod(
    Result.NOT_APPLICABLE, "not_new", Words("不是本周期内入职的新教师", "did not enter service in this cycle")
)
_HIRE_UNKNOWN = NoPeriod(
    Result.UNDETERMINED, "fact_missing", Words("入职日期未知", "the day of entry into service is unknown")
)

_NO_SEMESTERS = NoPeriod(
    Result.UNDETERMINED, "calendar_missing", Words("尚未公布校历", "no school calendar was published")
)
_LATER = NoPeriod(
    Result.NOT_APPLICABLE,
    "governed_later",
    Words(
        "此项按后来适用的方案判定，已修学时学分一并带入", "judged by the pack in force since, which counts all entries"
    ),
)


def judging_years(case: Case) -> list[Period]:
    """Return the judging years that have begun and are this pack's to judge."""
    return [_of_year(case, year) for year in case.plan.years if year.first <= case.as_of and case.governed(year)]


def _of_year(case: Case, year: Span) -> Period:
    label = year_label(case.plan.pack.year, year)
    return Period(label, year, year, label)


def _semesters(case: Case) -> list[Period] | NoPeriod:
    held = semesters_in(case.plan.pack, case.calendar, case.plan.cycle)
    if not held:
        return _NO_SEMESTERS
    return [
        Period(s.label, s.span, s.year, year_label(case.plan.pack.year, s.year), Words(s.zh, f"In the {s.en}"))
        for s in held
        if s.span.first <= case.as_of and case.governed(s.span)
    ]


def periods_of(case: Case, kind: str) -> list[Period] | NoPeriod:
    """Return the periods of a kind that have begun, or why there is none."""
    if kind == "cycle":
        return [Period(None, case.plan.cycle)] if case.governs_cycle else _LATER
    if kind == "year":
        return judging_years(case)
    if kind == "semester":
        return _semesters(case)
    hired_on = case.timeline.hired_on
    if hired_on is None:
        return _HIRE_UNKNOWN
    if not case.plan.cycle.holds(hired_on):
        return _NOT_NEW
    year = next((year for year in case.plan.years if year.holds(hired_on)), None)
    if year is None:
        return _NOT_NEW
    if kind == "first_year":
        period = _of_year(case, year)
    else:
        last = years_later(hired_on, _YEARS[kind]) - _DAY
        label = f"{hired_on.isoformat()}/{last.isoformat()}"
        period = Period(label, Span(hired_on, last), year, year_label(case.plan.pack.year, year))
    return [period] if period.span.first <= case.as_of and case.governed(period.span) else []
