"""Who is judged by which packs, and the judging: packs are read once per content, whatever number of teachers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.ledger import queries
from services.ledger.models import CarriedEntry, Entry, Fact
from services.ledger.rules import in_batches, still_standing
from services.platform.errors import DomainError
from services.policy import facts
from services.policy.calendars import Span
from services.policy.engine import ClauseResult, Governing, Progress, Result, Standings, judge_over, runs_on
from services.policy.format import Bound, Pack, Terms

# Bounds memory, and the time between two statements of a transaction.
_AT_ONCE: Final = 100
_MOST_BROKEN: Final = 10

log = structlog.get_logger()


@dataclass(slots=True)
class Faults:
    """Of whom judging is at fault: they hold up nobody else, and count as UNDETERMINED.

    Where it fails for more than a few, it is no matter of one teacher, and the fault goes its usual way.
    """

    broken: set[UUID] = field(default_factory=set)

    @contextmanager
    def of(self, teacher_id: UUID) -> Iterator[None]:
        """Judging somebody: what the engine trips over in one teacher's rows may be anything.

        What can be told, such as a pack that nobody can read, is no matter of one teacher either.
        """
        try:
            yield
        except DomainError:
            raise
        except Exception as error:
            if teacher_id in self.broken:
                return
            if len(self.broken) == _MOST_BROKEN:
                raise
            log.exception("a teacher cannot be judged", teacher_id=str(teacher_id), error=type(error).__name__)
            self.broken.add(teacher_id)


@dataclass(frozen=True, slots=True)
class InForce:
    """A pack that judges, with the district's parameters and switches, and from when to when it governs somebody."""

    assigned: directory.AssignedPack
    pack: Pack
    terms: Terms
    bound: Bound
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """Everything about one teacher that judging looks at, as rows and as the engine wants it."""

    timeline: facts.Teacher
    entries: Mapping[str, Entry]
    records: Mapping[str, Fact]
    carried: Mapping[str, CarriedEntry] = field(default_factory=dict)
    """What was brought along from other districts: judged, but no part of this book."""

    @property
    def every_entry(self) -> Mapping[str, Entry | CarriedEntry]:
        return {**self.carried, **self.entries}

    def told_entries(self) -> tuple[facts.Entry, ...]:
        return tuple(entry_of(entry_id, entry) for entry_id, entry in self.every_entry.items())

    def own_entries(self) -> tuple[facts.Entry, ...]:
        """Only what this district's book holds: by it schools and districts are measured."""
        return tuple(entry_of(entry_id, entry) for entry_id, entry in self.entries.items())

    def told_facts(self) -> tuple[facts.Fact, ...]:
        return tuple(fact_of(record) for record in self.records.values())

    def school_on(self, day: date) -> UUID | None:
        """Where the teacher stood on a day, or last before it."""
        held = [one for one in self.timeline.appointments if one.valid_from <= day]
        return UUID(held[-1].school_id) if held else None


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict together with the packs that gave it and the entries and records it speaks of."""

    packs: Sequence[InForce]
    standings: Standings | None
    """None where no pack is in force for the teacher: nobody is judged by nothing."""
    person: Person
    is_broken: bool = False
    """Whether judging is at fault, so that nothing can be said."""

    @property
    def verdict(self) -> Result:
        if self.is_broken:
            return Result.UNDETERMINED
        return Result.NOT_APPLICABLE if self.standings is None else self.standings.verdict

    @property
    def progress(self) -> Progress:
        return Progress.FINAL if self.standings is None else self.standings.progress

    @property
    def by_pack(self) -> list[tuple[InForce, ClauseResult]]:
        """Every result with the pack that gave it, in the order of the packs."""
        if self.standings is None:
            return []
        return [
            (judging, clause)
            for judging, standing in zip(self.packs, self.standings.standings, strict=True)
            for clause in standing.clauses
        ]


@dataclass(frozen=True, slots=True)
class Bench:
    """Which pack judges whom in a district, and the calendars of its schools."""

    assignments: directory.Assignments
    calendars: directory.Calendars
    packs: directory.Packs
    _read: dict[tuple[UUID, int], tuple[Pack, Terms, Bound]] = field(default_factory=dict)

    def in_force(
        self, on: date, *, school_id: UUID | None = None, stage: str | None = None, post: str | None = None
    ) -> InForce | None:
        """The pack for a school, stage and post on a day; what is left None fits only what is for everybody."""
        assigned = self.assignments.in_force(on, school_id=school_id, stage=stage, post=post)
        return None if assigned is None else self._of(assigned, assigned.span)

    def pack_of(self, teacher: facts.Teacher, *, on: date) -> InForce | None:
        """The pack in force for a teacher on a day."""
        governed = self.assignments.governing(teacher, until=on, since=on)
        return self._of(*governed[-1]) if governed else None

    def with_assignment(self, assigned: directory.AssignedPack, packs: directory.Packs) -> "Bench":
        """The same bench with an assignment in the place of the one of that id, its pack among these."""
        others = [one for one in self.assignments if one.assignment_id != assigned.assignment_id]
        return Bench(directory.Assignments([*others, assigned]), self.calendars, packs)

    def read(self, assigned: directory.AssignedPack) -> InForce:
        """An assignment over its whole period."""
        return self._of(assigned, assigned.span)

    def is_assigned_on(self, day: date) -> bool:
        """Whether any pack is in force for anybody on a day."""
        return any(one.valid_from <= day <= one.valid_to for one in self.assignments)

    def governing(self, teacher: facts.Teacher, *, as_of: date) -> list[InForce]:
        """The packs that judge a teacher on a day: the one in force, those before it in the same cycle, and those of a
        cycle that is over if first months or years of service run on from it.

        Nothing where none is in force. A school that is given the very pack of its district changes nothing: both are
        one period.
        """
        governed = self.assignments.governing(teacher, until=as_of)
        if not governed or governed[-1][1].last < as_of:
            return []
        since = self._of(*governed[-1]).bound.cycle_start
        former = [self._of(assigned, span) for assigned, span in governed if span.last < since]
        judging = [one for one in former if runs_on(Governing(one.pack, one.terms, one.span), teacher, into=since)]
        for assigned, span in governed:
            within = span.within(Span(since, as_of))
            if within is None:
                continue
            following = self._of(assigned, within)
            before = judging[-1] if judging else None
            if before is not None and _continues(before, following):
                judging[-1] = InForce(
                    following.assigned,
                    following.pack,
                    following.terms,
                    following.bound,
                    Span(before.span.first, following.span.last),
                )
            else:
                judging.append(following)
        return judging

    def judge(self, person: Person, *, as_of: date, more: Iterable[facts.Entry] = ()) -> Judged:
        """A teacher's standing on a day, with further entries as if they stood in the book."""
        packs = self.governing(person.timeline, as_of=as_of)
        if not packs:
            return Judged(packs, None, person)
        standings = judge_over(
            [Governing(one.pack, one.terms, one.span) for one in packs],
            teacher=person.timeline,
            entries=(*person.told_entries(), *more),
            as_of=as_of,
            facts=person.told_facts(),
            calendar=self.calendars.of(person.school_on(as_of)),
            since=packs[-1].bound.cycle_start,
        )
        return Judged(packs, standings, person)

    def _of(self, assigned: directory.AssignedPack, span: Span) -> InForce:
        key = (assigned.assignment_id, assigned.revision)
        if key not in self._read:
            self._read[key] = self.packs.of(assigned), assigned.terms, self.packs.bound(assigned)
        return InForce(assigned, *self._read[key], span)


