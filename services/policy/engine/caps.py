"""Caps: how much of some amounts may count when every cap holds, as much as can count at all, and what cut the rest.

Caps that lie within each other or apart are cut from the narrow to the wide, which loses nothing. Where they overlap
otherwise, what one of them cuts decides what is left for another: then the greatest amount is found by a maximum flow,
or by a small linear programme where no flow can say it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import mul

from services.policy.engine.flow import Net
from services.policy.engine.simplex import greatest


@dataclass(frozen=True, slots=True)
class Bound:
    """A cap over some of the amounts."""

    members: int
    """A bit for each amount that it limits, by its place."""
    most: int
    cap: int
    """The number of the cap, as the caller counts them."""
    days: int = 1
    """Over how many days, where the cap is one for each day."""
    of: int = 0
    """The amounts of which the members may be a share, a bit for each; 0 where the cap is a plain number."""
    share: Fraction = Fraction(0)
    """That share. `most` is then what the share of all that lies elsewhere comes to."""


@dataclass(slots=True)
class Allowed:
    """What counts."""

    amounts: list[int]
    """In the order of the amounts given."""
    total: int
    cuts: list[tuple[int, int, Bound]]
    """Place, how much of it does not count, and the cap that keeps it out."""


def allow(amounts: Sequence[int], bounds: Sequence[Bound]) -> Allowed:
    """Let in as much as every cap allows, the earlier amounts first; bounds are given from narrow to wide."""
    allowed = Allowed(list(amounts), 0, [])
    for bound in bounds:
        if bound.members.bit_count() == 1 and not bound.share:
            _trim(allowed, bound)
    # A cap that everything together does not reach can never cut anything.
    live = [b for b in bounds if b.members and _holds_more(allowed.amounts, b)]
    if live and any(bound.share for bound in bounds):
        # What another cap keeps out makes the whole smaller, of which a share is allowed.
        _solve_shares(allowed, [b for b in bounds if b.members and (b.share or b in live)])
    elif any(cross(one, other) for index, one in enumerate(live) for other in live[:index]):
        _solve(allowed, live)
    else:
        for bound in sorted(live, key=lambda bound: bound.members.bit_count()):
            _trim(allowed, bound)
        allowed.total = sum(allowed.amounts)
    allowed.cuts.sort(key=lambda cut: cut[0])
    return allowed


def _holds_more(amounts: Sequence[int], bound: Bound) -> bool:
    return sum(amounts[place] for place in _places(bound.members)) > _room(amounts, bound)


def _room(amounts: Sequence[int], bound: Bound) -> Fraction:
    return bound.most + bound.share * sum(amounts[place] for place in _places(bound.of))


def _solve_shares(allowed: Allowed, live: Sequence[Bound]) -> None:
    """Let in as much as can count where some caps are shares of what counts, the earlier amounts of a group first."""
    groups: dict[tuple[Fraction, ...], list[int]] = {}
    for place in range(len(allowed.amounts)):
        weights = tuple((b.members >> place & 1) - b.share * (b.of >> place & 1) for b in live)
        groups.setdefault(weights, []).append(place)
    kinds = sorted(groups)
    sums = [sum(allowed.amounts[place] for place in groups[kind]) for kind in kinds]
    rows = [[kind[index] for kind in kinds] for index in range(len(live))]
    whole = [[Fraction(int(index == other)) for other in range(len(kinds))] for index in range(len(kinds))]
    most = [Fraction(b.most) for b in live]
    found = greatest([*rows, *whole], [*most, *(Fraction(amount) for amount in sums)])
    reached = list(allowed.amounts)
    for kind, room in zip(kinds, _whole(found, rows=rows, most=most), strict=True):
        for place in groups[kind]:
            reached[place] = min(reached[place], room)
            room -= reached[place]
    for place, amount in enumerate(reached):
        if amount < allowed.amounts[place]:
            tight = min(
                (b for b in live if b.members >> place & 1),
                key=lambda b: (_room(reached, b) - sum(reached[other] for other in _places(b.members)), b.cap),
            )
            shown = replace(tight, most=int(_room(reached, tight)))
            allowed.cuts.append((place, allowed.amounts[place] - amount, shown))
    allowed.amounts = reached
    allowed.total = sum(reached)


def _trim(allowed: Allowed, bound: Bound) -> None:
    room = bound.most
    for place in _places(bound.members):
        amount = allowed.amounts[place]
        enters = min(amount, room)
        room -= enters
        if enters < amount:
            allowed.amounts[place] = enters
            allowed.cuts.append((place, amount - enters, bound))


def _solve(allowed: Allowed, live: Sequence[Bound]) -> None:
    groups: dict[tuple[int, ...], list[int]] = {}
    for place in range(len(allowed.amounts)):
        inside = tuple(index for index, bound in enumerate(live) if bound.members >> place & 1)
        groups.setdefault(inside, []).append(place)
    free = groups.pop((), [])
    kinds = sorted(groups)
    sums = [sum(allowed.amounts[place] for place in groups[kind]) for kind in kinds]
    sides = _two_sides(live)
    most = [bound.most for bound in live]
    shares = _by_programme(kinds, sums, most) if sides is None else _by_flow(kinds, sums, live, sides)
    for kind, room in zip(kinds, _whole(shares), strict=True):
        tight = _tight(kind, kinds, shares, most)
        left = room
        for place in groups[kind]:
            amount = allowed.amounts[place]
            enters = min(amount, left)
            left -= enters
            if enters < amount:
                allowed.amounts[place] = enters
                allowed.cuts.append((place, amount - enters, live[tight]))
    allowed.total = int(sum(shares)) + sum(allowed.amounts[place] for place in free)


def _whole(
    shares: Sequence[Fraction],
    *,
    rows: Sequence[Sequence[Fraction]] = (),
    most: Sequence[Fraction] = (),
) -> list[int]:
    """Round shares down so that together they still are the whole part of their sum: an entry more lowers no total.

    Where there is a choice, what is rounded up still holds every row to its limit.
    """
    rounded = [int(share) for share in shares]
    missing = int(sum(shares)) - sum(rounded)
    open_ = sorted(range(len(shares)), key=lambda index: rounded[index] - shares[index])
    while missing:
        open_ = [index for index in open_ if rounded[index] < shares[index]]
        room = [limit - sum(map(mul, row, rounded)) for row, limit in zip(rows, most, strict=True)]
        fits = (i for i in open_ if all(row[i] <= left for row, left in zip(rows, room, strict=True)))
        rounded[next(fits, open_[0])] += 1
        missing -= 1
    return rounded


def _tight(kind: tuple[int, ...], kinds: Sequence[tuple[int, ...]], shares: Sequence[Fraction], most: list[int]) -> int:
    """Return the cap of a group that is full, the narrowest one."""
    used = {cap: sum(share for other, share in zip(kinds, shares, strict=True) if cap in other) for cap in kind}
    return min(kind, key=lambda cap: (most[cap] - used[cap], cap))


def _by_programme(kinds: Sequence[tuple[int, ...]], sums: Sequence[int], most: Sequence[int]) -> list[Fraction]:
    caps = [[Fraction(int(cap in kind)) for kind in kinds] for cap in range(len(most))]
    whole = [[Fraction(int(index == other)) for other in range(len(kinds))] for index in range(len(kinds))]
    return greatest([*caps, *whole], [Fraction(b) for b in (*most, *sums)])


def _two_sides(live: Sequence[Bound]) -> list[int] | None:
    """Put the caps on two sides so that on each they lie within each other or apart; None where that cannot be."""
    sides = [-1] * len(live)
    for start in range(len(live)):
        if sides[start] >= 0:
            continue
        sides[start], waiting = 0, [start]
        while waiting:
            index = waiting.pop()
            for other in range(len(live)):
                if not cross(live[index], live[other]):
                    continue
                if sides[other] < 0:
                    sides[other] = 1 - sides[index]
                    waiting.append(other)
                elif sides[other] == sides[index]:
                    return None
    return sides


def _by_flow(
    kinds: Sequence[tuple[int, ...]], sums: Sequence[int], live: Sequence[Bound], sides: Sequence[int]
) -> list[Fraction]:
    """Each group flows in through its caps of one side, the wide ones first, and out through those of the other."""
    net = Net()
    nodes = [net.node() for _ in live]
    for index, bound in enumerate(live):
        outer = _smallest([o for o in range(len(live)) if sides[o] == sides[index] and _inside(live, index, o)], live)
        if sides[index] == 0:
            net.pipe(net.source if outer is None else nodes[outer], nodes[index], bound.most)
        else:
            net.pipe(nodes[index], net.sink if outer is None else nodes[outer], bound.most)
    inflow: list[int] = []
    for kind, amount in zip(kinds, sums, strict=True):
        node = net.node()
        into = _smallest([index for index in kind if sides[index] == 0], live)
        out = _smallest([index for index in kind if sides[index] == 1], live)
        inflow.append(net.pipe(net.source if into is None else nodes[into], node, amount))
        net.pipe(node, net.sink if out is None else nodes[out], amount)
    net.saturate()
    return [Fraction(net.through(pipe)) for pipe in inflow]


def _smallest(among: Sequence[int], live: Sequence[Bound]) -> int | None:
    return min(among, key=lambda index: (live[index].members.bit_count(), index), default=None)


def _inside(live: Sequence[Bound], index: int, other: int) -> bool:
    """Answer whether one cap lies within another; of two over the same amounts the earlier lies within the later."""
    inner, outer = live[index].members, live[other].members
    if index == other or inner & outer != inner:
        return False
    return inner != outer or index < other


def cross(one: Bound, other: Bound) -> bool:
    """Answer whether two caps neither lie within each other nor apart."""
    common = one.members & other.members
    return common not in {0, one.members, other.members}


def _places(members: int) -> Iterator[int]:
    while members:
        lowest = members & -members
        yield lowest.bit_length() - 1
        members ^= lowest
