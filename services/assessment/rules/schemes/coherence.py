"""What is wrong with a scheme, in words for its author."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from services.assessment.rules.schemes.gates import (
    AttendanceGate,
    DefenceGate,
    DocumentsGate,
    FeedbackGate,
    MustPassGate,
    SubmissionGate,
)
from services.assessment.rules.schemes.outline import Outline
from services.assessment.rules.schemes.parts import FAIL, HIGHEST, PACK, WHOLE, Aggregate, Component, Criterion, Stage
from services.platform.errors import Text


def incoherences(scheme: Outline) -> Iterator[Text]:
    """Everything that keeps a scheme from being used; nothing when it is sound."""
    yield from _of_codes(scheme)
    for stage in scheme.stages:
        yield from _of_stage(stage)
    yield from _of_weights(scheme)
    yield from _of_gates(scheme)
    yield from _of_grades(scheme)


def cannot_fail(scheme: Outline) -> bool:
    """Whether marks are given that can decide nothing: all of them 0 would pass (P240-02)."""
    lines = [scheme.pass_score, *(stage.pass_score for stage in scheme.stages)]
    has_line = any(line is not None for line in lines) or bool(scheme.bands) or scheme.certifier is not None
    return bool(scheme.stages) and not has_line and not any(isinstance(gate, MustPassGate) for gate in scheme.gates)


def _of_codes(scheme: Outline) -> Iterator[Text]:
    components = [component.code for stage in scheme.stages for component in stage.components]
    for codes, zh, en in (
        ([stage.code for stage in scheme.stages], "两个阶段代码相同", "two stages have the same code"),
        (components, "两个考核项代码相同", "two components have the same code"),
        ([work.code for work in scheme.works], "两件作业代码相同", "two works have the same code"),
    ):
        if _repeats(codes):
            yield Text(zh=zh, en=en)


def _of_stage(stage: Stage) -> Iterator[Text]:
    if not stage.assessors or _repeats(stage.assessors):
        yield Text(
            zh=f"阶段 {stage.code} 须写明考核人,且不重复", en=f"{stage.code} names its assessors, each of them once"
        )
    if sum((component.weight for component in stage.components), Decimal(0)) != WHOLE:
        yield Text(zh=f"阶段 {stage.code} 各项权重之和不是100", en=f"the weights of {stage.code} do not sum to 100")
    if any(component.weight <= 0 or not 0 < component.maximum <= HIGHEST for component in stage.components):
        yield Text(
            zh=f"阶段 {stage.code} 有考核项没有权重,或满分不在0到{HIGHEST}之间",
            en=f"{stage.code} has a component without weight, or without a maximum within 0 to {HIGHEST}",
        )
    if stage.pass_score is not None and not 0 < stage.pass_score <= WHOLE:
        yield Text(
            zh=f"阶段 {stage.code} 的合格线不在0到100之间", en=f"the pass score of {stage.code} is not within 0 to 100"
        )
    for component in stage.components:
        yield from _of_shares(stage, component)
        yield from _of_aggregator(component)
        yield from _of_parts(component)


def _of_shares(stage: Stage, component: Component) -> Iterator[Text]:
    if not component.shares:
        return
    kinds = [share.assessor for share in component.shares]
    if _repeats(kinds) or set(kinds) - set(stage.assessors):
        yield Text(
            zh=f"{component.code} 的权重须属于本阶段的考核人,且不重复",
            en=f"the shares of {component.code} belong to assessors of its stage, each of them once",
        )
    weights = [share.weight for share in component.shares]
    if any(weight <= 0 for weight in weights) or sum(weights, Decimal(0)) != WHOLE:
        yield Text(
            zh=f"{component.code} 各类考核人权重之和不是100", en=f"the shares of {component.code} do not sum to 100"
        )


def _of_aggregator(component: Component) -> Iterator[Text]:
    asked = component.aggregator
    needed = {
        Aggregate.LATEST: component.at_least == 1,
        Aggregate.TRIMMED_MEAN: asked.drop >= 1 and component.at_least > 2 * asked.drop,
        Aggregate.BEST_OF: asked.best >= 1 and component.at_least >= asked.best,
    }
    if component.at_least < 1 or not needed.get(asked.kind, True):
        yield Text(
            zh=f"{component.code} 所需分数的个数与汇总方法不符",
            en=f"{component.code} does not need enough marks for the way in which they are put together",
        )
    if (asked.drop and asked.kind is not Aggregate.TRIMMED_MEAN) or (
        asked.best and asked.kind is not Aggregate.BEST_OF
    ):
        yield Text(
            zh=f"{component.code} 的汇总方法不用这一参数",
            en=f"{component.code} is put together in a way that has no such number",
        )


def _of_parts(component: Component) -> Iterator[Text]:
    if component.criteria and component.pieces:
        yield Text(
            zh=f"{component.code} 不能同时有评分标准和多件作品",
            en=f"{component.code} has either criteria or pieces, not both",
        )
    parts = (*component.criteria, *component.pieces)
    if _repeats(part.code for part in parts):
        yield Text(zh=f"{component.code} 有两项代码相同", en=f"{component.code} has two parts of the same code")
    if any(_levels_outside(part) for part in parts):
        yield Text(
            zh=f"{component.code} 的等级分数超出满分或代码重复",
            en=f"{component.code} has levels beyond their maximum, or two of the same code",
        )
    if component.criteria and sum((one.maximum for one in component.criteria), Decimal(0)) != component.maximum:
        yield Text(
            zh=f"{component.code} 各条标准满分之和不等于该项满分",
            en=f"the criteria of {component.code} do not sum to its maximum",
        )
    if component.pieces and component.aggregator.kind is Aggregate.LATEST:
        yield Text(
            zh=f"{component.code} 有多件作品,须写明汇总方法",
            en=f"{component.code} has several pieces: say how they are put together",
        )
    whole = component.aggregator.kind is not Aggregate.SUM
    if whole and any(one.maximum != component.maximum for one in component.pieces):
        yield Text(
            zh=f"{component.code} 各件作品的满分须等于该项满分",
            en=f"the pieces of {component.code} have its own maximum, unless they are summed",
        )


def _levels_outside(part: Criterion) -> bool:
    outside = part.maximum <= 0 or any(not 0 <= level.points <= part.maximum for level in part.levels)
    return outside or _repeats(level.code for level in part.levels)


def _of_weights(scheme: Outline) -> Iterator[Text]:
    weights = [stage.weight for stage in scheme.stages if stage.weight is not None]
    if scheme.stage_weights == PACK:
        if weights or not scheme.stages:
            yield Text(
                zh="阶段权重由政策包规定时,方案不另写权重",
                en="stages that weigh what the pack says have no weights of their own",
            )
        return
    if weights and (len(weights) < len(scheme.stages) or sum(weights) != WHOLE or any(one <= 0 for one in weights)):
        yield Text(zh="各阶段权重之和不是100", en="the weights of the stages do not sum to 100")


def _of_gates(scheme: Outline) -> Iterator[Text]:
    for gate in scheme.gates:
        if isinstance(gate, MustPassGate):
            if scheme.component(gate.component) is None or not 0 < gate.from_score <= WHOLE:
                yield Text(
                    zh="单项合格的条件须针对方案中的考核项,分数在0到100之间",
                    en="what must be passed by itself is a component of the scheme, from a score within 0 to 100",
                )
        elif isinstance(gate, DefenceGate | SubmissionGate) and (
            not gate.works or any(scheme.work(code) is None for code in gate.works)
        ):
            yield Text(
                zh="答辩或提交的条件须针对方案中的作业", en="what is handed in or defended is a work of the scheme"
            )
    for kind in (AttendanceGate, FeedbackGate, DefenceGate, SubmissionGate):
        if sum(isinstance(gate, kind) for gate in scheme.gates) > 1:
            yield Text(zh="同一类条件只写一次", en="a gate of this kind stands once")
    for named in (
        [gate.component for gate in scheme.gates if isinstance(gate, MustPassGate)],
        [gate.clause for gate in scheme.gates if isinstance(gate, DocumentsGate)],
    ):
        if _repeats(named):
            yield Text(zh="同一条件写了两次", en="the same gate stands twice")


def _of_grades(scheme: Outline) -> Iterator[Text]:
    if (scheme.bands or scheme.pass_score is not None) and not scheme.has_overall_score:
        yield Text(
            zh="等级和总分合格线须有总分:单一阶段,或各阶段有权重",
            en="grades and an overall pass score need one score: of a single stage, or of stages that have weights",
        )
    if scheme.pass_score is not None and not 0 < scheme.pass_score <= WHOLE:
        yield Text(zh="总分合格线不在0到100之间", en="the overall pass score is not within 0 to 100")
    if scheme.bands == PACK or not scheme.bands:
        return
    lows = [band.from_score for band in scheme.bands]
    if lows != sorted(set(lows), reverse=True) or any(low > WHOLE for low in lows):
        yield Text(zh="等级须由高到低排列", en="the bands do not run from the best grade down")
    grades = [band.grade for band in scheme.bands]
    if _repeats(grades) or FAIL in grades:
        yield Text(
            zh="等级不重复,且不含不合格", en="every grade stands once; failing is not one of them, it lies below them"
        )
    lines = [scheme.pass_score] if scheme.pass_score is not None else []
    lines += [stage.pass_score for stage in scheme.stages if len(scheme.stages) == 1 and stage.pass_score is not None]
    if lines and lows[-1] > max(lines):
        yield Text(zh="有合格的分数不属于任何等级", en="a passing score lies below every band")


def _repeats(codes: Iterable[str]) -> bool:
    listed = list(codes)
    return len(set(listed)) < len(listed)
