"""A school before the judge: its people, records and money under a pack on a day, and what it is asked over."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from services.policy.calendars import Span, year_label, year_named
from services.policy.engine import judge
from services.policy.engine.case import Words
from services.policy.engine.plan import ClausePlan, Plan
from services.policy.engine.standing import Progress, Result, Standing
from services.policy.engine.timeline import Timeline
from services.policy.facts import Entry, Fact, Participation, Places, School, SchoolCalendar, Teacher
from services.policy.format.conditions import SCALE
from services.policy.format.formulas import MissingAmount, compiled
from services.policy.format.terms import Terms
from services.policy.population.standing import SchoolResult
from services.policy.slots import semesters_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One teacher of the school, or of the district."""

    teacher: Teacher
    entries: Sequence[Entry] = ()
    facts: Sequence[Fact] = ()
    """The teacher's own, unless they stand among the facts of the school with the teacher's id."""
    standing: Standing | None = None
    """Under the same pack, terms and day; judged here when absent and asked for."""
    is_broken: bool = False
    """Whether judging the teacher is at fault: of what goes beyond taking part, nothing can be said."""


class Stretch(NamedTuple):
    """A period that a school is judged over."""

    label: str | None
    span: Span
    named: Words


@dataclass(slots=True)
class Ground:
    """Everything that judging a school looks at."""

    plan: Plan
    terms: Terms
    school: School
    members: Mapping[str, Member]
    facts: tuple[Fact, ...]
    """Of the school, its units and its members, dated up to the day, in a fixed order."""
    participations: tuple[Participation, ...]
    places: tuple[Places, ...]
    calendar: SchoolCalendar | None
    as_of: date
    money_years: Collection[int] | None = None
    """Calendar years that the cycle touches to judge money of; None for those that have begun and mostly lie in it."""
    _by_teacher: dict[str, list[Fact]] = field(default_factory=dict)
    _timelines: dict[str, Timeline] = field(default_factory=dict)
    _standings: dict[str, Standing] = field(default_factory=dict)

    @property
    def switches(self) -> Mapping[str, str]:
        return self.plan.terms.switches

    def timeline(self, teacher_id: str) -> Timeline:
        known = self._timelines.get(teacher_id)
        if known is None:
            known = self._timelines[teacher_id] = Timeline(self.plan, self.members[teacher_id].teacher, self.as_of)
        return known

    def own_facts(self, teacher_id: str) -> tuple[Fact, ...]:
        """Return the facts of a member."""
        if not self._by_teacher:
            for fact in self.facts:
                self._by_teacher.setdefault(fact.teacher_id or "", []).append(fact)
        return tuple(self._by_teacher.get(teacher_id, ()))

    def standing(self, teacher_id: str) -> Standing:
        """Return a member's own standing."""
        member = self.members[teacher_id]
        known = member.standing or self._standings.get(teacher_id)
        if known is None:
            known = self._standings[teacher_id] = judge(
                self.plan.pack,
                terms=self.terms,
                teacher=member.teacher,
                entries=member.entries,
                as_of=self.as_of,
                facts=self.own_facts(teacher_id),
                calendar=self.calendar,
            )
        return known

    def counted_on(self, span: Span) -> date:
        """Return the day on which people are counted: the last of the period, or the day of judging before it."""
        return max(span.first, min(span.last, self.as_of))

    def in_post(self, teacher_id: str, day: date) -> bool:
        """Answer whether a member was in post on a day, in this school where one is judged."""
        teacher = self.members[teacher_id].teacher
        since, until = teacher.hire_date, teacher.retire_date
        if (since is not None and day < since) or (until is not None and day > until):
            return False
        return any(
            a.valid_from <= day
            and (a.valid_to is None or day <= a.valid_to)
            and self.school.school_id in {None, a.school_id}
            for a in teacher.appointments
        )

    def periods(self, kind: str) -> list[Stretch]:
        """Return the semesters, years or the cycle that have begun; no semesters when none are known."""
        cycle, pack = self.plan.cycle, self.plan.pack
        if kind == "cycle":
            return [Stretch(None, cycle, Words("本周期", "In this cycle"))]
        if kind == "semester":
            held = semesters_in(pack, self.calendar, cycle)
            found = [Stretch(one.label, one.span, Words(one.zh, f"In the {one.en}")) for one in held]
        else:
            found = [
                Stretch(label := year_label(pack.year, y), y, self.year_named(label)) for y in self.plan.asked_years
            ]
        return [stretch for stretch in found if stretch.span.first <= self.as_of]

    def year_named(self, label: str) -> Words:
        return Words(year_named(self.plan.pack.year, label), f"In {label}")

    def amount(self, raw: Decimal | str | None) -> Fraction | None:
        """Return a number of the pack for the school, rounded up to four places; None when it is lost."""
        if raw is None:
            return None
        try:
            value = Fraction(raw) if isinstance(raw, Decimal) else compiled(raw).evaluate(self._scope())
        except MissingAmount:
            return None
        return Fraction(math.ceil(value * SCALE), SCALE)

    def _scope(self) -> "_Scope":
        return _Scope(self.plan)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a target expression sees of a school: numbers of the terms, and the years of the cycle."""

    plan: Plan

    def amount(self, name: str) -> Fraction | None:
        if name == "cycle_years":
            return Fraction(len(self.plan.years))
        supplied = self.plan.terms.parameters.get(name)
        return Fraction(supplied) if isinstance(supplied, Decimal) else None

    def share_of(self, group: str) -> Fraction:
        raise MissingAmount(group)


def bare(
    plan: ClausePlan,
    result: Result,
    reason: str,
    sentence: Words,
    *,
    period: str | None,
    progress: Progress,
    due_on: date | None,
    of_unit: str | None = None,
) -> SchoolResult:
    """Return a result without numbers."""
    clause = plan.clause
    return SchoolResult(
        clause_id=clause.id,
        kind=clause.kind,
        scope=clause.scope,
        of_unit=of_unit,
        severity=plan.severity,
        result=result,
        reason=reason,
        period=period,
        unit=None,
        unit_en=None,
        required=None,
        counted=None,
        gap=None,
        progress=progress,
        due_on=due_on,
        title_zh=clause.title.zh,
        title_en=clause.title.en,
        quote=plan.quote,
        source=plan.source,
        sentence_zh=sentence.zh,
        sentence_en=sentence.en,
    )
