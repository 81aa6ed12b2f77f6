"""Where people may be appointed: at a school that stands on the day, and in one district of the country at a time."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries
from services.directory.errors import SchoolMerged
from services.directory.models import School
from services.platform.errors import NotFound


async def demand_open_school(session: AsyncSession, *, district_id: int, school_id: UUID, on: date) -> School:
    """The school, or NotFound, or SchoolMerged where it went up in another by that day.

    Until the transaction ends it goes up in no other.
    """
    school = await queries.hold_school(session, district_id=district_id, school_id=school_id)
    if school is None:
        raise NotFound
    if school.merged_on is not None and on >= school.merged_on:
        raise SchoolMerged(on=school.merged_on, into=school.merged_into)
    return school


async def hold_open(session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Hold whoever has an appointment without an end, let go of the others; returns teachers whom another holds."""
    persons = await queries.map_open_persons(session, district_id=district_id, teacher_ids=teacher_ids)
    refused = await queries.take_place(
        session, district_id=district_id, person_ids=[person for person, is_open in persons.values() if is_open]
    )
    open_here = {person for person, is_open in persons.values() if is_open}
    await queries.give_up_place(
        session, district_id=district_id, person_ids={person for person, _ in persons.values()} - open_here
    )
    return frozenset(teacher_id for teacher_id, (person, is_open) in persons.items() if is_open and person in refused)
