"""Merges of two teachers: in which state one is, what may follow, and which days of the one the other lacks."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

_AFTER: Final = {
    "PROPOSED": "PROPOSED",
    "APPROVED": "MERGED",
    "REJECTED": "REJECTED",
    "WITHDRAWN": "WITHDRAWN",
    "UNDO_PROPOSED": "UNDO_PROPOSED",
    "UNDO_APPROVED": "UNDONE",
    "UNDO_REJECTED": "MERGED",
    "UNDO_WITHDRAWN": "MERGED",
}
MERGED: Final = "MERGED"
# state -> what the steps that decide it begin with
OPEN: Final = {"PROPOSED": "", "UNDO_PROPOSED": "UNDO_"}

Period = tuple[date, date | None]


def state_after(step: str) -> str:
    return _AFTER[step]


def uncovered(period: Period, others: Iterable[Period]) -> list[Period]:
    """The days of a period on which none of the others stands, as periods in their order."""
    left: list[Period] = [period]
    for first, last in sorted(others):
        left = [piece for one in left for piece in _without(one, first, last)]
    return left


def _without(period: Period, first: date, last: date | None) -> Sequence[Period]:
    begins, ends = period
    if (ends is not None and ends < first) or (last is not None and last < begins):
        return [period]
    pieces: list[Period] = []
    if begins < first:
        pieces.append((begins, first - timedelta(days=1)))
    if last is not None and (ends is None or last < ends):
        pieces.append((last + timedelta(days=1), ends))
    return pieces
