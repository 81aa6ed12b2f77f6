"""A small linear programme in exact fractions: the greatest sum of what is not negative under upper limits."""

from collections.abc import Sequence
from fractions import Fraction

_NONE = Fraction(0)


def greatest(rows: Sequence[Sequence[Fraction]], limits: Sequence[Fraction]) -> list[Fraction]:
    """Return x >= 0 with the greatest sum such that every row times x is at most its limit; limits are not negative.

    Simplex by Bland's rule, which always ends.
    """
    wide, high = len(rows[0]) if rows else 0, len(rows)
    table = [
        [*row, *(Fraction(int(index == other)) for other in range(high)), limit]
        for index, (row, limit) in enumerate(zip(rows, limits, strict=True))
    ]
    worth = [Fraction(1)] * wide + [_NONE] * (high + 1)
    basis = list(range(wide, wide + high))
    while (entering := next((column for column in range(wide + high) if worth[column] > 0), None)) is not None:
        leaving = _leaving(table, basis, entering)
        _pivot(table, worth, leaving, entering)
        basis[leaving] = entering
    found = [_NONE] * wide
    for index, column in enumerate(basis):
        if column < wide:
            found[column] = table[index][-1]
    return found


def _leaving(table: Sequence[Sequence[Fraction]], basis: Sequence[int], entering: int) -> int:
    candidates = [
        (row[-1] / row[entering], basis[index], index) for index, row in enumerate(table) if row[entering] > 0
    ]
    if not candidates:
        message = "nothing limits this sum"
        raise ArithmeticError(message)
    return min(candidates)[2]


def _pivot(table: list[list[Fraction]], worth: list[Fraction], leaving: int, entering: int) -> None:
    by = table[leaving][entering]
    pivot = table[leaving] = [value / by for value in table[leaving]]
    for index, row in enumerate(table):
        if index != leaving and row[entering]:
            times = row[entering]
            table[index] = [value - times * there for value, there in zip(row, pivot, strict=True)]
    times = worth[entering]
    worth[:] = [value - times * there for value, there in zip(worth, pivot, strict=True)]
