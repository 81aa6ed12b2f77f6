"""Schools that merge: from a day on one is part of another, with everybody in post and every team. Entries stay."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import TimelineChanged
from services.contracts.event import MOST_MEMBERS
from services.directory import queries
from services.directory.errors import SchoolMerged, UnknownSchool
from services.directory.models import SchoolMerger, SchoolRevision, Unit
from services.directory.rules import unit_there
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.outbox import publish

_IN_WORDS: Final = "学校合并 / the schools merged"


async def merge_schools(
    session: AsyncSession,
    *,
    viewer: Viewer,
    school_id: UUID,
    into_school_id: UUID,
    on: date,
    reason: str,
    at: datetime,
) -> SchoolMerger:
    """Let a school go up in another from a day on.

    Everybody in post goes on there as what they are; teams and pairs end here and stand there from the day, under the
    same name, unless that school has one of the name already. What was earned and stated before stays where it was.
    """
    district_id = viewer.principal.district_id
    # In the order of their ids, so that two mergers never wait for each other.
    locked = {
        one: await queries.lock_school(session, district_id=district_id, school_id=one)
        for one in sorted((school_id, into_school_id))
    }
    school, into = locked[school_id], locked[into_school_id]
    if school is None or into is None:
        raise NotFound
    if school_id == into_school_id:
        raise UnknownSchool
    for one in (school, into):
        if one.merged_on is not None:
            raise SchoolMerged(on=one.merged_on, into=one.merged_into)
    school.merged_into, school.merged_on = into_school_id, on
    moved = await queries.move_appointments(
        session, district_id=district_id, school_id=school_id, into_school_id=into_school_id, on=on
    )
    units = await _move_units(session, viewer, school_id=school_id, into_school_id=into_school_id, on=on, at=at)
    merger = await queries.insert_school_merger(
        session,
        SchoolMerger(
            district_id=district_id,
            school_id=school_id,
            into_school_id=into_school_id,
            merged_on=on,
            reason=reason,
            teachers=len(moved),
            units=units,
            decided_by=viewer.principal.account_id,
            decided_at=at,
        ),
    )
    for start in range(0, len(moved), MOST_MEMBERS):
        some = tuple(moved[start : start + MOST_MEMBERS])
        await publish(session, TimelineChanged(district_id=district_id, teacher_ids=some))
    return merger


async def _move_units(
    session: AsyncSession, viewer: Viewer, *, school_id: UUID, into_school_id: UUID, on: date, at: datetime
) -> int:
    """End every team and pair here the day before, and name it there; how many there are."""
    district_id = viewer.principal.district_id
    standing = await queries.list_standing_units(session, district_id=district_id, school_id=school_id, on=on)
    there = await queries.list_units(session, district_id=district_id, school_id=into_school_id)
    taken = {(one.kind, one.name) for one in there if not one.annulled and one.last_day is None}
    for unit in standing:
        if unit.first_day is not None and unit.first_day >= on:
            if unit.last_day is not None or (unit.kind, unit.name) not in taken:
                unit.school_id = into_school_id
                continue
            # It never stood here, and that school has one of the name already.
            unit.annulled = True
            await _revise(session, viewer, unit, last_day=None, at=at)
            continue
        last_day = unit.last_day
        unit.last_day = on - timedelta(days=1)
        await session.flush()
        await _revise(session, viewer, unit, last_day=unit.last_day, at=at)
        await queries.insert_unit(
            session,
            district_id=district_id,
            school_id=into_school_id,
            kind=unit.kind,
            name=unit.name,
            head_id=unit.head_id,
            first_day=on,
            last_day=last_day,
            unit_id=unit_there(unit.unit_id, into_school_id) if unit.revision else None,
            revision=unit.revision,
        )
    return len(standing)


async def _revise(session: AsyncSession, viewer: Viewer, unit: Unit, *, last_day: date | None, at: datetime) -> None:
    """Keep on record that a unit of the merged school ended, or was annulled where no day is given."""
    await queries.insert_school_revision(
        session,
        SchoolRevision(
            district_id=unit.district_id,
            revision_id=new_id(),
            school_id=unit.school_id,
            subject_id=unit.unit_id,
            kind="ANNULLED" if last_day is None else "ENDED",
            last_day=last_day,
            reason=_IN_WORDS,
            decided_by=viewer.principal.account_id,
            decided_at=at,
        ),
    )
