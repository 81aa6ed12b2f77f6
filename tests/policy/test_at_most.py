"""Counts with an upper limit: so many are allowed in a slot, and one too many fails for good."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from services.policy.engine import ClauseResult, Progress, Result
from services.policy.facts import Fact, School
from services.policy.format import Pack, PackRefused
from services.policy.population import judge_school
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, clause, teacher, terms
from tests.policy.matrix import matrix

MOST = "at_most: 3"


def pack(most: str = MOST, *, every: str = "semester", scope: str = "teacher") -> Pack:
    """MATRIX with at most so many essays in every slot."""
    limit = f"""\
  - id: MX-23
    kind: count
    scope: {scope}
    title: {{zh: 事假上限, en: limit of leave}}
    quotes: [事假每学期不超过3次]
    formal: At most three leaves in every slot.
    every: {every}
    within: {"semester" if every == "semester" else "year"}
    items:
      - {{code: L, label: {{zh: 事假, en: leaves}}, facts: {{kind: [ESSAY]}}, {most}, unit: {{zh: 次, en: times}}}}
  - id: MX-11
"""
    return matrix(
        (
            ("  - id: MX-11\n", limit),
            ("  mid_term:", "  most: {type: number, title: {zh: 上限, en: most}}\n  mid_term:"),
        )
    )


def on(*days: date) -> list[Fact]:
    return [Fact(fact_id=f"f{n}", kind="ESSAY", on=day, teacher_id="teacher-1") for n, day in enumerate(days)]


def leaves(number: int, *, month: int = 10) -> list[Fact]:
    return on(*(date(2011, month, day) for day in range(1, number + 1)))


def first_semester(
    facts: Sequence[Fact],
    most: str = MOST,
    *,
    as_of: date = CYCLE_END,
    period: str = "2011-2012-1",
    every: str = "semester",
) -> ClauseResult:
    found = judged(pack(most, every=every), [], under=terms(), who=teacher(), as_of=as_of, facts=facts)
    return clause(found, "MX-23", period)


@pytest.mark.parametrize(
    ("most", "number", "result"),
    [
        (MOST, 0, Result.MET),
        (MOST, 3, Result.MET),
        (MOST, 4, Result.NOT_MET),
        ("at_most: 3, inclusive: false", 3, Result.NOT_MET),
        ("at_most: 0", 0, Result.MET),
        ("at_most: 0", 1, Result.NOT_MET),
        # A lost number is open only for who did any of it.
        ("at_most: null", 0, Result.MET),
        ("at_most: null", 1, Result.UNDETERMINED),
        ("at_most: most", 1, Result.UNDETERMINED),
    ],
)
def test_so_many_are_allowed(most: str, number: int, result: Result) -> None:
    assert first_semester(leaves(number), most).result is result


def test_one_too_many_fails_for_good_before_the_semester_ends() -> None:
    within = first_semester(leaves(3), as_of=date(2011, 10, 20))
    broken = first_semester(leaves(4), as_of=date(2011, 10, 20))

    assert (within.result, within.progress) == (Result.MET, Progress.ON_TRACK)
    assert (broken.result, broken.progress, broken.reason) == (Result.NOT_MET, Progress.FINAL, "too_much")
    assert "事假不得超过3次，现有4次，超出1次。未达标，已无法补救。" in broken.sentence_zh
    assert "4 times, at most 3 allowed, 1 too many. Not met, and this cannot be mended." in broken.sentence_en
    (quantity,) = broken.quantities
    assert quantity.required is None
    assert (quantity.counted, quantity.beyond) == (Decimal(4), Decimal(1))


def test_what_is_left_of_one_slot_is_no_room_in_another() -> None:
    facts = on(*(date(2011, 10, day) for day in range(1, 5)), date(2012, 3, 1))

    monthly = first_semester(facts, "at_most: 3", every="month", period="2011-2012")

    assert monthly.result is Result.NOT_MET
    assert "2011年10月" in monthly.sentence_zh
    assert "2012年3月" not in monthly.sentence_zh
    assert first_semester(facts, period="2011-2012-2").result is Result.MET


def test_one_breach_fails_its_year_and_the_verdict_and_no_other_year() -> None:
    of = pack("at_most: 0", every="year")

    found = judged(of, [], under=terms(), who=teacher(), as_of=date(2013, 8, 31), facts=on(date(2012, 1, 5)))

    assert clause(found, "MX-23", "2011-2012").result is Result.NOT_MET
    assert clause(found, "MX-23", "2012-2013").result is Result.MET
    assert found.verdict is Result.NOT_MET


def test_a_school_may_be_limited_too() -> None:
    own = [Fact(fact_id=f"s{n}", kind="ESSAY", on=date(2011, 10, n), school_id="school-1") for n in (1, 2, 3, 4)]

    def result(facts: Sequence[Fact]) -> Result:
        found = judge_school(
            pack(scope="school"),
            terms=terms(),
            school=School(school_id="school-1"),
            members=[],
            facts=facts,
            as_of=date(2011, 10, 20),
        )
        return next(one for one in found.clauses if one.clause_id == "MX-23").result

    assert result(own[:3]) is Result.MET
    assert result(own) is Result.NOT_MET


@pytest.mark.parametrize("most", ["at_most: 3, at_least: 1", "inclusive: true"])
def test_a_thing_of_a_count_either_asks_or_allows(most: str) -> None:
    with pytest.raises(PackRefused, match="either at_least or at_most"):
        pack(most)
