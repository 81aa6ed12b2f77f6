"""How much counts for a part of a clause, what it must come to, and how that number came about."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from services.policy.calendars import Span
from services.policy.engine.case import Case, Measured, Row, Words, shortest
from services.policy.engine.flow import Doors, TierRoom, fill
from services.policy.engine.plan import ClausePlan, LimitPlan, PartPlan, RawAmount, Required, TierPlan
from services.policy.engine.timeline import Timeline, up_to
from services.policy.format.conditions import SCALE
from services.policy.format.formulas import MissingAmount, compiled
from services.policy.format.words import Bilingual


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a target expression sees of a teacher."""

    timeline: Timeline
    target: Fraction | None

    def amount(self, name: str) -> Fraction | None:
        return self.target if name == "target" else self.timeline.amount(name)

    def share_of(self, group: str) -> Fraction:
        return self.timeline.share_of(group)


def amount_of(case: Case, raw: RawAmount, target: Fraction | None = None) -> Fraction:
    """Return a number of the pack for a teacher; raises MissingAmount when it is lost or not supplied."""
    if raw is None:
        raise MissingAmount("")
    if isinstance(raw, Decimal):
        return Fraction(raw)
    return compiled(raw).evaluate(_Scope(case.timeline, target))


def explained(case: Case, source: str, target: Fraction | None) -> str:
    """Write a target expression with its values and its result."""
    formula = compiled(source)
    scope = _Scope(case.timeline, target)
    result = shortest(formula.evaluate(scope))
    if formula.before_rounding is None:
        return f"{_filled_in(source, scope)} = {result}"
    inner = formula.before_rounding
    return f"{_filled_in(inner, scope)} = {shortest(compiled(inner).evaluate(scope))} → {result}"


def _filled_in(source: str, scope: _Scope) -> str:
    shown = re.sub(r"share_of\((\w+)\)", lambda match: str(scope.share_of(match[1])), source)
    for name in sorted(compiled(source).names, key=len, reverse=True):
        value = scope.amount(name)
        if value is not None:
            shown = re.sub(rf"\b{name}\b", shortest(value), shown)
    return shown.replace("*", "×").replace("/", "÷")


def required_of(case: Case, plan: ClausePlan, part: PartPlan, period: str | None, weight: Fraction) -> Required:
    """Return what a part of a clause must come to, after adjustments and shrinking."""
    if case.adjusted or any(isinstance(limit.amount, str) for limit in part.limits):
        return _worked_out(case, plan, part, period, weight)
    key = (id(part), *weight.as_integer_ratio())
    known = case.plan.required.get(key)
    if known is None:
        known = case.plan.required[key] = _worked_out(case, plan, part, period, weight)
    return known


def _worked_out(case: Case, plan: ClausePlan, part: PartPlan, period: str | None, weight: Fraction) -> Required:
    floor = next((limit for limit in part.limits if limit.sense == "floor"), None)
    if floor is None:
        return Required(None)
    clause_id = plan.clause.id
    changes = [
        (relief, adjustment)
        for relief, adjustment in case.adjusted.get((clause_id, period), [])
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
        steps.append(f"{shortest(target)} × {weight} = {shortest(target * weight)} → {shortest(shrunk)}")
        target = shrunk
    return Required(math.ceil(target * SCALE), floor.inclusive, "; ".join(steps) or None)


def measure(case: Case, part: PartPlan, span: Span) -> Measured:
    """Count a part over a span."""
    measured = Measured(part)
    selected: list[tuple[Row, int]] = []
    for row in case.rows_in(span):
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
        _cut_by_own_cap(case, part, selected, measured)
    return measured


def _refused_text(row: Row) -> Words:
    refused = row.refused
    if refused is None:
        raise ValueError(row.entry_id)
    return Words(
        zh=f"依{refused.clause_id}不予认定：{refused.reason.zh}",
        en=f"not recognised by {refused.clause_id}: {refused.reason.en}",
    )


def _cut_by_own_cap(case: Case, part: PartPlan, selected: Sequence[tuple[Row, int]], measured: Measured) -> None:
    sum_ = sum(amount for _, amount in selected)
    top = next((limit for limit in part.limits if limit.sense != "floor" and limit.amount is not None), None)
    if top is None:
        measured.counted, measured.rows = sum_, list(selected)
        return
    most = int(amount_of(case, top.amount) * SCALE)
    measured.beyond = max(0, sum_ - most)
    if top.sense != "cap_counted":
        measured.counted, measured.rows = sum_, list(selected)
        return
    measured.counted = min(sum_, most)
    _share_out(selected, most, measured, _over(part.label, most))


def _over(label: Bilingual, most: int) -> Words:
    limit = shortest(Fraction(most, SCALE))
    return Words(zh=f"超出{label.zh}最多计入的{limit}", en=f"over the {limit} that count at most for {label.en}")


def _share_out(selected: Sequence[tuple[Row, int]], room: int, measured: Measured, why: Words) -> None:
    """Let rows in until the room is full, the earlier ones first."""
    for row, amount in selected:
        enters = min(amount, room)
        room -= enters
        if enters:
            measured.rows.append((row, enters))
        if enters < amount:
            measured.left_out.append((row, amount - enters, why))


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
    filled = fill({doors: sum(amount for _, amount in rows) for doors, rows in groups.items()}, rooms)
    for doors, rows in groups.items():
        _share_out(rows, filled.by_group[doors], measured, _no_room(part, rooms, doors))
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


def _no_room(part: PartPlan, rooms: Sequence[TierRoom], doors: Doors) -> Words:
    for tier, passed in doors.tiers:
        if passed is not None:
            cap = part.tiers[tier].caps[passed]
            over = _over(cap.title, rooms[tier].caps[passed])
            return Words(zh=f"{over.zh}（{cap.clause_id}）", en=f"{over.en} ({cap.clause_id})")
    names = "、".join(part.tiers[tier].label.zh for tier, _ in doors.tiers) or "任何部分"
    names_en = ", ".join(part.tiers[tier].label.en for tier, _ in doors.tiers) or "any part"
    return Words(zh=f"{names}已满，不再计入", en=f"no more room in {names_en}")


def beyond_hard_limit(case: Case, limit: LimitPlan, counted: int) -> bool:
    """Answer whether an amount breaks a hard limit."""
    if limit.sense != "cap_hard":
        return False
    most = amount_of(case, limit.amount) * SCALE
    return counted > most or (counted == most and not limit.inclusive)


def reaches(required: Required, counted: int) -> bool:
    """Answer whether an amount is enough."""
    if required.amount is None:
        return True
    return counted > required.amount or (counted == required.amount and required.inclusive)
