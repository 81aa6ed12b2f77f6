"""What a teacher's time makes of a requirement: out of post or not, how much of it is asked, and by when."""

from datetime import date
from fractions import Fraction

from services.policy.calendars import Span
from services.policy.engine.case import Assessed, Case, Period, Words
from services.policy.engine.plan import ClausePlan
from services.policy.engine.standing import Result
from services.policy.format.clauses import Requirement


def out_of_post(case: Case, plan: ClausePlan, period: Period) -> Assessed | None:
    """Say why nothing is asked of somebody who was not in post; None when something is."""
    if not _reckoned(period):
        service = case.timeline.service
        due_on = due_of(case, plan, period)
        late = due_on is not None and plan.clause.kind == "interim"
        if service is None or (late and due_on is not None and service.first > due_on):
            words = Words("本周期内不在岗", "was not in post in this cycle")
            if service is not None:
                words = Words("期限届满后才入职", "entered service after it was due")
            return Assessed(plan, period, Result.NOT_APPLICABLE, "not_in_post", words)
        return None
    served = case.timeline.served(period.span)
    if not served.in_post:
        words = Words("当年不在岗", "was not in post that year")
        if period.span != period.year:
            words = Words("该学期不在岗", "was not in post that semester")
        return Assessed(plan, period, Result.NOT_APPLICABLE, "not_in_post", words)
    if _shrinks(plan) and served.weight == 0:
        when = "当年" if period.span == period.year else "该学期"
        words = Words(
            f"{when}在岗{served.months}个月（共{served.of_months}个月），按规定不作要求",
            f"{served.months} of {served.of_months} months in post: nothing is asked",
        )
        return Assessed(plan, period, Result.EXEMPT, "suspended", words)
    return None


def _reckoned(period: Period) -> bool:
    """Answer whether the months in post of the period itself decide what it asks: a judging year or a semester."""
    return period.year is not None and (period.span == period.year or period.words is not None)


def _shrinks(plan: ClausePlan) -> bool:
    return isinstance(plan.clause, Requirement) and plan.clause.shrinks


def weight_of(case: Case, plan: ClausePlan, period: Period) -> Fraction:
    """Return what part of the printed amounts is asked."""
    if not _shrinks(plan):
        return Fraction(1)
    if period.year is None:
        due_on = due_of(case, plan, period) if plan.clause.kind == "interim" else None
        return case.timeline.cycle_weight if due_on is None else case.timeline.weight_until(due_on)
    return case.timeline.served(period.span if _reckoned(period) else period.year).weight


def due_of(case: Case, plan: ClausePlan, period: Period) -> date | None:
    """Return the day by which a requirement is due; None where the pack asks for one that was not supplied."""
    due_on = period.span.last
    if isinstance(plan.clause, Requirement) and plan.clause.due is not None:
        supplied = case.plan.terms.parameters.get(plan.clause.due)
        if not isinstance(supplied, date) and plan.clause.kind == "interim":
            return None
        due_on = supplied if isinstance(supplied, date) else due_on
    left_on = case.timeline.left_on
    return due_on if left_on is None else max(period.span.first, min(due_on, left_on))


def approved(case: Case, clause_id: str, period: Period) -> str | None:
    """Return the ground of an approved exemption that covers the period, as far as the teacher was in post."""
    service = case.timeline.service
    needed = period.span if service is None else period.span.within(service) or period.span
    for exemption in case.timeline.teacher.exemptions:
        covered = Span(exemption.first, exemption.last) if exemption.first <= exemption.last else None
        if exemption.clause == clause_id and covered is not None and covered.within(needed) == needed:
            return exemption.ground
    return None
