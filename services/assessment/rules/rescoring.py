"""What another version of a scheme would make of a class: who changes, from what to what, bound by one hash."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from services.assessment.rules.judging import Judged
from services.assessment.rules.schemes import Scheme


@dataclass(frozen=True, slots=True)
class Rescored:
    """One member under the scheme that stands and under the one that is wanted."""

    before: Judged
    after: Judged
    finalised: bool
    """Then the change waits as a revision to be confirmed; others are simply judged by the new version."""

    @property
    def teacher_id(self) -> UUID:
        return self.before.teacher_id

    @property
    def is_changed(self) -> bool:
        """In status, grade, score or anything that it is worth."""
        one, other = self.before, self.after
        return (one.result.status, one.result.grade, one.result.score, one.worth.lines) != (
            other.result.status,
            other.result.grade,
            other.result.score,
            other.worth.lines,
        )

    @property
    def hours(self) -> Decimal:
        """What it would be worth more (or, below 0, less) in hours."""
        return hours_of(self.after) - hours_of(self.before)

    @property
    def credits(self) -> Decimal:
        return credits_of(self.after) - credits_of(self.before)


@dataclass(frozen=True, slots=True)
class RescoringPreview:
    """A class looked at under two versions; nothing is changed by it."""

    standing: Scheme
    wanted: Scheme
    members: tuple[Rescored, ...]

    @property
    def changes(self) -> tuple[Rescored, ...]:
        return tuple(one for one in self.members if one.is_changed)

    @property
    def hash(self) -> str:
        """Of everything that was looked at, changed or not: one new mark of anybody makes another preview."""
        ground = [
            [self.standing.code, self.standing.version, self.wanted.code, self.wanted.version],
            *sorted([_told(one.before), _told(one.after), one.finalised] for one in self.members),
        ]
        return hashlib.sha256(json.dumps(ground, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def hours_of(judged: Judged) -> Decimal:
    return sum((line.hours for line in judged.worth.lines), Decimal(0))


def credits_of(judged: Judged) -> Decimal:
    return sum((line.credits for line in judged.worth.lines), Decimal(0))


def rescored(before: Sequence[Judged], after: Sequence[Judged], *, finalised: frozenset[UUID]) -> tuple[Rescored, ...]:
    """Both in the order of the same members."""
    return tuple(Rescored(one, other, one.teacher_id in finalised) for one, other in zip(before, after, strict=True))


def _told(judged: Judged) -> str:
    components = [
        [one.code, one.attempt, str(one.points), str(one.raw), [str(used.mark.score_id) for used in one.marks]]
        for one in judged.result.components
    ]
    columns = {**judged.as_columns(), "components": components}
    return json.dumps(columns, ensure_ascii=False, sort_keys=True, default=str)
