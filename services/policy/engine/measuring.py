"""How much counts for a part of a clause, what it must come to, and how that number came about."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from services.policy.calendars import Span
from services.policy.engine.amounts import amount_of, explained, meanings, up_to
from services.policy.engine.case import UNITS, Case, Measured, Period, Row, Words, equals, shortest
from services.policy.engine.cutting import cut, hold_hard_limits
from services.policy.engine.layers import fill_tiers
from services.policy.engine.pieces import counted_of, few_enough
from services.policy.engine.plan import ClausePlan, EachPlan, LimitPlan, PartPlan, Required
from services.policy.engine.reckoning import cut_of, reasons_of, spans_weighed, weight_of
from services.policy.format.conditions import SCALE
from services.policy.format.formulas import MissingAmount
from services.policy.matching import covers


def required_of(
    case: Case, plan: ClausePlan, part: PartPlan, period: Period, window: Span, weight: Fraction
) -> Required:
    """Return what a part of a clause must come to, after adjustments and shrinking."""
    floor = next((limit for limit in part.limits if limit.sense == "floor"), None)
    if floor is None:
        return _NOTHING
    if floor.percent_of is not None:
        return _share_required(case, part, floor, period, window)
    if case.adjusted or isinstance(floor.amount, str):
        return _worked_out(case, plan, part, floor, period, weight)
    months = None if weight == 1 else _months_behind(case, plan, period, weight)
    key = (id(part), *weight.as_integer_ratio(), months)
    known = case.plan.required.get(key)
    if known is None:
        known = case.plan.required[key] = _worked_out(case, plan, part, floor, period, weight)
    return known


def _months_behind(
    case: Case, plan: ClausePlan, period: Period, weight: Fraction, unit: str | None = None
) -> tuple[int, int] | None:
    """Return the months in post, of all, where it is they that make up a weight."""
    reasons = reasons_of(case, plan, period, unit)
    served = [case.timeline.served(span, reasons) for span in spans_weighed(case, plan, period)]
    months, of = sum(one.months for one in served), sum(one.of_months for one in served)
    cut = cut_of(case, plan, period)
    in_post = weight if cut is None else weight / Fraction(*cut)
    return (months, of) if of and in_post != 1 and Fraction(months, of) == in_post else None


_NOTHING = Required(None)


def _share_required(case: Case, part: PartPlan, floor: LimitPlan, period: Period, window: Span) -> Required:
    share = amount_of(case, floor.amount) / 100
    base = counted_of(case, part, period, window, floor.percent_of or 0)
    asked = Fraction(base) * share
    percent = shortest(share * 100)
    times = str(share) if "/" in percent else f"{percent}%"
    return Required(
        math.ceil(asked),
        floor.inclusive,
        f"{shortest(Fraction(base, SCALE))} × {times} {equals(asked / SCALE)}",
        means=(_base_told(base, part.unit),),
        exact=asked,
        share=share if _lies_within(case, part.selector, floor.percent_of or 0) else None,
        step=SCALE // 10**case.plan.pack.units.places,
        nothing=base == 0,
    )


def _base_told(base: int, unit: str) -> Words:
    whole, words = shortest(Fraction(base, SCALE)), UNITS[unit]
    return Words(f"占{whole}{words.zh}的比例", f"a share of the {whole} {words.en} counted")


def _lies_within(case: Case, inner: int, outer: int) -> bool:
    """Answer whether whatever one selector picks, another picks too."""
    if not outer or inner == outer:
        return True
    if not inner:
        return False
    one, other = (case.plan.selectors[mask.bit_length() - 1] for mask in (inner, outer))
    return covers(other, one)


def _worked_out(
    case: Case, plan: ClausePlan, part: PartPlan, floor: LimitPlan, period: Period, weight: Fraction
) -> Required:
    changes = [
        (relief, adjustment)
        for relief, adjustment in case.adjustments_of(plan.clause.id, period)
        if adjustment.unit in {None, part.unit}
    ]
    target = amount_of(case, floor.amount)
    written = [] if isinstance(floor.amount, Decimal) else [str(floor.amount)]
    steps = [explained(case, source, None) for source in written]
    for relief, adjustment in changes:
        changed = amount_of(case, adjustment.amount, target)
        text = explained(case, adjustment.amount, target) if isinstance(adjustment.amount, str) else shortest(changed)
        steps.append(f"{relief}: {text}")
        written += [adjustment.amount] if isinstance(adjustment.amount, str) else []
        target = changed
    if case.adjusted:
        # A relief may say so of one unit only.
        weight = weight_of(case, plan, period, part.unit)
    if weight != 1:
        shrunk = up_to(target * weight, case.plan.pack.service.step)
        steps.append(f"{shortest(target)} × {weight} {equals(target * weight)} → {shortest(shrunk)}")
        target = shrunk
    months = None if weight == 1 else _months_behind(case, plan, period, weight, part.unit)
    return Required(
        math.ceil(target * SCALE),
        floor.inclusive,
        "; ".join(steps) or None,
        means=tuple(dict.fromkeys(words for source in written for words in meanings(case, source))),
        months=months,
        cut=cut_of(case, plan, period),
    )


def tier_sizes(
    case: Case, plan: ClausePlan, part: PartPlan, period: Period, window: Span
) -> tuple[Fraction | None, ...]:
    """Return how much each tier of a part holds, in ten-thousandths; None where it is open-ended or its number is lost.

    Where the total asks for another amount than its pack writes, the tiers follow in proportion: what the first so many
    hold together is rounded up to the step of the service, so that they add up to the total as before.
    """
    share = _share_of_total(case, plan, part, period, window)
    sizes: list[Fraction | None] = []
    written = held = Fraction(0)
    for tier in part.tiers:
        try:
            size = amount_of(case, tier.size) * SCALE if tier.bounded else None
        except MissingAmount:
            size = None
        if size is None or share == 1:
            sizes.append(size)
            continue
        written += size
        together = up_to(written * share / SCALE, case.plan.pack.service.step) * SCALE
        sizes.append(together - held)
        held = together
    return tuple(sizes)


def _share_of_total(case: Case, plan: ClausePlan, part: PartPlan, period: Period, window: Span) -> Fraction:
    """Return what part of the amount that a pack writes a teacher is asked for in all."""
    floor = next((limit for limit in part.limits if limit.sense == "floor"), None)
    if floor is None or floor.percent_of is not None:
        return Fraction(1)
    try:
        required = required_of(case, plan, part, period, window, weight_of(case, plan, period))
        written = amount_of(case, floor.amount) * SCALE
    except MissingAmount:
        return Fraction(1)
    return Fraction(1) if not written or required.amount is None else Fraction(required.amount) / written


def measure(
    case: Case, plan: ClausePlan, part: PartPlan, period: Period, window: Span, *, apart_from: int | None = None
) -> Measured:
    """Count a part over a window of its period; raises MissingFact where it is open whom a cap binds.

    `apart_from` is a selector whose entries are left out, 0 for all of them.
    """
    measured = Measured(part)
    selected: list[tuple[Row, int]] = []
    for row in case.rows_in(window):
        if part.selector and not row.mask & part.selector:
            continue
        if apart_from is not None and (not apart_from or row.mask & apart_from):
            continue
        amount = row.hours if part.in_hours else row.credits
        if not amount:
            continue
        if row.refused is None:
            selected.append((row, amount))
        else:
            measured.left_out.append((row, amount, _refused_text(row)))
    if part.each is not None:
        selected = _large_enough(case, part, part.each, selected, measured)
    selected, open_ = few_enough(case, part, period, selected, measured)
    sizes = tier_sizes(case, plan, part, period, window) if part.tiers else ()

    def let_in(offered: Sequence[tuple[Row, int]], into: Measured) -> None:
        if part.tiers:
            fill_tiers(case, part, period, offered, into, sizes)
        else:
            cut(case, part, period, window, offered, into)

    let_in(selected, measured)
    if open_:
        # Whatever the number is, what counts without any of these counts.
        without = Measured(part)
        let_in([(row, amount) for row, amount in selected if row.entry_id not in open_], without)
        known = without.counted if without.sure is None and not without.doubt else without.sure
        measured.doubt, measured.sure = True, known
    hold_hard_limits(case, part, window, measured)
    return measured


_ONE_OF: Mapping[str, Words] = {
    "class": Words("单个培训班", "class"),
    "program": Words("单个项目", "program"),
    "entry": Words("单项", "entry"),
}


def _large_enough(
    case: Case, part: PartPlan, each: EachPlan, selected: Sequence[tuple[Row, int]], measured: Measured
) -> list[tuple[Row, int]]:
    """Keep what belongs to a class, program or entry that comes to enough by itself."""
    least = amount_of(case, each.at_least) * SCALE
    sums: Counter[tuple[bool, str]] = Counter()
    for row, amount in selected:
        sums[_one_of(each.per, row)] += amount
    one, unit = _ONE_OF[each.per], UNITS[part.unit]
    number, more = shortest(least / SCALE), not each.inclusive
    measured.least = Words(
        f"{one.zh}{'超过' if more else '满'}{number}{unit.zh}方计入",
        f"only what comes to {'more than' if more else 'at least'} {number} {unit.en} by {one.en} counts",
    )
    kept: list[tuple[Row, int]] = []
    for row, amount in selected:
        whole, _ = _one_of(each.per, row)
        own = sums[_one_of(each.per, row)]
        if own > least or (own == least and each.inclusive):
            kept.append((row, amount))
            continue
        has = shortest(Fraction(own, SCALE))
        # What belongs to no class stands for itself, and is not called one.
        its = one if whole else _ONE_OF["entry"]
        why = Words(
            f"{its.zh}共{has}{unit.zh}，{'未超过' if more else '不足'}{number}{unit.zh}",
            f"{has} {unit.en} in one {its.en}, {'not more than' if more else 'less than'} {number}",
        )
        measured.left_out.append((row, amount, why))
    return kept


def _one_of(per: str, row: Row) -> tuple[bool, str]:
    whole = {"class": row.class_id, "program": row.program_id}.get(per)
    return (False, row.entry_id) if whole is None else (True, whole)


def _refused_text(row: Row) -> Words:
    refused = row.refused
    if refused is None:
        raise ValueError(row.entry_id)
    return Words(
        zh=f"依{refused.clause_id}不予认定：{refused.reason.zh}",
        en=f"not recognised by {refused.clause_id}: {refused.reason.en}",
    )
