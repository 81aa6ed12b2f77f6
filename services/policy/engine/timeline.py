"""A teacher's time in the cycle: facts on a day, membership of groups, months in post."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache

from services.policy.calendars import (
    Span,
    days_in,
    full_years,
    joined,
    months_of,
    year_of,
    years_later,
)
from services.policy.engine.leave import OF_LEAVE, between
from services.policy.engine.plan import Plan, WhoPlan
from services.policy.facts import Appointment, Teacher
from services.policy.format.conditions import MissingFact, Value, compiled

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Served:
    """How much of a judging year was served, by the pack's reckoning."""

    months: int
    of_months: int
    weight: Fraction
    """What the year asks: 1 the whole, 0 nothing."""
    in_post: bool
    """In post on any day, whatever the pack reckons."""


@dataclass
class Timeline:
    """One teacher against one plan, as of a day."""

    plan: Plan
    teacher: Teacher
    as_of: date
    _served: dict[tuple[Span, frozenset[str]], Served] = field(default_factory=dict)

    @cached_property
    def _appointments(self) -> tuple[Appointment, ...]:
        return tuple(sorted(self.teacher.appointments, key=lambda a: (a.valid_from, a.valid_to or date.max)))

    @cached_property
    def entered_on(self) -> date | None:
        """First day in service: as recorded, else of the first appointment; None when neither is known."""
        if self.teacher.hire_date is not None:
            return self.teacher.hire_date
        return self._appointments[0].valid_from if self._appointments else None

    @cached_property
    def hired_on(self) -> date | None:
        """The day of entry as far as it matters: an appointment before the cycle shows that entry was before it too."""
        if self.teacher.hire_date is not None:
            return self.teacher.hire_date
        first = self.entered_on
        return first if first is not None and first < self.plan.cycle.first else None

    @cached_property
    def left_on(self) -> date | None:
        """Last day in service, None while it goes on."""
        ends = [a.valid_to for a in self._appointments]
        last = None if not ends or None in ends else max(end for end in ends if end is not None)
        known = [day for day in (last, self.teacher.retire_date) if day is not None]
        return min(known) if known else None

    @cached_property
    def employed(self) -> Span | None:
        """The days between entering and leaving service."""
        since, until = self.entered_on or date.min, self.left_on or date.max
        return Span(since, until) if since <= until else None

    @cached_property
    def service(self) -> Span | None:
        """The days of the cycle between entering and leaving service."""
        return self.employed.within(self.plan.cycle) if self.employed is not None else None

    @cached_property
    def _suspended(self) -> tuple[Span, ...]:
        kinds = self.plan.pack.service.suspending_leaves
        return joined(
            [Span(le.first, le.last) for le in self.teacher.leaves if le.kind in kinds and le.first <= le.last]
        )

    def appointment_on(self, day: date) -> Appointment | None:
        """Return the appointment in force, else the last one before, else the first one after."""
        before: Appointment | None = None
        for appointment in self._appointments:
            if appointment.valid_from > day:
                return before or appointment
            runs = appointment.valid_to is None or appointment.valid_to >= day
            nothing_better = before is None or (before.valid_to is not None and before.valid_to < day)
            if runs or nothing_better:
                before = appointment
        return before

    def fact_on(self, day: date, period: Span | None = None) -> Callable[[str], Value | None]:
        """Return the vocabulary of teacher conditions on a day of a period (the cycle); an unknown fact is None."""
        since = (period or self.plan.cycle).first

        def fact(name: str) -> Value | None:
            if name in OF_LEAVE:
                return OF_LEAVE[name](between(self._suspended, since, day))
            known = _FACTS.get(name)
            return known(self, day) if known else self._parameter(name)

        return fact

    def _parameter(self, name: str) -> Value | None:
        value = self.plan.terms.parameters.get(name)
        if isinstance(value, date):
            return value.toordinal()
        if isinstance(value, Decimal):
            return int(value) if value == int(value) else None
        return value

    def holds(self, condition: str, at: str, span: Span) -> bool:
        """Answer a condition at a moment of a span; raises MissingFact where no day known answers yes."""
        missing: MissingFact | None = None
        for day in self._moments(at, span, condition):
            try:
                if self.plan.holds(condition, self.fact_on(day, span)):
                    return True
            except MissingFact as error:
                missing = missing or error
        if missing is not None:
            raise missing
        return False

    def _moments(self, at: str, span: Span, condition: str) -> list[date]:
        # What lies ahead is not known: the latest day that is known stands for it.
        last = max(min(span.last, self.as_of), span.first)
        match at:
            case "cycle_start":
                return [self.plan.cycle.first]
            case "cycle_end":
                return [min(self.plan.cycle.last, max(self.as_of, self.plan.cycle.first))]
            case "period_start":
                return [span.first]
            case "ever":
                return self._days_that_matter(condition, Span(span.first, last))
        return [last]

    def _days_that_matter(self, condition: str, span: Span) -> list[date]:
        """Return the first day in service in a span, and each day after it on which an answer may change."""
        known = [day for day in (self.entered_on, *(a.valid_from for a in self._appointments[:1])) if day is not None]
        first = max(span.first, min(known, default=span.first))
        if first > span.last:
            return [span.first]
        last = span.last if self.left_on is None or self.left_on < first else min(span.last, self.left_on)
        changes = self.changes(condition, Span(first, last))
        return [first, *(day for day in changes if day != first)]

    def changes(self, condition: str, span: Span) -> list[date]:
        """Return the days of a span on which a fact that a condition asks for can change, the earlier ones first."""
        names = compiled(condition).names
        if names & _OF_THE_DAY:
            return [span.first + timedelta(days=number) for number in range(span.days)]
        days: set[date] = set()
        for name in names:
            changing = _CHANGES.get(name)
            if changing is not None:
                days.update(changing(self, span))
        return sorted(day for day in days if span.holds(day))

    def belongs(self, group: str, span: Span) -> bool:
        """Answer whether the teacher belongs to a group in a span; raises MissingFact."""
        plan = self.plan.groups[group]
        return self.holds(plan.when, plan.at, span)

    def bound_by(self, who: WhoPlan | None, span: Span) -> bool:
        """Answer whether a clause binds the teacher in a span; raises MissingFact."""
        if who is None:
            return True
        return (
            all(self.belongs(group, span) for group in who.within)
            and not any(self.belongs(group, span) for group in who.not_within)
            and (who.when is None or self.holds(who.when, who.at, span))
        )

    def share_of(self, group: str) -> Fraction:
        """Return the part of the cycle's months spent in a group; an open appointment is taken to go on."""
        return Fraction(*self.months_in(group))

    def months_in(self, group: str) -> tuple[int, int]:
        """Return the months of the cycle spent in a group for at least half of their days, and all its months."""
        months = _months(self.plan.cycle)
        if self.service is None:
            return 0, len(months)
        condition = self.plan.groups[group].when
        starts = sorted({self.service.first, *self.changes(condition, self.service)})
        held = [
            Span(start, following - _DAY)
            for start, following in zip(starts, [*starts[1:], self.service.last + _DAY], strict=True)
            if self.plan.holds(condition, self.fact_on(start, self.service))
        ]
        return sum(2 * days_in(held, month) >= month.days for month in months), len(months)

    def served(self, year: Span, counts: frozenset[str] | None = None) -> Served:
        """Return how much of a judging year was served; only the reasons given count, or those that the pack's do."""
        reasons = self._counts if counts is None else counts
        known = self._served.get((year, reasons))
        if known is None:
            known = self._served[year, reasons] = self._reckon(year, reasons)
        return known

    @cached_property
    def _counts(self) -> frozenset[str]:
        return frozenset(self.plan.pack.service.counts)

    def _reckon(self, year: Span, counts: frozenset[str]) -> Served:
        since, until = self.entered_on or date.min, self.left_on or date.max
        in_post = since <= year.last and until >= year.first and since <= until
        if in_post and since <= year.first and until >= year.last and not self._suspended:
            months = len(_months(year))
            return Served(months, months, Fraction(1), in_post=True)
        all_months = _months(year)
        months = sum(
            1
            for month in all_months
            if not ("joined_late" in counts and month.last < since)
            and not ("left_early" in counts and month.first > until)
            and not ("on_leave" in counts and days_in(self._suspended, month) == month.days)
        )
        weight = self._weight(months, len(all_months), in_post=in_post)
        return Served(months, len(all_months), weight, in_post)

    def _weight(self, months: int, of_months: int, *, in_post: bool) -> Fraction:
        if not in_post or months == 0:
            return Fraction(0)
        if months == of_months or self.plan.year_rule == "whole":
            return Fraction(1)
        return Fraction(0) if self.plan.year_rule == "excused" else Fraction(months, of_months)

    def years_until(self, due_on: date) -> tuple[Span, ...]:
        """Return the judging years of the cycle begun by a day, the last of them no further than that day."""
        return tuple(Span(year.first, min(year.last, due_on)) for year in self.plan.years if year.first <= due_on)

    def weight_until(self, due_on: date, counts: frozenset[str]) -> Fraction:
        """Return what part is asked by a day: years weigh alike, the one of the day by its months begun by then."""
        spans = self.years_until(due_on)
        if self.plan.cycle_rule == "whole" or not spans:
            return Fraction(1)
        sizes = [Fraction(1)] * len(spans)
        last = self.plan.years[len(spans) - 1]
        sizes[-1] = Fraction(len(_months(spans[-1])), len(_months(last)))
        asked = Fraction(0)
        for span, size in zip(spans, sizes, strict=True):
            served = self.served(span, counts)
            since = self.entered_on or date.min
            reason = "joined_late" if since > span.last else "left_early"
            asked += size if not served.in_post and reason not in counts else size * served.weight
        return asked / sum(sizes)

    def amount(self, name: str) -> Fraction | None:
        """Return a number that target expressions may ask for; None when unknown."""
        match name:
            case "cycle_years":
                return Fraction(len(self.plan.years))
            case "remaining_years":
                return self._remaining_years()
            case "service_years":
                return None if self.hired_on is None else Fraction(full_years(self.hired_on, self.plan.cycle.last))
            case "served_months":
                return Fraction(sum(self.served(year).months for year in self.plan.years))
            case "cycle_months":
                return Fraction(sum(self.served(year).of_months for year in self.plan.years))
        supplied = self.plan.terms.parameters.get(name)
        return Fraction(supplied) if isinstance(supplied, Decimal) else None

    def _remaining_years(self) -> Fraction | None:
        hired_on = self.hired_on
        if hired_on is None:
            return None
        whole = [max(year_of(self.plan.pack.year, year.first).first, self.plan.cycle.first) for year in self.plan.years]
        return Fraction(sum(1 for first in whole if first >= hired_on))


