"""From raw marks, attendance and certification to a result with its explanation: one pure function."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from fractions import Fraction

from services.assessment.rules.schemes import FAIL, PASS, Band, Scheme, Stage
from services.platform.errors import Text

_PLACES = Decimal("0.0001")


class Status(StrEnum):
    """Where a member stands. The last four are final: they can be finalised."""

    IN_PROGRESS = "IN_PROGRESS"
    AWAITING_POST = "AWAITING_POST"
    AWAITING_CERTIFICATION = "AWAITING_CERTIFICATION"
    PASSED = "PASSED"
    FAILED = "FAILED"
    ATTENDANCE_NOT_MET = "ATTENDANCE_NOT_MET"
    WITHDRAWN = "WITHDRAWN"

    @property
    def is_final(self) -> bool:
        return self in _FINAL


_FINAL = frozenset({Status.PASSED, Status.FAILED, Status.ATTENDANCE_NOT_MET, Status.WITHDRAWN})


class StageStanding(StrEnum):
    PENDING = "PENDING"
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
    """What the marks make of a member, and why, in sentences."""

    status: Status
    grade: str | None
    score: Decimal | None
    stages: tuple[StageResult, ...]
    explanation: tuple[Text, ...]


def result_of(
    scheme: Scheme, *, marks: Mapping[str, Decimal], attendance_met: bool | None, certified: bool, enrolled: bool
) -> Result:
    """The result of one member. `marks` are the newest by component; attendance is None until it is settled."""
    stages = tuple(stage_result(stage, marks) for stage in scheme.stages)
    status = _status(scheme, stages, attendance_met=attendance_met, certified=certified, enrolled=enrolled)
    score = stages[0].score if len(stages) == 1 else None
    return Result(
        status=status,
        grade=_grade(scheme, status, score),
        score=None if score is None else shown(score),
        stages=stages,
        explanation=_explanation(scheme, stages, status, attendance_met=attendance_met),
    )


def stage_result(stage: Stage, marks: Mapping[str, Decimal]) -> StageResult:
    """The exact weighted score of a stage, 0 to 100, once every component is marked."""
    missing = tuple(component.code for component in stage.components if component.code not in marks)
    if missing:
        return StageResult(stage.code, StageStanding.PENDING, None, missing)
    score = sum(
        (
            Fraction(marks[component.code]) / Fraction(component.maximum) * Fraction(component.weight)
            for component in stage.components
        ),
        Fraction(0),
    )
    passed = score >= Fraction(stage.pass_score)
    return StageResult(stage.code, StageStanding.PASSED if passed else StageStanding.FAILED, score, ())


def shown(score: Fraction) -> Decimal:
    """A score to four places, cut and never rounded up: what is shown as 60 has reached 60."""
    scaled = Decimal(score.numerator * 10_000 // score.denominator)
    return (scaled * _PLACES).quantize(_PLACES, ROUND_DOWN)


def _status(
    scheme: Scheme,
    stages: tuple[StageResult, ...],
    *,
    attendance_met: bool | None,
    certified: bool,
    enrolled: bool,
) -> Status:
    if not enrolled:
        return Status.WITHDRAWN
    if "ATTENDANCE" in scheme.gates and attendance_met is False:
        return Status.ATTENDANCE_NOT_MET
    if any(stage.standing is StageStanding.FAILED for stage in stages):
        return Status.FAILED
    pending = [stage.code for stage in stages if stage.standing is StageStanding.PENDING]
    if pending == ["POST"] and len(stages) > 1:
        return Status.AWAITING_POST
    # Hours come from the settlement, so nobody passes before it.
    if pending or attendance_met is None:
        return Status.IN_PROGRESS
    if scheme.certifier is not None and not certified:
        return Status.AWAITING_CERTIFICATION
    return Status.PASSED


def _grade(scheme: Scheme, status: Status, score: Fraction | None) -> str | None:
    if status in (Status.FAILED, Status.ATTENDANCE_NOT_MET):
        return FAIL
    if status is not Status.PASSED:
        return None
    return next((band.grade for band in scheme.bands if _reaches(band, score)), PASS)


def _reaches(band: Band, score: Fraction | None) -> bool:
    return score is not None and score >= Fraction(band.from_score)


def _explanation(
    scheme: Scheme, stages: tuple[StageResult, ...], status: Status, *, attendance_met: bool | None
) -> tuple[Text, ...]:
    said = [_of_stage(stage, standing) for stage, standing in zip(scheme.stages, stages, strict=True)]
    if status is Status.WITHDRAWN:
        return (Text(zh="已不在学员名单", en="No longer a member of the class"),)
    if "ATTENDANCE" in scheme.gates:
        said.insert(0, _of_attendance(met=attendance_met))
    if scheme.certifier is not None and status is Status.AWAITING_CERTIFICATION:
        said.append(
            Text(
                zh="各阶段均合格,待县继续教育培训中心认定",
                en="Every stage is passed; the county centre has yet to certify it",
            )
        )
    if scheme.certifier is not None and status is Status.PASSED:
        said.append(Text(zh="县继续教育培训中心已认定合格", en="Certified by the county centre"))
    return tuple(said)


def _of_attendance(*, met: bool | None) -> Text:
    if met is None:
        return Text(zh="考勤尚未结算", en="Attendance has not been settled yet")
    if met:
        return Text(zh="考勤达标", en="The attendance line is met")
    return Text(zh="考勤未达标,不予结业", en="The attendance line is not met: not passed")


def _of_stage(stage: Stage, standing: StageResult) -> Text:
    if standing.score is None:
        labels = [component.label for component in stage.components if component.code in standing.missing]
        return Text(
            zh=f"{stage.label.zh}考核待登记:{'、'.join(label.zh for label in labels)}",
            en=f"{stage.label.en}: not yet marked: {', '.join(label.en for label in labels)}",
        )
    passed = standing.standing is StageStanding.PASSED
    score, line = f"{shown(standing.score):f}".rstrip("0").rstrip("."), f"{stage.pass_score:f}"
    return Text(
        zh=f"{stage.label.zh}考核 {score} 分,合格线 {line} 分:{'合格' if passed else '不合格'}",
        en=f"{stage.label.en}: {score} of 100, pass from {line}: {'passed' if passed else 'failed'}",
    )
