"""Which caps cut a part of a clause, over which entries, and the words for every cut."""

from collections.abc import Callable, Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction

from services.policy.calendars import Span, year_label, year_named, year_of
from services.policy.engine.amounts import amount_of
from services.policy.engine.caps import Bound, allow
from services.policy.engine.case import UNITS, Case, Measured, Period, Row, Words, shortest
from services.policy.engine.plan import CapPlan, LimitPlan, PartPlan
from services.policy.format.conditions import SCALE
from services.policy.format.formulas import MissingAmount
from services.policy.format.words import Bilingual
from services.policy.slots import semester_owning

_EACH: Mapping[str, Words] = {
    "entry": Words("每项", " each time"),
    "day": Words("每天", " each day"),
    "class": Words("每个培训班", " in each class"),
    "program": Words("每个项目", " in each program"),
    "month": Words("每月", " each month"),
    "semester": Words("每学期", " each semester"),
    "calendar_year": Words("每年度", " each year"),
    "school_year": Words("每学年", " each school year"),
}
_WHOLE = Words("", "")
_SAYS_SO: Mapping[str, tuple[str, ...]] = {
    "每项": ("每项", "单项", "每次", "每篇"),
    "每天": ("每天", "每日", "单日", "一天"),
    "每个培训班": ("每个培训班", "每班", "单班", "同一培训班", "培训班学分", "培训班学时"),
    "每个项目": ("每个项目", "同一项目", "单个项目"),
    "每月": ("每月", "单月", "月度"),
    "每学期": ("每学期", "单学期", "学期"),
    "每年度": ("每年", "每学年", "年度", "学年"),
    "每学年": ("每年", "每学年", "年度", "学年"),
}
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
    tops = (li for li in part.limits if li.sense != "floor" and li.amount is not None)
    top = next((li for li in tops if not (_narrow(li) or li.numbers)), None)
    caps = caps_of(case, part, period)
    if not caps:
        measured.counted, measured.rows = sum(amount for _, amount in selected), list(selected)
    else:
        cut_by(case, part, window, caps, selected, measured)
    if top is not None and top.sense != "cap_counted":
        measured.beyond = max(0, measured.counted - int(_most(case, part, top, window)))


def _narrow(limit: LimitPlan) -> bool:
    return limit.per not in {None, "cycle"}


def caps_of(case: Case, part: PartPlan, period: Period) -> list[Cap]:
    """Return what cuts a part, from narrow to wide; raises MissingFact where it is open whom a cap binds."""
    return [cap for cap in _all_caps(case, part, period) if not cap.limit.numbers]


def numbered_caps(case: Case, part: PartPlan, period: Period) -> list[Cap]:
    """Return the caps of a part that are numbers of entries, from narrow to wide; raises MissingFact as `caps_of`."""
    if not (any(cap.numbers for cap in part.caps) or any(limit.numbers for limit in part.limits)):
        return []
    return [cap for cap in _all_caps(case, part, period) if cap.limit.numbers]


def _all_caps(case: Case, part: PartPlan, period: Period) -> list[Cap]:
    caps = [as_cap(cap) for cap in part.caps if cuts(case, cap, period)]
    caps += [Cap(None, part.label, 0, limit) for limit in part.limits if limit.sense == "cap_counted"]
    return sorted(caps, key=lambda cap: cap.width)


def as_cap(cap: CapPlan) -> Cap:
    """Return the limit of another clause as a cap."""
    return Cap(cap.clause_id, cap.title, cap.selector, _limit_of(cap))


def _limit_of(cap: CapPlan) -> LimitPlan:
    return LimitPlan(
        "cap_counted", cap.amount, inclusive=True, per=cap.per, percent_of=cap.percent_of, numbers=cap.numbers
    )


def cuts(case: Case, cap: CapPlan, period: Period) -> bool:
    """Answer whether the cap of another clause holds for the teacher; raises MissingFact."""
    if cap.liftable and case.waiver_of(cap.clause_id, period) is not None:
        return False
    return case.timeline.bound_by(cap.who, period.span)


