"""The cheapest way out for one teacher: of the classes that are open, as few and short ones as close every gap."""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from services.policy.coverage.given import Candidate, Lack, Offer, Outcome
from services.policy.coverage.reaching import Plan, amount_of, outcome_of
from services.policy.coverage.ways import Rivals, rivals_among, ways_through
from services.policy.engine.case import scaled
from services.policy.facts import Entry

# How often one teacher is judged in search of something cheaper than the first way that was found.
MOST_TRIED: Final = 48
# And how many sets are looked at for it: of twenty short classes there are a million that bring too little.
MOST_SETS: Final = 1000
_Cost: TypeAlias = tuple[int, int]
"""Minutes of class, and how many classes: the smaller the better."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Somebody who will miss what is due unless something is done, and what would do."""

    teacher_id: str
    holds: tuple[str, ...]
    """Offers in which the teacher holds a place."""
    outcome: Outcome
    """COVERED where the places held suffice if they are used."""
    lacking: tuple[Lack, ...]
    """Beside what the places held bring; for COVERED, without them."""
    way: tuple[str, ...]
    """Classes to attend besides those held: enough where REACHABLE, the best that was found where not."""
    left: tuple[Lack, ...]
    """What is still lacking after the way."""


def warn(
    candidate: Candidate,
    offers: Iterable[Offer],
    *,
    since: date,
    until: date,
    open_to: Callable[[], Candidate],
    rivals: Rivals | None = None,
) -> Warned | None:
    """Whether a teacher will miss what is due between two days, and the cheapest way out.

    `candidate` holds the places held alone; `open_to` adds what else could be attended, and is asked only where that
    matters. Cheap is what takes the least time in class. All single classes are tried, then sets of them, the cheapest
    first, as far as the number of trials goes: what is told closes every gap, and nothing cheaper was found. Who asks
    for many teachers hands over `rivals` of all that is on offer.
    """
    known = {offer.offer_id: offer for offer in offers}
    plan = Plan(known, rivals_among(known.values()) if rivals is None else rivals, since, until)
    own = [entry for entries in candidate.held.values() for entry in entries]
    holds = tuple(sorted(candidate.held))
    lacking = plan.lacking_of(candidate.judge(own))
    if not lacking:
        without = plan.lacking_of(candidate.judge(())) if own else []
        if not without:
            return None
        return Warned(candidate.teacher_id, holds, "COVERED", tuple(lack for _, lack in without), (), ())
    candidate = open_to()
    lacks = tuple(lack for _, lack in lacking)
    outcome, stranded = outcome_of(plan, candidate, own, lacking)
    if stranded is not None:
        way = tuple(one for one in stranded.attends if one not in candidate.held)
        return Warned(candidate.teacher_id, holds, outcome, lacks, way, stranded.lacking)
    return Warned(candidate.teacher_id, holds, outcome, lacks, _cheapest(plan, candidate, own, lacks), ())


def _cheapest(plan: Plan, candidate: Candidate, own: Sequence[Entry], lacks: Sequence[Lack]) -> tuple[str, ...]:
    """Of a teacher for whom some way suffices."""
    possible = plan.possible_for(candidate)
    costs = {offer_id: _cost(plan.offers[offer_id], candidate.open[offer_id]) for offer_id in possible}
    closed: dict[tuple[str, ...], bool] = {}

    def closes(chosen: Iterable[str]) -> bool:
        way = tuple(sorted(chosen))
        if way not in closed:
            more = [entry for offer_id in way for entry in candidate.open[offer_id]]
            closed[way] = not plan.lacking_of(candidate.judge([*own, *more]))
        return closed[way]

    best = _pruned(_first(plan, candidate, lacks, possible, closes), costs, closes)
    tried = 0
    for cost, way in _by_cost(costs, plan):
        if tried == MOST_TRIED or cost >= _sum(costs, best):
            break
        # One class may lift a duty altogether; of several, only those that bring enough between them are tried.
        if len(way) > 1 and not _enough(way, candidate, lacks):
            continue
        tried += 1
        if closes(way):
            return way
    return best


def _first(
    plan: Plan,
    candidate: Candidate,
    lacks: Sequence[Lack],
    possible: Sequence[str],
    closes: Callable[[Iterable[str]], bool],
) -> tuple[str, ...]:
    useful = {
        offer_id: sum(min(amount_of(candidate.open[offer_id], lack.need.unit), scaled(lack.gap)) for lack in lacks)
        for offer_id in possible
    }
    return next(way for way in ways_through(possible, useful, plan.rivals) if closes(way))


def _pruned(way: Sequence[str], costs: Mapping[str, _Cost], closes: Callable[[Iterable[str]], bool]) -> tuple[str, ...]:
    """The way without whatever it can do without, the dearest first: many at once as long as that does no harm."""
    kept = list(way)
    waiting = [sorted(way, key=lambda offer_id: (costs[offer_id], offer_id), reverse=True)]
    while waiting:
        some = waiting.pop()
        fewer = [other for other in kept if other not in some]
        if closes(fewer):
            kept = fewer
        elif len(some) > 1:
            middle = len(some) // 2
            waiting += [some[middle:], some[:middle]]
    return tuple(sorted(kept))


def _by_cost(costs: Mapping[str, _Cost], plan: Plan) -> Iterable[tuple[_Cost, tuple[str, ...]]]:
    """Sets of classes that do not clash, the cheapest first, as far as so many are looked at."""
    order = sorted(costs, key=lambda offer_id: (costs[offer_id], offer_id))
    waiting: list[tuple[_Cost, tuple[int, ...]]] = []

    def put(places: tuple[int, ...]) -> None:
        heapq.heappush(waiting, (_sum(costs, [order[place] for place in places]), places))

    if order:
        put((0,))
    for _ in range(MOST_SETS):
        if not waiting:
            return
        cost, places = heapq.heappop(waiting)
        *before, last = places
        if last + 1 < len(order):
            put((*before, last + 1))
            put((*places, last + 1))
        way = tuple(order[place] for place in places)
        if not any(plan.rivals[one] & frozenset(way) for one in way):
            yield cost, tuple(sorted(way))


def _enough(way: Iterable[str], candidate: Candidate, lacks: Sequence[Lack]) -> bool:
    entries = [entry for offer_id in way for entry in candidate.open[offer_id]]
    return all(amount_of(entries, lack.need.unit) >= scaled(lack.gap) for lack in lacks)


def _cost(offer: Offer, brought: Sequence[Entry]) -> _Cost:
    minutes = sum(int((ends_at - starts_at).total_seconds()) // 60 for starts_at, ends_at in offer.sittings)
    # A class without a timetable takes about as long as the hours that it brings.
    return (minutes or sum(int(entry.hours * 60) for entry in brought), 1)


def _sum(costs: Mapping[str, _Cost], way: Iterable[str]) -> _Cost:
    chosen = list(way)
    return (sum(costs[offer_id][0] for offer_id in chosen), len(chosen))
