"""One thing that a clause asks of a member of a program: how much there is of it, and whether that is enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from services.policy.engine.plan import Plan
from services.policy.engine.timeline import Timeline
from services.policy.facts import Fact
from services.policy.format.clauses import GradeClause, Held
from services.policy.format.keeping import Counted
from services.policy.format.parts import Limit, Part
from services.policy.format.selectors import Where
from services.policy.format.words import Bilingual, settled
from services.policy.matching import matches
from services.policy.programs.numbers import number, shown
from services.policy.tally import limits, number_of, tallied
from services.policy.valuation import DatedHours, Program
from services.policy.valuation.recognising import cell_of

_UNITS = {"hours": ("学时", "hours"), "credits": ("学分", "credits")}
_USUAL_GRADES = {
    "EXCELLENT": Bilingual(zh="优秀", en="excellent"),
    "GOOD": Bilingual(zh="良好", en="good"),
    "PASS": Bilingual(zh="合格", en="pass"),
    "MARGINAL": Bilingual(zh="基本合格", en="marginal"),
    "FAIL": Bilingual(zh="不合格", en="fail"),
}
"""What grades are called where a pack does not name them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the member in the class."""

    plan: Plan
    timeline: Timeline
    hours: Fraction
    planned_hours: Fraction | None
    credits: Fraction | None
    passed: bool | None
    grade: str | None
    facts: Sequence[Fact]
    on: date
    program: Program | None
    attended: Sequence[DatedHours]

    def number(self, amount: Decimal | str | None) -> Fraction | None:
        return number(amount, self.plan.terms, program_hours=self.planned_hours, timeline=self.timeline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One thing that a clause asks: reached or not (None: cannot be known), in words, with its numbers if any."""

    reached: bool | None
    reason: str
    zh: str
    en: str
    code: str | None = None
    label: Bilingual | None = None
    """Code and name of what is asked, where it is a thing and no amount."""
    unit: str | None = None
    required: Fraction | None = None
    counted: Fraction | None = None

    @property
    def gap(self) -> Fraction:
        if self.required is None or self.counted is None:
            return Fraction(0)
        return max(Fraction(0), self.required - self.counted)


def part_looked(known: Known, part: Part) -> Looked:
    """Measure one amount: what the member has of it in the program, against every limit that binds."""
    switches = known.plan.terms.switches
    unit_zh, unit_en = _UNITS[part.unit]
    counted = _counted(known, part)
    if counted is None:
        zh, en = f"{part.label.zh}的{unit_zh}未知", f"the {unit_en} of {part.label.en} are unknown"
        return Looked(reached=None, reason="fact_missing", zh=zh, en=en)
    limits = [(settled(limit.sense, switches), _limit(known, limit), limit) for limit in part.limits]
    bound_by = [(sense, amount, settled(limit.inclusive, switches)) for sense, amount, limit in limits]
    if any(amount is None for sense, amount, _ in bound_by if sense != "target"):
        zh = f"{part.label.zh}要求的数值在原文中缺失，尚未提供"
        en = f"the number asked of {part.label.en} is lost in the source and not supplied"
        return Looked(reached=None, reason="number_lost", zh=zh, en=en, unit=part.unit, counted=counted)
    counted = min(
        [counted, *(amount for sense, amount, _ in bound_by if sense == "cap_counted" and amount is not None)]
    )
    required: Fraction | None = None
    asked_zh, asked_en, reason = "", "", "reached"
    for sense, amount, inclusive in bound_by:
        if amount is None:
            continue
        if sense == "floor":
            required = amount
            more_zh, more_en = ("应完成", "") if inclusive else ("应超过", "more than ")
            asked_zh, asked_en = f"{more_zh}{shown(amount)}{unit_zh}，", f" of {more_en}{shown(amount)}"
            if counted < amount or (counted == amount and not inclusive):
                reason = "short"
        elif sense == "cap_hard" and (counted > amount or (counted == amount and not inclusive)):
            reason = "too_much"
            asked_zh, asked_en = f"{asked_zh}最多{shown(amount)}{unit_zh}，", f"{asked_en}, at most {shown(amount)}"
    missing = required - counted if required is not None and required > counted else Fraction(0)
    return Looked(
        reached=reason == "reached",
        reason=reason,
        zh=f"{part.label.zh}{asked_zh}已计{shown(counted)}{unit_zh}"
        + (f"，还差{shown(missing)}{unit_zh}" if missing else ""),
        en=f"{shown(counted)}{asked_en} {unit_en} of {part.label.en}"
        + (f", {shown(missing)} missing" if missing else ""),
        unit=part.unit,
        required=required,
        counted=counted,
    )


def _limit(known: Known, limit: Limit) -> Fraction | None:
    switches = known.plan.terms.switches
    raw = settled(limit.amount, switches)
    amount = known.number(raw)
    if amount is None or limit.percent_of is None:
        return amount
    of = settled(limit.percent_of, switches)
    whole = _selected(known, of) if isinstance(of, Where) else known.hours
    return None if whole is None else amount * whole / 100


