"""Leaves from meetings, what was decided on them, and who is to decide."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance.models import Leave, LeaveDecision, Meeting, Member, TrainingClass
from services.platform.errors import NotFound
from services.platform.ids import new_id


@dataclass(frozen=True, slots=True)
class SeenBy:
    """An account: what it leads, what is its person's own, and what its school runs or whom it sent."""

    account_id: UUID
    person_id: UUID | None
    school_id: UUID | None


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
    decided_for: str,
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
                decided_for=decided_for,
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


async def page_leaves(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID | None = None,
    teacher_id: UUID | None = None,
    of_school: UUID | None = None,
    seen_by: SeenBy | None = None,
    only_open: bool,
    after: UUID | None,
    limit: int,
) -> Sequence[tuple[Leave, LeaveDecision | None, Meeting, TrainingClass]]:
    """Leaves in the order in which they were asked for, each with its decision, meeting and class.

    Those of a class, of a teacher, of the members whom a school sent, or those that an account sees.
    """
    query = (
        select(Leave, LeaveDecision, Meeting, TrainingClass)
        .join(Meeting, (Meeting.district_id == Leave.district_id) & (Meeting.meeting_id == Leave.meeting_id))
        .join(
            TrainingClass,
            (TrainingClass.district_id == Meeting.district_id) & (TrainingClass.class_id == Meeting.class_id),
        )
        .outerjoin(
            LeaveDecision,
            (LeaveDecision.district_id == Leave.district_id) & (LeaveDecision.leave_id == Leave.leave_id),
        )
        .where(Leave.district_id == district_id)
        .order_by(Leave.leave_id)
        .limit(limit)
    )
    if class_id is not None:
        query = query.where(Meeting.class_id == class_id)
    if teacher_id is not None:
        query = query.where(Leave.teacher_id == teacher_id)
    if of_school is not None:
        query = query.where(_sent_by(of_school))
    if seen_by is not None:
        seen = [TrainingClass.leader_ids.contains([seen_by.account_id])]
        if seen_by.person_id is not None:
            seen.append(Leave.teacher_id == seen_by.person_id)
        if seen_by.school_id is not None:
            seen += [TrainingClass.school_id == seen_by.school_id, _sent_by(seen_by.school_id)]
        query = query.where(or_(*seen))
    if only_open:
        query = query.where(LeaveDecision.leave_id.is_(None))
    if after is not None:
        query = query.where(Leave.leave_id > after)
    return [(row[0], row[1], row[2], row[3]) for row in await session.execute(query)]


def _sent_by(school_id: UUID) -> ColumnElement[bool]:
    return exists().where(
        Member.district_id == Leave.district_id,
        Member.class_id == Meeting.class_id,
        Member.teacher_id == Leave.teacher_id,
        Member.active,
        Member.school_id == school_id,
    )
