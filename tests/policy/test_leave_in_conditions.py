"""Conditions over leave in a period and over the years left to retirement, exact by the calendar."""

from collections.abc import Sequence
from datetime import date

import pytest

from services.cli.packs.conditions import hints
from services.policy.engine import ClauseResult, Result
from services.policy.facts import Leave, Teacher
from services.policy.format import Pack
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, clause, teacher, terms
from tests.policy.matrix import matrix

NEXT = "  - id: MX-11\n"


def pack(when: str, *, at: str = "period_end", period: str = "year") -> Pack:
    """MATRIX with ten hours a year, waived where the condition holds."""
    clauses = f"""\
  - id: MX-26
    kind: yearly
    title: {{zh: 年度, en: yearly}}
    quotes: [每年10学时]
    formal: 10 hours a year.
    period: year
    parts: [{{label: {{zh: 研修, en: training}}, unit: hours, limits: [{{sense: floor, amount: 10, inclusive: true}}]}}]
  - id: MX-27
    kind: exemption
    title: {{zh: 免修, en: excused}}
    quotes: [免修]
    formal: Excused.
    who: {{when: "{when}", at: {at}}}
    relief: {{period: {period}, waives: [MX-26]}}
"""
    leaves = ("service: {counts", "service: {suspending_leaves: [SICK, MATERNITY], counts")
    return matrix(((NEXT, clauses + NEXT), leaves))


def leave(first: date, last: date, kind: str = "SICK") -> Leave:
    return Leave(kind=kind, first=first, last=last)


def year(of: Pack, who: Teacher, label: str = "2011-2012", as_of: date = CYCLE_END) -> ClauseResult:
    return clause(judged(of, [], under=terms(), who=who, as_of=as_of), "MX-26", label)


HALF = date(2011, 10, 15)


@pytest.mark.parametrize(
    ("leaves", "more_than_six", "at_least_six"),
    [
        # From 15 October to 14 April are six months to the day.
        ([leave(HALF, date(2012, 4, 14))], False, True),
        ([leave(HALF, date(2012, 4, 15))], True, True),
        ([leave(HALF, date(2012, 4, 13))], False, False),
        # Two leaves: 3 months and 2 months, and 15 + 15 days are the sixth.
        ([leave(date(2011, 9, 1), date(2011, 12, 15)), leave(date(2012, 3, 1), date(2012, 5, 15))], False, True),
        ([leave(date(2011, 9, 1), date(2011, 12, 15)), leave(date(2012, 3, 1), date(2012, 5, 16))], True, True),
        # What overlaps counts once, and what lies in another year does not count in this one.
        ([leave(HALF, date(2012, 4, 14)), leave(HALF, date(2012, 4, 14), "MATERNITY")], False, True),
        ([leave(date(2012, 5, 1), date(2012, 12, 31))], False, False),
        # A kind of leave that suspends nothing.
        ([leave(HALF, date(2012, 5, 14), "STUDY")], False, False),
    ],
)
def test_months_of_leave_in_a_year_are_exact(
    leaves: Sequence[Leave], more_than_six: object, at_least_six: object
) -> None:
    who = teacher(leaves=tuple(leaves))

    assert (year(pack("leave_months > 60000"), who).result is Result.EXEMPT) is more_than_six
    assert (year(pack("leave_months >= 60000"), who).result is Result.EXEMPT) is at_least_six


@pytest.mark.parametrize(("last", "result"), [(date(2011, 9, 30), Result.NOT_MET), (date(2011, 10, 1), Result.EXEMPT)])
def test_days_of_leave(last: date, result: Result) -> None:
    who = teacher(leaves=(leave(date(2011, 8, 1), last),))

    # August lies before the year: from 1 September to 1 October are 31 days.
    assert year(pack("leave_days > 30"), who).result is result


def test_leave_that_lies_ahead_is_not_known_yet() -> None:
    who = teacher(leaves=(leave(HALF, date(2012, 5, 14)),))

    assert year(pack("leave_months > 60000"), who, as_of=date(2012, 4, 14)).result is Result.NOT_MET
    assert year(pack("leave_months > 60000"), who, as_of=date(2012, 4, 15)).result is Result.EXEMPT


@pytest.mark.parametrize(
    ("retires", "result"),
    [
        # The cycle begins on 1 September 2011; 2012 is a leap year, so that 730 days would be wrong by one.
        (date(2013, 8, 31), Result.EXEMPT),
        (date(2013, 9, 1), Result.NOT_MET),
    ],
)
def test_years_to_retirement_go_by_the_calendar(retires: date, result: Result) -> None:
    of = pack("years_to_retirement < 2", at="cycle_start", period="cycle")

    assert year(of, teacher(retire_date=retires)).result is result


def test_the_day_on_which_less_than_two_years_are_left_is_found() -> None:
    of = pack("years_to_retirement == 1", at="ever")
    who = teacher(retire_date=date(2014, 8, 31))

    # Two full years until 31 August 2012, and less from the next day on.
    assert year(of, who).result is Result.NOT_MET
    assert year(of, who, "2012-2013").result is Result.EXEMPT


def test_without_a_day_of_retirement_nobody_can_say() -> None:
    of = pack("years_to_retirement < 2", at="cycle_start", period="cycle")

    found = year(of, teacher())

    assert found.result is Result.UNDETERMINED
    assert "退休日期" in found.sentence_zh


def test_check_reminds_that_months_are_ten_thousandths() -> None:
    assert any("60000" in hint or "0000" in hint for hint in hints(pack("leave_months > 6")))
    assert not any("leave_months" in hint for hint in hints(pack("leave_months > 60000")))
