"""Needs against free places: what classes bring towards each need, and how far the places go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from services.policy.calendars import year_label, year_of
from services.policy.coverage.given import Candidate, Judgement, Lack, Need, Offer, Place, Shortage
from services.policy.coverage.reaching import Plan
from services.policy.coverage.ways import most_without_clash
from services.policy.engine.case import decimal, scaled
from services.policy.facts import Entry
from services.policy.format import Pack
from services.policy.format.clauses import Requirement
from services.policy.format.parts import Part
from services.policy.format.selectors import Where
from services.policy.format.words import settled
from services.policy.matching import coarse_cell, matches
from services.policy.transport import carry


@dataclass(slots=True)
class Asking:
    """Everything about one need: whose gap is how large, and what an open class brings to whom towards it."""

    need: Need
    pack: Pack
    where: Where | None
    gaps: dict[str, int] = field(default_factory=dict)
    worth: dict[str, dict[str, int]] = field(default_factory=dict)
    within_reach: dict[str, int] = field(default_factory=dict)
    """The most of the gap that classes without a clash could close."""


def ask(
    asking: dict[Need, Asking],
    judgement: Judgement,
    lack: Lack,
    candidate: Candidate,
    plan: Plan,
) -> None:
    """Note a teacher's gap, and what every open class would bring towards it."""
    found = asking.get(lack.need)
    if found is None:
        found = asking[lack.need] = Asking(lack.need, judgement.pack, _where(judgement, lack.need))
    gap = scaled(lack.gap)
    worth = {
        offer_id: amount
        for offer_id in plan.possible_for(candidate)
        if (amount := _brought(candidate.open[offer_id], judgement, lack.need, found.where)) > 0
    }
    found.gaps[candidate.teacher_id] = gap
    found.worth[candidate.teacher_id] = worth
    found.within_reach[candidate.teacher_id] = min(gap, most_without_clash(worth, plan.rivals))


def _where(judgement: Judgement, need: Need) -> Where | None:
    """What the part of the clause selects, or everything."""
    clause = judgement.pack.clause(need.clause_id)
    parts: list[Part] = list(clause.parts) if isinstance(clause, Requirement) else []
    if clause.relief is not None:
        parts += [*clause.relief.requires, *clause.relief.trigger]
    for part in parts:
        if (part.label.zh, part.unit) == (need.label_zh, need.unit):
            return settled(part.where, judgement.switches)
    return None


def _brought(entries: Sequence[Entry], judgement: Judgement, need: Need, where: Where | None) -> int:
    """What entries bring towards a need, were nothing capped."""
    amount = 0
    for entry in entries:
        due_on = judgement.clause.due_on
        if due_on is not None and entry.earned_to > due_on:
            continue
        year = judgement.pack.year
        of_a_year = need.period is not None and need.period == year_label(
            year, year_of(year, due_on or entry.earned_to)
        )
        if of_a_year and need.period != year_label(year, year_of(year, entry.earned_to)):
            continue
        if where is None or matches(where, coarse_cell(entry)):
            amount += scaled(entry.hours if need.unit == "hours" else entry.credits)
    return amount


def shortages_of(
    asking: Iterable[Asking], known: Mapping[str, Offer]
) -> tuple[list[Shortage], dict[Need, dict[str, int]]]:
    """Each need against the free places, and what each teacher would go without."""
    shortages: list[Shortage] = []
    remaining: dict[Need, dict[str, int]] = {}
    for one in sorted(asking, key=lambda found: (found.need.pack_id, found.need.clause_id, str(found.need))):
        carried, left = _carried(one, known)
        remaining[one.need] = left
        asked = sum(one.gaps.values())
        useful = sorted({offer_id for worth in one.worth.values() for offer_id in worth})
        seats = [known[offer_id].seats for offer_id in useful]
        bounded = [count for count in seats if count is not None]
        unbounded = len(bounded) < len(seats)
        supply = sum(
            (known[offer_id].seats or 0) * max(worth.get(offer_id, 0) for worth in one.worth.values())
            for offer_id in useful
        )
        place = Place.of(one.where)
        place_zh, place_en = place.told(one.pack)
        shortages.append(
            Shortage(
                need=one.need,
                place=place,
                place_zh=place_zh,
                place_en=place_en,
                asked=decimal(asked),
                offered=None if unbounded else decimal(supply),
                carried=decimal(carried),
                short=decimal(asked - carried),
                places_free=None if unbounded else sum(bounded),
                asking=_named(one.gaps),
                left=_named(left),
                offers=tuple(useful),
            )
        )
    return shortages, remaining


def _carried(one: Asking, known: Mapping[str, Offer]) -> tuple[int, dict[str, int]]:
    """The greatest flow from gaps to seats; teachers to whom the same classes are worth the same are one asker."""
    groups: dict[tuple[tuple[str, int], ...], list[str]] = {}
    for teacher_id, worth in one.worth.items():
        groups.setdefault(tuple(sorted(worth.items())), []).append(teacher_id)
    everything = sum(one.gaps.values())
    most = {offer_id: 0 for worth in one.worth.values() for offer_id in worth}
    for worth in one.worth.values():
        for offer_id, amount in worth.items():
            most[offer_id] = max(most[offer_id], amount)
    seats = {offer_id: known[offer_id].seats for offer_id in most}
    found = carry(
        {group: sum(one.within_reach[teacher_id] for teacher_id in ids) for group, ids in groups.items()},
        {
            offer_id: everything if (count := seats[offer_id]) is None else count * amount
            for offer_id, amount in most.items()
        },
        {
            (group, offer_id): sum(min(one.gaps[teacher_id], amount) for teacher_id in ids)
            for group, ids in groups.items()
            for offer_id, amount in group
        },
    )
    left: dict[str, int] = {}
    for group, ids in groups.items():
        given = found.to[group]
        for teacher_id in sorted(ids, key=lambda teacher_id: (one.within_reach[teacher_id], teacher_id)):
            own = min(given, one.within_reach[teacher_id])
            given -= own
            if one.gaps[teacher_id] > own:
                left[teacher_id] = one.gaps[teacher_id] - own
    return sum(found.to.values()), left


def _named(amounts: Mapping[str, int]) -> tuple[tuple[str, Decimal], ...]:
    in_order = sorted(amounts.items(), key=lambda one: (-one[1], one[0]))
    return tuple((teacher_id, decimal(amount)) for teacher_id, amount in in_order)
