"""What is asked in some days and still lacks, of a teacher, a school and its units; a school's wall list of a month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.errors import SpanNotUsable
from services.assessment.operations.asking import ask_school, ask_teachers, load_bench
from services.assessment.operations.reach import demand_teacher
from services.assessment.rules import AskedSlot, Span
from services.directory import queries as directory
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.database import allow_seconds
from services.platform.errors import NotFound
from services.policy.calendars import month_of

_LONGEST_DAYS: Final = 400
_LONGEST_SECONDS: Final = 60
_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Shortfalls:
    """What is asked in some days: each slot with the pack that asks."""

    since: date
    until: date
    as_of: date
    slots: Sequence[tuple[str, AskedSlot]]


@dataclass(frozen=True, slots=True)
class OnTheWall:
    """One teacher of the school in a month: how much was asked, how much is done, and what lacks."""

    teacher_id: UUID
    staff_number: str
    name: str
    asked: int
    met: int
    lacking: Sequence[AskedSlot]


@dataclass(frozen=True, slots=True)
class WallList:
    """A school's month; teachers in the order of their ids."""

    month: Span
    as_of: date
    teachers: Sequence[OnTheWall]
    school: Sequence[AskedSlot]


async def get_teacher_shortfalls(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID,
    since: date | None,
    until: date | None,
    everything: bool,
    viewer: Viewer,
    at: datetime,
) -> Shortfalls:
    """What is asked of a teacher in some days (this month) and lacks, or all of it."""
    await demand_teacher(session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, at=at)
    today, span = _days(since, until, at)
    bench = await load_bench(session, district_id=district_id)
    asked = await ask_teachers(session, bench, district_id=district_id, teacher_ids=[teacher_id], as_of=today)
    found = asked[teacher_id].slots if teacher_id in asked else ()
    slots = [(assigned.pack_id, slot) for assigned, slot in found if _shown(slot, span, today, everything=everything)]
    return Shortfalls(span.first, span.last, today, slots)


async def get_school_shortfalls(
    session: AsyncSession,
    *,
    district_id: int,
    school_id: UUID,
    since: date | None,
    until: date | None,
    everything: bool,
    viewer: Viewer,
    at: datetime,
) -> Shortfalls:
    """What is asked of a school itself and of its teams and pairs in some days and lacks, or all of it."""
    await _demand_school(session, district_id=district_id, school_id=school_id, viewer=viewer)
    today, span = _days(since, until, at)
    bench = await load_bench(session, district_id=district_id)
    assigned, found = await ask_school(
        session, bench, district_id=district_id, school_id=school_id, since=span.first, as_of=today
    )
    slots = [(assigned.pack_id, slot) for slot in found if _shown(slot, span, today, everything=everything)]
    return Shortfalls(span.first, span.last, today, slots)


async def get_wall_list(
    session: AsyncSession,
    *,
    district_id: int,
    school_id: UUID,
    month: date | None,
    viewer: Viewer,
    after: UUID | None,
    limit: int,
    at: datetime,
) -> WallList:
    """Everybody in post at the school in a month (this one): what was due in it, what is done, and what lacks."""
    await allow_seconds(session, _LONGEST_SECONDS)
    await _demand_school(session, district_id=district_id, school_id=school_id, viewer=viewer)
    today = at.astimezone(SHANGHAI).date()
    span = month_of(month or today)
    bench = await load_bench(session, district_id=district_id)
    people = [
        teacher_id
        for teacher_id in await directory.list_appointed_between(
            session, district_id=district_id, first=span.first, last=span.last, school_id=school_id
        )
        if after is None or teacher_id > after
    ][:limit]
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=people)
    listed: list[OnTheWall] = []
    for first in range(0, len(people), _AT_ONCE):
        some = people[first : first + _AT_ONCE]
        asked = await ask_teachers(session, bench, district_id=district_id, teacher_ids=some, as_of=today)
        for teacher_id in some:
            due = _due_in((slot for _, slot in asked[teacher_id].slots), span)
            number, name = names[teacher_id]
            listed.append(
                OnTheWall(
                    teacher_id=teacher_id,
                    staff_number=number,
                    name=name,
                    asked=len(due),
                    met=sum(slot.state == "MET" for slot in due),
                    lacking=[slot for slot in due if slot.lacks],
                )
            )
    of_school: list[AskedSlot] = []
    if after is None and bench.assignments.in_force(today, school_id=school_id) is not None:
        _, slots = await ask_school(
            session, bench, district_id=district_id, school_id=school_id, since=span.first, as_of=today
        )
        of_school = [slot for slot in _due_in(slots, span) if slot.lacks]
    return WallList(span, today, listed, of_school)


def _due_in(slots: Iterable[AskedSlot], span: Span) -> list[AskedSlot]:
    return [slot for slot in slots if span.holds(slot.due_on)]


def _shown(slot: AskedSlot, span: Span, today: date, *, everything: bool) -> bool:
    """A slot that has begun and is asked in these days; what was met only where everything is wanted."""
    return slot.touches(span) and slot.first <= today and (everything or slot.lacks)


def _days(since: date | None, until: date | None, at: datetime) -> tuple[date, Span]:
    today = at.astimezone(SHANGHAI).date()
    month = month_of(since or until or today)
    first, last = since or month.first, until or month.last
    if last < first or last - first > timedelta(days=_LONGEST_DAYS):
        raise SpanNotUsable(days=_LONGEST_DAYS)
    return today, Span(first, last)


async def _demand_school(session: AsyncSession, *, district_id: int, school_id: UUID, viewer: Viewer) -> None:
    viewer.demand(unit_id=school_id)
    if await directory.find_school(session, district_id=district_id, school_id=school_id) is None:
        raise NotFound
