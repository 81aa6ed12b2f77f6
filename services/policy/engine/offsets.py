"""What stands in for a part that falls short: other entries, or what another clause has over its own floor.

Offsets are taken in the order written, only as far as the part falls short. Nothing stands in twice in one period: a
later clause of the pack finds what the earlier ones have left, and what counts for a part is no surplus for it.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from services.policy.calendars import Span
from services.policy.engine.amounts import amount_of
from services.policy.engine.case import Case, PartAssessed, Period, Row, Taken, Words, enough, shortest
from services.policy.engine.measuring import measure, required_of
from services.policy.engine.periods import judging_years
from services.policy.engine.plan import ClausePlan, OffsetPlan, PartPlan
from services.policy.engine.reckoning import out_of_post, weight_of
from services.policy.format.conditions import SCALE
from services.policy.format.formulas import MissingAmount

_NOTHING_SPENT: Mapping[tuple[str, bool], int] = MappingProxyType({})


def offset(
    case: Case,
    plan: ClausePlan,
    period: Period,
    window: Span,
    parts: list[PartAssessed],
    before: Mapping[tuple[str, bool], int] = _NOTHING_SPENT,
    spent_in: Callable[[Period], Mapping[tuple[str, bool], int]] = lambda period: _NOTHING_SPENT,
) -> None:
    """Fill the parts of a clause that fall short; raises MissingFact as measuring does.

    `before` is what earlier clauses took: of an entry or the surplus of a clause, in hours (true) or credits;
    `spent_in` is what all clauses took in another period.
    """
    if not any(part.measured.part.offsets for part in parts):
        return
    pool = _Pool(case, plan, period, window, before, spent_in)
    for part in parts:
        for offset_ in part.measured.part.offsets:
            short = _short_of(part)
            if short <= 0:
                break
            try:
                taken = pool.take(part.measured.part, offset_, short)
            except MissingAmount:
                part.measured.doubt = part.measured.may_grow = True
                continue
            if taken is not None:
                part.measured.offsets.append(taken)
                part.measured.counted += taken.amount
                part.met = enough(part.required, part.measured.counted)
                part.met = part.met and not part.too_much
    case.spent[plan.clause.id, period.span] = pool.used


def _short_of(part: PartAssessed) -> int:
    if part.required is None or part.required.amount is None:
        return 0
    # What must be exceeded is reached by the least amount more.
    return part.required.amount + (not part.required.inclusive) - part.measured.counted


class _Pool:
    """What may still stand in for something in one clause and period."""

    def __init__(
        self,
        case: Case,
        plan: ClausePlan,
        period: Period,
        window: Span,
        before: Mapping[tuple[str, bool], int],
        spent_in: Callable[[Period], Mapping[tuple[str, bool], int]],
    ) -> None:
        self._case = case
        self._plan = plan
        self._spent_in = spent_in
        self._period = period
        self._window = window
        self.used: dict[tuple[str, bool], int] = dict(before)

    def take(self, part: PartPlan, offset_: OffsetPlan, short: int) -> Taken | None:
        ratio = amount_of(self._case, offset_.ratio)
        if ratio <= 0:
            return None
        most = None if offset_.most is None else int(amount_of(self._case, offset_.most) * SCALE)
        room = short if most is None else min(short, most)
        rows: tuple[tuple[Row, int], ...] = ()
        if offset_.carried:
            amount = self._from_the_year_before(part, ratio, room)
        elif offset_.surplus_of is not None:
            amount = self._from_surplus(offset_.surplus_of, part, ratio, room)
        else:
            rows = self._from_entries(part, offset_, ratio, room)
            amount = sum(taken for _, taken in rows)
        if not amount:
            return None
        return Taken(offset_.label, amount, rows, _why(part, offset_, most), _calculation(offset_, ratio, most, amount))

    def _from_entries(
        self, part: PartPlan, offset_: OffsetPlan, ratio: Fraction, room: int
    ) -> tuple[tuple[Row, int], ...]:
        taken: list[tuple[Row, int]] = []
        for row in self._case.rows_in(self._window):
            own = not part.selector or row.mask & part.selector
            if own or row.refused is not None or not row.mask & (offset_.selector or 0):
                continue
            left = (row.hours if part.in_hours else row.credits) - self.used.get((row.entry_id, part.in_hours), 0)
            enters = min(int(left * ratio), room)
            if enters > 0:
                self._use(row.entry_id, part, Fraction(enters) / ratio)
                room -= enters
                taken.append((row, enters))
        return tuple(taken)

    def _from_surplus(self, clause_id: str, part: PartPlan, ratio: Fraction, room: int) -> int:
        left = _surplus(self._case, clause_id, part, self._period, self._window)
        return self._enter(clause_id, left, part, ratio, room)

    def _from_the_year_before(self, part: PartPlan, ratio: Fraction, room: int) -> int:
        case, plan = self._case, self._plan
        year = year_before(case, plan, self._period)
        if year is None or not case.timeline.bound_by(plan.who, year.span) or out_of_post(case, plan, year):
            return 0
        left = _beyond(case, plan, part, year, year.span)
        if part is _first_of(plan, part):
            # What stood in for something in its own year is gone.
            left -= self._spent_in(year).get((plan.clause.id, part.in_hours), 0)
        return self._enter(f"{plan.clause.id} {year.label} {plan.parts.index(part)}", left, part, ratio, room)

    def _enter(self, source: str, left: int, part: PartPlan, ratio: Fraction, room: int) -> int:
        left -= self.used.get((source, part.in_hours), 0)
        enters = max(0, min(int(left * ratio), room))
        self._use(source, part, Fraction(enters) / ratio)
        return enters

    def _use(self, source: str, part: PartPlan, amount: Fraction) -> None:
        key = (source, part.in_hours)
        self.used[key] = self.used.get(key, 0) + -int(-amount // 1)


def _surplus(case: Case, clause_id: str, part: PartPlan, period: Period, window: Span) -> int:
    """Return what the first part of a clause in the same unit counts beyond its floor, before offsets of its own."""
    source = next(plan for plan in case.plan.clauses if plan.clause.id == clause_id)
    first = _first_of(source, part)
    if first is None or not case.timeline.bound_by(source.who, period.span):
        return 0
    # What already counts for the part itself cannot come back to it as the surplus of another clause.
    return _beyond(case, source, first, period, window, apart_from=part.selector)


def _first_of(plan: ClausePlan, part: PartPlan) -> PartPlan | None:
    return next((other for other in plan.parts if other.in_hours == part.in_hours), None)


def _beyond(
    case: Case, plan: ClausePlan, part: PartPlan, period: Period, window: Span, *, apart_from: int | None = None
) -> int:
    """Return what a part counts beyond its floor, before offsets of its own; raises MissingAmount, MissingFact."""
    required = required_of(case, plan, part, period, window, weight_of(case, plan, period))
    return max(0, measure(case, plan, part, period, window, apart_from=apart_from).counted - (required.amount or 0))


def year_before(case: Case, plan: ClausePlan, period: Period) -> Period | None:
    """Return the judging year before one that is asked by year; None for the first."""
    years = judging_years(case)
    found = next((n for n, year in enumerate(years) if year.label == period.label), 0) if plan.period == "year" else 0
    return years[found - 1] if found else None


def _why(part: PartPlan, offset_: OffsetPlan, most: int | None) -> Words:
    up_to = "" if most is None else f"（最多{shortest(Fraction(most, SCALE))}）"
    up_to_en = "" if most is None else f" (at most {shortest(Fraction(most, SCALE))})"
    return Words(
        f"以{offset_.label.zh}抵{part.label.zh}{up_to}", f"{offset_.label.en} stands in for {part.label.en}{up_to_en}"
    )


def _calculation(offset_: OffsetPlan, ratio: Fraction, most: int | None, amount: int) -> str:
    of = "上一年度结转" if offset_.carried else offset_.surplus_of
    source = f"{offset_.label.zh}{'' if of is None else f'（{of}）'}"
    times = "" if ratio == 1 else f" × {shortest(ratio)}"
    limit = "" if most is None else f" (≤ {shortest(Fraction(most, SCALE))})"
    return f"+ {source}{times}{limit} = {shortest(Fraction(amount, SCALE))}"
