"""What schools, teams and pairs do and keep: money, tasks, counts, documents, duties."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.policy.engine import Result
from services.policy.facts import (
    School,
    SchoolFact,
)
from services.policy.population import Member, SchoolResult
from tests.policy.keeping_packs import MONDAY, eighteen_weeks, fact, small, terms, weekly
from tests.policy.making import appointment
from tests.policy.schools import END, found, people, person, standing

BUDGET = """
  - id: M-01
    kind: budget
    scope: school
    base: {zh: 经费基数, en: base}
    base_of: [FUNDS]
    percent: 5
    set_aside: SET_ASIDE
    measured_by: MEASURED
    allowed:
      - {code: TRAVEL, label: {zh: 差旅费, en: travel}}
      - {code: LODGING, label: {zh: 住宿费, en: lodging}}
"""


def money(**values: int | str) -> School:
    whole = (date(2013, 1, 1), date(2013, 12, 31))
    return School(
        school_id="school-1",
        facts=tuple(
            SchoolFact(kind=kind, first=whole[0], last=whole[1], value=Decimal(value)) for kind, value in values.items()
        ),
    )


def budget(measured: str = "set_aside", **more: Any) -> SchoolResult:
    of = small(BUDGET.replace("MEASURED", measured).replace("[FUNDS]", more.pop("base_of", "[FUNDS]")))
    return found(of, period="2013", under=terms(end=date(2014, 8, 31)), as_of=date(2013, 12, 31), **more)


@pytest.mark.parametrize(
    ("set_aside", "result", "gap"), [("26000", Result.MET, "0"), ("25999.99", Result.NOT_MET, "0.01")]
)
def test_a29_five_per_cent_of_520000(set_aside: str, result: Result, gap: str) -> None:
    one = budget(school=money(FUNDS=520_000, SET_ASIDE=set_aside))

    assert (one.result, one.required, one.gap) == (result, 26_000, Decimal(gap))
    assert one.calculation == "公用经费预算总额520000×5% = 26000元"


def test_a29_a_reception_is_refused_and_named() -> None:
    spent = [
        fact("EXPENSE", date(2013, 5, 1), amount=26_000, tags=frozenset({"LODGING"})),
        fact("EXPENSE", date(2013, 5, 2), amount=500, tags=frozenset({"RECEPTION"}), fact_id="dinner"),
        fact("EXPENSE", date(2012, 12, 31), amount=900, tags=frozenset({"LODGING"})),
    ]

    one = budget("spent", school=money(FUNDS=520_000), facts=spent)

    assert (one.result, one.counted, one.missing) == (Result.MET, 26_000, ("接待费",))
    assert [(n.entry_id, n.amount) for n in one.not_counted] == [("dinner", 500)]
    assert "接待费不在允许列支的范围内，500元不予列支" in one.sentence_zh


def test_c23_05_the_base_may_be_a_product() -> None:
    one = budget(school=money(FUNDS=700, PUPILS=1_000, SET_ASIDE=35_000), base_of="[FUNDS, PUPILS]")

    assert (one.result, one.required) == (Result.MET, 35_000)


def test_money_that_nobody_told_of_is_unknown() -> None:
    assert budget(school=money(SET_ASIDE=1)).reason == "fact_missing"
    assert "公用经费预算总额" in budget(school=money(SET_ASIDE=1)).sentence_zh
    assert budget(school=money(FUNDS=520_000)).result is Result.UNDETERMINED
    next_year = SchoolFact(kind="FUNDS", first=date(2014, 1, 1), last=date(2014, 12, 31), value=Decimal(520_000))
    assert budget("spent", school=School(school_id="school-1", facts=(next_year,))).reason == "fact_missing"
    nothing_spent = budget("spent", school=money(FUNDS=520_000))
    assert (nothing_spent.result, nothing_spent.gap) == (Result.NOT_MET, 26_000)


def test_of_two_numbers_the_one_in_force_last_in_the_year_holds() -> None:
    early = SchoolFact(kind="FUNDS", first=date(2013, 1, 1), last=date(2013, 8, 31), value=Decimal(100))
    late = SchoolFact(kind="FUNDS", first=date(2013, 9, 1), last=date(2014, 8, 31), value=Decimal(200))
    funds = SchoolFact(kind="SET_ASIDE", first=date(2013, 1, 1), last=date(2013, 12, 31), value=Decimal(10))

    for order in ((early, late, funds), (funds, late, early)):
        assert budget(school=School(school_id="school-1", facts=order)).required == 10


ROLES = """
  - id: M-01
    kind: role
    scope: school
    roles: [HEAD, IN_CHARGE]
"""


def given_to(role: str, holder: str, first: date = date(2012, 9, 1), last: date = END) -> SchoolFact:
    return SchoolFact(kind=role, first=first, last=last, holder=holder)


def test_a_task_that_nobody_holds_is_red() -> None:
    both = School(school_id="school-1", facts=(given_to("HEAD", "t-1"), given_to("IN_CHARGE", "t-2")))
    one = School(school_id="school-1", facts=(given_to("HEAD", "t-1"),))

    held = found(small(ROLES), people(2), school=both, period=None)
    vacant = found(small(ROLES), people(2), school=one, period=None)

    assert (held.result, held.names) == (Result.MET, ("t-1", "t-2"))
    assert (vacant.result, vacant.missing, vacant.gap) == (Result.NOT_MET, ("培训专干",), 1)
    assert "培训专干无人担任" in vacant.sentence_zh


def test_a_task_ends_with_its_last_day_and_with_its_holder() -> None:
    ended = (given_to("HEAD", "t-1"), given_to("IN_CHARGE", "t-2", last=date(2013, 8, 30)))
    gone = Member(teacher=person("gone", posts=(appointment(valid_to=date(2013, 6, 30)),)))
    by_gone = (given_to("HEAD", "t-1"), given_to("IN_CHARGE", "gone"))

    assert found(small(ROLES), people(2), school=School(school_id="school-1", facts=ended), period=None).gap == 1
    left = found(small(ROLES), [*people(1), gone], school=School(school_id="school-1", facts=by_gone), period=None)
    assert left.missing == ("培训专干",)


PAIRS = """
  - id: M-01
    kind: count
    scope: unit
    unit_kind: PAIR
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
    scope: school
    every: semester
    within: semester
    points: [start, middle, end]
    items:
      - code: MINUTES
        label: {zh: 会议, en: meetings}
        facts: {kind: [MINUTES]}
        measure: events
        at_least: 1
        unit: {zh: 次, en: meetings}
