"""A requirement against one period: bound or not, excused or not, and how far it has been reached."""

import math
from collections.abc import Mapping
from fractions import Fraction

from services.policy.calendars import Span
from services.policy.engine.amounts import amount_of
from services.policy.engine.case import (
    Assessed,
    Case,
    DoneAssessed,
    Measured,
    PartAssessed,
    Period,
    Words,
    decimal,
    enough,
)
from services.policy.engine.measuring import measure, required_of
from services.policy.engine.offsets import offset
from services.policy.engine.plan import ClausePlan, DonePlan, PartPlan
from services.policy.engine.reckoning import approved, due_of, out_of_post, weight_of
from services.policy.engine.standing import Progress, Result
from services.policy.format.clauses import Requirement
from services.policy.format.conditions import SCALE, TEACHER_VOCABULARY, MissingFact
from services.policy.format.formulas import MissingAmount
from services.policy.format.pack import Pack
from services.policy.tally import tallied


def unbound(case: Case, plan: ClausePlan, period: Period) -> Assessed | None:
    """Say why a clause does not bind the teacher in a period; None when it does."""
    population = case.plan.pack.population
    try:
        if population.when is not None and not case.timeline.holds(population.when, population.at, period.reckoned):
            words = not_for(case.plan.pack)
            return Assessed(plan, period, Result.NOT_APPLICABLE, "outside_population", words)
        binds = case.timeline.bound_by(plan.who, period.reckoned)
    except MissingFact as missing:
        return Assessed(plan, period, Result.UNDETERMINED, "fact_missing", unknown(missing.names, case.plan.pack))
    if not binds:
        words = Words("不属于此项要求的对象", "it binds others only")
        return Assessed(plan, period, Result.NOT_APPLICABLE, "not_bound", words)
    return None


def not_for(pack: Pack) -> Words:
    """Say whom a pack is for."""
    title = pack.population.title
    return Words(f"本方案的对象为{title.zh}", f"the pack is for {title.en}")


def unknown(names: tuple[str, ...], pack: Pack) -> Words:
    """Say which facts or numbers are missing, in words rather than by their names in the pack."""
    words = [_named(name, pack) for name in names]
    return Words(f"缺少信息：{'、'.join(w.zh for w in words)}", f"unknown: {', '.join(w.en for w in words)}")


def _named(name: str, pack: Pack) -> Words:
    if name in pack.parameters:
        title = pack.parameters[name].title
        return Words(title.zh, title.en)
    if name in TEACHER_VOCABULARY:
        return Words(_FACTS_ZH.get(name, name), TEACHER_VOCABULARY[name][1])
    return Words(name, name)


_FACTS_ZH: Mapping[str, str] = {
    "school_id": "任职学校",
    "school_kind": "学校类别",
    "post": "岗位",
    "stage": "任教学段",
    "subject": "任教学科",
    "title": "职称",
    "title_tier": "职称级别",
    "class_teacher": "是否担任班主任",
    "class_teacher_days": "担任班主任的天数",
    "age": "年龄",
    "birth_day": "出生日期",
    "hire_day": "入职日期",
    "retire_day": "退休日期",
    "years_to_retirement": "退休日期",
    "leave_days": "请假天数",
    "leave_months": "请假月数",
    "service_years": "教龄",
    "degrees": "学历",
    "certificates": "证书",
    "opt_ins": "本人申请",
    "memberships": "所属名单",
}


