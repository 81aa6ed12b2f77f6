"""Reliefs of which it is not known whether they work: what falls short either way is not reached, all else is open."""

from random import Random

import pytest

from services.policy.engine import Result
from services.policy.engine.standing import ClauseResult
from services.policy.facts import Teacher
from services.policy.format import Pack
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, appointment, clause, school_year, terms
from tests.policy.matrix import credit
from tests.policy.test_never_worse import HEAD, floor, made

MET, NOT_MET, UNDETERMINED = Result.MET, Result.NOT_MET, Result.UNDETERMINED
UNKNOWN = Teacher(teacher_id="teacher-1", hire_date=CYCLE_END.replace(year=2000), appointments=(appointment(),))
"""Nobody knows when this one was born."""

TOTAL = f"""\
  - id: MX-01
    kind: total
{HEAD}    parts: [{floor("研修", "{level: [CITY, COUNTY, SCHOOL]}", "60")}]
"""


def eased(clause_id: str, when: str, relief: str) -> str:
    return f'  - id: {clause_id}\n    kind: exemption\n{HEAD}    who: {{when: "{when}"}}\n    relief: {{{relief}}}\n'


HALF = eased("MX-02", "age >= 55", "adjusts: [{clause: MX-01, amount: target / 2}]")


def found(pack: Pack, amount: int, who: Teacher = UNKNOWN) -> ClauseResult:
    return clause(judged(pack, [credit(amount)], under=terms(), who=who, as_of=CYCLE_END), "MX-01")


@pytest.mark.parametrize(("amount", "result"), [(60, MET), (59, UNDETERMINED), (30, UNDETERMINED), (29, NOT_MET)])
def test_half_of_it_may_be_asked_and_less_than_half_is_short_in_any_case(amount: int, result: Result) -> None:
    assert found(made(TOTAL + HALF), amount).result is result


def test_the_sentence_says_that_it_does_not_matter() -> None:
    short = found(made(TOTAL + HALF), 29)

    assert (short.required, short.gap, short.reason) == (60, 31, "short")
    assert short.sentence_zh.endswith("（MX-02是否适用，缺少信息：年龄，但无论是否适用均未达到。）")
    assert short.sentence_en.endswith(
        "(whether MX-02 applies, unknown: full years of age on that day: it is not reached either way.)"
    )


def test_what_may_be_waived_altogether_stays_open() -> None:
    waived = eased("MX-02", "age >= 55", "waives: [MX-01]")

    assert found(made(TOTAL + waived), 0).result is UNDETERMINED


@pytest.mark.parametrize(("amount", "result"), [(60, MET), (20, UNDETERMINED), (19, NOT_MET)])
def test_every_combination_of_two_is_tried_in_the_order_of_the_pack(amount: int, result: Result) -> None:
    # 60, 30 by the first, 50 by the second, 20 by both; 25 the other way round.
    ten_less = eased("MX-03", "age >= 50", "adjusts: [{clause: MX-01, amount: target - 10}]")

    assert found(made(TOTAL + HALF + ten_less), amount).result is result


def test_tallies_come_to_the_same_with_tiers_years_and_reliefs_in_doubt() -> None:
    tiered = TOTAL.replace("}]}]\n", "}], tiers: [TIERS]}]\n").replace(
        "TIERS",
        "{id: FIRST, label: {zh: 首, en: f}, size: 40, accepts: {level: [CITY]}}, "
        "{id: REST, label: {zh: 余, en: r}, size: 20}",
    )
    tier = f"  - id: MX-04\n    kind: tier\n{HEAD}    of: MX-01\n    tier: FIRST\n"
    yearly = f"""\
  - id: MX-05
    kind: yearly
{HEAD}    period: year
    parts: [{floor("每年", "{level: [CITY, COUNTY]}", "8")}]
"""
    by_year = eased("MX-06", "age >= 50", "period: year, adjusts: [{clause: MX-05, amount: target / 2}]")
    times = f"  - id: MX-07\n    kind: years_met\n{HEAD}    times_met: {{clause: MX-05, at_least: 4}}\n"
    choose = Random(11)
    for pack in (made(tiered + HALF + tier), made(yearly + by_year + times + TOTAL + HALF)):
        results = set()
        for _ in range(40):
            entries = [
                credit(choose.randrange(1, 16), level=choose.choice(["CITY", "COUNTY"]), on=school_year(year))
                for year in (1, 2, 3, 4, 5)
                if choose.random() < 0.8
            ]
            standing = judged(pack, entries, under=terms(), who=UNKNOWN, as_of=CYCLE_END)
            results |= {one.result for one in standing.clauses}
        assert {NOT_MET, UNDETERMINED} <= results


def test_what_is_changed_for_the_cycle_is_changed_in_each_of_its_years_and_semesters() -> None:
    def yearly(clause_id: str, period: str) -> str:
        return f"""\
  - id: {clause_id}
    kind: bucket
{HEAD}    period: {period}
    parts: [{floor("每期", "{level: [CITY]}", "10")}]
"""

    changes = "{clause: MX-01, amount: target / 2}, {clause: MX-02, amount: target - 4}"
    halved = eased("MX-03", "true", f"adjusts: [{changes}]")
    less = eased("MX-04", "true", "period: year, adjusts: [{clause: MX-01, amount: target - 1}]")
    pack = made(yearly("MX-01", "year") + yearly("MX-02", "semester") + less + halved)

    standing = judged(pack, [credit(5, level="CITY", on=school_year(1))], under=terms(), who=UNKNOWN, as_of=CYCLE_END)

    # Half of what is one less, as the pack writes them: 4.5, not 4.
    first = clause(standing, "MX-01", "2011-2012")
    assert (first.result, str(first.required)) == (MET, "4.5")
    assert clause(standing, "MX-01", "2012-2013").result is NOT_MET
    assert {one.required for one in standing.clauses if one.clause_id == "MX-02"} == {6}
