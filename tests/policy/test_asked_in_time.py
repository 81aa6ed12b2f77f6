"""Who is asked when: borders of cycles, days before an interim check, years out of service or of the population."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from services.policy.calendars import Span
from services.policy.engine import Governing, Result, judge_over
from services.policy.facts import Entry, Leave, Membership, Teacher
from services.policy.format import Pack, load
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, CYCLE_START, appointment, clause, teacher, terms
from tests.policy.matrix import MATRIX, credit

MET, NOT_MET, EXEMPT, NOT_APPLICABLE = Result.MET, Result.NOT_MET, Result.EXEMPT, Result.NOT_APPLICABLE
CUT_OFF = date(2014, 2, 28)


def made(clauses: str, *changes: tuple[str, str]) -> Pack:
    text = MATRIX.split("clauses:\n")[0] + "clauses:\n" + clauses
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return load(text, file="made.yaml")


def asking(clause_id: str, kind: str, amount: str, more: str = "", unit: str = "credits") -> str:
    """A clause that asks for an amount."""
    return f"""\
  - id: {clause_id}
    kind: {kind}
    title: {{zh: 培训, en: training}}
    quotes: [培训]
    formal: Training.
    {more}
    parts:
      - label: {{zh: 培训, en: training}}
        unit: {unit}
        limits: [{{sense: floor, amount: {amount}, inclusive: true}}]
"""


# the first twelve months over the border of two cycles


def over_the_border(entries: Sequence[Entry], *, as_of: date, hired: date) -> Any:
    pack = made(asking("MX-01", "gate", "12", "period: first_twelve_months"))
    later = Span(date(2016, 9, 1), date(2021, 8, 31))
    who = teacher(appointment(valid_from=hired), hire_date=hired)
    governing = [
        Governing(pack, terms(), Span(CYCLE_START, CYCLE_END)),
        Governing(pack, terms(start=later.first, end=later.last), later),
    ]
    return judge_over(governing, teacher=who, entries=entries, as_of=as_of)


@pytest.mark.parametrize(("amount", "result"), [(7, MET), (6, NOT_MET)])
def test_twelve_months_that_begin_in_one_cycle_are_told_once_over_the_entries_of_both(
    amount: int, result: Result
) -> None:
    entries = [credit(5, on=date(2016, 5, 4)), credit(amount, on=date(2017, 4, 30)), credit(9, on=date(2017, 5, 1))]

    found = over_the_border(entries, hired=date(2016, 5, 1), as_of=date(2017, 5, 1))

    told = [c for s in found.standings for c in s.clauses if c.result is not NOT_APPLICABLE]
    assert [(c.period, c.result, c.counted) for c in told] == [("2016-05-01/2017-04-30", result, 5 + amount)]
    assert found.verdict is result


def test_who_enters_in_the_next_cycle_is_asked_by_its_pack_alone() -> None:
    found = over_the_border([], hired=date(2016, 9, 1), as_of=date(2017, 10, 1))

    first, second = found.standings
    assert clause(first, "MX-01").result is NOT_APPLICABLE
    assert clause(second, "MX-01").result is NOT_MET


# an interim check goes by the time up to its day


@pytest.mark.parametrize(
    ("who", "result", "required"),
    [
        # Thirty months from 2011-09 to 2014-02; of one only the last is in post.
        (teacher(appointment(valid_from=date(2014, 2, 10)), hire_date=date(2014, 2, 10)), NOT_MET, 5),
        (teacher(leaves=(Leave(kind="SICK", first=date(2011, 9, 1), last=date(2014, 2, 28)),)), EXEMPT, None),
        (teacher(leaves=(Leave(kind="SICK", first=date(2014, 3, 1), last=date(2014, 8, 31)),)), NOT_MET, 150),
        (teacher(leaves=(Leave(kind="SICK", first=date(2012, 9, 1), last=date(2013, 8, 31)),)), NOT_MET, 90),
        (teacher(appointment(valid_to=date(2013, 9, 30)), retire_date=date(2013, 9, 30)), NOT_MET, 125),
    ],
)
def test_an_interim_check_asks_for_the_months_in_post_up_to_its_day(
    who: Teacher, result: Result, required: int | None
) -> None:
    pack = made(
        asking("MX-01", "interim", "150", "due: mid_term\n    shrinks: true"),
        ("counts: [joined_late, left_early]", "suspending_leaves: [SICK], counts: [joined_late, left_early, on_leave]"),
    )

    found = clause(judged(pack, [], under=terms(mid_term=CUT_OFF), who=who, as_of=CYCLE_END), "MX-01")

    assert (found.result, found.required) == (result, required)


# years met of who was not there for all of them

YEARS = (
    asking("MX-02", "yearly", "10", "period: year\n    severity: advisory\n    shrinks: true")
    + """\
  - id: MX-03
    kind: years_met
    title: {zh: 多数年度, en: most years}
    quotes: [多数年度]
    formal: Most years.
    times_met: {clause: MX-02, at_least: 4}
