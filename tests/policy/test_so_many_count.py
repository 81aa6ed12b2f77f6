"""So many papers a year count, those worth most: caps by number, alone and with all that cuts besides."""

from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest

from services.policy.engine import Result
from services.policy.facts import Entry
from services.policy.format import Pack, PackRefused
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, CYCLE_START, clause, school_year, teacher, terms
from tests.policy.matrix import credit
from tests.policy.test_never_worse import HEAD, floor, made

TWO = "{sense: cap_counted, amount: 2, counts: entries, inclusive: true, per: year}"


def cap(limit: str = TWO, clause_id: str = "MX-02", where: str = "{kind: [PAPER]}") -> str:
    return f"""\
  - id: {clause_id}
    kind: cap
{HEAD}    parts: [{{label: {{zh: 论文, en: papers}}, where: {where}, unit: credits, limits: [{limit}]}}]
"""


def pack(more: str = ", caps: [MX-02]", amount: str = "20", caps: str = cap()) -> Pack:
    total = floor("学分", "{mode: [CENTRALISED, ONLINE, SCHOOL_BASED]}", amount, more)
    return made(f"  - id: MX-01\n    kind: total\n{HEAD}    parts: [{total}]\n{caps}")


def paper(amount: int | str, year: int = 1, entry_id: str | None = None, **more: str) -> Entry:
    named = {} if entry_id is None else {"entry_id": entry_id}
    return credit(amount, kind="PAPER", on=school_year(year), **named, **more)


def counted(of: Pack, *entries: Entry) -> int:
    standing = judged(of, entries, under=terms(), who=teacher(), as_of=CYCLE_END)
    return int(clause(standing, "MX-01").counted or 0)


def test_the_two_worth_most_of_each_year_count_whatever_the_order() -> None:
    papers = [paper(3), paper(5, entry_id="best"), paper(4), paper(1, 2), paper(2, 3)]

    assert counted(pack(), *papers) == 5 + 4 + 1 + 2
    assert counted(pack(), *papers[::-1]) == 5 + 4 + 1 + 2
    assert counted(pack(), *papers, credit(10)) == 22


def test_what_does_not_count_says_so_with_the_clause() -> None:
    papers = [paper(3, entry_id="least"), paper(5), paper(4)]

    standing = judged(pack(), papers, under=terms(), who=teacher(), as_of=CYCLE_END)

    (left_out,) = clause(standing, "MX-01").not_counted
    assert (left_out.entry_id, left_out.amount) == ("least", 3)
    assert left_out.reason_zh == "论文每学年最多计2项，取分值高的（MX-02）"
    assert left_out.reason_en == "at most 2 of papers count each school year, those worth most (MX-02)"
    assert (
        "论文已计9学分，另有3学分未计入（论文每学年最多计2项，取分值高的）。" in clause(standing, "MX-02").sentence_zh
    )


def test_of_what_is_worth_the_same_the_earlier_counts() -> None:
    first = credit(4, kind="PAPER", on=date(2011, 10, 1), entry_id="c")
    others = [credit(4, kind="PAPER", on=date(2011, 11, day), entry_id=name) for day, name in ((1, "b"), (2, "a"))]

    standing = judged(pack(), [*others, first], under=terms(), who=teacher(), as_of=CYCLE_END)

    assert [one.entry_id for one in clause(standing, "MX-01").not_counted] == ["a"]


def test_it_comes_before_caps_of_credits_and_takes_no_more_from_them() -> None:
    six = cap("{sense: cap_counted, amount: 6, inclusive: true}", "MX-03")
    both = pack(", caps: [MX-02, MX-03]", caps=cap() + six)

    # 5 + 4 count as two papers, and 6 of these as credits.
    assert counted(both, paper(3), paper(5), paper(4)) == 6
    assert counted(both, paper(3), paper(1)) == 4


def test_a_share_is_of_what_counts() -> None:
    share = "{sense: cap_counted, amount: 50, percent_of: all, inclusive: true}"
    half = cap(share, "MX-03", "{mode: [ONLINE]}")
    of = pack(", caps: [MX-02, MX-03]", caps=cap() + half)

    # Two papers of 4 are all that is not online, so that 8 online credits are half of it, and the third paper is none.
    assert counted(of, paper(4), paper(4), paper(4), credit(30, mode="ONLINE")) == 16


def test_tiers_take_in_what_is_left() -> None:
    tiers = (
        ", caps: [MX-02], tiers: [{id: FIRST, label: {zh: 论文层, en: f}, size: 8, accepts: {kind: [PAPER]}}, "
        "{id: REST, label: {zh: 余, en: r}, size: 12}]"
    )

    assert counted(pack(tiers), paper(4), paper(3), paper(2)) == 7
    assert counted(pack(tiers), paper(6), paper(6), paper(6), credit(4)) == 16


def test_a_lost_number_leaves_it_open() -> None:
    lost = pack(caps=cap(TWO.replace("amount: 2", "amount: null")))

    def result(*entries: Entry) -> Result:
        return clause(judged(lost, entries, under=terms(), who=teacher(), as_of=CYCLE_END), "MX-01").result

    assert result(credit(20)) is Result.MET
    assert result(credit(20), paper(1)) is Result.MET
    assert result(credit(10), paper(10)) is Result.UNDETERMINED
    assert result(credit(10), paper(9)) is Result.NOT_MET


def test_it_is_the_best_that_can_be_had() -> None:
    choose = Random(3)
    for _ in range(60):
        papers = [
            credit(choose.randrange(1, 9), kind="PAPER", on=CYCLE_START + timedelta(days=choose.randrange(1800)))
            for _ in range(choose.randrange(9))
        ]
        by_year: dict[int, list[int]] = {}
        for one in papers:
            year = one.earned_to.year - (one.earned_to < date(one.earned_to.year, 9, 1))
            by_year.setdefault(year, []).append(int(one.credits))
        best = sum(max(sum(pair) for pair in combinations([*some, 0], 2)) for some in by_year.values())

        assert counted(pack(), *papers) == best


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (TWO.replace("cap_counted", "cap_hard"), "a number of entries is a cap_counted"),
        (TWO.replace("true", "false"), "a number of entries is a cap_counted"),
        (TWO.replace("per: year", "per: entry"), "a number of entries is a cap_counted"),
        (TWO.replace("per: year", "percent_of: all"), "a number of entries is a cap_counted"),
    ],
)
def test_a_number_of_entries_is_a_plain_cap(limit: str, words: str) -> None:
    with pytest.raises(PackRefused, match=words):
        pack(caps=cap(limit))
