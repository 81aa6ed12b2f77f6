"""Caps for each class, month or year in tiers and over all tiers together, and tiers whose numbers are lost."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.policy.engine import ClauseResult, Result
from services.policy.facts import Entry
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, clause, teacher, terms
from tests.policy.matrix import credit, matrix

FIRST, REST = "accepts: {kind: [COURSE]}}", "label: {zh: 其余, en: the rest}}"
WORDS = """\
  - id: MX-22
    kind: tier
    of: MX-08
    tier: FIRST
    title: {zh: 课程层, en: the tier of courses}
    quotes: [课程层]
    formal: The tier of courses.
  - id: MX-11
"""
TIER = ("  - id: MX-11\n", WORDS)


def tiers(entries: Sequence[Entry], *changes: tuple[str, str], of: str = "MX-08") -> ClauseResult:
    found = judged(matrix(changes), entries, under=terms(), who=teacher(), as_of=CYCLE_END)
    return clause(found, of)


def parts(found: ClauseResult) -> list[Decimal]:
    """What counted in all, and what each tier took in."""
    return [quantity.counted for quantity in found.quantities]


IN_FIRST = (FIRST, "accepts: {kind: [COURSE]}, caps: [MX-11]}")


def over_all(*caps: str) -> tuple[str, str]:
    tiers_of_mx_08 = "limits: [{sense: floor, amount: 20, inclusive: true}]\n        tiers:"
    return tiers_of_mx_08, tiers_of_mx_08.replace(
        "        tiers:", f"        caps: [{', '.join(caps)}]\n        tiers:"
    )


LECTURES_ONLY = (
    (FIRST, "accepts: {kind: [LECTURE]}, caps: [MX-11, MX-12]}"),
    (REST, REST[:-1] + ", accepts: {kind: [PAPER]}}"),
)


def test_a_cap_for_each_class_in_a_tier_sends_the_rest_to_the_next_tier() -> None:
    found = tiers([credit(9, class_id="a"), credit(2, class_id="b")], IN_FIRST)

    # 6 of class a and 2 of class b fill the tier of courses; 3 of class a go to the rest, which has no cap.
    assert parts(found) == [11, 8, 3]
    assert found.not_counted == ()


def test_a_cap_over_all_tiers_together_cuts_before_they_are_filled() -> None:
    found = tiers([credit(9, class_id="a"), credit(2, class_id="b"), credit(4, entry_id="no class")], over_all("MX-11"))

    assert parts(found) == [12, 10, 2]
    (line,) = found.not_counted
    assert line.amount == 3
    assert line.reason_zh == "超出培训班学分最多计入的6学分（MX-11）"


def test_a_yearly_cap_in_a_tier_holds_for_each_year_of_what_enters_it() -> None:
    change = (FIRST, "accepts: {kind: [LECTURE]}, caps: [MX-12]}")
    year = [credit(6, kind="LECTURE", on=date(2011, 10, day), entry_id=f"l{day}") for day in (1, 2)]

    found = tiers([*year, credit(6, kind="LECTURE", on=date(2012, 10, 1))], change)

    # 8 of the first year and 2 of the second are the 10 of the tier; the other 8 are the rest.
    assert parts(found) == [18, 10, 8]


def test_caps_of_class_and_year_within_one_tier_both_hold() -> None:
    lectures = [
        credit(9, kind="LECTURE", class_id="a", on=date(2011, 10, 1)),
        credit(5, kind="LECTURE", class_id="b", on=date(2012, 3, 1)),
    ]

    found = tiers(lectures, *LECTURES_ONLY)

    # 6 of class a, 5 of class b, and at most 8 in the year.
    assert parts(found)[0] == 8


def test_a_class_over_two_years_is_cut_by_both_caps_and_never_counts_more() -> None:
    lectures = [
        credit(5, kind="LECTURE", class_id="a", on=date(2012, 8, 30)),
        credit(5, kind="LECTURE", class_id="a", on=date(2012, 9, 1)),
        credit(6, kind="LECTURE", class_id="b", on=date(2012, 8, 1)),
    ]

    # Of class a at most 6 and of the first year 8: all 5 of a's second year, 1 of its first, 6 of b; the tier holds 10.
    assert parts(tiers(lectures, *LECTURES_ONLY))[0] == 10


@pytest.mark.parametrize(("day", "counted"), [(date(2011, 10, 1), 6), (date(2011, 10, 2), 12)])
def test_a_cap_for_each_day(day: date, counted: int) -> None:
    daily = ("amount: 6, inclusive: true, per: class", "amount: 6, inclusive: true, per: day")
    entries = [credit(9, on=date(2011, 10, 1)), credit(8, on=day)]

    assert parts(tiers(entries, daily, over_all("MX-11")))[0] == counted


def test_who_is_excused_from_a_cap_is_not_cut_by_it_in_a_tier() -> None:
    who = ("    formal: At most 6 credits count for one class.", "    formal: x\n    who: {within: [CLASS_TEACHERS]}")

    assert parts(tiers([credit(20, class_id="a")], over_all("MX-11"), who))[0] == 20


def test_a_yearly_cap_is_held_by_tallies_too() -> None:
    lectures = [credit(6, kind="LECTURE", on=date(2011, month, 1)) for month in (9, 10, 11)]

    assert tiers(lectures, over_all("MX-12")).counted == 8


@st.composite
def lots(draw: st.DrawFn) -> list[Entry]:
    return [
        credit(
            draw(st.integers(1, 12)),
            kind=draw(st.sampled_from(["COURSE", "LECTURE", "PAPER"])),
            class_id=draw(st.sampled_from([None, "a", "b", "c"])),
            on=draw(st.sampled_from([date(2011, 10, 1), date(2012, 8, 31), date(2012, 9, 1)])),
            entry_id=f"e{number}",
        )
        for number in range(draw(st.integers(1, 6)))
    ]


@settings(max_examples=150, deadline=None)
@given(
    lots(),
    st.sampled_from([(IN_FIRST,), (over_all("MX-11"),), (over_all("MX-11", "MX-12"),), (IN_FIRST, over_all("MX-12"))]),
    st.randoms(use_true_random=False),
)
def test_the_order_of_entries_and_one_more_of_them_never_lower_what_counts(
    entries: list[Entry], changes: tuple[tuple[str, str], ...], chance: Random
) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)

    whole = tiers(entries, *changes)

    assert parts(tiers(shuffled, *changes)) == parts(whole)
    assert parts(tiers(entries[:-1], *changes))[0] <= parts(whole)[0]
    counted = sum(line.amount for line in whole.counted_entries)
    assert counted + sum(line.amount for line in whole.not_counted) == sum(e.credits for e in entries)


SIZE_PARAMETER = (
    ("  mid_term:", "  courses: {type: number, title: {zh: 课程层, en: tier of courses}}\n  mid_term:"),
    ("size: 10, accepts", "size: courses, accepts"),
)


def test_a_tier_whose_size_is_lost_decides_nothing_where_another_takes_all() -> None:
    assert tiers([credit(20)], *SIZE_PARAMETER).result is Result.MET
    assert tiers([credit(19)], *SIZE_PARAMETER).result is Result.NOT_MET


def test_a_lost_size_is_open_where_what_it_holds_decides() -> None:
    only_papers = (REST, REST[:-1] + ", accepts: {kind: [PAPER]}}")

    assert tiers([credit(20)], *SIZE_PARAMETER, only_papers).result is Result.UNDETERMINED
    assert tiers([credit(9), credit(10, kind="PAPER")], *SIZE_PARAMETER, only_papers).result is Result.NOT_MET


def test_the_words_of_a_tier_are_open_while_a_number_of_the_tiers_is_lost() -> None:
    found = tiers([credit(25)], TIER, *SIZE_PARAMETER, of="MX-22")

    assert (found.result, found.reason) == (Result.UNDETERMINED, "number_lost")


def test_a_tier_of_a_total_of_which_another_part_fails_while_its_own_number_is_lost() -> None:
    part = """\
      - label: {zh: 论文, en: papers}
        where: {kind: [PAPER]}
        unit: credits
        limits: [{sense: floor, amount: 5, inclusive: true}]
  - id: MX-11
"""
    lost_each = ("        tiers:\n", "        each: {per: class, at_least: null}\n        tiers:\n")

    whole = tiers([credit(20)], ("  - id: MX-11\n", part), lost_each)
    tier = tiers([credit(20)], ("  - id: MX-11\n", part), ("  - id: MX-11\n", WORDS), lost_each, of="MX-22")

    assert whole.result is Result.NOT_MET
    assert tier.result is Result.UNDETERMINED
