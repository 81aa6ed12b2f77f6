"""What a passed activity is worth: tariffs, conversion, channels, refusals, years."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.policy.format import Pack, PackRefused, Terms, load, shipped
from services.policy.valuation import (
    DatedHours,
    Program,
    UnknownCode,
    Valuation,
    rounded_together,
    value,
    value_degree,
)
from tests.policy.keeping_packs import HEADER
from tests.policy.making import pack, terms


def program(**facts: Any) -> Program:
    usual: dict[str, Any] = {
        "level": "COUNTY",
        "mode": "CENTRALISED",
        "nature": "COMPULSORY",
        "kind": "IN_SERVICE",
        "category": "KNOWLEDGE_SKILL",
    }
    return Program(**{**usual, **facts})


def course(**facts: Any) -> Program:
    return program(**{"kind": "COURSE", **facts})


def day(on: date, hours: int | str | Fraction, category: str | None = None) -> DatedHours:
    return DatedHours(on=on, hours=hours if isinstance(hours, Fraction) else Decimal(hours), category=category)


def valued(
    pack_id: str, of: Program, *attended: DatedHours, passed: bool = True, grade: str | None = None
) -> Valuation:
    return value(pack(pack_id), terms=terms(), program=of, attended=attended, passed=passed, grade=grade)


MARCH = date(2012, 3, 5)

HOURS_AND_CREDITS = HEADER.replace("keeps: hours,", "keeps: hours_and_credits,")
ONE_TARIFF = """\
  - id: M-01
    kind: tariff
    title: {zh: 标题, en: title}
    quotes: [原文]
    formal: As it says.
    valuation:
      - {does: tariff, where: {kind: [COURSE]}, credits: 3MORE}
