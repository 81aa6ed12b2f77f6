"""What `packs check` asks to look at again: numbers that do not go together, rules of worth that are never reached."""

from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from services.cli.packs import app
from services.cli.packs.advice import advice
from services.policy import telling
from services.policy.format import Pack, PackRefused, load
from tests.policy.matrix import MATRIX, matrix
from tests.policy.test_bilingual_messages import CHINESE, ENGLISH

HEAD = "    title: {zh: 甲, en: one}\n    quotes: [甲]\n    formal: One.\n"


def with_clause(kind: str, body: str, *changes: tuple[str, str]) -> Pack:
    text = MATRIX + f"  - id: MX-40\n    kind: {kind}\n{HEAD}    {body}\n"
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return load(text, file="f")


def hints(pack: Pack) -> list[str]:
    return [line for line in advice(pack) if line.startswith("MX-40")]


def floor(amount: str, more: str = "", where: str = "{category: [ETHICS]}") -> str:
    return (
        f"parts: [{{label: {{zh: 师德, en: ethics}}, where: {where}, unit: credits, "
        f"limits: [{{sense: floor, amount: {amount}, inclusive: true}}{more}]}}]"
    )


CAP_4 = ", {sense: cap_counted, amount: 4, inclusive: true}"
OFFSET = "], offsets: [{label: {zh: 抵, en: o}, most: 3, where: "


@pytest.mark.parametrize(
    ("kind", "body", "zh", "en"),
    [
        ("range", floor("7", CAP_4), "至少 7，又至多 4", "at least 7 and at most 4"),
        ("range", floor("4", CAP_4), "", ""),
        ("range", floor("4", CAP_4.replace("true", "false")), "不可能达到", "nobody can reach it"),
        ("range", floor("7", CAP_4.replace("inclusive", "per: class, inclusive")), "", ""),
        ("bucket", floor("13", "], caps: [MX-50"), "MX-50 只让其中 12 计入", "MX-50 lets 12 of all of it count"),
        ("bucket", floor("12", "], caps: [MX-50"), "", ""),
        ("bucket", floor("13", "], caps: [MX-50", where="{level: [CITY]}"), "", ""),
        ("share", floor("130, percent_of: all"), "占比 130%，超过全部", "more than all of it"),
        ("share", floor("100, percent_of: all"), "占比 100%，只有全部都是", "only all of it"),
        ("share", floor("99, percent_of: all"), "", ""),
        (
            "share",
            floor("30, percent_of: all", ", {sense: cap_counted, amount: 100, percent_of: all, inclusive: true}"),
            "等于没有上限",
            "limits nothing",
        ),
        ("bucket", floor("7", OFFSET + "{category: [ETHICS]}}"), "取的就是本身已计入的", "what the quantity counts"),
        ("bucket", floor("7", OFFSET + "{category: [SUBJECT]}}"), "", ""),
    ],
)
def test_numbers_that_cannot_go_together_are_pointed_at(kind: str, body: str, zh: str, en: str) -> None:
    cap = f"""\
  - id: MX-50
    kind: cap
{HEAD}    parts:
      - label: {{zh: 师德, en: ethics}}
        where: {{category: [ETHICS]}}
        unit: credits
        limits: [{{sense: cap_counted, amount: 12, inclusive: true}}]
"""
    found = hints(with_clause(kind, body, ("  - id: MX-40\n", cap + "  - id: MX-40\n")))

    told = [line for line in found if "没有数量在 caps" not in line]
    assert len(told) == bool(zh), told
    assert all(zh in line and en in line for line in told)


def test_credits_where_only_hours_are_kept_are_pointed_at() -> None:
    kept = ("keeps: hours_and_credits", "keeps: hours")

    assert "只记学时" in hints(with_clause("bucket", floor("7"), kept))[0]
    assert hints(with_clause("bucket", floor("7").replace("credits", "hours"), kept)) == []
    assert hints(with_clause("bucket", floor("7"))) == []


