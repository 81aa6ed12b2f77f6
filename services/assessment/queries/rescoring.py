"""Classes that were scored anew."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Rescoring


async def insert_rescoring(session: AsyncSession, rescoring: Rescoring) -> Rescoring:
    session.add(rescoring)
    await session.flush()
    return rescoring


async def list_rescorings(session: AsyncSession, *, district_id: int, class_id: UUID) -> Sequence[Rescoring]:
    """In the order in which they were applied."""
    return (
        await session.scalars(
            select(Rescoring)
            .where(Rescoring.district_id == district_id, Rescoring.class_id == class_id)
            .order_by(Rescoring.rescoring_id)
        )
    ).all()
