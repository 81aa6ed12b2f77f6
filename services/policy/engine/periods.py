"""The stretches of time over which a clause is judged for one teacher."""

from dataclasses import dataclass
from datetime import timedelta

from services.policy.calendars import Span, year_label, years_later
from services.policy.engine.case import Case, Period, Words
from services.policy.engine.standing import Result

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


def judging_years(case: Case) -> list[Period]:
    """Return the judging years that have begun."""
    calendar = case.plan.pack.year
    return [Period(year_label(calendar, year), year, year) for year in case.plan.years if year.first <= case.as_of]


def periods_of(case: Case, kind: str) -> list[Period] | NoPeriod:
    """Return the periods of a kind that have begun, or why there is none."""
    if kind == "cycle":
        return [Period(None, case.plan.cycle)]
    if kind == "year":
        return judging_years(case)
    hired_on = case.timeline.hired_on
    if hired_on is None:
        return _HIRE_UNKNOWN
    if not case.plan.cycle.holds(hired_on):
        return _NOT_NEW
    year = next((year for year in case.plan.years if year.holds(hired_on)), None)
    if year is None:
        return _NOT_NEW
    if kind == "first_year":
        period = Period(year_label(case.plan.pack.year, year), year, year)
    else:
        last = years_later(hired_on, _YEARS[kind]) - _DAY
        period = Period(f"{hired_on.isoformat()}/{last.isoformat()}", Span(hired_on, last), year)
    return [period] if period.span.first <= case.as_of else []
