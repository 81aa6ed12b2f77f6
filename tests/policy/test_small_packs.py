"""A school's small pack stands on the base by itself, and on its district's credit pack without changing it."""

from datetime import date
from decimal import Decimal
from functools import reduce

import pytest

from services.policy.engine import Result, judge
from services.policy.facts import Fact
from services.policy.format import Pack, load, shipped
from tests.policy.making import hours, pack, teacher, terms

SMALL = ("KG", "SB3", "SB4", "SB5", "SB6", "SB7", "SB8", "SB9", "IT", "WZ", "DI", "TS")
FIRST_YEAR_ENDS = date(2012, 8, 31)


def laid_on(base: Pack, small: str) -> Pack:
    return load(shipped(small), file=f"{small}.yaml", base=base)


def own_ids(pack_id: str) -> list[str]:
    base = {clause.id for clause in pack("SCHOOL").clauses}
    return [clause.id for clause in pack(pack_id).clauses if clause.id not in base]


@pytest.mark.parametrize("small", SMALL)
@pytest.mark.parametrize("credit", ["XC", "HL"])
def test_a_small_pack_adds_its_clauses_to_a_credit_pack_and_takes_nothing_away(small: str, credit: str) -> None:
    both = laid_on(pack(credit), small)

    assert [clause.id for clause in both.clauses] == [*(c.id for c in pack(credit).clauses), *own_ids(small)]
    assert (both.year, both.units, both.service) == (pack(credit).year, pack(credit).units, pack(credit).service)
    assert both.builds_on is not None
    assert (both.builds_on.pack, both.builds_on.content_hash) == (credit, pack(credit).content_hash)


@pytest.mark.parametrize("small", SMALL)
def test_the_words_of_a_credit_pack_keep_the_place_where_they_stand(small: str) -> None:
    both = laid_on(pack("XC"), small)

    assert both.clause("XC-01").source == pack("XC").source
    assert both.source == pack(small).source


def test_all_small_packs_can_be_laid_over_each_other() -> None:
    everything = reduce(laid_on, SMALL, pack("XC"))

    ids = [clause.id for clause in everything.clauses]
    assert ids == [*(c.id for c in pack("XC").clauses), *(one for small in SMALL for one in own_ids(small))]


def test_a_teacher_is_judged_by_the_credit_pack_and_by_the_school_s_tasks_at_once() -> None:
    both = laid_on(pack("XC"), "SB5")
    notes = Fact(fact_id="notes", kind="READING_NOTES", on=date(2012, 3, 1), amount=Decimal(9_999))
    paper = Fact(fact_id="paper", kind="PAPER", on=date(2012, 3, 1), amount=Decimal(3_000))

    standing = judge(
        both, terms=terms(), teacher=teacher(), entries=[hours(72)], facts=[notes, paper], as_of=FIRST_YEAR_ENDS
    )

    found = {(one.clause_id, one.period): one for one in standing.clauses}
    assert found["XC-02", "2011-2012"].result is Result.MET
    assert found["SB5-01", "2011-2012"].result is Result.NOT_MET
    assert found["SB5-01", "2011-2012"].gap == 1
    assert found["SB5-01", "2011-2012"].source == "校本培训工作计划 篇5"


def test_where_nobody_says_when_semesters_are_a_task_of_a_semester_waits_for_the_calendar() -> None:
    text = shipped("SCHOOL")
    usual = text[text.index("  semesters:") : text.index("units:")]
    base = load(text.replace(usual, ""), file="SCHOOL.yaml")

    standing = judge(laid_on(base, "SB3"), terms=terms(), teacher=teacher(), entries=[], as_of=FIRST_YEAR_ENDS)

    (result,) = [one for one in standing.clauses if one.clause_id == "SB3-02"]
    assert (result.result, result.reason) == (Result.UNDETERMINED, "calendar_missing")


def test_the_base_alone_asks_for_nothing() -> None:
    standing = judge(pack("SCHOOL"), terms=terms(), teacher=teacher(), entries=[hours(1)], as_of=FIRST_YEAR_ENDS)

    assert standing.clauses == ()
    assert standing.verdict is Result.NOT_APPLICABLE
