"""Numbers that the source lost: open where they decide, decided where they cannot matter."""

from collections.abc import Sequence
from datetime import date

import pytest

from services.policy.engine import ClauseResult, Result
from services.policy.facts import Entry
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, clause, teacher, terms
from tests.policy.matrix import credit, matrix

LOST_ONLINE = ("amount: 50, inclusive: true, percent_of: all", "amount: null, inclusive: true")


def total(entries: Sequence[Entry], *changes: tuple[str, str], of: str = "MX-01") -> ClauseResult:
    found = judged(matrix(changes), entries, under=terms(), who=teacher(), as_of=CYCLE_END)
    return clause(found, of)


def courses(credits_: int, *, mode: str = "CENTRALISED") -> list[Entry]:
    """Credits in classes of at most six."""
    parts = [6] * (credits_ // 6) + ([credits_ % 6] if credits_ % 6 else [])
    return [credit(part, mode=mode, class_id=f"{mode}-{n}") for n, part in enumerate(parts)]


@pytest.mark.parametrize(
    ("sure", "online", "result"),
    [(60, 20, Result.MET), (60, 0, Result.MET), (59, 20, Result.UNDETERMINED), (59, 0, Result.NOT_MET)],
)
def test_a_lost_cap_decides_nothing_for_who_reaches_the_floor_without_what_it_could_cut(
    sure: int, online: int, result: Result
) -> None:
    found = total([*courses(sure), *courses(online, mode="ONLINE")], LOST_ONLINE)

    assert found.result is result


def test_who_is_met_in_spite_of_a_lost_cap_is_told_what_of_it_is_open() -> None:
    found = total([*courses(60), *courses(20, mode="ONLINE")], LOST_ONLINE)

    assert "其中20学分受上限限制，该上限的数值缺失，能否计入未定" in found.sentence_zh
    assert "20 of them under a limit whose number is lost" in found.sentence_en


def test_an_open_case_says_that_it_is_the_number_of_the_cap_that_is_lost() -> None:
    found = total([*courses(50), *courses(20, mode="ONLINE")], LOST_ONLINE)

    assert "学分的上限数值在原文中缺失" in found.sentence_zh
    assert "要求的数值" not in found.sentence_zh


def test_a_lost_cap_for_each_class_leaves_sure_what_is_in_no_class() -> None:
    lost = ("amount: 6, inclusive: true, per: class", "amount: null, inclusive: true, per: class")

    assert total([credit(60)], lost).result is Result.MET
    assert total([credit(59), credit(1, class_id="a")], lost).result is Result.UNDETERMINED


def test_what_a_lost_cap_might_cut_may_be_what_is_too_much() -> None:
    hard = (
        "amount: 60, inclusive: true}]",
        "amount: 60, inclusive: true}, {sense: cap_hard, amount: 70, inclusive: true}]",
    )

    assert total([*courses(60), *courses(20, mode="ONLINE")], LOST_ONLINE, hard).result is Result.UNDETERMINED
    assert total(courses(80), LOST_ONLINE, hard).result is Result.NOT_MET


def test_an_offset_whose_number_is_lost_leaves_open_who_falls_short() -> None:
    parameter = (
        "  mid_term:",
        "  papers: {type: number, title: {zh: 论文上限, en: most of papers}}\n  mid_term:",
    )
    lost = ("most: 4, ratio: 0.5", "most: papers, ratio: 0.5")
    ethics = [credit(9, category="ETHICS"), credit(8, kind="PAPER", on=date(2012, 3, 1))]

    assert total(ethics, parameter, lost, of="MX-02").result is Result.UNDETERMINED
    assert total([credit(10, category="ETHICS"), ethics[1]], parameter, lost, of="MX-02").result is Result.MET
