"""How each kind of clause is judged, told in lines, and which of its numbers nobody knows."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from services.cli.packs import words
from services.cli.packs.words import PERIODS, amount, both, said
from services.policy.format import Pack
from services.policy.format.clauses import (
    Adjustment,
    AnyClause,
    BudgetClause,
    ConsequenceClause,
    CountClause,
    DeadlineClause,
    DutyClause,
    EligibilityClause,
    EnumerationClause,
    EvidenceClause,
    FormsClause,
    GradeClause,
    RateClause,
    Relief,
    Requirement,
    RoleClause,
    Shrinking,
    SignInClause,
    StagesClause,
    StatementClause,
    TierClause,
    TimesMetClause,
    ValuingClause,
    Who,
)
from services.policy.format.conditions import compiled as compiled_condition
from services.policy.format.formulas import compiled as compiled_formula
from services.policy.format.keeping import Counted, CountedItem, Deadline, Document
from services.policy.format.parts import Limit
from services.policy.format.population import Budget, Done, Reached, Target
from services.policy.format.programs import Bar, Grade, Stage
from services.policy.format.valuation import Convert, Decline, GrantDegree, Override, Refuse, Tariff, Worth
from services.policy.format.words import Choice, Model

NOT_JUDGED: Final = frozenset({"statement", "enumeration", "consequence"})


def judged(pack: Pack, clause: AnyClause) -> Iterator[str]:
    """Tell how a clause is judged, line by line."""
    match clause:
        case Requirement():
            yield from _requirement(pack, clause)
        case TierClause():
            yield f"{clause.of} 的层 tier {clause.tier}"
        case CountClause():
            slots = said(pack, clause.every, lambda every: PERIODS[every])
            yield f"{slots}，按 judged by {said(pack, clause.within, lambda within: PERIODS[within])}"
            if clause.months:
                yield f"月份 months: {', '.join(map(str, clause.months))}"
            weeks = said(pack, clause.weeks, str)
            yield from [f"周次 weeks: {weeks}"] if weeks != "all" else []
            yield from [f"时点 points: {', '.join(clause.points)}"] if clause.points else []
            yield from (words.counted(pack, item) for item in clause.items)
        case DutyClause():
            yield from _duty(pack, clause)
        case EvidenceClause():
            yield f"材料 documents, {said(pack, clause.every, lambda every: PERIODS[every])}"
            yield from (f"{_document(pack, item)}" for item in clause.items)
        case DeadlineClause():
            day = said(pack, clause.day, amount)
            late = said(pack, clause.late, lambda v: "转入下批 next batch" if v == "next_batch" else "不收 refused")
            after = "日 day" if clause.every == "month" else "天（学期结束后）days after the semester"
            yield f"{PERIODS[clause.every]} {day} {after}: {both(clause.hands_in)}；逾期 late: {late}"
            moves = said(pack, clause.on_holidays, lambda v: "不变 stays" if v == "stays" else "顺延 next workday")
            yield from [f"遇节假日 on a holiday: {moves}"] if clause.on_holidays != "stays" else []
        case SignInClause():
            yield f"事先确定 fixed beforehand: {', '.join(clause.fixes) or '—'}"
            yield f"签到 sign-in: {said(pack, clause.sign_in, str)}"
        case RoleClause():
            yield f"须有专人 somebody named: {words.roles(pack, clause.roles)}"
        case RateClause():
            yield said(pack, clause.every, lambda every: PERIODS[every])
            for target in clause.rates:
                yield from _target(pack, target)
        case BudgetClause():
            yield f"{both(clause.base)} × {said(pack, clause.percent, amount)}%"
            allowed = "、".join(both(measure.label) for measure in clause.allowed)
            open_list = said(pack, clause.open_list, lambda v: "等 and others" if v else "仅此 only these")
            yield f"用途 for: {allowed or '—'}（{open_list}）"
        case EligibilityClause():
            if clause.where is not None:
                yield f"项目 programs: {words.where(pack, clause.where)}"
            yield from (_bar(pack, bar) for bar in clause.bars)
        case StagesClause():
            yield from (_stage(pack, stage) for stage in clause.stages)
            yield from [f"认定 certified by: {words.roles(pack, clause.certifiers)}"] if clause.certifiers else []
        case GradeClause():
            yield from (_grade(pack, grade) for grade in clause.grades)
        case FormsClause():
            for route in clause.routes:
                filled = "；".join(f"{both(r.label)} → {' 或 or '.join(r.kinds)}" for r in route.roles)
                yield f"{both(route.label)}: {filled or '不认定 no credit'}"
        case ConsequenceClause():
            yield f"情形 after: {'、'.join(both(t.label) for t in clause.triggers)}"
            yield f"可由人决定 people may decide: {'、'.join(both(m.label) for m in clause.measures)}"
        case EnumerationClause():
            yield f"{clause.dimension}: {', '.join(clause.codes)}"
        case ValuingClause() if clause.registered_by:
            yield f"登记 registered by: {words.roles(pack, clause.registered_by)}"
        case TimesMetClause():
            least = said(pack, clause.times_met.at_least, amount)
            yield f"{clause.times_met.clause} 至少达标 is met in at least {least} 次 of its periods"
            of = clause.times_met.of
            fewer = f"同比例，每{of}次 the same share of {of}" if of else "全部达标 all of them"
            yield f"应考核次数较少的 who is asked in fewer: {fewer}"
        case StatementClause():
            yield "只展示，不评判 shown, never judged"
    yield from (_rule(pack, rule) for rule in clause.valuation)
    if clause.relief is not None:
        yield from _relief(pack, clause.relief)


def _requirement(pack: Pack, clause: Requirement) -> Iterator[str]:
    if clause.scope == "teacher":
        due = f"，截止 due {clause.due}" if clause.due else ""
        yield f"{said(pack, clause.period, lambda period: PERIODS[period])}{due}"
    for part in clause.parts:
        yield from words.part(pack, part)
    if clause.any_parts is not None:
        yield f"以上达到 {clause.any_parts} 项即可 any {clause.any_parts} of these are enough"
    if clause.any_of is not None:
        yield f"以下连同以上达到 {clause.any_of} 项即可 any {clause.any_of} of these and those below are enough"
    for held in clause.holds:
        since = "" if held.within == "ever" else "（须在本时段内取得 issued in the period）"
        yield f"须持有 holds: {both(held.label)}{since}"
    yield from (words.counted(pack, item) for item in clause.done)
    grades = said(pack, clause.grades, lambda codes: " / ".join(codes))
    yield from [f"等级 grade: {grades}"] if grades else []
    yield from (f"可发 gives a right to: {both(granted.label)}" for granted in clause.grants)
    if clause.shrinks:
        yield f"不在岗时间相应减少 smaller for time not in post{_reasons(clause.shrinks)}"


def _duty(pack: Pack, clause: DutyClause) -> Iterator[str]:
    trigger = clause.trigger
    event = words.facts(pack, trigger.facts) if trigger.facts else words.where(pack, trigger.entries)
    within = f"{clause.within_days} 天内 days" if clause.within_days else said(pack, clause.due, str)
    yield f"触发 after: {event}；{said(pack, clause.per, lambda per: f'每 per {per}')}；期限 by: {within}"
    yield from (words.counted(pack, item) for item in clause.requires)


def _document(pack: Pack, item: Document) -> str:
    least = said(pack, item.at_least, amount)
    by = "（系统可生成 the system makes it）" if item.produced else ""
    return f"{both(item.label)}{'' if least == '1' else f' ≥ {least}'}{by}"


def _target(pack: Pack, target: Target) -> Iterator[str]:
    heads, percent = said(pack, target.heads, _or_none), said(pack, target.percent, _or_none)
    asked = f"{heads} 人 people" if heads else f"{percent}%" if percent else words.LOST
    inclusive = said(pack, target.inclusive, lambda within: said(pack, target.sense, lambda s: _SIGNS[s, within]))
    yield f"{both(target.label)} ({both(target.formula)}): {inclusive} {asked}"
    yield f"  分子 counted: {words.people(pack, target.counted)}"
    below = "名额 places " + words.where(pack, target.places) if target.places else None
    yield f"  分母 out of: {below or said(pack, target.out_of, lambda people: words.people(pack, people))}"
    if target.leaves_out is not None:
        yield f"  剔除 left out: {said(pack, target.leaves_out, lambda p: words.people(pack, p) if p else '无 nobody')}"


_SIGNS: Final = {
    ("floor", True): "至少 at least ≥",
    ("floor", False): "超过 more than >",
    ("cap_hard", True): "不得超过 no more than ≤",
    ("cap_hard", False): "须少于 less than <",
    ("target", True): "力争 striven for ≥",
    ("target", False): "力争超过 striven for >",
}


def _or_none(value: Decimal | str | None) -> str:
    return "" if value is None else amount(value)


def _bar(pack: Pack, bar: Bar) -> str:
    where = f"[{words.where(pack, bar.where)}] " if bar.where else ""
    override = (
        "可说明理由后准入 a person may override with a reason" if bar.override == "with_reason" else "不得例外 never"
    )
    if bar.history is not None:
        return f"{where}拒 bars: 曾有 has had {said(pack, bar.history, lambda w: words.where(pack, w))}；{override}"
    return f"{where}不符合即拒 bars unless {said(pack, bar.unless, str)}；{override}"


def _stage(pack: Pack, stage: Stage) -> str:
    weight = said(pack, stage.weight, _or_none)
    return (
        f"{both(stage.label)}: {both(stage.emphasis)}，{words.roles(pack, stage.assessors)}"
        f"{f'，权重 weight {weight}%' if weight else ''}"
    )


def _grade(pack: Pack, grade: Grade) -> str:
    passes = said(pack, grade.passes, lambda v: "合格 passes" if v else "不合格 fails")
    return f"{both(grade.label)}: ≥ {said(pack, grade.from_score, amount)}，{passes}"


def _rule(pack: Pack, rule: Any) -> str:
    match rule:
        case Refuse():
            return f"不予认定 refused: {both(rule.reason)} ({said(pack, rule.when, str)})"
        case Decline():
            return (
                f"不认定 declined: {both(rule.reason)} ({said(pack, rule.when, str)})，{words.where(pack, rule.where)}"
            )
        case Tariff():
            return _tariff(pack, rule)
        case Convert():
            ratio = said(pack, rule.hours_per_credit, lambda v: "只记学时 hours only" if v is None else amount(v))
            place = said(pack, rule.where, lambda chosen: words.where(pack, chosen))
            return f"折算 converts: 每学分学时数 hours per credit {ratio}，{place}"
        case Override():
            books = ", ".join(f"{k} {v}" for k, v in rule.books.model_dump(exclude_none=True).items())
            return f"记入 booked as {books}: {words.where(pack, rule.where)}"
        case GrantDegree():
            credits_ = f" + {amount(rule.credits)} {words.UNITS['credits']}" if rule.credits is not None else ""
            return f"学历 degree: {amount(rule.hours)} {words.UNITS['hours']}{credits_}"
    raise TypeError(rule)


def _tariff(pack: Pack, rule: Tariff) -> str:
    told = f"计 worth {_worth(pack, rule)}: {words.where(pack, rule.where)}"
    told += f"，条件 when {rule.when}" if rule.when else ""
    told += f"，满 from {amount(rule.from_hours)} 学时 hours" if rule.from_hours is not None else ""
    told += f"，材料 needs {', '.join(rule.needs)}" if rule.needs else ""
    told += "".join(f"，{grade}: {_worth(pack, worth)}" for grade, worth in rule.by_grade.items())
    return told + (f"，认定 by {words.roles(pack, [rule.recogniser])}" if rule.recogniser else "")


def _worth(pack: Pack, worth: Worth) -> str:
    units = [unit for unit in ("hours", "credits") if unit in worth.model_fields_set]
    return " + ".join(f"{said(pack, getattr(worth, unit), amount)} {words.UNITS[unit]}" for unit in units) or "—"


def _relief(pack: Pack, relief: Relief) -> Iterator[str]:
    if relief.opted_in:
        yield "须本人申请 only for who declares so"
    for part in relief.trigger:
        yield from (f"当 if {line}" if not line.startswith(" ") else line for line in words.part(pack, part))
    period = said(pack, relief.period, lambda value: PERIODS[value])
    waived = said(pack, relief.waives, lambda ids: ", ".join(ids) or "—")
    yield from [f"免除 waives ({period}): {waived}"] if relief.waives else []
    yield from [f"保留 keeps: {', '.join(relief.keeps)}"] if relief.keeps else []
    if relief.adjusts:
        yield f"改为 changes: {said(pack, relief.adjusts, lambda adjusts: _adjusted(pack, adjusts))}"
    for part in relief.requires:
        yield from (f"须 then {line}" if not line.startswith(" ") else line for line in words.part(pack, part))


def _adjusted(pack: Pack, adjusts: tuple[Adjustment, ...]) -> str:
    return "；".join(f"{a.clause} → {said(pack, a.amount, amount)}{_once_more(a)}" for a in adjusts) or "—"


def _once_more(change: Adjustment) -> str:
    if change.shrinks is None:
        return ""
    if not change.shrinks:
        return "（不再按在岗时间减 not made smaller for time not in post）"
    return f"（再按不在岗时间减 made smaller once more for time not in post{_reasons(change.shrinks)}）"


def _reasons(shrinks: Shrinking) -> str:
    return f": {'、'.join(words.REASONS[reason] for reason in shrinks)}" if isinstance(shrinks, tuple) else ""


_ASKED: Final[list[tuple[type[Model], str]]] = [
    *((Limit, "amount"), (Counted, "at_least"), (Document, "at_least"), (Reached, "at_least"), (Done, "at_least")),
    *((Stage, "weight"), (Grade, "from_score"), (Adjustment, "amount"), (Deadline, "day"), (Budget, "percent")),
]
"""Fields whose null means that the number is lost; elsewhere null means that there is none."""


def lost_numbers(pack: Pack, node: Any) -> Iterator[str]:
    """Name the numbers of a part of a pack that nobody knows: lost in the source, or a parameter without a value."""
    if isinstance(node, Choice):
        for chosen in node.cases.values():
            yield from lost_numbers(pack, chosen)
    elif isinstance(node, Model):
        label = getattr(node, "label", None)
        name = label.zh if label is not None else type(node).__name__
        if isinstance(node, Target) and node.percent is None and node.heads is None:
            yield f"{name}: percent"
        if isinstance(node, CountedItem) and node.limits:
            yield from (f"{name}: at_most" for value in _readings(node.at_most) if value is None)
        for kind, field in _ASKED:
            if isinstance(node, kind):
                yield from (f"{name}: {field}" for value in _readings(getattr(node, field)) if value is None)
        for field in type(node).model_fields:
            yield from lost_numbers(pack, getattr(node, field))
    elif isinstance(node, list | tuple):
        for item in node:
            yield from lost_numbers(pack, item)


def _readings(value: Any) -> tuple[Any, ...]:
    return tuple(value.cases.values()) if isinstance(value, Choice) else (value,)


def unknown_parameters(pack: Pack, node: Any) -> list[str]:
    """Name the parameters that a part of a pack asks for and that have no value unless the assignment gives one."""
    asked = parameters_of(pack, node)
    return [n for n, known in pack.parameters.items() if n in asked and known.default is None and not known.required]


def parameters_of(pack: Pack, node: Any) -> set[str]:
    """Name the parameters that amounts and conditions of a part of a pack ask for."""
    if isinstance(node, str):
        return {name for name in pack.parameters if _asks(node, name)}
    if isinstance(node, Choice):
        return {name for chosen in node.cases.values() for name in parameters_of(pack, chosen)}
    if isinstance(node, Model):
        fields = type(node).model_fields.keys() - {"quotes", "formal", "note", "title", "label", "reason", "switches"}
        return {name for field in fields for name in parameters_of(pack, getattr(node, field))}
    if isinstance(node, list | tuple):
        return {name for item in node for name in parameters_of(pack, item)}
    return set()


def groups_of(pack: Pack, clause: AnyClause) -> list[str]:
    """Name the groups that a clause binds, leaves out or reckons a share of, as the pack declares them."""
    named = set(_groups_in(clause))
    return [code for code in pack.groups if code in named]


def _groups_in(node: Any) -> Iterator[str]:
    if isinstance(node, Who):
        yield from (*node.within, *node.not_within)
    if isinstance(node, str) and "share_of" in node:
        yield from compiled_formula(node).groups
    elif isinstance(node, Choice):
        yield from (code for chosen in node.cases.values() for code in _groups_in(chosen))
    elif isinstance(node, Model):
        told = type(node).model_fields.keys() - {"quotes", "formal", "note", "title", "label"}
        yield from (code for field in told for code in _groups_in(getattr(node, field)))
    elif isinstance(node, list | tuple):
        yield from (code for item in node for code in _groups_in(item))


def _asks(text: str, name: str) -> bool:
    if name not in text:
        return False
    for compiled in (compiled_formula, compiled_condition):
        try:
            return name in compiled(text).names
        except ValueError:
            continue
    return False
