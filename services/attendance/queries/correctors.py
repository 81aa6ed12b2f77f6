"""Who had a say in a presence beside the scans, and when last."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance.models import (
    Annulment,
    CheckIn,
    Correction,
    HandEntry,
    Leave,
    LeaveDecision,
    MakeUp,
    MakeUpDecision,
    OfflineFact,
    OfflineReview,
)
from services.attendance.rules import REGISTRATION


async def map_correctors(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID]
) -> dict[UUID, dict[UUID, datetime]]:
    """teacher -> account -> when it last changed what counts of their presence at any of these meetings.

    By a correction, an annulment, a leave or make-up that was approved, or a check-in in the teacher's name. Who
    asked for the make-up, or brought the line that another accepted, had a hand in it too.
    """
    corrections = select(Correction.teacher_id, Correction.corrected_by, Correction.corrected_at).where(
        Correction.district_id == district_id, Correction.meeting_id.in_(meeting_ids)
    )
    annulments = select(Annulment.teacher_id, Annulment.annulled_by, Annulment.annulled_at).where(
        Annulment.district_id == district_id,
        Annulment.meeting_id.in_(meeting_ids),
        Annulment.annulled_by != REGISTRATION,
    )
    leaves = (
        select(Leave.teacher_id, LeaveDecision.decided_by, LeaveDecision.decided_at)
        .join(
            LeaveDecision,
            (LeaveDecision.district_id == Leave.district_id) & (LeaveDecision.leave_id == Leave.leave_id),
        )
        .where(Leave.district_id == district_id, Leave.meeting_id.in_(meeting_ids), LeaveDecision.approved)
    )
    make_ups = (
        select(MakeUp.teacher_id, account, at)
        .join(
            MakeUpDecision,
            (MakeUpDecision.district_id == MakeUp.district_id) & (MakeUpDecision.make_up_id == MakeUp.make_up_id),
        )
        .where(MakeUp.district_id == district_id, MakeUp.meeting_id.in_(meeting_ids), MakeUpDecision.approved)
        for account, at in (
            (MakeUpDecision.decided_by, MakeUpDecision.decided_at),
            (MakeUp.requested_by, MakeUp.requested_at),
        )
    )
    by_hand = (
        select(CheckIn.teacher_id, HandEntry.entered_by, HandEntry.entered_at)
        .join(HandEntry, (HandEntry.district_id == CheckIn.district_id) & (HandEntry.entry_id == CheckIn.entry_id))
        .where(CheckIn.district_id == district_id, CheckIn.meeting_id.in_(meeting_ids))
    )
    brought = (
        select(func.coalesce(OfflineReview.teacher_id, OfflineFact.teacher_id), account, at)
        .select_from(OfflineFact)
        .outerjoin(
            OfflineReview,
            (OfflineReview.district_id == OfflineFact.district_id)
            & (OfflineReview.meeting_id == OfflineFact.meeting_id)
            & (OfflineReview.client_id == OfflineFact.client_id),
        )
        .where(
            OfflineFact.district_id == district_id,
            OfflineFact.meeting_id.in_(meeting_ids),
            or_(OfflineFact.outcome == "RECORDED", OfflineReview.accepted),
            account.is_not(None),
        )
        for account, at in (
            (OfflineFact.uploaded_by, OfflineFact.uploaded_at),
            (OfflineReview.reviewed_by, OfflineReview.reviewed_at),
        )
    )
    teacher_id, account_id, said_at = (
        union_all(corrections, annulments, leaves, *make_ups, by_hand, *brought).subquery().c
    )
    rows = await session.execute(select(teacher_id, account_id, func.max(said_at)).group_by(teacher_id, account_id))
    found: dict[UUID, dict[UUID, datetime]] = {}
    for teacher, account, last in rows:
        found.setdefault(teacher, {})[account] = last
    return found
