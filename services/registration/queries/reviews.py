"""Decisions about applications, and which applications await one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.registration.models import ApplicationReview, Enrolment, TrainingClass


@dataclass(frozen=True, slots=True)
class PendingApplication:
    """An application that awaits a review, and the class it is for."""

    enrolment: Enrolment
    class_title: str


async def map_applicants(
    session: AsyncSession, *, district_id: int, class_id: UUID, enrolment_ids: Iterable[UUID]
) -> dict[UUID, UUID]:
    """enrolment_id -> teacher_id of those that belong to the class."""
    rows = await session.execute(
        select(Enrolment.enrolment_id, Enrolment.teacher_id).where(
            Enrolment.district_id == district_id,
            Enrolment.class_id == class_id,
            Enrolment.enrolment_id.in_(list(enrolment_ids)),
        )
    )
    return {row.enrolment_id: row.teacher_id for row in rows}


async def insert_reviews(session: AsyncSession, reviews: Sequence[ApplicationReview]) -> None:
    session.add_all(reviews)
    await session.flush()


async def map_reviews(
    session: AsyncSession, *, district_id: int, enrolment_ids: Iterable[UUID]
) -> dict[UUID, list[ApplicationReview]]:
    """enrolment_id -> everything that was decided about it, in order."""
    found: dict[UUID, list[ApplicationReview]] = {}
    for row in await session.scalars(
        select(ApplicationReview)
        .where(ApplicationReview.district_id == district_id, ApplicationReview.enrolment_id.in_(list(enrolment_ids)))
        .order_by(ApplicationReview.enrolment_id, ApplicationReview.step)
    ):
        found.setdefault(row.enrolment_id, []).append(row)
    return found


async def list_pending(
    session: AsyncSession,
    *,
    district_id: int,
    stage: str,
    school_id: UUID | None,
    led_by: UUID | None,
    class_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[PendingApplication]:
    """What awaits a review of a stage: of a school's people or its classes, of the classes somebody leads, or all."""
    query = (
        select(Enrolment, TrainingClass.title)
        .join(
            TrainingClass,
            (TrainingClass.district_id == Enrolment.district_id) & (TrainingClass.class_id == Enrolment.class_id),
        )
        .where(
            Enrolment.district_id == district_id,
            Enrolment.status == "PENDING",
            Enrolment.review == stage,
            TrainingClass.status == "SCHEDULED",
        )
        .order_by(Enrolment.enrolment_id)
        .limit(limit)
    )
    if school_id is not None:
        query = query.where((Enrolment if stage == "SCHOOL" else TrainingClass).school_id == school_id)
    if led_by is not None:
        query = query.where(literal(led_by) == func.any(TrainingClass.leader_ids))
    if class_id is not None:
        query = query.where(Enrolment.class_id == class_id)
    if after is not None:
        query = query.where(Enrolment.enrolment_id > after)
    return [PendingApplication(*row) for row in await session.execute(query)]
