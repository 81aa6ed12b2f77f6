"""What a passed activity is worth: tariffs, conversion, channels, refusals, years."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.policy.facts import Activity
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
from tests.policy.test_loading import SMALL


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


TARIFFS = """
  - id: MINI-03
    kind: tariff
    title: {zh: 论文, en: papers}
    quotes: ["第一、二作者，省级及以上刊物发表的计3学分"]
    formal: First and second authors of a paper in a provincial journal get 3 credits, in the district's 1.
    valuation:
      - does: tariff
        where: {kind: [PAPER], level: [PROVINCIAL]}
        when: author_order <= 2
        needs: [OFFPRINT, INDEX]
        recogniser: INSTITUTE
        credits: 3
      - {does: tariff, where: {kind: [PAPER]}, when: author_order <= 2, credits: 1}
  - id: MINI-05
    kind: recognition
    title: {zh: 抄袭, en: copying}
    quotes: [抄袭的不予认定]
    formal: What is copied is not recognised.
    valuation:
      - does: decline
        where: {kind: [READING]}
        when: "'COPIED' in evidence"
        reason: {zh: 抄袭，不予认定, en: copied}
  - id: MINI-04
    kind: tariff
    title: {zh: 读书, en: reading}
    quotes: [不少于3000字]
    formal: Reading notes of at least 3,000 characters get 1 credit.
    valuation:
      - {does: tariff, where: {kind: [READING]}, when: characters >= 3000, credits: 1}
      - {does: convert, where: {kind: [COURSE]}, hours_per_credit: 10}
      - does: tariff
        where: {kind: [TALK]}
        hours: attended_hours * 2
        credits: "min(3, floor_to(minutes / 45, 1)) / authors"
"""


def claims_text() -> str:
    text = (
        SMALL.replace("COURSE: {zh: 课, en: course}", "COURSE: {zh: 课, en: course}, PAPER: {zh: 论文, en: paper}")
        .replace(
            "PAPER: {zh: 论文, en: paper}",
            "PAPER: {zh: 论文, en: paper}, READING: {zh: 读书, en: reading}, TALK: {zh: 授课, en: talk}",
        )
        .replace("COUNTY: {zh: 县, en: county}", "COUNTY: {zh: 县, en: county}, PROVINCIAL: {zh: 省, en: province}")
        .replace(
            "  kind: {COURSE",
            "  fact: {OFFPRINT: {zh: 刊物封面, en: cover}, INDEX: {zh: 目录, en: contents}}\n  kind: {COURSE",
        )
        .replace("groups:\n", "roles:\n  INSTITUTE: {title: {zh: 教育学院, en: institute}}\ngroups:\n")
        .replace("keeps: hours,", "keeps: hours_and_credits,")
    )
    return text + TARIFFS.lstrip("\n")


def claims_pack() -> Pack:
    return load(claims_text(), file="claims.yaml")


def claim(kind: str, level: str = "PROVINCIAL", hours: int = 0, *, pack: Pack | None = None, **facts: Any) -> Valuation:
    """Value a claimed activity; without facts nothing is known of it."""
    return value(
        pack or claims_pack(),
        terms=terms(line=1),
        program=Program(level=level, mode="ONLINE", nature="ELECTIVE", kind=kind, category="A"),
        attended=[day(MARCH, hours)],
        passed=True,
        activity=Activity(**facts) if facts else None,
    )


PUBLISHED = frozenset({"OFFPRINT", "INDEX"})


@pytest.mark.parametrize(
    ("level", "order", "worth"), [("PROVINCIAL", 1, 3), ("PROVINCIAL", 2, 3), ("COUNTY", 1, 1), ("COUNTY", 2, 1)]
)
def test_xh_tariff_a_paper_is_worth_its_place_and_author(level: str, order: int, worth: int) -> None:
    found = claim("PAPER", level, author_order=order, evidence=PUBLISHED)

    assert [(a.hours, a.credits, a.rule_ids) for a in found.awards] == [(0, worth, ("MINI-03",))]
    assert found.recogniser == ("INSTITUTE" if level == "PROVINCIAL" else None)


def test_a33_a_third_author_gets_nothing_and_is_told_why() -> None:
    found = claim("PAPER", author_order=3, evidence=PUBLISHED)

    assert found.awards == ()
    assert [(r.clause_id, r.missing, r.documents) for r in found.refusals] == [("MINI-03", (), ())]
    assert found.refusals[0].zh == "不符合认定条件：第一、二作者，省级及以上刊物发表的计3学分"


def test_who_does_not_say_which_author_is_asked_and_not_guessed() -> None:
    for found in (claim("PAPER", evidence=PUBLISHED), claim("PAPER")):
        (refusal,) = found.refusals
        assert (found.awards, refusal.clause_id, refusal.missing) == ((), "MINI-03", ("author_order",))
        assert refusal.zh == "缺少信息，尚不能认定：作者位次"


def test_documents_that_are_missing_are_named() -> None:
    (refusal,) = claim("PAPER", author_order=1, evidence=frozenset({"INDEX"})).refusals

    assert (refusal.clause_id, refusal.documents, refusal.zh) == ("MINI-03", ("OFFPRINT",), "缺少材料：刊物封面")


@pytest.mark.parametrize(("characters", "worth"), [(2999, None), (3000, 1), (3001, 1)])
def test_a_length_is_held_against_the_tariff(characters: int, worth: int | None) -> None:
    found = claim("READING", characters=characters, evidence=frozenset())

    assert [a.credits for a in found.awards] == ([] if worth is None else [worth])
    assert bool(found.refusals) is (worth is None)


@pytest.mark.parametrize(("minutes", "authors", "worth"), [(44, 1, 0), (90, 1, 2), (400, 1, 3), (135, 2, "1.5")])
def test_a_tariff_may_be_worked_out_from_the_activity_itself(minutes: int, authors: int, worth: int | str) -> None:
    (award,) = claim("TALK", hours=2, minutes=minutes, authors=authors).awards

    assert (award.hours, award.credits) == (4, Decimal(worth))


def test_what_a_tariff_is_worked_out_from_is_asked_for_and_not_guessed() -> None:
    for found, missing in ((claim("TALK", hours=2, minutes=90), "authors"), (claim("TALK", hours=2), "minutes")):
        assert [(r.clause_id, r.missing) for r in found.refusals] == [("MINI-04", (missing,))]


def test_an_amount_over_a_teacher_cannot_ask_for_an_activity() -> None:
    with pytest.raises(PackRefused, match="asks for characters"):
        load(SMALL.replace('"line * 2"', "characters * 2"), file="f")
    with pytest.raises(PackRefused, match="asks for cycle_years"):
        load(SMALL + TARIFFS.lstrip("\n").replace("minutes / 45", "cycle_years"), file="f")


def test_what_a_pack_declines_is_worth_nothing_for_that_reason() -> None:
    (refusal,) = claim("READING", characters=5000, evidence=frozenset({"COPIED"})).refusals

    assert (refusal.clause_id, refusal.zh) == ("MINI-05", "抄袭，不予认定")


def test_of_tariffs_and_what_is_declined_the_first_that_fits_decides() -> None:
    others = """\
      - {does: decline, where: {kind: [PAPER]}, when: "true", reason: {zh: 其他论文不计, en: no other paper}}
