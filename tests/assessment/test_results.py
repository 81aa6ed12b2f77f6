"""Results: gates, lines, grades by scheme and by pack, and what must hold of every one of them."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.assessment.rules import (
    ATTENDANCE,
    LY,
    P240,
    SHIPPED,
    Aggregate,
    Aggregator,
    Assessor,
    AttendanceGate,
    Band,
    Defence,
    DefenceGate,
    DocumentsGate,
    Evidence,
    FeedbackGate,
    MustPassGate,
    Override,
    PackInForce,
    RawMark,
    Result,
    Scheme,
    Share,
    Status,
    SubmissionGate,
    Work,
    result_of,
)
from services.platform.errors import Text
from services.platform.ids import new_id
from tests.assessment.judging import (
    EXPERT,
    FIFTH,
    FIRST,
    LY_WEIGHTS,
    P240_BANDS,
    PEER,
    SECOND,
    SELF,
    component,
    evidence,
    in_force,
    label,
    mark,
    scheme,
    stage,
)

WORKS = (Work("PLAN", Text(zh="教学设计", en="Design")),)


def said(result: Result) -> str:
    return " | ".join(text.zh for text in result.explanation)


def marked(of: Scheme, points: str, **facts: Any) -> Evidence:
    """Everything marked alike, by the first assessor of each stage."""
    marks = tuple(
        RawMark(one.code, Decimal(points), part.assessors[0], FIRST, new_id())
        for part in of.stages
        for one in part.components
    )
    return Evidence(marks=marks, **{"attendance_met": True, **facts})


@pytest.mark.parametrize(
    ("gates", "known", "status", "words"),
    [
        ((DefenceGate(("PLAN",)),), {}, "IN_PROGRESS", "教学设计尚未答辩"),
        ((DefenceGate(("PLAN",)),), {"defences": {"PLAN": Defence.HELD_FAILED}}, "FAILED", "教学设计答辩未通过"),
        ((DefenceGate(("PLAN",)),), {"defences": {"PLAN": Defence.HELD_PASSED}}, "PASSED", "教学设计答辩通过"),
        ((SubmissionGate(("PLAN",)),), {}, "IN_PROGRESS", "待提交:教学设计"),
        ((SubmissionGate(("PLAN",)),), {"submitted": frozenset({"PLAN"})}, "PASSED", "作业已交齐"),
        ((FeedbackGate(),), {"feedback_given": None}, "PASSED", ""),
        ((FeedbackGate(),), {"feedback_given": False}, "PASSED", "请填写学员反馈表"),
        ((FeedbackGate(blocks=True),), {"feedback_given": False}, "IN_PROGRESS", "学员反馈表尚未填写,填写后方可结业"),
        ((FeedbackGate(blocks=True),), {"feedback_given": True}, "PASSED", ""),
        ((MustPassGate("A", Decimal(85)),), {}, "FAILED", "A项须达到 85 分,得 80 分:不合格"),
        ((MustPassGate("A", Decimal(80)),), {}, "PASSED", "A项须达到 80 分,得 80 分:合格"),
        ((DocumentsGate("LY-05"),), {}, "IN_PROGRESS", "LY-05 的材料尚未核对"),
        (
            (DocumentsGate("LY-05"),),
            {"documents": {"LY-05": (label("方案"),)}},
            "IN_PROGRESS",
            "LY-05 缺少材料:方案项",
        ),
        ((DocumentsGate("LY-05"),), {"documents": {"LY-05": ()}}, "PASSED", "LY-05 的材料齐全"),
        ((AttendanceGate(),), {"attendance_met": False}, "ATTENDANCE_NOT_MET", "考勤未达标,不予结业"),
        ((AttendanceGate(),), {"attendance_met": None}, "IN_PROGRESS", "考勤尚未结算"),
        ((), {"attendance_met": False}, "PASSED", ""),
        ((), {"attendance_met": None}, "IN_PROGRESS", ""),
    ],
)
def test_gates(gates: tuple[Any, ...], known: dict[str, Any], status: str, words: str) -> None:
    result = result_of(scheme(gates=gates, works=WORKS), evidence(mark("80"), **known))

    assert result.status == status
    assert words in said(result)
    assert result.grade == {"PASSED": "PASS", "FAILED": "FAIL", "ATTENDANCE_NOT_MET": "FAIL"}.get(status)


def test_stages_are_weighed_into_one_score() -> None:
    weighed = scheme(
        stage(component("A"), code="ONE", line=None, weight="33.3333"),
        stage(component("B"), code="TWO", line=None, weight="66.6667"),
        pass_score=Decimal(60),
        bands=(Band("GOOD", label("良好"), Decimal(75)), Band("PASS", label("合格"), Decimal(60))),
    )

    def with_(first: str, second: str) -> Result:
        return result_of(weighed, evidence(mark(first), mark(second, code="B")))

    assert (with_("60", "60").status, with_("60", "60").grade) == ("PASSED", "PASS")
    assert with_("60", "60").score == 60
    assert (with_("90", "30").score, with_("30", "90").score) == (50, 70)
    assert with_("75.0001", "75").grade == "GOOD"
    assert (with_("59.9999", "60").status, with_("59.9999", "60").grade) == ("FAILED", "FAIL")
    assert with_("59.9999", "60").score == Decimal("59.9999")


def test_below_the_overall_line_there_is_no_grade_but_failing() -> None:
    lenient = scheme(
        stage(line=None),
        pass_score=Decimal(60),
        bands=(Band("GOOD", label("良好"), Decimal(75)), Band("LOW", label("偏低"), Decimal(50))),
    )

    assert result_of(lenient, evidence(mark("60"))).grade == "LOW"
    assert result_of(lenient, evidence(mark("55"))).grade == "FAIL"


def test_a_stage_without_a_line_fails_nobody() -> None:
    assert result_of(scheme(stage(line=None)), evidence(mark("1"))).status is Status.PASSED
    assert result_of(scheme(stage(line="60")), evidence(mark("1"))).status is Status.FAILED


LY_DONE: dict[str, Any] = {
    "submitted": frozenset({"DIAGNOSTIC", "IMPROVED", "SCHOOL_TRAINING_DESIGN", "COURSEWARE"}),
    "defences": {"DIAGNOSTIC": Defence.HELD_PASSED, "IMPROVED": Defence.HELD_PASSED},
    "certified": True,
}


class TestLeadingGoose:
    def judged(self, points: str = "95", pack: PackInForce | None = None, **facts: Any) -> Result:
        known = marked(LY, points, **{**LY_DONE, **facts})
        return result_of(LY, known, pack=pack or in_force("LY", **LY_WEIGHTS))

    def test_everything_there_is_a_pass_with_its_grade(self) -> None:
        assert (self.judged().status, self.judged().grade) == ("PASSED", "EXCELLENT")
        assert self.judged().score == 95
        assert (self.judged("60").grade, self.judged("59.9").status) == ("PASS", "FAILED")
        assert self.judged(certified=False).status is Status.AWAITING_CERTIFICATION
        assert "待县教育局认定" in said(self.judged(certified=False))

    def test_ly_10_scores_of_95_and_one_defence_not_held_are_not_completable(self) -> None:
        result = self.judged(defences={"DIAGNOSTIC": Defence.HELD_PASSED})

        assert (result.status, result.grade) == ("IN_PROGRESS", None)
        assert "提高课教学设计尚未答辩" in said(result)

    def test_ly_06_six_weights_make_the_score(self) -> None:
        marks = {"THEORY_SELF": 100, "THEORY_PEER": 90, "THEORY_EXPERT": 61, "PRACTICE_SELF": 70}
        marks |= {"PRACTICE_PEER": 80, "PRACTICE_EXPERT": 66}
        raw = tuple(
            RawMark(code, Decimal(points), part.assessors[0], FIRST, new_id())
            for code, points in marks.items()
            if (part := LY.stage_of(code)) is not None
        )

        result = result_of(LY, Evidence(marks=raw, attendance_met=True, **LY_DONE), pack=in_force("LY", **LY_WEIGHTS))

        exact = Fraction(100 * 10 + 90 * 15 + 61 * 25 + 70 * 10 + 80 * 15 + 66 * 25, 100)
        assert result.score == Decimal(exact.numerator) / exact.denominator

    @pytest.mark.parametrize(
        "parameters",
        [{}, {**LY_WEIGHTS, "theory_self_weight": 11}, {**LY_WEIGHTS, "theory_self_weight": None}],
        ids=["none supplied", "sum is 101", "one lost"],
    )
    def test_weights_that_are_lost_leave_it_undetermined(self, parameters: dict[str, Any]) -> None:
        result = self.judged(pack=in_force("LY", **parameters))

        assert (result.status, result.grade, result.score) == ("UNDETERMINED", None, None)
        assert "政策包缺少所需数值" in said(result)

    def test_it_says_which_parameters_are_awaited_and_who_gives_them(self) -> None:
        words = said(self.judged(pack=in_force("LY", **{**LY_WEIGHTS, "theory_peer_weight": None})))

        assert "待补填政策包 LY 的参数:理论考核互评权重(%)(theory_peer_weight);由区县管理员" in words.replace(
            "（%）", "(%)"
        )
        assert "theory_self_weight" not in words
        assert "待补填" not in said(self.judged(pack=in_force("LY", **LY_WEIGHTS)))

    def test_a_pack_of_other_stages_or_none_cannot_weigh_them(self) -> None:
        assert self.judged(pack=in_force("P240", **P240_BANDS)).status is Status.UNDETERMINED
        assert result_of(LY, marked(LY, "95", **LY_DONE)).status is Status.UNDETERMINED


def test_stages_that_the_pack_does_not_have_are_never_left_out_of_the_score() -> None:
    more = replace(LY, stages=(*LY.stages, stage(component("EXTRA"), code="EXTRA", line=None)))
    known = marked(more, "95", **LY_DONE)

    result = result_of(more, known, pack=in_force("LY", **LY_WEIGHTS))

    assert (result.status, result.score) == ("UNDETERMINED", None)
    assert "政策包 LY 的考核阶段与方案不同" in said(result)


def test_a_third_stays_below_its_line_and_is_shown_so() -> None:
    parts = [component(code, weight=weight) for code, weight in (("A", "33.33"), ("B", "66.67"))]
    three = [mark(points, UUID(int=number), code="A") for number, points in enumerate(("60", "60", "59.9999"), 1)]
    mean = replace(parts[0], aggregator=Aggregator(Aggregate.MEAN), at_least=3)
    known = evidence(*three, mark("60", code="B"))

    result = result_of(scheme(stage(mean, parts[1])), known)

    assert (result.status, result.score) == ("FAILED", Decimal("59.9999"))


def test_hours_that_are_lacking_are_named() -> None:
    short = {"attended_hours": Fraction(10, 3), "planned_hours": Fraction(12)}

    assert "出勤学时 3.3333/12,未修满,缺 8.6667 学时" in said(result_of(ATTENDANCE, evidence(**short)))
    full = {"attended_hours": Fraction(12), "planned_hours": Fraction(12)}
    assert "未修满" not in said(result_of(ATTENDANCE, evidence(**full)))


def test_a_pack_without_a_line_of_attendance_is_not_said_to_be_met() -> None:
    assert said(result_of(ATTENDANCE, evidence(), pack=in_force("LY"))) == "政策包 LY 不设考勤线"
    assert said(result_of(ATTENDANCE, evidence(), pack=in_force("P240"))) == "考勤达标"


def test_a_line_of_one_stage_decides_nothing_about_another_whose_bands_are_lost() -> None:
    half = {"weight": "50"}
    with_lines = scheme(
        stage(component("A"), code="ONE", **half), stage(component("B"), code="TWO", **half), bands="PACK"
    )
    with_one = replace(with_lines, stages=(with_lines.stages[0], replace(with_lines.stages[1], pass_score=None)))
    known = evidence(mark("80"), mark("80", code="B"))

    assert result_of(with_lines, known, pack=in_force("P240")).status is Status.PASSED
    assert result_of(with_one, known, pack=in_force("P240")).status is Status.UNDETERMINED


class TestP240:
    def judged(self, points: str, **parameters: Any) -> Result:
        return result_of(P240, marked(P240, points), pack=in_force("P240", **parameters))

    @pytest.mark.parametrize(
        ("points", "status", "grade"),
        [
            ("90", "PASSED", "EXCELLENT"),
            ("89.9999", "PASSED", "GOOD"),
            ("60", "PASSED", "PASS"),
            ("50", "PASSED", "MARGINAL"),
            ("49.9999", "FAILED", "FAIL"),
        ],
    )
    def test_p240_13_four_grades_and_failing_outside_them(self, points: str, status: str, grade: str) -> None:
        assert (self.judged(points, **P240_BANDS).status, self.judged(points, **P240_BANDS).grade) == (status, grade)

    def test_lost_bands_answer_undetermined_with_the_reason_and_no_grade(self) -> None:
        result = self.judged("95")

        assert (result.status, result.grade, result.score) == (Status.UNDETERMINED, None, Decimal(95))
        assert "原文未给出优秀、良好、合格、基本合格的分数线" in said(result)
        assert "excellent_from" in said(result)

    def test_where_all_grades_in_question_pass_the_member_passes_without_a_grade(self) -> None:
        result = self.judged("80", **{**P240_BANDS, "good_from": None})

        assert (result.status, result.grade) == ("PASSED", None)

    def test_both_forms_are_needed(self) -> None:
        known = evidence(mark("95", kind=Assessor.COUNTY_CENTRE, code="SCHOOL_CHECK"))

        assert result_of(P240, known, pack=in_force("P240", **P240_BANDS)).status is Status.IN_PROGRESS


MARKS = st.decimals(min_value=0, max_value=100, places=1, allow_nan=False)
PANEL = scheme(
    stage(
        component(
            "A",
            weight="50",
            aggregator=Aggregator(Aggregate.MEAN),
            shares=(Share(EXPERT, Decimal(60)), Share(PEER, Decimal(20)), Share(SELF, Decimal(20))),
        ),
        component("B", weight="50", aggregator=Aggregator(Aggregate.TRIMMED_MEAN, drop=1), at_least=3),
        code="PRE",
    ),
    stage(component("C", aggregator=Aggregator(Aggregate.BEST_OF, best=2), at_least=2), code="POST"),
    gates=(AttendanceGate(), DefenceGate(("PLAN",)), MustPassGate("A", Decimal(50))),
    works=WORKS,
)
RAW = st.builds(
    RawMark,
    component=st.sampled_from(["A", "B", "C"]),
    mark=MARKS,
    assessor_kind=st.sampled_from([EXPERT, PEER, SELF]),
    assessor_id=st.sampled_from([FIRST, SECOND, FIFTH]),
    score_id=st.uuids(),
    attempt=st.sampled_from([1, 1, 1, 2]),
)
OVERRIDES = st.builds(
    Override,
    component=st.sampled_from(["A", "B", "C"]),
    mark=MARKS,
    by=st.just(FIFTH),
    reason=st.just("复核"),
    override_id=st.uuids(),
    attempt=st.sampled_from([1, 2]),
)


@given(
    st.lists(RAW, max_size=25, unique_by=lambda raw: raw.score_id),
    st.lists(OVERRIDES, max_size=4, unique_by=lambda one: one.override_id),
    st.randoms(use_true_random=False),
)
def test_the_order_of_marks_and_overrides_never_matters(
    marks: list[RawMark], overrides: list[Override], random: Any
) -> None:
    def judged() -> Result:
        return result_of(PANEL, evidence(*marks, overrides=tuple(overrides)))

    first = judged()
    random.shuffle(marks)
    random.shuffle(overrides)

    assert judged() == first


# Reading a pack is slow where it is read first.
@settings(deadline=None)
@given(st.sampled_from(list(SHIPPED.values())), st.data())
def test_a_missing_stage_never_passes(of: Scheme, data: st.DataObject) -> None:
    codes = [one.code for part in of.stages for one in part.components]
    missing = data.draw(st.sampled_from(codes)) if codes else None
    marks = [
        RawMark(code, data.draw(MARKS), part.assessors[0], FIRST, new_id())
        for code in codes
        if code != missing and (part := of.stage_of(code)) is not None
    ]
    moderated = tuple(Override(code, Decimal(100), FIFTH, "复核", new_id()) for code in codes)
    known = Evidence(
        marks=tuple(marks),
        overrides=moderated,
        attendance_met=None if missing is None else True,
        defences={work.code: Defence.HELD_PASSED for work in of.works},
        submitted=frozenset(work.code for work in of.works),
        certified=True,
    )
    pack = in_force("LY", **LY_WEIGHTS) if of is LY else in_force("P240", **P240_BANDS)

    assert result_of(of, known, pack=pack).status is not Status.PASSED


@given(st.lists(MARKS, min_size=1, max_size=3), st.lists(MARKS, min_size=1, max_size=3), MARKS)
def test_weights_are_exact(experts: list[Decimal], peers: list[Decimal], own: Decimal) -> None:
    people = (FIRST, SECOND, FIFTH)
    marks = [mark(str(one), by, EXPERT) for one, by in zip(experts, people, strict=False)]
    marks += [mark(str(one), by, PEER) for one, by in zip(peers, people, strict=False)]

    (found, *_) = result_of(PANEL, evidence(*marks, mark(str(own), kind=SELF))).components

    mean = [sum(map(Fraction, some), Fraction(0)) / len(some) for some in (experts, peers)]
    assert found.points == (mean[0] * 60 + mean[1] * 20 + Fraction(own) * 20) / 100