def _continues(before: InForce, following: InForce) -> bool:
    return (
        before.assigned.content_hash == following.assigned.content_hash
        and before.bound == following.bound
        and before.span.last.toordinal() + 1 == following.span.first.toordinal()
    )


async def load_bench(session: AsyncSession, *, district_id: int) -> Bench:
    """Everything the district has decided about packs and calendars: three statements, one more for unread packs."""
    assignments = await directory.load_assignments(session, district_id=district_id)
    return Bench(
        assignments,
        await directory.load_calendars(session, district_id=district_id),
        await directory.load_packs(session, district_id=district_id, assigned=assignments),
    )


async def get_district_pack(session: AsyncSession, *, district_id: int, on: date) -> InForce:
    """The pack that the district as a whole uses on a day, or PackNotAssigned."""
    found = (await load_bench(session, district_id=district_id)).in_force(on)
    if found is None:
        raise PackNotAssigned(on=on)
    return found


async def load_people(
    session: AsyncSession, *, district_id: int, teacher_ids: Sequence[UUID], as_of: date, known_at_seq: int
) -> dict[UUID, Person]:
    """What stands about these teachers on a day: seven statements whatever their number. Ask for a hundred at a time.

    Of a person found twice, what is on record of the former teacher is theirs, too.
    """
    former = await queries.map_former(session, district_id=district_id, teacher_ids=teacher_ids)
    everybody = [*teacher_ids, *former]
    timelines = await directory.load_timelines(session, district_id=district_id, teacher_ids=teacher_ids)
    entries: dict[UUID, dict[str, Entry]] = {}
    for entry in still_standing(
        await queries.list_entries_of(
            session, district_id=district_id, teacher_ids=teacher_ids, as_of=as_of, known_at_seq=known_at_seq
        )
    ):
        entries.setdefault(entry.teacher_id, {})[str(entry.entry_id)] = entry
    done: dict[UUID, dict[str, Fact]] = {}
    for fact in await queries.list_facts_of_teachers(
        session, district_id=district_id, teacher_ids=everybody, as_of=as_of
    ):
        if fact.teacher_id is not None:
            done.setdefault(former.get(fact.teacher_id, fact.teacher_id), {})[str(fact.record_id)] = fact
    brought: dict[UUID, list[CarriedEntry]] = {}
    for teacher_id, carried in await queries.list_carried_of(
        session, district_id=district_id, teacher_ids=everybody, as_of=as_of, known_at_seq=known_at_seq
    ):
        brought.setdefault(former.get(teacher_id, teacher_id), []).append(carried)
    return {
        teacher_id: Person(
            timeline,
            entries.get(teacher_id, {}),
            done.get(teacher_id, {}),
            {str(one.entry_id): one for one in still_standing(brought.get(teacher_id, []))},
        )
        for teacher_id, timeline in timelines.items()
    }


