"""What was released to members, act by act."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import ReleaseAct


async def insert_release_acts(session: AsyncSession, *, district_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        await session.execute(insert(ReleaseAct), [{"district_id": district_id, **row} for row in rows])


async def map_releases(session: AsyncSession, *, district_id: int, class_id: UUID) -> dict[str | None, ReleaseAct]:
    """component (None: the result) -> its newest act, where that did not take it back."""
    acts = await session.scalars(
        select(ReleaseAct)
        .where(ReleaseAct.district_id == district_id, ReleaseAct.class_id == class_id)
        .ext(distinct_on(ReleaseAct.component))
        .order_by(ReleaseAct.component, ReleaseAct.act_id.desc())
    )
    return {act.component: act for act in acts if not act.withdrawn}


async def list_release_acts(
    session: AsyncSession, *, district_id: int, class_id: UUID, after: UUID | None, limit: int
) -> Sequence[ReleaseAct]:
    """In the order of the acts."""
    query = select(ReleaseAct).where(ReleaseAct.district_id == district_id, ReleaseAct.class_id == class_id)
    if after is not None:
        query = query.where(ReleaseAct.act_id > after)
    return (await session.scalars(query.order_by(ReleaseAct.act_id).limit(limit))).all()
