"""Teachers, where they are appointed, and the timeline the engine judges."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory.models import Appointment, School, Teacher, TeacherFact
from services.platform.database import any_of
from services.platform.ids import new_id
from services.policy import facts


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where and as what a teacher stood on a day; facts elsewhere keep it, a transfer never rewrites them.

    `until` is the last day of that, where it is known to end.
    """

    teacher_id: UUID
    school_id: UUID
    post: str
    stage: str
    subject: str | None
    title: str | None
    title_tier: str | None
    until: date | None


async def find_teacher(session: AsyncSession, *, district_id: int, teacher_id: UUID) -> Teacher | None:
    return await session.get(Teacher, (district_id, teacher_id))


async def find_teacher_by_staff_number(session: AsyncSession, *, district_id: int, staff_number: str) -> Teacher | None:
    return (
        await session.scalars(select(Teacher).filter_by(district_id=district_id, staff_number=staff_number))
    ).one_or_none()


async def list_teachers(
    session: AsyncSession,
    *,
    district_id: int,
    on: date,
    school_id: UUID | None = None,
    teacher_id: UUID | None = None,
    after: UUID | None = None,
    limit: int = 100,
) -> Sequence[tuple[Teacher, Appointment]]:
    """Teachers appointed on a day with that appointment, in the order of their ids."""
    query = (
        select(Teacher, Appointment)
        .join(
            Appointment,
            (Appointment.district_id == Teacher.district_id) & (Appointment.teacher_id == Teacher.teacher_id),
        )
        .where(Teacher.district_id == district_id, *_holds_on(on))
        .order_by(Teacher.teacher_id)
        .limit(limit)
    )
    if school_id is not None:
        query = query.where(Appointment.school_id == school_id)
    if teacher_id is not None:
        query = query.where(Teacher.teacher_id == teacher_id)
    if after is not None:
        query = query.where(Teacher.teacher_id > after)
    return [(row[0], row[1]) for row in await session.execute(query)]


async def list_appointed_on(
    session: AsyncSession, *, district_id: int, on: date, school_id: UUID | None = None
) -> dict[UUID, UUID]:
    """teacher_id -> school_id of everybody in post on a day, at one school or at all: the head count."""
    query = select(Appointment.teacher_id, Appointment.school_id).where(
        Appointment.district_id == district_id, *_holds_on(on)
    )
    if school_id is not None:
        query = query.where(Appointment.school_id == school_id)
    return dict((await session.execute(query)).all())


async def list_appointed_between(
    session: AsyncSession, *, district_id: int, first: date, last: date, school_id: UUID | None = None
) -> Sequence[UUID]:
    """Everybody in post on any day between two, at one school or at all, in the order of their ids."""
    query = (
        select(Appointment.teacher_id)
        .where(
            Appointment.district_id == district_id,
            Appointment.valid_from <= last,
            or_(Appointment.valid_to.is_(None), Appointment.valid_to >= first),
        )
        .distinct()
        .order_by(Appointment.teacher_id)
    )
    if school_id is not None:
        query = query.where(Appointment.school_id == school_id)
    return (await session.scalars(query)).all()


async def map_snapshots(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID], on: date
) -> dict[UUID, Snapshot]:
    """Where each of these teachers stood on a day; who was not in post then is absent."""
    rows = await session.scalars(
        select(Appointment).where(
            Appointment.district_id == district_id, Appointment.teacher_id.in_(list(teacher_ids)), *_holds_on(on)
        )
    )
    return {row.teacher_id: _snapshot(row) for row in rows}


async def map_placements(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID], on: date
) -> dict[UUID, Snapshot]:
    """The appointment by which packs look at each of these teachers: that of the day, the last before, or the first.

    Who left the district or retired has one all the same; who was never appointed is absent.
    """
    placed: dict[UUID, Snapshot] = {}
    for row in await session.scalars(
        select(Appointment)
        .where(Appointment.district_id == district_id, Appointment.teacher_id.in_(list(teacher_ids)))
        .order_by(Appointment.valid_from)
    ):
        if row.valid_from <= on or row.teacher_id not in placed:
            placed[row.teacher_id] = _snapshot(row)
    return placed


