"""The 360-hour plan of Xuancheng, clause by clause; the expected values are worked out by hand from its words."""

from datetime import date
from decimal import Decimal

import pytest

from services.policy.engine import Progress, Result
from services.policy.facts import Entry, Teacher
from tests.policy.making import (
    appointment,
    clause,
    hours,
    new_teacher,
    regular_year,
    standing,
    teacher,
    terms,
)

MET, NOT_MET, EXEMPT = Result.MET, Result.NOT_MET, Result.EXEMPT
NOT_APPLICABLE, UNDETERMINED = Result.NOT_APPLICABLE, Result.UNDETERMINED

FIRST, SECOND, THIRD = "2011-2012", "2012-2013", "2013-2014"


def five_regular_years() -> list[Entry]:
    return [entry for year in range(1, 6) for entry in regular_year(year)]


def national(amount: str, year: int = 1) -> Entry:
    return hours(amount, year=year, level="NATIONAL", kind="NATIONAL_PLAN")


def school_based(amount: str, year: int = 1) -> Entry:
    return hours(amount, year=year, mode="SCHOOL_BASED", level="SCHOOL", kind="SCHOOL_STUDY")


def test_five_regular_years_meet_everything() -> None:
    found = standing("XC", five_regular_years())

    assert found.verdict is MET
    assert found.progress is Progress.FINAL
    assert clause(found, "XC-01").counted == 360
    assert {c.result for c in found.clauses if c.severity == "mandatory"} == {MET, NOT_APPLICABLE}


@pytest.mark.parametrize(("total", "result", "gap"), [("360", MET, "0"), ("359.5", NOT_MET, "0.5"), ("400", MET, "0")])
def test_xc_01_asks_for_360_hours_in_the_cycle(total: str, result: Result, gap: str) -> None:
    found = clause(standing("XC", [hours(total)]), "XC-01")

    assert (found.result, found.required, found.gap) == (result, Decimal(360), Decimal(gap))


def test_xc_02_carries_nothing_from_one_school_year_to_another() -> None:
    years = [hours(amount, year=number) for number, amount in enumerate((100, 44, 72, 72, 72), start=1)]

    found = standing("XC", years)

    assert clause(found, "XC-01").result is MET
    assert [c.result for c in found.clauses if c.clause_id == "XC-02"] == [MET, NOT_MET, MET, MET, MET]
    second = clause(found, "XC-02", SECOND)
    assert (second.required, second.counted, second.gap) == (72, 44, 28)
    assert found.verdict is NOT_MET


@pytest.mark.parametrize(
    ("online", "outreach", "result"), [("10", "14", MET), ("24", "0", MET), ("0", "24", MET), ("10", "13.5", NOT_MET)]
)
def test_xc_03_pools_remote_training_and_outreach(online: str, outreach: str, result: Result) -> None:
    entries = [
        school_based("24"),
        hours(24, mode="CENTRALISED"),
        hours(online, mode="ONLINE"),
        hours(outreach, mode="OUTREACH"),
    ]

    assert clause(standing("XC", entries), "XC-03", FIRST).result is result


def test_xc_03_wants_every_mode_and_not_only_72_hours() -> None:
    found = standing("XC", [school_based("48"), hours(24, mode="CENTRALISED")])

    assert clause(found, "XC-02", FIRST).result is MET
    modes = clause(found, "XC-03", FIRST)
    assert modes.result is NOT_MET
    assert [(q.label_zh, q.gap) for q in modes.quantities] == [
        ("校本研修", 0),
        ("集中培训", 0),
        ("远程培训或送培送教", 24),
    ]
    assert (modes.required, modes.counted, modes.gap) == (24, 0, 24)


@pytest.mark.parametrize("mode", ["MASTER_LECTURE", "FURTHER_STUDY"])
def test_xc_26_lectures_and_further_study_belong_to_none_of_the_three_modes(mode: str) -> None:
    found = standing("XC", [hours(72, mode=mode)])

    assert clause(found, "XC-02", FIRST).result is MET
    assert [q.counted for q in clause(found, "XC-03", FIRST).quantities] == [0, 0, 0]


