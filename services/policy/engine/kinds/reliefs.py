"""Clauses that ease or replace others: waivers, exemptions, substitutions, proration, recognition of a degree.

They are worked through before anything is judged, in the order in which the pack writes them; what an earlier one
has waived does not work any more.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto

from services.policy.engine.assessing import assess, assess_parts, progress_of, unbound
from services.policy.engine.case import Assessed, Case, PartAssessed, Period, Words
from services.policy.engine.kinds import counts, duties, evidence, requirements, tiers, years
from services.policy.engine.periods import NoPeriod, judging_years, periods_asked, periods_of
from services.policy.engine.plan import ClausePlan, ReliefPlan
from services.policy.engine.saying import part_lacking, part_summed
from services.policy.engine.standing import ClauseResult, Progress, Result
from services.policy.engine.telling import clause_named, told
from services.policy.format.clauses import Requirement


def prepare(case: Case) -> None:
    """Work every relief of the pack, so that the clauses it concerns know of it."""
    for plan in case.plan.clauses:
        if plan.relief is None or plan.clause.scope != "teacher":
            continue
        if isinstance(plan.clause, Requirement):
            _work_gate(case, plan, plan.relief)
            continue
        for period in periods_of_relief(case, plan.relief):
            if case.waiver_of(plan.clause.id, period) is not None:
                continue
            state = case.states[plan.clause.id, period.label] = _state(case, plan, plan.relief, period)
            if state.result in {Result.EXEMPT, Result.MET, Result.NOT_MET}:
                _work(case, plan, plan.relief, period)
            elif state.result is Result.UNDETERMINED and state.words is not None:
                _doubt(case, plan, plan.relief, period, state)


def judge(case: Case, plan: ClausePlan) -> list[ClauseResult]:
    """Tell of every period whether the relief works, and whether what it asks instead has been reached."""
    if plan.relief is None:
        return []
    periods = periods_of_relief(case, plan.relief)
    if not periods and not plan.relief.yearly:
        later = periods_of(case, "cycle")
        if isinstance(later, NoPeriod):
            cycle = Period(None, case.plan.cycle)
            return [told(case, Assessed(plan, cycle, later.result, later.reason, later.words))]
    return [told(case, _judged(case, plan, period)) for period in periods]


def _judged(case: Case, plan: ClausePlan, period: Period) -> Assessed:
    waiver = case.waiver_of(plan.clause.id, period)
    if waiver is None:
        return case.states[plan.clause.id, period.label]
    name = clause_named(case, waiver)
    words = Words(f"已由{name.zh}免除", f"already taken care of by {name.en}")
    return Assessed(plan, period, Result.NOT_APPLICABLE, "waived", words)


def periods_of_relief(case: Case, relief: ReliefPlan) -> list[Period]:
    """Return the periods in which a relief may work: the years begun, or the cycle where it is this pack's."""
    if relief.yearly:
        return judging_years(case)
    return [Period(None, case.plan.cycle)] if case.governs_cycle else []


def _work_gate(case: Case, plan: ClausePlan, relief: ReliefPlan) -> None:
    periods = periods_asked(case, plan)
    if isinstance(periods, NoPeriod) or (relief.opted_in and not opted_in(case, plan)):
        return
    for period in periods:
        if assess(case, plan, period).result is not Result.MET:
            continue
        if not relief.yearly:
            _work(case, plan, relief, Period(None, case.plan.cycle))
            continue
        for year in judging_years(case):
            if year.year == period.year:
                _work(case, plan, relief, year)


def _work(case: Case, plan: ClausePlan, relief: ReliefPlan, period: Period) -> None:
    for waived in relief.waives:
        case.waived.setdefault((waived, period.label), plan.clause.id)
    case.spent.clear()
    for adjustment in relief.adjusts:
        case.adjusted.setdefault((adjustment.clause_id, period.label), []).append((plan.clause.id, adjustment))


def _doubt(case: Case, plan: ClausePlan, relief: ReliefPlan, period: Period, state: Assessed) -> None:
    for target in (*relief.waives, *(adjustment.clause_id for adjustment in relief.adjusts)):
        words = state.words or Words("", "")
        case.doubted.setdefault((target, period.label), {})[plan.clause.id] = words


def _state(case: Case, plan: ClausePlan, relief: ReliefPlan, period: Period) -> Assessed:
    if relief.opted_in and not opted_in(case, plan):
        words = Words("本人未申请适用", "the teacher has not declared to use it")
        return Assessed(plan, period, Result.NOT_APPLICABLE, "not_opted_in", words)
    refused = unbound(case, plan, period)
    if refused is not None:
        return refused
    triggers = assess_parts(case, plan, relief.trigger, period)
    if any(trigger.required is None for trigger in triggers):
        words = Words("条件中的数值未提供", "a number of its condition was not supplied")
        return Assessed(plan, period, Result.UNDETERMINED, "number_lost", words, parts=triggers)
    if not all(trigger.met for trigger in triggers):
        lacking = [part_lacking(trigger) for trigger in triggers if not trigger.met]
        words = Words("；".join(w.zh for w in lacking), "; ".join(w.en for w in lacking))
        return Assessed(plan, period, Result.NOT_APPLICABLE, "relief_not_in_force", words, parts=triggers)
    return _in_force(case, plan, relief, period, triggers)


