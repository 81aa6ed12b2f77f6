"""Semesters as held, teaching weeks, months, pairs of months, thirds of a semester."""

from datetime import date

import pytest

from services.policy.calendars import Span
from services.policy.facts import SchoolCalendar, Semester
from services.policy.slots import NoSemesters, semester_of, semesters_in, slots_in
from tests.policy.keeping_packs import LAST, MONDAY, eighteen_weeks, small

ANY = """
  - id: M-01
    kind: statement
"""
PACK = small(ANY)
YEAR = Span(date(2012, 9, 1), date(2013, 8, 31))
HELD = Span(MONDAY, LAST)


def labels(span: Span, calendar: SchoolCalendar | None = None) -> list[str]:
    return [held.label for held in semesters_in(PACK, calendar, span)]


def test_without_a_published_calendar_the_usual_semesters_hold() -> None:
    first, second = semesters_in(PACK, None, YEAR)

    assert (first.label, first.span) == ("2012-2013-1", Span(date(2012, 9, 1), date(2013, 1, 20)))
    assert (second.label, second.span) == ("2012-2013-2", Span(date(2013, 2, 20), date(2013, 7, 5)))
    assert (first.zh, first.en) == ("2012-2013学年第一学期", "first semester of 2012-2013")
    assert first.year == second.year == YEAR


def test_a_published_semester_takes_the_place_of_the_usual_one_and_the_other_stays() -> None:
    found = semesters_in(PACK, eighteen_weeks(), YEAR)

    assert [held.span for held in found] == [HELD, Span(date(2013, 2, 20), date(2013, 7, 5))]
    assert found[0].zh == "2012-2013学年第一学期"


def test_a_published_semester_that_only_grazes_a_usual_one_does_not_replace_it() -> None:
    late = SchoolCalendar(semesters=(Semester(label="自定学期", first=date(2012, 9, 1), last=date(2013, 2, 25)),))

    assert labels(YEAR, late) == ["自定学期", "2012-2013-2"]


def test_five_years_have_ten_semesters() -> None:
    assert labels(Span(date(2011, 9, 1), date(2016, 8, 31))) == [
        f"{year}-{year + 1}-{half}" for year in range(2011, 2016) for half in (1, 2)
    ]


@pytest.mark.parametrize(
    ("last", "belongs"),
    # 142 days from 1 September to 20 January: 10 November is the 71st.
    [(date(2012, 11, 9), False), (date(2012, 11, 10), True)],
)
def test_a_semester_cut_by_the_edge_belongs_where_most_of_its_days_lie(last: date, belongs: bool) -> None:  # noqa: FBT001 a row of the table
    assert labels(Span(date(2012, 7, 10), last)) == (["2012-2013-1"] if belongs else [])


def test_of_two_equal_halves_the_one_in_which_it_begins_has_the_semester() -> None:
    assert labels(Span(date(2012, 11, 11), date(2013, 1, 31))) == []


def test_a_calendar_year_has_the_semester_that_begins_in_its_autumn_once() -> None:
    assert labels(Span(date(2012, 1, 1), date(2012, 12, 31))) == ["2011-2012-2", "2012-2013-1"]


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2012, 8, 1), "2012-2013-1"),
        (date(2012, 9, 1), "2012-2013-1"),
        (date(2013, 1, 20), "2012-2013-1"),
        (date(2013, 1, 21), "2012-2013-2"),
        (date(2013, 7, 6), "2013-2014-1"),
    ],
)
def test_a_day_of_the_holidays_belongs_to_the_semester_that_follows(day: date, label: str) -> None:
    held = semester_of(PACK, None, day)

    assert held is not None
    assert held.label == label


def test_eighteen_weeks_are_eighteen_slots_from_monday_to_sunday() -> None:
    weeks = slots_in(PACK, eighteen_weeks(), HELD, every="week")

    assert len(weeks) == 18
    assert weeks[0].span == Span(date(2012, 9, 3), date(2012, 9, 9))
    assert weeks[-1].span == Span(date(2012, 12, 31), LAST)
    assert weeks[1].zh == "第2周（9月10日至16日）"
    assert weeks[1].en == "week 2 (10 to 16 September)"


@pytest.mark.parametrize(("last_day_off", "weeks"), [(date(2012, 10, 4), 18), (date(2012, 10, 5), 17)])
def test_a_week_off_from_monday_to_friday_is_no_teaching_week(last_day_off: date, weeks: int) -> None:
    calendar = eighteen_weeks((date(2012, 10, 1), last_day_off))

    assert len(slots_in(PACK, calendar, HELD, every="week")) == weeks


def test_a_week_of_holidays_keeps_its_number() -> None:
    calendar = eighteen_weeks((date(2012, 10, 1), date(2012, 10, 7)))

    names = [slot.zh[:4] for slot in slots_in(PACK, calendar, HELD, every="week")]

    assert names[3:5] == ["第4周（", "第6周（"]


