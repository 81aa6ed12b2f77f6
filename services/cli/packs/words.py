"""A pack as a person reads it: amounts, selections, limits and whom they bind, in Chinese and English."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from services.policy.format import Pack
from services.policy.format.clauses import Who
from services.policy.format.keeping import Counted, CountedItem
from services.policy.format.parts import Limit, Offset, Part, Tier
from services.policy.format.population import People
from services.policy.format.selectors import CODED, Where, WhichFacts
from services.policy.format.words import Bilingual, Choice

UNITS: Final = {"hours": "学时 hours", "credits": "学分 credits"}
SCOPES: Final = {
    "teacher": "教师 teacher",
    "program": "培训班学员 member of a program",
    "unit": "教研组等 unit",
    "school": "学校 school",
    "district": "区县 district",
}
PERIODS: Final = {
    "cycle": "整个周期 the cycle",
    "year": "每学年或年度 every judging year",
    "semester": "每学期 every semester",
    "month": "每月 every month",
    "two_months": "每两月 every two months",
    "week": "每周 every week",
    "two_weeks": "每两周 every two weeks",
    "class": "每班 every class",
    "program": "每个项目 every program",
    "activity": "每次活动 every activity",
    "entry": "每条记录 each entry",
    "day": "每天 each day",
    "first_year": "入职当年 the first judging year",
    "first_twelve_months": "入职十二个月内 the first twelve months",
    "first_three_years": "入职三年内 the first three years",
}
MOMENTS: Final = {
    "cycle_start": "周期第一天 on the first day of the cycle",
    "cycle_end": "周期最后一天 on the last day of the cycle",
    "period_start": "期初 at the start of the period",
    "period_end": "期末 at the end of the period",
    "ever": "期内任一天 on any day of the period",
}
REASONS: Final = {
    "joined_late": "中途入职 joined late",
    "left_early": "中途离岗 left early",
    "on_leave": "请假 on leave",
}
LOST: Final = "原文缺失 lost in the source"


def both(words: Bilingual) -> str:
    """Write both languages, once where they are the same."""
    return words.zh if words.zh == words.en else f"{words.zh} {words.en}"


def said(pack: Pack, value: Any, how: Callable[[Any], str]) -> str:
    """Write a value, or every reading of it with the default marked."""
    if not isinstance(value, Choice):
        return how(value)
    default = pack.all_switches()[value.switch].default
    cases = [f"{case}{'*' if case == default else ''}: {how(chosen)}" for case, chosen in value.cases.items()]
    return f"‹{value.switch}› {' | '.join(cases)}"


def amount(value: Decimal | str | None) -> str:
    """Write a number, a target expression or that the number is lost."""
    if value is None:
        return LOST
    if isinstance(value, str):
        return value
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def _code(pack: Pack, dimension: str, code: str) -> str:
    name = getattr(pack.dimensions, dimension).get(code)
    return f"{name.zh} {code}" if name else code


def where(pack: Pack, selection: Where | None) -> str:
    """Write which entries a part looks at."""
    if selection is None:
        return "全部 everything"
    words = [
        " 或 or ".join(_code(pack, dimension, code) for code in getattr(selection, dimension))
        for dimension in CODED
        if getattr(selection, dimension)
    ]
    if selection.tags_any:
        words.append("任一标签 any tag " + " 或 or ".join(_code(pack, "tag", code) for code in selection.tags_any))
    if selection.tags_all:
        words.append("全部标签 all tags " + " + ".join(_code(pack, "tag", code) for code in selection.tags_all))
    if selection.when:
        words.append(f"条件 when {selection.when}")
    return "；".join(words)


def facts(pack: Pack, selection: WhichFacts) -> str:
    """Write which facts are looked at."""
    words = [" 或 or ".join(_code(pack, "fact", code) for code in selection.kind)]
    named = {name: getattr(selection, name) for name in ("role", "level", "tags_any", "result")}
    words += [f"{name} {' / '.join(codes)}" for name, codes in named.items() if codes]
    if selection.when:
        words.append(f"条件 when {selection.when}")
    return "；".join(words)


_SENSES: Final[Mapping[tuple[str, bool], str]] = {
    ("floor", True): "至少 at least {} (≥)",
    ("floor", False): "超过 more than {} (>)",
    ("cap_counted", True): "最多计入 at most {} counts (≤)",
    ("cap_counted", False): "计入须少于 less than {} counts (<)",
    ("cap_hard", True): "不得超过 no more than {} (≤)",
    ("cap_hard", False): "须少于 less than {} (<)",
    ("target", True): "目标 target {} (≥)",
    ("target", False): "目标超过 target, more than {} (>)",
}


def limit(pack: Pack, found: Limit) -> str:
    """Write a limit: what it does, its number, and whether the number itself is still within."""

    def with_amount(sense: str, inclusive: bool) -> str:  # noqa: FBT001 a value of the pack
        number = said(pack, found.amount, amount)
        if found.counts == "entries":
            number = f"{number} 项 entries"
        if found.percent_of is not None:
            of = said(pack, found.percent_of, lambda chosen: where(pack, chosen if isinstance(chosen, Where) else None))
            number = f"{number}% of ({of})"
        return _SENSES[sense, inclusive].format(number)

    def with_sense(inclusive: bool) -> str:  # noqa: FBT001 a value of the pack
        return said(pack, found.sense, lambda sense: with_amount(sense, inclusive))

    words = said(pack, found.inclusive, with_sense)
    return f"{words}，{PERIODS[found.per]}" if found.per else words


def part(pack: Pack, found: Part) -> Iterator[str]:
    """Write a quantity of a clause, a line for each thing it says."""
    limits = "；".join(limit(pack, one) for one in found.limits)
    yield f"{both(found.label)}: {limits} {UNITS[found.unit]}"
    if found.where is not None:
        yield f"  计入 counts: {said(pack, found.where, lambda chosen: where(pack, chosen))}"
    if found.caps:
        yield f"  受上限 cut by: {', '.join(found.caps)}"
    if found.each is not None:
        least = said(pack, found.each.at_least, amount)
        yield f"  只计单独达到 only what by itself comes to {least} 的：{PERIODS.get(found.each.per, found.each.per)}"
    for one in found.offsets:
        yield f"  {offset(pack, one)}"
    for layer in found.tiers:
        yield f"  {tier(pack, layer)}"


def offset(pack: Pack, found: Offset) -> str:
    """Write what may stand in for a part."""
    source = f"{found.surplus_of} 超出部分 surplus" if found.surplus_of else where(pack, found.where)
    if found.carried_from is not None:
        source = "上一年度的超出部分 what was over in the year before"
    most = said(pack, found.most, lambda value: "不限 no limit" if value is None else amount(value))
    ratio = said(pack, found.ratio, amount)
    by = "" if ratio == "1" else f"，1:{ratio}"
    return f"可冲抵 may be filled by {both(found.label)} ({source})，最多 at most {most}{by}"


def tier(pack: Pack, found: Tier) -> str:
    """Write a layer of a total."""
    size = "不限 open" if found.size is None else said(pack, found.size, amount)
    accepts = said(pack, found.accepts, lambda chosen: where(pack, chosen))
    cut = f"，受上限 cut by {', '.join(found.caps)}" if found.caps else ""
    return f"层 tier {both(found.label)}: {size}，{accepts}{cut}"


def counted(pack: Pack, found: Counted) -> str:
    """Write one thing to be done."""
    sign = said(pack, found.inclusive, lambda inclusive: "至少 at least" if inclusive else "超过 more than")
    least = said(pack, found.at_least, amount)
    if isinstance(found, CountedItem) and found.limits:
        sign = said(pack, found.inclusive, lambda inclusive: "至多 at most" if inclusive else "少于 fewer than")
        least = said(pack, found.at_most, amount)
    by = {"facts": "", "amount": "，按数量 by amount", "events": "，按活动 by event"}[found.measure]
    return f"{both(found.label)}: {sign} {least} {both(found.unit)} ({facts(pack, found.facts)}{by})"


def who(pack: Pack, found: Who | None) -> str:
    """Write whom a clause binds."""
    if found is None:
        return "全体 everybody"
    words = [f"属于 in {group(pack, code)}" for code in found.within]
    words += [f"不属于 not in {group(pack, code)}" for code in found.not_within]
    if found.when is not None:
        moment = said(pack, found.at, lambda at: MOMENTS[at])
        words.append(f"{said(pack, found.when, str)}（{moment}）")
    return "；".join(words) or "全体 everybody"


def group(pack: Pack, code: str) -> str:
    """Name a group of the pack."""
    return f"{pack.groups[code].title.zh} {code}" if code in pack.groups else code


def roles(pack: Pack, codes: Sequence[str]) -> str:
    """Name roles of the pack."""
    return "、".join(f"{pack.roles[code].title.zh} {code}" if code in pack.roles else code for code in codes)


def people(pack: Pack, found: People | None) -> str:
    """Write who is meant by a rate."""
    if found is None:
        return "全体 the whole population"
    words = []
    if found.when is not None:
        words.append(said(pack, found.when, lambda chosen: chosen or "全体 everybody"))
    words += [f"达到 meets {', '.join(found.meets)}"] if found.meets else []
    words += ["本人总体结论达标 their own verdict is met"] if found.verdict else []
    for reached in found.reached:
        least = said(pack, reached.at_least, amount)
        words.append(f"≥ {least} {UNITS[reached.unit]} ({where(pack, reached.where)})")
    for done in found.done:
        words.append(f"≥ {said(pack, done.at_least, amount)} ({facts(pack, done.facts)})")
    for took in found.took:
        words.append(f"{took.state} ({where(pack, took.where)})")
    words += [f"请假 on leave: {', '.join(found.on_leave)}"] if found.on_leave else []
    return "；".join(words) or "全体 everybody"
