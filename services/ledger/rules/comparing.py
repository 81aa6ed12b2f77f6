"""What changes for a teacher between two verdicts: the clauses whose result or numbers are not the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from services.policy.engine import ClauseResult

Placed: TypeAlias = tuple[str, ClauseResult]
"""The id of the pack, and one of its clauses in one period."""


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause in one period before and after; None where only the other side has it."""

    clause_id: str
    period: str | None
    before: Placed | None
    after: Placed | None


def changed_clauses(before: Iterable[Placed], after: Iterable[Placed]) -> list[ClauseChange]:
    """Clauses whose result, requirement, count or gap differs; those that only one side has come last.

    A clause that another version of the same pack words anew, with the same numbers, has not changed for the teacher.
    """
    was, is_now = _by_place(before), _by_place(after)
    changes = []
    for place in [*was, *(place for place in is_now if place not in was)]:
        one, other = was.get(place), is_now.get(place)
        if one is None or other is None or _numbers(one[1]) != _numbers(other[1]):
            changes.append(ClauseChange(clause_id=place[1], period=place[2], before=one, after=other))
    return changes


def _by_place(clauses: Iterable[Placed]) -> Mapping[tuple[str, str, str | None, int], Placed]:
    """By pack, clause and period; one pack may have governed twice, so the same place is told apart by its turn."""
    places: dict[tuple[str, str, str | None, int], Placed] = {}
    for pack_id, clause in clauses:
        turn = 0
        while (pack_id, clause.clause_id, clause.period, turn) in places:
            turn += 1
        places[pack_id, clause.clause_id, clause.period, turn] = (pack_id, clause)
    return places


def _numbers(clause: ClauseResult) -> tuple[object, ...]:
    quantities = tuple((one.unit, one.required, one.counted, one.gap, one.beyond) for one in clause.quantities)
    return clause.result, clause.severity, clause.required, clause.counted, clause.gap, clause.progress, quantities
