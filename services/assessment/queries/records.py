"""Records of what was done, held or kept."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import false, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Record, TrainingClass
from services.assessment.rules import Scope
from services.platform.errors import NotFound


async def insert_records(
    session: AsyncSession, *, district_id: int, records: Sequence[Mapping[str, Any]]
) -> Sequence[Record]:
    """All of them in one statement, in the order given."""
    rows = await session.scalars(
        insert(Record).returning(Record, sort_by_parameter_order=True),
        [{"district_id": district_id, **record} for record in records],
    )
    return rows.all()


async def list_records_of_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> Sequence[Record]:
    """What was held or kept for a class and not retracted; what one person did after it is no document of the class."""
    rows = await session.scalars(
        select(Record).where(
            Record.district_id == district_id,
            Record.class_id == class_id,
            Record.teacher_id.is_(None),
            Record.retracted_at.is_(None),
        )
    )
    return rows.all()


async def map_schools_of_classes(
    session: AsyncSession, *, district_id: int, class_ids: Collection[UUID]
) -> dict[UUID, UUID | None]:
    """class -> the school whose class it is, None of the district's; classes that are not known are absent."""
    if not class_ids:
        return {}
    rows = await session.execute(
        select(TrainingClass.class_id, TrainingClass.school_id).where(
            TrainingClass.district_id == district_id, TrainingClass.class_id.in_(list(class_ids))
        )
    )
    return dict(rows.all())


async def lock_record(session: AsyncSession, *, district_id: int, record_id: UUID) -> Record:
    found = await session.get(Record, (district_id, record_id), with_for_update=True)
    if found is None:
        raise NotFound
    return found


async def lock_records(session: AsyncSession, *, district_id: int, record_ids: Collection[UUID]) -> Sequence[Record]:
    """Those of these records that exist, in a fixed order."""
    rows = await session.scalars(
        select(Record)
        .where(Record.district_id == district_id, Record.record_id.in_(list(record_ids)))
        .order_by(Record.record_id)
        .with_for_update()
    )
    return rows.all()


async def list_records(
    session: AsyncSession,
    *,
    district_id: int,
    scope: Scope,
    teacher_id: UUID | None,
    school_id: UUID | None,
    kind: str | None,
    since: date | None,
    until: date | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Record]:
    """In the order in which they were entered; a person's scope shows the person's own, a school's the school's."""
    query = select(Record).where(Record.district_id == district_id).order_by(Record.record_id).limit(limit)
    if not scope.is_everything:
        # A record may have no teacher: an account without one must not match all of those.
        sides = ((Record.teacher_id, scope.teacher_id), (Record.school_id, scope.school_id))
        query = query.where(or_(false(), *(column == own for column, own in sides if own is not None)))
    for column, wanted in ((Record.teacher_id, teacher_id), (Record.school_id, school_id), (Record.kind, kind)):
        if wanted is not None:
            query = query.where(column == wanted)
    if since is not None:
        query = query.where(Record.held_on >= since)
    if until is not None:
        query = query.where(Record.held_on <= until)
    if after is not None:
        query = query.where(Record.record_id > after)
    return (await session.scalars(query)).all()
