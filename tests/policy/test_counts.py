"""So many things in every slot, asked of a teacher: week, month, semester, year; leave, relief and lost numbers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from services.policy.engine import Progress, Result, judge
from services.policy.facts import Exemption, Fact, Leave
from services.policy.format import PackRefused
from tests.policy.keeping_packs import LAST, MONDAY, eighteen_weeks, fact, judged, small, terms, weekly
from tests.policy.making import appointment, hours, teacher

MUTUAL = """
  - id: M-01
    kind: count
    every: week
    within: semester
    items:
      - code: LESSON
        label: {zh: 互听课, en: lessons}
        facts: {kind: [LESSON]}
        at_least: 1
        unit: {zh: 节, en: lessons}
  - id: M-02
    kind: count
    every: month
    within: semester
    items:
      - {code: TALK, label: {zh: 专业探讨, en: talks}, facts: {kind: [TALK]}, at_least: 1, unit: {zh: 次, en: talks}}
  - id: M-03
    kind: count
    every: semester
    within: semester
    items:
      - code: ARTICLE
        label: {zh: 文章, en: articles}
        facts: {kind: [ARTICLE]}
        at_least: 2
        unit: {zh: 篇, en: articles}
"""
NOTES = """
  - id: M-01
    kind: count
    every: year
    within: year
    items:
      - code: NOTES
        label: {zh: 读书笔记, en: notes}
        facts: {kind: [NOTES]}
        measure: amount
        at_least: 10000
        unit: {zh: 字, en: characters}
"""
TWO_ITEMS = """
  - id: M-01
    kind: count
    every: semester
    within: semester
    items:
      - {code: PLAN, label: {zh: 计划, en: plans}, facts: {kind: [PLAN]}, at_least: 1, unit: {zh: 份, en: plans}}
      - code: ARTICLE
        label: {zh: 文章, en: articles}
        facts: {kind: [ARTICLE]}
        at_least: AMOUNT
        unit: {zh: 篇, en: articles}
