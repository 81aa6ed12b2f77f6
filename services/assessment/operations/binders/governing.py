"""Which pack says what a class, an activity or a school must keep."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import Binder
from services.assessment.operations.judging import pack_day, read_packs
from services.assessment.rules import PackInForce
from services.directory import queries as directory
from services.directory.errors import PackNotAssigned


async def read_pack_for(
    session: AsyncSession, *, district_id: int, school_id: UUID | None, on: date
) -> tuple[directory.AssignedPack, PackInForce]:
    """The pack in force on a day for a school, or for what is the district's own; PackNotAssigned without one."""
    school = None
    if school_id is not None:
        school = await directory.find_school(session, district_id=district_id, school_id=school_id)
    assignments = await directory.load_assignments(session, district_id=district_id)
    assigned = assignments.in_force(on, school_id=school_id, stage=school.stage if school else None)
    if assigned is None:
        raise PackNotAssigned(on=on)
    packs = await read_packs(session, district_id=district_id, assigned=[assigned])
    return assigned, packs[assigned.assignment_id, assigned.revision]


async def read_pack_of(
    session: AsyncSession, binder: Binder, *, at: datetime
) -> tuple[directory.AssignedPack, PackInForce]:
    """The pack that says what a binder must hold."""
    day = binder.last_day
    if binder.class_id is not None:
        training_class = await queries.get_class(session, district_id=binder.district_id, class_id=binder.class_id)
        day = pack_day(training_class, at=at)
    if day is None:
        raise LookupError(binder.subject)
    return await read_pack_for(session, district_id=binder.district_id, school_id=binder.school_id, on=day)
