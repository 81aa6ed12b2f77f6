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
_TYPES: Final[Mapping[str, str]] = {
    "text": "文字",
    "number": "数值",
    "date": "日期",
    "day": "日期",
    "truth": "真假",
    "list": "列表",
}
_TOLD: Final[list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]] = [
    (re.compile(r"Field required"), lambda m: "缺少此项"),
    (re.compile(r"full-width colon"), lambda m: "名称后面是全角冒号“：”，请改为半角冒号加一个空格"),
    (re.compile(r"the semesters '.+' and '.+' overlap"), lambda m: "两个学期的日期重叠"),
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
    (re.compile(r"Input should be greater than or equal to (\S+)"), lambda m: f"不能小于{m[1]}"),
    (re.compile(r"Input should be greater than (\S+)"), lambda m: f"须大于{m[1]}"),
    (re.compile(r"Input should be less than or equal to (\S+)"), lambda m: f"不能大于{m[1]}"),
    (re.compile(r"Input should be less than (\S+)"), lambda m: f"须小于{m[1]}"),
    (re.compile(r"Unable to extract tag"), lambda m: "缺少 kind 或 does"),
    (re.compile(r"(?:day|month) (?:is out of range|must be in)|Invalid isoformat"), lambda m: "不是正确的日期"),
    (re.compile(r"Input should be (.+)"), lambda m: f"应为 {m[1].replace(' or ', ' 或 ')}"),
    (re.compile(r"unknown in a condition: (.+)"), lambda m: f"条件中没有{m[1]}这个词"),
    (re.compile(r"not a CEL expression"), lambda m: "不是正确的条件表达式"),
    (re.compile(r"no fractions in a condition"), lambda m: "条件中不能有小数：学时学分以万分之一为单位"),
    (re.compile(r"a condition has at most (\d+)"), lambda m: f"条件最长{m[1]}个字符"),
    (re.compile(r"no null in a condition"), lambda m: "条件中不能用 null：未知的事实自会得出不能判定"),
    (re.compile(r"ask a list with exists or all"), lambda m: "列表请用 exists 或 all 来问"),
    (re.compile(r"(.+) cannot stand in a condition"), lambda m: f"条件中不能用{m[1]}"),
    (re.compile(r"gone through within another"), lambda m: "条件中不能在一个列表里再逐个问另一个列表"),
    (re.compile(r"this condition cannot be evaluated"), lambda m: "条件无法计算，请检查两边的类型是否相同"),
    (re.compile(r"a condition answers true or false"), lambda m: "条件的结果须为真或假"),
    (
        re.compile(r"(\w+) is a day and cannot be compared with (.+?):"),
        lambda m: f"{m[1]}是日期，不能与文字{m[2]}比较，请与另一日期或日期参数比较",
    ),
    (
        re.compile(r"(\w+) is a (\w+) and (?:never equals|cannot be compared with) (.+)"),
        lambda m: f"{m[1]}是{_TYPES[m[2]]}，不能与{m[3]}比较",
    ),
    (re.compile(r"a target expression has at most (\d+)"), lambda m: f"目标算式最长{m[1]}个字符"),
    (re.compile(r"is not a target expression"), lambda m: "不是数值，也不是目标算式"),
    (re.compile(r"is not a number of a target expression"), lambda m: "目标算式中的数字写法不对"),
    (re.compile(r"only \+ - \* / calculate"), lambda m: "目标算式中只能用加减乘除"),
    (re.compile(r"a number, a target expression or null was expected"), lambda m: "应为数值、目标算式或 null"),
    (re.compile(r"a number was expected, not true or false"), lambda m: "应为数值，不是 true 或 false"),
    (re.compile(r"is no number of hours, credits or people"), lambda m: "数值超出可用的范围"),
    (re.compile(r"asks for the group (.+), which"), lambda m: f"算式中的人群{m[1]}未声明"),
    (re.compile(r"any_parts: (\d+) of (\d+) parts"), lambda m: f"任选{m[1]}项须少于所列的{m[2]}项"),
    (
        re.compile(r"a number of entries is a cap"),
        lambda m: "按项数的上限须写 sense: cap_counted、inclusive: true，按班、项目、月、年或周期计",
    ),
    (
        re.compile(r"any_of: (\d+) of (\d+) things"),
        lambda m: f"任选{m[1]}项须少于所列的{m[2]}项，不与 any_parts 同用，只用于对教师的要求",
    ),
    (re.compile(r"a number of entries: name it under"), lambda m: "按项数的上限写在数量的 caps 里，不写在层里"),
    (re.compile(r"limits a number of entries: only"), lambda m: "按项数的上限只用于对教师逐期提的要求"),
    (re.compile(r"a limit is never below 0"), lambda m: "数值不能小于0"),
    (re.compile(r"is no share: write"), lambda m: "应为占比：小数如0.2，或分数如'1/3'"),
    (re.compile(r"is no share of a whole"), lambda m: "占比须大于0且不超过1"),
    (re.compile(r"an offset comes from a selection"), lambda m: "冲抵写 where、surplus_of 或 carried_from 之一"),
    (re.compile(r"(.+) cannot be both waived and kept"), lambda m: f"{m[1]}不能既免除又保留"),
    (re.compile(r"a gate asks for an amount"), lambda m: "门槛须要求数量、证书、事项或等级"),
    (re.compile(r"a (\w+) needs at least one part"), lambda m: f"{m[1]}至少要有一个 parts 数量"),
    (re.compile(r"only a gate asks for certificates"), lambda m: "只有 gate 才能要求证书、事项或等级"),
    (re.compile(r"an interim minimum has a day"), lambda m: "interim 须写 due 期限"),
    (re.compile(r"a yearly clause has period: year"), lambda m: "yearly 条款须写 period: year"),
    (re.compile(r"lates become absences only"), lambda m: "迟到折算缺勤只用于按场次的考勤线，请写 of: meetings"),
    (
        re.compile(r"(.+) is not asked of a teacher in every year or semester"),
        lambda m: f"{m[1]}不是按年或按学期对教师提的要求，不能数达标次数",
    ),
    (re.compile(r"(.+) has no tier '(.+)'"), lambda m: f"{m[1]}没有层{m[2]}"),
    (re.compile(r"no (\w+) of this pack: (.+)"), lambda m: f"{m[2]}未在 dimensions.{m[1]} 中声明"),
    (re.compile(r"grades open a gate within a program only"), lambda m: "等级只用于培训班内，请写 scope: program"),
    (re.compile(r"a clause of scope unit says"), lambda m: "scope: unit 的条款须写 unit_kind，其他条款不写"),
    (re.compile(r"has tiers: an upper limit is a cap"), lambda m: "分层的数量，上限另写一条 cap，在 caps 里引用"),
    (re.compile(r"has a floor per (\w+)"), lambda m: f"下限不能按 {m[1]} 分别算，只按条款的时段算"),
    (re.compile(r"a tier takes caps of plain amounts"), lambda m: "层里只能引用固定数值的上限，不能引用百分比上限"),
    (re.compile(r"is cut by (.+), which has no upper limit"), lambda m: f"{m[1]}没有可用的上限"),
    (re.compile(r"by the surplus of its own clause"), lambda m: "不能用本条自己的超出部分冲抵"),
    (re.compile(r"carries over from the year before"), lambda m: "从上一年度结转的，条款须写 period: year"),
    (re.compile(r"is offset by (.+), which counts no (\w+)"), lambda m: f"{m[1]}不计 {m[2]}，不能冲抵"),
    (
        re.compile(r"(.+) has no floor for a relief to change"),
        lambda m: f"{m[1]}没有可供减免改动的最低数：要放宽上限，免除它，另写一条只对这些人的上限",
    ),
    (re.compile(r"a relief cannot waive or change the clause"), lambda m: "减免不能免除或改动自己所在的条款"),
    (re.compile(r"(.+) asks nothing of a teacher"), lambda m: f"{m[1]}不对教师提要求，没有可免可改的"),
    (re.compile(r"(.+) is asked over the cycle: a relief"), lambda m: f"{m[1]}按周期要求，按年的减免改不了它"),
    (re.compile(r"points divide a semester"), lambda m: "points 划分学期，请写 every: semester"),
    (re.compile(r"a slot of a (\w+) does not fit into a (\w+)"), lambda m: f"{m[1]} 放不进 {m[2]}"),
    (re.compile(r"odd and even are weeks"), lambda m: "单双周请写 every: week"),
    (re.compile(r"a thing of a count says either"), lambda m: "count 的每一项写 at_least 或 at_most，二者只写其一"),
    (re.compile(r"a trigger is either facts or entries"), lambda m: "触发写 facts 或 entries，二者只写其一"),
    (re.compile(r"categories without their parent: (.+)"), lambda m: f"{m[1]}的上级类别未声明"),
    (re.compile(r"say which school fact holds the money"), lambda m: "请写 set_aside：哪项学校数据记所列经费"),
    (re.compile(r"a bar is either a history or"), lambda m: "限制写 history 或 unless，二者只写其一"),
    (re.compile(r"the weights add up to (.+), not"), lambda m: f"权重合计{m[1]}，应为100"),
    (re.compile(r"an empty 'where' selects everything"), lambda m: "空的 where 等于全部，请删去"),
    (re.compile(r"say where the award is booked"), lambda m: "请写记到哪里"),
    (re.compile(r"the default '(.+)' is none of the values (.+)"), lambda m: f"默认值{m[1]}不在{m[2]}之中"),
    (re.compile(r"is not a (date|number|text)\b"), lambda m: f"应为{_TYPES[m[1]]}"),
    (re.compile(r"a pack has at most (\d+) clauses"), lambda m: f"一个方案最多{m[1]}条"),
    (re.compile(r"a pack has at most (\d+) characters"), lambda m: f"一个方案最长{m[1]}个字符"),
    (re.compile(r"a pack is a mapping of names"), lambda m: "方案须为“名称: 值”的结构"),
    (re.compile(r"two switches have this name"), lambda m: "两个开关同名"),
    (re.compile(r"anchors and aliases"), lambda m: "方案中不用 & 和 * 引用"),
    (re.compile(r"not JSON"), lambda m: "不是正确的JSON"),
    (re.compile(r"nested too deep"), lambda m: "嵌套过深"),
    (re.compile(r"a key must be a plain word"), lambda m: "名称须为简单的词"),
    (re.compile(r"is not a number that can be read exactly"), lambda m: "数字的写法不对"),
    (re.compile(r"should have at least (\d+) items?"), lambda m: f"至少要有{m[1]}项"),
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
    chinese = in_chinese(problem.message)
    near = meant(problem.where, problem.message)
    told_ = f"{problem}  {chinese}" if chinese else str(problem)
    return f"{told_}（是否为 did you mean {near}？）" if near else told_


def in_chinese(message: str) -> str:
    """The reader's own words in Chinese; nothing where there are none."""
    return next((say(found) for pattern, say in _TOLD if (found := pattern.search(message))), "")


def meant(where: str, message: str) -> str | None:
    """The word that was probably meant by one that is not known, None where none is near."""
    if "Extra inputs" in message:
        word = where.rpartition(".")[2]
        if "：" in word:
            return f"{word.partition('：')[0].strip()}: （半角冒号加空格 an ASCII colon and a space）"
        return _INSTEAD.get(word) or _nearest(word, _fields() - {word})
    unknown = re.search(r"unknown in a condition: (\w+)", message)
    if unknown:
        return _nearest(unknown[1], frozenset().union(*_VOCABULARIES))
    return None


_INSTEAD: Final = {"period": "every", "every": "period"}
"""Words that stand in some kinds of clauses only: rates and counts say `every`, requirements say `period`."""

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