"""
YEAR = "2012-2013"
ALL = range(1, 19)


def month_talks() -> list[Fact]:
    return [fact("TALK", date(2012, month, 20)) for month in (9, 10, 11, 12)]


def test_a37_seventeen_of_eighteen_weeks_and_one_of_two_articles_are_two_shortfalls() -> None:
    facts = [*weekly("LESSON", [w for w in ALL if w != 5]), *month_talks(), fact("ARTICLE", date(2012, 11, 1))]

    lessons, talks, articles = (
        judged(small(MUTUAL), facts, calendar=eighteen_weeks(), clause=clause) for clause in ("M-01", "M-02", "M-03")
    )

    assert (lessons.result, lessons.required, lessons.counted, lessons.gap) == (Result.NOT_MET, 18, 17, 1)
    assert (talks.result, talks.required, talks.counted) == (Result.MET, 4, 4)
    assert (articles.result, articles.required, articles.gap) == (Result.NOT_MET, 2, 1)
    assert lessons.sentence_zh == (
        "2012-2013学年第一学期，互听课应有18节，现有17节，缺1节：第5周（10月1日至7日）。未达标，期限2013年1月4日已到。"
    )


def test_a_surplus_in_one_week_never_fills_another_and_is_shown() -> None:
    extra = fact("LESSON", MONDAY + timedelta(days=4), fact_id="extra")

    found = judged(small(MUTUAL), [*weekly("LESSON", [w for w in ALL if w != 18]), extra], calendar=eighteen_weeks())

    assert (found.result, found.gap) == (Result.NOT_MET, 1)
    assert [(n.entry_id, n.amount) for n in found.not_counted] == [("extra", 1)]


def test_the_order_of_facts_does_not_matter() -> None:
    facts = [*weekly("LESSON", ALL), *weekly("LESSON", [3, 9])]

    assert judged(small(MUTUAL), facts, calendar=eighteen_weeks()) == judged(
        small(MUTUAL), facts[::-1], calendar=eighteen_weeks()
    )


@pytest.mark.parametrize(
    ("on", "result"),
    [
        (MONDAY, Result.MET),
        (MONDAY - timedelta(days=1), Result.NOT_MET),
        (MONDAY + timedelta(days=6), Result.MET),
        (MONDAY + timedelta(days=7), Result.NOT_MET),
    ],
)
def test_the_first_week_is_filled_from_monday_to_sunday(on: date, result: Result) -> None:
    facts = [*weekly("LESSON", ALL[1:]), fact("LESSON", on)]

    assert judged(small(MUTUAL), facts, calendar=eighteen_weeks()).result is result


def test_a_week_of_holidays_asks_nothing() -> None:
    golden_week = eighteen_weeks((date(2012, 10, 1), date(2012, 10, 7)))

    found = judged(small(MUTUAL), weekly("LESSON", [w for w in ALL if w != 5]), calendar=golden_week)

    assert (found.result, found.required) == (Result.MET, 17)


@pytest.mark.parametrize(
    ("first", "last", "asked"),
    # Week 6 runs from Monday, 8 October; a leave that spares one school day of it does not excuse it.
    [
        (date(2012, 10, 8), date(2012, 10, 12), 17),
        (date(2012, 10, 9), date(2012, 10, 12), 18),
        (date(2012, 10, 8), date(2012, 10, 11), 18),
        (date(2012, 10, 5), date(2012, 10, 21), 16),
    ],
)
def test_a_week_wholly_in_a_suspending_leave_asks_nothing(first: date, last: date, asked: int) -> None:
    on_leave = teacher(leaves=(Leave(kind="SICK", first=first, last=last),))

    assert judged(small(MUTUAL), who=on_leave, calendar=eighteen_weeks()).required == asked


def test_a_leave_that_does_not_suspend_excuses_nothing() -> None:
    away = teacher(leaves=(Leave(kind="STUDY", first=date(2012, 9, 1), last=date(2013, 1, 31)),))

    assert judged(small(MUTUAL), who=away, calendar=eighteen_weeks()).required == 18


def test_weeks_outside_of_service_ask_nothing() -> None:
    late = teacher(appointment(valid_from=date(2012, 10, 8)), hire_date=date(2012, 10, 8))

    assert judged(small(MUTUAL), who=late, calendar=eighteen_weeks()).required == 13


def test_a_semester_wholly_on_leave_is_excused_and_one_before_service_does_not_apply() -> None:
    mother = teacher(leaves=(Leave(kind="MATERNITY", first=date(2012, 8, 1), last=date(2013, 2, 10)),))
    later = teacher(appointment(valid_from=date(2013, 2, 1)), hire_date=date(2013, 2, 1))

    excused = judged(small(MUTUAL), who=mother, calendar=eighteen_weeks())
    outside = judged(small(MUTUAL), who=later, calendar=eighteen_weeks())

    assert (excused.result, excused.reason) == (Result.EXEMPT, "suspended")
    assert (outside.result, outside.reason) == (Result.NOT_APPLICABLE, "not_in_post")


def test_what_is_counted_has_its_unit_in_both_languages() -> None:
    found = judged(small(MUTUAL), weekly("LESSON", ALL[:8]), calendar=eighteen_weeks())

    assert {(found.unit, found.unit_en)} == {(one.unit, one.unit_en) for one in found.quantities} == {("节", "lessons")}


def test_slots_that_have_not_ended_are_progress_and_those_that_have_are_lost() -> None:
    halfway = MONDAY + timedelta(days=7 * 9 - 1)

    good = judged(small(MUTUAL), weekly("LESSON", ALL[:9]), calendar=eighteen_weeks(), as_of=halfway)
    missed = judged(small(MUTUAL), weekly("LESSON", ALL[:8]), calendar=eighteen_weeks(), as_of=halfway)
    one_day_before = judged(
        small(MUTUAL), weekly("LESSON", ALL[:8]), calendar=eighteen_weeks(), as_of=halfway - timedelta(days=1)
    )

    assert (good.result, good.required, good.counted, good.gap) == (Result.NOT_MET, 18, 9, 9)
    assert (good.progress, good.due_on) == (Progress.ON_TRACK, LAST)
    assert "还差9" in good.sentence_zh
    assert "目前进度正常" in good.sentence_zh
    assert (missed.gap, missed.progress) == (10, Progress.BEHIND)
    assert "期限已过：第9周" in missed.sentence_zh
    assert "已有1处不足，以后多做也不能抵补" in missed.sentence_zh
    assert (one_day_before.gap, one_day_before.progress) == (10, Progress.ON_TRACK)


def test_on_the_last_day_the_semester_is_settled() -> None:
    last_day = judged(small(MUTUAL), weekly("LESSON", ALL), calendar=eighteen_weeks(), as_of=LAST)
    day_before = judged(small(MUTUAL), weekly("LESSON", ALL[:-1]), calendar=eighteen_weeks(), as_of=LAST - timedelta(1))

    assert (last_day.result, last_day.progress) == (Result.MET, Progress.FINAL)
    assert (day_before.result, day_before.progress, day_before.gap) == (Result.NOT_MET, Progress.ON_TRACK, 1)


def test_every_week_that_lacks_is_named_and_of_two_semesters_how_many_more() -> None:
    found = judged(small(MUTUAL), weekly("LESSON", ALL[7:]), calendar=eighteen_weeks())

    assert found.gap == 7
    assert found.sentence_zh.count("周（") == 7
    nothing = judged(small(MUTUAL.replace("within: semester", "within: year")), period="2012-2013", calendar=None)
    assert "……共" in nothing.sentence_zh
    assert nothing.sentence_zh.count("周（") == 20


def test_what_was_done_beyond_is_told_as_done_and_as_not_counted() -> None:
    found = judged(small(MUTUAL), weekly("LESSON", [*ALL, *ALL]), calendar=eighteen_weeks())

    assert "应有18节，现有36节，其中计入18节。已达标" in found.sentence_zh
    assert "18 of 18 lessons (36 in all). Met" in found.sentence_en


@pytest.mark.parametrize(
    ("characters", "result", "gap"), [(9_999, Result.NOT_MET, 1), (10_000, Result.MET, 0), (10_001, Result.MET, 0)]
)
def test_a59_ten_thousand_characters_of_notes(characters: int, result: Result, gap: int) -> None:
    notes = [
        fact("NOTES", date(2012, 10, 1), amount=4_000),
        fact("NOTES", date(2013, 8, 31), amount=characters - 4_000),
    ]

    found = judged(small(NOTES), notes, period=YEAR)

    assert (found.result, found.gap) == (result, gap)


def test_what_is_done_after_the_year_or_the_day_of_judging_does_not_count() -> None:
    notes = [fact("NOTES", date(2013, 6, 1), amount=10_000)]

    assert judged(small(NOTES), notes, period=YEAR, as_of=date(2013, 5, 31)).counted == 0
    assert judged(small(NOTES), notes, period=YEAR, as_of=date(2013, 6, 1)).result is Result.MET
    late = [fact("NOTES", date(2013, 9, 1), amount=10_000)]
    two_years = terms(end=date(2014, 8, 31))
    assert judged(small(NOTES), late, period=YEAR, under=two_years, as_of=date(2014, 8, 31)).result is Result.NOT_MET


def test_half_a_year_gone_with_nothing_done_is_behind() -> None:
    half = date(2013, 3, 1)

    assert judged(small(NOTES), period=YEAR, as_of=half).progress is Progress.BEHIND
    ahead = judged(small(NOTES), [fact("NOTES", date(2012, 10, 1), amount=6_000)], period=YEAR, as_of=half)
    assert (ahead.progress, ahead.gap) == (Progress.ON_TRACK, 4000)


def test_more_than_a_number_means_the_next_one() -> None:
    exclusive = small(TWO_ITEMS.replace("at_least: AMOUNT", "at_least: 1\n        inclusive: false"))
    plan, one = fact("PLAN", MONDAY), fact("ARTICLE", MONDAY)

    found = judged(exclusive, [plan, one])

    assert (found.result, found.required, found.gap) == (Result.NOT_MET, 2, 1)
    assert judged(exclusive, [plan, one, fact("ARTICLE", MONDAY)]).result is Result.MET


def test_events_are_counted_once_however_many_records_they_have() -> None:
    events = small(MUTUAL.replace("facts: {kind: [ARTICLE]}", "facts: {kind: [ARTICLE]}\n        measure: events"))
    same = [fact("ARTICLE", MONDAY, event="e-1"), fact("ARTICLE", MONDAY, event="e-1")]

    assert judged(events, same, clause="M-03").counted == 1
    assert judged(events, [*same, fact("ARTICLE", MONDAY)], clause="M-03").result is Result.MET


def test_a_lost_number_is_undetermined_unless_something_else_lacks() -> None:
    lost = small(TWO_ITEMS.replace("AMOUNT", "number"))

    assert (r := judged(lost, [fact("PLAN", MONDAY)])).result is Result.UNDETERMINED
    assert r.reason == "number_lost"
    assert "数值" in r.sentence_zh
    assert judged(lost).result is Result.NOT_MET
    supplied = terms(number=Decimal(1))
    assert judged(lost, [fact("PLAN", MONDAY), fact("ARTICLE", MONDAY)], under=supplied).result is Result.MET


def test_what_asks_for_nothing_is_left_out() -> None:
    none = small(TWO_ITEMS.replace("AMOUNT", "0"))

    found = judged(none, [fact("PLAN", MONDAY)])

    assert found.result is Result.MET
    assert [q.label_zh for q in found.quantities] == ["计划"]


def test_without_any_calendar_the_semesters_are_not_known() -> None:
    found = judged(small(MUTUAL, without_semesters=True), period=None)

    assert (found.result, found.reason) == (Result.UNDETERMINED, "calendar_missing")


def test_an_approved_exemption_excuses_the_semester() -> None:
    exempt = teacher(
        exemptions=(Exemption(clause="M-01", first=date(2012, 9, 1), last=date(2013, 1, 31), ground="支教"),)
    )

    found = judged(small(MUTUAL), who=exempt, calendar=eighteen_weeks())

    assert (found.result, found.reason) == (Result.EXEMPT, "approved_exemption")
    assert judged(small(MUTUAL), who=exempt, calendar=eighteen_weeks(), clause="M-03").result is Result.NOT_MET


WAIVED = """
  - id: M-09
    kind: waiver
    relief:
      period: year
      trigger:
        - label: {zh: 专项培训, en: special training}
          unit: hours
          limits: [{sense: floor, amount: 72, inclusive: true}]
      waives: [M-01]
