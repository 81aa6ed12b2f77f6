"""Gates held against what is known: passed, failed for good, or still awaited; each says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.assessment.rules.awards import PackInForce
from services.assessment.rules.results.evidence import Defence, Evidence
from services.assessment.rules.results.standing import plain, shown_against
from services.assessment.rules.schemes import (
    AttendanceGate,
    DefenceGate,
    DocumentsGate,
    FeedbackGate,
    MustPassGate,
    Scheme,
    SubmissionGate,
)
from services.platform.errors import Text


@dataclass(frozen=True, slots=True)
class GateResult:
    """One gate, or one work of it. `passed` is null while it is awaited; a reminder never stands in the way."""

    kind: str
    passed: bool | None
    said: Text


def gates_of(
    scheme: Scheme, evidence: Evidence, points: Mapping[str, Fraction], *, pack: PackInForce | None
) -> tuple[GateResult, ...]:
    """Every gate of the scheme, in its order. `points` are those of the components that are marked."""
    return tuple(one for gate in scheme.gates for one in _looked(scheme, gate, evidence, points, pack))


def hours_lacking(evidence: Evidence) -> Iterator[Text]:
    """How far the hours fall short of those of the class; a certificate may ask for all of them (LY-11)."""
    attended, planned = evidence.attended_hours, evidence.planned_hours
    if attended is None or planned is None or attended >= planned:
        return
    have, all_of_it, short = (plain(one) for one in (attended, planned, planned - attended))
    yield Text(
        zh=f"出勤学时 {have}/{all_of_it},未修满,缺 {short} 学时",
        en=f"{have} of {all_of_it} hours attended: {short} are lacking",
    )


def _looked(
    scheme: Scheme,
    gate: object,
    evidence: Evidence,
    points: Mapping[str, Fraction],
    pack: PackInForce | None,
) -> Iterator[GateResult]:
    if isinstance(gate, AttendanceGate):
        said = _of_attendance(met=evidence.attendance_met, pack=pack)
        yield GateResult(gate.kind, evidence.attendance_met, said)
    elif isinstance(gate, MustPassGate):
        yield from _must_pass(scheme, gate, points)
    elif isinstance(gate, DefenceGate):
        yield from _defences(scheme, gate, evidence)
    elif isinstance(gate, SubmissionGate):
        missing = [_label(scheme, code) for code in gate.works if code not in evidence.submitted]
        words = Text(zh="作业已交齐", en="Every work is handed in")
        if missing:
            words = Text(
                zh=f"待提交:{'、'.join(one.zh for one in missing)}",
                en=f"Still to be handed in: {', '.join(one.en for one in missing)}",
            )
        yield GateResult(gate.kind, None if missing else True, words)
    elif isinstance(gate, DocumentsGate):
        yield _documents(gate, evidence.documents.get(gate.clause))
    elif isinstance(gate, FeedbackGate) and evidence.feedback_given is False:
        # A reminder, unless the scheme says that the result waits for it: then it says so itself.
        words = Text(zh="请填写学员反馈表", en="Please fill in the feedback form")
        if gate.blocks:
            words = Text(
                zh="学员反馈表尚未填写,填写后方可结业",
                en="The feedback form is not filled in yet: the result waits for it",
            )
        yield GateResult(gate.kind, None if gate.blocks else True, words)


def _must_pass(scheme: Scheme, gate: MustPassGate, points: Mapping[str, Fraction]) -> Iterator[GateResult]:
    component, reached = scheme.component(gate.component), points.get(gate.component)
    # While it is not marked, its stage says so.
    if component is None or reached is None:
        return
    score, line = reached / Fraction(component.maximum) * 100, plain(gate.from_score)
    told = plain(shown_against(score, [gate.from_score]))
    passed = score >= gate.from_score
    yield GateResult(
        gate.kind,
        passed,
        Text(
            zh=f"{component.label.zh}须达到 {line} 分,得 {told} 分:{'合格' if passed else '不合格'}",
            en=f"{component.label.en} must reach {line} of 100, has {told}: {'passed' if passed else 'failed'}",
        ),
    )


def _defences(scheme: Scheme, gate: DefenceGate, evidence: Evidence) -> Iterator[GateResult]:
    said = {
        None: (None, "尚未答辩", "not defended yet"),
        Defence.HELD_PASSED: (True, "答辩通过", "defence passed"),
        Defence.HELD_FAILED: (False, "答辩未通过", "defence failed"),
    }
    for code in gate.works:
        label = _label(scheme, code)
        passed, zh, en = said[evidence.defences.get(code)]
        yield GateResult(gate.kind, passed, Text(zh=f"{label.zh}{zh}", en=f"{label.en}: {en}"))


def _documents(gate: DocumentsGate, lacking: Sequence[Text] | None) -> GateResult:
    if lacking is None:
        words = Text(zh=f"{gate.clause} 的材料尚未核对", en=f"Nobody has looked for the documents of {gate.clause}")
        return GateResult(gate.kind, None, words)
    if lacking:
        words = Text(
            zh=f"{gate.clause} 缺少材料:{'、'.join(one.zh for one in lacking)}",
            en=f"Documents of {gate.clause} that are missing: {', '.join(one.en for one in lacking)}",
        )
        return GateResult(gate.kind, None, words)
    words = Text(zh=f"{gate.clause} 的材料齐全", en=f"The documents of {gate.clause} are complete")
    return GateResult(gate.kind, passed=True, said=words)


def _of_attendance(*, met: bool | None, pack: PackInForce | None) -> Text:
    if met is None:
        return Text(zh="考勤尚未结算", en="Attendance has not been settled yet")
    if met and pack is not None and pack.pack.attendance.line is None:
        return Text(zh=f"政策包 {pack.pack.id} 不设考勤线", en=f"The pack {pack.pack.id} draws no line of attendance")
    if met:
        return Text(zh="考勤达标", en="The attendance line is met")
    return Text(zh="考勤未达标,不予结业", en="The attendance line is not met: not passed")


def _label(scheme: Scheme, code: str) -> Text:
    work = scheme.work(code)
    return work.label if work else Text(zh=code, en=code)
