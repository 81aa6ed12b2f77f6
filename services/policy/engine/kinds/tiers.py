"""Words that govern one tier of a total, judged by what the maximum flow brought into that tier."""

from services.policy.engine.amounts import amount_of
from services.policy.engine.assessing import unbound
from services.policy.engine.case import Assessed, Case, Measured, PartAssessed
from services.policy.engine.kinds import requirements
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
                assessed.parts.append(_tier_part(case, part, tier, part.measured.tiers[index]))
    met = all(part.met for part in assessed.parts)
    assessed.result, assessed.reason = (Result.MET, "reached") if met else (Result.NOT_MET, "short")
    return assessed


def _tier_part(case: Case, part: PartAssessed, tier: TierPlan, counted: int) -> PartAssessed:
    shown = PartPlan(tier.label, tier.selector, part.measured.part.in_hours, (), ())
    asked = int(amount_of(case, tier.size) * SCALE) if tier.bounded else None
    return PartAssessed(Measured(shown, counted), Required(asked), met=asked is None or counted >= asked)
