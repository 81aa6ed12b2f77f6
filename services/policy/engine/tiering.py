"""What tiers take in, worked out of sums alone: the smallest cut is as much as a maximum flow brings in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from services.policy.engine.flow import TierRoom
from services.policy.engine.plan import TierPlan
from services.policy.engine.sheets import Way

_MOST_TIERS = 4
"""Every tier more doubles the ways to cut."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """A tier, and how much it and its caps let in."""

    tier: TierPlan
    room: TierRoom


def can_be_summed(tiers: Sequence[TierPlan]) -> bool:
    """Answer whether sums tell what the tiers take in: what passes two caps takes a flow."""
    return len(tiers) <= _MOST_TIERS and sum(1 for tier in tiers if tier.caps) <= 1


def ways_into(entrances: Sequence[Entrance], place: Callable[[tuple[int, ...], int], int]) -> tuple[Way, ...]:
    """Return the cuts of which the least is what the tiers take in together.

    `place` gives the place of the sum of what each of some masks picks and another does not; masks are numbers of bits,
    where 0 takes everything.
    """
    least: dict[tuple[tuple[int, ...], tuple[tuple[int, int], ...]], int] = {}
    bounded = [one for one in entrances if one.room.size is not None]
    for count in range(len(bounded) + 1):
        for full in combinations(bounded, count):
            number = sum(one.room.size or 0 for one in full)
            way = _sums([one for one in entrances if one not in full], place)
            least[way] = min(number, least.get(way, number))
    return tuple(Way(number, whole, under) for (whole, under), number in least.items())


def _sums(
    open_: Sequence[Entrance], place: Callable[[tuple[int, ...], int], int]
) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """Return the sums of what can enter tiers that have room for all of it: whole, and what passes a cap up to it."""
    free = [one.tier.selector for one in open_ if not one.tier.caps]
    if 0 in free:
        return (place((), 0),), ()
    seen = 0
    for selector in free:
        seen |= selector
    whole = [place((seen,), 0)] if seen else []
    under: list[tuple[int, int]] = []
    for one in open_:
        if not one.tier.caps:
            continue
        own = (one.tier.selector,) if one.tier.selector else ()
        for cap, most in zip(one.tier.caps, one.room.caps, strict=True):
            under.append((place((*own, cap.selector) if cap.selector else own, seen), most))
            if not cap.selector:
                break
            seen |= cap.selector
        else:
            whole.append(place(own, seen))
    return tuple(whole), tuple(under)
