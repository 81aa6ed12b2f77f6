"""So many things in every slot of a period, asked of one teacher."""

from collections.abc import Sequence

from services.policy.engine.case import Assessed, Case, Period, Words
from services.policy.engine.kinds import keeping
from services.policy.engine.kinds.filling import Item, Slot, fill
from services.policy.engine.periods import periods_of
from services.policy.engine.plan import ClausePlan
from services.policy.engine.standing import ClauseResult, Result
from services.policy.format.clauses import CountClause
from services.policy.format.keeping import Counted
from services.policy.format.words import settled
from services.policy.slots import NoSemesters, slots_in
from services.policy.tally import picks, shares


def judge(case: Case, plan: ClausePlan) -> list[ClauseResult]:
    """Judge a count in every period that has begun.

    Slots that lie wholly in a suspending leave or outside of service ask nothing; `counted_entries` and `not_counted`
    hold ids of facts.
    """
    return keeping.judge_periods(case, plan, asks_of(case, plan))


def asks_of(case: Case, plan: ClausePlan) -> keeping.Asks:
    """Return what a count asks of a teacher."""
    clause = plan.clause
    if not isinstance(clause, CountClause):
        raise TypeError(clause.kind)
    within = settled(clause.within, case.plan.terms.switches)
    return keeping.Asks(periods_of(case, within), lambda period: _filled(case, plan, clause, period))


def _filled(case: Case, plan: ClausePlan, clause: CountClause, period: Period) -> Sequence[Item] | Assessed:
    switches = case.plan.terms.switches
    try:
        slots = slots_in(
            case.plan.pack,
            case.calendar,
            period.span,
            every=settled(clause.every, switches),
            points=clause.points,
            weeks=settled(clause.weeks, switches),
            months=clause.months,
        )
    except NoSemesters:
        return Assessed(plan, period, Result.UNDETERMINED, "calendar_missing", keeping.NO_SEMESTERS)
    if not slots:
        words = Words("本时段内没有应完成的时间", "none of its slots lies in the period")
        return Assessed(plan, period, Result.NOT_APPLICABLE, "no_slots", words)
    excused = keeping.asks_nothing(case)
    asked = [
        Slot(Words("", "") if slot.span == period.span else Words(slot.zh, slot.en), slot.span, slot.span.last)
        for slot in slots
        if not excused(slot.span)
    ]
    asker = keeping.Asker(case, plan, period)
    open_ = keeping.due_in_service(case, asked)
    return [_item(asker, what, open_) for what in clause.items]


def _item(asker: keeping.Asker, what: Counted, asked: Sequence[Slot]) -> Item:
    case, span = asker.case, asker.period.span
    brought = [fact for fact in case.facts if span.holds(fact.on) and picks(what.facts, fact)]
    return fill(asker.thing_of(what), asked, shares(what.measure, brought), case.as_of)
