"""What the reader of packs refuses, and how it tells: everything at once, with file, line and clause."""

import ast
import json
import re
from datetime import date
from pathlib import Path

import pytest

import services.policy
from services.policy.engine.kinds import JUDGED_ELSEWHERE, JUDGES, SHOWN_ONLY
from services.policy.format import PackRefused, Problem, Terms, TermsRefused, bound, load, shipped, shipped_ids
from services.policy.format.clauses import AnyClause
from tests.policy.making import pack, terms

SMALL = """\
format: 1
id: MINI
title: {zh: 小方案, en: a small pack}
jurisdiction: {zh: 某县, en: some county}
version: "1"
source: {document: 文件, section: 一}
parameters:
  cycle_start: {type: date, required: true, title: {zh: 开始, en: start}}
  cycle_end: {type: date, required: true, title: {zh: 结束, en: end}}
  line: {type: number, title: {zh: 线, en: line}}
year: {calendar: calendar_year, starts_month: 1, starts_day: 1}
units: {minutes_per_hour: 45, hours_per_day: 6, places: 2, keeps: hours, why: {zh: 无, en: none}}
dimensions:
  category: {A: {zh: 甲, en: a}, A.B: {zh: 乙, en: b}}
  level: {COUNTY: {zh: 县, en: county}}
  mode: {ONLINE: {zh: 网, en: online}}
  nature: {ELECTIVE: {zh: 选, en: elective}}
  kind: {COURSE: {zh: 课, en: course}}
population: {title: {zh: 全体, en: all}}
groups:
  HEADS: {title: {zh: 校长, en: heads}, when: post == 'PRINCIPAL', at: ever}
service: {year: whole, cycle: whole, step: 1}
attendance:
  opens_minutes_before: 30
  late_grace_minutes: 0
  early_leave_grace_minutes: 0
  missing_exit: nothing
  approved_leave: nothing
  why: {zh: 无, en: none}
outcome: {must_pass: true}
clauses:
  - id: MINI-01
    kind: total
    title: {zh: 总量, en: total}
    quotes: [不少于10学时]
    formal: At least ten hours.
    who: {within: [HEADS]}
    switches:
      reading:
        question: {zh: 怎么读, en: which}
        values: {one: {zh: 一, en: one}, two: {zh: 二, en: two}}
        default: one
        why: {zh: 无, en: none}
    parts:
      - label: {zh: 培训, en: training}
        where: {category: [A]}
        unit: hours
        limits:
          - {sense: floor, amount: {switch: reading, cases: {one: 10, two: "line * 2"}}, inclusive: true}
  - id: MINI-02
    kind: waiver
    title: {zh: 免, en: waiver}
    quotes: [免修]
    formal: Waived.
    who: {when: service_years >= 30}
    relief: {waives: [MINI-01]}
"""


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(PackRefused) as refused:
        load(text, file="mini.yaml")
    return refused.value.problems


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


def test_the_small_pack_is_read() -> None:
    assert load(SMALL, file="mini.yaml").id == "MINI"


