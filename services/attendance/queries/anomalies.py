"""What oddities are looked for in, and what people made of them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.attendance.models import (
    Annulment,
    AnomalyDecision,
    CheckIn,
    HeadCount,
    Meeting,
    Member,
    RollCall,
    TrainingClass,
)
from services.attendance.queries.check_ins import annulled
from services.attendance.queries.overlaps import LONGEST_MEETING
from services.platform.ids import new_id


async def insert_head_count(
    session: AsyncSession,
    *,
    district_id: int,
    meeting_id: UUID,
    counted: int,
    counted_at: datetime,
    note: str | None,
    counted_by: UUID,
    at: datetime,
) -> HeadCount:
    head_count = HeadCount(
        district_id=district_id,
        head_count_id=new_id(),
        meeting_id=meeting_id,
        counted=counted,
        counted_at=counted_at,
        note=note,
        counted_by=counted_by,
        entered_at=at,
    )
    session.add(head_count)
    await session.flush()
    return head_count


async def list_head_counts(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID]
) -> Sequence[HeadCount]:
    return (
        await session.scalars(
            select(HeadCount)
            .where(HeadCount.district_id == district_id, HeadCount.meeting_id.in_(meeting_ids))
            .order_by(HeadCount.counted_at, HeadCount.head_count_id)
        )
    ).all()


async def list_rolls_of(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID]
) -> Sequence[RollCall]:
    """The roll calls of these meetings in their order."""
    return (
        await session.scalars(
            select(RollCall)
            .where(RollCall.district_id == district_id, RollCall.meeting_id.in_(meeting_ids))
            .order_by(RollCall.meeting_id, RollCall.roll)
        )
    ).all()


async def list_meetings_between(
    session: AsyncSession, *, district_id: int, school_id: UUID | None, first: datetime, last: datetime, limit: int
) -> Sequence[Meeting]:
    """The meetings that begin in a time, of one school's classes only where a school is named."""
    query = (
        select(Meeting)
        .join(
            TrainingClass,
            (TrainingClass.district_id == Meeting.district_id) & (TrainingClass.class_id == Meeting.class_id),
        )
        .where(
            Meeting.district_id == district_id,
            Meeting.starts_at >= first,
            Meeting.starts_at < last,
            Meeting.cancelled.is_(False),
            TrainingClass.cancelled.is_(False),
        )
        .order_by(Meeting.starts_at, Meeting.meeting_id)
        .limit(limit)
    )
    if school_id is not None:
        query = query.where(TrainingClass.school_id == school_id)
    return (await session.scalars(query)).all()


async def map_members_of(
    session: AsyncSession, *, district_id: int, class_ids: Collection[UUID]
) -> dict[UUID, set[UUID]]:
    """class -> who holds a place in it."""
    found: dict[UUID, set[UUID]] = {class_id: set() for class_id in class_ids}
    rows = await session.execute(
        select(Member.class_id, Member.teacher_id).where(
            Member.district_id == district_id, Member.class_id.in_(class_ids), Member.active
        )
    )
    for class_id, teacher_id in rows:
        found[class_id].add(teacher_id)
    return found


async def list_scans_elsewhere(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Collection[UUID],
    margin: timedelta,
) -> list[tuple[CheckIn, Meeting]]:
    """Check-ins of these teachers at meetings of other classes that take place within so long of one of this one's."""
    mine = aliased(Meeting)
    rows = await session.execute(
        select(CheckIn, Meeting)
        .distinct()
        .select_from(mine)
        .join(
            Meeting,
            (Meeting.district_id == mine.district_id)
            & (Meeting.class_id != mine.class_id)
            & Meeting.starts_at.between(mine.starts_at - LONGEST_MEETING - margin, mine.ends_at + margin)
            & (Meeting.ends_at >= mine.starts_at - margin),
        )
        .join(
            TrainingClass,
            (TrainingClass.district_id == Meeting.district_id) & (TrainingClass.class_id == Meeting.class_id),
        )
        .join(CheckIn, (CheckIn.district_id == Meeting.district_id) & (CheckIn.meeting_id == Meeting.meeting_id))
        .outerjoin(Annulment, annulled())
        .where(
            mine.district_id == district_id,
            mine.class_id == class_id,
            mine.cancelled.is_(False),
            Meeting.cancelled.is_(False),
            TrainingClass.cancelled.is_(False),
            CheckIn.teacher_id.in_(teacher_ids),
            Annulment.check_in_id.is_(None),
        )
    )
    return [(row[0], row[1]) for row in rows]


async def insert_anomaly_decision(
    session: AsyncSession, *, district_id: int, at: datetime, **said: Any
) -> AnomalyDecision:
    decision = AnomalyDecision(district_id=district_id, decision_id=new_id(), decided_at=at, **said)
    session.add(decision)
    await session.flush()
    return decision


async def map_anomaly_decisions(
    session: AsyncSession, *, district_id: int, class_ids: Collection[UUID]
) -> dict[UUID, AnomalyDecision]:
    """anomaly_id -> the last decision on it."""
    rows = await session.scalars(
        select(AnomalyDecision)
        .where(AnomalyDecision.district_id == district_id, AnomalyDecision.class_id.in_(class_ids))
        .ext(distinct_on(AnomalyDecision.district_id, AnomalyDecision.class_id, AnomalyDecision.anomaly_id))
        .order_by(
            AnomalyDecision.district_id,
            AnomalyDecision.class_id,
            AnomalyDecision.anomaly_id,
            AnomalyDecision.decision_id.desc(),
        )
    )
    return {one.anomaly_id: one for one in rows}
