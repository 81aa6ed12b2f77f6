"""What is wrong with a pack, told to its author in Chinese beside the reader's own words."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from services.policy.format import Problem
from services.policy.format.conditions import (
    ACTIVITY_VOCABULARY,
    ENTRY_VOCABULARY,
    FACT_VOCABULARY,
    TEACHER_VOCABULARY,
)
from services.policy.format.schema import pack_schema

_DIMENSIONS: Final[Mapping[str, str]] = {
    "category": "类别",
    "level": "层级",
    "mode": "方式",
    "nature": "性质",
    "kind": "项目类型",
    "tag": "标签",
    "fact": "事项",
    "school_fact": "学校数据",
}
_NAMED: Final[Mapping[str, str]] = {"clause": "条款", "group": "人群", "role": "角色", "parameter": "参数"}
_TOLD: Final[list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]] = [
    (re.compile(r"Field required"), lambda m: "缺少此项"),
    (re.compile(r"Extra inputs are not permitted"), lambda m: "没有这个词，请检查拼写"),
    (
        re.compile(r"'(.+)' is no (\w+) of this pack"),
        lambda m: f"{m[1]}未在 dimensions.{m[2]}（{_DIMENSIONS[m[2]]}）中声明",
    ),
    (
        re.compile(r"no (clause|group|role|parameter) of this pack is called '(.+)'"),
        lambda m: f"没有{_NAMED[m[1]]}{m[2]}",
    ),
    (re.compile(r"no switch is called '(.+)'"), lambda m: f"没有开关{m[1]}"),
    (re.compile(r"the kind '(.+)' found"), lambda m: f"没有条款种类{m[1]}"),
    (re.compile(r"Input should be a valid string"), lambda m: "应为文字，数字请加引号"),
    (re.compile(r"Input should be a valid (?:boolean|bool)"), lambda m: "应为 true 或 false"),
    (re.compile(r"Input should be a valid (?:tuple|list)"), lambda m: "应为列表，用 [ ] 括起"),
    (re.compile(r"Input should be a valid (?:dictionary|integer|number|decimal)"), lambda m: "写法不对"),
    (re.compile(r"Input should be (.+)"), lambda m: f"应为 {m[1].replace(' or ', ' 或 ')}"),
    (re.compile(r"unknown in a condition: (.+)"), lambda m: f"条件中没有{m[1]}这个词"),
    (re.compile(r"not a CEL expression"), lambda m: "不是正确的条件表达式"),
    (re.compile(r"no fractions in a condition"), lambda m: "条件中不能有小数：学时学分以万分之一为单位"),
    (re.compile(r"cannot stand in a target expression"), lambda m: "目标算式中不能这样写"),
    (re.compile(r"asks for (.+): neither"), lambda m: f"算式中的{m[1]}既不是内置词，也不是数值参数"),
    (re.compile(r"the cases of switch '(.+)' must be exactly (.+)"), lambda m: f"开关{m[1]}的各种理解须恰为{m[2]}"),
    (re.compile(r"switch '(.+)' changes nothing"), lambda m: f"开关{m[1]}在方案中没有用到"),
    (re.compile(r"stands here a second time"), lambda m: "重复出现"),
    (re.compile(r"two clauses have this id"), lambda m: "两个条款编号相同"),
    (re.compile(r"required parameter '(.+)'"), lambda m: f"方案须有必填的参数{m[1]}"),
    (re.compile(r"String should match pattern"), lambda m: "编码的写法不对"),
    (re.compile(r"String should have at least 1 character"), lambda m: "不能为空"),
    (re.compile(r"not YAML"), lambda m: "不是正确的YAML"),
    (
        re.compile(r"builds on '(.+)', which is not shipped"),
        lambda m: f"所依据的{m[1]}不是随附的方案，请用 --base 给出",
    ),
]


def told(problem: Problem) -> str:
    """Write a problem in one line: where it stands, what it is, and the word that was probably meant."""
    chinese = next((say(found) for pattern, say in _TOLD if (found := pattern.search(problem.message))), "")
    near = _meant(problem)
    told_ = f"{problem}  {chinese}" if chinese else str(problem)
    return f"{told_}（是否为 did you mean {near}？）" if near else told_


def _meant(problem: Problem) -> str | None:
    if "Extra inputs" in problem.message:
        return _nearest(problem.where.rpartition(".")[2], _fields())
    unknown = re.search(r"unknown in a condition: (\w+)", problem.message)
    if unknown:
        return _nearest(unknown[1], frozenset().union(*_VOCABULARIES))
    return None


_VOCABULARIES = (TEACHER_VOCABULARY, ENTRY_VOCABULARY, ACTIVITY_VOCABULARY, FACT_VOCABULARY)


def _nearest(word: str, known: frozenset[str]) -> str | None:
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.7)), None)


@lru_cache(maxsize=1)
def _fields() -> frozenset[str]:
    """Every name that may stand in a pack."""
    schema = pack_schema()
    return frozenset(schema["properties"]).union(
        *(definition.get("properties", {}) for definition in schema["$defs"].values())
    )
