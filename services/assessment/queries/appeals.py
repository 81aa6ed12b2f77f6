"""Appeals, and who is concerned in what they object to."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Appeal, Certification, Moderation, Score
from services.assessment.rules import Scope
from services.platform.errors import NotFound


async def insert_appeal(session: AsyncSession, appeal: Appeal) -> Appeal:
    session.add(appeal)
    await session.flush()
    return appeal


async def find_appeal(session: AsyncSession, *, district_id: int, teacher_id: UUID, release_id: UUID) -> Appeal | None:
    """The member's appeal against an act of release."""
    found = await session.scalars(
        select(Appeal).filter_by(district_id=district_id, teacher_id=teacher_id, release_id=release_id)
    )
    return found.one_or_none()


async def get_appeal(session: AsyncSession, *, district_id: int, appeal_id: UUID) -> Appeal:
    found = await session.get(Appeal, (district_id, appeal_id))
    if found is None:
        raise NotFound
    return found


async def lock_appeal(session: AsyncSession, *, district_id: int, appeal_id: UUID) -> Appeal:
    found = await session.get(Appeal, (district_id, appeal_id), with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound
    return found


async def list_appeals(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    scope: Scope,
    state: str | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Appeal]:
    """In the order in which they were made."""
    query = select(Appeal).where(Appeal.district_id == district_id, Appeal.class_id == class_id)
    if not scope.is_everything:
        query = query.where((Appeal.teacher_id == scope.teacher_id) | (Appeal.school_id == scope.school_id))
    if state is not None:
        query = query.where(Appeal.state == state)
    if after is not None:
        query = query.where(Appeal.appeal_id > after)
    return (await session.scalars(query.order_by(Appeal.appeal_id).limit(limit))).all()


async def list_who_appeals(session: AsyncSession, *, district_id: int, class_id: UUID) -> frozenset[UUID]:
    """Members with an appeal that is not decided yet."""
    return frozenset(
        await session.scalars(
            select(Appeal.teacher_id).filter_by(district_id=district_id, class_id=class_id, state="OPEN")
        )
    )


async def list_concerned(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_id: UUID, component: str | None
) -> frozenset[UUID]:
    """Accounts and persons who marked, moderated or certified a member, in a component or (None) in anything."""
    of_member = {"district_id": district_id, "class_id": class_id, "teacher_id": teacher_id}
    in_component = of_member if component is None else {**of_member, "component": component}
    found = await session.scalars(
        union(
            select(Score.marked_by).filter_by(**in_component),
            select(Score.assessor_id).filter_by(**in_component),
            select(Moderation.moderated_by).filter_by(**in_component),
            select(Certification.certified_by).filter_by(**of_member),
        )
    )
    return frozenset(one for one in found if one is not None)
