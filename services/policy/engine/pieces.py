"""Caps by number, so many papers a year, those worth most; and what is left of a selection after all caps."""

from collections.abc import Sequence
from dataclasses import replace

from services.policy.calendars import Span
from services.policy.engine.amounts import amount_of
from services.policy.engine.case import Case, Measured, Period, Row, Words
from services.policy.engine.cutting import Cap, buckets_of, caps_of, cut_by, each_of, numbered_caps
from services.policy.engine.plan import PartPlan
from services.policy.format.formulas import MissingAmount


def few_enough(
    case: Case, part: PartPlan, period: Period, selected: Sequence[tuple[Row, int]], measured: Measured
) -> tuple[list[tuple[Row, int]], frozenset[str]]:
    """Keep of what a cap counts one by one as many as it allows, in every class, month, year ... those worth most.

    Of several caps the narrow ones come first. Of what is worth the same the earlier comes first. Returned beside it
    are the entries of which a number that is lost leaves open whether they count.
    Raises MissingFact where it is open whom one of them binds.
    """
    open_: set[str] = set()
    kept = list(selected)
    for cap in numbered_caps(case, part, period):
        try:
            most = int(amount_of(case, cap.limit.amount))
        except MissingAmount:
            buckets = buckets_of(case, cap, kept)
            open_ |= {row.entry_id for members, _ in buckets for n, (row, _) in enumerate(kept) if members >> n & 1}
            continue
        dropped: set[str] = set()
        for members, _ in buckets_of(case, cap, kept):
            places = [place for place in range(len(kept)) if members >> place & 1]
            places.sort(key=lambda place: (-kept[place][1], kept[place][0].last, kept[place][0].entry_id))
            dropped |= {kept[place][0].entry_id for place in places[most:]}
        why = _why(case, cap, most)
        measured.left_out += [(row, amount, why) for row, amount in kept if row.entry_id in dropped]
        kept = [(row, amount) for row, amount in kept if row.entry_id not in dropped]
    return kept, frozenset(open_)


def _why(case: Case, cap: Cap, most: int) -> Words:
    each = each_of(case, cap)
    by = "" if cap.clause_id is None else f"（{cap.clause_id}）"
    by_en = "" if cap.clause_id is None else f" ({cap.clause_id})"
    return Words(
        f"{cap.title.zh}{each.zh}最多计{most}项，取分值高的{by}",
        f"at most {most} of {cap.title.en} count{each.en}, those worth most{by_en}",
    )


def counted_of(case: Case, part: PartPlan, period: Period, window: Span, selector: int) -> int:
    """Return what a selection comes to after the caps that a part names; raises MissingAmount, MissingFact."""
    selected = [
        (row, row.hours if part.in_hours else row.credits)
        for row in case.rows_in(window)
        if row.refused is None and (not selector or row.mask & selector)
    ]
    measured = Measured(part)
    named = replace(part, limits=())
    selected, open_ = few_enough(case, named, period, selected, measured)
    if open_:
        raise MissingAmount("")
    caps = caps_of(case, named, period)
    if not caps:
        return sum(amount for _, amount in selected)
    cut_by(case, part, window, caps, selected, measured)
    if measured.doubt:
        raise MissingAmount("")
    return measured.counted
