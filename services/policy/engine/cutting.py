"""Which caps cut a part of a clause, over which entries, and the words for every cut."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.policy.calendars import Span, year_of
from services.policy.engine.amounts import amount_of
from services.policy.engine.caps import Bound, allow
from services.policy.engine.case import Case, Measured, Period, Row, Words, shortest
from services.policy.engine.plan import CapPlan, LimitPlan, PartPlan
from services.policy.format.conditions import SCALE
from services.policy.format.formulas import MissingAmount
from services.policy.format.words import Bilingual
from services.policy.slots import semester_of

_EACH: Mapping[str, Words] = {
    "entry": Words("每项", " each time"),
    "day": Words("每天", " each day"),
    "class": Words("每个培训班", " in each class"),
    "program": Words("每个项目", " in each program"),
    "month": Words("每月", " each month"),
    "semester": Words("每学期", " each semester"),
    "year": Words("每年度", " each year"),
}
_WHOLE = Words("", "")
_NARROW_TO_WIDE = ("entry", "day", "class", "program", "month", "semester", "year", None)


@dataclass(frozen=True, slots=True)
class Cap:
    """An upper limit as it cuts one part: its own, or that of another clause."""

    clause_id: str | None
    title: Bilingual
    selector: int
    limit: LimitPlan

    @property
    def width(self) -> int:
        return _NARROW_TO_WIDE.index(self.per)

    @property
    def per(self) -> str | None:
        return None if self.limit.per == "cycle" else self.limit.per


def cut(
    case: Case, part: PartPlan, period: Period, window: Span, selected: Sequence[tuple[Row, int]], measured: Measured
) -> None:
    """Let in what the caps of a part allow; raises MissingFact where it is open whom one of them binds."""
    top = next((li for li in part.limits if li.sense != "floor" and li.amount is not None and not _narrow(li)), None)
    caps = caps_of(case, part, period)
    if not caps:
        measured.counted, measured.rows = sum(amount for _, amount in selected), list(selected)
    else:
        _cut_by(case, part, window, caps, selected, measured)
    if top is not None and top.sense != "cap_counted":
        measured.beyond = max(0, measured.counted - int(_most(case, part, top, window)))


def _narrow(limit: LimitPlan) -> bool:
    return limit.per not in {None, "cycle"}


def caps_of(case: Case, part: PartPlan, period: Period) -> list[Cap]:
    """Return what cuts a part, from narrow to wide; raises MissingFact where it is open whom a cap binds."""
    caps = [
        Cap(cap.clause_id, cap.title, cap.selector, _limit_of(cap)) for cap in part.caps if _cuts(case, cap, period)
    ]
    caps += [Cap(None, part.label, 0, limit) for limit in part.limits if limit.sense == "cap_counted"]
    return sorted(caps, key=lambda cap: cap.width)


def _limit_of(cap: CapPlan) -> LimitPlan:
    return LimitPlan("cap_counted", cap.amount, inclusive=True, per=cap.per, percent_of=cap.percent_of)


def _cuts(case: Case, cap: CapPlan, period: Period) -> bool:
    if cap.liftable and case.waiver_of(cap.clause_id, period) is not None:
        return False
    return case.timeline.bound_by(cap.who, period.span)


def _cut_by(
    case: Case,
    part: PartPlan,
    window: Span,
    caps: Sequence[Cap],
    selected: Sequence[tuple[Row, int]],
    measured: Measured,
) -> None:
    bounds: list[Bound] = []
    for number, cap in enumerate(caps):
        for members in _buckets(case, cap, selected):
            try:
                bounds.append(Bound(members, _most_of(case, part, cap, window, selected, members), number))
            except MissingAmount:
                measured.doubt = True
    allowed = allow([amount for _, amount in selected], bounds)
    measured.counted = allowed.total
    measured.rows = [(row, amount) for (row, _), amount in zip(selected, allowed.amounts, strict=True) if amount]
    for place, amount, bound in allowed.cuts:
        cap = caps[bound.cap]
        if cap.clause_id is None and cap.per is None:
            measured.beyond += amount
        measured.left_out.append((selected[place][0], amount, _why(cap, bound.most)))


def _buckets(case: Case, cap: Cap, selected: Sequence[tuple[Row, int]]) -> list[int]:
    bucket_of = _BUCKETS[cap.per]
    buckets: dict[Hashable, int] = {}
    for place, (row, _) in enumerate(selected):
        if not cap.selector or row.mask & cap.selector:
            bucket = bucket_of(case, row)
            buckets[bucket] = buckets.get(bucket, 0) | 1 << place
    return list(buckets.values())


def _most_of(
    case: Case, part: PartPlan, cap: Cap, window: Span, selected: Sequence[tuple[Row, int]], members: int
) -> int:
    amount = amount_of(case, cap.limit.amount)
    if cap.limit.percent_of is None:
        return int(amount * SCALE)
    row = selected[(members & -members).bit_length() - 1][0]
    bucket_of = _BUCKETS[cap.per]
    return int(amount / 100 * _base(case, part, cap.limit, window, lambda other: bucket_of(case, other), of=row))


def _base(
    case: Case, part: PartPlan, limit: LimitPlan, window: Span, bucket_of: Callable[[Row], Hashable], *, of: Row | None
) -> int:
    bucket = None if of is None else bucket_of(of)
    return sum(
        row.hours if part.in_hours else row.credits
        for row in case.rows_in(window)
        if row.refused is None
        and (not limit.percent_of or row.mask & limit.percent_of)
        and (of is None or bucket_of(row) == bucket)
    )


def _most(case: Case, part: PartPlan, limit: LimitPlan, window: Span) -> Fraction:
    amount = amount_of(case, limit.amount)
    if limit.percent_of is None:
        return amount * SCALE
    return amount / 100 * _base(case, part, limit, window, lambda row: row.entry_id, of=None)


def _why(cap: Cap, most: int) -> Words:
    each = _EACH.get(cap.per or "", _WHOLE)
    over = over_cap(cap.title, most, each)
    if cap.clause_id is None:
        return over
    return Words(zh=f"{over.zh}（{cap.clause_id}）", en=f"{over.en} ({cap.clause_id})")


def over_cap(label: Bilingual, most: int, each: Words = _WHOLE) -> Words:
    """Say that an amount lies over what counts at most."""
    limit = shortest(Fraction(most, SCALE))
    return Words(
        zh=f"超出{label.zh}{each.zh}最多计入的{limit}",
        en=f"over the {limit} that count at most{each.en} for {label.en}",
    )


def share_out(selected: Sequence[tuple[Row, int]], room: int, measured: Measured, why: Words) -> None:
    """Let rows in until the room is full, the earlier ones first."""
    for row, amount in selected:
        enters = min(amount, room)
        room -= enters
        if enters:
            measured.rows.append((row, enters))
        if enters < amount:
            measured.left_out.append((row, amount - enters, why))


def hold_hard_limits(case: Case, part: PartPlan, window: Span, measured: Measured) -> None:
    """Find out whether what counts breaks a hard limit; a limit whose number is lost leaves a doubt."""
    for limit in part.limits:
        if limit.sense != "cap_hard":
            continue
        if limit.amount is None:
            measured.doubt = measured.doubt or measured.counted > 0
            continue
        sums: dict[Hashable, int] = {None: measured.counted}
        if _narrow(limit):
            sums = {}
            for row, amount in measured.rows:
                bucket = _BUCKETS[limit.per](case, row)
                sums[bucket] = sums.get(bucket, 0) + amount
        most = _most(case, part, limit, window)
        if any(amount > most or (amount == most and not limit.inclusive) for amount in sums.values()):
            measured.too_much = True


def _semester_of(case: Case, row: Row) -> Hashable:
    held = semester_of(case.plan.pack, case.calendar, row.last)
    return None if held is None else held.span


_BUCKETS: Mapping[str | None, Callable[[Case, Row], Hashable]] = {
    None: lambda case, row: None,
    "cycle": lambda case, row: None,
    "entry": lambda case, row: row.entry_id,
    "day": lambda case, row: row.last,
    # What belongs to no class or program stands for itself.
    "class": lambda case, row: row.class_id or ("", row.entry_id),
    "program": lambda case, row: row.program_id or ("", row.entry_id),
    "month": lambda case, row: (row.last.year, row.last.month),
    "semester": _semester_of,
    "year": lambda case, row: year_of(case.plan.pack.year, row.last).first,
}