def test_even_and_odd_weeks_are_those_of_the_wall_calendar() -> None:
    calendar = eighteen_weeks((date(2012, 10, 1), date(2012, 10, 7)))

    even = slots_in(PACK, calendar, HELD, every="week", weeks="even")
    odd = slots_in(PACK, calendar, HELD, every="week", weeks="odd")

    assert (len(even), len(odd)) == (9, 8)
    assert even[0].span.first == date(2012, 9, 10)


def test_a_semester_that_begins_on_a_saturday_has_its_first_week_on_monday() -> None:
    weeks = slots_in(PACK, None, Span(date(2012, 9, 1), date(2013, 1, 20)), every="week")

    assert weeks[0].span == Span(date(2012, 9, 3), date(2012, 9, 9))
    assert weeks[0].zh.startswith("第1周")


def test_weeks_of_a_year_name_their_semester() -> None:
    weeks = slots_in(PACK, eighteen_weeks(), YEAR, every="week")

    assert weeks[0].zh == "2012-2013学年第一学期第1周（9月3日至9日）"


def test_pairs_of_weeks_that_the_end_cuts_ask_nothing() -> None:
    seventeen = SchoolCalendar(semesters=(Semester(label="2012-2013-1", first=MONDAY, last=date(2012, 12, 30)),))

    assert len(slots_in(PACK, seventeen, Span(MONDAY, date(2012, 12, 30)), every="two_weeks")) == 8
    assert len(slots_in(PACK, eighteen_weeks(), HELD, every="two_weeks")) == 9


def test_months_are_those_of_which_at_least_half_lies_in_the_semester() -> None:
    # A37: eighteen weeks from 3 September to 4 January have four months.
    months = slots_in(PACK, None, HELD, every="month")

    assert [month.zh for month in months] == ["2012年9月", "2012年10月", "2012年11月", "2012年12月"]


@pytest.mark.parametrize(("last", "months"), [(date(2013, 2, 13), 5), (date(2013, 2, 14), 6)])
def test_half_a_month_is_a_month(last: date, months: int) -> None:
    assert len(slots_in(PACK, None, Span(date(2012, 9, 1), last), every="month")) == months


def test_pairs_of_months_are_those_of_the_calendar() -> None:
    # KG-06: 双月末; in spring at the end of April and of June.
    spring = slots_in(PACK, None, Span(date(2013, 2, 13), date(2013, 6, 29)), every="two_months")
    autumn = slots_in(PACK, None, Span(date(2012, 9, 1), date(2013, 1, 20)), every="two_months")

    assert [pair.span for pair in spring] == [
        Span(date(2013, 3, 1), date(2013, 4, 30)),
        Span(date(2013, 5, 1), date(2013, 6, 29)),
    ]
    assert [pair.zh for pair in autumn] == ["2012年9—10月", "2012年11—12月"]


@pytest.mark.parametrize(("last", "pairs"), [(date(2012, 1, 29), 2), (date(2012, 1, 30), 3)])
def test_half_a_pair_of_months_is_a_pair(last: date, pairs: int) -> None:
    # January and February of a leap year have 60 days.
    assert len(slots_in(PACK, None, Span(date(2011, 9, 1), last), every="two_months")) == pairs


def test_only_the_months_that_are_named() -> None:
    assert [slot.zh for slot in slots_in(PACK, None, YEAR, every="month", months=(4,))] == ["2013年4月"]


def test_thirds_of_a_semester_cover_it_without_overlap() -> None:
    start, middle, end = slots_in(PACK, eighteen_weeks(), HELD, every="semester", points=("start", "middle", "end"))

    assert (start.span.first, end.span.last) == (MONDAY, LAST)
    assert (middle.span.first - start.span.last).days == (end.span.first - middle.span.last).days == 1
    assert {start.span.days, middle.span.days, end.span.days} <= {41, 42}
    assert start.zh == "期初"
    of_two = slots_in(PACK, eighteen_weeks(), YEAR, every="semester", points=("start",))
    assert [slot.zh for slot in of_two] == ["2012-2013学年第一学期期初", "2012-2013学年第二学期期初"]


def test_a_slot_as_long_as_the_period_is_the_period() -> None:
    assert [slot.span for slot in slots_in(PACK, None, YEAR, every="year")] == [YEAR]
    assert [slot.span for slot in slots_in(PACK, None, YEAR, every="cycle")] == [YEAR]
    assert len(slots_in(PACK, None, Span(date(2011, 9, 1), date(2016, 8, 31)), every="year")) == 5


def test_weeks_need_semesters() -> None:
    without = small(ANY, without_semesters=True)

    assert semesters_in(without, None, YEAR) == ()
    with pytest.raises(NoSemesters):
        slots_in(without, None, YEAR, every="week")