def cut_by(
    case: Case,
    part: PartPlan,
    window: Span,
    caps: Sequence[Cap],
    selected: Sequence[tuple[Row, int]],
    measured: Measured,
) -> None:
    """Let in what caps allow, as much of it as they do together."""
    bounds: list[Bound] = []
    lost: list[Bound] = []
    apart = {row.entry_id for row, _, _ in measured.left_out}
    for number, cap in enumerate(caps):
        for members, days in buckets_of(case, cap, selected):
            try:
                bound = _bound(case, part, cap, window, selected, members, apart)
            except MissingAmount:
                lost.append(Bound(members, 0, number))
                continue
            bounds.append(replace(bound, most=bound.most * days, cap=number, days=days))
    amounts = [amount for _, amount in selected]
    if lost:
        # Whatever the number is, what counts under a cap of nothing counts.
        measured.doubt, measured.sure = True, allow(amounts, [*bounds, *lost]).total
    allowed = allow(amounts, bounds)
    measured.counted = allowed.total
    measured.rows = [(row, amount) for (row, _), amount in zip(selected, allowed.amounts, strict=True) if amount]
    for place, amount, bound in allowed.cuts:
        cap = caps[bound.cap]
        if cap.clause_id is None and cap.per is None:
            measured.beyond += amount
        measured.left_out.append((selected[place][0], amount, why_cut(case, cap, part.unit, bound.most // bound.days)))


def buckets_of(case: Case, cap: Cap, selected: Sequence[tuple[Row, int]]) -> list[tuple[int, int]]:
    """Return what a cap limits together, as bits of places, each with how many times its amount that may be."""
    bucket_of = _BUCKETS[cap.per]
    buckets: dict[Hashable, int] = {}
    for place, (row, _) in enumerate(selected):
        if (not cap.selector or row.mask & cap.selector) and not _apart(cap.per, row):
            bucket = bucket_of(case, row)
            buckets[bucket] = buckets.get(bucket, 0) | 1 << place
    if cap.per == "day" and cap.limit.percent_of is None and any(row.first != row.last for row, _ in selected):
        return _stretches([row for row, _ in selected], sum(buckets.values()))
    return [(members, 1) for members in buckets.values()]


def _apart(per: str | None, row: Row) -> bool:
    """Answer whether an entry has no part in a cap: what is in no class is not cut by a cap for each class."""
    return (per == "class" and row.class_id is None) or (per == "program" and row.program_id is None)


def _stretches(rows: Sequence[Row], members: int) -> list[tuple[int, int]]:
    """Return for each stretch of days the entries that lie wholly within it, and its days.

    What each day may hold is kept to exactly when every stretch holds no more than its days may.
    """
    inside = [place for place in range(len(rows)) if members >> place & 1]
    found: dict[int, int] = {}
    for first in sorted({rows[place].first for place in inside}):
        within = 0
        for place in sorted((p for p in inside if rows[p].first >= first), key=lambda p: rows[p].last):
            within |= 1 << place
            days = (rows[place].last - first).days + 1
            found[within] = min(days, found.get(within, days))
    return list(found.items())


def _bound(
    case: Case,
    part: PartPlan,
    cap: Cap,
    window: Span,
    selected: Sequence[tuple[Row, int]],
    members: int,
    apart: Set[str],
) -> Bound:
    """Return the limit over some members: a number, or a share of what counts; `apart` counts for nothing already."""
    amount = amount_of(case, cap.limit.amount)
    if cap.limit.percent_of is None:
        return Bound(members, int(amount * SCALE), 0)
    share, bucket_of = amount / 100, _BUCKETS[cap.per]
    bucket = bucket_of(case, selected[(members & -members).bit_length() - 1][0])

    def of_base(row: Row) -> bool:
        within = not cap.limit.percent_of or bool(row.mask & cap.limit.percent_of)
        return within and row.refused is None and bucket_of(case, row) == bucket

    of = sum(1 << place for place, (row, _) in enumerate(selected) if of_base(row))
    here = {row.entry_id for row, _ in selected} | apart
    elsewhere = sum(
        row.hours if part.in_hours else row.credits
        for row in case.rows_in(window)
        if row.entry_id not in here and of_base(row)
    )
    return Bound(members, int(share * elsewhere), 0, of=of, share=share)


def _most(case: Case, part: PartPlan, limit: LimitPlan, window: Span) -> Fraction:
    amount = amount_of(case, limit.amount)
    if limit.percent_of is None:
        return amount * SCALE
    base = sum(
        row.hours if part.in_hours else row.credits
        for row in case.rows_in(window)
        if row.refused is None and (not limit.percent_of or row.mask & limit.percent_of)
    )
    return amount / 100 * base


def why_cut(case: Case, cap: Cap, unit: str, most: int) -> Words:
    """Say which cap something lies over."""
    over = over_cap(cap.title, most, unit, each_of(case, cap))
    if cap.clause_id is None:
        return over
    return Words(zh=f"{over.zh}（{cap.clause_id}）", en=f"{over.en} ({cap.clause_id})")


def each_of(case: Case, cap: Cap) -> Words:
    """Say for each of what a cap holds by itself."""
    per = case.plan.pack.year.calendar if cap.per == "year" else cap.per
    return _EACH.get(per or "", _WHOLE)


def over_cap(label: Bilingual, most: int, unit: str, each: Words = _WHOLE) -> Words:
    """Say that an amount lies over what counts at most."""
    limit, words = shortest(Fraction(most, SCALE)), UNITS[unit]
    # A label that says itself for what it holds needs no second word of it.
    said = each if not any(word in label.zh for word in _SAYS_SO.get(each.zh, ())) else _WHOLE
    return Words(
        zh=f"超出{label.zh}{said.zh}最多计入的{limit}{words.zh}",
        en=f"over the {limit} {words.en} that count at most{each.en} for {label.en}",
    )


def is_own_cut(label: Bilingual, why: Words) -> bool:
    """Answer whether the ground of a cut is the upper limit of the part itself."""
    return why.zh.startswith(f"超出{label.zh}") and not why.zh.endswith("）")


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
            if measured.counted > 0:
                measured.doubt, measured.sure = True, None
            continue
        most = _most(case, part, limit, window)
        sums: dict[Hashable, int] = {None: measured.counted}
        found: dict[Hashable, Row] = {}
        if _narrow(limit):
            sums = {}
            for row, amount in measured.rows:
                if not _apart(limit.per, row):
                    bucket = _BUCKETS[limit.per](case, row)
                    sums[bucket] = sums.get(bucket, 0) + amount
                    found.setdefault(bucket, row)
        else:
            measured.line, measured.line_inclusive = int(most), limit.inclusive
        over = {key: sum_ for key, sum_ in sums.items() if sum_ > most or (sum_ == most and not limit.inclusive)}
        if over:
            measured.too_much = True
            measured.broken = measured.broken or limit.percent_of is None
        for bucket, amount in over.items():
            if bucket in found:
                measured.over.append(
                    _over(_one_of(case, limit.per, found[bucket]), part.unit, amount, int(most), limit)
                )


def _over(one: Words, unit: str, amount: int, most: int, limit: LimitPlan) -> Words:
    words, has, may = UNITS[unit], shortest(Fraction(amount, SCALE)), shortest(Fraction(most, SCALE))
    return Words(
        f"{one.zh}{has}{words.zh}，{'不得超过' if limit.inclusive else '须少于'}{may}{words.zh}",
        f"{one.en}: {has} {words.en}, {'at most' if limit.inclusive else 'less than'} {may} allowed",
    )


def _one_of(case: Case, per: str | None, row: Row) -> Words:
    """Name the day, class, year ... that an entry belongs to."""
    day, rule = row.last, case.plan.pack.year
    if per == "year":
        label = year_label(rule, year_of(rule, day))
        return Words(year_named(rule, label), label)
    if per == "semester":
        held = semester_owning(case.plan.pack, case.calendar, day)
        return Words("该学期", "the semester") if held is None else Words(held.zh, held.en)
    if per == "month":
        return Words(f"{day.year}年{day.month}月", f"{day:%Y-%m}")
    if per == "day":
        return Words(f"{day.year}年{day.month}月{day.day}日", day.isoformat())
    single = {"class": Words("单个培训班", "one class"), "program": Words("单个项目", "one program")}
    return single.get(per or "", Words("单项", "one entry"))


def _semester_of(case: Case, row: Row) -> Hashable:
    held = semester_owning(case.plan.pack, case.calendar, row.last)
    return None if held is None else held.span


_BUCKETS: Mapping[str | None, Callable[[Case, Row], Hashable]] = {
    None: lambda case, row: None,
    "cycle": lambda case, row: None,
    "entry": lambda case, row: row.entry_id,
    "day": lambda case, row: row.last,
    "class": lambda case, row: row.class_id,
    "program": lambda case, row: row.program_id,
    "month": lambda case, row: (row.last.year, row.last.month),
    "semester": _semester_of,
    "year": lambda case, row: year_of(case.plan.pack.year, row.last).first,
}
