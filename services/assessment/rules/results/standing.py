"""What a result is made of: stages as their components have them, statuses, the whole with its sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from services.assessment.rules.results.aggregating import ComponentResult
from services.assessment.rules.schemes import Stage
from services.platform.errors import Text

_PLACES = Decimal("0.0001")


class Status(StrEnum):
    """Where a member stands. The last four are final: they can be finalised."""

    IN_PROGRESS = "IN_PROGRESS"
    AWAITING_POST = "AWAITING_POST"
    AWAITING_CERTIFICATION = "AWAITING_CERTIFICATION"
    UNDETERMINED = "UNDETERMINED"
    """Everything is there but a number that the pack lacks; no person's act but the district's can end it."""
    PASSED = "PASSED"
    FAILED = "FAILED"
    ATTENDANCE_NOT_MET = "ATTENDANCE_NOT_MET"
    WITHDRAWN = "WITHDRAWN"

    @property
    def is_final(self) -> bool:
        return self in _FINAL


_FINAL = frozenset({Status.PASSED, Status.FAILED, Status.ATTENDANCE_NOT_MET, Status.WITHDRAWN})


class StageStanding(StrEnum):
    """MARKED: every component is, and the stage has no line of its own."""

    PENDING = "PENDING"
    MARKED = "MARKED"
    PASSED = "PASSED"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class StageResult:
    """One stage as its marks have it; the score is null until every component is marked."""

    code: str
    standing: StageStanding
    score: Fraction | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What the evidence makes of a member, and why, in sentences."""

    status: Status
    grade: str | None
    score: Decimal | None
    """The overall score to four places; null where the scheme has none or not all of it is there."""
    components: tuple[ComponentResult, ...]
    stages: tuple[StageResult, ...]
    explanation: tuple[Text, ...]


def stage_result(stage: Stage, points: Mapping[str, Decimal | Fraction]) -> StageResult:
    """The exact weighted score of a stage, 0 to 100, once every component has points."""
    missing = tuple(component.code for component in stage.components if component.code not in points)
    if missing:
        return StageResult(stage.code, StageStanding.PENDING, None, missing)
    score = sum(
        (
            Fraction(points[component.code]) * _per_point(component.weight, component.maximum)
            for component in stage.components
        ),
        Fraction(0),
    )
    standing = StageStanding.MARKED
    if stage.pass_score is not None:
        standing = StageStanding.PASSED if score >= Fraction(stage.pass_score) else StageStanding.FAILED
    return StageResult(stage.code, standing, score, ())


def is_post_awaited(pending: Sequence[str], stages: Sequence[StageResult]) -> bool:
    """Whether of several stages only that after the training is still to be marked."""
    return list(pending) == ["POST"] and len(stages) > 1


@lru_cache(maxsize=1024)
def _per_point(weight: Decimal, maximum: Decimal) -> Fraction:
    return Fraction(weight) / Fraction(maximum)


def shown(score: Fraction) -> Decimal:
    """A number to four places, half a place rounded up. What is judged is always the exact one."""
    return _places((score.numerator * 20_000 + score.denominator) // (2 * score.denominator))


def cut(score: Fraction) -> Decimal:
    """A number to four places, the rest left out: it reaches a line, which has no more places, where the score does."""
    return _places(score.numerator * 10_000 // score.denominator)


def shown_against(score: Fraction, lines: Iterable[Decimal | None]) -> Decimal:
    """A score as it is shown beside lines: never rounded onto one that it does not reach."""
    rounded = shown(score)
    return cut(score) if any(line is not None and score < line <= rounded for line in lines) else rounded


def _places(ten_thousandths: int) -> Decimal:
    return (Decimal(ten_thousandths) * _PLACES).quantize(_PLACES, ROUND_DOWN)


def plain(score: Fraction | Decimal) -> str:
    """A score as people write it: at most four places, no zeros at the end."""
    text = f"{shown(Fraction(score)):f}"
    return text.rstrip("0").rstrip(".")
