"""What to add to a plan: classes in the narrowest place that serves most of what is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from services.policy.coverage.given import Addition, Need, Place
from services.policy.coverage.seats import Asking
from services.policy.engine.case import decimal
from services.policy.format.selectors import CODED


def additions_of(asking: Mapping[Need, Asking], remaining: Mapping[Need, Mapping[str, int]]) -> Iterable[Addition]:
    """What to add, the narrowest places first.

    Where two needs of the same people can be met by the same hours, those hours are asked for once, in the place that
    serves both; hours in a narrow place count for every wider need of the same people too.
    """
    left = {need: dict(of) for need, of in remaining.items()}
    places = {need: Place.of(one.where) for need, one in asking.items()}
    order = sorted(left, key=lambda need: (-places[need].narrowness, str(need)))
    for need in order:
        while left[need]:
            place, together, people = places[need], [need], set(left[need])
            for other in order:
                both = _meet(place, places[other]) if _alike(need, other) and places[other].narrowness else None
                common = people & left[other].keys()
                # Worth a class of its own only where it serves most of those who need the hours anyway.
                if both is not None and not _holds(places[other], place) and 2 * len(common) >= len(people):
                    place, together, people = both, [*together, other], common
            amounts = {teacher_id: min(left[one][teacher_id] for one in together) for teacher_id in people}
            served = [
                other
                for other in order
                if other in together
                or (_alike(need, other) and _holds(places[other], place) and people & left[other].keys())
            ]
            yield from _added(place, need, served, amounts, asking[need])
            for other in served:
                for teacher_id, amount in amounts.items():
                    rest = left[other].pop(teacher_id, 0) - amount
                    if rest > 0:
                        left[other][teacher_id] = rest


def _added(
    place: Place, need: Need, served: Sequence[Need], amounts: Mapping[str, int], asking: Asking
) -> Iterable[Addition]:
    zh, en = place.told(asking.pack)
    for amount, teachers in _layers(amounts):
        yield Addition(
            place=place,
            place_zh=zh,
            place_en=en,
            pack_id=need.pack_id,
            unit=need.unit,
            amount=decimal(amount),
            seats=len(teachers),
            needs=tuple(served),
            teachers=tuple(sorted(teachers)),
        )


def _alike(one: Need, other: Need) -> bool:
    """Whether the same hours may count for both."""
    return one != other and (one.pack_id, one.period, one.unit) == (other.pack_id, other.period, other.unit)


def _holds(wide: Place, narrow: Place) -> bool:
    """Whether whatever is in the narrow place is in the wide one too."""
    if wide.when not in (None, narrow.when):
        return False
    for name in (*CODED, "tags"):
        paths, codes = getattr(wide, name), getattr(narrow, name)
        if paths and not (codes and all(any(_beneath(code, path) for path in paths) for code in codes)):
            return False
    return True


def _meet(one: Place, other: Place) -> Place | None:
    """Where both needs are met at once; None where they exclude each other or only a condition could tell."""
    if one.when is not None or other.when is not None:
        return None
    chosen: dict[str, Any] = {}
    for name in (*CODED, "tags"):
        a, b = getattr(one, name), getattr(other, name)
        if not a or not b:
            chosen[name] = a or b
            continue
        common = tuple(code for code in a if any(_beneath(code, path) for path in b))
        common = common or tuple(code for code in b if any(_beneath(code, path) for path in a))
        if not common:
            return None
        chosen[name] = common
    return replace(Place(), **chosen)


def _beneath(path: str, ancestor: str) -> bool:
    return path == ancestor or path.startswith(ancestor + ".")


def _layers(left: Mapping[str, int]) -> Iterable[tuple[int, list[str]]]:
    """Classes on top of each other: what all lack, then what fewer lack beyond it; at most three."""
    amounts = sorted(set(left.values()))
    if len(amounts) > 3:
        amounts = sorted({amounts[len(amounts) // 3], amounts[2 * len(amounts) // 3], amounts[-1]})
    below = 0
    for amount in amounts:
        yield amount - below, [teacher_id for teacher_id, lacking in left.items() if lacking > below]
        below = amount
