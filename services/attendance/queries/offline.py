"""Bundles that devices took along, the facts they brought back, and what was made of those."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance.models import OfflineBundle, OfflineFact, OfflineReview
from services.attendance.rules import MOST_SKEW


async def insert_bundle(
    session: AsyncSession,
    *,
    district_id: int,
    bundle_id: UUID,
    meeting_id: UUID,
    issued_to: UUID,
    at: datetime,
    uploads_until: datetime,
) -> bool:
    """False when it was issued before."""
    inserted = await session.scalar(
        insert(OfflineBundle)
        .values(
            district_id=district_id,
            bundle_id=bundle_id,
            meeting_id=meeting_id,
            issued_to=issued_to,
            issued_at=at,
            uploads_until=uploads_until,
        )
        .on_conflict_do_nothing()
        .returning(OfflineBundle.bundle_id)
    )
    return inserted is not None


async def find_bundle(session: AsyncSession, *, district_id: int, bundle_id: UUID) -> OfflineBundle | None:
    return await session.get(OfflineBundle, (district_id, bundle_id))


async def insert_facts(session: AsyncSession, *, district_id: int, facts: Sequence[Mapping[str, Any]]) -> set[UUID]:
    """Keep what is new by the id its device gave it; return those ids. The same rows twice wait for each other."""
    if not facts:
        return set()
    return set(
        (
            await session.scalars(
                insert(OfflineFact)
                .values([{"district_id": district_id, **fact} for fact in facts])
                .on_conflict_do_nothing()
                .returning(OfflineFact.client_id)
            )
        ).all()
    )


async def map_facts(
    session: AsyncSession, *, district_id: int, meeting_id: UUID, client_ids: Collection[UUID]
) -> dict[UUID, OfflineFact]:
    """client_id -> the fact that a device brought under it."""
    rows = await session.scalars(
        select(OfflineFact).where(
            OfflineFact.district_id == district_id,
            OfflineFact.meeting_id == meeting_id,
            OfflineFact.client_id.in_(client_ids),
        )
    )
    return {one.client_id: one for one in rows}


async def list_facts(
    session: AsyncSession,
    *,
    district_id: int,
    meeting_id: UUID,
    only_open: bool,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[tuple[OfflineFact, OfflineReview | None]]:
    """The facts that devices brought to a meeting, in the order of their times, with what was made of them."""
    order = OfflineFact.occurred_at, OfflineFact.client_id
    query = (
        select(OfflineFact, OfflineReview)
        .outerjoin(
            OfflineReview,
            (OfflineReview.district_id == OfflineFact.district_id)
            & (OfflineReview.meeting_id == OfflineFact.meeting_id)
            & (OfflineReview.client_id == OfflineFact.client_id),
        )
        .where(OfflineFact.district_id == district_id, OfflineFact.meeting_id == meeting_id)
        .order_by(*order)
        .limit(limit)
    )
    if only_open:
        query = query.where(OfflineFact.outcome == "NEEDS_REVIEW", OfflineReview.client_id.is_(None))
    if after is not None:
        query = query.where(tuple_(*order) > after)
    return [(row[0], row[1]) for row in await session.execute(query)]


async def insert_offline_review(
    session: AsyncSession,
    *,
    fact: OfflineFact,
    accepted: bool,
    teacher_id: UUID | None,
    reason: str,
    reviewed_by: UUID,
    at: datetime,
) -> OfflineReview | None:
    """None when the fact is reviewed already."""
    return (
        await session.scalars(
            insert(OfflineReview)
            .values(
                district_id=fact.district_id,
                meeting_id=fact.meeting_id,
                client_id=fact.client_id,
                accepted=accepted,
                teacher_id=teacher_id,
                reason=reason,
                reviewed_by=reviewed_by,
                reviewed_at=at,
            )
            .on_conflict_do_nothing()
            .returning(OfflineReview)
        )
    ).one_or_none()


async def get_offline_review(
    session: AsyncSession, *, district_id: int, meeting_id: UUID, client_id: UUID
) -> OfflineReview:
    return (
        await session.scalars(
            select(OfflineReview).filter_by(district_id=district_id, meeting_id=meeting_id, client_id=client_id)
        )
    ).one()


async def list_accepted_facts(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID]
) -> list[tuple[UUID, UUID, str, datetime, str]]:
    """(meeting, teacher, phase, time, grade) of the facts that count because a person accepted them.

    What a clock told that stood off, as it said itself when it sent, counts at the time that ours would have told.
    """
    skew = OfflineFact.device_at - OfflineFact.uploaded_at
    counts_at = case(
        (or_(skew > MOST_SKEW, skew < -MOST_SKEW), OfflineFact.occurred_at - skew), else_=OfflineFact.occurred_at
    )
    rows = await session.execute(
        select(OfflineFact.meeting_id, OfflineReview.teacher_id, OfflineFact.phase, counts_at, OfflineFact.grade)
        .join(
            OfflineReview,
            (OfflineReview.district_id == OfflineFact.district_id)
            & (OfflineReview.meeting_id == OfflineFact.meeting_id)
            & (OfflineReview.client_id == OfflineFact.client_id),
        )
        .where(
            OfflineReview.district_id == district_id,
            OfflineReview.meeting_id.in_(meeting_ids),
            OfflineReview.accepted,
        )
    )
    # A check constraint says that an accepted fact names its teacher.
    return [
        (meeting_id, teacher_id, phase, at, grade) for meeting_id, teacher_id, phase, at, grade in rows if teacher_id
    ]
