"""How much counts for a part of a clause, what it must come to, and how that number came about."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from services.policy.calendars import Span
from services.policy.engine.amounts import amount_of, explained
from services.policy.engine.case import Case, Measured, Period, Row, Words, equals, shortest
from services.policy.engine.cutting import cut, hold_hard_limits, over_cap, share_out
from services.policy.engine.flow import Doors, TierRoom, fill
from services.policy.engine.plan import ClausePlan, LimitPlan, PartPlan, Required, TierPlan
from services.policy.engine.timeline import up_to
from services.policy.format.conditions import SCALE


def required_of(
    case: Case, plan: ClausePlan, part: PartPlan, period: Period, window: Span, weight: Fraction
) -> Required:
    """Return what a part of a clause must come to, after adjustments and shrinking."""
    floor = next((limit for limit in part.limits if limit.sense == "floor"), None)
    if floor is None:
        return _NOTHING
    if floor.percent_of is not None:
        return _share_required(case, part, floor, window)
    if case.adjusted or isinstance(floor.amount, str):
        return _worked_out(case, plan, part, floor, period, weight)
    key = (id(part), *weight.as_integer_ratio())
    known = case.plan.required.get(key)
    if known is None:
        known = case.plan.required[key] = _worked_out(case, plan, part, floor, period, weight)
    return known


_NOTHING = Required(None)


def _share_required(case: Case, part: PartPlan, floor: LimitPlan, window: Span) -> Required:
    percent = amount_of(case, floor.amount)
    base = _sum(case, floor.percent_of or 0, window, in_hours=part.in_hours)
    asked = Fraction(base, SCALE) * percent / 100
    steps = f"{shortest(Fraction(base, SCALE))} × {shortest(percent)}% {equals(asked)}"
    return Required(math.ceil(asked * SCALE), floor.inclusive, steps)


def _sum(case: Case, selector: int, window: Span, *, in_hours: bool) -> int:
    return sum(
        row.hours if in_hours else row.credits
        for row in case.rows_in(window)
        if row.refused is None and (not selector or row.mask & selector)
    )


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
    return Required(math.ceil(target * SCALE), floor.inclusive, "; ".join(steps) or None)


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
    if part.tiers:
        _fill_tiers(case, part, selected, measured)
    else:
        cut(case, part, period, window, selected, measured)
    hold_hard_limits(case, part, window, measured)
    return measured


def _refused_text(row: Row) -> Words:
    refused = row.refused
    if refused is None:
        raise ValueError(row.entry_id)
    return Words(
        zh=f"依{refused.clause_id}不予认定：{refused.reason.zh}",
        en=f"not recognised by {refused.clause_id}: {refused.reason.en}",
    )


def _fill_tiers(case: Case, part: PartPlan, selected: Sequence[tuple[Row, int]], measured: Measured) -> None:
    rooms = [
        TierRoom(
            size=int(amount_of(case, tier.size) * SCALE) if tier.bounded else None,
            caps=tuple(int(amount_of(case, cap.amount) * SCALE) for cap in tier.caps),
        )
        for tier in part.tiers
    ]
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
            over = over_cap(cap.title, rooms[tier].caps[passed])
            return Words(zh=f"{over.zh}（{cap.clause_id}）", en=f"{over.en} ({cap.clause_id})")
    names = "、".join(part.tiers[tier].label.zh for tier, _ in doors.tiers) or "任何部分"
    names_en = ", ".join(part.tiers[tier].label.en for tier, _ in doors.tiers) or "any part"
    return Words(zh=f"{names}已满，不再计入", en=f"no more room in {names_en}")


def reaches(required: Required, counted: int) -> bool:
    """Answer whether an amount is enough."""
    if required.amount is None:
        return True
    return counted > required.amount or (counted == required.amount and required.inclusive)
