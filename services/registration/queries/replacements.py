"""Seats that passed from one member to another."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.registration.models import Enrolment, Replacement


async def insert_replacement(session: AsyncSession, replacement: Replacement) -> Replacement:
    session.add(replacement)
    await session.flush()
    return replacement


async def list_replacements(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    school_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[tuple[Replacement, UUID, UUID]]:
    """(replacement, who left, who entered) of a class, in the order in which they happened."""
    leaving, entering = aliased(Enrolment), aliased(Enrolment)
    query = (
        select(Replacement, leaving.teacher_id, entering.teacher_id)
        .join(
            leaving,
            (leaving.district_id == Replacement.district_id)
            & (leaving.enrolment_id == Replacement.leaving_enrolment_id),
        )
        .join(
            entering,
            (entering.district_id == Replacement.district_id)
            & (entering.enrolment_id == Replacement.entering_enrolment_id),
        )
        .where(Replacement.district_id == district_id, Replacement.class_id == class_id)
        .order_by(Replacement.entering_enrolment_id)
        .limit(limit)
    )
    if school_id is not None:
        query = query.where(leaving.school_id == school_id)
    if after is not None:
        query = query.where(Replacement.entering_enrolment_id > after)
    return [(row[0], row[1], row[2]) for row in await session.execute(query)]
