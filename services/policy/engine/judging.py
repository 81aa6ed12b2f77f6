"""The engine: pack, teacher, entries and a day in; a standing with reasons out. Pure, exact, order does not matter."""

from collections.abc import Iterable, Sequence
from datetime import date

from services.policy.engine.assessing import unknown
from services.policy.engine.case import Assessed, Case, Period, Words, placed
from services.policy.engine.kinds import JUDGES, RELIEF_KINDS
from services.policy.engine.kinds.reliefs import prepare
from services.policy.engine.plan import ClausePlan, plan_of
from services.policy.engine.standing import ClauseResult, Progress, Result, Standing
from services.policy.engine.telling import told
from services.policy.engine.timeline import Timeline
from services.policy.facts import Entry, Teacher
from services.policy.format.conditions import MissingFact
from services.policy.format.pack import Pack
from services.policy.format.terms import Terms


def judge(pack: Pack, *, terms: Terms, teacher: Teacher, entries: Iterable[Entry], as_of: date) -> Standing:
    """Judge a teacher as things stand at the end of a day; entries earned later are not looked at.

    Raises TermsRefused when the terms do not fit the pack, ValueError for an entry given twice or not of the book.
    """
    plan = plan_of(pack, terms)
    timeline = Timeline(plan, teacher, as_of)
    case = Case(plan, timeline, as_of, placed(plan, entries, as_of))
    results = _outside(case)
    verdict = results[0].result if results else None
    if results is None:
        prepare(case)
        results = [result for clause in plan.clauses for result in _judged(case, clause)]
    return Standing(
        teacher_id=teacher.teacher_id,
        pack_id=pack.id,
        content_hash=pack.content_hash,
        as_of=as_of,
        verdict=verdict or _verdict(results),
        progress=_progress(results),
        clauses=tuple(results),
    )


def _judged(case: Case, plan: ClausePlan) -> list[ClauseResult]:
    judge_kind = JUDGES.get(plan.clause.kind)
    return judge_kind(case, plan) if judge_kind is not None else []


def _outside(case: Case) -> list[ClauseResult] | None:
    """Return a result without numbers for every clause, if the pack is not for this teacher or that is not known."""
    population = case.plan.pack.population
    if population.when is None:
        return None
    try:
        if case.timeline.holds(population.when, "period_end", case.plan.cycle):
            return None
        result, reason = Result.NOT_APPLICABLE, "outside_population"
        words = Words(f"本方案的对象为{population.title.zh}", f"the pack is for {population.title.en}")
    except MissingFact as missing:
        result, reason, words = Result.UNDETERMINED, "fact_missing", unknown(missing.names)
    cycle = Period(None, case.plan.cycle)
    return [
        told(case, Assessed(plan, cycle, result, reason, words))
        for plan in case.plan.clauses
        if plan.clause.kind in JUDGES and (plan.clause.kind not in RELIEF_KINDS or plan.relief is not None)
    ]


def _binding(results: Sequence[ClauseResult]) -> list[ClauseResult]:
    return [
        r
        for r in results
        if r.severity == "mandatory"
        and r.result is not Result.NOT_APPLICABLE
        and not (r.kind in RELIEF_KINDS and r.result in {Result.EXEMPT, Result.UNDETERMINED})
    ]


def _verdict(results: Sequence[ClauseResult]) -> Result:
    binding = _binding(results)
    if not binding:
        return Result.NOT_APPLICABLE
    due = {r.result for r in binding if r.progress is Progress.FINAL}
    for worst in (Result.NOT_MET, Result.UNDETERMINED):
        if worst in due:
            return worst
    return Result.EXEMPT if all(r.result is Result.EXEMPT for r in binding) else Result.MET


def _progress(results: Sequence[ClauseResult]) -> Progress:
    open_ = [r for r in _binding(results) if r.progress is not Progress.FINAL]
    if not open_:
        return Progress.FINAL
    behind = any(r.progress is Progress.BEHIND and r.result is Result.NOT_MET for r in open_)
    return Progress.BEHIND if behind else Progress.ON_TRACK
