"""What one version of a pack changes in another, told clause by clause."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from services.policy.format import Pack
from services.policy.format.differences import Difference, differences
from services.policy.format.words import Bilingual

_WORDS: Final[Mapping[str, str]] = {
    "amount": "数值 number",
    "at_least": "数量 number",
    "percent": "比例 per cent",
    "inclusive": "是否含本数 whether the number itself is within",
    "sense": "作用 what the limit does",
    "quotes": "原文 words of the source",
    "formal": "规则表述 formal sentence",
    "title": "标题 title",
    "severity": "效力 severity",
    "default": "默认理解 default reading",
    "who": "对象 who",
    "version": "版本 version",
}
_NULLS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("amount", "at_least", "percent", "weight", "from_score", "day"), "null（缺失 lost）"),
    "most": "null（不限 no limit）",
    "hours_per_credit": "null（只记学时 hours only）",
    "default": "null（未知 unknown）",
}
_LONGEST: Final = 300


def told(before: Pack, after: Pack) -> Iterator[str]:
    """Write what changed in meaning, a heading for each clause and a line or three for each change."""
    heading: object = ()
    for one in differences(before, after):
        if one.clause != heading:
            heading = one.clause
            yield _heading(before, after, one.clause)
        if not one.where:
            yield f"  {'新增条款 added' if one.change == 'added' else '删除条款 removed'}"
            continue
        yield f"  {_path(before, one)}"
        for sign, text in (("-", one.before), ("+", one.after)):
            shown = _nothing(one) if text in {None, "null"} else _value(text or "")
            if shown or text is not None:
                yield f"    {sign} {shown or text}"


def _nothing(one: Difference) -> str | None:
    """Say what it means that a number is null; None for what is simply not there."""
    return _NULLS.get(re.sub(r"\.cases\.\w+$", "", one.where).rpartition(".")[2])


def _heading(before: Pack, after: Pack, clause_id: str | None) -> str:
    if clause_id is None:
        return "方案 the pack"
    for pack in (after, before):
        for clause in pack.clauses:
            if clause.id == clause_id:
                return f"{clause_id} {clause.title.zh} {clause.title.en}"
    return clause_id


def _path(before: Pack, found: Difference) -> str:
    last = re.sub(r"\.\d+$", "", found.where).rpartition(".")[2]
    words = [_part_named(before, found), _WORDS.get(last, "")]
    return ": ".join([found.where, " ".join(word for word in words if word)]).removesuffix(": ")


def _part_named(before: Pack, found: Difference) -> str:
    """Name the quantity, item or rate that a path leads into."""
    into = re.match(r"(\w+)\.(\d+)\.", found.where)
    clause = next((clause for clause in before.clauses if clause.id == found.clause), None)
    items = getattr(clause, into[1], ()) if into else ()
    if into is None or not isinstance(items, tuple) or int(into[2]) >= len(items):
        return ""
    label = getattr(items[int(into[2])], "label", None)
    return f"「{label.zh}」" if isinstance(label, Bilingual) else ""


def _value(text: str) -> str:
    value = json.loads(text)
    shown = value if isinstance(value, str) else text
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]} …"