async def judge_teachers(
    session: AsyncSession,
    *,
    district_id: int,
    bench: Bench,
    teacher_ids: Sequence[UUID],
    as_of: date,
    known_at_seq: int,
    faults: Faults | None = None,
) -> dict[UUID, Judged]:
    """Everybody's standing, a hundred at a time: five statements for each hundred, none for a teacher.

    With `faults`, whom judging trips over is among them as such; without, it trips.
    """
    judged: dict[UUID, Judged] = {}
    for some in in_batches(teacher_ids, _AT_ONCE):
        people = await load_people(
            session, district_id=district_id, teacher_ids=some, as_of=as_of, known_at_seq=known_at_seq
        )
        for teacher_id, person in people.items():
            if faults is None:
                judged[teacher_id] = bench.judge(person, as_of=as_of)
                continue
            judged[teacher_id] = Judged((), None, person, is_broken=True)
            with faults.of(teacher_id):
                judged[teacher_id] = bench.judge(person, as_of=as_of)
    return judged


def entry_of(entry_id: str, entry: Entry | CarriedEntry) -> facts.Entry:
    """An entry of the book as the engine wants it."""
    return facts.Entry(
        entry_id=entry_id,
        hours=entry.hours,
        credits=entry.credits,
        earned_from=entry.earned_from,
        earned_to=entry.earned_to,
        category=entry.category,
        level=entry.level,
        mode=entry.mode,
        nature=entry.nature,
        kind=entry.kind,
        tags=frozenset(entry.tags),
        program_id=str(entry.program_id) if entry.program_id else None,
        class_id=str(entry.class_id) if entry.class_id else None,
        organised_by_admin=entry.organised_by_admin,
        carried=isinstance(entry, CarriedEntry),
    )


def fact_of(fact: Fact) -> facts.Fact:
    """A record as the engine wants it."""
    return facts.Fact(
        fact_id=str(fact.record_id),
        kind=fact.kind,
        on=fact.held_on,
        amount=fact.amount,
        teacher_id=str(fact.teacher_id) if fact.teacher_id else None,
        school_id=str(fact.school_id) if fact.school_id else None,
        unit=fact.unit,
        event=fact.event,
        class_id=str(fact.class_id) if fact.class_id else None,
        role=fact.role,
        level=fact.level,
        result=fact.result,
        tags=frozenset(fact.tags),
    )
