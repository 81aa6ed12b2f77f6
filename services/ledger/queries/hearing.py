"""What other services said, kept for judging: facts, classes on offer, how far people came. Newer revisions win."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Uuid, and_, bindparam, exists, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from services.ledger.models import Fact, OfferedClass, Participation
from services.platform.errors import NotFound


async def insert_facts(session: AsyncSession, *, district_id: int, facts: Sequence[Mapping[str, Any]]) -> None:
    """Each revision of a record once, in whatever order they come."""
    if facts:
        await session.execute(
            insert(Fact).on_conflict_do_nothing(), [{"district_id": district_id, **fact} for fact in facts]
        )


async def list_facts_of_teachers(
    session: AsyncSession, *, district_id: int, teacher_ids: Sequence[UUID], as_of: date
) -> Sequence[Fact]:
    """What stands on record for these teachers up to a day."""
    wanted = bindparam("teacher_ids", list(teacher_ids), ARRAY(Uuid))
    return await _standing(session, district_id, Fact.teacher_id == func.any(wanted), Fact.held_on <= as_of)


async def list_facts_of_schools(
    session: AsyncSession, *, district_id: int, school_id: UUID | None, as_of: date
) -> Sequence[Fact]:
    """What stands on record for a school itself (for every school without one), up to a day: nobody's own."""
    mine = [] if school_id is None else [Fact.school_id == school_id]
    return await _standing(session, district_id, Fact.teacher_id.is_(None), Fact.held_on <= as_of, *mine)


async def _standing(session: AsyncSession, district_id: int, *where: Any) -> Sequence[Fact]:
    newer = aliased(Fact)
    overtaken = exists().where(
        newer.district_id == Fact.district_id, newer.record_id == Fact.record_id, newer.revision > Fact.revision
    )
    query = select(Fact).where(Fact.district_id == district_id, Fact.retracted.is_(False), ~overtaken, *where)
    return (await session.scalars(query.order_by(Fact.held_on, Fact.record_id))).all()


async def upsert_offered_class(session: AsyncSession, *, district_id: int, offered: Mapping[str, Any]) -> None:
    """An older revision never replaces a newer one."""
    row = insert(OfferedClass).values(district_id=district_id, **offered)
    await session.execute(
        row.on_conflict_do_update(
            index_elements=["district_id", "class_id"],
            set_={name: row.excluded[name] for name in offered if name != "class_id"},
            where=OfferedClass.revision < row.excluded.revision,
        )
    )


async def get_offered_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> OfferedClass:
    found = await session.get(OfferedClass, (district_id, class_id))
    if found is None:
        raise NotFound
    return found


def _undecided() -> tuple[ColumnElement[bool], ...]:
    """Holds a place, may still pass, and no outcome has been heard."""
    return (
        Participation.enrolled.is_(True),
        Participation.outcome_revision.is_(None),
        Participation.attendance_met.is_not(False),
    )


async def list_offered_classes(
    session: AsyncSession, *, district_id: int, plan_id: UUID | None, ends_from: date, undecided_from: date, limit: int
) -> Sequence[OfferedClass]:
    """Classes of a plan (of all plans without one) that end on a day or later, in the order of their ids.

    And those that ended since `undecided_from` with members whose outcome is still awaited.
    """
    awaited = (
        select(Participation.class_id)
        .where(
            Participation.district_id == OfferedClass.district_id,
            Participation.class_id == OfferedClass.class_id,
            *_undecided(),
        )
        .exists()
    )
    query = (
        select(OfferedClass)
        .where(
            OfferedClass.district_id == district_id,
            OfferedClass.cancelled.is_(False),
            or_(OfferedClass.ends_on >= ends_from, and_(OfferedClass.ends_on >= undecided_from, awaited)),
        )
        .order_by(OfferedClass.class_id)
        .limit(limit)
    )
    if plan_id is not None:
        query = query.where(OfferedClass.plan_id == plan_id)
    return (await session.scalars(query)).all()


async def list_classes_of_schools(
    session: AsyncSession, *, district_id: int, school_id: UUID | None, first: date, last: date
) -> Sequence[OfferedClass]:
    """Classes held for a school (for any school without one) that ended on these days and were not cancelled."""
    query = (
        select(OfferedClass)
        .where(
            OfferedClass.district_id == district_id,
            OfferedClass.cancelled.is_(False),
            OfferedClass.school_id.is_not(None),
            OfferedClass.ends_on.between(first, last),
        )
        .order_by(OfferedClass.class_id)
    )
    if school_id is not None:
        query = query.where(OfferedClass.school_id == school_id)
    return (await session.scalars(query)).all()


async def upsert_participations(
    session: AsyncSession, *, district_id: int, source: str, told: Sequence[Mapping[str, Any]]
) -> None:
    """What one source (enrolment, settled or outcome) says; one row for each class and teacher in `told`."""
    if not told:
        return
    revision: InstrumentedAttribute[Any] = getattr(Participation, f"{source}_revision")
    row = insert(Participation)
    names = [name for name in told[0] if name not in ("class_id", "teacher_id")]
    await session.execute(
        row.on_conflict_do_update(
            index_elements=["district_id", "class_id", "teacher_id"],
            set_={name: row.excluded[name] for name in names},
            where=or_(revision.is_(None), revision < row.excluded[revision.key]),
        ),
        [{"district_id": district_id, **one} for one in told],
    )


async def list_participations(
    session: AsyncSession, *, district_id: int, school_id: UUID | None, first: date, last: date
) -> Sequence[tuple[Participation, OfferedClass]]:
    """How far people came in classes that ended on these days; of one school (as far as it sent them) or of all."""
    query = (
        select(Participation, OfferedClass)
        .join(
            OfferedClass,
            and_(
                OfferedClass.district_id == Participation.district_id,
                OfferedClass.class_id == Participation.class_id,
            ),
        )
        .where(Participation.district_id == district_id, OfferedClass.ends_on.between(first, last))
        .order_by(Participation.class_id, Participation.teacher_id)
    )
    if school_id is not None:
        query = query.where(Participation.school_id == school_id)
    return [(row[0], row[1]) for row in await session.execute(query)]


async def list_enrolled(
    session: AsyncSession, *, district_id: int, class_ids: Sequence[UUID], only_undecided: bool = False
) -> Sequence[tuple[UUID, UUID]]:
    """(class, teacher) of everybody who holds a place in one of these classes, or only of who may still pass."""
    wanted = bindparam("class_ids", list(class_ids), ARRAY(Uuid))
    rows = await session.execute(
        select(Participation.class_id, Participation.teacher_id)
        .where(
            Participation.district_id == district_id,
            Participation.class_id == func.any(wanted),
            *(_undecided() if only_undecided else (Participation.enrolled.is_(True),)),
        )
        .order_by(Participation.class_id, Participation.teacher_id)
    )
    return [(row[0], row[1]) for row in rows]
