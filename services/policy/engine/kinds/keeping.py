"""One teacher before clauses of things to be done: over which periods, what asks nothing, and the result told."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from services.policy.calendars import Span
from services.policy.engine.amounts import amount_of
from services.policy.engine.assessing import unbound
from services.policy.engine.case import Assessed, Case, Period, Words
from services.policy.engine.kinds.filling import Item, Slot, Thing, excuses
from services.policy.engine.kinds.kept import Came, came_to, deciding, left_out, quantity, sentence, used
from services.policy.engine.kinds.requirements import eased
from services.policy.engine.periods import NoPeriod
from services.policy.engine.plan import ClausePlan, RawAmount
from services.policy.engine.standing import ClauseResult, Result
from services.policy.engine.telling import told, when
from services.policy.format.conditions import SCALE
from services.policy.format.formulas import MissingAmount
from services.policy.format.keeping import Counted
from services.policy.format.words import Bilingual, settled
from services.policy.tally import limits, number_of

NO_SEMESTERS = Words(
    "没有校历，本方案也未写明学期起止", "no calendar was published and the pack does not say when semesters are"
)
NOTHING_ASKED = Words("按所取的读法不作要求", "nothing is asked under the reading taken")
AWAY = Words("应完成的时段内均不在岗或在假", "out of service or on leave whenever it was asked")


@dataclass(frozen=True, slots=True)
class Asker:
    """A clause in a period, reading what it asks of the teacher."""

    case: Case
    plan: ClausePlan
    period: Period

    def thing(self, label: Bilingual, unit: Bilingual, raw: RawAmount, *, inclusive: bool, countable: bool) -> Thing:
        """Return what is asked, after every relief that changes the number; a lost number is none."""
        changes = self.case.adjustments_of(self.plan.clause.id, self.period)
        try:
            amount = amount_of(self.case, raw)
            for _, change in changes:
                amount = amount_of(self.case, change.amount, amount)
        except MissingAmount:
            return Thing(label, unit, None, inclusive, countable)
        return Thing(label, unit, Fraction(math.ceil(amount * SCALE), SCALE), inclusive, countable)

    def thing_of(self, what: Counted) -> Thing:
        """Return one thing of a count or duty."""
        switches = self.case.plan.terms.switches
        thing = self.thing(
            what.label,
            what.unit,
            number_of(what, switches),
            inclusive=settled(what.inclusive, switches),
            countable=what.measure != "amount",
        )
        return replace(thing, limits=limits(what), code=what.code)


def asks_nothing(case: Case) -> Callable[[Span], bool]:
    """Return the question whether nothing is asked in a window: out of service, on a suspending leave, another pack."""
    service = case.timeline.service
    if service is not None and case.governs is not None:
        service = service.within(case.governs)
    kinds = case.plan.pack.service.suspending_leaves
    leaves = [Span(leave.first, leave.last) for leave in case.timeline.teacher.leaves if leave.kind in kinds]
    return excuses(case.calendar, in_service=service, away=[leave for leave in leaves if leave.first <= leave.last])


def due_in_service(case: Case, slots: Iterable[Slot]) -> list[Slot]:
    """Return slots with the day on which somebody left instead of a later one: nothing is asked of who has left."""
    left_on = case.timeline.left_on
    if left_on is None:
        return list(slots)
    return [replace(slot, due_on=max(min(slot.due_on, left_on), slot.window.first)) for slot in slots]


@dataclass(frozen=True, slots=True)
class Asks:
    """Over which periods a clause asks; `items_of` fills its slots in one, or says why there are none."""

    periods: Sequence[Period] | NoPeriod
    items_of: Callable[[Period], Sequence[Item] | Assessed]


def judge_periods(case: Case, plan: ClausePlan, asks: Asks) -> list[ClauseResult]:
    """Judge a clause over its periods.

    `counted_entries` and `not_counted` of the results hold the ids of facts, not of entries.
    """
    if isinstance(asks.periods, NoPeriod):
        whole, why = Period(None, case.plan.cycle), asks.periods
        return [told(case, Assessed(plan, whole, why.result, why.reason, why.words))]
    return [_judged(case, plan, period, asks.items_of) for period in asks.periods]


def kept_in(case: Case, plan: ClausePlan, asks: Asks) -> list[tuple[Period, Came]]:
    """Return what the slots of a clause came to in every period in which it asks something."""
    if isinstance(asks.periods, NoPeriod):
        return []
    found = ((period, found_in(case, plan, period, asks.items_of)) for period in asks.periods)
    return [(period, one.came) for period, one in found if isinstance(one, Found)]


@dataclass(frozen=True, slots=True)
class Found:
    """What a clause of things to be done came to in a period, in which nothing waives it."""

    came: Came
    after: Assessed


def found_in(
    case: Case, plan: ClausePlan, period: Period, items_of: Callable[[Period], Sequence[Item] | Assessed]
) -> Found | Assessed:
    """Fill the slots of a period, or say why it has none that are asked."""
    refused = unbound(case, plan, period)
    items = refused if refused is not None else items_of(period)
    if isinstance(items, Assessed):
        return eased(case, items)
    asked = [item for item in items if item.thing.limits or item.thing.amount != 0]
    if not asked:
        return Assessed(plan, period, Result.NOT_APPLICABLE, "nothing_asked", NOTHING_ASKED)
    if not any(item.slots for item in asked):
        return eased(case, _away(case, plan, period))
    came = came_to(asked, case.as_of)
    assessed = Assessed(plan, period, came.result, came.reason, due_on=came.due_on, progress=came.progress)
    after = eased(case, assessed)
    return Found(came, after) if after.reason == came.reason else after


def _judged(
    case: Case, plan: ClausePlan, period: Period, items_of: Callable[[Period], Sequence[Item] | Assessed]
) -> ClauseResult:
    found = found_in(case, plan, period, items_of)
    if isinstance(found, Assessed):
        return told(case, found)
    return _with_numbers(told(case, found.after), when(found.after), found.came)


def _away(case: Case, plan: ClausePlan, period: Period) -> Assessed:
    service = case.timeline.service
    if service is None or service.within(period.span) is None:
        return Assessed(plan, period, Result.NOT_APPLICABLE, "not_in_post", AWAY)
    return Assessed(plan, period, Result.EXEMPT, "suspended", AWAY)


def _with_numbers(result: ClauseResult, at: Words, came: Came) -> ClauseResult:
    first = quantity(deciding(came.items))
    words = sentence(at, came)
    return replace(
        result,
        unit=first.unit,
        unit_en=first.unit_en,
        required=first.required,
        counted=first.counted,
        gap=first.gap,
        quantities=tuple(quantity(item) for item in came.items),
        counted_entries=used(came.items),
        not_counted=left_out(came.items),
        sentence_zh=words.zh,
        sentence_en=words.en,
    )
