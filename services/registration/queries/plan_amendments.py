"""Amendments of published plans, and what of them was brought to classes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.registration.models import (
    ClassPlanUpdate,
    Meeting,
    Plan,
    PlanAmendment,
    PlanItem,
    PlanItemClass,
    PlanRevision,
    TrainingClass,
)

_MOST_AMENDMENTS = 100


@dataclass(frozen=True, slots=True)
class ItemClass:
    """A class that was opened for an item, the revision that it follows, and its meetings that take place."""

    training_class: TrainingClass
    item_id: UUID
    revision: int | None
    meetings: Sequence[Meeting]


async def insert_amendment(
    session: AsyncSession, *, plan: Plan, content: dict[str, Any], reason: str, by: UUID, at: datetime
) -> PlanAmendment:
    """The open amendment of a plan whose row is locked; it takes the place of one that was not decided on."""
    await session.execute(
        update(PlanAmendment)
        .where(
            PlanAmendment.district_id == plan.district_id,
            PlanAmendment.plan_id == plan.plan_id,
            PlanAmendment.status == "SUBMITTED",
        )
        .values(status="REPLACED")
    )
    amendment = PlanAmendment(
        district_id=plan.district_id,
        amendment_id=new_id(),
        plan_id=plan.plan_id,
        based_on=plan.revision,
        content=content,
        reason=reason,
        status="SUBMITTED",
        proposed_by=by,
        proposed_at=at,
    )
    session.add(amendment)
    await session.flush()
    return amendment


async def get_amendment(session: AsyncSession, *, district_id: int, amendment_id: UUID) -> PlanAmendment:
    """As it stands now, also where another transaction has just decided on it."""
    amendment = await session.get(PlanAmendment, (district_id, amendment_id), populate_existing=True)
    if amendment is None:
        raise NotFound
    return amendment


async def list_amendments(session: AsyncSession, *, district_id: int, plan_id: UUID) -> Sequence[PlanAmendment]:
    """The newest first, at most the last hundred."""
    return (
        await session.scalars(
            select(PlanAmendment)
            .where(PlanAmendment.district_id == district_id, PlanAmendment.plan_id == plan_id)
            .order_by(PlanAmendment.amendment_id.desc())
            .limit(_MOST_AMENDMENTS)
        )
    ).all()


async def list_proposers(session: AsyncSession, *, amendment: PlanAmendment) -> Sequence[UUID]:
    """Who proposed to amend the same revision: an earlier proposal's words may stand in a later one."""
    return (
        await session.scalars(
            select(PlanAmendment.proposed_by)
            .where(
                PlanAmendment.district_id == amendment.district_id,
                PlanAmendment.plan_id == amendment.plan_id,
                PlanAmendment.based_on == amendment.based_on,
            )
            .distinct()
        )
    ).all()


async def map_contents(
    session: AsyncSession, *, district_id: int, plan_id: UUID, revisions: Iterable[int]
) -> dict[int, dict[str, Any]]:
    """revision -> what the plan held then."""
    rows = await session.execute(
        select(PlanRevision.revision, PlanRevision.content).where(
            PlanRevision.district_id == district_id,
            PlanRevision.plan_id == plan_id,
            PlanRevision.revision.in_(set(revisions)),
        )
    )
    return dict(rows.all())


async def get_plan_of_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> UUID:
    """The plan for an item of which a class was opened; NotFound for a class of no item."""
    plan_id = await session.scalar(
        select(PlanItem.plan_id)
        .join(
            PlanItemClass,
            (PlanItemClass.district_id == PlanItem.district_id) & (PlanItemClass.item_id == PlanItem.item_id),
        )
        .where(PlanItemClass.district_id == district_id, PlanItemClass.class_id == class_id)
    )
    if plan_id is None:
        raise NotFound
    return plan_id


async def list_item_classes(
    session: AsyncSession, *, district_id: int, plan_id: UUID, class_id: UUID | None = None
) -> list[ItemClass]:
    """The classes that were opened for items of a plan and not cancelled, or one of them, in the order of opening."""
    followed = (
        select(ClassPlanUpdate.revision)
        .where(
            ClassPlanUpdate.district_id == PlanItemClass.district_id,
            ClassPlanUpdate.class_id == PlanItemClass.class_id,
            ClassPlanUpdate.complete,
        )
        .order_by(ClassPlanUpdate.update_id.desc())
        .limit(1)
        .correlate(PlanItemClass)
        .scalar_subquery()
    )
    query = (
        select(TrainingClass, PlanItemClass.item_id, PlanItemClass.revision, followed)
        .join(
            PlanItemClass,
            (PlanItemClass.district_id == TrainingClass.district_id)
            & (PlanItemClass.class_id == TrainingClass.class_id),
        )
        .join(
            PlanItem,
            (PlanItem.district_id == PlanItemClass.district_id) & (PlanItem.item_id == PlanItemClass.item_id),
        )
        .where(
            TrainingClass.district_id == district_id,
            TrainingClass.status == "SCHEDULED",
            PlanItem.plan_id == plan_id,
        )
        .order_by(TrainingClass.class_id)
    )
    if class_id is not None:
        query = query.where(TrainingClass.class_id == class_id)
    rows = (await session.execute(query)).all()
    meetings: dict[UUID, list[Meeting]] = {row[0].class_id: [] for row in rows}
    for meeting in await session.scalars(
        select(Meeting)
        .where(Meeting.district_id == district_id, Meeting.class_id.in_(list(meetings)), Meeting.cancelled.is_(False))
        .order_by(Meeting.starts_at)
    ):
        meetings[meeting.class_id].append(meeting)
    return [
        ItemClass(
            training_class, item_id, opened_as if followed is None else followed, meetings[training_class.class_id]
        )
        for training_class, item_id, opened_as, followed in rows
    ]


async def insert_class_update(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    revision: int,
    complete: bool,
    changes: list[Any],
    by: UUID,
    at: datetime,
) -> None:
    session.add(
        ClassPlanUpdate(
            district_id=district_id,
            update_id=new_id(),
            class_id=class_id,
            revision=revision,
            complete=complete,
            changes=changes,
            applied_by=by,
            applied_at=at,
        )
    )
    await session.flush()
