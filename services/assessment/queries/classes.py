"""What is known of classes: facts, members and settlements as events told them, newer revisions only."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, exists, or_, select, update
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.assessment.models import (
    Certification,
    DefenceHeld,
    Member,
    NamedAssessor,
    Outcome,
    ReleaseAct,
    Score,
    SettledMember,
    Submission,
    TrainingClass,
    WorkDeadline,
)
from services.assessment.rules import Scope
from services.platform.errors import NotFound


async def upsert_class(session: AsyncSession, *, district_id: int, class_id: UUID, facts: Mapping[str, Any]) -> bool:
    """False when what is known is as new or newer. The scheme chosen here stays."""
    row = insert(TrainingClass).values(district_id=district_id, class_id=class_id, **facts)
    applied = await session.execute(
        row.on_conflict_do_update(
            index_elements=["district_id", "class_id"],
            set_={name: row.excluded[name] for name in facts},
            where=TrainingClass.revision < row.excluded.revision,
        ).returning(TrainingClass.class_id)
    )
    return applied.scalar_one_or_none() is not None


async def find_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> TrainingClass | None:
    return (
        await session.scalars(
            select(TrainingClass)
            .filter_by(district_id=district_id, class_id=class_id)
            .execution_options(populate_existing=True)
        )
    ).one_or_none()


async def get_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> TrainingClass:
    found = await find_class(session, district_id=district_id, class_id=class_id)
    if found is None:
        raise NotFound
    return found


async def lock_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> TrainingClass | None:
    """The class, locked: whoever changes its results or their grounds goes through here one at a time."""
    return (
        await session.scalars(
            select(TrainingClass)
            .filter_by(district_id=district_id, class_id=class_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()


async def lock_classes(session: AsyncSession, *, district_id: int, class_ids: Collection[UUID]) -> None:
    """Lock those of the classes that are known, in the order of their ids."""
    await session.execute(
        select(TrainingClass.class_id)
        .where(TrainingClass.district_id == district_id, TrainingClass.class_id.in_(list(class_ids)))
        .order_by(TrainingClass.class_id)
        .with_for_update()
    )


async def update_scheme(session: AsyncSession, *, district_id: int, class_id: UUID, code: str, version: int) -> None:
    await session.execute(
        update(TrainingClass)
        .filter_by(district_id=district_id, class_id=class_id)
        .values(scheme_code=code, scheme_version=version)
        .execution_options(synchronize_session="fetch")
    )


async def find_use_of_scheme(session: AsyncSession, *, district_id: int, class_id: UUID) -> bool:
    """Whether anything of the class names a part of its scheme or rests on it."""
    used = [
        exists().where(table.district_id == district_id, table.class_id == class_id)
        for table in (Score, Certification, Outcome, NamedAssessor, WorkDeadline, Submission, DefenceHeld, ReleaseAct)
    ]
    return bool(await session.scalar(select(or_(*used))))


async def upsert_members(
    session: AsyncSession, *, district_id: int, members: Sequence[Mapping[str, Any]]
) -> Sequence[tuple[UUID, UUID]]:
    """(class, teacher) of the enrolments that were newer than what is known."""
    if not members:
        return []
    row = insert(Member)
    kept = ("class_id", "teacher_id", "revision", "status", "school_id", "title", "title_tier", "post")
    applied = await session.execute(
        row.on_conflict_do_update(
            index_elements=["district_id", "enrolment_id"],
            set_={name: row.excluded[name] for name in kept},
            where=Member.revision < row.excluded.revision,
        ).returning(Member.class_id, Member.teacher_id),
        [{"district_id": district_id, **member} for member in members],
    )
    return [(class_id, teacher_id) for class_id, teacher_id in applied]


async def upsert_settled_members(
    session: AsyncSession, *, district_id: int, class_id: UUID, members: Sequence[Mapping[str, Any]]
) -> Sequence[UUID]:
    """The teachers whose settlement was newer than what is known."""
    if not members:
        return []
    row = insert(SettledMember)
    applied = await session.scalars(
        row.on_conflict_do_update(
            index_elements=["district_id", "class_id", "teacher_id"],
            set_={name: row.excluded[name] for name in ("revision", "planned_hours", "attendance_met", "days")},
            where=SettledMember.revision < row.excluded.revision,
        ).returning(SettledMember.teacher_id),
        [{"district_id": district_id, "class_id": class_id, **member} for member in members],
    )
    return applied.all()


async def list_members(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    scope: Scope,
    teacher_ids: Collection[UUID] | None = None,
    after: UUID | None = None,
    limit: int | None = None,
) -> Sequence[Member]:
    """The newest enrolment of each teacher who holds a place, in the order of the teachers' ids."""
    newest = _newest_enrolments(district_id, class_id, teacher_ids)
    query = select(newest).where(newest.status == "CONFIRMED").order_by(newest.teacher_id).limit(limit)
    if after is not None:
        query = query.where(newest.teacher_id > after)
    if not scope.is_everything:
        query = query.where((newest.teacher_id == scope.teacher_id) | (newest.school_id == scope.school_id))
    return (await session.scalars(query)).all()


async def list_places(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID] | None
) -> Sequence[Row[UUID, UUID]]:
    """(teacher_id, school_id) of each member as enrolled, without all else: of a large class ten times as fast."""
    newest = _newest_enrolments(district_id, class_id, teacher_ids)
    query = select(newest.teacher_id, newest.school_id).where(newest.status == "CONFIRMED").order_by(newest.teacher_id)
    return (await session.execute(query)).all()


async def list_enrolments(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID]
) -> Sequence[Member]:
    """The newest enrolment of each of these teachers, whether or not they still hold the place."""
    newest = _newest_enrolments(district_id, class_id, teacher_ids)
    return (await session.scalars(select(newest).order_by(newest.teacher_id))).all()


def _newest_enrolments(district_id: int, class_id: UUID, teacher_ids: Collection[UUID] | None) -> type[Member]:
    # A teacher who left and came back has two enrolments; their ids grow with time.
    query = (
        select(Member)
        .where(Member.district_id == district_id, Member.class_id == class_id)
        .ext(distinct_on(Member.teacher_id))
        .order_by(Member.teacher_id, Member.enrolment_id.desc())
    )
    if teacher_ids is not None:
        query = query.where(Member.teacher_id.in_(list(teacher_ids)))
    return aliased(Member, query.subquery())


async def map_settled_members(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID]
) -> dict[UUID, SettledMember]:
    rows = await session.scalars(
        select(SettledMember)
        .where(
            SettledMember.district_id == district_id,
            SettledMember.class_id == class_id,
            SettledMember.teacher_id.in_(list(teacher_ids)),
        )
        .execution_options(populate_existing=True)
    )
    return {row.teacher_id: row for row in rows}