def assess(case: Case, plan: ClausePlan, period: Period) -> Assessed:
    """Judge a requirement over a period, reliefs apart."""
    refused = unbound(case, plan, period) or out_of_post(case, plan, period)
    if refused is not None:
        return refused
    due_on = due_of(case, plan, period)
    if due_on is None:
        words = Words("期限日期未提供", "the day by which it is due was not supplied")
        return Assessed(plan, period, Result.UNDETERMINED, "number_lost", words)
    weight = weight_of(case, plan, period)
    window = Span(period.span.first, max(period.span.first, min(period.span.last, due_on)))
    assessed = Assessed(plan, period, Result.MET, "reached", due_on=due_on, enough=plan.any_parts)
    try:
        assessed.parts = [_part(case, plan, period, part, window, weight) for part in plan.parts]
        offset(
            case,
            plan,
            period,
            window,
            assessed.parts,
            _spent(case, plan, period, until=plan),
            lambda year: _spent(case, plan, year),
        )
    except MissingFact as missing:
        return Assessed(plan, period, Result.UNDETERMINED, "fact_missing", unknown(missing.names, case.plan.pack))
    assessed.done = [_done(case, done, window) for done in plan.done]
    assessed.papers = papers_of(case, plan, period)
    assessed.deeds = _deeds(assessed.done)
    if plan.any_of is not None:
        held = len(plan.clause.holds) if isinstance(plan.clause, Requirement) else 0
        assessed.any_of = (plan.any_of, len(assessed.parts) + len(assessed.done) + held)
        assessed.enough = min(len(assessed.parts), max(0, plan.any_of - assessed.beside))
    assessed.progress = progress_of(case, assessed, window)
    _conclude(assessed)
    return assessed


def _spent(
    case: Case, plan: ClausePlan, period: Period, until: ClausePlan | None = None
) -> Mapping[tuple[str, bool], int]:
    """Return what clauses of the pack took to stand in for something in a period: all of them, or those before one."""
    spent: Mapping[tuple[str, bool], int] = {}
    if not _offsets(plan):
        return spent
    for other in case.plan.clauses:
        if other is until:
            break
        if not _offsets(other) or other.period != plan.period or other.clause.scope != "teacher":
            continue
        if case.waiver_of(other.clause.id, period) or approved(case, other.clause.id, period):
            continue
        if (other.clause.id, period.span) not in case.spent:
            assess(case, other, period)
        spent = case.spent.get((other.clause.id, period.span), spent)
    return spent


def _offsets(plan: ClausePlan) -> bool:
    return any(part.offsets for part in plan.parts)


def _conclude(assessed: Assessed) -> None:
    parts = [part for part in assessed.parts if not part.nothing]
    if assessed.any_of is not None:
        _conclude_any(assessed, parts, assessed.any_of[0])
        return
    asks_more = parts or assessed.papers or assessed.deeds or assessed.done
    if assessed.parts and not asks_more:
        units = {part.measured.part.unit for part in assessed.parts}
        zh, en = ("学分", "credits") if units == {"credits"} else ("学时", "hours")
        assessed.result, assessed.reason = Result.NOT_APPLICABLE, "nothing_yet"
        assessed.words = Words(f"尚无{zh}，无从计算比例", f"there are no {en} yet of which it could be a share")
    elif _falls_short(assessed, parts):
        assessed.result = Result.NOT_MET
        assessed.reason = "too_much" if any(part.too_much for part in parts) else "short"
    elif assessed.papers or assessed.deeds:
        assessed.result, assessed.reason = Result.NOT_MET, "not_done" if assessed.deeds else "certificate_missing"
    elif _is_open(assessed, parts):
        assessed.result, assessed.reason = Result.UNDETERMINED, "number_lost"
        assessed.words = _lost(assessed)


def _conclude_any(assessed: Assessed, parts: list[PartAssessed], needed: int) -> None:
    """Decide where so many of parts, certificates and facts together are enough."""
    reached = assessed.beside + sum(part.surely_met for part in parts)
    open_ = sum(not (part.surely_met or part.surely_short) for part in parts)
    open_ += sum(done.required is None for done in assessed.done)
    if reached + open_ < needed:
        assessed.result, assessed.reason = Result.NOT_MET, "short"
    elif reached < needed:
        assessed.result, assessed.reason = Result.UNDETERMINED, "number_lost"
        assessed.words = _lost(assessed)


def _lost(assessed: Assessed) -> Words:
    """Say which number is lost: what a part must come to, or what caps it."""
    asked = [part.measured.part.label for part in assessed.parts if part.required is None]
    if asked:
        zh, en = "、".join(label.zh for label in asked), ", ".join(label.en for label in asked)
        return Words(
            f"{zh}要求的数值在原文中缺失，尚未提供", f"the number asked of {en} is lost in the source and not supplied"
        )
    capped = [part.measured.part.label for part in assessed.parts if part.measured.doubt and not part.surely_met]
    if capped:
        zh, en = "、".join(label.zh for label in capped), ", ".join(label.en for label in capped)
        return Words(
            f"{zh}的上限数值在原文中缺失，尚未提供，能计入多少未知",
            f"a limit of {en} is lost in the source and not supplied, so how much counts is open",
        )
    return Words("要求的数值在原文中缺失，尚未提供", "the number is lost in the source and not supplied")