def _counted(known: Known, part: Part) -> Fraction | None:
    where = settled(part.where, known.plan.terms.switches)
    if where is None:
        return known.hours if part.unit == "hours" else known.credits
    if part.unit == "credits":
        return None
    return _selected(known, where)


def _selected(known: Known, where: Where) -> Fraction | None:
    if known.program is None:
        return None
    if not known.attended:
        return known.hours if matches(where, cell_of(known.program, known.program.category)) else Fraction(0)
    return sum(
        (
            Fraction(day.hours)
            for day in known.attended
            if matches(where, cell_of(known.program, day.category or known.program.category))
        ),
        Fraction(0),
    )


def thing_looked(known: Known, item: Counted) -> Looked | None:
    """Count what has been done of one thing; None when the readings in force ask none of it."""
    switches = known.plan.terms.switches
    least = known.number(number_of(item, switches))
    counted = tallied(item, known.facts)
    if limits(item) and least is not None:
        return _limit_looked(item, least, counted, inclusive=settled(item.inclusive, switches))
    if least is None:
        zh = f"{item.label.zh}要求的数量在原文中缺失，尚未提供"
        en = f"the number of {item.label.en} is lost in the source and not supplied"
        return Looked(
            reached=None, reason="number_lost", zh=zh, en=en, code=item.code, label=item.label, counted=counted
        )
    if least == 0:
        return None
    reached = counted > least or (counted == least and settled(item.inclusive, switches))
    missing = least - counted if least > counted else Fraction(0)
    return Looked(
        reached=reached,
        reason="reached" if reached else "short",
        zh=f"{item.label.zh}应有{shown(least)}{item.unit.zh}，已有{shown(counted)}{item.unit.zh}"
        + (f"，还差{shown(missing)}{item.unit.zh}" if missing else ""),
        en=f"{shown(counted)} of {shown(least)} {item.unit.en}: {item.label.en}"
        + (f", {shown(missing)} missing" if missing else ""),
        code=item.code,
        label=item.label,
        required=least,
        counted=counted,
    )


def _limit_looked(item: Counted, most: Fraction, counted: Fraction, *, inclusive: bool) -> Looked:
    within = counted < most or (counted == most and inclusive)
    unit = item.unit
    sign_zh, sign_en = ("不得超过", "at most") if inclusive else ("须少于", "fewer than")
    return Looked(
        reached=within,
        reason="reached" if within else "too_much",
        zh=f"{item.label.zh}{sign_zh}{shown(most)}{unit.zh}，现有{shown(counted)}{unit.zh}",
        en=f"{shown(counted)} {unit.en}, {sign_en} {shown(most)} allowed: {item.label.en}",
        code=item.code,
        label=item.label,
        counted=counted,
    )


def paper_looked(known: Known, paper: Held) -> Looked:
    """Look for a certificate that must be in hand."""
    held = (c for c in known.timeline.teacher.certificates if c.kind == paper.certificate and c.issued_on <= known.on)
    there = any(paper.within == "ever" or known.plan.cycle.holds(c.issued_on) for c in held)
    return Looked(
        reached=there,
        reason="reached" if there else "certificate_missing",
        zh=f"{'已' if there else '未'}取得{paper.label.zh}",
        en=f"{paper.label.en} {'in hand' if there else 'not in hand'}",
        code=paper.certificate,
        label=paper.label,
    )


def grade_looked(known: Known, accepted: tuple[str, ...]) -> Looked:
    """Hold the grade of the member against those that open the gate."""
    clause = next((c for c in known.plan.pack.clauses if isinstance(c, GradeClause)), None)
    grades = {grade.code: grade for grade in clause.grades} if clause else {}
    names = {**_USUAL_GRADES, **{code: grade.label for code, grade in grades.items()}}
    accepted_by = [names.get(code, Bilingual(zh=code, en=code)) for code in accepted]
    asked_zh, asked_en = "、".join(name.zh for name in accepted_by), " or ".join(name.en for name in accepted_by)
    if known.grade is not None:
        opens = known.grade in accepted
        label = names.get(known.grade, Bilingual(zh=known.grade, en=known.grade))
        zh = f"考核等级为{label.zh}" + ("" if opens else f"（应为{asked_zh}）")
        en = f"the grade is {label.en}" + ("" if opens else f" ({asked_en} is asked)")
        return Looked(reached=opens, reason="reached" if opens else "grade", zh=zh, en=en)
    if known.passed is False:
        return Looked(reached=False, reason="not_passed", zh="考核未合格", en="the assessment was not passed")
    if known.passed is None:
        return Looked(reached=False, reason="not_assessed", zh="尚未考核", en="not assessed yet")
    switches = known.plan.terms.switches
    passing = {code for code, grade in grades.items() if settled(grade.passes, switches)} or {"PASS"}
    if passing <= set(accepted):
        return Looked(reached=True, reason="reached", zh="考核合格", en="the assessment was passed")
    zh, en = f"考核合格，等级未知（应为{asked_zh}）", f"passed, but the grade is unknown ({asked_en} is asked)"
    return Looked(reached=None, reason="fact_missing", zh=zh, en=en)
