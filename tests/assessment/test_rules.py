"""The pure rules of assessment: schemes, results, batches."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.assessment.rules import (
    ATTENDANCE,
    SCORED,
    SHIPPED,
    THREE_STAGE,
    Assessor,
    Component,
    Evidence,
    RawMark,
    Result,
    Scheme,
    Stage,
    Status,
    batched,
    result_of,
    scheme_from,
    shown,
    shown_against,
    stage_result,
)
from services.platform.errors import Text
from services.platform.ids import new_id

ASSESSOR = new_id()
MARKS = st.decimals(min_value=0, max_value=100, places=2, allow_nan=False)
ALL_OF_THREE = ("PROBLEM", "CASE", "PARTICIPATION", "PRACTICE")


def judged(scheme: Scheme, marks: dict[str, Decimal], *, met: bool | None = True, certified: bool = False) -> Result:
    """The result of one mark a component, each by the first assessor of its stage."""
    given = tuple(
        RawMark(code, mark, stage.assessors[0], ASSESSOR, new_id())
        for code, mark in marks.items()
        if (stage := scheme.stage_of(code)) is not None
    )
    return result_of(scheme, Evidence(marks=given, attendance_met=met, certified=certified))


def status_of(scheme: Scheme, marks: dict[str, Decimal], *, met: bool | None = True, certified: bool = False) -> Status:
    return judged(scheme, marks, met=met, certified=certified).status


def passing(*components: str) -> dict[str, Decimal]:
    return dict.fromkeys(components, Decimal(60))


def test_attendance_alone_passes_once_it_is_settled() -> None:
    assert status_of(ATTENDANCE, {}, met=None) is Status.IN_PROGRESS
    assert status_of(ATTENDANCE, {}, met=True) is Status.PASSED
    assert status_of(ATTENDANCE, {}, met=False) is Status.ATTENDANCE_NOT_MET


def test_a_missing_post_stage_is_awaited() -> None:
    before_and_during = passing("PROBLEM", "CASE", "PARTICIPATION")

    assert status_of(THREE_STAGE, before_and_during) is Status.AWAITING_POST
    assert status_of(THREE_STAGE, before_and_during | passing("PRACTICE")) is Status.AWAITING_CERTIFICATION
    assert status_of(THREE_STAGE, passing(*ALL_OF_THREE), certified=True) is Status.PASSED
    assert status_of(THREE_STAGE, passing(*ALL_OF_THREE), met=None, certified=True) is Status.IN_PROGRESS


def test_nobody_skips_a_stage() -> None:
    assert status_of(THREE_STAGE, passing("PARTICIPATION", "PRACTICE"), certified=True) is Status.IN_PROGRESS
    assert status_of(THREE_STAGE, passing("PROBLEM", "CASE", "PRACTICE"), certified=True) is Status.IN_PROGRESS


def test_one_failed_stage_fails_and_certification_cannot_mend_it() -> None:
    marks = passing(*ALL_OF_THREE) | {"PARTICIPATION": Decimal("59.99")}

    result = judged(THREE_STAGE, marks, certified=True)

    assert (result.status, result.grade) == (Status.FAILED, "FAIL")


@pytest.mark.parametrize(
    ("score", "grade"),
    [("59.99", "FAIL"), ("60", "PASS"), ("74.99", "PASS"), ("75", "GOOD"), ("89.99", "GOOD"), ("90", "EXCELLENT")],
)
def test_bands_begin_at_their_score(score: str, grade: str) -> None:
    marks = {"PROCESS": Decimal(score), "FINAL": Decimal(score)}

    assert judged(SCORED, marks).grade == grade


def test_weights_are_exact() -> None:
    third = Decimal(100) / 3
    uneven = Stage(
        "DURING",
        Text(zh="训中", en="During"),
        (Assessor.ORGANISER,),
        Decimal(60),
        (
            Component("A", Text(zh="甲", en="A"), Decimal("33.33"), maximum=Decimal(30)),
            Component("B", Text(zh="乙", en="B"), Decimal("66.67"), maximum=Decimal(7)),
        ),
    )

    standing = stage_result(uneven, {"A": Decimal("18.0001"), "B": Decimal("4.2")})

    assert standing.score == Fraction(180001, 300000) * Fraction(3333, 100) + Fraction(6667, 100) * Fraction(42, 70)
    assert standing.score > 60
    assert third != Fraction(100, 3)


def test_scores_are_rounded_once_half_a_place_up() -> None:
    assert shown(Fraction(550, 6)) == Decimal("91.6667")
    assert shown(Fraction("83.16875")) == Decimal("83.1688")
    assert shown(Fraction("83.168749")) == Decimal("83.1687")
    assert shown(Fraction(60)) == 60


def test_what_is_shown_beside_a_line_as_sixty_has_reached_sixty() -> None:
    almost = Fraction(60) - Fraction(1, 10**9)

    assert shown(almost) == 60
    assert shown_against(almost, [Decimal(60)]) == Decimal("59.9999")
    assert shown_against(almost, [None, Decimal(75)]) == 60
    assert shown_against(Fraction(60), [Decimal(60)]) == 60


@given(st.sampled_from([SCORED, THREE_STAGE]), st.data())
def test_a_missing_component_never_passes(scheme: Scheme, data: st.DataObject) -> None:
    components = [component.code for stage in scheme.stages for component in stage.components]
    missing = data.draw(st.sampled_from(components))
    marks = {code: data.draw(MARKS) for code in components if code != missing}

    assert status_of(scheme, marks, certified=True) is not Status.PASSED


@given(MARKS, MARKS)
def test_a_score_is_its_weighted_mean(process: Decimal, final: Decimal) -> None:
    standing = stage_result(SCORED.stages[0], {"PROCESS": process, "FINAL": final})

    assert standing.score == (Fraction(process) + Fraction(final)) / 2


def test_a_scheme_whose_weights_do_not_sum_to_100_is_refused() -> None:
    component = Component("A", Text(zh="甲", en="A"), Decimal(99))
    stage = Stage("DURING", Text(zh="训中", en="During"), (Assessor.ORGANISER,), Decimal(60), (component,))

    with pytest.raises(ValueError, match="do not sum to 100"):
        Scheme("ODD", 1, Text(zh="错", en="Odd"), gates=(), stages=(stage,))


@pytest.mark.parametrize("scheme", SHIPPED.values(), ids=lambda scheme: scheme.code)
def test_a_scheme_survives_being_kept(scheme: Scheme) -> None:
    assert scheme_from(scheme.as_data()) == scheme


@given(st.lists(st.integers(min_value=0, max_value=20), max_size=250))
@example([0] * 250)
@example([20] * 30)
def test_parts_are_bounded_and_lose_nobody(lines: list[int]) -> None:
    parts = list(batched(enumerate(lines)))

    assert [member for part in parts for member in part] == list(range(len(lines)))
    for part in parts:
        assert 1 <= len(part) <= 100
        assert sum(lines[member] for member in part) < 200
