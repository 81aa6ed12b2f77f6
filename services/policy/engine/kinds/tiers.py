"""Words that govern one tier of a total, judged by what the maximum flow brought into that tier."""

from fractions import Fraction

from services.policy.engine.amounts import amount_of
from services.policy.engine.assessing import unbound
from services.policy.engine.case import Assessed, Case, Measured, PartAssessed, Words, shortest
from services.policy.engine.kinds import requirements
from services.policy.engine.measuring import tier_sizes
from services.policy.engine.plan import ClausePlan, PartPlan, Required, TierPlan
from services.policy.engine.standing import ClauseResult, Result
from services.policy.engine.telling import told
from services.policy.format.clauses import TierClause
from services.policy.format.conditions import SCALE


def judge(case: Case, plan: ClausePlan) -> list[ClauseResult]:
    """Judge a tier in every period of its total."""
    clause = plan.clause
    if not isinstance(clause, TierClause):
        raise TypeError(clause.kind)
    total = next(other for other in case.plan.clauses if other.clause.id == clause.of)
    return [told(case, _judged(case, plan, whole, clause.tier)) for whole in requirements.assessments(case, total)]


def _judged(case: Case, plan: ClausePlan, whole: Assessed, tier_id: str) -> Assessed:
    refused = unbound(case, plan, whole.period)
    if refused is not None:
        return refused
    assessed = Assessed(
        plan, whole.period, whole.result, whole.reason, whole.words, due_on=whole.due_on, progress=whole.progress
    )
    if whole.result in {Result.NOT_APPLICABLE, Result.EXEMPT, Result.UNDETERMINED}:
        return assessed
    for part in whole.parts:
        for index, tier in enumerate(part.measured.part.tiers):
            if tier.id == tier_id:
                assessed.parts.append(_tier_part(case, whole, part, tier, index))
    if any(part.required is None for part in assessed.parts):
        # How an earlier tier is filled decides what is left for a later one: a lost number leaves all of them open.
        words = Words(
            "分层的数值在原文中缺失，尚未提供", "a number of the tiers is lost in the source and not supplied"
        )
        assessed.result, assessed.reason, assessed.words = Result.UNDETERMINED, "number_lost", words
        return assessed
    met = all(part.met for part in assessed.parts)
    assessed.result, assessed.reason = (Result.MET, "reached") if met else (Result.NOT_MET, "short")
    return assessed


def _tier_part(case: Case, whole: Assessed, part: PartAssessed, tier: TierPlan, index: int) -> PartAssessed:
    shown = PartPlan(tier.label, tier.selector, part.measured.part.in_hours, (), ())
    if not part.measured.tiers or part.measured.doubt:
        return PartAssessed(Measured(shown), None, met=False)
    counted = part.measured.tiers[index]
    size = tier_sizes(case, whole.plan, part.measured.part, whole.period, whole.period.span)[index]
    asked = None if size is None else int(size)
    return PartAssessed(
        Measured(shown, counted),
        Required(asked, calculation=_followed(case, part, tier, asked)),
        met=asked is None or counted >= asked,
    )


def _followed(case: Case, part: PartAssessed, tier: TierPlan, asked: int | None) -> str | None:
    """Write how a tier follows a total that asks for another amount than its pack writes."""
    if asked is None:
        return None
    written = amount_of(case, tier.size)
    floor = next((limit for limit in part.measured.part.limits if limit.sense == "floor"), None)
    now = part.required.amount if part.required is not None else None
    if written * SCALE == asked or floor is None or now is None:
        return None
    total = f"{shortest(amount_of(case, floor.amount))} → {shortest(Fraction(now, SCALE))}"
    return f"{shortest(written)} → {shortest(Fraction(asked, SCALE))} ({total})"
