"""Requirements: amounts in all, in buckets, in a year, by mode, within a range, and gates."""

from dataclasses import replace

from services.policy.engine.assessing import assess
from services.policy.engine.case import Assessed, Case, Period, Words
from services.policy.engine.periods import NoPeriod, periods_asked
from services.policy.engine.plan import ClausePlan
from services.policy.engine.reckoning import approved
from services.policy.engine.standing import ClauseResult, Progress, Result
from services.policy.engine.telling import clause_named, told


def judge(case: Case, plan: ClausePlan) -> list[ClauseResult]:
    """Judge a requirement over every period that has begun."""
    return [told(case, assessed) for assessed in assessments(case, plan)]


def assessments(case: Case, plan: ClausePlan) -> list[Assessed]:
    """Assess a requirement with every relief taken into account."""
    periods = periods_asked(case, plan)
    if isinstance(periods, NoPeriod):
        period = Period(None, case.plan.cycle)
        return [Assessed(plan, period, periods.result, periods.reason, periods.words)]
    return [eased(case, assess(case, plan, period)) for period in periods]


def eased(case: Case, assessed: Assessed) -> Assessed:
    """Apply waivers, approved exemptions and doubts to what a clause came to on its own."""
    if assessed.result in {Result.NOT_APPLICABLE, Result.EXEMPT}:
        return assessed
    clause_id = assessed.plan.clause.id
    waiver = case.waiver_of(clause_id, assessed.period)
    if waiver is not None:
        name = clause_named(case, waiver)
        return _excused(assessed, "waived", Words(f"依{name.zh}", f"by {name.en}"))
    ground = approved(case, clause_id, assessed.period)
    if ground is not None:
        return _excused(assessed, "approved_exemption", Words(f"已批准免修（{ground}）", f"approved ({ground})"))
    doubt = case.doubt_of(clause_id, assessed.period)
    if doubt is not None and assessed.result is Result.NOT_MET:
        relief, words = doubt
        assessed.result, assessed.reason = Result.UNDETERMINED, "relief_in_doubt"
        assessed.words = Words(f"{relief}是否适用，{words.zh}", f"whether {relief} applies, {words.en}")
    if assessed.result is Result.NOT_MET and assessed.beyond_mending:
        assessed.progress = Progress.FINAL
    return assessed


def _excused(assessed: Assessed, reason: str, words: Words) -> Assessed:
    # Nobody lags behind what is not asked.
    progress = Progress.FINAL if assessed.progress is Progress.FINAL else Progress.ON_TRACK
    return replace(assessed, result=Result.EXEMPT, reason=reason, words=words, progress=progress)
