"""Who never came to a class, as settlements said, and what people excused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from services.registration.models import Absence, AbsenceExcuse, Enrolment, TrainingClass


@dataclass(frozen=True, slots=True)
class ListedAbsence:
    """A no-show that stands, its class, and the last word on whether it is excused."""

    absence: Absence
    class_title: str
    excuse: AbsenceExcuse | None


async def map_latest_absences(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Iterable[UUID]
) -> dict[UUID, Absence]:
    """teacher_id -> what the newest settlement said of him here."""
    rows = await session.scalars(
        _latest(district_id=district_id).where(Absence.class_id == class_id, Absence.teacher_id.in_(list(teacher_ids)))
    )
    return {row.teacher_id: row for row in rows}


async def insert_absences(session: AsyncSession, absences: Sequence[Absence]) -> None:
    session.add_all(absences)
    await session.flush()


async def map_last_enrolments(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Iterable[UUID]
) -> dict[UUID, Enrolment]:
    """teacher_id -> the last place that he ever held in the class."""
    rows = await session.scalars(
        select(Enrolment)
        .where(
            Enrolment.district_id == district_id,
            Enrolment.class_id == class_id,
            Enrolment.teacher_id.in_(list(teacher_ids)),
            Enrolment.confirmed_at.is_not(None),
        )
        .order_by(Enrolment.teacher_id, Enrolment.revision.desc())
        .ext(distinct_on(Enrolment.teacher_id))
    )
    return {row.teacher_id: row for row in rows}


async def list_no_shows(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID | None,
    school_id: UUID | None,
    teacher_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[ListedAbsence]:
    """No-shows that stand, in the order in which the people had enrolled."""
    newest = _latest(district_id=district_id)
    if class_id is not None:
        newest = newest.where(Absence.class_id == class_id)
    if teacher_id is not None:
        newest = newest.where(Absence.teacher_id == teacher_id)
    standing = newest.subquery()
    excused = (
        select(AbsenceExcuse)
        .where(AbsenceExcuse.district_id == district_id)
        .order_by(AbsenceExcuse.class_id, AbsenceExcuse.teacher_id, AbsenceExcuse.step.desc())
        .ext(distinct_on(AbsenceExcuse.class_id, AbsenceExcuse.teacher_id))
        .subquery()
    )
    query = (
        select(Absence, TrainingClass.title, AbsenceExcuse)
        .join(
            standing,
            (standing.c.district_id == Absence.district_id)
            & (standing.c.class_id == Absence.class_id)
            & (standing.c.teacher_id == Absence.teacher_id)
            & (standing.c.revision == Absence.revision),
        )
        .join(
            TrainingClass,
            (TrainingClass.district_id == Absence.district_id) & (TrainingClass.class_id == Absence.class_id),
        )
        .outerjoin(
            excused,
            (excused.c.district_id == Absence.district_id)
            & (excused.c.class_id == Absence.class_id)
            & (excused.c.teacher_id == Absence.teacher_id),
        )
        .outerjoin(
            AbsenceExcuse,
            (AbsenceExcuse.district_id == excused.c.district_id)
            & (AbsenceExcuse.class_id == excused.c.class_id)
            & (AbsenceExcuse.teacher_id == excused.c.teacher_id)
            & (AbsenceExcuse.step == excused.c.step),
        )
        .where(Absence.district_id == district_id, Absence.no_show)
        .order_by(Absence.enrolment_id)
        .limit(limit)
    )
    if school_id is not None:
        query = query.where(Absence.school_id == school_id)
    if after is not None:
        query = query.where(Absence.enrolment_id > after)
    return [ListedAbsence(*row) for row in await session.execute(query)]


async def list_excuses(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_id: UUID
) -> Sequence[AbsenceExcuse]:
    """Everything decided about one absence, in order."""
    return (
        await session.scalars(
            select(AbsenceExcuse)
            .where(
                AbsenceExcuse.district_id == district_id,
                AbsenceExcuse.class_id == class_id,
                AbsenceExcuse.teacher_id == teacher_id,
            )
            .order_by(AbsenceExcuse.step)
        )
    ).all()


async def insert_excuse(session: AsyncSession, excuse: AbsenceExcuse) -> AbsenceExcuse:
    session.add(excuse)
    await session.flush()
    return excuse


def _latest(*, district_id: int) -> Select[Absence]:
    return (
        select(Absence)
        .where(Absence.district_id == district_id)
        .order_by(Absence.class_id, Absence.teacher_id, Absence.revision.desc())
        .ext(distinct_on(Absence.class_id, Absence.teacher_id))
    )