@pytest.mark.parametrize(
    ("before", "after", "clause", "words"),
    [
        ("kind: total", "kind: totally", "MINI-01", "kind"),
        ("category: [A]", "category: [A.C]", "MINI-01", "no category of this pack"),
        ("where: {category: [A]}", "where: {}", "MINI-01", "selects everything"),
        ("within: [HEADS]", "within: [TAILS]", "MINI-01", "no group"),
        ("switch: reading, cases", "switch: writing, cases", "MINI-01", "no switch is called 'writing'"),
        ("{one: 10, two:", "{one: 10, three:", "MINI-01", "exactly"),
        ('"line * 2"', '"lines * 2"', "MINI-01", "neither a built-in nor a number parameter"),
        ('"line * 2"', '"line ** 2"', "MINI-01", "calculate"),
        ('"line * 2"', '"__import__(1, 2)"', "MINI-01", "cannot stand in a target expression"),
        ('"line * 2"', "true", "MINI-01", "a number"),
        ("sense: floor", "sense: ceiling", "MINI-01", "Input should be"),
        (", inclusive: true}", "}", "MINI-01", "Field required"),
        ("unit: hours", "unit: days", "MINI-01", "Input should be"),
        ("default: one", "default: three", "MINI-01", "none of the values"),
        ("formal: At least ten hours.", "formality: x", "MINI-01", "Extra inputs|Field required"),
        ("service_years >= 30", "service_years >=", "MINI-02", "not a CEL expression"),
        ("service_years >= 30", "sevice_years >= 30", "MINI-02", "unknown in a condition: sevice_years"),
        ("service_years >= 30", "service_years + 30", "MINI-02", "true or false"),
        ("service_years >= 30", "service_years >= 30.5", "MINI-02", "no fractions"),
        ("service_years >= 30", "birth_day == null", "MINI-02", "no null"),
        ("service_years >= 30", "title >= 3", "MINI-02", "a text and cannot be compared with 3"),
        ("service_years >= 30", "title == 3", "MINI-02", "never equals"),
        ("service_years >= 30", "title.matches('x+')", "MINI-02", "cannot stand in a condition"),
        ("service_years >= 30", "hours > 3", "MINI-02", "unknown in a condition: hours"),
        ("waives: [MINI-01]", "waives: [MINI-09]", "MINI-02", "no clause of this pack"),
        ("waives: [MINI-01]", "waives: [MINI-01], keeps: [MINI-01]", "MINI-02", "both waived and kept"),
        ("waives: [MINI-01]", "period: year, waives: [MINI-01]", "MINI-02", "relief for one year"),
        ("id: MINI-02", "id: MINI-01", "MINI-01", "two clauses"),
        ('version: "1"', 'version: "1"\nversion: "2"', None, "second time"),
        ("places: 2", "places: 5", None, "less than or equal to 4"),
        ("A.B: {zh", "C.B: {zh", None, "without their parent"),
        (
            "cycle_end: {type: date, required: true",
            "cycle_end: {type: date",
            "MINI-01",
            "required parameter 'cycle_end'",
        ),
    ],
)
def test_a_mistake_is_told_with_its_clause_and_line(before: str, after: str, clause: str | None, words: str) -> None:
    assert before in SMALL

    found = problems(SMALL.replace(before, after, 1))

    told = [p for p in found if re.search(words, p.message)]
    assert told, found
    assert told[0].file == "mini.yaml"
    assert told[0].clause == clause
    assert told[0].line is not None


def test_the_line_is_the_line_of_the_mistake() -> None:
    text = SMALL.replace("service_years >= 30", "service_years >=")

    (problem,) = problems(text)

    assert problem.line == line_of(text, "service_years >=")
    assert str(problem).startswith(f"mini.yaml:{problem.line} [MINI-02] clauses.1.who.when: not a CEL expression")


def test_everything_wrong_is_told_at_once() -> None:
    text = SMALL
    for before, after in [
        ("places: 2", "places: 9"),
        ("unit: hours", "unit: days"),
        ("service_years >= 30", "nonsense >= 30"),
        ("waives: [MINI-01]", "waives: [MINI-77]"),
        ("formal: Waived.", ""),
    ]:
        text = text.replace(before, after)

    found = problems(text)

    assert {p.clause for p in found} == {None, "MINI-01", "MINI-02"}
    assert len(found) == 5


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n- b\n",
        "id: [unclosed",
        "a: &x [1]\nb: *x\n",
        "? [complex]\n: key\n",
        "a: " + "[" * 200 + "]" * 200,
        "{not json",
        "a: .inf",
        "x" * 2_000_001,
    ],
)
def test_what_is_no_document_is_refused_in_words(text: str) -> None:
    (problem, *_) = problems(text)

    assert problem.message


