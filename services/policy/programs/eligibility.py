"""Who may enter a program: what bars a teacher, in whose words, by which records, and whether a person may override."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from services.policy.calendars import Span
from services.policy.engine.plan import ClausePlan, Plan
from services.policy.engine.planning import plan_of
from services.policy.engine.timeline import Timeline
from services.policy.facts import Entry, Teacher
from services.policy.format import Pack, Terms
from services.policy.format.clauses import EligibilityClause
from services.policy.format.conditions import MissingFact
from services.policy.format.programs import Bar
from services.policy.format.words import settled
from services.policy.matching import matches
from services.policy.programs.records import cell_of_entry
from services.policy.valuation import Program
from services.policy.valuation.recognising import cell_of

Answer: TypeAlias = Literal["OPEN", "BARRED", "UNDETERMINED"]
Overriding: TypeAlias = Literal["with_reason", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One reason to turn a teacher down, or why that cannot be known."""

    clause_id: str
    code: str
    barred: bool
    """False when a fact is missing that would decide."""
    reason_zh: str
    reason_en: str
    cited: tuple[str, ...]
    """Entries of the training history that bar the way."""
    missing: tuple[str, ...]
    """Names of facts that nobody has stated."""
    override: Overriding
    """Whether a person may let the teacher in all the same, giving a reason."""
    quote: str
    source: str


@dataclass(frozen=True, slots=True)
class Eligible:
    """What stands in the way of a teacher's entering a program; nothing when `result` is OPEN."""

    findings: tuple[Finding, ...]
    declares: tuple[tuple[str, str], ...]
    """What the school declares in words, by clause; the system does not check it."""

    @property
    def result(self) -> Answer:
        if any(finding.barred for finding in self.findings):
            return "BARRED"
        return "UNDETERMINED" if self.findings else "OPEN"

    @property
    def barred_by(self) -> tuple[str, ...]:
        """The clauses that turn the teacher down, each once."""
        return tuple(dict.fromkeys(finding.clause_id for finding in self.findings if finding.barred))

    @property
    def overridable(self) -> bool:
        """Whether a person may decide otherwise about everything that was found."""
        return all(finding.override == "with_reason" for finding in self.findings)


def eligibility(
    pack: Pack, *, terms: Terms, teacher: Teacher, history: Sequence[Entry], program: Program, on: date
) -> Eligible:
    """Look for every bar between a teacher and a program on the day of entering. The order of the history is nothing.

    Raises TermsRefused when the terms do not fit the pack.
    """
    plan = plan_of(pack, terms)
    timeline = Timeline(plan, teacher, on)
    cell = cell_of(program, program.category)
    findings: list[Finding] = []
    declares: list[tuple[str, str]] = []
    for clause_plan in plan.clauses:
        clause = clause_plan.clause
        if not isinstance(clause, EligibilityClause):
            continue
        if clause.where is not None and not matches(clause.where, cell):
            continue
        bars = [bar for bar in clause.bars if bar.where is None or matches(bar.where, cell)]
        try:
            bound_by = timeline.bound_by(clause_plan.who, Span(on, on))
        except MissingFact as missing:
            findings += [_unknown(clause_plan, bar, missing.names) for bar in bars]
            continue
        if not bound_by:
            continue
        declares += [(clause.id, words) for words in clause.declares]
        for bar in bars:
            findings += _barred(plan, clause_plan, bar, timeline, history, on)
    return Eligible(tuple(findings), tuple(declares))


def _barred(
    plan: Plan, clause_plan: ClausePlan, bar: Bar, timeline: Timeline, history: Sequence[Entry], on: date
) -> Iterator[Finding]:
    switches = plan.terms.switches
    where = settled(bar.history, switches)
    if where is not None:
        earlier = sorted(
            (entry.earned_to, entry.entry_id)
            for entry in history
            if entry.earned_to <= on and matches(where, cell_of_entry(entry))
        )
        if earlier:
            days_zh = "、".join(f"{day.year}年{day.month}月{day.day}日" for day, _ in earlier)
            days_en = ", ".join(day.isoformat() for day, _ in earlier)
            yield _finding(
                clause_plan,
                bar,
                reason_zh=f"{bar.reason.zh}（{days_zh}的培训记录）",
                reason_en=f"{bar.reason.en} (training recorded on {days_en})",
                cited=tuple(entry_id for _, entry_id in earlier),
            )
    condition = settled(bar.unless, switches)
    if condition is not None:
        try:
            if not plan.holds(condition, timeline.fact_on(on)):
                yield _finding(clause_plan, bar, reason_zh=bar.reason.zh, reason_en=bar.reason.en, cited=())
        except MissingFact as missing:
            yield _unknown(clause_plan, bar, missing.names)


def _finding(clause_plan: ClausePlan, bar: Bar, *, reason_zh: str, reason_en: str, cited: tuple[str, ...]) -> Finding:
    return Finding(
        clause_id=clause_plan.clause.id,
        code=bar.code,
        barred=True,
        reason_zh=reason_zh,
        reason_en=reason_en,
        cited=cited,
        missing=(),
        override=bar.override,
        quote=clause_plan.quote,
        source=clause_plan.source,
    )


def _unknown(clause_plan: ClausePlan, bar: Bar, names: tuple[str, ...]) -> Finding:
    return Finding(
        clause_id=clause_plan.clause.id,
        code=bar.code,
        barred=False,
        reason_zh=f"缺少信息（{'、'.join(names)}），无法判断是否属于：{bar.reason.zh}",
        reason_en=f"unknown ({', '.join(names)}), so it cannot be said whether: {bar.reason.en}",
        cited=(),
        missing=names,
        override=bar.override,
        quote=clause_plan.quote,
        source=clause_plan.source,
    )
