"""Semesters, interim minima, and several packs that govern one after the other."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from services.policy.calendars import Span
from services.policy.engine import Governing, Progress, Result, Standings, judge, judge_over
from services.policy.facts import Entry, Leave, SchoolCalendar, Semester
from tests.policy.making import (
    CYCLE_END,
    CYCLE_START,
    appointment,
    clause,
    credits_,
    hours,
    new_teacher,
    pack,
    regular_year,
    standing,
    teacher,
    terms,
)
from tests.policy.matrix import credit, matrix

MET, NOT_MET, NOT_APPLICABLE = Result.MET, Result.NOT_MET, Result.NOT_APPLICABLE
MOVED = date(2013, 10, 1)


def judged(entries: Sequence[Entry] = (), *, who: Any = None, as_of: date = CYCLE_END, **given: Any) -> Any:
    calendar = given.pop("calendar", None)
    return judge(
        matrix(), terms=terms(**given), teacher=who or teacher(), entries=entries, as_of=as_of, calendar=calendar
    )


def school_based(amount: int, on: date) -> Entry:
    return credit(0, hours=amount, mode="SCHOOL_BASED", on=on)


def test_every_semester_is_judged_by_itself_and_named() -> None:
    found = judged([school_based(10, date(2011, 9, 1)), school_based(9, date(2012, 7, 5))], as_of=date(2012, 8, 31))

    first, second = clause(found, "MX-05", "2011-2012-1"), clause(found, "MX-05", "2011-2012-2")
    assert (first.result, second.result) == (MET, NOT_MET)
    assert second.due_on == date(2012, 7, 5)
    assert second.sentence_zh.startswith("2011-2012学年第二学期，校本研修应完成10学时，已计9学时，还差1学时")
    assert second.sentence_en.startswith("In the second semester of 2011-2012: 9 of 10 hours")


def test_a_published_calendar_moves_the_edges_of_a_semester() -> None:
    calendar = SchoolCalendar(
        semesters=(Semester(label="2011-2012-1", first=date(2011, 8, 29), last=date(2012, 1, 13)),)
    )
    entry = school_based(10, date(2012, 1, 14))

    assert clause(judged([entry]), "MX-05", "2011-2012-1").result is MET
    assert clause(judged([entry], calendar=calendar), "MX-05", "2011-2012-1").result is NOT_MET


def test_a_semester_that_has_not_begun_is_not_judged() -> None:
    found = judged(as_of=date(2012, 2, 19))

    assert [c.period for c in found.clauses if c.clause_id == "MX-05"] == ["2011-2012-1"]


def test_who_came_in_mid_semester_owes_its_months_left() -> None:
    # November to January are 3 of 5 months: 6 hours.
    found = judged(who=new_teacher(date(2012, 11, 5)))

    assert clause(found, "MX-05", "2012-2013-1").required == 6
    assert clause(found, "MX-05", "2012-2013-2").required == 10
    assert clause(found, "MX-05", "2011-2012-1").result is NOT_APPLICABLE
    assert "该学期不在岗" in clause(found, "MX-05", "2011-2012-1").sentence_zh


def test_leave_asks_nothing_less_where_the_pack_does_not_count_it() -> None:
    leave = Leave(kind="SICK", first=date(2011, 9, 1), last=date(2012, 8, 31))

    assert clause(judged(who=teacher(leaves=(leave,))), "MX-05", "2011-2012-1").required == 10


def test_an_interim_minimum_counts_what_was_earned_by_its_day() -> None:
    due = date(2014, 8, 31)
    in_time = judged([credit(20, on=due)], mid_term=due)
    late = judged([credit(19, on=due), credit(20, on=date(2014, 9, 1))], mid_term=due)

    assert clause(in_time, "MX-04").result is MET
    assert (clause(late, "MX-04").result, clause(late, "MX-04").gap) == (NOT_MET, 1)
    assert clause(late, "MX-04").due_on == due
    assert "期限2014年8月31日已到" in clause(late, "MX-04").sentence_zh


def test_an_interim_minimum_is_on_its_way_before_its_day() -> None:
    found = clause(judged([credit(5)], mid_term=date(2014, 8, 31), as_of=date(2012, 8, 31)), "MX-04")

    # A third of the time, a quarter of the credits.
    assert (found.result, found.progress) == (NOT_MET, Progress.BEHIND)


def test_an_interim_day_that_was_not_supplied_leaves_it_open() -> None:
    found = clause(judged([credit(60)]), "MX-04")

    assert (found.result, found.reason) == (Result.UNDETERMINED, "number_lost")
    assert "期限日期未提供" in found.sentence_zh


def test_who_came_later_than_the_interim_day_is_not_asked_and_who_came_before_owes_the_years_since() -> None:
    due = date(2014, 8, 31)

    after = clause(judged(who=new_teacher(date(2014, 9, 1)), mid_term=due), "MX-04")
    before = clause(judged(who=new_teacher(date(2013, 9, 1)), mid_term=due), "MX-04")

    assert after.result is NOT_APPLICABLE
    # One of the three years begun by then: 20 / 3 = 6.67, up to the next half.
    assert before.required == 7


def over(entries: Sequence[Entry], *, as_of: date = CYCLE_END, end: date = CYCLE_END) -> Standings:
    """XC until the teacher moved to a district under HL."""
    who = teacher(
        appointment(valid_to=date(2013, 9, 30)),
        appointment(valid_from=MOVED, school_id="school-9", stage="JUNIOR_MIDDLE"),
    )
    return judge_over(
        [
            Governing(pack("HL"), terms(), Span(MOVED, end)),
            Governing(pack("XC"), terms(), Span(CYCLE_START, date(2013, 9, 30))),
        ],
        teacher=who,
        entries=entries,
        as_of=as_of,
    )


def test_one_pack_over_time_judges_as_one_pack() -> None:
    entries = [*regular_year(1), hours(30, year=2)]
    governing = Governing(pack("XC"), terms(), Span(CYCLE_START, CYCLE_END))

    found = judge_over([governing], teacher=teacher(), entries=entries, as_of=CYCLE_END)

    assert found.standings == (standing("XC", entries),)
    assert found.verdict is found.standings[0].verdict


def test_each_pack_judges_the_years_that_end_while_it_governs() -> None:
    found = over([*regular_year(1)])

    before, after = found.standings
    assert (before.pack_id, after.pack_id) == ("XC", "HL")
    assert [c.period for c in before.clauses if c.clause_id == "XC-02"] == ["2011-2012", "2012-2013"]
    assert clause(before, "XC-02", "2011-2012").result is MET
    assert clause(before, "XC-02", "2012-2013").result is NOT_MET


def test_what_runs_over_the_cycle_is_judged_by_the_pack_in_force_over_all_entries() -> None:
    found = over([*regular_year(1), credits_(12, level="COUNTY", on=date(2014, 3, 1))])

    before, after = found.standings
    total = clause(before, "XC-01")
    assert (total.result, total.reason) == (NOT_APPLICABLE, "governed_later")
    assert "按后来适用的方案判定" in total.sentence_zh
    hours_part = next(q for q in clause(after, "HL-01").quantities if q.unit == "hours")
    assert hours_part.counted == 72 + 120


def test_codes_that_a_pack_does_not_know_count_toward_totals_only() -> None:
    # NATIONAL_PLAN is a kind of XC alone, though its level is one that HL knows.
    elsewhere = hours(50, level="COUNTY", kind="NATIONAL_PLAN")

    found = standing("HL", [elsewhere])

    assert clause(found, "HL-01").quantities[0].counted == 50
    of_county = credits_(5, level="COUNTY", kind="NATIONAL_PLAN")
    assert clause(standing("HL", [of_county]), "HL-07").counted == 0
    assert clause(standing("HL", [of_county]), "HL-01").quantities[1].counted == 5


def test_a_cycle_that_ended_while_its_pack_governed_is_judged_in_full() -> None:
    later = Span(date(2016, 9, 1), date(2021, 8, 31))
    governing = [
        Governing(pack("XC"), terms(), Span(CYCLE_START, CYCLE_END)),
        Governing(pack("XC"), terms(start=later.first, end=later.last), later),
    ]

    found = judge_over(governing, teacher=teacher(), entries=regular_year(1), as_of=date(2017, 1, 1))

    first, second = found.standings
    assert clause(first, "XC-01").result is NOT_MET
    assert clause(second, "XC-01").counted == 0
    assert found.verdict is NOT_MET


def test_before_the_move_only_the_first_pack_speaks() -> None:
    found = over(regular_year(1), as_of=date(2012, 8, 31))

    assert [s.pack_id for s in found.standings] == ["XC"]
    assert clause(found.standings[0], "XC-01").result is NOT_MET


def test_the_last_pack_governs_on() -> None:
    found = over([], end=date(2015, 1, 1))

    assert clause(found.standings[1], "HL-01").result is NOT_MET


def test_packs_that_govern_at_once_are_an_error() -> None:
    twice = [Governing(pack("XC"), terms(), Span(CYCLE_START, CYCLE_END))] * 2

    with pytest.raises(ValueError, match="both govern"):
        judge_over(twice, teacher=teacher(), entries=[], as_of=CYCLE_END)
    with pytest.raises(ValueError, match="no pack governs"):
        judge_over(twice, teacher=teacher(), entries=[], as_of=date(2011, 8, 31))


def test_a_standing_over_time_is_plain_data() -> None:
    plain = over(regular_year(1)).as_json()

    assert plain["verdict"] == "NOT_MET"
    assert [s["pack_id"] for s in plain["standings"]] == ["XC", "HL"]