"""
TWO_PAIRS = School(school_id="school-1", units=(("PAIR", "甲乙"), ("PAIR", "丙丁"), ("TEAM", "语文组")))
FIRST = "2012-2013-1"


def test_each_pair_is_judged_by_its_own_records() -> None:
    lessons = [*weekly("LESSON", range(1, 19), unit="甲乙"), *weekly("LESSON", range(1, 18), unit="丙丁")]

    results = {
        r.of_unit: r
        for r in standing(small(PAIRS), school=TWO_PAIRS, facts=lessons, calendar=eighteen_weeks()).clauses
        if r.clause_id == "M-01" and r.period == FIRST
    }

    assert set(results) == {"甲乙", "丙丁"}
    assert results["甲乙"].result is Result.MET
    assert (results["丙丁"].result, results["丙丁"].gap) == (Result.NOT_MET, 1)
    assert results["丙丁"].sentence_zh.startswith("丙丁：2012-2013学年第一学期，互听课应有18节，现有17节，缺1节")


def test_without_pairs_the_clause_does_not_apply() -> None:
    one = found(small(PAIRS), period=None)

    assert (one.result, one.reason) == (Result.NOT_APPLICABLE, "no_units")


def test_sb6_04_two_meetings_at_the_start_do_not_make_up_for_one_at_the_end() -> None:
    start, middle, end = date(2012, 9, 4), date(2012, 11, 5), date(2013, 1, 3)

    def meetings(*days: date) -> SchoolResult:
        records = [fact("MINUTES", day, event=f"e-{n}") for n, day in enumerate(days)]
        return found(small(PAIRS), period=FIRST, clause="M-02", facts=records, calendar=eighteen_weeks())

    assert meetings(start, middle, end).result is Result.MET
    short = meetings(start, start, middle)
    assert (short.result, short.counted, short.gap) == (Result.NOT_MET, 2, 1)
    assert "期末" in short.sentence_zh


def test_a_meeting_recorded_with_each_who_was_there_is_one() -> None:
    records = [fact("MINUTES", MONDAY, event="e", teacher_id=f"t-{n}") for n in range(3)]

    one = found(small(PAIRS), people(3), period=FIRST, clause="M-02", facts=records, calendar=eighteen_weeks())

    assert one.counted == 1


KEPT = """
  - id: M-01
    kind: evidence
    scope: SCOPE
    every: EVERY
    items:
      - {code: PLAN, label: {zh: 计划, en: plan}}
      - {code: MINUTES, label: {zh: 会议记录, en: minutes}}
"""


def test_a_schools_documents_are_its_own_and_not_those_of_its_teachers() -> None:
    of = small(KEPT.replace("SCOPE", "school").replace("EVERY", "year"))
    own = [fact("PLAN", MONDAY), fact("MINUTES", MONDAY)]
    somebodys = [fact("PLAN", MONDAY, teacher_id="t-1"), fact("MINUTES", MONDAY)]
    other_school = [fact("PLAN", MONDAY, school_id="school-2"), fact("MINUTES", MONDAY)]

    assert found(of, facts=own).result is Result.MET
    assert found(of, people(1), facts=somebodys).missing == ("计划",)
    assert found(of, facts=other_school).missing == ("计划",)


def test_every_activity_has_its_own_documents() -> None:
    of = small(KEPT.replace("SCOPE", "school").replace("EVERY", "activity"))
    records = [
        fact("PLAN", MONDAY, event="a"),
        fact("MINUTES", date(2012, 10, 1), event="a"),
        fact("PLAN", date(2012, 11, 1), event="b"),
    ]

    assert found(of, facts=records, period="a").result is Result.MET
    assert found(of, facts=records, period="b").missing == ("会议记录",)
    assert found(of, facts=[], period=None).result is Result.NOT_APPLICABLE


DUTY = """
  - id: M-01
    kind: duty
    scope: school
    trigger: {facts: {kind: [PRIZE]}}
    per: trigger
    due: semester_end
    requires:
      - code: TALK
        label: {zh: 展示, en: demonstrations}
        facts: {kind: [TALK]}
        at_least: 1
        unit: {zh: 次, en: times}
"""


def test_a_schools_duty_follows_from_what_happened_in_it() -> None:
    prize, talk = fact("PRIZE", date(2012, 10, 1), teacher_id="t-1"), fact("TALK", date(2013, 1, 4))

    met = found(small(DUTY), people(1), facts=[prize, talk], period=FIRST, calendar=eighteen_weeks())
    late = found(
        small(DUTY),
        people(1),
        facts=[prize, replace(talk, on=date(2013, 1, 5))],
        period=FIRST,
        calendar=eighteen_weeks(),
    )

    assert met.result is Result.MET
    assert late.result is Result.NOT_MET
    assert found(small(DUTY), period=FIRST).reason == "no_trigger"