def opted_in(case: Case, plan: ClausePlan) -> bool:
    """Answer whether the teacher has declared to use a relief."""
    return any(o.clause == plan.clause.id and o.on <= case.as_of for o in case.timeline.teacher.opt_ins)


def _in_force(
    case: Case, plan: ClausePlan, relief: ReliefPlan, period: Period, triggers: list[PartAssessed]
) -> Assessed:
    if relief.requires:
        asked = assess_parts(case, plan, relief.requires, period)
        met = all(part.met for part in asked)
        instead = None if met else _without(case, plan, relief, period)
        if instead is not None:
            return instead
        result, reason = (Result.MET, "reached") if met else (Result.NOT_MET, "short")
        substitute = Assessed(plan, period, result, reason, parts=asked, due_on=period.span.last)
        substitute.progress = progress_of(case, substitute, period.span)
        if substitute.beyond_mending:
            substitute.progress = Progress.FINAL
        return substitute
    because = _together(triggers)
    eased = _eased(case, relief)
    words = Words("，".join(t for t in (because.zh, eased.zh) if t), ", ".join(t for t in (because.en, eased.en) if t))
    return Assessed(plan, period, Result.EXEMPT, "relief_in_force", words, parts=triggers)


_OTHERS: Mapping[str, Callable[[Case, ClausePlan], list[ClauseResult]]] = {
    "tier": tiers.judge,
    "years_met": years.judge,
    "count": counts.judge,
    "duty": duties.judge,
    "evidence": evidence.judge,
}
"""How clauses are judged that a relief may ease and that ask for no amounts of their own."""


def _without(case: Case, plan: ClausePlan, relief: ReliefPlan, period: Period) -> Assessed | None:
    """Answer for whom what the relief asks instead is not needed: what it eases is reached without it, or may be.

    A relief never makes anybody worse off. None where it is needed.
    """
    results = {result for target in _targets(case, relief) for result in _results(case, target, period)}
    case.spent.clear()
    if not results or Result.NOT_MET in results:
        return None
    if Result.UNDETERMINED in results:
        words = Words("原要求是否已达到尚不能判定", "whether what it eases is reached cannot be determined yet")
        return Assessed(plan, period, Result.UNDETERMINED, "relief_in_doubt", words)
    eased = "、".join(clause_named(case, target.clause.id).zh for target in _targets(case, relief))
    eased_en = ", ".join(clause_named(case, target.clause.id).en for target in _targets(case, relief))
    words = Words(f"{eased}无需减免即已达标", f"what {eased_en} ask is reached without it")
    return Assessed(plan, period, Result.NOT_APPLICABLE, "not_needed", words)


def _targets(case: Case, relief: ReliefPlan) -> list[ClausePlan]:
    ids = {*relief.waives, *(adjustment.clause_id for adjustment in relief.adjusts)}
    return [plan for plan in case.plan.clauses if plan.clause.id in ids]


class Eased(Enum):
    """How a clause that a relief eases is reached without it."""

    AMOUNTS = auto()
    OTHER = auto()
    """By what is counted, due or handed in."""
    NEITHER = auto()
    """A cap asks for nothing, and another relief is worth what it eases: neither is reached."""


def kind_of_eased(target: ClausePlan) -> Eased:
    """Say by what a clause is reached."""
    if isinstance(target.clause, Requirement) and target.clause.kind != "cap":
        return Eased.AMOUNTS
    return Eased.OTHER if target.clause.kind in _OTHERS else Eased.NEITHER


def _results(case: Case, target: ClausePlan, period: Period) -> Iterator[Result]:
    """Return what a clause comes to without the relief in the periods that the relief reaches."""
    match kind_of_eased(target):
        case Eased.AMOUNTS:
            for one in requirements.assessments(case, target):
                if period.label in {None, one.period.label, one.period.year_label}:
                    yield one.result
        case Eased.OTHER:
            for result in _OTHERS[target.clause.kind](case, target):
                if period.label in {None, result.period}:
                    yield result.result
        case Eased.NEITHER:
            yield Result.NOT_MET


def _together(parts: list[PartAssessed]) -> Words:
    said = [part_summed(part) for part in parts]
    return Words("；".join(words.zh for words in said), "; ".join(words.en for words in said))


def _eased(case: Case, relief: ReliefPlan) -> Words:
    """Name what the relief waives, and the numbers it changes."""
    zh, en = [], []
    if relief.waives:
        waived = [clause_named(case, clause_id) for clause_id in relief.waives]
        zh.append("免除" + "、".join(name.zh for name in waived))
        en.append("waives " + ", ".join(name.en for name in waived))
    changed = [clause_named(case, c) for c in sorted({adjustment.clause_id for adjustment in relief.adjusts})]
    if changed:
        zh.append("调整" + "、".join(name.zh for name in changed) + "的要求")
        en.append("changes what " + ", ".join(name.en for name in changed) + " ask for")
    return Words("，".join(zh), ", ".join(en))