@lru_cache(maxsize=4096)
def _months(span: Span) -> tuple[Span, ...]:
    return tuple(months_of(span))


def _of_appointment(name: str) -> Callable[[Timeline, date], Value | None]:
    def fact(timeline: Timeline, day: date) -> Value | None:
        appointment = timeline.appointment_on(day)
        if appointment is None:
            return None
        value: Value | None = getattr(appointment, name)
        # No title and no subject are facts of a known appointment, not gaps in what is known.
        return "" if value is None else value

    return fact


def _class_teacher(timeline: Timeline, day: date) -> Value | None:
    appointment = timeline.appointment_on(day)
    if appointment is None:
        return None
    ended = appointment.valid_to is not None and appointment.valid_to < day
    return appointment.class_teacher and not ended


def _class_teacher_days(timeline: Timeline, day: date) -> Value | None:
    window = Span(date.min, day).within(timeline.plan.cycle)
    if window is None:
        return 0
    spans = [
        Span(a.valid_from, a.valid_to or date.max)
        for a in timeline.teacher.appointments
        if a.class_teacher and a.valid_from <= (a.valid_to or date.max)
    ]
    return days_in(spans, window)


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


_FACTS: Mapping[str, Callable[[Timeline, date], Value | None]] = {
    **{
        name: _of_appointment(name)
        for name in ("school_id", "school_kind", "post", "stage", "subject", "title", "title_tier")
    },
    "class_teacher": _class_teacher,
    "class_teacher_days": _class_teacher_days,
    "age": lambda t, day: None if t.teacher.birth_date is None else full_years(t.teacher.birth_date, day),
    "birth_day": lambda t, day: _ordinal(t.teacher.birth_date),
    "hire_day": lambda t, day: _ordinal(t.hired_on),
    "retire_day": lambda t, day: _ordinal(t.teacher.retire_date),
    "service_years": lambda t, day: None if t.hired_on is None else full_years(t.hired_on, day),
    "years_to_retirement": lambda t, day: full_years(day, t.teacher.retire_date) if t.teacher.retire_date else None,
    "degrees": lambda t, day: sorted(d.level for d in t.teacher.degrees if d.awarded_on <= day),
    "certificates": lambda t, day: sorted(c.kind for c in t.teacher.certificates if c.issued_on <= day),
    "opt_ins": lambda t, day: sorted(o.clause for o in t.teacher.opt_ins if o.on <= day),
    "memberships": lambda t, day: sorted(
        {m.code for m in t.teacher.memberships if m.first <= day <= (m.last or date.max)}
    ),
    "cycle_start_day": lambda t, day: t.plan.cycle.first.toordinal(),
    "cycle_end_day": lambda t, day: t.plan.cycle.last.toordinal(),
    "on_day": lambda t, day: day.toordinal(),
}

