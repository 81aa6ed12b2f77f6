"""What time does to a requirement: terms that run, years partly served, leave, exemptions, retirement."""

from datetime import date
from decimal import Decimal

import pytest

from services.policy.engine import Progress, Result
from services.policy.facts import Appointment, Exemption, Leave
from tests.policy.making import (
    appointment,
    clause,
    hours,
    new_teacher,
    school_year,
    standing,
    teacher,
    terms,
)

MET, NOT_MET, EXEMPT = Result.MET, Result.NOT_MET, Result.EXEMPT
NOT_APPLICABLE = Result.NOT_APPLICABLE

FIRST, SECOND, THIRD = "2011-2012", "2012-2013", "2013-2014"


def test_a_current_year_is_on_track_or_behind_and_fails_nobody() -> None:
    # 31 January 2012 is day 153 of 366: 72 x 153 / 366 = 30.1 hours should have been done.
    behind = standing("XC", [hours(30)], as_of=date(2012, 1, 31))
    on_track = standing("XC", [hours(31)], as_of=date(2012, 1, 31))

    assert clause(behind, "XC-02", FIRST).progress is Progress.BEHIND
    assert clause(on_track, "XC-02", FIRST).progress is Progress.ON_TRACK
    assert clause(on_track, "XC-02", FIRST).result is NOT_MET
    assert clause(on_track, "XC-02", FIRST).due_on == date(2012, 8, 31)
    assert behind.verdict is not NOT_MET
    assert behind.progress is Progress.BEHIND


def test_exactly_the_pace_is_on_track() -> None:
    # 1 March 2012 is day 183 of 366: half of 72 hours.
    found = standing("XC", [hours(36)], as_of=date(2012, 3, 1))

    assert clause(found, "XC-02", FIRST).progress is Progress.ON_TRACK


def test_the_month_of_entry_counts_from_any_day_of_it() -> None:
    assert clause(standing("XC", [], who=new_teacher(date(2013, 3, 15))), "XC-02", SECOND).required == 36


def test_a_year_is_final_at_the_end_of_its_last_day() -> None:
    the_day_before = standing("XC", [hours(71)], as_of=date(2012, 8, 30))
    the_last_day = standing("XC", [hours(71)], as_of=date(2012, 8, 31))

    assert the_day_before.verdict is not NOT_MET
    assert the_last_day.verdict is NOT_MET


def test_years_that_have_not_begun_are_not_judged_and_later_entries_not_seen() -> None:
    found = standing("XC", [hours(72, year=1), hours(72, year=2)], as_of=date(2012, 8, 31))

    assert [c.period for c in found.clauses if c.clause_id == "XC-02"] == [FIRST]
    assert clause(found, "XC-01").counted == 72


def test_who_enters_in_march_owes_the_months_left_of_that_year() -> None:
    # March to August are 6 of 12 months: 36 hours; the total shrinks by 1.5 of 5 years: 252.
    found = standing("XC", [], who=new_teacher(date(2013, 3, 1)))

    assert clause(found, "XC-02", FIRST).result is NOT_APPLICABLE
    assert clause(found, "XC-02", SECOND).required == 36
    assert clause(found, "XC-02", THIRD).required == 72
    assert clause(found, "XC-01").required == 252
    assert clause(found, "XC-01").calculation == "培训: 360 × 7/10 = 252 → 252"


@pytest.mark.parametrize(
    ("reading", "second", "total"), [("prorated", "36", "252"), ("whole", "72", "288"), ("excused", None, "216")]
)
def test_a_partly_served_year_by_every_reading(reading: str, second: str | None, total: str) -> None:
    found = standing("XC", [], who=new_teacher(date(2013, 3, 1)), under=terms(switches={"partial_year": reading}))

    year = clause(found, "XC-02", SECOND)
    assert clause(found, "XC-01").required == Decimal(total)
    assert year.required == (None if second is None else Decimal(second))
    assert (year.result is EXEMPT) is (second is None)


def test_the_total_does_not_shrink_when_the_switch_says_so() -> None:
    found = standing("XC", [], who=new_teacher(date(2013, 3, 1)), under=terms(switches={"partial_cycle": "whole"}))

    assert clause(found, "XC-01").required == 360


def test_months_wholly_on_long_leave_ask_nothing() -> None:
    # 10 February to 17 July 2012 covers March, April, May and June: 8 of 12 months, 48 hours.
    leave = Leave(kind="MATERNITY", first=date(2012, 2, 10), last=date(2012, 7, 17))

    found = standing("XC", [hours(48)], who=teacher(leaves=(leave,)))

    assert clause(found, "XC-02", FIRST).required == 48
    assert clause(found, "XC-02", FIRST).result is MET


def test_a_year_wholly_on_leave_is_excused() -> None:
    leave = Leave(kind="OVERSEAS", first=date(2012, 9, 1), last=date(2013, 8, 31))

    found = standing("XC", [], who=teacher(leaves=(leave,)))

    assert clause(found, "XC-02", SECOND).result is EXEMPT
    assert clause(found, "XC-01").required == 288


def test_leave_of_another_kind_suspends_nothing() -> None:
    leave = Leave(kind="ANNUAL", first=date(2012, 2, 10), last=date(2012, 7, 17))

    assert clause(standing("XC", [], who=teacher(leaves=(leave,))), "XC-02", FIRST).required == 72


def test_an_approved_exemption_excuses_the_periods_it_covers() -> None:
    exemption = Exemption(clause="XC-03", first=date(2011, 9, 1), last=date(2012, 8, 31), ground="借调")

    found = standing("XC", [hours(72)], who=teacher(exemptions=(exemption,)))

    assert clause(found, "XC-03", FIRST).result is EXEMPT
    assert "借调" in clause(found, "XC-03", FIRST).sentence_zh
    assert clause(found, "XC-03", SECOND).result is NOT_MET
    assert clause(found, "XC-02", SECOND).result is NOT_MET


def test_an_approved_exemption_for_half_a_year_excuses_no_year() -> None:
    exemption = Exemption(clause="XC-03", first=date(2011, 9, 1), last=date(2012, 1, 31), ground="借调")

    assert clause(standing("XC", [], who=teacher(exemptions=(exemption,))), "XC-03", FIRST).result is NOT_MET


def test_who_retired_is_judged_up_to_the_last_day_in_post() -> None:
    who = teacher(retire_date=date(2013, 2, 28))

    found = standing("XC", [hours(72), hours(36, year=2)], who=who, as_of=date(2013, 3, 1))

    assert clause(found, "XC-02", SECOND).required == 36
    assert clause(found, "XC-02", SECOND).progress is Progress.FINAL
    assert clause(found, "XC-01").required == 108
    assert clause(found, "XC-01").result is MET


def test_hours_brought_from_another_district_count() -> None:
    here: tuple[Appointment, ...] = (appointment(valid_from=date(2013, 9, 1)),)

    found = standing("XC", [hours(72, year=1, carried=True)], who=teacher(*here))

    assert clause(found, "XC-02", FIRST).result is MET


def test_a_day_of_the_last_school_year_is_the_middle_of_it() -> None:
    assert school_year(5) == date(2015, 11, 15)