"""


@pytest.mark.parametrize(("amount", "result"), [(72, Result.EXEMPT), (71, Result.NOT_MET)])
def test_a_waiver_of_the_year_reaches_its_semesters(amount: int, result: Result) -> None:
    entry = hours(amount, on=date(2012, 11, 1), mode="CENTRALISED", category="A", kind="COURSE")

    found = judged(small(WAIVED + MUTUAL), entries=[entry], calendar=eighteen_weeks())

    assert found.result is result


def test_only_whom_it_binds_is_asked() -> None:
    young = small(MUTUAL.replace("    every: week\n", "    who: {when: age < 30}\n    every: week\n"))
    of_age = teacher(birth_date=date(1980, 1, 1))

    assert judged(young, who=of_age).result is Result.NOT_APPLICABLE
    assert judged(young, who=teacher(birth_date=None)).result is Result.UNDETERMINED
    assert judged(young, who=teacher(birth_date=date(1990, 1, 1))).result is Result.NOT_MET


def test_every_quantity_of_a_clause_is_told() -> None:
    found = judged(small(TWO_ITEMS.replace("AMOUNT", "2")), [fact("PLAN", MONDAY)])

    assert [(q.label_zh, q.unit, q.required, q.counted, q.gap) for q in found.quantities] == [
        ("计划", "份", 1, 1, 0),
        ("文章", "篇", 2, 0, 2),
    ]
    assert (found.unit, found.gap) == ("篇", 2)


def test_a_teacher_who_missed_a_week_has_not_reached_everything() -> None:
    standing = judge(
        small(MUTUAL),
        terms=terms(),
        teacher=teacher(),
        entries=[],
        facts=[],
        calendar=eighteen_weeks(),
        as_of=date(2013, 8, 31),
    )

    assert standing.verdict is Result.NOT_MET


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("every: year", "does not fit into a semester"),
        ("every: month\n    weeks: odd", "say every: week"),
        ("every: month\n    points: [start]", "say every: semester"),
    ],
)
def test_slots_that_make_no_sense_are_refused_when_the_pack_is_read(written: str, said: str) -> None:
    with pytest.raises(PackRefused, match=said):
        small(MUTUAL.replace("every: week", written, 1))
