"""The 360 hours and 36 credits of Hailin, clause by clause; the expected values are worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from services.policy.engine import Progress, Result
from services.policy.facts import Teacher
from tests.policy.hailin import (
    ETHICS,
    KNOWLEDGE,
    LITERACY,
    PRACTICE,
    channels,
    city,
    county,
    full_36,
    newcomer,
    school,
    senior,
)
from tests.policy.making import appointment, clause, credits_, school_year, standing, teacher, terms

MET, NOT_MET, EXEMPT = Result.MET, Result.NOT_MET, Result.EXEMPT
NOT_APPLICABLE, UNDETERMINED = Result.NOT_APPLICABLE, Result.UNDETERMINED


def test_an_ordinary_teacher_with_the_right_36_credits_meets_everything() -> None:
    found = standing("HL", full_36())

    assert found.verdict is MET
    assert found.progress is Progress.FINAL
    total = clause(found, "HL-01")
    assert [(q.unit, q.required, q.counted) for q in total.quantities] == [("hours", 360, 360), ("credits", 36, 36)]


def test_hl_01_credits_without_the_hours_do_not_suffice_and_the_reason_names_hours() -> None:
    entries = [*full_36()[1:], credits_(6, level="PREFECTURE", category=ETHICS, hours=55)]

    total = clause(standing("HL", entries), "HL-01")

    assert total.result is NOT_MET
    assert (total.unit, total.required, total.counted, total.gap) == ("hours", 360, 355, 5)
    assert "还差5学时" in total.sentence_zh


def test_hl_02_a_senior_teacher_with_36_credits_lacks_18_and_180_hours() -> None:
    found = standing("HL", full_36(), who=senior())

    total = clause(found, "HL-02")
    assert total.result is NOT_MET
    assert [(q.unit, q.gap) for q in total.quantities if q.required is not None] == [("hours", 180), ("credits", 18)]
    assert clause(found, "HL-01").result is NOT_APPLICABLE
    assert found.verdict is NOT_MET


def test_hl_02_professional_staff_of_the_education_college_owe_54_credits() -> None:
    who = teacher(appointment(school_kind="EDUCATION_COLLEGE", post="PROFESSIONAL"))

    assert clause(standing("HL", [], who=who), "HL-02").result is NOT_MET


@pytest.mark.parametrize(
    ("reading", "credits_asked"), [("at_cycle_start", "36"), ("at_cycle_end", "54"), ("prorated", "43.5")]
)
def test_hl_02_promotion_in_mid_cycle_by_every_reading(reading: str, credits_asked: str) -> None:
    # Senior for 731 of 1827 days: 36 + 18 x 731 / 1827 = 43.2 -> 43.5.
    who = teacher(
        appointment(valid_to=date(2014, 8, 31)), appointment(title_tier="SENIOR", valid_from=date(2014, 9, 1))
    )

    found = standing("HL", [], who=who, under=terms(switches={"title_date": reading}))

    binding = clause(found, "HL-01" if reading == "at_cycle_start" else "HL-02")
    assert next(q.required for q in binding.quantities if q.unit == "credits") == Decimal(credits_asked)


@pytest.mark.parametrize(
    ("ethics", "literacy", "result"),
    [("6", "6", MET), ("12", "0", MET), ("5.5", "6.5", NOT_MET), ("6", "5.9", NOT_MET)],
)
def test_hl_04_twelve_credits_of_which_six_are_ethics(ethics: str, literacy: str, result: Result) -> None:
    found = standing("HL", [county(ethics, ETHICS), county(literacy, LITERACY)])

    assert clause(found, "HL-04").result is result


def test_hl_05_a_surplus_of_practice_never_fills_knowledge() -> None:
    entries = [
        *(city(6, ETHICS), county(6, LITERACY), county(6, KNOWLEDGE)),
        *(school(7, KNOWLEDGE), school(11, PRACTICE)),
    ]

    found = standing("HL", entries)

    assert clause(found, "HL-01").result is MET
    buckets = clause(found, "HL-05")
    assert buckets.result is NOT_MET
    assert [(q.label_zh, q.counted, q.gap) for q in buckets.quantities] == [
        ("知识与技能课程", 13, 1),
        ("实践体验课程", 11, 0),
    ]


@pytest.mark.parametrize("amounts", [(4, 14, 18), (5, 13, 18), (6, 12, 18), (7, 11, 18)])
def test_four_ways_through_the_channels_reach_36(amounts: tuple[int, int, int]) -> None:
    found = standing("HL", channels(*amounts))

    assert [clause(found, c).result for c in ("HL-01", "HL-06", "HL-07", "HL-08")] == [MET] * 4


def test_the_smallest_of_every_channel_fails_the_total_alone() -> None:
    found = standing("HL", channels(4, 11, 18))

    assert [clause(found, c).result for c in ("HL-06", "HL-07", "HL-08")] == [MET] * 3
    total = clause(found, "HL-01")
    assert total.result is NOT_MET
    assert [q.gap for q in total.quantities if q.unit == "credits"] == [3]


@pytest.mark.parametrize(
    ("clause_id", "amounts"), [("HL-06", (3, 14, 18)), ("HL-07", (7, 10, 18)), ("HL-08", (7, 14, 17))]
)
def test_one_credit_below_a_range_is_not_met(clause_id: str, amounts: tuple[int, int, int]) -> None:
    found = clause(standing("HL", channels(*amounts)), clause_id)

    assert (found.result, found.gap) == (NOT_MET, 1)


def test_hl_06_nine_credits_of_the_city_count_seven_and_two_are_shown_over_the_range() -> None:
    found = standing("HL", channels(9, 11, 18))

    in_city = clause(found, "HL-06")
    assert (in_city.result, in_city.counted) == (MET, 7)
    assert in_city.quantities[0].beyond == 2
    assert [n.amount for n in in_city.not_counted] == [2]
    assert "超出范围2学分" in in_city.sentence_zh
    total = clause(found, "HL-01")
    assert total.result is MET
    assert [q.counted for q in total.quantities if q.unit == "credits"] == [36]


def test_hl_06_the_range_is_only_a_plan_figure_when_the_switch_says_so() -> None:
    found = standing("HL", channels(9, 11, 18), under=terms(switches={"range_top": "plan_figure"}))

    assert clause(found, "HL-06").counted == 9
    assert [q.counted for q in clause(found, "HL-01").quantities if q.unit == "credits"] == [38]


def test_what_is_cut_from_the_total_names_the_channel() -> None:
    entries = [city(9), county(11), school(16)]

    total = clause(standing("HL", entries), "HL-01")

    assert (total.unit, total.counted, total.gap) == ("credits", 34, 2)
    assert [n.amount for n in total.not_counted] == [2]
    assert "HL-06" in total.not_counted[0].reason_zh


def test_hl_08_school_based_study_beyond_18_does_not_reach_36() -> None:
    total = clause(standing("HL", channels(4, 11, 21)), "HL-01")

    assert [q.counted for q in total.quantities if q.unit == "credits"] == [33]


def class_teacher() -> Teacher:
    return teacher(
        appointment(valid_to=date(2012, 8, 31)),
        appointment(class_teacher=True, valid_from=date(2012, 9, 1), valid_to=date(2013, 1, 31)),
        appointment(valid_from=date(2013, 2, 1)),
    )


def test_hl_09_totals_alone_do_not_excuse_a_class_teacher_from_the_special_training() -> None:
    found = standing("HL", full_36(), who=class_teacher())

    assert clause(found, "HL-01").result is MET
    assert clause(found, "HL-09").result is NOT_MET
    assert found.verdict is NOT_MET


@pytest.mark.parametrize(("hours", "result"), [(30, MET), (29, NOT_MET)])
def test_hl_09_asks_for_30_hours_and_3_credits(hours: int, result: Result) -> None:
    special = credits_(3, level="PREFECTURE", hours=hours, tags=frozenset({"CLASS_TEACHER_TOPIC"}))

    assert clause(standing("HL", [special], who=class_teacher()), "HL-09").result is result


def test_hl_09_is_not_for_who_was_never_class_teacher() -> None:
    assert clause(standing("HL", []), "HL-09").result is NOT_APPLICABLE


def test_hl_09_one_term_is_not_enough_when_the_switch_asks_for_a_year() -> None:
    found = standing("HL", [], who=class_teacher(), under=terms(switches={"class_teacher_time": "a_year"}))

    assert clause(found, "HL-09").result is NOT_APPLICABLE


def test_hl_11_the_third_of_five_years_is_asked_for_three_fifths_with_the_formula_shown() -> None:
    found = standing("HL", [], who=newcomer(date(2013, 9, 1)), under=terms(hire_cut_off=date(2013, 9, 1)))

    total = clause(found, "HL-01")
    assert [(q.unit, q.required) for q in total.quantities] == [("hours", 216), ("credits", 22)]
    assert total.calculation is not None
    assert "36 × 3 ÷ 5 = 21.6 → 22" in total.calculation
    assert [q.required for q in clause(found, "HL-04").quantities] == [Decimal("7.5"), 4]
    assert [q.required for q in clause(found, "HL-05").quantities] == [Decimal("8.5"), 6]
    assert clause(found, "HL-06").required == Decimal("2.5")
    assert clause(found, "HL-07").required == 7
    assert clause(found, "HL-08").required == 11
    assert clause(found, "HL-11").result is EXEMPT


def test_hl_11_only_the_totals_decrease_when_the_switch_says_so() -> None:
    under = terms(hire_cut_off=date(2013, 9, 1), switches={"new_teacher_reduction": "totals_only"})

    found = standing("HL", [], who=newcomer(date(2013, 9, 1)), under=under)

    assert [q.required for q in clause(found, "HL-01").quantities] == [216, 22]
    assert clause(found, "HL-04").required == 12


def test_hl_11_does_not_reach_who_entered_before_the_cut_off() -> None:
    found = standing("HL", [], who=newcomer(date(2013, 8, 31)), under=terms(hire_cut_off=date(2013, 9, 1)))

    assert clause(found, "HL-11").result is NOT_APPLICABLE
    assert [q.required for q in clause(found, "HL-01").quantities] == [360, 36]


def test_hl_11_without_the_lost_date_a_newcomer_short_of_36_is_undetermined() -> None:
    found = standing("HL", [], who=newcomer(date(2013, 9, 1)))

    assert clause(found, "HL-11").result is UNDETERMINED
    assert clause(found, "HL-01").result is UNDETERMINED
    assert "hire_cut_off" in clause(found, "HL-01").sentence_zh
    assert clause(standing("HL", []), "HL-11").result is NOT_APPLICABLE


def test_a_teacher_hired_in_the_fourth_year_sees_the_formula_and_the_induction_line() -> None:
    hired = date(2014, 9, 1)
    induction = credits_(12, level="COUNTY", kind="INDUCTION", on=date(2015, 3, 1))

    found = standing("HL", [induction], who=newcomer(hired), under=terms(hire_cut_off=date(2012, 9, 1)))

    assert [q.required for q in clause(found, "HL-01").quantities] == [144, Decimal("14.5")]
    assert "36 × 2 ÷ 5 = 14.4 → 14.5" in (clause(found, "HL-01").calculation or "")
    line = clause(found, "HL-10")
    assert (line.result, line.required, line.counted) == (MET, 12, 12)
    assert line.period == "2014-09-01/2015-08-31"


@pytest.mark.parametrize(("amount", "result"), [("12", MET), ("11.5", NOT_MET)])
def test_hl_10_the_induction_is_worth_12_credits_in_the_first_year(amount: str, result: Result) -> None:
    induction = credits_(amount, level="COUNTY", kind="INDUCTION", on=date(2013, 12, 1))

    assert clause(standing("HL", [induction], who=newcomer(date(2013, 9, 1))), "HL-10").result is result


@pytest.mark.parametrize(("reading", "counted"), [("inside", 12), ("on_top", 0)])
def test_hl_10_the_induction_counts_toward_36_unless_the_switch_says_on_top(reading: str, counted: int) -> None:
    induction = credits_(12, level="COUNTY", kind="INDUCTION", on=school_year(3))
    under = terms(switches={"induction_counts": reading})

    total = clause(standing("HL", [induction], under=under), "HL-01")

    assert [q.counted for q in total.quantities if q.unit == "credits"] == [counted]
