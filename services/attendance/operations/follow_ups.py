"""A settled class that is corrected settles again by itself, once the corrections have ended."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.models import Meeting
from services.attendance.rules import scans_end
from services.contracts import SettlementFellDue
from services.platform.outbox import publish

# Who corrects one line often corrects the next: what is said in these minutes becomes one version.
PATIENCE = timedelta(minutes=10)


async def follow_up(
    session: AsyncSession, *, district_id: int, class_ids: Collection[UUID], by: UUID | None, at: datetime
) -> None:
    """Let the settlements of classes follow what has just been said about them, where there are any.

    `by` is None where registration said it and no person of attendance.
    """
    for class_id in await queries.list_settled_classes(session, district_id=district_id, class_ids=class_ids):
        await publish(
            session,
            SettlementFellDue(district_id=district_id, class_id=class_id, corrected_by=by),
            due_at=at + PATIENCE,
        )


async def follow_up_meeting(
    session: AsyncSession, *, meeting: Meeting, teacher_ids: Collection[UUID], by: UUID | None, at: datetime
) -> None:
    """The same for the class of a meeting where the presence of these teachers has changed, and for what hangs on it:
    the classes that were missed and are made up by sitting it, and theirs that met at the same time.
    """
    made_up = await queries.list_classes_made_up(
        session, district_id=meeting.district_id, class_ids=[meeting.class_id], meeting_id=meeting.meeting_id
    )
    beside = await queries.list_classes_beside(
        session, district_id=meeting.district_id, meeting=meeting, teacher_ids=teacher_ids
    )
    await follow_up(
        session, district_id=meeting.district_id, class_ids={meeting.class_id, *made_up, *beside}, by=by, at=at
    )


async def follow_when_sat(
    session: AsyncSession, *, district_id: int, class_id: UUID, sat: Meeting, by: UUID | None, at: datetime
) -> None:
    """Let a class follow when the meeting that stands in for one of its own has taken its last scan.

    Whether the class is settled is looked at then: scans follow nothing up, however long after this they come.
    """
    due_at = scans_end([sat.out_closes_at])
    if due_at > at:
        await publish(
            session, SettlementFellDue(district_id=district_id, class_id=class_id, corrected_by=by), due_at=due_at
        )
