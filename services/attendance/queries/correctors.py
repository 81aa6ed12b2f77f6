"""Who had a say in a presence beside the scans."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select, union
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
from services.attendance.queries.check_ins import annulled
from services.attendance.rules import REGISTRATION, Phase
from services.platform.database import any_of


async def map_correctors(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID], since: datetime
) -> dict[UUID, set[UUID]]:
    """teacher -> accounts that since then changed what counts of their presence at any of these meetings.

    By a correction, an annulment, a leave or make-up that was approved, or a check-in in the teacher's name that
    stands. Who asked for the make-up, or brought the line that another accepted, had a hand in it too, from then on.
    """
    here = any_of(meeting_ids)
    corrections = select(Correction.teacher_id, Correction.corrected_by).where(
        Correction.district_id == district_id, Correction.meeting_id == here, Correction.corrected_at >= since
    )
    annulments = select(Annulment.teacher_id, Annulment.annulled_by).where(
        Annulment.district_id == district_id,
        Annulment.meeting_id == here,
        Annulment.annulled_by != REGISTRATION,
        Annulment.annulled_at >= since,
    )
    leaves = (
        select(Leave.teacher_id, LeaveDecision.decided_by)
        .join(
            LeaveDecision,
            (LeaveDecision.district_id == Leave.district_id) & (LeaveDecision.leave_id == Leave.leave_id),
        )
        .where(
            Leave.district_id == district_id,
            Leave.meeting_id == here,
            LeaveDecision.approved,
            LeaveDecision.decided_at >= since,
        )
    )
    make_ups = (
        select(MakeUp.teacher_id, account)
        .join(
            MakeUpDecision,
            (MakeUpDecision.district_id == MakeUp.district_id) & (MakeUpDecision.make_up_id == MakeUp.make_up_id),
        )
        .where(
            MakeUp.district_id == district_id,
            MakeUp.meeting_id == here,
            MakeUpDecision.approved,
            MakeUpDecision.decided_at >= since,
        )
        for account in (MakeUpDecision.decided_by, MakeUp.requested_by)
    )
    # Settling looks at no answer to a roll call.
    by_hand = (
        select(CheckIn.teacher_id, HandEntry.entered_by)
        .join(HandEntry, (HandEntry.district_id == CheckIn.district_id) & (HandEntry.entry_id == CheckIn.entry_id))
        .outerjoin(Annulment, annulled())
        .where(
            CheckIn.district_id == district_id,
            CheckIn.meeting_id == here,
            CheckIn.phase != Phase.ROLL,
            Annulment.check_in_id.is_(None),
            HandEntry.entered_at >= since,
        )
    )
    brought = (
        select(func.coalesce(OfflineReview.teacher_id, OfflineFact.teacher_id), account)
        .select_from(OfflineFact)
        .outerjoin(
            OfflineReview,
            (OfflineReview.district_id == OfflineFact.district_id)
            & (OfflineReview.meeting_id == OfflineFact.meeting_id)
            & (OfflineReview.client_id == OfflineFact.client_id),
        )
        .where(
            OfflineFact.district_id == district_id,
            OfflineFact.meeting_id == here,
            or_(OfflineFact.outcome == "RECORDED", OfflineReview.accepted),
            account.is_not(None),
            func.coalesce(OfflineReview.reviewed_at, OfflineFact.uploaded_at) >= since,
        )
        for account in (OfflineFact.uploaded_by, OfflineReview.reviewed_by)
    )
    found: dict[UUID, set[UUID]] = {}
    for teacher_id, account_id in await session.execute(
        union(corrections, annulments, leaves, *make_ups, by_hand, *brought)
    ):
        found.setdefault(teacher_id, set()).add(account_id)
    return found
