"""Requirements: amounts in all, in buckets, in a year, by mode, within a range, and gates."""

from collections.abc import Collection
from dataclasses import replace
from itertools import combinations

from services.policy.engine.assessing import assess
from services.policy.engine.case import Assessed, Case, Period, Words
from services.policy.engine.periods import NoPeriod, periods_asked
from services.policy.engine.plan import ClausePlan
from services.policy.engine.reckoning import approved
from services.policy.engine.standing import ClauseResult, Progress, Result
from services.policy.engine.telling import clause_named, told
from services.policy.format.clauses import Requirement


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
    doubts = case.doubts_of(clause_id, assessed.period)
    if doubts and assessed.result is Result.NOT_MET:
        relief, words = next(iter(doubts.items()))
        words = Words(f"{relief}是否适用，{words.zh}", f"whether {relief} applies, {words.en}")
        if _falls_short_either_way(case, assessed, doubts):
            assessed.aside = Words(
                f"（{words.zh}，但无论是否适用均未达到。）", f" ({words.en}: it is not reached either way.)"
            )
        else:
            assessed.result, assessed.reason, assessed.words = Result.UNDETERMINED, "relief_in_doubt", words
    if assessed.result is Result.NOT_MET and assessed.beyond_mending:
        assessed.progress = Progress.FINAL
    return assessed


_MOST_DOUBTS = 3
"""More open reliefs of one clause than that are not tried in every combination."""


def _falls_short_either_way(case: Case, assessed: Assessed, doubts: Collection[str]) -> bool:
    """Answer whether an amount is not reached whichever of the reliefs in doubt work: none of them waives it."""
    plan, period = assessed.plan, assessed.period
    if not isinstance(plan.clause, Requirement) or assessed.due_on is None or len(doubts) > _MOST_DOUBTS:
        return False
    open_ = [(one.clause.id, one.relief) for one in case.plan.clauses if one.clause.id in doubts and one.relief]
    if any(plan.clause.id in relief.waives for _, relief in open_):
        return False
    order = [one.clause.id for one in case.plan.clauses]
    key = (plan.clause.id, period.label)
    for number in range(1, len(open_) + 1):
        for works in combinations(open_, number):
            changes = [(name, a) for name, relief in works for a in relief.adjusts if a.clause_id == plan.clause.id]
            changes = sorted([*case.adjusted.get(key, ()), *changes], key=lambda change: order.index(change[0]))
            with_them = replace(case, adjusted={**case.adjusted, key: changes}, spent={})
            if assess(with_them, plan, period).result is not Result.NOT_MET:
                return False
    return True


def _excused(assessed: Assessed, reason: str, words: Words) -> Assessed:
    # Nobody lags behind what is not asked.
    progress = Progress.FINAL if assessed.progress is Progress.FINAL else Progress.ON_TRACK
    return replace(assessed, result=Result.EXEMPT, reason=reason, words=words, progress=progress)
