"""A requirement against one period: bound or not, excused or not, and how far it has been reached."""

from datetime import date
from fractions import Fraction

from services.policy.calendars import Span
from services.policy.engine.case import Assessed, Case, Measured, PartAssessed, Period, Words
from services.policy.engine.measuring import (
    beyond_hard_limit,
    measure,
    reaches,
    required_of,
)
from services.policy.engine.plan import ClausePlan, PartPlan
from services.policy.engine.standing import Progress, Result
from services.policy.format.clauses import Requirement
from services.policy.format.conditions import MissingFact
from services.policy.format.formulas import MissingAmount


def unbound(case: Case, plan: ClausePlan, period: Period) -> Assessed | None:
    """Say why a clause does not bind the teacher in a period; None when it does."""
    try:
        binds = case.timeline.bound_by(plan.who, period.span)
    except MissingFact as missing:
        return Assessed(plan, period, Result.UNDETERMINED, "fact_missing", unknown(missing.names))
    if not binds:
        words = Words("不属于此项要求的对象", "is not among those whom the clause binds")
        return Assessed(plan, period, Result.NOT_APPLICABLE, "not_bound", words)
    return None


def unknown(names: tuple[str, ...]) -> Words:
    """Say which facts are missing."""
    listed = "、".join(names)
    return Words(f"缺少信息：{listed}", f"unknown: {', '.join(names)}")


def assess(case: Case, plan: ClausePlan, period: Period) -> Assessed:
    """Judge a requirement over a period, reliefs apart."""
    refused = unbound(case, plan, period) or _out_of_post(case, plan, period)
    if refused is not None:
        return refused
    due_on = _due(case, plan, period)
    weight = _weight(case, plan, period)
    window = Span(period.span.first, max(period.span.first, min(period.span.last, due_on)))
    parts = [_part(case, plan, period, part, window, weight) for part in plan.parts]
    lacking = _lacking(case, plan)
    assessed = Assessed(plan, period, Result.MET, "reached", parts=parts, lacking=lacking, due_on=due_on)
    assessed.progress = progress_of(case, assessed, window)
    if any(part.required is not None and not part.met for part in parts):
        assessed.result = Result.NOT_MET
        assessed.reason = "too_much" if any(part.too_much for part in parts) else "short"
    elif lacking:
        assessed.result, assessed.reason = Result.NOT_MET, "certificate_missing"
    elif any(part.required is None for part in parts):
        assessed.result, assessed.reason = Result.UNDETERMINED, "number_lost"
        assessed.words = Words("要求的数值在原文中缺失，尚未提供", "the number is lost in the source and not supplied")
    return assessed


def assess_parts(case: Case, plan: ClausePlan, parts: tuple[PartPlan, ...], period: Period) -> list[PartAssessed]:
    """Measure other parts of a clause, those of its relief, over a period."""
    return [_part(case, plan, period, part, period.span, Fraction(1)) for part in parts]


def _part(case: Case, plan: ClausePlan, period: Period, part: PartPlan, window: Span, weight: Fraction) -> PartAssessed:
    measured = Measured(part)
    try:
        measured = measure(case, part, window)
        required = required_of(case, plan, part, period.label, weight)
        too_much = any(
            beyond_hard_limit(case, limit, measured.counted) for limit in part.limits if limit.amount is not None
        )
    except MissingAmount:
        return PartAssessed(measured, None, met=False)
    return PartAssessed(measured, required, reaches(required, measured.counted) and not too_much, too_much)


def _out_of_post(case: Case, plan: ClausePlan, period: Period) -> Assessed | None:
    if period.year is None or period.span != period.year:
        if case.timeline.service is None:
            words = Words("本周期内不在岗", "was not in post in this cycle")
            return Assessed(plan, period, Result.NOT_APPLICABLE, "not_in_post", words)
        return None
    served = case.timeline.served(period.year)
    if not served.in_post:
        words = Words("当年不在岗", "was not in post that year")
        return Assessed(plan, period, Result.NOT_APPLICABLE, "not_in_post", words)
    if _shrinks(plan) and served.weight == 0:
        words = Words(
            f"当年在岗{served.months}个月（共{served.of_months}个月），按规定不作要求",
            f"{served.months} of {served.of_months} months in post: nothing is asked",
        )
        return Assessed(plan, period, Result.EXEMPT, "suspended", words)
    return None


def _shrinks(plan: ClausePlan) -> bool:
    return isinstance(plan.clause, Requirement) and plan.clause.shrinks


def _weight(case: Case, plan: ClausePlan, period: Period) -> Fraction:
    if not _shrinks(plan):
        return Fraction(1)
    if period.year is None:
        return case.timeline.cycle_weight
    return case.timeline.served(period.year).weight


def _due(case: Case, plan: ClausePlan, period: Period) -> date:
    due_on = period.span.last
    if isinstance(plan.clause, Requirement) and plan.clause.due is not None:
        supplied = case.plan.terms.parameters.get(plan.clause.due)
        due_on = supplied if isinstance(supplied, date) else due_on
    left_on = case.timeline.left_on
    return due_on if left_on is None else max(period.span.first, min(due_on, left_on))


def _lacking(case: Case, plan: ClausePlan) -> list[Words]:
    if not isinstance(plan.clause, Requirement):
        return []
    held = {c.kind for c in case.timeline.teacher.certificates if c.issued_on <= case.as_of}
    return [Words(h.label.zh, h.label.en) for h in plan.clause.holds if h.certificate not in held]


def progress_of(case: Case, assessed: Assessed, window: Span) -> Progress:
    """On track: every floor reached at least in proportion to the days gone by since the period or service began."""
    if assessed.due_on is None or case.as_of >= assessed.due_on:
        return Progress.FINAL
    since = max(window.first, case.timeline.entered_on or window.first)
    days = (window.last - since).days + 1
    gone = (case.as_of - since).days + 1
    if days <= 0 or gone <= 0:
        return Progress.ON_TRACK
    for part in assessed.parts:
        asked = part.required.amount if part.required is not None else None
        if asked is not None and part.measured.counted * days < asked * gone:
            return Progress.BEHIND
    return Progress.ON_TRACK
