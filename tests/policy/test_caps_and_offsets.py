"""Caps, shares and offsets: how much counts, what was cut by whose words, and what stood in."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.policy.engine import ClauseResult, Result, Standing, judge
from services.policy.engine.caps import Bound, allow
from services.policy.facts import Entry, Fact
from services.policy.format import PackRefused
from tests.policy.making import CYCLE_END, appointment, clause, teacher, terms
from tests.policy.matrix import credit, matrix


def judged(
    entries: Sequence[Entry], *changes: tuple[str, str], who: Any = None, facts: Sequence[Fact] = (), **given: Any
) -> Standing:
    return judge(
        matrix(changes),
        terms=terms(**given),
        teacher=who or teacher(),
        entries=entries,
        as_of=CYCLE_END,
        facts=facts,
    )


def reasons(found: ClauseResult) -> dict[str, tuple[Decimal, str]]:
    return {line.entry_id: (line.amount, line.reason_zh) for line in found.not_counted}


def test_a_cap_for_each_class_cuts_every_class_by_itself() -> None:
    found = clause(
        judged(
            [
                credit(9, class_id="a", entry_id="a1"),
                credit(4, class_id="b", on=date(2012, 3, 1), entry_id="b1"),
                credit(5, class_id="b", on=date(2012, 4, 1), entry_id="b2"),
                credit(7, entry_id="no-class"),
            ]
        ),
        "MX-01",
    )

    # 6 of class a, 6 of class b; what belongs to no class is not cut: 7.
    assert found.counted == 19
    assert reasons(found) == {
        "a1": (3, "超出培训班学分最多计入的6学分（MX-11）"),
        "b2": (3, "超出培训班学分最多计入的6学分（MX-11）"),
    }
    assert "另有6学分未计入" in found.sentence_zh


def test_a_yearly_cap_cuts_each_year_of_a_total_over_the_cycle() -> None:
    lectures = [
        credit(5, kind="LECTURE", class_id=f"c{n}", on=on, entry_id=f"l{n}")
        for n, on in enumerate([date(2011, 10, 1), date(2012, 5, 1), date(2012, 10, 1)])
    ]

    found = clause(judged(lectures), "MX-01")

    assert found.counted == 13
    assert reasons(found) == {"l1": (2, "超出讲座学分每学年最多计入的8学分（MX-12）")}


def test_a_cap_as_a_share_of_all_is_a_share_of_what_counts() -> None:
    online = [credit(6, mode="ONLINE", class_id=f"o{n}", entry_id=f"o{n}") for n in range(3)]

    found = clause(judged([*online, credit(4, class_id="x")]), "MX-01")

    # At most half of what counts is online: as much as the 4 that are not.
    assert found.counted == 8
    assert reasons(found) == {
        "o0": (2, "超出网络学分最多计入的4学分（MX-13）"),
        "o1": (6, "超出网络学分最多计入的4学分（MX-13）"),
        "o2": (6, "超出网络学分最多计入的4学分（MX-13）"),
    }


def test_an_entry_that_shifts_what_a_share_lets_in_takes_nothing_from_the_total() -> None:
    # Half of what counts may be online, 6 in a class: the best filling lies between two ten-thousandths.
    entries = [
        credit("4.375", mode="ONLINE", entry_id="online"),
        credit(6, class_id="class-1", entry_id="class"),
        credit("0.0001", entry_id="least"),
    ]
    more = credit("0.875", mode="ONLINE", class_id="class-1", entry_id="more")

    before, after = clause(judged(entries), "MX-01"), clause(judged([*entries, more]), "MX-01")

    assert (before.counted, after.counted) == (Decimal("10.3751"), Decimal("10.3751"))
    online = sum(one.amount for one in after.counted_entries if one.entry_id in {"online", "more"})
    assert online <= after.counted / 2


def test_caps_that_overlap_let_in_as_much_as_can_count_at_all() -> None:
    # Lectures of one year: at most 8. The school's level: at most 24, which its courses fill. Letting in the school's
    # lectures because they came first would leave no room for the lecture of the county: 24 and not 30 would count.
    entries = [
        credit(6, kind="LECTURE", level="SCHOOL", class_id="both-1", entry_id="both-1"),
        credit(6, kind="LECTURE", level="SCHOOL", class_id="both-2", entry_id="both-2"),
        credit(6, kind="LECTURE", class_id="lecture", entry_id="lecture"),
        *(credit(6, level="SCHOOL", class_id=f"s{n}", entry_id=f"s{n}") for n in range(4)),
    ]

    found = clause(judged(entries), "MX-01")

    assert found.counted == 6 + 24
    assert found.counted + sum(line.amount for line in found.not_counted) == 42


def test_the_order_of_caps_in_the_pack_changes_nothing_where_they_overlap() -> None:
    entries = [
        credit(6, kind="LECTURE", level="SCHOOL", class_id="both"),
        credit(5, kind="LECTURE", class_id="lecture"),
        *(credit(6, level="SCHOOL", class_id=f"s{n}") for n in range(4)),
    ]

    one = clause(judged(entries), "MX-01")
    other = clause(judged(entries, ("[MX-11, MX-12, MX-13, MX-14]", "[MX-14, MX-13, MX-12, MX-11]")), "MX-01")

    assert one.counted == other.counted == 5 + 24


def test_a_cap_binds_only_whom_its_clause_binds() -> None:
    change = (
        "    formal: At most 6 credits count for one class.",
        "    formal: x\n    who: {within: [CLASS_TEACHERS]}",
    )
    entries = [credit(9, class_id="a")]

    assert clause(judged(entries, change), "MX-01").counted == 9
    head_of_class = teacher(appointment(class_teacher=True))
    assert clause(judged(entries, change, who=head_of_class), "MX-01").counted == 6


def test_a_cap_whose_number_is_lost_leaves_in_doubt_only_what_it_might_cut() -> None:
    lost = ("amount: 6, inclusive: true, per: class", "amount: null, inclusive: true, per: class")
    floor = ("amount: 60", "amount: 5")

    assert clause(judged([], lost), "MX-01").result is Result.NOT_MET
    assert clause(judged([credit(4)], lost, floor), "MX-01").result is Result.NOT_MET
    doubtful = clause(judged([credit(7, class_id="a")], lost, floor), "MX-01")
    assert (doubtful.result, doubtful.reason) == (Result.UNDETERMINED, "number_lost")


def test_a_floor_as_a_share_of_all_shows_how_it_came_about() -> None:
    short = clause(judged([credit(3, hours=39, mode="SCHOOL_BASED"), credit(6, hours=61)]), "MX-07")
    enough = clause(judged([credit(4, hours=40, mode="SCHOOL_BASED"), credit(6, hours=60)]), "MX-07")

    assert (short.result, short.required, short.counted) == (Result.NOT_MET, 40, 39)
    assert short.calculation == "校本研修: 100 × 40% = 40"
    assert enough.result is Result.MET


def test_offsets_fill_only_what_is_missing_in_the_order_written_up_to_their_limits() -> None:
    ethics = credit(5, category="ETHICS", entry_id="ethics")
    papers = [credit(3, kind="PAPER", on=date(2012, n, 1), entry_id=f"paper-{n}") for n in (1, 2, 3)]
    ability = credit(20, category="ABILITY")

    found = clause(judged([ethics, *papers, ability]), "MX-02")

    # 5 short: papers bring at most 4 at half their worth (1.5 + 1.5 + 1), the surplus of ability the last one.
    assert (found.result, found.counted, found.gap) == (Result.MET, 10, 0)
    assert [(c.entry_id, c.amount, c.reason_zh) for c in found.counted_entries] == [
        ("ethics", 5, ""),
        ("paper-1", Decimal("1.5"), "以论文抵师德（最多4）"),
        ("paper-2", Decimal("1.5"), "以论文抵师德（最多4）"),
        ("paper-3", 1, "以论文抵师德（最多4）"),
    ]
    assert found.calculation == "师德: + 论文 × 1/2 (≤ 4) = 4; 师德: + 能力学分结余（MX-03） (≤ 2) = 1".replace(
        "1/2", "0.5"
    )
    assert [(q.label_zh, q.counted) for q in found.quantities] == [("师德", 10), ("论文", 4), ("能力学分结余", 1)]
    assert "（其中以论文折抵4学分）（其中以能力学分结余折抵1学分）" in found.sentence_zh


def test_what_is_reached_needs_no_offset() -> None:
    found = clause(judged([credit(10, category="ETHICS"), credit(8, kind="PAPER")]), "MX-02")

    assert found.counted == 10
    assert found.calculation is None


def test_a_surplus_is_only_what_lies_over_the_floor() -> None:
    reached = clause(judged([credit(9, category="ETHICS"), credit(12, category="ABILITY")]), "MX-02")
    one_more = clause(judged([credit(9, category="ETHICS"), credit(13, category="ABILITY")]), "MX-02")

    assert (reached.result, reached.counted) == (Result.NOT_MET, 9)
    assert (one_more.result, one_more.counted) == (Result.MET, 10)


def test_a_hard_limit_for_each_class_fails_the_clause() -> None:
    hard = (
        "sense: cap_counted, amount: 6, inclusive: true, per: class",
        "sense: cap_hard, amount: 6, inclusive: true, per: class",
    )

    within = clause(judged([credit(6, class_id="a"), credit(6, class_id="b")], hard, _UNCUT), "MX-11")
    over = clause(judged([credit(4, class_id="a"), credit(3, class_id="a")], hard, _UNCUT), "MX-11")

    assert within.result is Result.MET
    assert (over.result, over.reason) == (Result.NOT_MET, "too_much")


_UNCUT = ("caps: [MX-11, MX-12, MX-13, MX-14]", "caps: [MX-12, MX-13, MX-14]")


def essay(number: int, on: date) -> Fact:
    return Fact(fact_id=f"essay-{number}", kind="ESSAY", on=on, teacher_id="teacher-1")


def test_a_gate_asks_for_facts() -> None:
    one, two = essay(1, date(2012, 1, 1)), essay(2, date(2012, 2, 1))

    missing = clause(judged([], facts=[one]), "MX-06")
    reached = clause(judged([], facts=[two, one]), "MX-06")

    assert (missing.result, missing.reason) == (Result.NOT_MET, "not_done")
    assert "随笔应有2篇，已有1篇" in missing.sentence_zh
    assert reached.result is Result.MET


def test_facts_given_twice_are_an_error_and_later_ones_not_seen() -> None:
    later = essay(3, date(2016, 9, 1))

    assert clause(judged([], facts=[essay(1, date(2012, 1, 1)), later]), "MX-06").result is Result.NOT_MET
    with pytest.raises(ValueError, match="twice"):
        judged([], facts=[later, later])


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("caps: [MX-11, MX-12, MX-13, MX-14]", "caps: [MX-03]"), "has no upper limit"),
        (("amount: 60, inclusive: true", "amount: 60, inclusive: true, per: class"), "floor per class"),
        (("surplus_of: MX-03", "surplus_of: MX-02"), "own clause"),
        (("surplus_of: MX-03", "surplus_of: MX-05"), "counts no credits"),
        (("label: {zh: 其余, en: the rest}}", "label: {zh: 其余, en: the rest}, caps: [MX-13]}"), "a tier takes caps"),
    ],
)
def test_what_cannot_work_is_refused_when_the_pack_is_read(change: tuple[str, str], word: str) -> None:
    with pytest.raises(PackRefused, match=word):
        matrix((change,))


def most_by_trying(amounts: Sequence[int], bounds: Sequence[Bound]) -> int:
    """The greatest whole amount, by trying everything."""
    best = 0
    for taken in product(*(range(amount + 1) for amount in amounts)):
        if all(sum(t for place, t in enumerate(taken) if b.members >> place & 1) <= b.most for b in bounds):
            best = max(best, sum(taken))
    return best


some_bounds = st.lists(st.tuples(st.integers(1, 31), st.integers(0, 6)), max_size=5).map(
    lambda drawn: [Bound(members, most, number) for number, (members, most) in enumerate(drawn)]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=5, max_size=5), some_bounds)
def test_as_much_counts_as_any_choice_of_entries_could_bring(amounts: list[int], bounds: list[Bound]) -> None:
    found = allow(amounts, bounds)

    whole = most_by_trying(amounts, bounds)
    doubled = most_by_trying([2 * a for a in amounts], [Bound(b.members, 2 * b.most, b.cap) for b in bounds])
    # Fractions of an entry may count, and never less than whole ones.
    assert whole <= found.total <= doubled / 2 + 0.5
    assert sum(found.amounts) == found.total
    assert all(0 <= allowed <= amount for allowed, amount in zip(found.amounts, amounts, strict=True))
    assert sum(cut for _, cut, _ in found.cuts) == sum(amounts) - found.total


def test_three_caps_in_a_ring_are_filled_by_halves() -> None:
    ring = [Bound(0b011, 10, 0), Bound(0b110, 10, 1), Bound(0b101, 10, 2)]

    assert allow([10, 10, 10], ring).total == 15


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=5, max_size=5), some_bounds, st.integers(0, 4), st.integers(1, 5))
def test_more_of_an_entry_never_lets_in_less(amounts: list[int], bounds: list[Bound], place: int, more: int) -> None:
    grown = [amount + (more if index == place else 0) for index, amount in enumerate(amounts)]

    assert allow(grown, bounds).total >= allow(amounts, bounds).total
