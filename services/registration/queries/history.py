"""The training history as the ledger posted it, and the overrides kept with enrolments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.registration.models import EligibilityOverride, Enrolment, TrainingClass, TrainingHistory


@dataclass(frozen=True, slots=True)
class Overridden:
    """Somebody who was let in although a clause barred him, and into which class."""

    enrolment: Enrolment
    class_title: str


async def insert_history(session: AsyncSession, *, district_id: int, entries: Sequence[Mapping[str, Any]]) -> None:
    """Entries never change: what is known already stays as it is."""
    if entries:
        await session.execute(
            insert(TrainingHistory).on_conflict_do_nothing(),
            [{"district_id": district_id, **entry} for entry in entries],
        )


async def list_history(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> Sequence[TrainingHistory]:
    """What these teachers have earned and nothing has taken back, in the order of the book."""
    wanted = bindparam("teacher_ids", list(teacher_ids), ARRAY(Uuid))
    reversal = aliased(TrainingHistory)
    taken_back = exists().where(
        reversal.district_id == TrainingHistory.district_id,
        reversal.teacher_id == TrainingHistory.teacher_id,
        reversal.reverses == TrainingHistory.entry_id,
    )
    return (
        await session.scalars(
            select(TrainingHistory)
            .where(
                TrainingHistory.district_id == district_id,
                TrainingHistory.teacher_id == func.any(wanted),
                TrainingHistory.reverses.is_(None),
                ~taken_back,
            )
            .order_by(TrainingHistory.seq)
        )
    ).all()


async def insert_overrides(session: AsyncSession, overrides: Sequence[EligibilityOverride]) -> None:
    session.add_all(overrides)
    await session.flush()


async def map_overrides(
    session: AsyncSession, *, district_id: int, enrolment_ids: Iterable[UUID]
) -> dict[UUID, list[EligibilityOverride]]:
    """enrolment_id -> what was overridden to let it be."""
    found: dict[UUID, list[EligibilityOverride]] = {}
    for override in await session.scalars(
        select(EligibilityOverride)
        .where(
            EligibilityOverride.district_id == district_id,
            EligibilityOverride.enrolment_id.in_(list(enrolment_ids)),
        )
        .order_by(EligibilityOverride.clause_id, EligibilityOverride.bar)
    ):
        found.setdefault(override.enrolment_id, []).append(override)
    return found


async def list_overridden(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID | None,
    school_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Overridden]:
    """Whose enrolments something was set aside for, in the order in which they were entered."""
    set_aside = exists().where(
        EligibilityOverride.district_id == Enrolment.district_id,
        EligibilityOverride.enrolment_id == Enrolment.enrolment_id,
    )
    query = (
        select(Enrolment, TrainingClass.title)
        .join(
            TrainingClass,
            (TrainingClass.district_id == Enrolment.district_id) & (TrainingClass.class_id == Enrolment.class_id),
        )
        .where(Enrolment.district_id == district_id, set_aside)
        .order_by(Enrolment.enrolment_id)
        .limit(limit)
    )
    if class_id is not None:
        query = query.where(Enrolment.class_id == class_id)
    if school_id is not None:
        query = query.where(Enrolment.school_id == school_id)
    if after is not None:
        query = query.where(Enrolment.enrolment_id > after)
    return [Overridden(*row) for row in await session.execute(query)]