RULE = "valuation: [%s]"
PAPER = "{does: tariff, where: {kind: [PAPER]%s}%s}"
CONVERT = "{does: convert%s, hours_per_credit: 6}"
DEGREE = (
    "{does: grant_degree%s, hours: 40, booked: "
    "{category: SUBJECT, level: CITY, mode: ONLINE, nature: COMPULSORY, kind: COURSE}}"
)


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ([PAPER % ("", ", credits: 2"), PAPER % (", level: [CITY]", ", credits: 5")], "永远用不到"),
        ([PAPER % (", level: [CITY]", ", credits: 5"), PAPER % ("", ", credits: 2")], ""),
        ([PAPER % ("", ", credits: 2, when: author_order == 1"), PAPER % ("", ", credits: 1")], ""),
        ([PAPER % ("", ", credits: 2, from_hours: 4"), PAPER % ("", ", credits: 3, from_hours: 8")], "永远用不到"),
        ([PAPER % ("", ", credits: 3, from_hours: 8"), PAPER % ("", ", credits: 2, from_hours: 4")], ""),
        ([CONVERT % "", CONVERT % ", where: {mode: [ONLINE]}"], "永远用不到"),
        ([CONVERT % ", where: {mode: [ONLINE]}", CONVERT % ""], ""),
        ([DEGREE % "", DEGREE % ", degrees: [MASTER]"], "永远用不到"),
        ([DEGREE % ", degrees: [MASTER]", DEGREE % ""], ""),
        ([PAPER % ("", "")], "既没有写 hours 也没有写 credits"),
        ([PAPER % ("", ", by_grade: {EXCELLENT: {credits: 2}}")], ""),
        (["{does: refuse, when: credits > 30000, reason: {zh: 多, en: many}}"], "永远缺少信息"),
        (["{does: refuse, when: hours > 720000, reason: {zh: 多, en: many}}"], ""),
    ],
)
def test_rules_of_worth_that_do_nothing_are_pointed_at(rules: list[str], told: str) -> None:
    found = hints(with_clause("tariff", RULE % ", ".join(rules)))

    assert [told in line for line in found] == ([True] if told else [])
    assert all(CHINESE.search(line) and ENGLISH.search(line) for line in found)


RATE = "scope: school\n    every: year\n    rates: [{label: {zh: 率, en: rate}, formula: {zh: 甲, en: one}, %s}]"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("counted: {meets: [MX-01]}, percent: 0.9", "是否应写 90"),
        ("counted: {meets: [MX-01]}, percent: 90", ""),
        ("counted: {meets: [MX-01]}, percent: 130", "超过全部"),
    ],
)
def test_a_rate_is_written_in_per_cent(more: str, told: str) -> None:
    assert [told in line for line in hints(with_clause("rate", RATE % more))] == ([True] if told else [])


@pytest.mark.parametrize(("more", "told"), [("", True), ("\n    open_list: true", False)])
def test_a_budget_without_uses_is_pointed_at(more: str, told: object) -> None:
    found = hints(with_clause("budget", f"base: {{zh: 经费, en: funds}}\n    percent: 5{more}"))

    assert ["没有写用途" in line for line in found] == ([True] if told else [])


def test_semesters_that_overlap_are_refused() -> None:
    with pytest.raises(PackRefused, match="the semesters 'first semester' and 'second semester' overlap") as refused:
        matrix((('last: "01-20"', 'last: "02-20"'),))

    assert "两个学期的日期重叠" in telling.told(refused.value.problems[0])
    assert matrix((('last: "01-20"', 'last: "02-19"'),)).year.semesters


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("    kind: total\n", "    kind： total\n", "    kind： total"),
        ("  - id: MX-01\n", "  - id：MX-01\n", "  - id：MX-01"),
        ("sense: floor, amount: 60", "sense： floor, amount: 60", "sense： floor"),
    ],
)
def test_a_full_width_colon_is_told_where_it_stands(old: str, new: str, line: str) -> None:
    text = MATRIX.replace(old, new, 1)
    number = next(n for n, one in enumerate(text.splitlines(), start=1) if line in one)

    with pytest.raises(PackRefused) as refused:
        load(text, file="f")

    told = [telling.told(problem) for problem in refused.value.problems if "：" in str(problem)]
    assert told
    assert told[0].startswith(f"f:{number} ")
    assert "半角冒号" in told[0]


def test_check_names_the_line_of_the_clause_and_shows_who_is_in_its_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A narrow terminal folds what is looked for.
    monkeypatch.setattr("services.cli.packs.console", Console(highlight=False, width=200))
    file = tmp_path / "pack.yaml"
    clause = f"  - id: MX-40\n    kind: range\n{HEAD}    who: {{within: [CLASS_TEACHERS]}}\n    {floor('7', CAP_4)}\n"
    file.write_text(MATRIX + clause, encoding="utf-8")
    line = MATRIX.count("\n") + 1

    checked = CliRunner().invoke(app, ["check", str(file)]).output
    explained = CliRunner().invoke(app, ["explain", str(file), "MX-40"]).output

    assert f"请再看看 look again: 第{line}行 line {line} MX-40: 师德 ethics 至少 7" in checked
    for output in (checked, explained):
        assert (
            "人群 group CLASS_TEACHERS 班主任 class teachers: class_teacher（期末 at the end of the period）" in output
        )
