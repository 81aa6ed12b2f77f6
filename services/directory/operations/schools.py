"""What schools state about themselves: dated facts, teams and pairs, and calendars of their own."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import PairState, TimelineChanged
from services.contracts.event import MOST_MEMBERS
from services.directory import queries
from services.directory.errors import (
    Annulled,
    NothingCorrected,
    PeriodBackwards,
    PeriodTaken,
    UnitTaken,
    UnknownTeacher,
)
from services.directory.models import SchoolFact, SchoolRevision, Unit
from services.directory.rules import YearOfSchool, demand_orderly, places, succession, unit_there
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.outbox import publish


async def add_school_fact(
    session: AsyncSession,
    *,
    viewer: Viewer,
    school_id: UUID,
    kind: str,
    value: Decimal | None,
    holder_id: UUID | None,
    valid_from: date,
    valid_to: date | None,
) -> SchoolFact:
    """Add a dated number of a school, or a task given to a teacher of the district."""
    await _demand_school(session, viewer=viewer, school_id=school_id)
    if valid_to is not None and valid_to < valid_from:
        raise PeriodBackwards
    await _demand_teacher(session, viewer=viewer, teacher_id=holder_id)
    fact = await queries.insert_school_fact(
        session,
        district_id=viewer.principal.district_id,
        school_id=school_id,
        kind=kind,
        value=value,
        holder_id=holder_id,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    if fact is None:
        raise PeriodTaken
    return fact


async def revise_school_fact(
    session: AsyncSession,
    *,
    viewer: Viewer,
    school_id: UUID,
    fact_id: UUID,
    last_day: date | None,
    reason: str,
    at: datetime,
) -> tuple[SchoolFact, Sequence[SchoolRevision]]:
    """Let a fact end on a day, or annul it where none is given: as if it had never been stated, but readable."""
    await _demand_school(session, viewer=viewer, school_id=school_id)
    district_id = viewer.principal.district_id
    fact = await queries.lock_school_fact(session, district_id=district_id, school_id=school_id, fact_id=fact_id)
    if fact is None:
        raise NotFound
    if fact.annulled:
        raise Annulled
    if last_day is None:
        fact.annulled = True
    elif last_day < fact.valid_from:
        raise PeriodBackwards
    elif last_day == fact.valid_to:
        raise NothingCorrected
    else:
        fact.valid_to = last_day
    revisions = await _revise(
        session, viewer=viewer, school_id=school_id, subject_id=fact_id, last_day=last_day, reason=reason, at=at
    )
    return fact, revisions


async def list_school_facts(
    session: AsyncSession, *, viewer: Viewer, school_id: UUID
) -> list[tuple[SchoolFact, Sequence[SchoolRevision]]]:
    """Every fact with what was changed of it."""
    await _demand_school(session, viewer=viewer, school_id=school_id)
    rows = await queries.list_school_facts(session, district_id=viewer.principal.district_id, school_id=school_id)
    revisions = await _revisions(session, viewer=viewer, school_id=school_id)
    return [(row, revisions.get(row.fact_id, [])) for row in rows]


async def add_unit(
    session: AsyncSession, *, viewer: Viewer, school_id: UUID, kind: str, name: str, head_id: UUID | None
) -> Unit:
    """Name a team or pair of a school, and who heads it."""
    await _demand_school(session, viewer=viewer, school_id=school_id)
    await _demand_teacher(session, viewer=viewer, teacher_id=head_id)
    unit = await queries.insert_unit(
        session,
        district_id=viewer.principal.district_id,
        school_id=school_id,
        kind=kind,
        name=name,
        head_id=head_id,
    )
    if unit is None:
        raise UnitTaken
    return unit


async def revise_unit(
    session: AsyncSession,
    *,
    viewer: Viewer,
    school_id: UUID,
    unit_id: UUID,
    last_day: date | None,
    reason: str,
    at: datetime,
) -> tuple[Unit, Sequence[SchoolRevision]]:
    """Let a unit end on a day, or annul it where none is given. Its kind and name are free again."""
    await _demand_school(session, viewer=viewer, school_id=school_id)
    district_id = viewer.principal.district_id
    unit = await queries.lock_unit(session, district_id=district_id, school_id=school_id, unit_id=unit_id)
    if unit is None:
        raise NotFound
    if unit.annulled:
        raise Annulled
    if last_day is None:
        unit.annulled = True
    elif last_day == unit.last_day:
        raise NothingCorrected
    else:
        unit.last_day = last_day
    revisions = await _revise(
        session, viewer=viewer, school_id=school_id, subject_id=unit_id, last_day=last_day, reason=reason, at=at
    )
    return unit, revisions


async def list_units(
    session: AsyncSession, *, viewer: Viewer, school_id: UUID
) -> list[tuple[Unit, Sequence[SchoolRevision]]]:
    """Every unit with what was changed of it."""
    await _demand_school(session, viewer=viewer, school_id=school_id)
    rows = await queries.list_units(session, district_id=viewer.principal.district_id, school_id=school_id)
    revisions = await _revisions(session, viewer=viewer, school_id=school_id)
    return [(row, revisions.get(row.unit_id, [])) for row in rows]


async def keep_pairs(session: AsyncSession, *, district_id: int, pairs: Sequence[PairState]) -> None:
    """Take over the mentoring pairs that assessment keeps, each under its own id.

    A pair of a school that goes up in another stands there from that day on, under an id that follows from its own.
    """
    newest = {pair.pair_id: pair for pair in sorted(pairs, key=lambda pair: pair.revision)}
    gone_up = await queries.map_schools_gone_up(session, district_id=district_id)
    known = await queries.map_units(session, district_id=district_id, unit_ids=newest)
    rows: dict[UUID, dict[str, Any]] = {}
    for pair in newest.values():
        before = known.get(pair.pair_id)
        stands = places(
            pair.school_id if before is None else before.school_id, pair.first_day, pair.last_day, gone_up=gone_up
        )
        days = {school_id: (first, last) for school_id, first, last in stands}
        unit_id, chain = pair.pair_id, succession(stands[0][0] if before is None else before.school_id, gone_up=gone_up)
        for school_id in chain:
            if school_id != chain[0]:
                unit_id = unit_there(unit_id, school_id)
            first, last = days.get(school_id, (pair.first_day, pair.last_day))
            rows[unit_id] = {
                "unit_id": unit_id,
                "school_id": school_id,
                "kind": "PAIR",
                "name": pair.name,
                "head_id": pair.mentor_id,
                "first_day": first,
                "last_day": last,
                "annulled": pair.withdrawn or school_id not in days,
                "revision": pair.revision,
            }
    there = await queries.map_units(session, district_id=district_id, unit_ids=rows)
    # What never stood there needs no row that says so.
    units = [row for unit_id, row in rows.items() if unit_id in (newest.keys() | there.keys()) or not row["annulled"]]
    await queries.upsert_units(session, district_id=district_id, units=units)


async def keep_calendar(session: AsyncSession, *, viewer: Viewer, year: YearOfSchool) -> YearOfSchool:
    """Put a school year of the district or of one school in place of what stood there. Raises CalendarRefused.

    Weeks, months and semesters go by it: whoever stood there is looked at anew.
    """
    viewer.demand(unit_id=year.school_id)
    if year.school_id is not None:
        await _demand_school(session, viewer=viewer, school_id=year.school_id)
    demand_orderly(year)
    district_id = viewer.principal.district_id
    await queries.replace_calendar(session, district_id=district_id, year=year)
    touched = await queries.list_appointed_between(
        session, district_id=district_id, first=date.min, last=date.max, school_id=year.school_id
    )
    for start in range(0, len(touched), MOST_MEMBERS):
        some = tuple(touched[start : start + MOST_MEMBERS])
        await publish(session, TimelineChanged(district_id=district_id, teacher_ids=some))
    return year


async def get_calendar(
    session: AsyncSession, *, district_id: int, school_year: str, school_id: UUID | None
) -> YearOfSchool:
    """The school's own year where it has published one, else the district's."""
    calendars = await queries.load_calendars(session, district_id=district_id)
    year = calendars.year(school_year, school_id=school_id)
    if year is None:
        raise NotFound
    return year


async def _revise(
    session: AsyncSession,
    *,
    viewer: Viewer,
    school_id: UUID,
    subject_id: UUID,
    last_day: date | None,
    reason: str,
    at: datetime,
) -> Sequence[SchoolRevision]:
    """Keep what was decided, and return all that was of this fact or unit."""
    await queries.insert_school_revision(
        session,
        SchoolRevision(
            district_id=viewer.principal.district_id,
            revision_id=new_id(),
            school_id=school_id,
            subject_id=subject_id,
            kind="ANNULLED" if last_day is None else "ENDED",
            last_day=last_day,
            reason=reason,
            decided_by=viewer.principal.account_id,
            decided_at=at,
        ),
    )
    return (await _revisions(session, viewer=viewer, school_id=school_id))[subject_id]


async def _revisions(
    session: AsyncSession, *, viewer: Viewer, school_id: UUID
) -> Mapping[UUID, Sequence[SchoolRevision]]:
    return await queries.map_school_revisions(session, district_id=viewer.principal.district_id, school_id=school_id)


async def _demand_school(session: AsyncSession, *, viewer: Viewer, school_id: UUID) -> None:
    viewer.demand(unit_id=school_id)
    if await queries.find_school(session, district_id=viewer.principal.district_id, school_id=school_id) is None:
        raise NotFound


async def _demand_teacher(session: AsyncSession, *, viewer: Viewer, teacher_id: UUID | None) -> None:
    if teacher_id is None:
        return
    district_id = viewer.principal.district_id
    if await queries.find_teacher(session, district_id=district_id, teacher_id=teacher_id) is None:
        raise UnknownTeacher
