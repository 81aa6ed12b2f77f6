"""Limits of how often one person may enter, what he has entered already, and the lock under which that is counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound
from services.registration.models import Enrolment, Entrant, EntryLimit, Meeting, Program, TrainingClass
from services.registration.rules import Held, Limit

_SEATED = ("CONFIRMED", "OFFERED")
# A period that two classes share is a year at most.
_LONGEST_PERIOD = timedelta(days=370)


@dataclass(frozen=True, slots=True)
class EntryTerms:
    """What a class itself says about who may enter: of which program it is one, and the limits in force for it."""

    training_class: TrainingClass
    program: Program
    limits: tuple[Limit, ...]


async def get_entry_terms(session: AsyncSession, *, district_id: int, class_id: UUID) -> EntryTerms:
    """One statement, whatever there is."""
    rows = (
        await session.execute(
            select(TrainingClass, Program, EntryLimit)
            .join(
                Program,
                (Program.district_id == TrainingClass.district_id) & (Program.program_id == TrainingClass.program_id),
            )
            .outerjoin(EntryLimit, and_(EntryLimit.district_id == TrainingClass.district_id, *_in_force_for_class()))
            .where(TrainingClass.district_id == district_id, TrainingClass.class_id == class_id)
            .order_by(EntryLimit.limit_id)
        )
    ).all()
    if not rows:
        raise NotFound
    training_class, program, _ = rows[0]
    return EntryTerms(training_class, program, tuple(_limit(limit) for _, _, limit in rows if limit is not None))


async def find_begin(session: AsyncSession, *, district_id: int, class_id: UUID) -> tuple[datetime | None, Decimal]:
    """When the first meeting of a class begins, None while there is none, and the hours of all its meetings."""
    first, hours = (
        await session.execute(
            select(func.min(Meeting.starts_at), func.coalesce(func.sum(Meeting.hours), 0)).where(
                Meeting.district_id == district_id, Meeting.class_id == class_id, Meeting.cancelled.is_(False)
            )
        )
    ).one()
    return first, hours


async def map_held(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Iterable[UUID], around: datetime
) -> dict[UUID, list[Held]]:
    """teacher_id -> the places that he holds in other classes which begin within a year of a moment."""
    begins = func.coalesce(func.min(Meeting.starts_at), TrainingClass.opens_at)
    rows = await session.execute(
        select(
            Enrolment.teacher_id,
            TrainingClass.class_id,
            TrainingClass.title,
            Program.program_id,
            Program.level,
            Program.kind,
            begins,
            func.coalesce(func.sum(Meeting.hours), Program.hours),
        )
        .join(
            TrainingClass,
            (TrainingClass.district_id == Enrolment.district_id) & (TrainingClass.class_id == Enrolment.class_id),
        )
        .join(
            Program,
            (Program.district_id == TrainingClass.district_id) & (Program.program_id == TrainingClass.program_id),
        )
        .outerjoin(
            Meeting,
            (Meeting.district_id == TrainingClass.district_id)
            & (Meeting.class_id == TrainingClass.class_id)
            & Meeting.cancelled.is_(False),
        )
        .where(
            Enrolment.district_id == district_id,
            Enrolment.teacher_id.in_(list(teacher_ids)),
            Enrolment.class_id != class_id,
            Enrolment.status.in_(_SEATED),
            TrainingClass.status == "SCHEDULED",
        )
        .group_by(
            Enrolment.teacher_id,
            TrainingClass.district_id,
            TrainingClass.class_id,
            Program.district_id,
            Program.program_id,
        )
        .having(begins.between(around - _LONGEST_PERIOD, around + _LONGEST_PERIOD))
        .order_by(Enrolment.teacher_id, begins, TrainingClass.class_id)
    )
    held: dict[UUID, list[Held]] = {}
    for teacher_id, other_id, title, program_id, level, kind, starts_at, hours in rows:
        held.setdefault(teacher_id, []).append(
            Held(
                class_id=other_id,
                title=title,
                program_id=program_id,
                level=level,
                kind=kind,
                begins=starts_at.astimezone(SHANGHAI).date(),
                hours=hours,
            )
        )
    return held


async def lock_entrants(session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]) -> None:
    """Count alone for these people, until the transaction ends; always in the order of their ids."""
    wanted = sorted(set(teacher_ids))
    await session.execute(
        insert(Entrant)
        .values([{"district_id": district_id, "teacher_id": teacher_id} for teacher_id in wanted])
        .on_conflict_do_nothing()
    )
    await session.execute(
        select(Entrant.teacher_id)
        .where(Entrant.district_id == district_id, Entrant.teacher_id.in_(wanted))
        .order_by(Entrant.teacher_id)
        .with_for_update()
    )


async def insert_limit(session: AsyncSession, limit: EntryLimit) -> EntryLimit:
    session.add(limit)
    await session.flush()
    return limit


async def get_limit(session: AsyncSession, *, district_id: int, limit_id: UUID) -> EntryLimit:
    limit = await session.get(EntryLimit, (district_id, limit_id))
    if limit is None:
        raise NotFound
    return limit


async def end_limit(
    session: AsyncSession, *, district_id: int, limit_id: UUID, reason: str, by: UUID, at: datetime
) -> EntryLimit | None:
    """None when it was ended before, and nothing has changed."""
    return (
        await session.scalars(
            update(EntryLimit)
            .where(
                EntryLimit.district_id == district_id, EntryLimit.limit_id == limit_id, EntryLimit.ended_at.is_(None)
            )
            .values(ended_by=by, ended_at=at, end_reason=reason)
            .returning(EntryLimit)
            .execution_options(populate_existing=True, synchronize_session=False)
        )
    ).one_or_none()


async def list_limits(
    session: AsyncSession, *, district_id: int, class_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[EntryLimit]:
    """All of a district, ended ones included, or those in force for one class."""
    query = select(EntryLimit).where(EntryLimit.district_id == district_id).order_by(EntryLimit.limit_id).limit(limit)
    if class_id is not None:
        query = query.join(TrainingClass, TrainingClass.district_id == EntryLimit.district_id).where(
            TrainingClass.class_id == class_id, *_in_force_for_class()
        )
    if after is not None:
        query = query.where(EntryLimit.limit_id > after)
    return (await session.scalars(query)).all()


async def list_limits_of_class(
    session: AsyncSession, *, district_id: int, class_id: UUID, program_id: UUID
) -> tuple[Limit, ...]:
    """The limits in force for a class that is known already."""
    rows = await session.scalars(
        select(EntryLimit)
        .where(
            EntryLimit.district_id == district_id,
            EntryLimit.ended_at.is_(None),
            or_(EntryLimit.program_id.is_(None), EntryLimit.program_id == program_id),
            or_(EntryLimit.class_id.is_(None), EntryLimit.class_id == class_id),
        )
        .order_by(EntryLimit.limit_id)
    )
    return tuple(_limit(row) for row in rows)


def _in_force_for_class() -> tuple[ColumnElement[bool], ...]:
    return (
        EntryLimit.ended_at.is_(None),
        or_(EntryLimit.program_id.is_(None), EntryLimit.program_id == TrainingClass.program_id),
        or_(EntryLimit.class_id.is_(None), EntryLimit.class_id == TrainingClass.class_id),
    )


def _limit(row: EntryLimit) -> Limit:
    return Limit(
        limit_id=row.limit_id,
        scope="CLASS" if row.class_id is not None else "PROGRAM" if row.program_id is not None else "DISTRICT",
        measure=row.measure,  # type: ignore[arg-type]  # the table's checks allow nothing else, as in what follows
        per=row.per,  # type: ignore[arg-type]
        most=row.most,
        alike=row.alike,  # type: ignore[arg-type]
        levels=frozenset(row.levels),
        within_years=row.within_years,
        override=row.override,  # type: ignore[arg-type]
        words=row.words,
    )