def test_a_switch_that_changes_nothing_is_told() -> None:
    text = SMALL.replace('amount: {switch: reading, cases: {one: 10, two: "line * 2"}}', "amount: 10")

    assert "changes nothing" in problems(text)[0].message


def test_numbers_are_read_exactly() -> None:
    text = SMALL.replace("minutes_per_hour: 45", "minutes_per_hour: 0.1")

    assert str(load(text, file="f").units.minutes_per_hour) == "0.1"


def test_yes_and_no_are_words() -> None:
    text = SMALL.replace("{one: {zh: 一, en: one}, two:", "{yes: {zh: 一, en: one}, no:").replace(
        "default: one", "default: yes"
    )
    text = text.replace("cases: {one: 10, two:", "cases: {yes: 10, no:")

    assert set(load(text, file="f").all_switches()["reading"].values) == {"yes", "no"}


def test_the_hash_is_of_the_content_and_not_of_the_layout() -> None:
    first = load(SMALL, file="a.yaml")
    laid_out_otherwise = load("# a comment\n" + SMALL.replace("places: 2", "places:   2"), file="b.yaml")
    header, _, clauses = SMALL.partition("clauses:")
    keys_in_another_order = load(f"clauses:{clauses}{header}", file="c.yaml")
    other = load(SMALL.replace("hours_per_day: 6", "hours_per_day: 8"), file="a.yaml")

    assert first.content_hash == laid_out_otherwise.content_hash
    assert first.content_hash == keys_in_another_order.content_hash
    assert first.content_hash != other.content_hash
    assert re.fullmatch(r"[0-9a-f]{64}", first.content_hash)


@pytest.mark.parametrize("pack_id", shipped_ids())
def test_canonical_bytes_read_back_to_the_same_pack(pack_id: str) -> None:
    original = pack(pack_id)

    again = load(original.canonical.decode(), file="stored.json")

    assert again == original
    assert again.content_hash == original.content_hash
    assert json.loads(original.canonical)["id"] == pack_id


def test_only_what_is_shipped_can_be_asked_for() -> None:
    assert {"HL", "XC"} <= set(shipped_ids())
    with pytest.raises(KeyError):
        shipped("../secrets")


def test_every_kind_of_clause_is_judged_or_said_to_be_shown_only() -> None:
    kinds = {kind for model in AnyClause.__origin__.__args__ for kind in model.model_fields["kind"].annotation.__args__}

    assert kinds == JUDGES.keys() | SHOWN_ONLY | JUDGED_ELSEWHERE
    assert not JUDGES.keys() & (SHOWN_ONLY | JUDGED_ELSEWHERE)


def test_terms_that_do_not_fit_are_refused_with_everything_wrong() -> None:
    wrong = Terms(
        parameters={"cycle_start": "2011-13-01", "colour": "blue", "hire_cut_off": 5},
        switches={"range_top": "sideways", "nothing": "x"},
    )

    with pytest.raises(TermsRefused) as refused:
        bound(pack("HL"), wrong)

    told = "; ".join(refused.value.problems)
    for word in ("cycle_start", "cycle_end", "colour", "hire_cut_off", "range_top", "nothing"):
        assert word in told


def test_a_cycle_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(TermsRefused):
        bound(pack("XC"), terms(start=date(2016, 1, 1), end=date(2015, 1, 1)))


def test_terms_may_come_as_json_has_them() -> None:
    found = bound(pack("XC"), Terms(parameters={"cycle_start": "2011-09-01", "cycle_end": "2016-08-31"}))

    assert found.cycle_start == date(2011, 9, 1)
    assert found.switches["exactly_72"] == "waives"


def test_the_room_is_pure() -> None:
    allowed = {"services.policy", "pydantic", "yaml", "cel"}
    outside = {"sqlalchemy", "fastapi", "dramatiq", "redis", "httpx", "services"}
    for file in Path(services.policy.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                ours = any(name == good or name.startswith(f"{good}.") for good in allowed)
                assert ours or name.split(".")[0] not in outside, (file, name)
