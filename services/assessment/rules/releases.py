"""What a member is shown of a result: components once they are released, the whole once it is released or finalised."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from services.assessment.rules.awards import NOTHING, Worth
from services.assessment.rules.judging import Judged
from services.assessment.rules.results import (
    ComponentResult,
    Result,
    StageResult,
    StageStanding,
    Status,
    is_post_awaited,
)
from services.contracts import AwardLine
from services.platform.errors import Text

AWAITING_RELEASE = "AWAITING_RELEASE"
OUTCOME_APPEAL_DAYS: Final = 7
"""For how many days a member may appeal against an outcome that was not released before, or was revised."""
# Presence is told by attendance itself; anything else that is said before the release would tell of marks.
_OPEN = frozenset({Status.ATTENDANCE_NOT_MET, Status.WITHDRAWN})
_NOT_RELEASED = Text(zh="成绩与结果尚未公布", en="Marks and results have not been released yet")
_CORRECTED = Text(
    zh="考核依据已有变化,更正经确认后显示;此处为现行结果",
    en="The grounds have changed since; this is the result that stands until a correction is confirmed",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownResult:
    """A result as one viewer is shown it; of what is not released only that it is not."""

    judged: Judged
    status: str
    components: tuple[ComponentResult, ...]
    released: bool
    """Whether the result as a whole is shown."""
    names_assessors: bool
    """Members see marks and of what kind of assessor they are, never of whom."""
    reminders: tuple[Text, ...] = ()


def shown_in_full(judged: Judged) -> ShownResult:
    """To the district and who leads the class."""
    return ShownResult(
        judged=judged,
        status=str(judged.result.status),
        components=judged.result.components,
        released=True,
        names_assessors=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What was finalised of a member, as it stands."""

    status: str
    grade: str | None
    score: Decimal | None
    lines: Sequence[Any]
    explanation: Sequence[Mapping[str, str]]


def shown_to_members(
    judged: Judged, *, components: Collection[str], result_released: bool, standing: Standing | None
) -> ShownResult:
    """To members and their schools. A scheme without marks hides nothing, and an outcome is open to whose it is.

    Of who is finalised what stands is shown: a correction only once it is confirmed.
    """
    result = judged.result
    if standing is not None and judged.differs_from(
        status=standing.status, grade=standing.grade, score=standing.score, lines=standing.lines
    ):
        return ShownResult(
            judged=_as_it_stands(judged, standing),
            status=standing.status,
            components=(),
            released=True,
            names_assessors=False,
        )
    if standing is not None or result_released or not result.components:
        is_open = standing is not None
        shown = result.components if is_open else tuple(one for one in result.components if one.code in components)
        return ShownResult(
            judged=judged, status=str(result.status), components=shown, released=True, names_assessors=False
        )
    concealed = replace(
        judged,
        result=replace(
            result,
            grade=None,
            score=None,
            stages=tuple(_concealed(stage) for stage in result.stages),
            explanation=(_NOT_RELEASED,),
        ),
        worth=NOTHING,
    )
    return ShownResult(
        judged=concealed,
        status=_status_before_release(result),
        components=tuple(one for one in result.components if one.code in components),
        released=False,
        names_assessors=False,
    )


def _status_before_release(result: Result) -> str:
    """As marks that are still to be given have it, whatever those that were given came to."""
    if result.status in _OPEN:
        return str(result.status)
    pending = [stage.code for stage in result.stages if stage.missing]
    if not pending:
        return AWAITING_RELEASE
    return str(Status.AWAITING_POST if is_post_awaited(pending, result.stages) else Status.IN_PROGRESS)


def _as_it_stands(judged: Judged, standing: Standing) -> Judged:
    said = tuple(Text(zh=words["zh"], en=words["en"]) for words in standing.explanation)
    return replace(
        judged,
        result=replace(
            judged.result,
            grade=standing.grade,
            score=standing.score,
            stages=tuple(_concealed(stage) for stage in judged.result.stages),
            explanation=(*said, _CORRECTED),
        ),
        worth=Worth(tuple(AwardLine.model_validate(line) for line in standing.lines), ()),
    )


def _concealed(stage: StageResult) -> StageResult:
    standing = StageStanding.PENDING if stage.missing else StageStanding.MARKED
    return replace(stage, score=None, standing=standing)