# Facts that may change from each day to the next.
_OF_THE_DAY = frozenset({"on_day", "class_teacher_days", *OF_LEAVE})


def _after(last: date | None) -> Iterator[date]:
    if last is not None and last < date.max:
        yield last + _DAY


def _posts(timeline: Timeline, span: Span) -> Iterator[date]:
    for appointment in timeline.teacher.appointments:
        yield appointment.valid_from
        yield from _after(appointment.valid_to)


def _anniversaries(since: date | None, span: Span) -> Iterator[date]:
    if since is not None:
        for year in range(max(span.first.year, since.year), span.last.year + 1):
            yield years_later(since, year - since.year)


def _until_retirement(timeline: Timeline, span: Span) -> Iterator[date]:
    retires = timeline.teacher.retire_date
    if retires is not None:
        for years in range(retires.year - span.last.year - 1, retires.year - span.first.year + 2):
            # With so many years left to the very day there is one more than on the day after it.
            yield years_later(retires, -years)
            yield from _after(years_later(retires, -years))


def _groups_joined(timeline: Timeline, span: Span) -> Iterator[date]:
    for membership in timeline.teacher.memberships:
        yield membership.first
        yield from _after(membership.last)


_CHANGES: Mapping[str, Callable[[Timeline, Span], Iterable[date]]] = {
    **dict.fromkeys(
        ("school_id", "school_kind", "post", "stage", "subject", "title", "title_tier", "class_teacher"), _posts
    ),
    "age": lambda t, span: _anniversaries(t.teacher.birth_date, span),
    "years_to_retirement": _until_retirement,
    "service_years": lambda t, span: _anniversaries(t.hired_on, span),
    "degrees": lambda t, span: (degree.awarded_on for degree in t.teacher.degrees),
    "certificates": lambda t, span: (certificate.issued_on for certificate in t.teacher.certificates),
    "opt_ins": lambda t, span: (opt_in.on for opt_in in t.teacher.opt_ins),
    "memberships": _groups_joined,
}
"""On which days a fact can change; what is not named never does."""
