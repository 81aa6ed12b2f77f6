"""Appeals, and who is concerned in what they object to."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import (
    Appeal,
    Certification,
    DefenceHeld,
    Moderation,
    Outcome,
    OutcomeRevision,
    Score,
)
from services.assessment.rules import Scope
from services.platform.errors import NotFound


async def insert_appeal(session: AsyncSession, appeal: Appeal) -> Appeal:
    session.add(appeal)
    await session.flush()
    return appeal


async def list_appeals_of_member(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_id: UUID, component: str | None
) -> Sequence[Appeal]:
    """The member's appeals against a component or (None) the result, in the order in which they were made."""
    found = await session.scalars(
        select(Appeal)
        .where(
            Appeal.district_id == district_id,
            Appeal.class_id == class_id,
            Appeal.teacher_id == teacher_id,
            Appeal.component.is_not_distinct_from(component),
        )
        .order_by(Appeal.appeal_id)
    )
    return found.all()


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
    """Accounts and persons who had a part in what a component or (None) the result of a member has become.

    They marked, moderated or certified the member, decided a former appeal about the same, confirmed a revision, or,
    of the result, recorded a defence or sat on its panel.
    """
    of_member = {"district_id": district_id, "class_id": class_id, "teacher_id": teacher_id}
    in_component = of_member if component is None else {**of_member, "component": component}
    decided = select(Appeal.decided_by).filter_by(**of_member)
    if component is not None:
        decided = decided.where(Appeal.component.is_(None) | (Appeal.component == component))
    confirmed = (
        select(OutcomeRevision.confirmed_by)
        .join(
            Outcome,
            (Outcome.district_id == OutcomeRevision.district_id) & (Outcome.outcome_id == OutcomeRevision.outcome_id),
        )
        .where(
            Outcome.district_id == district_id,
            Outcome.class_id == class_id,
            Outcome.teacher_id == teacher_id,
            # The first is the finalisation of the whole class, which judges nobody.
            OutcomeRevision.revision > 1,
        )
    )
    found = await session.scalars(
        union(
            select(Score.marked_by).filter_by(**in_component),
            select(Score.assessor_id).filter_by(**in_component),
            select(Moderation.moderated_by).filter_by(**in_component),
            select(Certification.certified_by).filter_by(**of_member),
            decided,
            confirmed,
        )
    )
    concerned = {one for one in found if one is not None}
    if component is None:
        defences = await session.execute(select(DefenceHeld.recorded_by, DefenceHeld.panel).filter_by(**of_member))
        for recorded_by, panel in defences:
            concerned |= {recorded_by, *(UUID(one["person_id"]) for one in panel if one["person_id"] is not None)}
    return frozenset(concerned)
