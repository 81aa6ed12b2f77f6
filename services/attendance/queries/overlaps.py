"""Meetings of other classes at the same time, and whom they share with a class."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.attendance.models import CheckIn, Correction, Meeting, Member, OfflineReview, TrainingClass

# Meetings that begin earlier than this before another one are over by then; it keeps the look-up on the index.
LONGEST_MEETING = timedelta(hours=24)


async def list_meetings_beside(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Collection[UUID]
) -> Sequence[Meeting]:
    """Meetings of other classes during those of this one at which something is known of one of these teachers."""
    mine = aliased(Meeting)
    beside = (
        await session.scalars(
            select(Meeting)
            .distinct()
            .select_from(mine)
            .join(
                Meeting,
                (Meeting.district_id == mine.district_id)
                & (Meeting.class_id != mine.class_id)
                & Meeting.starts_at.between(mine.starts_at - LONGEST_MEETING, mine.ends_at)
                & (Meeting.ends_at > mine.starts_at)
                & (Meeting.starts_at < mine.ends_at),
            )
            .join(
                TrainingClass,
                (TrainingClass.district_id == Meeting.district_id) & (TrainingClass.class_id == Meeting.class_id),
            )
            .where(
                mine.district_id == district_id,
                mine.class_id == class_id,
                mine.cancelled.is_(False),
                Meeting.cancelled.is_(False),
                TrainingClass.cancelled.is_(False),
            )
        )
    ).all()
    if not beside:
        return []
    known = {
        row.meeting_id
        for row in await session.execute(
            union(
                *(
                    select(table.meeting_id).where(
                        table.district_id == district_id,
                        table.meeting_id.in_([meeting.meeting_id for meeting in beside]),
                        table.teacher_id.in_(teacher_ids),
                    )
                    for table in (CheckIn, OfflineReview, Correction)
                )
            )
        )
    }
    return [meeting for meeting in beside if meeting.meeting_id in known]


async def list_classes_beside(
    session: AsyncSession, *, district_id: int, meeting: Meeting, teacher_ids: Collection[UUID]
) -> Sequence[UUID]:
    """Other classes of these teachers that meet during a meeting and begin no earlier: their minutes hang on it."""
    return (
        await session.scalars(
            select(Meeting.class_id)
            .distinct()
            .join(Member, (Member.district_id == Meeting.district_id) & (Member.class_id == Meeting.class_id))
            .where(
                Meeting.district_id == district_id,
                Meeting.class_id != meeting.class_id,
                Meeting.starts_at >= meeting.starts_at,
                Meeting.starts_at < meeting.ends_at,
                Meeting.cancelled.is_(False),
                Member.active,
                Member.teacher_id.in_(teacher_ids),
            )
        )
    ).all()


async def list_classes_sharing(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID]
) -> Sequence[UUID]:
    """The same for several meetings of a class, and whoever has been in that class."""
    mine, been_in = aliased(Meeting), aliased(Member)
    return (
        await session.scalars(
            select(Meeting.class_id)
            .distinct()
            .select_from(mine)
            .join(
                Meeting,
                (Meeting.district_id == mine.district_id)
                & (Meeting.class_id != mine.class_id)
                & (Meeting.starts_at >= mine.starts_at)
                & (Meeting.starts_at < mine.ends_at),
            )
            .join(Member, (Member.district_id == Meeting.district_id) & (Member.class_id == Meeting.class_id))
            .join(
                been_in,
                (been_in.district_id == mine.district_id)
                & (been_in.class_id == mine.class_id)
                & (been_in.teacher_id == Member.teacher_id),
            )
            .where(
                mine.district_id == district_id,
                mine.meeting_id.in_(meeting_ids),
                Meeting.cancelled.is_(False),
                Member.active,
            )
        )
    ).all()
