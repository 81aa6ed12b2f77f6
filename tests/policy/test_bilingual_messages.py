"""Whatever `packs check` tells an author is told in Chinese and in English."""

import re

import pytest

from services.cli.packs import advice, serving
from services.policy import telling
from services.policy.format import PackRefused
from tests.policy.matrix import matrix

CHINESE, ENGLISH = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[a-z]{3,}")
NEXT = "  - id: MX-11\n"
FLOOR = "limits: [{sense: floor, amount: 60, inclusive: true}]"
MET = """\
  - id: MX-40
    kind: years_met
    title: {zh: 达标, en: met}
    quotes: [达标]
    formal: Met.
    times_met: {clause: MX-01, at_least: 4}
"""


def count(item: str) -> tuple[str, str]:
    text = f"""\
  - id: MX-41
    kind: count
    title: {{zh: 计数, en: count}}
    quotes: [计数]
    formal: Count.
    every: semester
    within: semester
    items: [{{code: E, label: {{zh: 随笔, en: essays}}, facts: {{kind: [ESSAY]}}, {item}unit: {{zh: 篇, en: pieces}}}}]
"""
    return NEXT, text + NEXT


@pytest.mark.parametrize(
    "change",
    [
        (FLOOR, FLOOR.replace("inclusive: true", "inclusive: maybe")),
        (FLOOR, FLOOR.replace("amount: 60", "amount: -1")),
        (FLOOR, FLOOR.replace("amount: 60", "amount: sixty")),
        (FLOOR, FLOOR.replace(", inclusive: true", "")),
        (FLOOR, FLOOR.replace("floor", "flour")),
        (FLOOR, FLOOR.replace("limits", "limit")),
        (FLOOR, FLOOR.replace("}]", ", per: class}]")),
        ("starts_month: 9", "starts_month: 13"),
        ('first: "09-01"', 'first: "09-31"'),
        ("  starts_day: 1", "  starts_day: 1\n  cut: half"),
        ("step: 0.5", "step: 0"),
        ("late_grace_minutes: 0", "late_grace_minutes: -5"),
        ("kind: total", "kind: sum"),
        ("caps: [MX-11, MX-12, MX-13, MX-14]", "caps: [MX-03]"),
        ("caps: [MX-11, MX-12, MX-13, MX-14]", "caps: [MX-99]"),
        ("label: {zh: 其余, en: the rest}}", "label: {zh: 其余, en: the rest}, caps: [MX-13]}"),
        ("surplus_of: MX-03", "surplus_of: MX-02"),
        ("surplus_of: MX-03", "carried_from: previous_year"),
        ("surplus_of: MX-03, most: 2", "most: 2"),
        ("when: class_teacher,", "when: class_teachers,"),
        ("when: class_teacher,", "when: hire_day > '2020-01-01',"),
        (NEXT, MET + NEXT),
        count(""),
        count("at_least: 1, at_most: 2, "),
        (
            "approved_leave: nothing\n",
            "approved_leave: nothing\n  line: {absent: 0.2, inclusive: true, of: hours, approved_leave: absent,"
            " lates: {times: 3, early_leaves: true}}\n",
        ),
    ],
)
def test_every_mistake_is_told_in_both_languages(change: tuple[str, str]) -> None:
    with pytest.raises(PackRefused) as refused:
        matrix((change,))

    for problem in refused.value.problems:
        line = telling.told(problem)
        assert CHINESE.search(line.removeprefix(str(problem))), line
        assert ENGLISH.search(problem.message)


def test_what_check_explains_and_advises_is_told_in_both_languages() -> None:
    unused = ("  mid_term:", "  unused: {type: number, title: {zh: 无用, en: unused}}\n  mid_term:")
    of = matrix((unused,))

    for line in (*serving.told(of), *advice.advice(of)):
        assert CHINESE.search(line), line
        assert ENGLISH.search(line), line
