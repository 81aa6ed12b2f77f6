"""Tiers of a part: which entries may enter which tier through which caps, and how much of them counts.

Caps cut first, then the tiers are filled. What caps for each class, month or year limit mostly lies within each other
or apart: then the maximum flow passes through them, and the order of entries never matters. Where they cross (a class
over two years), as much is kept as they allow, the earlier entries first, and the tiers are filled with that.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from services.policy.engine.amounts import amount_of
from services.policy.engine.caps import Bound, allow, cross
from services.policy.engine.case import Case, Measured, Period, Row, Words
from services.policy.engine.cutting import as_cap, buckets_of, cuts, share_out, why_cut
from services.policy.engine.flow import Doors, TierRoom, fill
from services.policy.engine.plan import CapPlan, PartPlan, TierPlan
from services.policy.format.conditions import SCALE
from services.policy.format.formulas import MissingAmount

_ANY = 10**18


@dataclass(frozen=True, slots=True)
class _Gate:
    """A cap at the door of a tier, with all that it lets in together."""

    cap: CapPlan
    most: int | None
    """None when the number is lost."""
    said: int
    """What its clause says counts at most, of one day where it is one for each day."""
    into: int | None = None
    """The wider gate behind it."""


@dataclass(slots=True)
class _Doorway:
    """What stands at the door of one tier, or before them all, for the entries at hand."""

    enters: int
    """A bit for each entry that may come this way, by its place."""
    gates: list[_Gate]
    first: list[int | None]
    """By the place of an entry: the first gate that it passes."""

    def room(self, size: int | None, lost: int) -> TierRoom:
        """Return what is let in, with an amount in place of numbers that are lost."""
        caps = tuple(lost if gate.most is None else gate.most for gate in self.gates)
        return TierRoom(size, caps, tuple(gate.into for gate in self.gates))


def fill_tiers(
    case: Case,
    part: PartPlan,
    period: Period,
    selected: Sequence[tuple[Row, int]],
    measured: Measured,
    held: Sequence[Fraction | None],
) -> None:
    """Fill the tiers of a part, earlier ones first; raises MissingFact where it is open whom a cap binds.

    `held` is how much each tier holds, None where it is open-ended or lost.
    Where a number is lost, as much counts as without it, and `sure` is what counts whatever it is.
    """
    doorways = [_doorway(case, tier, period, selected) for tier in part.tiers]
    before = _before_all(case, part, period, selected)
    groups: dict[Doors, list[tuple[Row, int]]] = {}
    for place, (row, amount) in enumerate(selected):
        tiers = tuple((n, door.first[place]) for n, door in enumerate(doorways) if door.enters >> place & 1)
        groups.setdefault(Doors(tiers, before.first[place]), []).append((row, amount))
    sums = {doors: sum(amount for _, amount in rows) for doors, rows in groups.items()}
    sizes = [None if size is None else int(size) for size in held]
    lost = [tier.bounded and size is None for tier, size in zip(part.tiers, sizes, strict=True)]
    rooms = [doorway.room(size, _ANY) for doorway, size in zip(doorways, sizes, strict=True)]
    filled = fill(sums, rooms, before.room(None, _ANY))
    if any(lost) or any(gate.most is None for doorway in (before, *doorways) for gate in doorway.gates):
        least = [
            doorway.room(0 if gone else size, 0) for doorway, size, gone in zip(doorways, sizes, lost, strict=True)
        ]
        measured.doubt, measured.sure = True, sum(fill(sums, least, before.room(None, 0)).by_tier)
    offered = _offered(before, doorways, sums)
    for doors, rows in groups.items():
        share_out(rows, filled.by_group[doors], measured, _no_room(case, part, before, doorways, doors, offered))
    measured.counted = sum(filled.by_tier)
    measured.tiers = filled.by_tier
    measured.rows.sort(key=lambda item: (item[0].last, item[0].entry_id))
    measured.left_out.sort(key=lambda item: (item[0].last, item[0].entry_id))


def room_of(case: Case, tier: TierPlan, size: Fraction | None) -> TierRoom:
    """Return how much a tier of a size and its caps of plain amounts let in; raises MissingAmount."""
    if tier.bounded and size is None:
        raise MissingAmount("")
    return TierRoom(
        size=None if size is None else int(size),
        caps=tuple(int(amount_of(case, cap.amount) * SCALE) for cap in tier.caps),
    )


def binding(case: Case, tier: TierPlan, period: Period) -> TierPlan:
    """Return a tier with the caps only that hold for the teacher; raises MissingFact."""
    return replace(tier, caps=tuple(cap for cap in tier.caps if cuts(case, cap, period)))


def is_narrow(cap: CapPlan) -> bool:
    """Answer whether each class, month, year ... has the cap by itself."""
    return cap.per not in {None, "cycle"}


def _doorway(case: Case, tier: TierPlan, period: Period, selected: Sequence[tuple[Row, int]]) -> _Doorway:
    tier = binding(case, tier, period)
    narrow = [cap for cap in tier.caps if is_narrow(cap)]
    plain = [cap for cap in tier.caps if not is_narrow(cap)]
    enters = sum(1 << n for n, (row, _) in enumerate(selected) if not tier.selector or row.mask & tier.selector)
    doorway = _Doorway(enters, [_gate(case, cap) for cap in plain], [])
    by_mask: dict[int, int | None] = {}
    for row, _ in selected:
        if row.mask not in by_mask:
            by_mask[row.mask] = next(
                (index for index, cap in enumerate(plain) if not cap.selector or row.mask & cap.selector), None
            )
        doorway.first.append(by_mask[row.mask])
    _add(case, doorway, narrow, selected)
    return doorway


def _before_all(case: Case, part: PartPlan, period: Period, selected: Sequence[tuple[Row, int]]) -> _Doorway:
    doorway = _Doorway((1 << len(selected)) - 1, [], [None] * len(selected))
    _add(case, doorway, [cap for cap in part.caps if not cap.numbers and cuts(case, cap, period)], selected)
    return doorway


def _gate(case: Case, cap: CapPlan, days: int = 1) -> _Gate:
    try:
        most = int(amount_of(case, cap.amount) * SCALE)
    except MissingAmount:
        return _Gate(cap, None, 0)
    return _Gate(cap, most * days, most)


def _add(case: Case, doorway: _Doorway, caps: Sequence[CapPlan], selected: Sequence[tuple[Row, int]]) -> None:
    """Put caps for each class, month, year ... in front of what stands there."""
    bounds: list[tuple[Bound, _Gate]] = []
    for cap in sorted(caps, key=lambda cap: as_cap(cap).width):
        for members, days in buckets_of(case, as_cap(cap), selected):
            if members & doorway.enters:
                gate = _gate(case, cap, days)
                bounds.append(
                    (Bound(members & doorway.enters, _ANY if gate.most is None else gate.most, len(bounds)), gate)
                )
    bounds.sort(key=lambda item: (item[0].members.bit_count(), item[0].cap))
    # What passes different gates of plain amounts must not pass one narrow gate: the one behind it would be unknown.
    behind = {
        bound.cap: {doorway.first[place] for place in range(len(selected)) if bound.members >> place & 1}
        for bound, _ in bounds
    }
    crossing = any(len(gates) > 1 for gates in behind.values()) or any(
        cross(one, other) for index, (one, _) in enumerate(bounds) for other, _ in bounds[:index]
    )
    if crossing:
        _keep_first(doorway, [bound for bound, _ in bounds], [gate for _, gate in bounds], selected)
        return
    # From the wide to the narrow, so that each knows what stands behind it.
    for bound, gate in reversed(bounds):
        inside = [place for place in range(len(selected)) if bound.members >> place & 1]
        doorway.gates.append(replace(gate, into=doorway.first[inside[0]]))
        for place in inside:
            doorway.first[place] = len(doorway.gates) - 1


def _keep_first(
    doorway: _Doorway, bounds: Sequence[Bound], gates: Sequence[_Gate], selected: Sequence[tuple[Row, int]]
) -> None:
    """Let of each entry only that through the door which caps that cross each other leave of it."""
    allowed = allow([amount for _, amount in selected], bounds)
    of_bound = {bound.cap: gate for bound, gate in zip(bounds, gates, strict=True)}
    for place, _, bound in allowed.cuts:
        gate = of_bound[bound.cap]
        doorway.gates.append(replace(gate, most=allowed.amounts[place], into=doorway.first[place]))
        doorway.first[place] = len(doorway.gates) - 1
    for bound, gate in zip(bounds, gates, strict=True):
        for place in range(len(selected)) if gate.most is None else ():
            if bound.members >> place & 1:
                doorway.gates.append(replace(gate, into=doorway.first[place]))
                doorway.first[place] = len(doorway.gates) - 1


def _offered(
    before: _Doorway, doorways: Sequence[_Doorway], sums: Mapping[Doors, int]
) -> Counter[tuple[int | None, int]]:
    """Return how much comes to every gate, by its tier (None: before all) and number."""
    offered: Counter[tuple[int | None, int]] = Counter()
    for doors, amount in sums.items():
        for tier, gate in _passed(before, doorways, doors):
            offered[tier, gate] += amount
    return offered


def _passed(before: _Doorway, doorways: Sequence[_Doorway], doors: Doors) -> Iterator[tuple[int | None, int]]:
    """Walk through the gates that a group comes to."""
    for tier, first in ((None, doors.cap), *doors.tiers):
        passes = first
        while passes is not None:
            yield tier, passes
            passes = (before if tier is None else doorways[tier]).gates[passes].into


def _no_room(
    case: Case,
    part: PartPlan,
    before: _Doorway,
    doorways: Sequence[_Doorway],
    doors: Doors,
    offered: Mapping[tuple[int | None, int], int],
) -> Words:
    """Name the cap that more was offered to than it lets in, else the tiers that are full."""
    for tier, number in _passed(before, doorways, doors):
        gate = (before if tier is None else doorways[tier]).gates[number]
        if gate.most is not None and offered[tier, number] > gate.most:
            return why_cut(case, as_cap(gate.cap), part.unit, gate.said)
    names = "、".join(part.tiers[tier].label.zh for tier, _ in doors.tiers) or "任何部分"
    names_en = ", ".join(part.tiers[tier].label.en for tier, _ in doors.tiers) or "any part"
    return Words(zh=f"{names}已满，不再计入", en=f"no more room in {names_en}")
