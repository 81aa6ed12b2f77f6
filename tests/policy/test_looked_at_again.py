"""What `packs check` refuses or asks to look at again: rules that can never do what they say."""

import pytest

from services.cli.packs.advice import advice
from services.policy.format import PackRefused, load
from tests.policy.matrix import MATRIX, matrix

PAPERS = """\
  - id: MX-30
    kind: tariff
    title: {zh: 论文, en: papers}
    quotes: [论文]
    formal: Papers.
    valuation:
"""
TARIFF = "      - {does: tariff, where: {kind: [PAPER]%s}, credits: 3%s}\n"
DECLINED = (
    "      - {does: decline, where: {kind: [PAPER], level: [CITY]}, when: 'true', reason: {zh: 不计, en: none}}\n"
)


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (TARIFF % ("", "") + DECLINED, True),
        (TARIFF % (", level: [CITY]", "") + DECLINED, True),
        (DECLINED + TARIFF % ("", ""), False),
        (TARIFF % (", level: [SCHOOL]", "") + DECLINED, False),
        (TARIFF % ("", ", when: author_order <= 2") + DECLINED, False),
        (TARIFF % ("", ", from_hours: 8") + DECLINED, False),
    ],
)
def test_what_is_declined_only_after_all_of_it_was_recognised_is_pointed_at(rules: str, told: object) -> None:
    lines = [line for line in advice(load(MATRIX + PAPERS + rules, file="f")) if line.startswith("MX-30")]

    assert [("永远看不到" in line, "never looked at" in line) for line in lines] == ([(True, True)] if told else [])


@pytest.mark.parametrize(("size", "told"), [(10, False), (12, True), (8, True)])
def test_tiers_that_do_not_add_up_to_their_total_are_pointed_at(size: int, told: object) -> None:
    changed = matrix(
        (("{id: REST, label: {zh: 其余, en: the rest}", f"{{id: REST, size: {size}, label: {{zh: 其余, en: r}}"),)
    )

    lines = [line for line in advice(changed) if line.startswith("MX-08")]

    assert bool(lines) is told
    assert all(str(10 + size) in line and "20" in line for line in lines)


RELIEF = """\
  - id: MX-31
    kind: exemption
    title: {zh: 免, en: eased}
    quotes: [免]
    formal: Eased.
    relief: {%s}
"""


@pytest.mark.parametrize(
    ("relief", "words"),
    [
        ("adjusts: [{clause: MX-11, amount: 40}]", "MX-11 has no floor for a relief to change"),
        ("waives: [MX-31]", "a relief cannot waive or change the clause that it stands in"),
    ],
)
def test_a_relief_that_could_change_nothing_is_refused(relief: str, words: str) -> None:
    with pytest.raises(PackRefused, match=words):
        load(MATRIX + RELIEF % relief, file="f")


def test_a_relief_may_waive_a_cap_and_change_a_floor() -> None:
    assert load(MATRIX + RELIEF % "waives: [MX-11], adjusts: [{clause: MX-01, amount: 40}]", file="f").clauses
