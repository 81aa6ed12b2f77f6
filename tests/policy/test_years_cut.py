"""A judging year of which the cycle has only a part asks the whole, its part, or nothing, as the pack says."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from services.cli.packs.serving import told
from services.policy.engine import ClauseResult, Result
from services.policy.facts import Entry, Teacher
from services.policy.format import Pack
from tests.policy.both import judged
from tests.policy.making import appointment, hours, teacher, terms
from tests.policy.matrix import matrix

START, END = date(2011, 7, 1), date(2016, 6, 30)


def pack(word: str, *, shrinks: str = "false") -> Pack:
    """MATRIX by calendar years, with 24 hours asked in each."""
    yearly = f"""\
  - id: MX-21
    kind: yearly
    title: {{zh: 年度, en: yearly}}
    quotes: [每年24学时]
    formal: 24 hours a year.
    period: year
    shrinks: {shrinks}
    parts: [{{label: {{zh: 研修, en: training}}, unit: hours, limits: [{{sense: floor, amount: 24, inclusive: true}}]}}]
  - id: MX-02
"""
    return matrix(
        (
            ("  calendar: school_year\n  starts_month: 9", f"  calendar: calendar_year{word}\n  starts_month: 1"),
            ("  - id: MX-02\n", yearly),
        )
    )


def years(
    of: Pack, entries: Sequence[Entry] = (), *, start: date = START, end: date = END, who: Teacher | None = None
) -> dict[str | None, ClauseResult]:
    found = judged(of, entries, under=terms(start=start, end=end), who=who or teacher(), as_of=end)
    return {one.period: one for one in found.clauses if one.clause_id == "MX-21"}


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        ("", {"2011": 24, "2012": 24, "2013": 24, "2014": 24, "2015": 24}),
        ("\n  cut: whole", {"2011": 24, "2012": 24, "2013": 24, "2014": 24, "2015": 24}),
        ("\n  cut: prorated", {"2011": 12, "2012": 24, "2013": 24, "2014": 24, "2015": 24, "2016": 12}),
        ("\n  cut: not_asked", {"2012": 24, "2013": 24, "2014": 24, "2015": 24}),
    ],
)
def test_a_cycle_from_july_to_june_asks_by_calendar_years_as_the_pack_says(word: str, asked: dict[str, int]) -> None:
    assert {year: one.required for year, one in years(pack(word)).items()} == asked


def test_a_cut_year_is_met_by_its_part_and_says_why_it_is_less() -> None:
    found = years(pack("\n  cut: prorated"), [hours(12, on=date(2011, 7, 1)), hours(50, on=date(2011, 6, 30))])

    assert found["2011"].result is Result.MET
    assert found["2011"].counted == 12
    assert "24 × 1/2 = 12，该年度有6个月在周期内、共12个月" in found["2011"].sentence_zh
    assert "6 of its 12 months in the cycle" in found["2011"].sentence_en
    assert found["2012"].result is Result.NOT_MET


def test_a_month_belongs_to_the_side_on_which_most_of_it_lies() -> None:
    early = years(pack("\n  cut: prorated"), start=date(2011, 7, 16))
    late = years(pack("\n  cut: prorated"), start=date(2011, 7, 17))

    # 16 of July's 31 days are its half and more: 6 months; 15 are not: 5 of 12 months, 10 hours.
    assert early["2011"].required == 12
    assert late["2011"].required == 10


def test_time_in_post_makes_the_part_of_a_cut_year_smaller_still() -> None:
    hired = date(2011, 10, 1)
    late = teacher(appointment(valid_from=hired), hire_date=hired)

    found = years(pack("\n  cut: prorated", shrinks="true"), who=late)

    # In post in 3 of the 6 months that the cycle has of the year: half of half of 24.
    assert found["2011"].required == 6
    assert "该年度有6个月在周期内、共12个月，在岗3个月、共6个月" in found["2011"].sentence_zh
    assert found["2012"].required == 24


def test_a_year_that_the_cycle_has_whole_is_never_cut() -> None:
    found = years(pack("\n  cut: prorated"), start=date(2011, 1, 1), end=date(2015, 12, 31))

    assert [one.required for one in found.values()] == [Decimal(24)] * 5


@pytest.mark.parametrize(
    ("word", "said"),
    [("", "asks the whole"), ("\n  cut: prorated", "by the months"), ("\n  cut: not_asked", "nothing")],
)
def test_check_says_what_a_cut_year_asks(word: str, said: str) -> None:
    (line,) = [line for line in told(pack(word)) if "the cycle cuts" in line]

    assert said in line