@pytest.mark.parametrize(("ethics", "verdict"), [("60", MET), ("58", NOT_MET)])
def test_xc_04_the_cycle_is_not_met_without_60_hours_of_ethics(ethics: str, verdict: Result) -> None:
    entries = [entry for year in range(1, 6) for entry in regular_year(year, ethics=0)]
    changed = [e for e in entries if e.mode != "ONLINE"]
    in_ethics = hours(ethics, year=1, mode="ONLINE", category="ETHICS_LITERACY.ETHICS.LAW")
    rest = [hours(24 if year > 1 else 2, year=year, mode="ONLINE") for year in range(1, 6)]

    found = standing("XC", [*changed, in_ethics, *rest])

    assert clause(found, "XC-04").result is verdict
    assert found.verdict is verdict


def test_xc_04_literacy_is_not_ethics() -> None:
    found = standing("XC", [hours(60, category="ETHICS_LITERACY.LITERACY"), hours(10, category="ETHICS_LITERACY")])

    assert clause(found, "XC-04").counted == 0


def pre_service(total: int, ethics: int = 30) -> list[Entry]:
    return [
        hours(total - ethics, year=2, kind="NEW_TEACHER"),
        hours(ethics, year=2, kind="NEW_TEACHER", category="ETHICS_LITERACY.ETHICS"),
    ]


@pytest.mark.parametrize(
    ("total", "certificate", "gate", "modes"),
    [(120, True, MET, EXEMPT), (120, False, NOT_MET, NOT_MET), (119, True, NOT_MET, NOT_MET)],
)
def test_xc_06_120_hours_and_the_certificate_waive_the_rest_of_the_first_year(
    total: int,
    certificate: bool,  # noqa: FBT001 a row of the table
    gate: Result,
    modes: Result,
) -> None:
    found = standing("XC", pre_service(total), who=new_teacher(certificate=certificate))

    assert clause(found, "XC-06").result is gate
    assert clause(found, "XC-06").period == SECOND
    assert clause(found, "XC-03", SECOND).result is modes
    assert clause(found, "XC-02", SECOND).result is MET


def test_xc_06_is_for_who_entered_service_in_the_cycle() -> None:
    assert clause(standing("XC", []), "XC-06").result is NOT_APPLICABLE


def test_xc_06_twelve_months_run_from_the_day_of_entry_when_the_switch_says_so() -> None:
    who = new_teacher(date(2013, 3, 1))
    late = [hours(120, on=date(2014, 2, 28), kind="NEW_TEACHER")]

    by_year = standing("XC", late, who=who)
    by_months = standing("XC", late, who=who, under=terms(switches={"probation_year": "twelve_months"}))

    assert clause(by_year, "XC-06").counted == 0
    assert clause(by_months, "XC-06").counted == 120


def test_an_unknown_day_of_entry_leaves_the_first_year_undetermined() -> None:
    who = teacher(appointment(valid_from=date(2013, 9, 1)), hire_date=None)

    found = standing("XC", [], who=who)

    assert clause(found, "XC-06").result is UNDETERMINED


def test_an_appointment_before_the_cycle_shows_that_entry_was_before_it() -> None:
    who = teacher(hire_date=None)

    assert clause(standing("XC", [], who=who), "XC-06").result is NOT_APPLICABLE


@pytest.mark.parametrize(("total", "ethics", "result"), [(120, 30, MET), (120, 29, NOT_MET), (119, 30, NOT_MET)])
def test_xc_05_30_of_the_120_hours_are_ethics(total: int, ethics: int, result: Result) -> None:
    assert clause(standing("XC", pre_service(total, ethics), who=new_teacher()), "XC-05").result is result


def test_xc_06_what_it_waives_does_not_work_any_more() -> None:
    entries = [*pre_service(120), hours(30, year=2, level="PROVINCIAL", kind="CLASS_TEACHER")]
    under = terms(switches={"short_project_year": "school_based_only"})

    found = standing("XC", entries, who=new_teacher(), under=under)

    assert clause(found, "XC-08", SECOND).result is NOT_APPLICABLE
    assert clause(found, "XC-08", SECOND).reason == "waived"
    assert clause(found, "XC-02", SECOND).result is MET