def _falls_short(assessed: Assessed, parts: list[PartAssessed]) -> bool:
    """Answer whether too many parts are surely not reached, whatever the numbers that are lost."""
    fails = sum(part.surely_short for part in parts)
    return fails > (0 if assessed.enough is None else len(parts) - assessed.enough)


def _is_open(assessed: Assessed, parts: list[PartAssessed]) -> bool:
    """Answer whether a lost number could still decide."""
    if any(done.required is None for done in assessed.done):
        return True
    sure = sum(part.surely_met for part in parts)
    return sure < (len(parts) if assessed.enough is None else assessed.enough)


def assess_parts(case: Case, plan: ClausePlan, parts: tuple[PartPlan, ...], period: Period) -> list[PartAssessed]:
    """Measure other parts of a clause, those of its relief, over a period."""
    assessed = [_part(case, plan, period, part, period.span, Fraction(1)) for part in parts]
    offset(case, plan, period, period.span, assessed)
    return assessed


def _part(case: Case, plan: ClausePlan, period: Period, part: PartPlan, window: Span, weight: Fraction) -> PartAssessed:
    measured = Measured(part)
    try:
        measured = measure(case, plan, part, period, window)
        required = required_of(case, plan, part, period, window, weight)
    except MissingAmount:
        return PartAssessed(measured, None, met=False)
    assessed = PartAssessed(measured, required, met=False, too_much=measured.too_much)
    assessed.met = enough(required, measured.counted) and not measured.too_much and not assessed.nothing
    return assessed


def _done(case: Case, done: DonePlan, window: Span) -> DoneAssessed:
    counted = tallied(done.what, (fact for fact in case.facts if window.holds(fact.on)))
    try:
        required = math.ceil(amount_of(case, done.at_least) * SCALE)
    except MissingAmount:
        return DoneAssessed(done, None, int(counted * SCALE))
    return DoneAssessed(done, required, int(counted * SCALE))


def papers_of(case: Case, plan: ClausePlan, period: Period) -> list[Words]:
    """Name the certificates that a clause asks for and that are not in hand."""
    if not isinstance(plan.clause, Requirement):
        return []
    held = [c for c in case.timeline.teacher.certificates if c.issued_on <= case.as_of]
    ever = {c.kind for c in held}
    in_period = {c.kind for c in held if period.span.holds(c.issued_on)}
    return [
        Words(h.label.zh, h.label.en)
        for h in plan.clause.holds
        if h.certificate not in (ever if h.within == "ever" else in_period)
    ]


def _deeds(done: list[DoneAssessed]) -> list[Words]:
    deeds: list[Words] = []
    for item in done:
        if item.required is not None and not item.met:
            what, missing = item.plan.what, decimal(max(item.required - item.counted, 0))
            deeds.append(
                Words(
                    f"补齐{what.label.zh}{missing}{what.unit.zh}", f"{missing} {what.unit.en} of {what.label.en} more"
                )
            )
    return deeds


def progress_of(case: Case, assessed: Assessed, window: Span) -> Progress:
    """On track: every floor reached at least in proportion to the days gone by since the period or service began."""
    if assessed.due_on is None or case.as_of >= assessed.due_on:
        return Progress.FINAL
    pace = pace_of(case, window)
    if pace is None:
        return Progress.ON_TRACK
    days, gone = pace
    behind = 0
    for part in assessed.parts:
        asked = part.required.amount if part.required is not None else None
        behind += asked is not None and part.measured.counted * days < asked * gone
    spare = 0 if assessed.enough is None else len(assessed.parts) - assessed.enough
    return Progress.BEHIND if behind > spare else Progress.ON_TRACK


def pace_of(case: Case, window: Span) -> tuple[int, int] | None:
    """Return the days of a window since service began, and those of them gone by; None where none are."""
    since = max(window.first, case.timeline.entered_on or window.first)
    days = (window.last - since).days + 1
    gone = (case.as_of - since).days + 1
    return (days, gone) if days > 0 and gone > 0 else None
