"""What is known of one member when the result is asked for: raw marks, overrides, gates. Plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

from services.assessment.rules.schemes.assessors import Assessor
from services.platform.errors import Text

Held = TypeVar("Held")


class Defence(StrEnum):
    """How the newest defence of a work went; of a work that is absent none was held."""

    HELD_PASSED = "HELD_PASSED"
    HELD_FAILED = "HELD_FAILED"


@dataclass(frozen=True, slots=True)
class RawMark:
    """One mark as it was given, in points of its component; it never changes.

    Ids grow with time (UUIDv7): of two marks by one assessor of the same thing the one with the greater id counts.
    """

    component: str
    mark: Decimal
    assessor_kind: Assessor
    assessor_id: UUID
    score_id: UUID
    criterion: str | None = None
    """The criterion of the rubric, or the piece, that was marked; None where the component was marked as a whole."""
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Override:
    """What a component counts by moderation, in its points: beside the raw marks of an attempt, never without any."""

    component: str
    mark: Decimal
    by: UUID
    reason: str
    override_id: UUID
    attempt: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that the result of one member rests on, in any order."""

    marks: tuple[RawMark, ...] = ()
    overrides: tuple[Override, ...] = ()
    attempts: Mapping[str, int] = field(default_factory=lambda: _nothing())
    """component -> the attempt that was opened by a resit; 1 where absent. Marks of former attempts are only shown."""
    attendance_met: bool | None = None
    """None until presence is settled."""
    attended_hours: Fraction | None = None
    planned_hours: Fraction | None = None
    """Of the class as it was settled; None until then."""
    defences: Mapping[str, Defence] = field(default_factory=lambda: _nothing())
    """code of a work -> how its newest defence went."""
    submitted: frozenset[str] = frozenset()
    """Codes of the works that were handed in and not returned."""
    documents: Mapping[str, tuple[Text, ...]] = field(default_factory=lambda: _nothing())
    """id of a pack's evidence clause -> labels of the documents that still lack; absent where nobody has looked."""
    feedback_given: bool | None = None
    """None where no feedback form is open for the class."""
    certified: bool = False
    enrolled: bool = True


def _nothing() -> Mapping[str, Held]:
    return MappingProxyType({})