async def map_teacher_names(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> dict[UUID, tuple[str, str]]:
    """teacher_id -> (staff number, name)."""
    rows = await session.execute(
        select(Teacher.teacher_id, Teacher.staff_number, Teacher.name).where(
            Teacher.district_id == district_id, Teacher.teacher_id == any_of(teacher_ids)
        )
    )
    return {teacher_id: (number, name) for teacher_id, number, name in rows}


async def list_appointments(session: AsyncSession, *, district_id: int, teacher_id: UUID) -> Sequence[Appointment]:
    return (
        await session.scalars(
            select(Appointment)
            .filter_by(district_id=district_id, teacher_id=teacher_id)
            .order_by(Appointment.valid_from)
        )
    ).all()


async def find_current_appointment(
    session: AsyncSession, *, district_id: int, teacher_id: UUID, on: date
) -> Appointment | None:
    return (
        await session.scalars(
            select(Appointment)
            .where(Appointment.district_id == district_id, Appointment.teacher_id == teacher_id, *_holds_on(on))
            .with_for_update()
        )
    ).one_or_none()


async def insert_teacher(session: AsyncSession, teacher: Teacher) -> Teacher:
    session.add(teacher)
    await session.flush()
    return teacher


async def insert_appointment(session: AsyncSession, appointment: Appointment) -> Appointment:
    session.add(appointment)
    await session.flush()
    return appointment


async def list_facts(session: AsyncSession, *, district_id: int, teacher_id: UUID) -> Sequence[TeacherFact]:
    return (
        await session.scalars(
            select(TeacherFact)
            .filter_by(district_id=district_id, teacher_id=teacher_id)
            .order_by(TeacherFact.valid_from, TeacherFact.kind)
        )
    ).all()


async def insert_fact(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID,
    kind: str,
    code: str,
    valid_from: date,
    valid_to: date | None,
    ground: str | None,
) -> TeacherFact | None:
    """None when the same fact stands there already."""
    return (
        await session.scalars(
            insert(TeacherFact)
            .values(
                district_id=district_id,
                fact_id=new_id(),
                teacher_id=teacher_id,
                kind=kind,
                code=code,
                valid_from=valid_from,
                valid_to=valid_to,
                ground=ground,
            )
            .on_conflict_do_nothing()
            .returning(TeacherFact)
        )
    ).one_or_none()


async def load_timelines(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> dict[UUID, facts.Teacher]:
    """Everything dated that the engine may ask about these teachers, three statements whatever their number."""
    wanted = list(teacher_ids)
    teachers = await session.scalars(
        select(Teacher).where(Teacher.district_id == district_id, Teacher.teacher_id.in_(wanted))
    )
    appointments: defaultdict[UUID, list[tuple[Appointment, str]]] = defaultdict(list)
    for appointment, school_kind in await session.execute(
        select(Appointment, School.kind)
        .join(School, (School.district_id == Appointment.district_id) & (School.school_id == Appointment.school_id))
        .where(Appointment.district_id == district_id, Appointment.teacher_id.in_(wanted))
        .order_by(Appointment.valid_from)
    ):
        appointments[appointment.teacher_id].append((appointment, school_kind))
    dated: defaultdict[UUID, list[TeacherFact]] = defaultdict(list)
    for fact in await session.scalars(
        select(TeacherFact)
        .where(TeacherFact.district_id == district_id, TeacherFact.teacher_id.in_(wanted))
        .order_by(TeacherFact.valid_from)
    ):
        dated[fact.teacher_id].append(fact)
    return {
        teacher.teacher_id: _timeline(teacher, appointments[teacher.teacher_id], dated[teacher.teacher_id])
        for teacher in teachers
    }


def _snapshot(row: Appointment) -> Snapshot:
    return Snapshot(
        row.teacher_id, row.school_id, row.post, row.stage, row.subject, row.title, row.title_tier, row.valid_to
    )


def _timeline(teacher: Teacher, appointments: list[tuple[Appointment, str]], dated: list[TeacherFact]) -> facts.Teacher:
    of_kind: defaultdict[str, list[TeacherFact]] = defaultdict(list)
    for fact in dated:
        of_kind[fact.kind].append(fact)
    class_teacher = [(fact.valid_from, fact.valid_to) for fact in of_kind["CLASS_TEACHER"]]
    return facts.Teacher(
        teacher_id=str(teacher.teacher_id),
        birth_date=teacher.birth_date,
        hire_date=teacher.hire_date,
        retire_date=teacher.retire_date,
        appointments=tuple(
            facts.Appointment(
                school_id=str(appointment.school_id),
                school_kind=school_kind,
                post=appointment.post,
                stage=appointment.stage,
                subject=appointment.subject,
                title=appointment.title,
                title_tier=appointment.title_tier,
                class_teacher=led,
                valid_from=first,
                valid_to=last,
            )
            for appointment, school_kind in appointments
            for first, last, led in _split(appointment.valid_from, appointment.valid_to, class_teacher)
        ),
        degrees=tuple(facts.Degree(level=fact.code, awarded_on=fact.valid_from) for fact in of_kind["DEGREE"]),
        leaves=tuple(
            facts.Leave(kind=fact.code, first=fact.valid_from, last=fact.valid_to or date.max)
            for fact in of_kind["LEAVE"]
        ),
        opt_ins=tuple(facts.OptIn(clause=fact.code, on=fact.valid_from) for fact in of_kind["OPT_IN"]),
        certificates=tuple(
            facts.Certificate(kind=fact.code, issued_on=fact.valid_from) for fact in of_kind["CERTIFICATE"]
        ),
        exemptions=tuple(
            facts.Exemption(
                clause=fact.code,
                first=fact.valid_from,
                last=fact.valid_to or date.max,
                ground=fact.ground or "",
            )
            for fact in of_kind["EXEMPTION"]
        ),
        memberships=tuple(
            facts.Membership(code=fact.code, first=fact.valid_from, last=fact.valid_to)
            for fact in of_kind["MEMBERSHIP"]
        ),
    )


def _split(first: date, last: date | None, led: list[tuple[date, date | None]]) -> list[tuple[date, date | None, bool]]:
    """Cut a period at the edges of the periods as class teacher, saying of each piece whether it is one."""
    edges = {first}
    for begins, ends in led:
        edges.add(max(first, begins))
        if ends is not None:
            edges.add(ends + timedelta(days=1))
    starts = sorted(edge for edge in edges if edge >= first and (last is None or edge <= last))
    pieces = []
    for index, start in enumerate(starts):
        end = starts[index + 1] - timedelta(days=1) if index + 1 < len(starts) else last
        pieces.append((start, end, any(a <= start and (b is None or start <= b) for a, b in led)))
    return pieces


def _holds_on(on: date) -> tuple[ColumnElement[bool], ...]:
    return (Appointment.valid_from <= on, or_(Appointment.valid_to.is_(None), Appointment.valid_to >= on))
