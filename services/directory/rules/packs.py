"""Which pack judges whom: assignments by period, school, post and stage, and the one that holds on a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, TypeAlias
from uuid import UUID

from services.policy import facts
from services.policy.calendars import Span
from services.policy.format import Terms

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Whom an assignment is for; None means everybody, and all that is given must fit."""

    school_id: UUID | None = None
    stage: str | None = None
    post: str | None = None

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """How special it is: a school before a post before a stage before the district as a whole."""
        return self.school_id is not None, self.post is not None, self.stage is not None

    def meets(self, other: "Selector") -> bool:
        """Whether somebody may fit both."""
        pairs = ((self.school_id, other.school_id), (self.stage, other.stage), (self.post, other.post))
        return all(one is None or another is None or one == another for one, another in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedPack:
    """A pack with what the district chose for it, at one revision of its assignment; its text is read by `Packs`."""

    assignment_id: UUID
    revision: int
    selector: Selector
    pack_id: str
    version: str
    content_hash: str
    valid_from: date
    valid_to: date
    parameters: dict[str, Any]
    switches: dict[str, Any]
    reason: str | None
    decided_at: datetime
    decided_by: UUID | None = None
    kind: str = "ASSIGNED"
    """ASSIGNED, CORRECTED, PERIOD or WITHDRAWN."""

    @property
    def is_withdrawn(self) -> bool:
        return self.kind == "WITHDRAWN"

    @property
    def span(self) -> Span:
        return Span(self.valid_from, self.valid_to)

    @property
    def terms(self) -> Terms:
        return Terms(parameters=self.parameters, switches=self.switches)


Governed: TypeAlias = tuple[AssignedPack, Span]


class Assignments:
    """The assignments of a district, each at one revision, asked who is judged by what."""

    def __init__(self, assigned: Iterable[AssignedPack]) -> None:
        self._of: defaultdict[Selector, list[AssignedPack]] = defaultdict(list)
        for one in assigned:
            self._of[one.selector].append(one)
        self._courses: dict[Selector, list[Governed]] = {}

    def __iter__(self) -> Iterator[AssignedPack]:
        """All of them by their first day, the most general first."""
        every = [one for some in self._of.values() for one in some]
        return iter(sorted(every, key=lambda one: (one.valid_from, one.selector.rank, str(one.assignment_id))))

    def in_force(
        self, on: date, *, school_id: UUID | None = None, stage: str | None = None, post: str | None = None
    ) -> AssignedPack | None:
        """The most special assignment that fits on a day: a school before a post before a stage before the district.

        What is left None fits only what is for everybody: a class of the district itself has no school, stage or post.
        """
        for one in self._fitting(Selector(school_id=school_id, stage=stage, post=post)):
            if one.valid_from <= on <= one.valid_to:
                return one
        return None

    def governing(
        self, teacher: facts.Teacher, *, until: date, since: date | None = None
    ) -> list[tuple[AssignedPack, Span]]:
        """Which pack governs a teacher when, by the appointment of each day, in order of time.

        On a day without one the last appointment before decides, else the first after, as in the engine: who joined
        late or left early under one pack has its whole period. Neighbouring days under one revision of an assignment
        are one span; days on which nothing is assigned are absent.
        """
        window = Span(since or date.min, until)
        governed: list[Governed] = []
        for fits, span in _stretches(teacher):
            within = span.within(window) if window.first <= window.last else None
            if within is None:
                continue
            for one, course in self._course(fits):
                part = course.within(within)
                if part is not None:
                    _append(governed, one, part)
        return governed

    def uncovered(self, fits: Selector, span: Span) -> Span | None:
        """The first days of a span on which nothing judges who fits, if there are any."""
        day = span.first
        for _, course in self._course(fits):
            if course.last < day:
                continue
            if course.first > day:
                return Span(day, min(span.last, course.first - _DAY))
            day = course.last + _DAY
            if day > span.last:
                return None
        return Span(day, span.last)

    def _course(self, fits: Selector) -> list[Governed]:
        """What holds when for one kind of appointment, over all time; worked out once for the many who share it."""
        known = self._courses.get(fits)
        if known is None:
            known = self._courses[fits] = []
            every = list(self._fitting(fits))
            cuts = sorted({one.valid_from for one in every} | {one.valid_to + _DAY for one in every})
            for first, following in pairwise(cuts):
                holds = next((one for one in every if one.valid_from <= first <= one.valid_to), None)
                if holds is not None:
                    _append(known, holds, Span(first, following - _DAY))
        return known

    def _fitting(self, fits: Selector) -> Iterator[AssignedPack]:
        """Every assignment that fits, the most special first."""
        for school_id in dict.fromkeys((fits.school_id, None)):
            for post in dict.fromkeys((fits.post, None)):
                for stage in dict.fromkeys((fits.stage, None)):
                    yield from self._of.get(Selector(school_id=school_id, stage=stage, post=post), ())


def taken_over(
    existing: Iterable[AssignedPack], *, selector: Selector, valid_from: date, valid_to: date, today: date
) -> AssignedPack | None:
    """The assignment whose days that are past already a new one would take away, if there is any."""
    past = Span(valid_from, min(valid_to, today - _DAY))
    if past.first > past.last:
        return None
    for one in existing:
        if one.selector.rank < selector.rank and one.selector.meets(selector) and one.span.within(past) is not None:
            return one
    return None


def _append(governed: list[Governed], one: AssignedPack, span: Span) -> None:
    if governed:
        last, before = governed[-1]
        same = (last.assignment_id, last.revision) == (one.assignment_id, one.revision)
        if same and before.last + _DAY == span.first:
            governed[-1] = (last, Span(before.first, span.last))
            return
    governed.append((one, span))


def _stretches(teacher: facts.Teacher) -> Iterator[tuple[Selector, Span]]:
    """All of time, cut where the appointment that decides changes."""
    held: Sequence[facts.Appointment] = sorted(teacher.appointments, key=lambda one: one.valid_from)
    if not held:
        yield Selector(), Span(date.min, date.max)
        return
    for index, one in enumerate(held):
        first = one.valid_from if index else date.min
        last = held[index + 1].valid_from - _DAY if index + 1 < len(held) else date.max
        if first <= last:
            yield Selector(school_id=UUID(one.school_id), stage=one.stage, post=one.post), Span(first, last)
