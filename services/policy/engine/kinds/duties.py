"""What follows from an event: a talk after training elsewhere, a demonstration after a prize."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.policy.calendars import Span, year_label, year_of
from services.policy.engine.case import Assessed, Case, Period, Words
from services.policy.engine.kinds import keeping
from services.policy.engine.kinds.filling import Item, Slot, fill
from services.policy.engine.kinds.kept import day_zh
from services.policy.engine.periods import NoPeriod, periods_of
from services.policy.engine.plan import ClausePlan
from services.policy.engine.standing import ClauseResult, Result
from services.policy.facts import Entry, Fact, SchoolCalendar
from services.policy.format.clauses import DutyClause
from services.policy.format.keeping import Counted
from services.policy.format.pack import Pack
from services.policy.format.words import Bilingual, settled
from services.policy.matching import fine_cell, matches
from services.policy.slots import SemesterHeld, semester_of, semesters_in
from services.policy.tally import picks, shares

_NOTHING_FOLLOWS = Words("本时段内没有引起此项要求的事情", "nothing happened in it that asks for this")
_A_YEAR = timedelta(days=366)
_GROUPED_BY = {"semester_end": "semester", "year_end": "year", "cycle_end": "cycle"}


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that happened and obliges to something else."""

    since: date
    on: date
    """The last day of what lasted, for example of a class."""
    named: Words
    ties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """A duty with its readings chosen."""

    per: str
    due: str
    within_days: int | None

    @property
    def grouped_by(self) -> str:
        """The periods with a result of their own: those that the duty is asked per, else those that end with it."""
        return _GROUPED_BY[self.due] if self.per == "trigger" else self.per


def judge(case: Case, plan: ClausePlan) -> list[ClauseResult]:
    """Judge a duty in every period that has begun; without anything that causes it it does not apply.

    `counted_entries` and `not_counted` hold ids of facts.
    """
    return keeping.judge_periods(case, plan, asks_of(case, plan))


def asks_of(case: Case, plan: ClausePlan) -> keeping.Asks:
    """Return what a duty asks of a teacher."""
    clause = plan.clause
    if not isinstance(clause, DutyClause):
        raise TypeError(clause.kind)
    switches = case.plan.terms.switches
    rule = Rule(settled(clause.per, switches), settled(clause.due, switches), clause.within_days)
    causes = [cause for cause in _causes(case, clause) if case.plan.cycle.holds(cause.on)]
    periods = _periods(case, rule, causes)
    return keeping.Asks(periods, lambda period: _filled(case, plan, clause, rule, causes, period))


def _periods(case: Case, rule: Rule, causes: Sequence[Cause]) -> list[Period] | NoPeriod:
    """Return the periods that have begun, and the semester ahead when something of the holidays already asks for it."""
    found = periods_of(case, rule.grouped_by)
    if rule.grouped_by != "semester" or isinstance(found, NoPeriod):
        return found
    labels = {grouped(case.plan.pack, case.calendar, rule, cause.on) for cause in causes}
    until_later = Span(case.plan.cycle.first, case.plan.cycle.last + _A_YEAR)
    ahead = [held for held in semesters_in(case.plan.pack, case.calendar, until_later) if held.label in labels]
    known = {period.label for period in found}
    return [
        *found,
        *(_of_semester(case, held) for held in ahead if held.label not in known and case.governed(held.span)),
    ]


def _of_semester(case: Case, held: SemesterHeld) -> Period:
    year = year_label(case.plan.pack.year, held.year)
    return Period(held.label, held.span, held.year, year, Words(held.zh, f"In the {held.en}"))


