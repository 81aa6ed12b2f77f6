"""The same training told twice, and trainings so alike that a person should look: in one file, and against the book."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

import msgspec

from services.ledger.rules.history.reading import HistoryRow

# Nobody earned more trainings than this; without a bound one file could have each compared with all the others.
MOST_OF_ONE: Final = 300
_NEAR: Final = timedelta(days=31)
# Two thirds of their pairs of letters in common: 师德专题培训 and 师德师风专题培训, but not two kinds of training.
_ALIKE: Final = (2, 3)
_MOST_SIMILAR: Final = 5


class Training(msgspec.Struct, frozen=True, kw_only=True):
    """As much of an entry, or of a row of a file, as tells whether another is the same. `place` is its number there."""

    place: int
    teacher_id: UUID
    title: str
    letters: frozenset[str]
    first: date
    last: date
    category: str
    level: str
    mode: str
    kind: str
    hours: Decimal
    credits: Decimal

    def overlaps(self, other: "Training") -> bool:
        return self.first <= other.last and other.first <= self.last

    def is_near(self, other: "Training") -> bool:
        return self.first <= other.last + _NEAR and other.first <= self.last + _NEAR

    def is_same_event(self, other: "Training") -> bool:
        """Told under the same title on the same days."""
        return self.title == other.title and self.overlaps(other)

    def is_another_line_of(self, other: "Training") -> bool:
        """One training gives hours in several categories or modes, but never at two levels or as two kinds."""
        apart = (self.category, self.mode) != (other.category, other.mode)
        return apart and (self.level, self.kind) == (other.level, other.kind)

    def is_like(self, other: "Training") -> bool:
        """So alike that a person should look: a title nearly the same about that time, or as much on the same days."""
        if self.overlaps(other) and (self.hours, self.credits, self.category) == (
            other.hours,
            other.credits,
            other.category,
        ):
            return True
        return self.is_near(other) and _are_alike(self.letters, other.letters)


def training_of(
    *,
    place: int,
    teacher_id: UUID,
    title: str,
    first: date,
    last: date,
    category: str,
    level: str,
    mode: str,
    kind: str,
    hours: Decimal,
    credits_: Decimal,
) -> Training:
    plain = plain_title(title)
    return Training(
        place=place,
        teacher_id=teacher_id,
        title=plain,
        letters=frozenset(plain[at : at + 2] for at in range(max(len(plain) - 1, 1))),
        first=first,
        last=last,
        category=category,
        level=level,
        mode=mode,
        kind=kind,
        hours=hours.normalize(),
        credits=credits_.normalize(),
    )


def plain_title(title: str) -> str:
    """A title without what people write differently: width and case of letters, spaces, punctuation."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(letter for letter in folded if letter.isalnum()) or folded


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    share, whole = _ALIKE
    return 2 * len(one & other) * whole >= share * (len(one) + len(other))


def mark_doubles(rows: Sequence[tuple[UUID, HistoryRow]]) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Row -> the earlier row of the file that tells the same training; row -> the rows it is like. By row numbers."""
    doubles: dict[int, int] = {}
    similar: dict[int, list[int]] = {}
    earlier: defaultdict[UUID, list[Training]] = defaultdict(list)
    for teacher_id, row in rows:
        told = _training_of_row(teacher_id, row)
        before = earlier[teacher_id]
        double = next(
            (one.place for one in before if told.is_same_event(one) and not told.is_another_line_of(one)), None
        )
        if double is not None:
            doubles[row.row] = double
            continue
        alike = [one.place for one in before if not told.is_same_event(one) and told.is_like(one)][:_MOST_SIMILAR]
        if alike:
            similar[row.row] = alike
        before.append(told)
    return doubles, similar


def find_double(teacher_id: UUID, row: HistoryRow, standing: Mapping[UUID, Iterable[Training]]) -> int | None:
    """The number of an entry that tells the same training, whatever it was counted as."""
    told = _training_of_row(teacher_id, row)
    return next((one.place for one in standing.get(teacher_id, ()) if told.is_same_event(one)), None)


def list_similar(teacher_id: UUID, row: HistoryRow, standing: Mapping[UUID, Iterable[Training]]) -> list[int]:
    """The numbers of the entries that a row is like."""
    told = _training_of_row(teacher_id, row)
    return [one.place for one in standing.get(teacher_id, ()) if told.is_like(one)][:_MOST_SIMILAR]


def _training_of_row(teacher_id: UUID, row: HistoryRow) -> Training:
    return training_of(
        place=row.row,
        teacher_id=teacher_id,
        title=row.title,
        first=row.date_from,
        last=row.date_to,
        category=row.category,
        level=row.level,
        mode=row.mode,
        kind=row.kind,
        hours=row.hours,
        credits_=row.credits,
    )