"""
    tariff = "      - {does: tariff, where: {kind: [PAPER]}, when: author_order <= 2, credits: 1}\n"
    text = claims_text()
    assert tariff in text

    def worth(changed: str, order: int | None) -> tuple[list[Decimal], list[str]]:
        found = claim("PAPER", "COUNTY", pack=load(changed, file="f"), author_order=order)
        return [award.credits for award in found.awards], [refusal.zh for refusal in found.refusals]

    last, first = text.replace(tariff, tariff + others), text.replace(tariff, others + tariff)
    assert worth(last, 2) == ([1], [])
    assert worth(last, 3) == ([], ["其他论文不计"])
    # What cannot be decided yet stands before what is declined after it.
    assert worth(last, None) == ([], ["缺少信息，尚不能认定：作者位次"])
    assert worth(first, 2) == ([], ["其他论文不计"])


def test_what_is_declined_of_one_kind_is_not_asked_of_another() -> None:
    assert [a.credits for a in claim("COURSE", hours=20).awards] == [2]


def test_a_condition_may_look_at_the_days_and_grade_of_the_activity() -> None:
    pack_ = load(
        SMALL
        + """\
  - id: MINI-03
    kind: tariff
    title: {zh: 优秀, en: excellent}
    quotes: [优秀的]
    formal: Excellent ones get 5 hours.
    valuation:
      - {does: tariff, where: {kind: [COURSE]}, when: grade == 'EXCELLENT' && to_day - from_day >= 1, hours: 5}
""",
        file="f",
    )
    of = Program(level="COUNTY", mode="ONLINE", nature="ELECTIVE", kind="COURSE", category="A")
    two_days = [day(MARCH, 1), day(date(2012, 3, 6), 1)]

    def got(grade: str, attended: list[DatedHours]) -> Decimal:
        found = value(pack_, terms=terms(line=1), program=of, attended=attended, passed=True, grade=grade)
        return sum((a.hours for a in found.awards), Decimal(0))

    assert got("EXCELLENT", two_days) == 5
    assert got("GOOD", two_days) == 2
    assert got("EXCELLENT", two_days[:1]) == 1
