"""How much counts for a part of a clause, what it must come to, and how that number came about."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from services.policy.calendars import Span
from services.policy.engine.amounts import amount_of, explained
from services.policy.engine.case import UNITS, Case, Measured, Period, Row, Words, equals, shortest
from services.policy.engine.cutting import counted_of, cut, hold_hard_limits, over_cap, share_out
from services.policy.engine.flow import Doors, TierRoom, fill
from services.policy.engine.plan import ClausePlan, EachPlan, LimitPlan, PartPlan, Required, TierPlan
from services.policy.engine.timeline import up_to
from services.policy.format.conditions import SCALE
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
    months = None if weight == 1 else _months_behind(case, period, weight)
    key = (id(part), *weight.as_integer_ratio(), months)
    known = case.plan.required.get(key)
    if known is None:
        known = case.plan.required[key] = _worked_out(case, plan, part, floor, period, weight)
    return known


def _months_behind(case: Case, period: Period, weight: Fraction) -> tuple[int, int] | None:
    """Return the months in post, of all, where it is they that make up a weight."""
    spans = case.plan.years
    if period.year is not None:
        reckoned = period.span == period.year or period.words is not None
        spans = (period.span if reckoned else period.year,)
    served = [case.timeline.served(span) for span in spans]
    months, of = sum(one.months for one in served), sum(one.of_months for one in served)
    return (months, of) if of and Fraction(months, of) == weight else None


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
        exact=asked,
        share=share if _lies_within(case, part.selector, floor.percent_of or 0) else None,
        step=SCALE // 10**case.plan.pack.units.places,
        nothing=base == 0,
    )


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
    steps = [] if isinstance(floor.amount, Decimal) else [explained(case, str(floor.amount), None)]
    for relief, adjustment in changes:
        changed = amount_of(case, adjustment.amount, target)
        text = explained(case, adjustment.amount, target) if isinstance(adjustment.amount, str) else shortest(changed)
        steps.append(f"{relief}: {text}")
        target = changed
    if weight != 1:
        shrunk = up_to(target * weight, case.plan.pack.service.step)
        steps.append(f"{shortest(target)} × {weight} {equals(target * weight)} → {shortest(shrunk)}")
        target = shrunk
    months = None if weight == 1 else _months_behind(case, period, weight)
    return Required(math.ceil(target * SCALE), floor.inclusive, "; ".join(steps) or None, months=months)


def measure(case: Case, part: PartPlan, period: Period, window: Span) -> Measured:
    """Count a part over a window of its period; raises MissingFact where it is open whom a cap binds."""
    measured = Measured(part)
    selected: list[tuple[Row, int]] = []
    for row in case.rows_in(window):
        if part.selector and not row.mask & part.selector:
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
    if part.tiers:
        _fill_tiers(case, part, selected, measured)
    else:
        cut(case, part, period, window, selected, measured)
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
        own = sums[_one_of(each.per, row)]
        if own > least or (own == least and each.inclusive):
            kept.append((row, amount))
            continue
        has = shortest(Fraction(own, SCALE))
        why = Words(
            f"{one.zh}共{has}{unit.zh}，{'未超过' if more else '不足'}{number}{unit.zh}",
            f"{has} {unit.en} in one {one.en}, {'not more than' if more else 'less than'} {number}",
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


def _fill_tiers(case: Case, part: PartPlan, selected: Sequence[tuple[Row, int]], measured: Measured) -> None:
    rooms = [room_of(case, tier) for tier in part.tiers]
    by_mask: dict[int, Doors] = {}
    groups: dict[Doors, list[tuple[Row, int]]] = {}
    for row, amount in selected:
        doors = by_mask.get(row.mask)
        if doors is None:
            doors = by_mask[row.mask] = _doors(part.tiers, row.mask)
        groups.setdefault(doors, []).append((row, amount))
    sums = {doors: sum(amount for _, amount in rows) for doors, rows in groups.items()}
    offered: Counter[tuple[int, int | None]] = Counter()
    for doors, amount in sums.items():
        offered.update(dict.fromkeys(doors.tiers, amount))
    filled = fill(sums, rooms)
    for doors, rows in groups.items():
        share_out(rows, filled.by_group[doors], measured, _no_room(part, rooms, doors, offered))
    measured.counted = sum(filled.by_tier)
    measured.tiers = filled.by_tier
    measured.rows.sort(key=lambda item: (item[0].last, item[0].entry_id))
    measured.left_out.sort(key=lambda item: (item[0].last, item[0].entry_id))


def room_of(case: Case, tier: TierPlan) -> TierRoom:
    """Return how much a tier and its caps let in; raises MissingAmount."""
    return TierRoom(
        size=int(amount_of(case, tier.size) * SCALE) if tier.bounded else None,
        caps=tuple(int(amount_of(case, cap.amount) * SCALE) for cap in tier.caps),
    )


def _doors(tiers: Sequence[TierPlan], mask: int) -> Doors:
    """Say which tiers a row may enter, and through the first cap that concerns it."""
    doors: list[tuple[int, int | None]] = []
    for index, tier in enumerate(tiers):
        if tier.selector and not mask & tier.selector:
            continue
        passed = next((i for i, cap in enumerate(tier.caps) if not cap.selector or mask & cap.selector), None)
        doors.append((index, passed))
    return Doors(tuple(doors))


def _no_room(
    part: PartPlan, rooms: Sequence[TierRoom], doors: Doors, offered: Mapping[tuple[int, int | None], int]
) -> Words:
    """Name the cap that more was offered to than it lets in, else the tiers that are full."""
    for tier, passed in doors.tiers:
        if passed is not None and offered[tier, passed] > rooms[tier].caps[passed]:
            cap = part.tiers[tier].caps[passed]
            over = over_cap(cap.title, rooms[tier].caps[passed], part.unit)
            return Words(zh=f"{over.zh}（{cap.clause_id}）", en=f"{over.en} ({cap.clause_id})")
    names = "、".join(part.tiers[tier].label.zh for tier, _ in doors.tiers) or "任何部分"
    names_en = ", ".join(part.tiers[tier].label.en for tier, _ in doors.tiers) or "any part"
    return Words(zh=f"{names}已满，不再计入", en=f"no more room in {names_en}")


def reaches(required: Required, counted: int) -> bool:
    """Answer whether an amount is enough."""
    if required.amount is None:
        return True
    return counted > required.amount or (counted == required.amount and required.inclusive)
