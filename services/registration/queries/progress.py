"""How far plans have come: their classes with seats, members and hours."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registration.models import Enrolment, Meeting, PlanItemClass, Program, TrainingClass
from services.registration.rules import ClassProgress


async def list_class_progress(
    session: AsyncSession, *, district_id: int, plan_id: UUID, at: datetime
) -> Sequence[ClassProgress]:
    """The classes of a plan that were not cancelled; hours are held when their meeting has ended."""
    confirmed = (
        select(func.count())
        .select_from(Enrolment)
        .where(
            Enrolment.district_id == TrainingClass.district_id,
            Enrolment.class_id == TrainingClass.class_id,
            Enrolment.status == "CONFIRMED",
        )
    )
    hours = select(func.coalesce(func.sum(Meeting.hours), Decimal(0))).where(
        Meeting.district_id == TrainingClass.district_id,
        Meeting.class_id == TrainingClass.class_id,
        Meeting.cancelled.is_(False),
    )
    rows = await session.execute(
        select(
            TrainingClass.class_id,
            TrainingClass.program_id,
            PlanItemClass.item_id,
            TrainingClass.capacity,
            confirmed.correlate(TrainingClass).scalar_subquery(),
            hours.correlate(TrainingClass).scalar_subquery(),
            hours.where(Meeting.ends_at <= at).correlate(TrainingClass).scalar_subquery(),
        )
        .join(
            Program,
            (Program.district_id == TrainingClass.district_id) & (Program.program_id == TrainingClass.program_id),
        )
        .outerjoin(
            PlanItemClass,
            (PlanItemClass.district_id == TrainingClass.district_id)
            & (PlanItemClass.class_id == TrainingClass.class_id),
        )
        .where(
            TrainingClass.district_id == district_id,
            Program.plan_id == plan_id,
            TrainingClass.status != "CANCELLED",
        )
        .order_by(TrainingClass.class_id)
    )
    return [ClassProgress(*row) for row in rows]


async def list_trained(session: AsyncSession, *, district_id: int, plan_id: UUID) -> Sequence[UUID]:
    """Distinct teachers with a confirmed place in a class of a plan that was not cancelled."""
    rows = await session.scalars(
        select(Enrolment.teacher_id)
        .join(
            TrainingClass,
            (TrainingClass.district_id == Enrolment.district_id) & (TrainingClass.class_id == Enrolment.class_id),
        )
        .join(
            Program,
            (Program.district_id == TrainingClass.district_id) & (Program.program_id == TrainingClass.program_id),
        )
        .where(
            Enrolment.district_id == district_id,
            Program.plan_id == plan_id,
            TrainingClass.status != "CANCELLED",
            Enrolment.status == "CONFIRMED",
        )
        .distinct()
    )
    return rows.all()


async def list_plan_classes(session: AsyncSession, *, district_id: int, plan_id: UUID) -> Sequence[TrainingClass]:
    """Every class of a plan's programs, in the order in which they were opened."""
    return (
        await session.scalars(
            select(TrainingClass)
            .join(
                Program,
                (Program.district_id == TrainingClass.district_id) & (Program.program_id == TrainingClass.program_id),
            )
            .where(TrainingClass.district_id == district_id, Program.plan_id == plan_id)
            .order_by(TrainingClass.class_id)
        )
    ).all()
