"""What schemes are made of: stages with their assessors, weighted components with their rubrics, works, bands."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

from services.assessment.rules.schemes.assessors import Assessor
from services.platform.errors import Text

WHOLE = Decimal(100)
HIGHEST = Decimal(10_000)
FAIL = "FAIL"
PASS = "PASS"  # noqa: S105 - a grade, not a password
PACK: Literal["PACK"] = "PACK"

FromPack: TypeAlias = Literal["PACK"]
StageWeights: TypeAlias = Literal["OWN", "PACK"]


class Aggregate(StrEnum):
    """How the marks of several assessors, or of several pieces, become the points of one component."""

    LATEST = "LATEST"
    MEAN = "MEAN"
    TRIMMED_MEAN = "TRIMMED_MEAN"
    BEST_OF = "BEST_OF"
    SUM = "SUM"


@dataclass(frozen=True, slots=True)
class Aggregator:
    """LATEST: the newest mark, by whoever. SUM: at most the component's maximum."""

    kind: Aggregate = Aggregate.LATEST
    drop: int = 0
    """TRIMMED_MEAN: how many of the highest and as many of the lowest are left out."""
    best: int = 0
    """BEST_OF: the mean of how many of the highest."""


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a rubric's criterion and its points."""

    code: str
    label: Text
    points: Decimal


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric, or one of several pieces, marked from 0 to its maximum; levels name points within."""

    code: str
    label: Text
    maximum: Decimal
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """What the marks of one kind of assessor weigh in a component; the shares of a component sum to 100."""

    assessor: Assessor
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that is marked, from 0 to its maximum; the weights of a stage sum to 100.

    `criteria` are a rubric: all of them make one mark of one assessor. `pieces` are several works of one kind: each is
    a mark of its own. With `shares` the marks of each kind are put together first and then weighed.
    """

    code: str
    label: Text
    weight: Decimal
    maximum: Decimal = WHOLE
    aggregator: Aggregator = Aggregator()
    shares: tuple[Share, ...] = ()
    at_least: int = 1
    """How many marks are needed (of each kind that has a share) before the component is marked."""
    criteria: tuple[Criterion, ...] = ()
    pieces: tuple[Criterion, ...] = ()

    def part(self, code: str) -> Criterion | None:
        """The criterion or piece of this code."""
        return next((one for one in (*self.criteria, *self.pieces) if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of an assessment. Its score runs from 0 to 100 and passes from `pass_score` on, where it has one."""

    code: str
    label: Text
    assessors: tuple[Assessor, ...]
    pass_score: Decimal | None
    components: tuple[Component, ...]
    weight: Decimal | None = None
    """Per cent of the overall score; given for every stage or for none."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something that a member hands in or defends."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class Band:
    """From which score on a grade is given."""

    grade: str
    label: Text
    from_score: Decimal
