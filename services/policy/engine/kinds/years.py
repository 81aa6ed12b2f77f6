"""In how many periods another clause was met: four years of five, every one of two."""

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from services.policy.engine.amounts import amount_of
from services.policy.engine.assessing import unbound
from services.policy.engine.case import Assessed, Case, Period, Words, shortest
from services.policy.engine.kinds import requirements
from services.policy.engine.kinds.keeping import NOTHING_ASKED
from services.policy.engine.periods import NoPeriod, periods_of
from services.policy.engine.plan import ClausePlan
from services.policy.engine.reckoning import due_of, out_of_post
from services.policy.engine.standing import ClauseResult, Progress, Result
from services.policy.engine.telling import clause_named, told
from services.policy.format.clauses import TimesMetClause
from services.policy.format.formulas import MissingAmount
from services.policy.format.words import settled


def judge(case: Case, plan: ClausePlan) -> list[ClauseResult]:
    """Count the periods of the cycle in which the other clause is met; one that is excused counts as met."""
    clause = plan.clause
    if not isinstance(clause, TimesMetClause):
        raise TypeError(clause.kind)
    periods = periods_of(case, "cycle")
    if isinstance(periods, NoPeriod):
        cycle = Period(None, case.plan.cycle)
        return [told(case, Assessed(plan, cycle, periods.result, periods.reason, periods.words))]
    return [_told(case, plan, clause, period) for period in periods]


def _told(case: Case, plan: ClausePlan, clause: TimesMetClause, period: Period) -> ClauseResult:
    refused = unbound(case, plan, period) or out_of_post(case, plan, period)
    if refused is not None:
        return told(case, requirements.eased(case, refused))
    other = next(one for one in case.plan.clauses if one.clause.id == clause.times_met.clause)
    years = requirements.assessments(case, other)
    met = sum(year.result in {Result.MET, Result.EXEMPT} for year in years)
    asked = Assessed(plan, period, Result.MET, "reached", due_on=due_of(case, plan, period))
    ended = asked.due_on is None or case.as_of >= asked.due_on
    asked.progress = Progress.FINAL if ended else Progress.ON_TRACK
    name = clause_named(case, other.clause.id)
    try:
        written = amount_of(case, settled(clause.times_met.at_least, case.plan.terms.switches))
    except MissingAmount:
        asked.result, asked.reason = Result.UNDETERMINED, "number_lost"
        asked.words = Words("要求的次数在原文中缺失，尚未提供", "the number of times is lost in the source")
        return told(case, requirements.eased(case, asked))
    of_school = case.plan.pack.year.calendar == "school_year"
    each, each_en = ("个学期", "semesters")
    if other.period == "year":
        each, each_en = ("个学年", "school years") if of_school else ("个年度", "years")
    possible = _possible(case, other, years, ended=ended)
    if possible == 0:
        return told(case, Assessed(plan, period, Result.NOT_APPLICABLE, "nothing_asked", NOTHING_ASKED))
    least = _least(written, clause.times_met.of, possible)
    number = shortest(Fraction(least))
    fewer = least < math.ceil(written)
    asked.said = Words(
        f"{name.zh}应有{number}{each}达标{f'（应考核{possible}{each}）' if fewer else ''}，已有{met}{each}",
        f"{met} of {number} {each_en} in which {name.en} is met{f' (asked in {possible})' if fewer else ''}",
    )
    short = max(0, least - met)
    if short:
        _conclude(asked, years, short, ended=ended, ahead=_ahead(case, other))
        asked.deeds = [Words(f"有{short}{each}符合要求", f"{short} {each_en} more in which it is met")]
    found = told(case, requirements.eased(case, asked))
    return replace(found, required=Decimal(least), counted=Decimal(met), gap=Decimal(short))


def _possible(case: Case, other: ClausePlan, years: Sequence[Assessed], *, ended: bool) -> int | None:
    """Return in how many periods the other clause is asked of the teacher; None where that is not known yet."""
    begun = sum(year.result is not Result.NOT_APPLICABLE for year in years)
    if other.period != "year":
        return begun if ended else None
    return begun + (_ahead(case, other) or 0)


def _least(written: Fraction, of: int | None, possible: int | None) -> int:
    """Return in how many periods it must be met, no more than it is asked in."""
    least = math.ceil(written)
    if possible is None:
        return least
    return min(least, possible) if of is None else min(least, possible, math.ceil(written * possible / of))


def _ahead(case: Case, other: ClausePlan) -> int | None:
    """Return how many periods are still to begin; None where that is not known."""
    if other.period != "year":
        return None
    left_on = case.timeline.left_on
    years = [year for year in case.plan.asked_years if year.first > case.as_of]
    return sum(left_on is None or year.first <= left_on for year in years)


def _conclude(asked: Assessed, years: Sequence[Assessed], short: int, *, ended: bool, ahead: int | None) -> None:
    """Decide what falls short so far: lost for good, still to be reached, or open."""
    asked.result, asked.reason = Result.NOT_MET, "short"
    unknown = sum(year.result is Result.UNDETERMINED for year in years)
    running = sum(year.result is Result.NOT_MET and year.progress is not Progress.FINAL for year in years)
    if unknown >= short and (ended or not running):
        asked.result, asked.reason = Result.UNDETERMINED, "period_open"
        asked.words = Words("有的时段尚不能判定", "some of the periods cannot be determined")
    elif ahead is not None and unknown + running + ahead < short:
        asked.progress, asked.mendable = Progress.FINAL, ended
