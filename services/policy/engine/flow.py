"""Tiers filled by a maximum flow, so that the order of entries never matters and no cap cuts more than it must."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_UNBOUNDED = 10**18
_SOURCE, _SINK = 0, 1


@dataclass(frozen=True, slots=True)
class TierRoom:
    """How much a tier holds (None: any amount), and how much of what each of its caps lets in."""

    size: int | None
    caps: tuple[int, ...]
    into: tuple[int | None, ...] = ()
    """Of each cap the wider one that it leads into, None or nothing for the tier itself."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Through which doors a group of like entries enters: tier index to the index of the cap it passes, or None."""

    tiers: tuple[tuple[int, int | None], ...]
    cap: int | None = None
    """The cap over all tiers together that the group passes first."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How much of each group counted, and how much each tier got."""

    by_group: Mapping[Doors, int]
    by_tier: tuple[int, ...]


_NO_CAPS = TierRoom(None, ())


def fill(groups: Mapping[Doors, int], tiers: Sequence[TierRoom], over_all: TierRoom = _NO_CAPS) -> Filled:
    """Fill the tiers, earlier ones first, with as much as can count at all; `over_all` are caps over them together."""
    doors = sorted(groups, key=_order)
    net = Net()
    outer = [net.node() for _ in over_all.caps]
    for cap, amount in enumerate(over_all.caps):
        wider = over_all.into[cap] if over_all.into else None
        net.pipe(_SOURCE if wider is None else outer[wider], outer[cap], amount)
    tier_nodes = [net.node() for _ in tiers]
    cap_nodes = [[net.node() for _ in tier.caps] for tier in tiers]
    for tier, room in enumerate(tiers):
        for cap, amount in enumerate(room.caps):
            wider = room.into[cap] if room.into else None
            net.pipe(cap_nodes[tier][cap], tier_nodes[tier] if wider is None else cap_nodes[tier][wider], amount)
    inflow = []
    for group in doors:
        node = net.node()
        inflow.append(net.pipe(_SOURCE if group.cap is None else outer[group.cap], node, groups[group]))
        for tier, passed in group.tiers:
            net.pipe(node, tier_nodes[tier] if passed is None else cap_nodes[tier][passed], _UNBOUNDED)
    outflow = []
    for tier, room in enumerate(tiers):
        # A later tier opens only when nothing more fits into the earlier ones, and can never take from them again.
        outflow.append(net.pipe(tier_nodes[tier], _SINK, _UNBOUNDED if room.size is None else room.size))
        net.saturate()
    return Filled(
        by_group={group: net.through(pipe) for group, pipe in zip(doors, inflow, strict=True)},
        by_tier=tuple(net.through(pipe) for pipe in outflow),
    )


def _order(group: Doors) -> tuple[tuple[tuple[int, int], ...], int]:
    tiers = tuple((tier, -1 if cap is None else cap) for tier, cap in group.tiers)
    return tiers, -1 if group.cap is None else group.cap


class Net:
    """A small network of pipes; pipe i and its way back i ^ 1 share what is left."""

    source = _SOURCE
    sink = _SINK

    def __init__(self) -> None:
        self._from: list[list[int]] = [[], []]
        self._to: list[int] = []
        self._left: list[int] = []

    def node(self) -> int:
        self._from.append([])
        return len(self._from) - 1

    def pipe(self, start: int, end: int, capacity: int) -> int:
        index = len(self._to)
        self._to += [end, start]
        self._left += [capacity, 0]
        self._from[start].append(index)
        self._from[end].append(index + 1)
        return index

    def through(self, pipe: int) -> int:
        return self._left[pipe ^ 1]

    def saturate(self) -> None:
        while path := self._shortest():
            amount = min(self._left[pipe] for pipe in path)
            for pipe in path:
                self._left[pipe] -= amount
                self._left[pipe ^ 1] += amount

    def _shortest(self) -> list[int]:
        came_by: dict[int, int] = {_SOURCE: -1}
        waiting = deque([_SOURCE])
        while waiting:
            node = waiting.popleft()
            for pipe in self._from[node]:
                end = self._to[pipe]
                if self._left[pipe] and end not in came_by:
                    came_by[end] = pipe
                    waiting.append(end)
        path: list[int] = []
        node = _SINK
        while node != _SOURCE:
            if node not in came_by:
                return []
            pipe = came_by[node]
            path.append(pipe)
            node = self._to[pipe ^ 1]
        return path
