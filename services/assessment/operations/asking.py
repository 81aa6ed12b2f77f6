"""What packs ask slot by slot, of teachers and of schools, put before the pure engine with what assessment knows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import EarnedEntry, Record
from services.assessment.rules import AskedSlot
from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.platform.errors import NotFound
from services.policy import facts
from services.policy.calendars import Span
from services.policy.engine import Governing
from services.policy.shortfalls import asked_of_school, asked_over

# A year or semester that was under way when the cycle began is asked whole.
_LONGEST_PERIOD: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Bench:
    """What a district has decided about packs and calendars."""

    assignments: directory.Assignments
    packs: directory.Packs
    calendars: directory.Calendars

    def governing(
        self, teacher: facts.Teacher, *, as_of: date
    ) -> tuple[list[tuple[directory.AssignedPack, Governing]], date] | None:
        """The packs in force for a teacher one after the other in the cycle of a day, and when that cycle begins.

        A school that is given the very pack of its district changes nothing: both are one period.
        """
        governed = self.assignments.governing(teacher, until=as_of)
        if not governed or governed[-1][1].last < as_of:
            return None
        since = self.packs.bound(governed[-1][0]).cycle_start
        found: list[tuple[directory.AssignedPack, Span]] = []
        for assigned, span in governed:
            within = span.within(Span(since, as_of))
            if within is None:
                continue
            if found and self._continues(found[-1], (assigned, within)):
                within = Span(found.pop()[1].first, within.last)
            found.append((assigned, within))
        return [(one, Governing(self.packs.of(one), one.terms, span)) for one, span in found], since

    def _continues(
        self, before: tuple[directory.AssignedPack, Span], following: tuple[directory.AssignedPack, Span]
    ) -> bool:
        (one, span), (another, after) = before, following
        return (
            one.content_hash == another.content_hash
            and self.packs.bound(one) == self.packs.bound(another)
            and span.last.toordinal() + 1 == after.first.toordinal()
        )


@dataclass(frozen=True, slots=True)
class AskedOfTeacher:
    """Every slot that is asked of a teacher in the cycle of a day, each with the pack that asks."""

    school_id: UUID | None
    """Where the teacher stands on the day, or stood last."""
    slots: tuple[tuple[directory.AssignedPack, AskedSlot], ...]


async def load_bench(session: AsyncSession, *, district_id: int) -> Bench:
    """Three statements, one more for packs that were not read before."""
    assignments = await directory.load_assignments(session, district_id=district_id)
    return Bench(
        assignments,
        await directory.load_packs(session, district_id=district_id, assigned=assignments),
        await directory.load_calendars(session, district_id=district_id),
    )


async def ask_teachers(
    session: AsyncSession, bench: Bench, *, district_id: int, teacher_ids: Collection[UUID], as_of: date
) -> dict[UUID, AskedOfTeacher]:
    """What is asked of each of these teachers, in six statements for any number. Ask for a hundred at a time.

    What stands under the former number of somebody found twice is theirs.
    """
    timelines = await directory.load_timelines(session, district_id=district_id, teacher_ids=teacher_ids)
    entries: dict[UUID, list[facts.Entry]] = {teacher_id: [] for teacher_id in timelines}
    former = await directory.map_former(session, district_id=district_id, teacher_ids=timelines)
    known_as = [*timelines, *(one for one in former if one not in timelines)]
    for entry in await queries.list_earned(session, district_id=district_id, teacher_ids=known_as):
        entries[former.get(entry.teacher_id, entry.teacher_id)].append(entry_of(entry))
    done: dict[UUID, list[facts.Fact]] = {teacher_id: [] for teacher_id in timelines}
    for record in await queries.list_standing_records(
        session, district_id=district_id, teacher_ids=known_as, until=as_of
    ):
        if record.teacher_id is not None:
            done[former.get(record.teacher_id, record.teacher_id)].append(fact_of(record))
    return {
        teacher_id: _asked(bench, timeline, entries[teacher_id], done[teacher_id], as_of)
        for teacher_id, timeline in timelines.items()
    }


async def ask_school(
    session: AsyncSession,
    bench: Bench,
    *,
    district_id: int,
    school_id: UUID,
    since: date,
    as_of: date,
    school: facts.School | None = None,
) -> tuple[directory.AssignedPack, tuple[AskedSlot, ...]]:
    """What is asked of a school and of its units that stood on a day or later; PackNotAssigned without a pack.

    `school` says otherwise which units are looked at.
    """
    assigned = bench.assignments.in_force(as_of, school_id=school_id)
    if assigned is None:
        raise PackNotAssigned(on=as_of)
    if school is None:
        schools = await directory.load_schools(session, district_id=district_id, school_ids=[school_id], on=since)
        if school_id not in schools:
            raise NotFound
        school = schools[school_id]
    records = await queries.list_records_held_at(
        session,
        district_id=district_id,
        school_id=school_id,
        since=bench.packs.bound(assigned).cycle_start - _LONGEST_PERIOD,
        until=as_of,
    )
    slots = asked_of_school(
        bench.packs.of(assigned),
        terms=assigned.terms,
        school=school,
        facts=[fact_of(record) for record in records],
        calendar=bench.calendars.of(school_id),
        as_of=as_of,
    )
    return assigned, slots


def _asked(
    bench: Bench,
    teacher: facts.Teacher,
    entries: Sequence[facts.Entry],
    done: Sequence[facts.Fact],
    as_of: date,
) -> AskedOfTeacher:
    school_id = _school_on(teacher, as_of)
    found = bench.governing(teacher, as_of=as_of)
    if found is None:
        return AskedOfTeacher(school_id, ())
    governing, since = found
    by_first: Mapping[date, directory.AssignedPack] = {one.span.first: assigned for assigned, one in governing}
    slots = asked_over(
        [one for _, one in governing],
        teacher=teacher,
        entries=entries,
        facts=done,
        as_of=as_of,
        calendar=bench.calendars.of(school_id),
        since=since,
    )
    return AskedOfTeacher(school_id, tuple((by_first[one.span.first], slot) for one, slot in slots))


def _school_on(teacher: facts.Teacher, day: date) -> UUID | None:
    held = [one for one in teacher.appointments if one.valid_from <= day]
    return UUID(held[-1].school_id) if held else None


def entry_of(entry: EarnedEntry) -> facts.Entry:
    """An entry of the book as the engine wants it."""
    return facts.Entry(
        entry_id=str(entry.entry_id),
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
    )


def fact_of(record: Record) -> facts.Fact:
    """A record as the engine wants it."""
    return facts.Fact(
        fact_id=str(record.record_id),
        kind=record.kind,
        on=record.held_on,
        amount=record.amount,
        teacher_id=str(record.teacher_id) if record.teacher_id else None,
        school_id=str(record.school_id),
        unit=record.unit,
        event=record.event,
        class_id=str(record.class_id) if record.class_id else None,
        role=record.role,
        level=record.level,
        result=record.result,
        tags=frozenset(record.tags),
    )
