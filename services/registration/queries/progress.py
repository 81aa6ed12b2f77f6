"""How far plans have come: their classes with seats, members and hours."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.registration.models import Enrolment, Meeting, Participation, PlanItemClass, Program, TrainingClass
from services.registration.rules import EXCELLENT, ClassProgress, Turnout


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
            TrainingClass.title,
            TrainingClass.unplanned_reason,
            TrainingClass.created_by,
            TrainingClass.created_at,
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


async def sum_turnout(session: AsyncSession, *, district_id: int, plan_id: UUID) -> Turnout:
    """How far the members of a plan's classes came; who left, and who was in a cancelled class, is not counted."""
    attended, passed = Participation.attended.is_(True), Participation.passed.is_(True)
    counts = (
        and_(Participation.settled_revision.is_not(None), Participation.excused.is_not(True)),
        attended,
        Participation.passed.is_not(None),
        passed,
        and_(passed, attended),
        and_(passed, Participation.grade == EXCELLENT),
    )
    row = (
        await session.execute(
            select(*(func.count().filter(count) for count in counts))
            .select_from(Participation)
            .join(
                Enrolment,
                (Enrolment.district_id == Participation.district_id)
                & (Enrolment.class_id == Participation.class_id)
                & (Enrolment.teacher_id == Participation.teacher_id)
                & (Enrolment.status == "CONFIRMED"),
            )
            .join(
                TrainingClass,
                (TrainingClass.district_id == Participation.district_id)
                & (TrainingClass.class_id == Participation.class_id),
            )
            .join(
                Program,
                (Program.district_id == TrainingClass.district_id) & (Program.program_id == TrainingClass.program_id),
            )
            .where(
                Participation.district_id == district_id,
                Program.plan_id == plan_id,
                TrainingClass.status != "CANCELLED",
            )
        )
    ).one()
    return Turnout(*(int(one) for one in row))


async def upsert_participations(
    session: AsyncSession, *, source: Literal["settled", "outcome"], rows: Sequence[dict[str, Any]]
) -> None:
    """Keep what one source said of members, where it is newer than what that source said before."""
    if not rows:
        return
    revision = Participation.settled_revision if source == "settled" else Participation.outcome_revision
    row = insert(Participation)
    told = [name for name in rows[0] if name not in {"district_id", "class_id", "teacher_id"}]
    await session.execute(
        row.on_conflict_do_update(
            index_elements=["district_id", "class_id", "teacher_id"],
            set_={name: row.excluded[name] for name in told},
            where=or_(revision.is_(None), revision < row.excluded[revision.key]),
        ),
        rows,
    )
