"""What a member is shown of a result: components once they are released, the whole once it is released or finalised."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from services.assessment.rules.awards import NOTHING
from services.assessment.rules.judging import Judged
from services.assessment.rules.results import ComponentResult, StageResult, StageStanding, Status
from services.platform.errors import Text

AWAITING_RELEASE = "AWAITING_RELEASE"
# Nothing that is still awaited tells what anybody's marks came to.
_OPEN = frozenset({Status.IN_PROGRESS, Status.AWAITING_POST, Status.ATTENDANCE_NOT_MET, Status.WITHDRAWN})
_NOT_RELEASED = Text(zh="成绩与结果尚未公布", en="Marks and results have not been released yet")


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


def shown_to_members(
    judged: Judged, *, components: Collection[str], result_released: bool, finalised: bool
) -> ShownResult:
    """To members and their schools. A scheme without marks hides nothing, and an outcome is open to whose it is."""
    result = judged.result
    if finalised or result_released or not result.components:
        shown = result.components if finalised else tuple(one for one in result.components if one.code in components)
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
        status=str(result.status) if result.status in _OPEN else AWAITING_RELEASE,
        components=tuple(one for one in result.components if one.code in components),
        released=False,
        names_assessors=False,
    )


def _concealed(stage: StageResult) -> StageResult:
    standing = StageStanding.PENDING if stage.missing else StageStanding.MARKED
    return replace(stage, score=None, standing=standing)
