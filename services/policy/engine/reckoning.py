"""What a teacher's time makes of a requirement: out of post or not, how much of it is asked, and by when."""

from datetime import date
from fractions import Fraction

from services.policy.calendars import Span, months_mostly_in, year_of
from services.policy.engine.case import Assessed, Case, Period, Words
from services.policy.engine.plan import ClausePlan
from services.policy.engine.standing import Result
from services.policy.format.clauses import Requirement


def out_of_post(case: Case, plan: ClausePlan, period: Period) -> Assessed | None:
    """Say why nothing is asked of somebody who was not in post; None when something is."""
    if not _reckoned(period):
        service = case.timeline.service
        if service is None:
            words = Words("本周期内不在岗", "was not in post in this cycle")
            return Assessed(plan, period, Result.NOT_APPLICABLE, "not_in_post", words)
        return _not_by_then(case, plan, period, service)
    reasons = reasons_of(case, plan, period)
    served = case.timeline.served(period.reckoned, reasons)
    if not served.in_post:
        words = Words("当年不在岗", "was not in post that year")
        if period.span != period.year:
            words = Words("该学期不在岗", "was not in post that semester")
        return Assessed(plan, period, Result.NOT_APPLICABLE, "not_in_post", words)
    if reasons and served.weight == 0:
        when = "当年" if period.span == period.year else "该学期"
        words = Words(
            f"{when}在岗{served.months}个月（共{served.of_months}个月），按规定不作要求",
            f"{served.months} of {served.of_months} months in post: nothing is asked",
        )
        return Assessed(plan, period, Result.EXEMPT, "suspended", words)
    return None


def _not_by_then(case: Case, plan: ClausePlan, period: Period, service: Span) -> Assessed | None:
    """Say why nothing is asked of somebody by the day of an interim minimum."""
    due_on = _asked_by(case, plan, period) if plan.clause.kind == "interim" else None
    if due_on is None:
        return None
    if service.first > due_on:
        words = Words("期限届满后才入职", "entered service after it was due")
        return Assessed(plan, period, Result.NOT_APPLICABLE, "not_in_post", words)
    if weight_of(case, plan, period) == 0:
        words = Words("到期限为止没有在岗的月份，按规定不作要求", "no month in post until it was due: nothing is asked")
        return Assessed(plan, period, Result.EXEMPT, "suspended", words)
    return None


def _reckoned(period: Period) -> bool:
    """Answer whether the months in post of the period itself decide what it asks: a judging year or a semester."""
    return period.year is not None and (period.span == period.year or period.words is not None)


def reasons_of(case: Case, plan: ClausePlan, period: Period, unit: str | None = None) -> frozenset[str]:
    """Return for which reasons of not being in post less is asked: what the last relief says of it, else the clause."""
    said = [
        change.shrinks
        for _, change in case.adjustments_of(plan.clause.id, period)
        if change.shrinks is not None and (unit is None or change.unit in {None, unit})
    ]
    return said[-1] if said else plan.shrinks


def weight_of(case: Case, plan: ClausePlan, period: Period, unit: str | None = None) -> Fraction:
    """Return what part of the amounts is asked: for the time in post, and of a judging year that the cycle cuts."""
    cut = cut_of(case, plan, period)
    return _in_post(case, plan, period, unit) * (1 if cut is None else Fraction(*cut))


def cut_of(case: Case, plan: ClausePlan, period: Period) -> tuple[int, int] | None:
    """Return the months of a judging year within the cycle, of all its months, where only their part is asked."""
    rule = case.plan.pack.year
    if rule.cut != "prorated" or plan.period != "year" or period.year is None:
        return None
    whole = year_of(rule, period.year.first)
    if whole == period.year:
        return None
    return len(months_mostly_in(period.year)), len(months_mostly_in(whole))


def _in_post(case: Case, plan: ClausePlan, period: Period, unit: str | None) -> Fraction:
    reasons = reasons_of(case, plan, period, unit)
    if not reasons:
        return Fraction(1)
    if period.year is None:
        return case.timeline.weight_until(_weighed_until(case, plan, period), reasons)
    return case.timeline.served(spans_weighed(case, plan, period)[0], reasons).weight


def spans_weighed(case: Case, plan: ClausePlan, period: Period) -> tuple[Span, ...]:
    """Return the days whose months in post decide how much is asked: of the period, or of the cycle's years."""
    if period.year is not None:
        return (period.reckoned if _reckoned(period) else period.year,)
    return case.timeline.years_until(_weighed_until(case, plan, period))


def _weighed_until(case: Case, plan: ClausePlan, period: Period) -> date:
    due_on = _asked_by(case, plan, period) if plan.clause.kind == "interim" else None
    return due_on or case.plan.cycle.last


def _asked_by(case: Case, plan: ClausePlan, period: Period) -> date | None:
    """Return the day by which a requirement is due for who stays; None for an interim day not supplied."""
    due_on = period.span.last
    if isinstance(plan.clause, Requirement) and plan.clause.due is not None:
        supplied = case.plan.terms.parameters.get(plan.clause.due)
        if not isinstance(supplied, date) and plan.clause.kind == "interim":
            return None
        due_on = supplied if isinstance(supplied, date) else due_on
    return due_on


def due_of(case: Case, plan: ClausePlan, period: Period) -> date | None:
    """Return the day by which a requirement is due; None where the pack asks for one that was not supplied."""
    due_on = _asked_by(case, plan, period)
    if due_on is None:
        return None
    left_on = case.timeline.left_on
    return due_on if left_on is None else max(period.span.first, min(due_on, left_on))


def approved(case: Case, clause_id: str, period: Period) -> str | None:
    """Return the ground of an approved exemption that covers the period, as far as the teacher was in post."""
    days = period.reckoned
    employed = case.timeline.employed
    needed = days if employed is None else days.within(employed) or days
    for exemption in case.timeline.teacher.exemptions:
        covered = Span(exemption.first, exemption.last) if exemption.first <= exemption.last else None
        if exemption.clause == clause_id and covered is not None and covered.within(needed) == needed:
            return exemption.ground
    return None