"""
)


def met_in(years: Sequence[int], who: Teacher, *, of: str = "", as_of: date = CYCLE_END) -> Any:
    pack = made(YEARS.replace("at_least: 4", f"at_least: 4{of}"))
    entries = [credit(10, on=date(year, 11, 1)) for year in years]
    return clause(judged(pack, entries, under=terms(), who=who, as_of=as_of), "MX-03")


def late(year: int) -> Teacher:
    return teacher(appointment(valid_from=date(year, 9, 1)), hire_date=date(year, 9, 1))


@pytest.mark.parametrize(
    ("who", "of", "required"),
    [
        (teacher(), "", 4),
        (late(2012), "", 4),
        (late(2013), "", 3),
        (late(2013), ", of: 5", 3),  # 3 of 5 times 4 is 2.4
        (late(2014), ", of: 8", 1),
        (late(2014), "", 2),
    ],
)
def test_years_before_service_are_neither_met_nor_asked(who: Teacher, of: str, required: int) -> None:
    enough = met_in(range(2016 - required, 2016), who, of=of)
    short = met_in(range(2017 - required, 2016), who, of=of)

    assert (enough.result, enough.required, enough.counted) == (MET, required, required)
    assert (short.result, short.gap) == (NOT_MET, 1)


def test_years_after_retirement_are_not_asked_either_and_none_at_all_is_nothing() -> None:
    retires = date(2013, 8, 31)
    who = teacher(appointment(valid_to=retires), retire_date=retires)

    assert met_in([2011, 2012], who, as_of=date(2013, 8, 31)).result is MET
    outside = met_in([], teacher(appointment(valid_to=date(2010, 1, 1)), retire_date=date(2010, 1, 1)))
    assert outside.result is NOT_APPLICABLE


def test_years_ahead_can_still_be_met() -> None:
    assert met_in([2011], teacher(), as_of=date(2012, 8, 31)).required == 4


# whom a pack is for is asked of each period

MOVED = asking("MX-01", "total", "60") + asking("MX-02", "yearly", "8", "period: year")
FOR_TEACHERS = "population: {title: {zh: 教师, en: teachers}, when: post == 'TEACHER'%s}"


def of_years(who: Teacher, at: str = "") -> tuple[Result, list[str | None]]:
    pack = made(MOVED, ("population: {title: {zh: 教师, en: teachers}}", FOR_TEACHERS % at))
    found = judged(pack, [], under=terms(), who=who, as_of=CYCLE_END)
    asked = [c.period for c in found.clauses if c.clause_id == "MX-02" and c.result is NOT_MET]
    return clause(found, "MX-01").result, asked


BEFORE = teacher(appointment(post="STAFF", valid_to=date(2013, 12, 31)), appointment(valid_from=date(2014, 1, 1)))
AFTER = teacher(appointment(valid_to=date(2013, 12, 31)), appointment(post="STAFF", valid_from=date(2014, 1, 1)))
FIRST_TWO, LAST_THREE = ["2011-2012", "2012-2013"], ["2013-2014", "2014-2015", "2015-2016"]


def test_each_year_asks_whom_the_pack_was_for_at_its_end() -> None:
    assert of_years(BEFORE) == (NOT_MET, LAST_THREE)
    assert of_years(AFTER) == (NOT_APPLICABLE, FIRST_TWO)
    assert of_years(AFTER, ", at: period_start") == (NOT_MET, [*FIRST_TWO, "2013-2014"])
    assert of_years(BEFORE, ", at: ever") == (NOT_MET, LAST_THREE)


def test_whom_the_pack_was_never_for_is_told_so_once() -> None:
    pack = made(MOVED, ("population: {title: {zh: 教师, en: teachers}}", FOR_TEACHERS % ""))

    found = judged(pack, [], under=terms(), who=teacher(appointment(post="STAFF")), as_of=CYCLE_END)

    assert found.verdict is NOT_APPLICABLE
    assert [(c.clause_id, c.reason) for c in found.clauses] == [
        ("MX-01", "outside_population"),
        ("MX-02", "outside_population"),
    ]


# a share of the cycle is one of its months


@pytest.mark.parametrize(
    ("first", "last", "required"),
    [
        (date(2011, 9, 1), date(2014, 8, 31), 18),  # a leap day within
        (date(2012, 9, 1), date(2015, 8, 31), 18),  # none
        (date(2011, 9, 1), date(2011, 9, 15), "0.5"),  # half of the month
        (date(2011, 9, 1), date(2011, 9, 14), 0),
    ],
)
def test_three_of_five_years_are_three_fifths_whatever_the_leap_years(first: date, last: date, required: Any) -> None:
    pack = made(
        asking("MX-01", "bucket", '"30 * share_of(RURAL)"'),
        ("groups:\n", "groups:\n  RURAL: {title: {zh: 支教, en: rural}, when: \"'RURAL' in memberships\", at: ever}\n"),
    )
    who = teacher(memberships=(Membership(code="RURAL", first=first, last=last),))

    found = clause(judged(pack, [], under=terms(), who=who, as_of=CYCLE_END), "MX-01")

    assert str(found.required) == str(required)
