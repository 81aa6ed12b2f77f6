"""Teachers: added, moved between schools, given dated facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import TimelineChanged
from services.directory import queries
from services.directory.errors import PeriodTaken, StaffNumberTaken, TransferBackwards
from services.directory.models import Appointment, Teacher, TeacherFact
from services.directory.operations.places import demand_open_school, hold_open
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.outbox import publish


@dataclass(frozen=True, slots=True)
class TeacherFile:
    """A teacher with everything dated about them."""

    teacher: Teacher
    appointments: Sequence[Appointment]
    facts: Sequence[TeacherFact]


async def add_teacher(
    session: AsyncSession,
    *,
    district_id: int,
    staff_number: str,
    name: str,
    school_id: UUID,
    hire_date: date,
    appointed_from: date,
    post: str = "TEACHER",
    stage: str = "PRIMARY",
    subject: str | None = None,
    title: str | None = None,
    title_tier: str | None = None,
    birth_date: date | None = None,
    retire_date: date | None = None,
) -> Teacher:
    """Add one teacher with the appointment in hand; documents come with the roster."""
    found = await queries.find_teacher_by_staff_number(session, district_id=district_id, staff_number=staff_number)
    if found is not None:
        raise StaffNumberTaken
    await demand_open_school(session, district_id=district_id, school_id=school_id, on=appointed_from)
    teacher = await queries.insert_teacher(
        session,
        Teacher(
            district_id=district_id,
            teacher_id=new_id(),
            person_id=new_id(),
            staff_number=staff_number,
            name=name,
            birth_date=birth_date,
            hire_date=hire_date,
            retire_date=retire_date,
        ),
    )
    for placed_at, first, last in await queries.list_places(
        session, district_id=district_id, school_id=school_id, first=appointed_from, last=None
    ):
        await queries.insert_appointment(
            session,
            Appointment(
                district_id=district_id,
                appointment_id=new_id(),
                teacher_id=teacher.teacher_id,
                school_id=placed_at,
                post=post,
                stage=stage,
                subject=subject,
                title=title,
                title_tier=title_tier,
                valid_from=first,
                valid_to=last,
            ),
        )
    await hold_open(session, district_id=district_id, teacher_ids=[teacher.teacher_id])
    await publish(session, TimelineChanged(district_id=district_id, teacher_ids=(teacher.teacher_id,)))
    return teacher


async def list_teachers(
    session: AsyncSession,
    *,
    viewer: Viewer,
    on: date,
    school_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[tuple[Teacher, Appointment]]:
    """Teachers in post on a day; a school's administrator sees the own school's."""
    only = viewer.only_unit()
    if only is not None and school_id not in (None, only):
        return []
    return await queries.list_teachers(
        session,
        district_id=viewer.principal.district_id,
        on=on,
        school_id=only or school_id,
        after=after,
        limit=limit,
    )


async def get_teacher(session: AsyncSession, *, viewer: Viewer, teacher_id: UUID, on: date) -> TeacherFile:
    district_id = viewer.principal.district_id
    teacher = await queries.find_teacher(session, district_id=district_id, teacher_id=teacher_id)
    if teacher is None:
        raise NotFound
    snapshots = await queries.map_snapshots(session, district_id=district_id, teacher_ids=[teacher_id], on=on)
    standing_at = snapshots.get(teacher_id)
    viewer.demand(person_id=teacher_id, unit_id=standing_at.school_id if standing_at else None)
    return TeacherFile(
        teacher,
        await queries.list_appointments(session, district_id=district_id, teacher_id=teacher_id),
        await queries.list_facts(session, district_id=district_id, teacher_id=teacher_id),
    )


async def transfer(
    session: AsyncSession, *, district_id: int, teacher_id: UUID, school_id: UUID, on: date, post: str | None
) -> Appointment:
    """Move a teacher to another school of the district from a day on; the earlier appointment ends the day before."""
    await demand_open_school(session, district_id=district_id, school_id=school_id, on=on)
    current = await queries.find_current_appointment(session, district_id=district_id, teacher_id=teacher_id, on=on)
    if current is None:
        raise NotFound
    if on <= current.valid_from:
        raise TransferBackwards
    following = [
        Appointment(
            district_id=district_id,
            appointment_id=new_id(),
            teacher_id=teacher_id,
            school_id=placed_at,
            post=post or current.post,
            stage=current.stage,
            subject=current.subject,
            title=current.title,
            title_tier=current.title_tier,
            valid_from=first,
            valid_to=last,
        )
        for placed_at, first, last in await queries.list_places(
            session, district_id=district_id, school_id=school_id, first=on, last=current.valid_to
        )
    ]
    current.valid_to = on - timedelta(days=1)
    await session.flush()
    for one in following:
        await queries.insert_appointment(session, one)
    await publish(session, TimelineChanged(district_id=district_id, teacher_ids=(teacher_id,)))
    return following[0]


async def add_fact(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID,
    kind: str,
    code: str,
    valid_from: date,
    valid_to: date | None,
    ground: str | None,
) -> TeacherFact:
    """Add a dated fact: a leave, an opt-in, a certificate held, an approved exemption, a degree, a class led."""
    if await queries.find_teacher(session, district_id=district_id, teacher_id=teacher_id) is None:
        raise NotFound
    fact = await queries.insert_fact(
        session,
        district_id=district_id,
        teacher_id=teacher_id,
        kind=kind,
        code=code,
        valid_from=valid_from,
        valid_to=valid_to,
        ground=ground,
    )
    if fact is None:
        raise PeriodTaken
    await publish(session, TimelineChanged(district_id=district_id, teacher_ids=(teacher_id,)))
    return fact
