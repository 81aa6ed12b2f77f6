"""Documents that a teacher keeps: in the period, or before it begins."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from services.policy.engine import Progress, Result
from services.policy.facts import Fact, Leave
from services.policy.format import Pack
from tests.policy.keeping_packs import fact, judged, small, terms
from tests.policy.making import teacher

KEPT = """
  - id: M-01
    kind: evidence
    every: EVERY
    items:
      - {code: PLAN, label: {zh: 个人计划, en: personal plan}}
      - {code: TWO_PAPERS, label: {zh: 论文或笔记, en: papers or notes}, facts: [ARTICLE, NOTES], at_least: AMOUNT}
"""
BEFORE = """
  - id: M-01
    kind: evidence
    every: semester
    items:
      - {code: PLAN, label: {zh: 学期计划, en: plan of the semester}, by: period_start}
"""
SPRING = date(2013, 2, 20)
"""The first day of the second semester, of 136 days."""


def kept(every: str = "year", amount: str = "2") -> Pack:
    return small(KEPT.replace("EVERY", every).replace("AMOUNT", amount))


def papers(number: int) -> list[Fact]:
    return [fact("NOTES" if n % 2 else "ARTICLE", date(2012, 10, 1)) for n in range(number)]


def test_every_document_must_be_there_as_often_as_asked() -> None:
    plan = fact("PLAN", date(2012, 9, 1))

    met = judged(kept(), [plan, *papers(2)], period="2012-2013")
    short = judged(kept(), [plan, *papers(1)], period="2012-2013")
    nothing = judged(kept(), period="2012-2013")

    assert met.result is Result.MET
    assert (short.result, short.required, short.counted, short.gap) == (Result.NOT_MET, 2, 1, 1)
    assert "个人计划应有1份，现有0份，缺1份" in nothing.sentence_zh
    assert {item.entry_id for item in met.counted_entries} >= {plan.fact_id}


@pytest.mark.parametrize(
    ("on", "result"),
    [
        (date(2012, 8, 31), Result.NOT_MET),
        (date(2012, 9, 1), Result.MET),
        (date(2013, 8, 31), Result.MET),
        (date(2013, 9, 1), Result.NOT_MET),
    ],
)
def test_a_document_of_the_year_is_dated_in_it(on: date, result: Result) -> None:
    under = terms(start=date(2011, 9, 1), end=date(2014, 8, 31))

    found = judged(kept(), [fact("PLAN", on), *papers(2)], period="2012-2013", under=under, as_of=date(2014, 8, 31))

    assert found.result is result


@pytest.mark.parametrize(
    ("on", "result"),
    [
        (SPRING, Result.MET),
        (SPRING + timedelta(days=1), Result.NOT_MET),
        (SPRING - timedelta(days=68), Result.MET),
        (SPRING - timedelta(days=69), Result.NOT_MET),
    ],
)
def test_a_plan_before_the_semester_is_there_on_its_first_day(on: date, result: Result) -> None:
    found = judged(small(BEFORE), [fact("PLAN", on)], period="2012-2013-2")

    assert (found.result, found.due_on) == (result, SPRING)


def test_a_late_plan_is_shown_as_late() -> None:
    found = judged(small(BEFORE), [fact("PLAN", SPRING + timedelta(days=1), fact_id="late")], period="2012-2013-2")

    assert [(item.entry_id, item.reason_zh) for item in found.not_counted] == [("late", "不在应完成的时段内")]


def test_until_the_last_day_what_lacks_is_progress() -> None:
    open_ = judged(kept(), [fact("PLAN", date(2012, 9, 1))], period="2012-2013", as_of=date(2013, 8, 30))
    over = judged(kept(), [fact("PLAN", date(2012, 9, 1))], period="2012-2013", as_of=date(2013, 8, 31))

    assert (open_.result, open_.gap) == (Result.NOT_MET, 2)
    assert open_.progress is not Progress.FINAL
    assert (over.gap, over.progress) == (2, Progress.FINAL)


def test_a_lost_number_of_documents_is_undetermined() -> None:
    plan = [fact("PLAN", date(2012, 9, 1))]

    assert judged(kept(amount="number"), plan, period="2012-2013").result is Result.UNDETERMINED
    supplied = judged(kept(amount="number"), plan, period="2012-2013", under=terms(number=Decimal(1)))
    assert supplied.result is Result.NOT_MET


def test_a_set_of_the_cycle_has_one_result() -> None:
    assert judged(kept("cycle"), [fact("PLAN", date(2013, 8, 31)), *papers(2)], period=None).result is Result.MET


def test_sets_of_a_class_are_no_matter_of_one_teacher_over_time() -> None:
    with pytest.raises(AssertionError):
        judged(kept("class"), period=None)


def test_a_year_wholly_on_leave_asks_for_no_documents() -> None:
    away = teacher(leaves=(Leave(kind="SICK", first=date(2012, 9, 1), last=date(2013, 8, 31)),))

    assert judged(kept(), who=away, period="2012-2013").result is Result.EXEMPT


def test_who_retires_hands_in_until_that_day() -> None:
    retired = teacher(retire_date=date(2013, 3, 10))
    plan = fact("PLAN", date(2012, 9, 1))

    before = judged(kept(), [plan], who=retired, period="2012-2013", as_of=date(2013, 3, 9))
    then = judged(kept(), [plan], who=retired, period="2012-2013", as_of=date(2013, 3, 10))

    assert (before.due_on, before.progress) == (date(2013, 3, 10), Progress.BEHIND)
    assert (then.result, then.due_on, then.progress) == (Result.NOT_MET, date(2013, 3, 10), Progress.FINAL)
    assert then.sentence_zh.endswith("未达标，期限2013年3月10日已到。")


def test_what_came_late_is_named_with_its_day_and_the_day_it_was_due() -> None:
    late = fact("PLAN", SPRING + timedelta(days=9))

    found = judged(small(BEFORE), [late], period="2012-2013-2", as_of=date(2013, 8, 31))

    assert (
        "学期计划应有1份，现有0份，缺1份（2013年3月1日才有1份，已迟）。未达标，期限2013年2月20日已到"
        in found.sentence_zh
    )
    assert "1 missing (1 came late, on 2013-03-01). Not met. The term ended on 2013-02-20." in found.sentence_en


def test_a_document_due_before_the_others_names_its_own_day() -> None:
    also = BEFORE + "      - {code: NOTES, label: {zh: 总结, en: summary}}\n"
    late = fact("PLAN", SPRING + timedelta(days=9))

    found = judged(small(also), [late], period="2012-2013-2", as_of=date(2013, 4, 1))

    assert "学期计划应有1份，现有0份，缺1份（期限2013年2月20日，2013年3月1日才有1份，已迟）；总结" in found.sentence_zh
    assert (found.gap, found.progress) == (1, Progress.BEHIND)
