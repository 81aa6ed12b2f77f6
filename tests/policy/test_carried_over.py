"""The surplus of a year carried into the next within the cycle: once, in the order of years, up to a limit."""

from collections.abc import Sequence
from datetime import date

import pytest

from services.policy.engine import Result
from services.policy.facts import Entry, Exemption, Teacher
from services.policy.format import Pack, PackRefused
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, appointment, teacher, terms
from tests.policy.matrix import credit, matrix

YEARLY = """\
  - id: MX-24
    kind: yearly
    title: {zh: 年度, en: yearly}
    quotes: [每年72学时，可结转20学时]
    formal: 72 hours a year, up to 20 carried over.
    period: year
    parts:
      - label: {zh: 研修, en: training}
        unit: hours
        limits: [{sense: floor, amount: 72, inclusive: true}]
        offsets: [{label: {zh: 上年结转, en: carried over}, carried_from: previous_year, most: 20}]
"""
ONLINE = """\
  - id: MX-25
    kind: yearly
    title: {zh: 网络, en: online}
    quotes: [网络10学时，可用年度学时超出部分冲抵]
    formal: 10 hours online a year, filled by the surplus of the year.
    period: year
    parts:
      - label: {zh: 网络, en: online}
        where: {mode: [ONLINE]}
        unit: hours
        limits: [{sense: floor, amount: 10, inclusive: true}]
        offsets: [{label: {zh: 年度结余, en: surplus}, surplus_of: MX-24, most: null}]
"""
NEXT = "  - id: MX-11\n"
MET, SHORT = Result.MET, Result.NOT_MET


def pack(*more: str) -> Pack:
    return matrix(((NEXT, "".join([YEARLY, *more, NEXT])),))


def years(of: Pack, *amounts: int, clause: str = "MX-24", who: Teacher | None = None) -> list[Result]:
    """Return what each year comes to, with so many hours in each."""
    entries = [credit(1, hours=amount, on=date(2011 + n, 11, 1)) for n, amount in enumerate(amounts) if amount]
    return results(of, entries, clause=clause, who=who)


def results(of: Pack, entries: Sequence[Entry], *, clause: str = "MX-24", who: Teacher | None = None) -> list[Result]:
    found = judged(of, entries, under=terms(), who=who or teacher(), as_of=CYCLE_END)
    return [one.result for one in found.clauses if one.clause_id == clause]


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        # 20 of the surplus are carried over, not 21.
        ((92, 52, 72, 72, 72), [MET, MET, MET, MET, MET]),
        ((100, 51, 72, 72, 72), [MET, SHORT, MET, MET, MET]),
        ((82, 62, 72, 72, 72), [MET, MET, MET, MET, MET]),
        ((82, 61, 72, 72, 72), [MET, SHORT, MET, MET, MET]),
        # What the second year does not need is not carried on to the third.
        ((92, 72, 52, 72, 72), [MET, MET, SHORT, MET, MET]),
        # What filled the second year is no surplus of it, but what it has over by itself is.
        ((92, 52, 52, 72, 72), [MET, MET, SHORT, MET, MET]),
        ((92, 92, 52, 72, 72), [MET, MET, MET, MET, MET]),
        # A year never takes from the one after it, and the first from none.
        ((52, 92, 72, 72, 72), [SHORT, MET, MET, MET, MET]),
    ],
)
def test_a_surplus_goes_to_the_next_year_only(amounts: tuple[int, ...], expected: list[Result]) -> None:
    assert years(pack(), *amounts) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # 25 over: 10 stand in for online study of the same year, 15 are left for the next.
        (97, 57, [MET, MET]),
        (97, 56, [MET, SHORT]),
        # 35 over: 10 stand in, 20 of the 25 left are carried.
        (107, 52, [MET, MET]),
    ],
)
def test_what_stood_in_for_something_in_its_own_year_is_not_carried_over(
    first: int, second: int, expected: list[Result]
) -> None:
    of = pack(ONLINE)

    assert years(of, first, second)[:2] == expected
    assert years(of, first, second, clause="MX-25")[0] is MET


def test_it_is_told_what_was_carried_over() -> None:
    entries = [credit(1, hours=92, on=date(2011, 11, 1)), credit(1, hours=60, on=date(2012, 11, 1))]

    found = judged(pack(), entries, under=terms(), who=teacher(), as_of=date(2013, 8, 31))
    second = next(one for one in found.clauses if (one.clause_id, one.period) == ("MX-24", "2012-2013"))

    assert second.counted == 72
    assert "其中以上年结转折抵12学时" in second.sentence_zh
    assert second.calculation == "研修: + 上年结转（上一年度结转） (≤ 20) = 12"


def test_a_year_out_of_post_carries_nothing_over() -> None:
    hired = date(2012, 9, 1)
    late = teacher(appointment(valid_from=hired), hire_date=hired)

    assert years(pack(), 92, 60, who=late)[:2] == [Result.NOT_APPLICABLE, SHORT]


def test_a_year_that_is_excused_carries_over_what_lies_beyond_its_number() -> None:
    excused = Exemption(clause="MX-24", first=date(2011, 9, 1), last=date(2012, 8, 31), ground="援疆")

    found = years(pack(), 82, 62, who=teacher(exemptions=(excused,)))

    assert found[:2] == [Result.EXEMPT, MET]


def test_only_what_is_asked_by_year_can_be_carried_over() -> None:
    by_semester = YEARLY.replace("kind: yearly", "kind: total").replace("period: year", "period: semester")

    with pytest.raises(PackRefused, match="say period: year"):
        matrix(((NEXT, by_semester + NEXT),))