def test_xc_05_three_years_are_allowed_when_the_switch_says_so() -> None:
    entries = [
        hours(90, year=2, kind="NEW_TEACHER"),
        hours(30, year=4, kind="NEW_TEACHER", category="ETHICS_LITERACY.ETHICS"),
    ]

    first_year = standing("XC", entries, who=new_teacher())
    three_years = standing("XC", entries, who=new_teacher(), under=terms(switches={"new_teacher_span": "three_years"}))

    assert clause(first_year, "XC-05").result is NOT_MET
    assert clause(three_years, "XC-05").result is MET


def test_xc_07_80_hours_of_the_national_plan_and_nothing_else_meet_the_year() -> None:
    found = standing("XC", [national("80")], as_of=date(2012, 8, 31))

    assert clause(found, "XC-07", FIRST).result is EXEMPT
    assert clause(found, "XC-03", FIRST).result is EXEMPT
    assert clause(found, "XC-02", FIRST).result is MET
    assert clause(found, "XC-08", FIRST).result is NOT_APPLICABLE
    assert found.verdict is MET


@pytest.mark.parametrize(
    ("total", "switch", "waiver", "modes", "school_based_asked"),
    [
        ("73", "waives", EXEMPT, EXEMPT, NOT_APPLICABLE),
        ("72", "waives", EXEMPT, EXEMPT, NOT_APPLICABLE),
        ("73", "does_not", EXEMPT, EXEMPT, NOT_APPLICABLE),
        ("72", "does_not", NOT_APPLICABLE, EXEMPT, NOT_MET),
        ("71", "waives", NOT_APPLICABLE, EXEMPT, NOT_MET),
        ("71", "does_not", NOT_APPLICABLE, EXEMPT, NOT_MET),
    ],
)
def test_xc_07_exactly_72_hours_are_a_matter_of_the_switch(
    total: str, switch: str, waiver: Result, modes: Result, school_based_asked: Result
) -> None:
    found = standing("XC", [national(total)], under=terms(switches={"exactly_72": switch}))

    assert clause(found, "XC-07", FIRST).result is waiver
    assert clause(found, "XC-03", FIRST).result is modes
    assert clause(found, "XC-08", FIRST).result is school_based_asked


def test_xc_07_a_waived_year_still_owes_ethics_over_the_cycle() -> None:
    found = standing("XC", [national("80")])

    assert clause(found, "XC-04").result is NOT_MET
    assert clause(found, "XC-03", SECOND).result is NOT_MET


@pytest.mark.parametrize("level", ["NATIONAL", "PROVINCIAL", "PREFECTURE"])
def test_xc_07_counts_national_provincial_and_prefecture_projects(level: str) -> None:
    found = standing("XC", [hours(73, level=level, kind="SHORTAGE_SUBJECT")])

    assert clause(found, "XC-07", FIRST).result is EXEMPT


def test_xc_07_does_not_count_a_county_course() -> None:
    assert clause(standing("XC", [hours(90, level="COUNTY")]), "XC-07", FIRST).result is NOT_APPLICABLE


@pytest.mark.parametrize(
    ("reading", "year_total", "verdict"), [("year_total_stands", NOT_MET, NOT_MET), ("school_based_only", EXEMPT, MET)]
)
def test_xc_08_a_short_project_with_school_based_study_by_both_readings(
    reading: str, year_total: Result, verdict: Result
) -> None:
    entries = [hours(30, level="PROVINCIAL", kind="CLASS_TEACHER"), school_based("24")]

    found = standing("XC", entries, under=terms(switches={"short_project_year": reading}), as_of=date(2012, 8, 31))

    assert clause(found, "XC-08", FIRST).result is MET
    assert clause(found, "XC-03", FIRST).result is EXEMPT
    assert clause(found, "XC-02", FIRST).result is year_total
    assert found.verdict is verdict


