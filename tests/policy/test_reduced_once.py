"""What a relief reckons by the time in post is not made smaller for the same time again, unless the pack says so."""

from datetime import date
from decimal import Decimal

import pytest

from services.cli.packs.advice import advice
from services.policy.engine import ClauseResult, Result
from services.policy.facts import Leave, Teacher
from services.policy.format import Pack
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, appointment, clause, teacher, terms
from tests.policy.matrix import matrix

HIRED = date(2014, 9, 1)


def newcomer(*leaves: Leave) -> Teacher:
    return teacher(appointment(valid_from=HIRED), hire_date=HIRED, leaves=leaves)


LEAVE = Leave(kind="MATERNITY", first=date(2014, 9, 1), last=date(2015, 8, 31))


def pack(word: str, *, shrinks: str = "true", more: tuple[tuple[str, str], ...] = ()) -> Pack:
    """MATRIX with a total of 60 that shrinks, and 12 for each remaining year for who joined in the cycle."""
    relief = f"""\
  - id: MX-20
    kind: proration
    title: {{zh: 中途入职, en: joins in the cycle}}
    quotes: [按剩余年数]
    formal: 12 for each remaining year.
    who: {{when: hire_day > cycle_start_day}}
    relief:
      adjusts: [{{clause: MX-01, amount: remaining_years * 12{word}}}]
  - id: MX-02
"""
    return matrix(
        (
            *more,
            ("    formal: At least 60 credits.", f"    formal: x\n    shrinks: {shrinks}"),
            ("  - id: MX-02\n", relief),
            (
                "service: {counts: [joined_late, left_early]",
                "service: {suspending_leaves: [MATERNITY], counts: [joined_late, left_early, on_leave]",
            ),
        )
    )


def total(of: Pack, who: Teacher) -> ClauseResult:
    return clause(judged(of, [], under=terms(), who=who, as_of=CYCLE_END), "MX-01")


@pytest.mark.parametrize(
    ("word", "required"),
    [
        # Two of five years are left: 24, and by the years once more 24 x 2/5 = 9.6, up to 10.
        ("", 10),
        (", shrinks: true", 10),
        (", shrinks: false", 24),
        (", shrinks: [on_leave]", 24),
        (", shrinks: [joined_late]", 10),
    ],
)
def test_a_pack_says_whether_what_a_relief_asks_shrinks_once_more(word: str, required: int) -> None:
    assert total(pack(word), newcomer()).required == required


@pytest.mark.parametrize(
    ("word", "required"),
    # On leave in one of the two years: by years 4/5 of 24 is 19.2, up to 19.5; joined late too it is 1/5: 4.8, 5.
    [(", shrinks: [on_leave]", "19.5"), (", shrinks: false", "24"), (", shrinks: true", "5")],
)
def test_leave_makes_it_smaller_where_the_pack_names_leave(word: str, required: str) -> None:
    assert total(pack(word), newcomer(LEAVE)).required == Decimal(required)


@pytest.mark.parametrize(("shrinks", "required"), [("true", 12), ("[on_leave]", 48), ("[joined_late]", 24)])
def test_a_clause_itself_may_shrink_for_some_reasons_only(shrinks: str, required: int) -> None:
    of = pack(", shrinks: false", shrinks=shrinks)
    others = matrix_without_relief(shrinks)

    assert total(of, newcomer(LEAVE)).required == 24
    assert total(others, newcomer(LEAVE)).required == required


def matrix_without_relief(shrinks: str) -> Pack:
    return matrix(
        (
            ("    formal: At least 60 credits.", f"    formal: x\n    shrinks: {shrinks}"),
            (
                "service: {counts: [joined_late, left_early]",
                "service: {suspending_leaves: [MATERNITY], counts: [joined_late, left_early, on_leave]",
            ),
        )
    )


def test_a_relief_of_one_unit_leaves_the_other_as_the_clause_says() -> None:
    both = (
        "        caps: [MX-11, MX-12, MX-13, MX-14]\n",
        """\
      - label: {zh: 学时, en: hours}
        unit: hours
        limits: [{sense: floor, amount: 100, inclusive: true}]
""",
    )
    of = pack(", unit: credits, shrinks: false", more=(both,))

    found = total(of, newcomer())

    # Credits 12 for each of two years; hours 100 x 2/5.
    assert [quantity.required for quantity in found.quantities] == [Decimal(24), Decimal(40)]


def test_a_year_on_leave_asks_nothing_only_where_leave_counts() -> None:
    def years(shrinks: str) -> Result:
        of = matrix(
            (
                ("    formal: At least 60 credits.", f"    formal: x\n    period: year\n    shrinks: {shrinks}"),
                (
                    "service: {counts: [joined_late, left_early]",
                    "service: {suspending_leaves: [MATERNITY], counts: [joined_late, left_early, on_leave]",
                ),
            )
        )
        found = judged(of, [], under=terms(), who=newcomer(LEAVE), as_of=CYCLE_END)
        return clause(found, "MX-01", "2014-2015").result

    assert years("true") is Result.EXEMPT
    assert years("[joined_late]") is Result.NOT_MET


@pytest.mark.parametrize(("word", "warned"), [("", True), (", shrinks: true", False), (", shrinks: false", False)])
def test_check_tells_what_to_write_where_a_number_would_shrink_twice(word: str, warned: object) -> None:
    lines = [line for line in advice(pack(word)) if line.startswith("MX-20")]

    assert bool(lines) is warned
    assert all("shrinks: false" in line and "shrinks: [on_leave]" in line for line in lines)