"""


@pytest.mark.parametrize(("hours", "worth"), [("360", "36"), ("5", "0.5"), ("25", "2.5"), ("1", "0.1")])
def test_hl_03_ten_hours_are_one_credit_and_nothing_is_rounded(hours: str, worth: str) -> None:
    (award,) = valued("HL", course(), day(MARCH, hours)).awards

    assert (award.hours, award.credits) == (Decimal(hours), Decimal(worth))
    assert award.rule_ids == ("HL-03",)


def test_hl_09_a_county_course_for_class_teachers_is_booked_with_the_city() -> None:
    of = course(level="COUNTY", tags=frozenset({"CLASS_TEACHER_TOPIC"}))

    (award,) = valued("HL", of, day(MARCH, 30)).awards

    assert (award.hours, award.credits) == (30, 3)
    assert (award.level, award.original_level) == ("PREFECTURE", "COUNTY")
    assert award.rule_ids == ("HL-09",)


@pytest.mark.parametrize(("hours", "worth"), [("29", "2.9"), ("30", "3"), ("40", "3")])
def test_hl_09_three_credits_are_fixed_from_thirty_hours_on(hours: str, worth: str) -> None:
    of = course(tags=frozenset({"CLASS_TEACHER_TOPIC"}))

    (award,) = valued("HL", of, day(MARCH, hours)).awards

    assert award.credits == Decimal(worth)


def test_a_course_of_the_city_keeps_its_level_and_has_no_original() -> None:
    (award,) = valued("HL", course(level="PREFECTURE"), day(MARCH, 10)).awards

    assert (award.level, award.original_level) == ("PREFECTURE", None)


def test_hl_10_the_induction_is_worth_twelve_credits() -> None:
    (award,) = valued("HL", course(kind="INDUCTION"), day(MARCH, 100)).awards

    assert (award.hours, award.credits, award.rule_ids) == (100, 12, ("HL-10",))


def test_xc_28_hours_alone_are_kept() -> None:
    (award,) = valued("XC", program(), day(MARCH, 24)).awards

    assert (award.hours, award.credits) == (24, 0)


def test_xc_11_144_hours_over_two_years_are_split_by_the_meetings() -> None:
    of = program(kind="JIANGHUAI_MASTER", level="PROVINCIAL")

    first, second = valued("XC", of, day(date(2012, 5, 1), 80), day(date(2012, 10, 1), 64)).awards

    assert (first.hours, first.earned_from) == (80, date(2012, 5, 1))
    assert (second.hours, second.earned_to) == (64, date(2012, 10, 1))
    assert "XC-11" in first.rule_ids


def test_xc_11_what_is_missed_is_spread_in_proportion_when_the_seminar_is_passed() -> None:
    of = program(kind="JIANGHUAI_MASTER", level="PROVINCIAL")

    awards = valued("XC", of, day(date(2012, 5, 1), 70), day(date(2012, 10, 1), 60)).awards

    # 144 x 70/130 = 77.538461..., 144 x 60/130 = 66.461538...
    assert [a.hours for a in awards] == [Decimal("77.5385"), Decimal("66.4615")]


@pytest.mark.parametrize(
    ("kind", "level", "hours"),
    [
        ("SHORTAGE_SUBJECT", "PROVINCIAL", 72),
        ("CLASS_TEACHER", "PROVINCIAL", 30),
        ("ICT", "PROVINCIAL", 48),
        ("TRAINER", "PROVINCIAL", 72),
        ("CITY_BACKBONE", "PREFECTURE", 72),
        ("CLASS_TEACHER", "COUNTY", 20),
    ],
)
def test_xc_12_a_passed_project_is_worth_its_printed_hours(kind: str, level: str, hours: int) -> None:
    (award,) = valued("XC", program(kind=kind, level=level), day(MARCH, 20)).awards

    assert award.hours == hours


def test_the_hours_of_the_notice_hold_where_the_pack_has_no_tariff() -> None:
    (award,) = valued("XC", program(fixed_hours=Decimal(16)), day(MARCH, 15)).awards
    (by_tariff,) = valued("XC", program(kind="ICT", level="PROVINCIAL", fixed_hours=Decimal(16)), day(MARCH, 15)).awards

    assert (award.hours, by_tariff.hours) == (16, 48)


def test_xc_10_a_vendor_course_of_40_hours_is_worth_nothing_and_the_clause_is_named() -> None:
    found = valued("XC", program(kind="OTHER_TRAINING", organised_by_admin=False), day(MARCH, 40))

    assert found.awards == ()
    assert [r.clause_id for r in found.refusals] == ["XC-10"]
    assert "不予认定" in found.refusals[0].zh


def test_xc_10_school_based_study_counts_although_the_school_organises_it() -> None:
    of = program(kind="SCHOOL_STUDY", mode="SCHOOL_BASED", level="SCHOOL", organised_by_admin=False)

    assert valued("XC", of, day(MARCH, 2)).refusals == ()


def test_what_was_not_passed_is_not_recognised() -> None:
    found = valued("XC", program(), day(MARCH, 24), passed=False)

    assert found.awards == ()
    assert [r.clause_id for r in found.refusals] == ["XC-14"]


def test_xc_09_a_degree_of_july_belongs_to_the_year_ending_that_summer() -> None:
    (award,) = value_degree(pack("XC"), terms=terms(), awarded_on=date(2013, 7, 5)).awards

    assert (award.hours, award.credits, award.kind) == (72, 0, "DEGREE_STUDY")
    assert (award.earned_from, award.earned_to) == (date(2013, 7, 5), date(2013, 7, 5))
    assert award.rule_ids == ("XC-09",)


DEGREES = """    valuation:
      - does: grant_degree
        degrees: [MASTER]
        hours: 30
        booked: {category: DEGREE, level: OTHER, mode: FURTHER_STUDY, nature: ELECTIVE, kind: DEGREE_STUDY}
      - does: grant_degree
        degrees: [DOCTOR, MASTER]
        hours: 60
        booked: {category: DEGREE, level: OTHER, mode: FURTHER_STUDY, nature: ELECTIVE, kind: DEGREE_STUDY}
