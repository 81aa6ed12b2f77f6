"""From raw marks, overrides and gates to a result with its explanation: one pure function."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from services.assessment.rules.awards import PackInForce
from services.assessment.rules.results.aggregating import NAMES, ComponentResult, component_result
from services.assessment.rules.results.evidence import Evidence, Override, RawMark
from services.assessment.rules.results.gating import GateResult, gates_of, hours_lacking
from services.assessment.rules.results.overall import Overall, overall_of
from services.assessment.rules.results.standing import (
    Result,
    StageResult,
    StageStanding,
    Status,
    is_post_awaited,
    plain,
    shown_against,
    stage_result,
)
from services.assessment.rules.schemes import FAIL, PACK, PASS, Aggregate, Component, Scheme, Stage
from services.platform.errors import Text


def result_of(scheme: Scheme, evidence: Evidence, *, pack: PackInForce | None = None) -> Result:
    """The result of one member; the order of anything in the evidence never matters.

    `pack` is the one that governs the member, None where none does; only a scheme that leaves weights or bands to the
    pack looks at it. Every number is exact; only what is shown is cut.
    """
    components = _components(scheme, evidence)
    points = {one.code: one.points for one in components if one.points is not None}
    stages = tuple(stage_result(stage, points) for stage in scheme.stages)
    overall = overall_of(scheme, stages, pack=pack)
    gates = gates_of(scheme, evidence, points, pack=pack)
    status = _status(scheme, evidence, stages=stages, gates=gates, overall=overall)
    return Result(
        status=status,
        grade=_grade(status, overall),
        score=None if overall.score is None else shown_against(overall.score, _lines(scheme)),
        components=components,
        stages=stages,
        explanation=tuple(_explanation(scheme, evidence, components, stages, gates, overall, status)),
    )


def _components(scheme: Scheme, evidence: Evidence) -> tuple[ComponentResult, ...]:
    marks: defaultdict[str, list[RawMark]] = defaultdict(list)
    for mark in evidence.marks:
        marks[mark.component].append(mark)
    overrides: defaultdict[str, list[Override]] = defaultdict(list)
    for override in evidence.overrides:
        overrides[override.component].append(override)
    return tuple(
        component_result(
            stage,
            component,
            marks=marks.get(component.code, ()),
            overrides=overrides.get(component.code, ()),
            opened=evidence.attempts.get(component.code, 1),
        )
        for stage in scheme.stages
        for component in stage.components
    )


def _lines(scheme: Scheme) -> Iterator[Decimal | None]:
    """Where the overall score decides something; a line of the only stage is one of the whole."""
    yield scheme.pass_score
    if scheme.bands != PACK:
        yield from (band.from_score for band in scheme.bands)
    if len(scheme.stages) == 1:
        yield scheme.stages[0].pass_score


def _status(
    scheme: Scheme,
    evidence: Evidence,
    *,
    stages: Sequence[StageResult],
    gates: Sequence[GateResult],
    overall: Overall,
) -> Status:
    if not evidence.enrolled:
        return Status.WITHDRAWN
    if any(gate.kind == "ATTENDANCE" and gate.passed is False for gate in gates):
        return Status.ATTENDANCE_NOT_MET
    failed = any(stage.standing is StageStanding.FAILED for stage in stages)
    if failed or overall.passes is False or any(gate.passed is False for gate in gates):
        return Status.FAILED
    pending = [stage.code for stage in stages if stage.standing is StageStanding.PENDING]
    if is_post_awaited(pending, stages):
        return Status.AWAITING_POST
    # Hours come from the settlement, so nobody passes before it.
    if pending or evidence.attendance_met is None or any(gate.passed is None for gate in gates):
        return Status.IN_PROGRESS
    # Where every stage has a line of its own a lost number costs the grade, not the pass.
    has_lines = all(stage.standing is StageStanding.PASSED for stage in stages)
    if overall.lost and overall.passes is None and not (has_lines and overall.score is not None):
        return Status.UNDETERMINED
    if scheme.certifier is not None and not evidence.certified:
        return Status.AWAITING_CERTIFICATION
    return Status.PASSED


def _grade(status: Status, overall: Overall) -> str | None:
    if status in (Status.FAILED, Status.ATTENDANCE_NOT_MET):
        # The pack may name a failing grade; whatever else fails a member is no grade of anybody's.
        return overall.grade or FAIL if status is Status.FAILED and overall.passes is False else FAIL
    if status is not Status.PASSED or overall.lost:
        return None
    return overall.grade or PASS


def _explanation(
    scheme: Scheme,
    evidence: Evidence,
    components: Sequence[ComponentResult],
    stages: Sequence[StageResult],
    gates: Sequence[GateResult],
    overall: Overall,
    status: Status,
) -> Iterator[Text]:
    if status is Status.WITHDRAWN:
        yield Text(zh="已不在学员名单", en="No longer a member of the class")
        return
    yield from (gate.said for gate in gates if gate.kind == "ATTENDANCE")
    yield from hours_lacking(evidence)
    by_code = {component.code: component for component in components}
    for stage, standing in zip(scheme.stages, stages, strict=True):
        yield _of_stage(stage, standing, by_code)
        yield from _of_moderation(stage, by_code)
    yield from overall.said
    yield from (gate.said for gate in gates if gate.kind != "ATTENDANCE")
    if status is Status.UNDETERMINED:
        yield Text(
            zh="政策包缺少所需数值,结果暂不能判定", en="The pack lacks a number that is needed: not determined yet"
        )
    if scheme.certifier is None:
        return
    certifier = NAMES[scheme.certifier]
    if status is Status.AWAITING_CERTIFICATION:
        yield Text(
            zh=f"各阶段均合格,待{certifier.zh}认定",
            en=f"Every stage is passed; {certifier.en} has yet to certify it",
        )
    if status is Status.PASSED:
        yield Text(zh=f"{certifier.zh}已认定合格", en=f"Certified by {certifier.en}")


def _of_stage(stage: Stage, standing: StageResult, components: Mapping[str, ComponentResult]) -> Text:
    if standing.score is None:
        missing = [
            text
            for component in stage.components
            if component.code in standing.missing
            for text in _awaited(component, components[component.code])
        ]
        return Text(
            zh=f"{stage.label.zh}考核待登记:{'、'.join(one.zh for one in missing)}",
            en=f"{stage.label.en}: not yet marked: {', '.join(one.en for one in missing)}",
        )
    score = plain(shown_against(standing.score, [stage.pass_score]))
    if stage.pass_score is None:
        return Text(zh=f"{stage.label.zh}考核 {score} 分", en=f"{stage.label.en}: {score} of 100")
    passed, line = standing.standing is StageStanding.PASSED, f"{stage.pass_score:f}"
    return Text(
        zh=f"{stage.label.zh}考核 {score} 分,合格线 {line} 分:{'合格' if passed else '不合格'}",
        en=f"{stage.label.en}: {score} of 100, pass from {line}: {'passed' if passed else 'failed'}",
    )


def _awaited(component: Component, standing: ComponentResult) -> Sequence[Text]:
    # Whose mark is awaited is worth saying only where several persons mark.
    if component.aggregator.kind is Aggregate.LATEST and not component.shares:
        return (component.label,)
    return standing.lacking


def _of_moderation(stage: Stage, components: Mapping[str, ComponentResult]) -> Iterator[Text]:
    for component in stage.components:
        standing = components[component.code]
        if standing.override is None:
            continue
        points, label = plain(standing.override.mark), component.label
        before = None if standing.raw is None else plain(standing.raw)
        yield Text(
            zh=f"{label.zh}经复核计 {points} 分" + ("" if before is None else f",原始分 {before} 分保留"),
            en=f"{label.en} counts {points} by moderation"
            + ("" if before is None else f"; the raw {before} is kept beside it"),
        )
