"""The stretches of time over which a clause is judged for one teacher."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.policy.calendars import Span, year_label, years_later
from services.policy.engine.case import Case, Period, Words
from services.policy.engine.plan import ClausePlan
from services.policy.engine.standing import Result
from services.policy.slots import semesters_in, with_holidays

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
    return [_of_year(case, year) for year in case.plan.asked_years if year.first <= case.as_of and case.governed(year)]


def _of_year(case: Case, year: Span) -> Period:
    label = year_label(case.plan.pack.year, year)
    return Period(label, year, year, label)


def periods_asked(case: Case, plan: ClausePlan) -> list[Period] | NoPeriod:
    """Return the periods over which amounts are asked: semesters with the holidays that belong to them."""
    periods = periods_of(case, plan.period)
    if isinstance(periods, NoPeriod) or plan.period != "semester" or case.plan.pack.year.holidays == "no_semester":
        return periods
    pack, cycle = case.plan.pack, case.plan.cycle
    held = {semester.label: semester for semester in semesters_in(pack, case.calendar, cycle)}
    found: list[Period] = []
    for period in periods:
        whole = with_holidays(pack, case.calendar, held[period.label or ""])
        first = min(period.span.first, max(whole.first, cycle.first))
        last = max(period.span.last, min(whole.last, cycle.last))
        found.append(replace(period, span=Span(first, last), school=period.span))
    return found


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
        span = Span(hired_on, _end_of(kind, hired_on))
        label = f"{span.first.isoformat()}/{span.last.isoformat()}"
        period = Period(label, span, year, year_label(case.plan.pack.year, year))
    # One that begins under this pack and ends under the next, perhaps in another cycle, is told here and nowhere else.
    return [period] if period.span.first <= case.as_of and case.begins_here(hired_on) else []


def first_days(kind: str, hired_on: date) -> Span | None:
    """Return the first months or years of service, counted from its first day; None of a period of any other kind."""
    return Span(hired_on, _end_of(kind, hired_on)) if kind in _YEARS else None


def _end_of(kind: str, hired_on: date) -> date:
    return years_later(hired_on, _YEARS[kind]) - _DAY
