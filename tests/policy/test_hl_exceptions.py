"""Senior, retiring and absent teachers of Hailin, and what is only asked in principle."""

from datetime import date
from decimal import Decimal

import pytest

from services.policy.engine import Result
from services.policy.facts import Entry, Exemption, Leave, OptIn, Teacher
from tests.policy.hailin import (
    KNOWLEDGE,
    PRACTICE,
    city,
    county,
    full_36,
    newcomer,
    school,
    senior,
)
from tests.policy.making import clause, credits_, standing, teacher, terms

MET, NOT_MET, EXEMPT = Result.MET, Result.NOT_MET, Result.EXEMPT
NOT_APPLICABLE, UNDETERMINED = Result.NOT_APPLICABLE, Result.UNDETERMINED


def personal(amount: int) -> Entry:
    return credits_(amount, level="OTHER", kind="PERSONAL_STUDY", category=PRACTICE)


def test_hl_12_a_senior_teacher_with_36_regular_and_18_personal_credits_is_met() -> None:
    found = standing("HL", [*full_36(), personal(18)], who=senior())

    assert found.verdict is MET
    tier = clause(found, "HL-12")
    assert (tier.result, tier.required, tier.counted) == (MET, 18, 18)


@pytest.mark.parametrize(("reading", "result", "counted"), [("any_course", MET, 54), ("personal_only", NOT_MET, 36)])
def test_hl_12_lectures_at_school_fill_the_other_18_by_the_switch(reading: str, result: Result, counted: int) -> None:
    lectures = school(18, KNOWLEDGE, kind="LECTURE")

    found = standing("HL", [*full_36(), lectures], who=senior(), under=terms(switches={"other_eighteen": reading}))

    total = clause(found, "HL-02")
    assert total.result is result
    assert [q.counted for q in total.quantities if q.label_zh == "培训" and q.unit == "credits"] == [counted]
    assert clause(found, "HL-12").result is result


def test_hl_12_personal_credits_make_room_in_the_first_36_when_they_must() -> None:
    # 7 + 11 of the channels and 18 of the 30 personal credits fill the first 36; the other 12 lie beyond them.
    entries = [city(7), county(11), personal(30)]
    under = terms(switches={"other_eighteen": "personal_only"})

    total = clause(standing("HL", entries, who=senior(), under=under), "HL-02")

    assert [q.counted for q in total.quantities if q.unit == "credits"] == [48, 36, 12]


def retiring(on: date, *, declared: bool = True) -> Teacher:
    opt_ins = (OptIn(clause="HL-13", on=date(2012, 1, 1)),) if declared else ()
    return teacher(retire_date=on, opt_ins=opt_ins)


CUT_OFF = date(2016, 12, 31)


def test_hl_13_retiring_on_the_cut_off_day_waives_electives_for_who_declared_it() -> None:
    under = terms(retire_cut_off=CUT_OFF, prefecture_compulsory_credits="2", county_compulsory_credits="5")

    found = standing("HL", [], who=retiring(CUT_OFF), under=under)

    assert clause(found, "HL-13").result is EXEMPT
    assert clause(found, "HL-06").required == 2
    assert clause(found, "HL-07").required == 5
    assert clause(found, "HL-08").required == 18
    assert [q.required for q in clause(found, "HL-01").quantities] == [250, 25]
    assert clause(found, "HL-04").result is EXEMPT


def test_hl_13_retiring_the_day_after_the_cut_off_waives_nothing() -> None:
    found = standing("HL", [], who=retiring(date(2017, 1, 1)), under=terms(retire_cut_off=CUT_OFF))

    assert clause(found, "HL-13").result is NOT_APPLICABLE
    assert clause(found, "HL-06").required == 4


def test_hl_13_waives_nothing_for_who_did_not_declare_it() -> None:
    found = standing("HL", [], who=retiring(CUT_OFF, declared=False), under=terms(retire_cut_off=CUT_OFF))

    assert clause(found, "HL-13").reason == "not_opted_in"


def test_hl_13_without_the_lost_split_into_compulsory_and_elective_is_undetermined() -> None:
    found = standing("HL", [], who=retiring(CUT_OFF), under=terms(retire_cut_off=CUT_OFF))

    assert clause(found, "HL-06").result is UNDETERMINED
    assert found.verdict is NOT_MET
    assert clause(found, "HL-08").result is NOT_MET


def test_hl_13_categories_stay_when_the_switch_says_so() -> None:
    under = terms(retire_cut_off=CUT_OFF, switches={"retiring_categories": "kept"})

    assert clause(standing("HL", [], who=retiring(CUT_OFF), under=under), "HL-04").result is NOT_MET


@pytest.mark.parametrize(("reading", "verdict"), [("binding", NOT_MET), ("soft", MET)])
def test_amounts_in_principle_decide_the_verdict_by_the_switch(reading: str, verdict: Result) -> None:
    entries = [city(7), county(11), school(18)]

    found = standing("HL", entries, under=terms(switches={"in_principle": reading}))

    assert clause(found, "HL-04").result is NOT_MET
    assert found.verdict is verdict


@pytest.mark.parametrize(("reading", "asked"), [("whole", 36), ("by_years", "29")])
def test_a_year_on_leave_shrinks_the_cycle_only_by_the_switch(reading: str, asked: int | str) -> None:
    # Four of five years: 36 x 4/5 = 28.8 -> 29.
    leave = Leave(kind="SECONDMENT", first=date(2012, 9, 1), last=date(2013, 8, 31))
    under = terms(switches={"suspended_years": reading})

    total = clause(standing("HL", [], who=teacher(leaves=(leave,)), under=under), "HL-01")

    assert [q.required for q in total.quantities if q.unit == "credits"] == [Decimal(asked)]


def test_an_approved_exemption_for_the_whole_cycle_excuses_a_clause_of_the_cycle() -> None:
    exemption = Exemption(clause="HL-07", first=date(2011, 9, 1), last=date(2016, 8, 31), ground="援藏")

    found = standing("HL", [], who=teacher(exemptions=(exemption,)))

    assert clause(found, "HL-07").result is EXEMPT


def test_five_calendar_years_are_five_judging_years() -> None:
    under = terms(start=date(2011, 1, 1), end=date(2015, 12, 31), hire_cut_off=date(2012, 9, 1))

    found = standing("HL", [], who=newcomer(date(2013, 9, 1)), under=under, as_of=date(2015, 12, 31))

    assert "36 × 2 ÷ 5 = 14.4 → 14.5" in (clause(found, "HL-01").calculation or "")