@pytest.mark.parametrize(("amount", "result", "gap"), [("24", MET, 0), ("23", NOT_MET, 1)])
def test_xc_08_asks_for_the_24_hours_of_school_based_study(amount: str, result: Result, gap: int) -> None:
    found = clause(standing("XC", [national("71"), school_based(amount)]), "XC-08", FIRST)

    assert (found.result, found.required, found.gap) == (result, 24, gap)


def degree_hours(on: date) -> Entry:
    return hours(72, on=on, kind="DEGREE_STUDY", mode="FURTHER_STUDY", level="OTHER", category="DEGREE")


@pytest.mark.parametrize(("reading", "modes"), [("replaces", EXEMPT), ("adds", NOT_MET)])
def test_xc_09_a_degree_stands_for_the_year_of_its_certificate(reading: str, modes: Result) -> None:
    found = standing("XC", [degree_hours(date(2013, 7, 5))], under=terms(switches={"degree_year": reading}))

    assert clause(found, "XC-02", SECOND).result is MET
    assert clause(found, "XC-03", SECOND).result is modes
    assert clause(found, "XC-02", THIRD).result is NOT_MET


def test_xc_10_hours_of_a_vendor_never_count_and_the_clause_is_named() -> None:
    found = standing("XC", [hours(40, kind="OTHER_TRAINING", organised_by_admin=False, entry_id="vendor")])

    total = clause(found, "XC-01")
    assert total.counted == 0
    assert [(n.entry_id, n.amount) for n in total.not_counted] == [("vendor", 40)]
    assert "XC-10" in total.not_counted[0].reason_zh
    assert "XC-10" in total.not_counted[0].reason_en


def test_xc_10_a_kind_outside_the_plan_counts_when_the_administration_organises_it() -> None:
    assert clause(standing("XC", [hours(40, kind="OTHER_TRAINING", organised_by_admin=True)]), "XC-01").counted == 40


def head(since: date = date(2000, 9, 1)) -> Teacher:
    before = (appointment(valid_to=date.fromordinal(since.toordinal() - 1)),) if since > date(2000, 9, 1) else ()
    return teacher(*before, appointment(post="PRINCIPAL", valid_from=since))


@pytest.mark.parametrize(("amount", "result"), [(240, MET), (239, NOT_MET)])
def test_xc_13_a_head_needs_240_hours_of_improvement_training(amount: int, result: Result) -> None:
    found = standing("XC", [hours(amount, kind="HEAD_TEACHER")], who=head())

    assert clause(found, "XC-13").result is result


def test_xc_13_is_not_for_teachers() -> None:
    assert clause(standing("XC", []), "XC-13").result is NOT_APPLICABLE


@pytest.mark.parametrize(("reading", "required"), [("prorated", "96.5"), ("whole", "240")])
def test_xc_13_a_head_appointed_late_owes_a_part_unless_the_switch_says_all(reading: str, required: str) -> None:
    # 1 September 2014 to 31 August 2016 are 731 of the cycle's 1827 days: 240 x 731 / 1827 = 96.03 -> 96.5.
    found = clause(
        standing("XC", [], who=head(date(2014, 9, 1)), under=terms(switches={"head_appointed_late": reading})), "XC-13"
    )

    assert found.required == Decimal(required)
    assert (found.calculation is None) is (reading == "whole")


@pytest.mark.parametrize(("reading", "counted"), [("inside", 240), ("on_top", 0)])
def test_xc_13_hours_of_heads_count_toward_the_360_unless_the_switch_says_on_top(reading: str, counted: int) -> None:
    found = standing("XC", [hours(240, kind="HEAD_TEACHER")], who=head(), under=terms(switches={"head_hours": reading}))

    assert clause(found, "XC-01").counted == counted


def test_a_teacher_outside_primary_school_and_kindergarten_is_outside_the_plan() -> None:
    found = standing("XC", [], who=teacher(appointment(stage="JUNIOR_MIDDLE")))

    assert found.verdict is NOT_APPLICABLE
    assert {c.reason for c in found.clauses} == {"outside_population"}
