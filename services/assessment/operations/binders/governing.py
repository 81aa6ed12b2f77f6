"""Which pack says what a class, an activity or a school must keep."""

from collections import Counter
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.models import Binder
from services.assessment.operations.judging import map_packs, pack_day, read_packs
from services.assessment.rules import EVERYTHING, PackInForce, asked_of_class
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
    """The pack that says what a binder must hold.

    Of a class of the district it is the district's; where that asks for no documents, the one most members are under
    that does.
    """
    if binder.class_id is not None:
        return await _read_pack_of_class(session, binder, class_id=binder.class_id, at=at)
    if binder.last_day is None:
        raise LookupError(binder.subject)
    return await read_pack_for(session, district_id=binder.district_id, school_id=binder.school_id, on=binder.last_day)


async def _read_pack_of_class(
    session: AsyncSession, binder: Binder, *, class_id: UUID, at: datetime
) -> tuple[directory.AssignedPack, PackInForce]:
    district_id = binder.district_id
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    day = pack_day(training_class, at=at)
    own: tuple[directory.AssignedPack, PackInForce] | None = None
    try:
        own = await read_pack_for(session, district_id=district_id, school_id=binder.school_id, on=day)
    except PackNotAssigned:
        if binder.school_id is not None:
            raise
    if own is not None and (binder.school_id is not None or _asks(own[1])):
        return own
    members = await queries.list_members(session, district_id=district_id, class_id=class_id, scope=EVERYTHING)
    valuers = await map_packs(session, training_class, members=members, at=at)
    by_id = {(one.assignment_id, one.revision): one for one in valuers.of.values()}
    packs = await read_packs(session, district_id=district_id, assigned=by_id.values())
    number = Counter((one.assignment_id, one.revision) for one in valuers.of.values())
    for key, _ in number.most_common():
        if _asks(packs[key]):
            return by_id[key], packs[key]
    if own is None:
        raise PackNotAssigned(on=day)
    return own


def _asks(force: PackInForce) -> bool:
    """Whether a pack asks anything of a class."""
    return bool(asked_of_class(force, facts=(), waived=set()))