"""


def degrees() -> Pack:
    text = shipped("XC")
    first = text.index("    valuation:\n      - does: grant_degree")
    return load(text[:first] + DEGREES + text[text.index("    relief:", first) :], file="XC.yaml")


@pytest.mark.parametrize(("level", "hours"), [("MASTER", 30), ("DOCTOR", 60)])
def test_degrees_of_different_levels_are_worth_different_amounts(level: str, hours: int) -> None:
    (award,) = value_degree(degrees(), terms=terms(), awarded_on=date(2013, 7, 5), level=level).awards

    assert (award.hours, award.rule_ids) == (hours, ("XC-09",))


@pytest.mark.parametrize(("level", "zh"), [("BACHELOR", "这一层次的学历不予认定"), (None, "缺少信息：学历层次")])
def test_a_degree_of_no_level_named_or_of_an_unknown_one_is_refused_by_the_clause(level: str | None, zh: str) -> None:
    found = value_degree(degrees(), terms=terms(), awarded_on=date(2013, 7, 5), level=level)

    assert (found.awards, [(r.clause_id, r.zh) for r in found.refusals]) == ((), [("XC-09", zh)])


def test_a_level_that_does_not_exist_is_a_mistake_of_the_pack() -> None:
    text = shipped("XC").replace("- does: grant_degree\n", "- does: grant_degree\n        degrees: [BACHELER]\n")

    with pytest.raises(PackRefused, match="BACHELOR"):
        load(text, file="XC.yaml")


def test_a_pack_without_a_word_on_degrees_grants_nothing() -> None:
    assert value_degree(pack("HL"), terms=terms(), awarded_on=MARCH).awards == ()


def test_meetings_of_two_categories_become_two_lines() -> None:
    of = program(category="KNOWLEDGE_SKILL")

    awards = valued("XC", of, day(MARCH, 3, "ETHICS_LITERACY.ETHICS"), day(MARCH, 5)).awards

    assert {(a.category, a.hours) for a in awards} == {("ETHICS_LITERACY.ETHICS", 3), ("KNOWLEDGE_SKILL", 5)}


def test_31_august_and_1_september_lie_in_two_years() -> None:
    awards = valued("XC", program(), day(date(2012, 8, 31), 6), day(date(2012, 9, 1), 6)).awards

    assert [(a.earned_from, a.hours) for a in awards] == [(date(2012, 8, 31), 6), (date(2012, 9, 1), 6)]


@pytest.mark.parametrize("more", ["", ", hours: 0", ", hours: 4"])
def test_a_fixed_worth_over_a_years_end_is_split_by_the_hours_sat(more: str) -> None:
    text = HOURS_AND_CREDITS + ONE_TARIFF.replace("MORE", more)
    worth = load(text, file="split.yaml")

    found = value(
        worth,
        terms=Terms(parameters={"cycle_start": "2012-01-01", "cycle_end": "2013-12-31"}),
        program=program(level="COUNTY", mode="ONLINE", nature="ELECTIVE", kind="COURSE", category="A"),
        attended=[day(date(2012, 8, 31), 5), day(date(2012, 9, 1), 3)],
        passed=True,
    )

    assert [award.credits for award in found.awards] == [Decimal("1.88"), Decimal("1.12")]


def test_exact_fractions_are_rounded_once() -> None:
    thirds = [day(date(2012, 3, n), Fraction(1, 3)) for n in (1, 2, 3)]

    (award,) = valued("HL", course(), *thirds).awards

    assert (award.hours, award.credits) == (1, Decimal("0.1"))


def test_a_claimed_work_without_hours_still_gets_its_tariff() -> None:
    (award,) = valued("XC", program(kind="ICT", level="PROVINCIAL"), day(MARCH, 0)).awards

    assert award.hours == 48


def test_nothing_attended_is_nothing_awarded() -> None:
    assert valued("XC", program()).awards == ()
    assert valued("XC", program(), day(MARCH, 0)).awards == ()


@pytest.mark.parametrize("wrong", [{"kind": "NONSENSE"}, {"category": "ETHICS"}, {"level": "GALAXY"}])
def test_a_program_outside_the_dimensions_of_the_pack_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(UnknownCode):
        valued("XC", program(**wrong), day(MARCH, 1))


amounts = st.lists(st.fractions(min_value=0, max_value=200, max_denominator=540), min_size=1, max_size=12)


@given(amounts)
def test_rounding_together_keeps_the_rounded_sum(parts: list[Fraction]) -> None:
    rounded = rounded_together(parts, 4)

    whole = sum(parts, Fraction(0))
    assert abs(Fraction(sum(rounded)) - whole) <= Fraction(1, 20_000)
    assert all(abs(Fraction(r) - p) < Fraction(1, 10_000) for r, p in zip(rounded, parts, strict=True))


@given(st.lists(st.tuples(st.dates(date(2011, 9, 1), date(2016, 8, 31)), st.integers(1, 480)), min_size=1, max_size=20))
def test_a_split_by_years_loses_nothing_and_never_crosses_a_year(days: list[tuple[date, int]]) -> None:
    attended = [day(on, Fraction(minutes, 45)) for on, minutes in days]

    awards = valued("XC", program(), *attended).awards

    whole = sum((Fraction(d.hours) for d in attended), Fraction(0))
    assert abs(Fraction(sum(a.hours for a in awards)) - whole) <= Fraction(1, 20_000)
    assert all(
        (a.earned_from.month >= 9) + a.earned_from.year == (a.earned_to.month >= 9) + a.earned_to.year for a in awards
    )
    assert all(a.hours.as_tuple().exponent >= -4 for a in awards)  # type: ignore[operator]
