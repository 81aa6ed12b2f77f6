"""What is known of who was where: check-ins, refused scans, leaves, corrections."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
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
from services.platform.errors import NotFound
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


async def insert_leave(
    session: AsyncSession,
    *,
    district_id: int,
    meeting_id: UUID,
    teacher_id: UUID,
    kind: str | None,
    reason: str,
    evidence: str | None,
    at: datetime,
) -> Leave | None:
    """None when the teacher has asked for leave from this meeting before."""
    return (
        await session.scalars(
            insert(Leave)
            .values(
                district_id=district_id,
                leave_id=new_id(),
                meeting_id=meeting_id,
                teacher_id=teacher_id,
                kind=kind,
                reason=reason,
                evidence=evidence,
                requested_at=at,
            )
            .on_conflict_do_nothing()
            .returning(Leave)
        )
    ).one_or_none()


async def get_leave_of(session: AsyncSession, *, district_id: int, meeting_id: UUID, teacher_id: UUID) -> Leave:
    return (
        await session.scalars(
            select(Leave).filter_by(district_id=district_id, meeting_id=meeting_id, teacher_id=teacher_id)
        )
    ).one()


async def get_leave(session: AsyncSession, *, district_id: int, leave_id: UUID) -> Leave:
    """The leave, or NotFound."""
    found = await session.get(Leave, (district_id, leave_id))
    if found is None:
        raise NotFound
    return found


async def insert_leave_decision(
    session: AsyncSession,
    *,
    district_id: int,
    leave_id: UUID,
    approved: bool,
    reason: str,
    decided_by: UUID,
    at: datetime,
) -> LeaveDecision | None:
    """None when the leave is decided already."""
    return (
        await session.scalars(
            insert(LeaveDecision)
            .values(
                district_id=district_id,
                leave_id=leave_id,
                approved=approved,
                reason=reason,
                decided_by=decided_by,
                decided_at=at,
            )
            .on_conflict_do_nothing()
            .returning(LeaveDecision)
        )
    ).one_or_none()


async def get_leave_decision(session: AsyncSession, *, district_id: int, leave_id: UUID) -> LeaveDecision:
    return (await session.scalars(select(LeaveDecision).filter_by(district_id=district_id, leave_id=leave_id))).one()


async def list_leaves(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID]
) -> Sequence[tuple[Leave, LeaveDecision | None]]:
    """Leaves from these meetings, each with its decision where one was made."""
    rows = await session.execute(
        select(Leave, LeaveDecision)
        .outerjoin(
            LeaveDecision,
            (LeaveDecision.district_id == Leave.district_id) & (LeaveDecision.leave_id == Leave.leave_id),
        )
        .where(Leave.district_id == district_id, Leave.meeting_id.in_(meeting_ids))
    )
    return [(row[0], row[1]) for row in rows]


async def list_leaves_of_class(
    session: AsyncSession, *, district_id: int, class_id: UUID, only_open: bool
) -> Sequence[tuple[Leave, LeaveDecision | None]]:
    """Leaves from the meetings of a class in the order in which they were asked for."""
    query = (
        select(Leave, LeaveDecision)
        .join(Meeting, (Meeting.district_id == Leave.district_id) & (Meeting.meeting_id == Leave.meeting_id))
        .outerjoin(
            LeaveDecision,
            (LeaveDecision.district_id == Leave.district_id) & (LeaveDecision.leave_id == Leave.leave_id),
        )
        .where(Leave.district_id == district_id, Meeting.class_id == class_id)
        .order_by(Leave.leave_id)
    )
    if only_open:
        query = query.where(LeaveDecision.leave_id.is_(None))
    return [(row[0], row[1]) for row in await session.execute(query)]


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
