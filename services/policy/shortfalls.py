"""What is asked slot by slot, of a teacher, a school and its units: what filled each, what lacks, and until when."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from services.policy.calendars import Span
from services.policy.engine.judging import asked as asked_of_a_teacher
from services.policy.engine.judging import case_of, outside
from services.policy.engine.kinds import ASKS
from services.policy.engine.kinds.filling import Filled, Item
from services.policy.engine.kinds.keeping import kept_in
from services.policy.engine.kinds.kept import Came, exact
from services.policy.engine.kinds.reliefs import prepare
from services.policy.engine.over import Governing, turns_of
from services.policy.engine.plan import ClausePlan
from services.policy.engine.planning import plan_of
from services.policy.facts import Entry, Fact, School, SchoolCalendar, Teacher
from services.policy.format.clauses import CountClause, DutyClause, EvidenceClause
from services.policy.format.conditions import SCALE
from services.policy.format.pack import Pack
from services.policy.format.terms import Terms
from services.policy.format.words import settled
from services.policy.population import keeping
from services.policy.population.ground import Member
from services.policy.population.judging import asked as asked_of_a_school
from services.policy.population.judging import ground_of

SlotState: TypeAlias = Literal["MET", "OPEN", "MISSED", "BROKEN", "UNDETERMINED"]
"""OPEN can still be filled, its last day included; MISSED and BROKEN (more than allowed) are mended by nothing;
UNDETERMINED asks for a number that is lost."""


Lasting: TypeAlias = Literal["semester", "year", "cycle"]
_LASTING: Final[Mapping[str, Lasting]] = {"semester": "semester", "year": "year", "cycle": "cycle"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSlot:
    """One thing that a clause asks in one slot. Amounts have at most four places, what lacks rounded up."""

    clause_id: str
    kind: str
    """count, duty or evidence."""
    severity: str
    title_zh: str
    title_en: str
    quote: str
    of_unit: str | None
    """Which team or pair; None of a teacher and of the school itself."""
    period: str | None
    """The semester or year; None for the cycle."""
    code: str
    zh: str
    en: str
    unit_zh: str
    unit_en: str
    slot_zh: str
    slot_en: str
    """Which week, month or third, or what happened that asks for it; empty where the slot is the whole period."""
    first: date
    last: date
    due_on: date
    required: Decimal | None
    """None where the number is lost."""
    counted: Decimal
    lack: Decimal
    state: SlotState
    filled_by: tuple[str, ...]
    """Ids of facts."""
    ties: frozenset[str]
    """The event or class that asks for it, where one does."""

    @property
    def lacks(self) -> bool:
        """Whether something is still to be done, or was not done."""
        return self.state in {"OPEN", "MISSED", "BROKEN"}

    def touches(self, span: Span) -> bool:
        """Answer whether it is asked in any of these days."""
        return self.first <= span.last and span.first <= max(self.last, self.due_on)


def asked_of_teacher(
    pack: Pack,
    *,
    terms: Terms,
    teacher: Teacher,
    entries: Iterable[Entry],
    facts: Iterable[Fact],
    as_of: date,
    calendar: SchoolCalendar | None = None,
    governs: Span | None = None,
    since: date | None = None,
) -> tuple[AskedSlot, ...]:
    """Return every slot of counts, duties and documents that is asked of a teacher, in the periods that have begun.

    The same filling as `engine.judge` goes by, with the same arguments; what a relief waives asks nothing.
    """
    case = case_of(
        pack,
        terms=terms,
        teacher=teacher,
        entries=entries,
        as_of=as_of,
        facts=facts,
        calendar=calendar,
        governs=governs,
        since=since,
    )
    if outside(case) is not None:
        return ()
    prepare(case)
    return tuple(
        slot
        for plan in case.plan.clauses
        if asked_of_a_teacher(plan) and plan.clause.kind in ASKS
        for period, came in kept_in(case, plan, ASKS[plan.clause.kind](case, plan))
        for slot in _slots(plan, came, period=period.label, of_unit=None, as_of=as_of)
    )


def asked_over(
    governing: Sequence[Governing],
    *,
    teacher: Teacher,
    entries: Iterable[Entry],
    facts: Iterable[Fact],
    as_of: date,
    calendar: SchoolCalendar | None = None,
    since: date | None = None,
) -> tuple[tuple[Governing, AskedSlot], ...]:
    """Return what the packs of one cycle ask one after the other, each as `engine.judge_over` judges by it."""
    known, done = tuple(entries), tuple(facts)
    return tuple(
        (each, slot)
        for each, governs, first in turns_of(governing, as_of=as_of, since=since)
        for slot in asked_of_teacher(
            each.pack,
            terms=each.terms,
            teacher=teacher,
            entries=known,
            facts=done,
            as_of=as_of,
            calendar=calendar,
            governs=governs,
            since=first,
        )
    )


def asked_of_school(
    pack: Pack,
    *,
    terms: Terms,
    school: School,
    facts: Sequence[Fact],
    as_of: date,
    calendar: SchoolCalendar | None = None,
    members: Sequence[Member] = (),
) -> tuple[AskedSlot, ...]:
    """Return every slot that is asked of a school and of each of its units, as `population.judge_school` fills them."""
    ground = ground_of(pack, terms=terms, school=school, members=members, facts=facts, calendar=calendar, as_of=as_of)
    return tuple(
        slot
        for plan in asked_of_a_school(ground)
        if plan.clause.kind in ASKS
        for kept in keeping.kept_in(ground, plan)
        if isinstance(kept.came, Came)
        for slot in _slots(plan, kept.came, period=kept.stretch.label, of_unit=kept.holder.unit, as_of=as_of)
    )


def kinds_asked_of_units(pack: Pack, unit_kind: str) -> dict[str, frozenset[str]]:
    """Return the kinds of facts that clauses ask of units of a kind, each with the roles that they tell apart."""
    found: dict[str, set[str]] = {}
    for clause in pack.clauses:
        if clause.scope != "unit" or clause.unit_kind != unit_kind:
            continue
        if isinstance(clause, CountClause):
            for item in clause.items:
                for kind in item.facts.kind:
                    found.setdefault(kind, set()).update(item.facts.role)
        elif isinstance(clause, EvidenceClause):
            for document in clause.items:
                for kind in document.facts or (document.code,):
                    found.setdefault(kind, set())
    return {kind: frozenset(roles) for kind, roles in found.items()}


def documents_of_teachers(pack: Pack, terms: Terms) -> dict[str, Lasting]:
    """Return the kinds of documents that clauses ask of every teacher, each with how often the first one asks."""
    plan = plan_of(pack, terms)
    found: dict[str, Lasting] = {}
    for clause in pack.clauses:
        if clause.scope != "teacher" or not isinstance(clause, EvidenceClause):
            continue
        every = _LASTING.get(settled(clause.every, plan.terms.switches))
        if every is None:
            continue
        for document in clause.items:
            for kind in document.facts or (document.code,):
                found.setdefault(kind, every)
    return found


def has_duties(pack: Pack) -> bool:
    """Answer whether anything that happens obliges a teacher to something else."""
    return any(isinstance(clause, DutyClause) and clause.scope == "teacher" for clause in pack.clauses)


def _slots(
    plan: ClausePlan, came: Came, *, period: str | None, of_unit: str | None, as_of: date
) -> Iterator[AskedSlot]:
    for item in came.items:
        for filled in item.slots:
            yield AskedSlot(
                clause_id=plan.clause.id,
                kind=plan.clause.kind,
                severity=plan.severity,
                title_zh=plan.clause.title.zh,
                title_en=plan.clause.title.en,
                quote=plan.quote,
                of_unit=of_unit,
                period=period,
                code=item.thing.code,
                zh=item.thing.label.zh,
                en=item.thing.label.en,
                unit_zh=item.thing.unit.zh,
                unit_en=item.thing.unit.en,
                slot_zh=filled.slot.named.zh,
                slot_en=filled.slot.named.en,
                first=filled.slot.window.first,
                last=filled.slot.window.last,
                due_on=filled.slot.due_on,
                required=None if item.lost else exact(filled.required),
                counted=exact(filled.counted),
                lack=exact(Fraction(math.ceil(filled.lack * SCALE), SCALE)),
                state=_state(item, filled, as_of),
                filled_by=filled.by,
                ties=filled.slot.ties,
            )


def _state(item: Item, filled: Filled, as_of: date) -> SlotState:
    if filled.broken:
        return "BROKEN"
    if item.lost:
        return "UNDETERMINED"
    if filled.met:
        return "MET"
    # A judgement is made at the end of its day; whoever asks during the last day can still do it.
    return "MISSED" if filled.slot.due_on < as_of else "OPEN"
