"""A certificate that must be in hand: whenever it was issued, or issued in the period of the clause."""

from dataclasses import replace
from datetime import date

import pytest

from services.policy.engine import Result, judge
from services.policy.engine.many import Outline, judge_many
from services.policy.engine.tallies import Person
from services.policy.facts import Certificate
from services.policy.format import Pack
from tests.policy.keeping_packs import small, terms
from tests.policy.making import teacher

GATE = """
  - id: M-01
    kind: gate
    holds: [{certificate: LICENCE, label: {zh: 合格证, en: licence}WITHIN}]
"""
END = date(2013, 8, 31)


def gate(within: str | None) -> Pack:
    return small(GATE.replace("WITHIN", "" if within is None else f", within: {within}"))


@pytest.mark.parametrize(
    ("within", "issued", "result"),
    [
        (None, date(2012, 8, 31), Result.MET),
        ("ever", date(2012, 8, 31), Result.MET),
        ("period", date(2012, 8, 31), Result.NOT_MET),
        ("period", date(2012, 9, 1), Result.MET),
        ("period", END, Result.MET),
    ],
)
def test_a_certificate_of_an_earlier_cycle(within: str | None, issued: date, result: Result) -> None:
    holder = replace(teacher(), certificates=(Certificate(kind="LICENCE", issued_on=issued),))

    (one,) = judge(gate(within), terms=terms(), teacher=holder, entries=(), as_of=END).clauses

    assert one.result is result


def test_of_many_judged_at_once_each_is_told_apart_by_the_day_of_issue() -> None:
    of = gate("period")
    holders = [
        replace(teacher(), teacher_id=str(day), certificates=(Certificate(kind="LICENCE", issued_on=day),))
        for day in (date(2012, 8, 31), date(2012, 9, 1))
    ]

    found = list(
        judge_many(of, terms=terms(), people=[Person(teacher=one, rows=[]) for one in holders], keys={}, as_of=END)
    )

    outlines = [one for one in found if isinstance(one, Outline)]
    assert [one.verdict for one in outlines] == [Result.NOT_MET, Result.MET]
