"""Archives of teachers' own records, and who took them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import TeacherArchive
from services.platform.audit import AuditRecord
from services.platform.errors import NotFound

# The operation that the trail of privileged acts knows a download by, and how it answers one.
FETCHING: Final = "get_teacher_archive_file"
_FETCHED: Final = (200, 206)
Shelved = tuple[TeacherArchive, int, datetime | None]
"""An archive, how often it was taken, and when last."""


async def insert_archive(session: AsyncSession, asked: TeacherArchive) -> TeacherArchive:
    session.add(asked)
    await session.flush()
    return asked


async def move_archive(session: AsyncSession, *, district_id: int, archive_id: UUID, moved: Mapping[str, Any]) -> None:
    await session.execute(
        update(TeacherArchive).filter_by(district_id=district_id, archive_id=archive_id).values(**moved)
    )


async def lock_archive(session: AsyncSession, *, district_id: int, archive_id: UUID) -> TeacherArchive:
    """The archive, locked until the transaction ends, or NotFound."""
    found = (
        await session.scalars(
            select(TeacherArchive)
            .filter_by(district_id=district_id, archive_id=archive_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


async def get_archive(session: AsyncSession, *, district_id: int, teacher_id: UUID, archive_id: UUID) -> Shelved:
    """The archive of that teacher, or NotFound."""
    found = await list_archives(
        session, district_id=district_id, teacher_id=teacher_id, archive_id=archive_id, after=None, limit=1
    )
    if not found:
        raise NotFound
    return found[0]


async def list_archives(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID,
    after: UUID | None,
    limit: int,
    archive_id: UUID | None = None,
) -> Sequence[Shelved]:
    """The archives that were ever asked for of a teacher, after one, the first first."""
    taken = (
        select(
            AuditRecord.object_id,
            func.count().label("times"),
            func.max(AuditRecord.at).label("last_at"),
        )
        .where(
            AuditRecord.district_id == district_id,
            AuditRecord.object_id.in_(
                select(TeacherArchive.archive_id).where(
                    TeacherArchive.district_id == district_id, TeacherArchive.teacher_id == teacher_id
                )
            ),
            AuditRecord.operation == FETCHING,
            AuditRecord.status.in_(_FETCHED),
        )
        .group_by(AuditRecord.object_id)
        .subquery()
    )
    query = (
        select(TeacherArchive, func.coalesce(taken.c.times, 0), taken.c.last_at)
        .outerjoin(taken, taken.c.object_id == TeacherArchive.archive_id)
        .where(TeacherArchive.district_id == district_id, TeacherArchive.teacher_id == teacher_id)
        .order_by(TeacherArchive.archive_id)
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    if archive_id is not None:
        query = query.where(TeacherArchive.archive_id == archive_id)
    if after is not None:
        query = query.where(TeacherArchive.archive_id > after)
    return [(row[0], row[1], row[2]) for row in await session.execute(query)]


async def count_open_archives(session: AsyncSession, *, district_id: int, teacher_id: UUID) -> int:
    """How many of a teacher wait to be made or to expire."""
    return (
        await session.scalar(
            select(func.count())
            .select_from(TeacherArchive)
            .where(
                TeacherArchive.district_id == district_id,
                TeacherArchive.teacher_id == teacher_id,
                TeacherArchive.state != "EXPIRED",
            )
        )
    ) or 0
