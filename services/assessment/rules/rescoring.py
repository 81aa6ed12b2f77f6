"""What another version of a scheme, or marks not recorded yet, would make of members: from what to what, one hash."""

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
    members: int
    changes: tuple[Rescored, ...]
    hash: str
    """Of everything that was looked at, changed or not: one new mark of anybody makes another preview."""


def hours_of(judged: Judged) -> Decimal:
    return sum((line.hours for line in judged.worth.lines), Decimal(0))


def credits_of(judged: Judged) -> Decimal:
    return sum((line.credits for line in judged.worth.lines), Decimal(0))


def look_ahead(
    standing: Scheme,
    wanted: Scheme,
    *,
    before: Sequence[Judged],
    after: Sequence[Judged],
    finalised: frozenset[UUID],
) -> RescoringPreview:
    """What another version makes of a class, judged by both in the order of the same members."""
    members = [Rescored(one, other, one.teacher_id in finalised) for one, other in zip(before, after, strict=True)]
    ground = hashlib.sha256(json.dumps([standing.code, standing.version, wanted.code, wanted.version]).encode())
    for one in sorted(members, key=lambda one: one.teacher_id.bytes):
        # Each of a fixed length, so that nothing can stand for the end of another.
        ground.update(hashlib.sha256(_told(one)).digest())
        ground.update(hashlib.sha256(_marks(one)).digest())
    changes = tuple(one for one in members if one.is_changed)
    return RescoringPreview(standing, wanted, len(members), changes, ground.hexdigest())


def _told(one: Rescored) -> bytes:
    sides = [
        {
            **judged.as_columns(),
            "components": [
                [part.code, part.attempt, str(part.points), str(part.raw)] for part in judged.result.components
            ],
        }
        for judged in (one.before, one.after)
    ]
    return json.dumps([*sides, one.finalised], ensure_ascii=False, sort_keys=True, default=str).encode()


def _marks(one: Rescored) -> bytes:
    # A mark never changes: its id says all of it.
    marks = {
        used.mark.score_id.bytes
        for judged in (one.before, one.after)
        for part in judged.result.components
        for used in part.marks
    }
    return b"".join(sorted(marks))
