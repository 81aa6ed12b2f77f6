"""What is known of who was where beside the check-ins: refused scans and corrections; and whether it has changed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance.models import (
    Annulment,
    CheckIn,
    Correction,
    Leave,
    LeaveDecision,
    MakeUp,
    MakeUpDecision,
    Meeting,
    Member,
    OfflineReview,
    RefusedScan,
    TrainingClass,
)
from services.platform.ids import new_id


async def list_refused_scans(
    session: AsyncSession, *, district_id: int, meeting_id: UUID, after: UUID | None, limit: int
) -> Sequence[RefusedScan]:
    """Refused scans of a meeting in the order they came."""
    query = (
        select(RefusedScan)
        .where(RefusedScan.district_id == district_id, RefusedScan.meeting_id == meeting_id)
        .order_by(RefusedScan.refused_scan_id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(RefusedScan.refused_scan_id > after)
    return (await session.scalars(query)).all()


async def list_corrections(
    session: AsyncSession, *, district_id: int, meeting_id: UUID, after: UUID | None, limit: int
) -> Sequence[Correction]:
    """Every correction of a meeting in the order in which they were made."""
    query = (
        select(Correction)
        .where(Correction.district_id == district_id, Correction.meeting_id == meeting_id)
        .order_by(Correction.correction_id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(Correction.correction_id > after)
    return (await session.scalars(query)).all()


async def insert_correction(
    session: AsyncSession,
    *,
    district_id: int,
    meeting_id: UUID,
    teacher_id: UUID,
    presence: str | None,
    minutes: int | None,
    reason: str,
    corrected_by: UUID,
    at: datetime,
) -> Correction:
    correction = Correction(
        district_id=district_id,
        correction_id=new_id(),
        meeting_id=meeting_id,
        teacher_id=teacher_id,
        presence=presence,
        minutes=minutes,
        reason=reason,
        corrected_by=corrected_by,
        corrected_at=at,
    )
    session.add(correction)
    await session.flush()
    return correction


async def list_latest_corrections(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID]
) -> Sequence[Correction]:
    """The last correction of each teacher at each of these meetings."""
    return (
        await session.scalars(
            select(Correction)
            .where(Correction.district_id == district_id, Correction.meeting_id.in_(meeting_ids))
            .ext(distinct_on(Correction.district_id, Correction.meeting_id, Correction.teacher_id))
            .order_by(
                Correction.district_id,
                Correction.meeting_id,
                Correction.teacher_id,
                Correction.corrected_at.desc(),
                Correction.correction_id.desc(),
            )
        )
    ).all()


async def probe_meeting(session: AsyncSession, *, district_id: int, meeting_id: UUID) -> tuple[int, ...]:
    """Numbers that are others as soon as anything that a sign-in book shows has changed; all of it only ever grows."""
    of_meeting = (CheckIn, Annulment, Leave, MakeUp, Correction, OfflineReview)
    counts = [
        select(func.count())
        .select_from(table)
        .where(table.district_id == district_id, table.meeting_id == meeting_id)
        .scalar_subquery()
        for table in of_meeting
    ]
    counts += [
        select(func.count())
        .select_from(LeaveDecision)
        .join(Leave, (Leave.district_id == LeaveDecision.district_id) & (Leave.leave_id == LeaveDecision.leave_id))
        .where(Leave.district_id == district_id, Leave.meeting_id == meeting_id)
        .scalar_subquery(),
        select(func.count())
        .select_from(MakeUpDecision)
        .join(
            MakeUp,
            (MakeUp.district_id == MakeUpDecision.district_id) & (MakeUp.make_up_id == MakeUpDecision.make_up_id),
        )
        .where(MakeUp.district_id == district_id, MakeUp.meeting_id == meeting_id)
        .scalar_subquery(),
        select(func.coalesce(func.sum(Member.revision + 1), 0))
        .join(Meeting, (Meeting.district_id == Member.district_id) & (Meeting.class_id == Member.class_id))
        .where(Meeting.district_id == district_id, Meeting.meeting_id == meeting_id)
        .scalar_subquery(),
        select(TrainingClass.revision)
        .join(
            Meeting, (Meeting.district_id == TrainingClass.district_id) & (Meeting.class_id == TrainingClass.class_id)
        )
        .where(Meeting.district_id == district_id, Meeting.meeting_id == meeting_id)
        .scalar_subquery(),
    ]
    return tuple(int(number) for number in (await session.execute(select(*counts))).one())
