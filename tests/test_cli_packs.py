"""`xuefen packs`: what an author of rules sees. No database is needed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner, Result

from services.cli import command
from services.cli.packs import advice, vocabulary
from services.policy.format import load, shipped, shipped_ids
from services.policy.format.conditions import ACTIVITY_VOCABULARY, FACT_VOCABULARY, TEACHER_VOCABULARY
from services.policy.format.schema import pack_schema
from tests.policy.test_loading import SMALL


def packs(*arguments: str) -> Result:
    return CliRunner().invoke(command("packs"), ["packs", *arguments])


def at_80_columns(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own, with neither a database nor settings."""
    return subprocess.run(
        [sys.executable, "-m", "services.cli", "packs", *arguments],
        env={"PATH": os.environ["PATH"], "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        encoding="utf-8",
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "mini.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


def rewritten(file: Path, *changes: tuple[str, str]) -> Path:
    text = file.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    other = file.with_name(f"other-{len(text)}.yaml")
    other.write_text(text, encoding="utf-8")
    return other


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same width whoever runs the tests: a narrow terminal folds what is looked for."""
    monkeypatch.setattr("services.cli.packs.console", Console(highlight=False, width=120))


def test_check_tells_everything_wrong_at_once_with_file_line_and_clause(small: Path) -> None:
    wrong = rewritten(
        small,
        ("places: 2", "places: 9"),
        ("unit: hours", "unit: days"),
        ("service_years >= 30", "sevice_years >= 30"),
        ("waives: [MINI-01]", "waives: [MINI-77]"),
        ("formal: Waived.", "formel: Waived."),
    )

    done = packs("check", str(wrong))

    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert len(lines) == 6
    assert all(line.startswith(f"{wrong}:") for line in lines)
    assert sum("[MINI-02]" in line for line in lines) == 4
    told = done.stdout
    for words in ("缺少此项", "没有这个词", "did you mean formal", "did you mean service_years", "没有条款MINI-77"):
        assert words in told
    assert "6 problems" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_prints_what_was_understood(small: Path) -> None:
    found = packs("check", str(rewritten(small, ('two: "line * 2"', "two: null"))))

    assert found.exit_code == 0, found.stdout
    for words in ("at least", "‹reading› one*: 10 | two: 原文缺失", "(≥)", "waiver", "mandatory", "HEADS"):
        assert words in found.stdout
    assert "lost number: MINI-01" in found.stdout
    assert "required 必填" in found.stdout
    assert "2 clauses" in found.stdout


CAPPED = """\
  - id: MINI-03
    kind: cap
    title: {zh: 上限, en: limit}
    quotes: [最多5学时]
    formal: At most five hours.
    parts: [{label: {zh: 培训, en: training}, unit: hours, limits: [{sense: cap_counted, amount: 5, inclusive: true}]}]
"""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("  - id: MINI-02", CAPPED + "  - id: MINI-02", "MINI-03: 没有数量在 caps 里引用它"),
        ("where: {category: [A]}", "where: {when: kind == 'CURSE'}", "no kind of this pack: CURSE"),
        ("where: {category: [A]}", "where: {when: \"mode in ['ONLINE', 'OFFLINE']\"}", "no mode of this pack: OFFLINE"),
        ('"line * 2"', '"20"', "参数 line 没有用到"),
        ("who: {within: [HEADS]}", "who: {when: age > 3}", "人群 HEADS 没有用到"),
        ("keeps: hours", "keeps: hours_and_credits", "方式 ONLINE 没有折算"),
        ("kind: total", "kind: total\n    period: semester", "MINI-01: year.semesters 没有写"),
        ("where: {category: [A]}", "where: {when: hours < 2}", "是否应写作 20000"),
        ("where: {category: [A]}", "where: {when: \"!('LISTD' in tags)\"}", "no tags of this pack: LISTD"),
        ("where: {category: [A]}", "where: {when: \"tags.exists(t, t == 'X')\"}", "no tags of this pack: X"),
        ("service_years >= 30", "\"title_tier in ['SENOIR']\"", "did you mean SENIOR"),
        ("service_years >= 30", "post != 'TEECHER' && age > 3", "did you mean TEACHER"),
        ("service_years >= 30", "\"'MASTERS' in degrees\"", "did you mean MASTER"),
    ],
)
def test_check_asks_to_look_again_at_what_is_probably_not_meant(
    small: Path, before: str, after: str, told: str
) -> None:
    assert "look again" not in packs("check", str(small)).stdout

    done = packs("check", str(rewritten(small, (before, after))))

    assert done.exit_code == 0
    assert told in done.stdout
    assert done.stdout.count("look again") == 1


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("service_years >= 30", "\"retire_day < '2023-01-01'\"", "retire_day是日期，不能与文字'2023-01-01'比较"),
        ("one: 10,", "one: -10,", "数值不能小于0"),
        ("kind: total", "kind: total\n    every: year", "did you mean period"),
        (", inclusive: true}", "}", "缺少此项"),
    ],
)
def test_what_is_wrong_is_told_once_and_in_chinese_too(small: Path, before: str, after: str, told: str) -> None:
    done = packs("check", str(rewritten(small, (before, after))))

    assert done.exit_code == 1
    assert told in done.stdout
    assert "1 problem," in done.stderr


def test_a_comma_that_cuts_a_quote_in_two_is_told(small: Path) -> None:
    quote = next(line for line in SMALL.splitlines() if "quotes: [" in line)

    done = packs("check", str(rewritten(small, (quote, "    quotes: [教师每年,累计不少于10学时]"))))

    assert "英文逗号" in done.stdout
    assert "英文逗号" not in packs("check", str(small)).stdout


def test_attendance_service_and_outcome_are_told_in_full(small: Path) -> None:
    words = (
        "late grace 10 ",
        "缺勤 absence 达到 at or above ≥ 0.2",
        "中止计算的请假",
        "进位 rounded up to",
        "结果 outcome",
    )
    told = "".join(packs("explain", "XC").stdout.split())

    assert [one for one in words if "".join(one.split()) not in told] == []
    assert "进位" in packs("check", str(small)).stdout


def test_diff_tells_that_a_number_is_lost(small: Path) -> None:
    lost = rewritten(small, ("one: 10,", "one: null,"))

    assert "+ null（缺失 lost）" in packs("diff", str(small), str(lost)).stdout
    assert "- null（缺失 lost）" in packs("diff", str(lost), str(small)).stdout


def test_nothing_of_what_is_shipped_has_to_be_looked_at_again() -> None:
    for pack_id in shipped_ids():
        assert list(advice.advice(load(shipped(pack_id), file=pack_id))) == [], pack_id


@pytest.mark.parametrize(
    ("sense", "inclusive", "told"),
    [
        ("floor", "true", "至少 at least 10 (≥)"),
        ("floor", "false", "超过 more than 10 (>)"),
        ("cap_counted", "true", "最多计入 at most 10 counts (≤)"),
        ("cap_hard", "true", "不得超过 no more than 10 (≤)"),
        ("cap_hard", "false", "须少于 less than 10 (<)"),
        ("target", "true", "目标 target 10 (≥)"),
    ],
)
def test_a_limit_is_told_with_its_sense_and_inclusivity(small: Path, sense: str, inclusive: str, told: str) -> None:
    file = rewritten(
        small,
        ("sense: floor", f"sense: {sense}"),
        ("inclusive: true", f"inclusive: {inclusive}"),
        ('amount: {switch: reading, cases: {one: 10, two: "line * 2"}}', "amount: 10"),
        ("kind: total\n", "kind: total\n    severity: {switch: reading, cases: {one: mandatory, two: advisory}}\n"),
    )

    assert told in packs("check", str(file)).stdout


@pytest.mark.parametrize("pack_id", shipped_ids())
def test_every_shipped_pack_is_told_within_80_columns(pack_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.cli.packs.console.width", 80)
    found = load(shipped(pack_id), file=pack_id)

    monkeypatch.setattr("services.cli.packs._find", lambda name, base: found)
    monkeypatch.setattr("services.cli.packs._read", lambda name, base: found)

    for asked in (("explain", pack_id), ("check", pack_id)):
        done = packs(*asked)
        assert done.exit_code == 0, done.output
        framed = [line for line in done.stdout.splitlines() if line[:1] in "│┃╭╰┏└"]
        assert framed
        assert max(cell_len(line) for line in framed) <= 80


def shipped_file(pack_id: str) -> Path:
    return Path(__file__).parents[1] / "services" / "policy" / "packs" / f"{pack_id}.yaml"


def test_explain_prints_the_words_the_rule_and_the_reason_of_a_switch() -> None:
    done = packs("explain", "XC", "XC-07")

    assert done.exit_code == 0
    flat = " ".join(done.stdout.split())
    for words in (
        "超过72学时",
        "教育工作计划",
        "● waives",
        "○ does_not",
        "缘由 why",
        "at least 72 (≥)",
        "more than 72 (>)",
    ):
        assert words in flat, words
    assert "waives (每学年或年度 every judging year): XC-03" in flat
    assert "XC-01 周期总学时" not in flat


def test_explain_names_the_parameters_that_a_clause_asks_for() -> None:
    assert "prefecture_compulsory_credits" in packs("explain", "HL", "HL-13").stdout
    assert "prefecture_compulsory_credits" not in packs("explain", "HL", "HL-03").stdout


def test_explaining_what_is_not_there_is_one_sentence() -> None:
    for arguments in (("explain", "NOWHERE"), ("explain", "XC", "XC-99"), ("check", "nowhere.yaml")):
        done = packs(*arguments)
        assert done.exit_code == 1
        assert len(done.stderr.splitlines()) == 1
        assert "Traceback" not in done.stderr


def test_diff_tells_numbers_inclusivity_words_and_switches_clause_by_clause(small: Path) -> None:
    other = rewritten(
        small,
        ("one: 10, two", "one: 12, two"),
        ("inclusive: true", "inclusive: false"),
        ("default: one", "default: two"),
        ("quotes: [免修]", "quotes: [免于修习]"),
    )

    told = packs("diff", str(small), str(other)).stdout

    assert "MINI-01 总量 total" in told
    assert "MINI-02 免 waiver" in told
    assert "parts.0.limits.0.inclusive: 「培训」" in told
    for words in (
        "- 10",
        "+ 12",
        "是否含本数",
        "- true",
        "+ false",
        "默认理解",
        "- one",
        "+ two",
        "- 免修",
        "+ 免于修习",
    ):
        assert words in told, words


def test_diff_tells_a_renamed_category_although_its_name_holds_a_dot(small: Path) -> None:
    told = packs("diff", str(small), str(rewritten(small, ("A.B: {zh: 乙", "A.B: {zh: 丙")))).stdout

    assert "dimensions.category.A.B.zh" in told
    assert "- 乙" in told
    assert "+ 丙" in told


def test_diff_tells_clauses_that_came_and_went(small: Path) -> None:
    without = rewritten(small, (SMALL[SMALL.index("  - id: MINI-02") :], ""))

    assert "删除条款 removed" in packs("diff", str(small), str(without)).stdout
    assert "新增条款 added" in packs("diff", str(without), str(small)).stdout


def test_diff_is_silent_when_nothing_changed_in_meaning(small: Path) -> None:
    other = rewritten(
        small,
        ("format: 1", "# a remark\nformat: 1"),
        ("one: 10, two", "one: 10.0, two"),
        ("kind: waiver", "kind: waiver\n    severity: mandatory"),
        ("{zh: 小方案, en: a small pack}", "{en: a small pack, zh: 小方案}"),
    )

    done = packs("diff", str(small), str(other))

    assert (done.exit_code, done.stdout) == (0, "")
    assert packs("diff", "XC", "XC").stdout == ""


def test_a_pack_may_be_checked_on_its_base(tmp_path: Path, small: Path) -> None:
    upon = tmp_path / "upon.yaml"
    upon.write_text("builds_on: MINI\nid: OURS\nversion: '1'\nclauses: []\n", encoding="utf-8")

    alone = packs("check", str(upon))
    on_a_file = packs("check", str(upon), "--base", str(small))
    on_a_shipped_one = packs("check", str(upon), "--base", "XC")

    assert alone.exit_code == 1
    assert "--base" in alone.stdout
    assert (on_a_file.exit_code, on_a_shipped_one.exit_code) == (0, 0)
    assert "on MINI 1" in on_a_file.stdout
    assert "XC-01" in on_a_shipped_one.stdout


def test_list_needs_neither_a_database_nor_settings() -> None:
    listed = at_80_columns("list")

    assert listed.returncode == 0, listed.stderr
    assert all(pack_id in listed.stdout for pack_id in shipped_ids())
    assert max(cell_len(line) for line in listed.stdout.splitlines()) <= 80


def test_schema_prints_the_schema_of_editors() -> None:
    assert json.loads(packs("schema").stdout) == json.loads(json.dumps(pack_schema()))


def test_vocabulary_tells_every_word_in_both_languages() -> None:
    told = packs("vocabulary").stdout

    for known in (TEACHER_VOCABULARY, ACTIVITY_VOCABULARY, FACT_VOCABULARY):
        for word in known:
            assert word in told
            assert vocabulary.CHINESE[word][:6] in told
    assert "share_of(GROUP)" in told
    assert "program_hours" in told


def test_shipped_files_are_what_is_shipped() -> None:
    assert shipped_file("XC").read_text(encoding="utf-8") == shipped("XC")