def _filled(
    case: Case, plan: ClausePlan, clause: DutyClause, rule: Rule, causes: Sequence[Cause], period: Period
) -> Sequence[Item] | Assessed:
    pack, calendar = case.plan.pack, case.calendar
    here = [cause for cause in causes if grouped(pack, calendar, rule, cause.on) == period.label]
    if not here:
        return Assessed(plan, period, Result.NOT_APPLICABLE, "no_trigger", _NOTHING_FOLLOWS)
    slots = list(asked(pack, calendar, case.plan.cycle, rule, here))
    excused = keeping.asks_nothing(case)
    open_ = keeping.due_in_service(case, (slot for slot in slots if not excused(slot.window)))
    asker = keeping.Asker(case, plan, period)
    return [_item(asker, what, open_) for what in clause.requires]


def _item(asker: keeping.Asker, what: Counted, slots: Sequence[Slot]) -> Item:
    case = asker.case
    last = max((slot.window.last for slot in slots), default=date.min)
    first = min((slot.window.first for slot in slots), default=date.max)
    brought = [fact for fact in case.facts if first <= fact.on <= last and picks(what.facts, fact)]
    return fill(asker.thing_of(what), slots, shares(what.measure, brought), case.as_of)


def asked(
    pack: Pack, calendar: SchoolCalendar | None, cycle: Span, rule: Rule, causes: Sequence[Cause]
) -> Iterator[Slot]:
    """Return what the causes of one period ask: once for each of them, or once for them all from the first one on."""
    ordered = sorted(causes, key=lambda cause: (cause.on, cause.named))
    for cause in ordered if rule.per == "trigger" else ordered[:1]:
        due_on = _due(pack, calendar, cycle, rule, cause.on)
        yield Slot(cause.named, Span(cause.since, due_on), due_on, cause.ties, caused=True)


def grouped(pack: Pack, calendar: SchoolCalendar | None, rule: Rule, day: date) -> str | None:
    """Return the label of the period that a day belongs to, in the holidays that of the semester that follows."""
    if rule.grouped_by == "semester":
        held = semester_of(pack, calendar, day)
        return held.label if held else None
    return None if rule.grouped_by == "cycle" else year_label(pack.year, year_of(pack.year, day))


def _due(pack: Pack, calendar: SchoolCalendar | None, cycle: Span, rule: Rule, day: date) -> date:
    if rule.within_days is not None:
        return day + timedelta(days=rule.within_days)
    if rule.due == "semester_end":
        held = semester_of(pack, calendar, day)
        return held.span.last if held else cycle.last
    return cycle.last if rule.due == "cycle_end" else max(day, min(year_of(pack.year, day).last, cycle.last))


def _causes(case: Case, clause: DutyClause) -> Iterator[Cause]:
    facts, entries = clause.trigger.facts, clause.trigger.entries
    if facts is not None:
        yield from (caused_by(case.plan.pack, fact) for fact in case.facts if picks(facts, fact))
    elif entries is not None:
        earned = [
            entry for entry in case.entries if entry.earned_to <= case.as_of and matches(entries, fine_cell(entry))
        ]
        yield from _caused_by_entries(case.plan.pack, earned)


def caused_by(pack: Pack, fact: Fact) -> Cause:
    """Return a fact as the cause of a duty."""
    label = pack.dimensions.fact[fact.kind]
    ties = frozenset(tie for tie in (fact.event, fact.class_id) if tie is not None)
    return Cause(fact.on, fact.on, _named(label, fact.on), ties)


def _caused_by_entries(pack: Pack, entries: Sequence[Entry]) -> Iterator[Cause]:
    """Walk through what was attended: the entries of one class, split by years and categories, are one cause."""
    attended: dict[str, list[Entry]] = {}
    for entry in entries:
        attended.setdefault(entry.class_id or entry.program_id or entry.entry_id, []).append(entry)
    for name, lines in attended.items():
        label = pack.dimensions.kind.get(lines[0].kind) or Bilingual(zh=lines[0].kind, en=lines[0].kind)
        first, last = min(line.earned_to for line in lines), max(line.earned_to for line in lines)
        yield Cause(first, last, _named(label, last), frozenset({name}))


def _named(label: Bilingual, day: date) -> Words:
    return Words(f"{day_zh(day)}的{label.zh}", f"{label.en} of {day}")
