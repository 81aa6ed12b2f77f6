"""Raw marks and certifications."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Certification, Score


async def insert_scores(session: AsyncSession, *, district_id: int, scores: Sequence[Mapping[str, Any]]) -> None:
    if scores:
        await session.execute(insert(Score), [{"district_id": district_id, **score} for score in scores])


async def map_marks(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID]
) -> dict[UUID, dict[str, Decimal]]:
    """teacher -> component -> the newest mark."""
    rows = await session.execute(
        select(Score.teacher_id, Score.component, Score.mark)
        .where(Score.district_id == district_id, Score.class_id == class_id, Score.teacher_id.in_(list(teacher_ids)))
        .ext(distinct_on(Score.teacher_id, Score.component))
        .order_by(Score.teacher_id, Score.component, Score.score_id.desc())
    )
    marks: defaultdict[UUID, dict[str, Decimal]] = defaultdict(dict)
    for teacher_id, component, mark in rows:
        marks[teacher_id][component] = mark
    return marks


async def insert_certifications(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Sequence[UUID],
    certified_by: UUID,
    at: datetime,
) -> None:
    """Who was certified before stays as it is."""
    if teacher_ids:
        await session.execute(
            insert(Certification).on_conflict_do_nothing(),
            [
                {
                    "district_id": district_id,
                    "class_id": class_id,
                    "teacher_id": teacher_id,
                    "certified_by": certified_by,
                    "certified_at": at,
                }
                for teacher_id in teacher_ids
            ],
        )


async def list_certified(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID]
) -> frozenset[UUID]:
    return frozenset(
        await session.scalars(
            select(Certification.teacher_id).where(
                Certification.district_id == district_id,
                Certification.class_id == class_id,
                Certification.teacher_id.in_(list(teacher_ids)),
            )
        )
    )
