"""What is earned in the holidays belongs to no semester, or to the one before or after, as the pack says."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from services.policy.engine import ClauseResult, Progress, Result, Standing
from services.policy.facts import Entry, Exemption, SchoolCalendar, Semester, Teacher
from services.policy.format import Pack
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, appointment, clause, teacher, terms
from tests.policy.matrix import credit, matrix

FIRST, SECOND, THIRD = "2011-2012-1", "2011-2012-2", "2012-2013-1"
SUMMER, WINTER = date(2012, 7, 20), date(2012, 2, 5)
NEXT = "  - id: MX-11\n"
WEEKLY = """\
  - id: MX-28
    kind: count
    title: {zh: 每周随笔, en: an essay a week}
    quotes: [每周]
    formal: An essay every week.
    every: week
    within: semester
    items: [{code: E, label: {zh: 随笔, en: essays}, facts: {kind: [ESSAY]}, at_least: 1, unit: {zh: 篇, en: pieces}}]
"""
CAPPED = """\
  - id: MX-29
    kind: total
    title: {zh: 受限, en: capped}
    quotes: [每学期最多4学分]
    formal: At least 8, at most 4 a semester.
    parts:
      - label: {zh: 学分, en: credits}
        unit: credits
        limits: [{sense: floor, amount: 8, inclusive: true}]
        caps: [MX-30]
  - id: MX-30
    kind: cap
    period: semester
    title: {zh: 学期上限, en: cap of a semester}
    quotes: [每学期最多4学分]
    formal: At most 4 credits a semester.
    parts: [{label: {zh: 学分, en: credits}, unit: credits, limits: [{sense: cap_counted, amount: 4, inclusive: true}]}]
"""


def pack(holidays: str) -> Pack:
    word = f"  starts_day: 1\n  holidays: {holidays}\n" if holidays else "  starts_day: 1\n"
    return matrix((("  starts_day: 1\n", word), (NEXT, WEEKLY + CAPPED + NEXT)))


def standing(
    holidays: str, entries: Sequence[Entry], *, who: Teacher | None = None, as_of: date = CYCLE_END, **more: Any
) -> Standing:
    return judged(pack(holidays), entries, under=terms(), who=who or teacher(), as_of=as_of, **more)


def school_based(on: date) -> Entry:
    return credit(1, hours=10, mode="SCHOOL_BASED", on=on)


def semester(holidays: str, on: date, label: str) -> ClauseResult:
    return clause(standing(holidays, [school_based(on)]), "MX-05", label)


@pytest.mark.parametrize(
    ("holidays", "on", "owner"),
    [
        ("", SUMMER, None),
        ("no_semester", SUMMER, None),
        ("semester_before", SUMMER, SECOND),
        ("semester_after", SUMMER, THIRD),
        ("semester_before", WINTER, FIRST),
        ("semester_after", WINTER, SECOND),
        # The edges: the second semester is held from 20 February to 5 July.
        ("semester_before", date(2012, 7, 5), SECOND),
        ("semester_before", date(2012, 7, 6), SECOND),
        ("semester_before", date(2012, 8, 31), SECOND),
        ("semester_before", date(2012, 9, 1), THIRD),
        ("semester_after", date(2012, 7, 5), SECOND),
        ("semester_after", date(2012, 7, 6), THIRD),
    ],
)
def test_the_holidays_belong_to_a_semester_for_amounts(holidays: str, on: date, owner: str | None) -> None:
    met = {label for label in (FIRST, SECOND, THIRD) if semester(holidays, on, label).result is Result.MET}

    assert met == ({owner} if owner else set())


def test_a_semester_with_its_holidays_is_due_when_they_end() -> None:
    in_summer = clause(standing("semester_before", [], as_of=SUMMER), "MX-05", SECOND)
    without = clause(standing("", [], as_of=SUMMER), "MX-05", SECOND)

    assert in_summer.due_on == date(2012, 8, 31)
    assert in_summer.progress is not Progress.FINAL
    assert (without.due_on, without.progress) == (date(2012, 7, 5), Progress.FINAL)


@pytest.mark.parametrize("holidays", ["", "semester_before", "semester_after"])
def test_weekly_counts_never_run_in_the_holidays(holidays: str) -> None:
    found = clause(standing(holidays, []), "MX-28", SECOND)

    # 20 February 2012 is a Monday, 5 July a Thursday: 20 weeks.
    assert found.required == 20


def test_published_semesters_decide_where_there_are_any() -> None:
    calendar = SchoolCalendar(semesters=(Semester(label=SECOND, first=date(2012, 2, 13), last=date(2012, 7, 20)),))
    found = standing("semester_before", [school_based(date(2012, 2, 12))], calendar=calendar)

    assert clause(found, "MX-05", FIRST).result is Result.MET
    assert clause(found, "MX-05", SECOND).result is Result.NOT_MET


@pytest.mark.parametrize(("holidays", "counted"), [("semester_before", 4), ("semester_after", 8), ("", 8)])
def test_an_upper_limit_of_a_semester_holds_for_its_holidays(holidays: str, counted: int) -> None:
    entries = [credit(4, on=date(2012, 6, 1)), credit(4, on=SUMMER)]

    assert clause(standing(holidays, entries), "MX-29").counted == counted


def test_who_is_excused_or_on_leave_for_the_semester_is_so_whatever_the_holidays() -> None:
    days = {"first": date(2012, 2, 20), "last": date(2012, 7, 5)}
    excused = teacher(exemptions=(Exemption(clause="MX-05", ground="借调", **days),))

    assert clause(standing("semester_before", [], who=excused), "MX-05", SECOND).result is Result.EXEMPT


def test_who_enters_service_in_the_holidays_is_not_asked_for_the_semester_before() -> None:
    hired = date(2012, 7, 10)
    late = teacher(appointment(valid_from=hired), hire_date=hired)

    found = standing("semester_before", [], who=late)

    assert clause(found, "MX-05", SECOND).result is Result.NOT_APPLICABLE
    assert clause(found, "MX-05", THIRD).result is Result.NOT_MET


def test_what_a_semester_asks_goes_by_its_own_months_in_post() -> None:
    left = teacher(retire_date=date(2012, 4, 30))

    found = [clause(standing(word, [], who=left), "MX-05", SECOND).required for word in ("", "semester_before")]

    assert found[0] is not None
    assert found[0] == found[1]
    assert found[0] < 10
