"""Which of several classes one person can attend together: choices without a clash that cannot be made larger."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, islice
from typing import Final, TypeAlias

from services.policy.coverage.given import Offer

Rivals: TypeAlias = Mapping[str, frozenset[str]]
"""offer -> the offers that nobody can attend beside it; worked out once for all teachers."""
MOST_WAYS: Final = 32
"""How many choices are tried for one teacher; where there are more, the most useful classes come first."""


def rivals_among(offers: Collection[Offer]) -> Rivals:
    """Which of these offers clash with which."""
    rivals: dict[str, set[str]] = {offer.offer_id: set() for offer in offers}
    for one, other in combinations(offers, 2):
        if one.clashes(other):
            rivals[one.offer_id].add(other.offer_id)
            rivals[other.offer_id].add(one.offer_id)
    return {offer_id: frozenset(others) for offer_id, others in rivals.items()}


def ways_through(offer_ids: Iterable[str], usefulness: Mapping[str, int], known: Rivals) -> Iterable[tuple[str, ...]]:
    """Choices of offers, at most MOST_WAYS of them, those with the most useful of what clashes first."""
    free, rivals = _apart(offer_ids, known)
    order = sorted(rivals, key=lambda offer_id: (-usefulness[offer_id], offer_id))
    for chosen in islice(_independent(order, rivals, ()), MOST_WAYS):
        yield (*free, *sorted(chosen))


def most_without_clash(worth: Mapping[str, int], known: Rivals) -> int:
    """The most that classes which do not clash can bring together, of those that are worth something.

    Where there are too many choices to try, everything counts, lest a shortage be claimed that is none.
    """
    free, rivals = _apart(worth, known)
    order = sorted(rivals, key=lambda offer_id: (-worth[offer_id], offer_id))
    ways = list(islice(_independent(order, rivals, ()), MOST_WAYS + 1))
    alone = sum(worth[offer_id] for offer_id in free)
    if len(ways) > MOST_WAYS:
        return alone + sum(worth[offer_id] for offer_id in rivals)
    return alone + max(sum(worth[offer_id] for offer_id in way) for way in ways)


def _apart(offer_ids: Iterable[str], known: Rivals) -> tuple[tuple[str, ...], dict[str, frozenset[str]]]:
    """Those of the offers that clash with no other of them, and for each of the rest those that it clashes with."""
    some = frozenset(offer_ids)
    rivals = {offer_id: known[offer_id] & some for offer_id in sorted(some)}
    free = tuple(offer_id for offer_id, others in rivals.items() if not others)
    return free, {offer_id: others for offer_id, others in rivals.items() if others}


def _independent(order: Sequence[str], rivals: Rivals, chosen: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """Every choice without rivals to which nothing can be added, those with the first in the order first."""
    if not order:
        yield chosen
        return
    first, rest = order[0], order[1:]
    yield from _independent([one for one in rest if one not in rivals[first]], rivals, (*chosen, first))
    # Without the first, one of its rivals must be in, else the choice could be made larger.
    if any(one in rivals[first] for one in rest):
        for without in _independent(rest, rivals, chosen):
            if rivals[first].intersection(without):
                yield without
