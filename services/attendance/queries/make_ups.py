"""What shall stand in for missed meetings, and what was decided on it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.attendance.models import MakeUp, MakeUpDecision, Meeting, Member, TrainingClass
from services.platform.errors import NotFound
from services.platform.ids import new_id


async def insert_make_up(
    session: AsyncSession,
    *,
    district_id: int,
    meeting_id: UUID,
    teacher_id: UUID,
    attempt: int,
    form: str,
    sat_meeting_id: UUID | None,
    task: str | None,
    done_on: date | None,
    reason: str,
    evidence: str | None,
    requested_by: UUID,
    at: datetime,
) -> MakeUp | None:
    """None when somebody else has made this attempt at the same time."""
    return (
        await session.scalars(
            insert(MakeUp)
            .values(
                district_id=district_id,
                make_up_id=new_id(),
                meeting_id=meeting_id,
                teacher_id=teacher_id,
                attempt=attempt,
                form=form,
                sat_meeting_id=sat_meeting_id,
                task=task,
                done_on=done_on,
                reason=reason,
                evidence=evidence,
                requested_by=requested_by,
                requested_at=at,
            )
            .on_conflict_do_nothing()
            .returning(MakeUp)
        )
    ).one_or_none()


async def get_make_up(session: AsyncSession, *, district_id: int, make_up_id: UUID) -> MakeUp:
    """The make-up, or NotFound."""
    found = await session.get(MakeUp, (district_id, make_up_id))
    if found is None:
        raise NotFound
    return found


async def find_last_make_up(
    session: AsyncSession, *, district_id: int, meeting_id: UUID, teacher_id: UUID
) -> tuple[MakeUp, MakeUpDecision | None] | None:
    """The last attempt of a teacher to make up a meeting, with its decision where one was made."""
    row = (
        await session.execute(
            select(MakeUp, MakeUpDecision)
            .outerjoin(
                MakeUpDecision,
                (MakeUpDecision.district_id == MakeUp.district_id) & (MakeUpDecision.make_up_id == MakeUp.make_up_id),
            )
            .where(MakeUp.district_id == district_id, MakeUp.meeting_id == meeting_id, MakeUp.teacher_id == teacher_id)
            .order_by(MakeUp.attempt.desc())
            .limit(1)
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1])


async def insert_make_up_decision(
    session: AsyncSession,
    *,
    make_up: MakeUp,
    approved: bool,
    reason: str,
    decided_by: UUID,
    at: datetime,
) -> MakeUpDecision | None:
    """None when the make-up is decided already, or its meeting stands in for another one."""
    return (
        await session.scalars(
            insert(MakeUpDecision)
            .values(
                district_id=make_up.district_id,
                make_up_id=make_up.make_up_id,
                approved=approved,
                teacher_id=make_up.teacher_id,
                stands_in=make_up.sat_meeting_id if approved else None,
                reason=reason,
                decided_by=decided_by,
                decided_at=at,
            )
            .on_conflict_do_nothing()
            .returning(MakeUpDecision)
        )
    ).one_or_none()


async def find_make_up_decision(session: AsyncSession, *, district_id: int, make_up_id: UUID) -> MakeUpDecision | None:
    return (
        await session.scalars(select(MakeUpDecision).filter_by(district_id=district_id, make_up_id=make_up_id))
    ).one_or_none()


async def count_approved_make_ups(session: AsyncSession, *, district_id: int, class_id: UUID, teacher_id: UUID) -> int:
    """How many meetings of a class a teacher may make up by what was approved."""
    return (
        await session.scalar(
            select(func.count())
            .select_from(MakeUpDecision)
            .join(
                MakeUp,
                (MakeUp.district_id == MakeUpDecision.district_id) & (MakeUp.make_up_id == MakeUpDecision.make_up_id),
            )
            .join(Meeting, (Meeting.district_id == MakeUp.district_id) & (Meeting.meeting_id == MakeUp.meeting_id))
            .where(
                MakeUpDecision.district_id == district_id,
                MakeUpDecision.teacher_id == teacher_id,
                MakeUpDecision.approved,
                Meeting.class_id == class_id,
            )
        )
    ) or 0


async def list_make_ups(
    session: AsyncSession, *, district_id: int, meeting_ids: Collection[UUID]
) -> Sequence[tuple[MakeUp, MakeUpDecision | None]]:
    """Attempts to make up these meetings, each with its decision where one was made, in the order they were made."""
    rows = await session.execute(
        select(MakeUp, MakeUpDecision)
        .outerjoin(
            MakeUpDecision,
            (MakeUpDecision.district_id == MakeUp.district_id) & (MakeUpDecision.make_up_id == MakeUp.make_up_id),
        )
        .where(MakeUp.district_id == district_id, MakeUp.meeting_id.in_(meeting_ids))
        .order_by(MakeUp.make_up_id)
    )
    return [(row[0], row[1]) for row in rows]


async def list_make_ups_of_class(
    session: AsyncSession, *, district_id: int, class_id: UUID, only_open: bool, after: UUID | None, limit: int
) -> Sequence[tuple[MakeUp, MakeUpDecision | None]]:
    """Attempts to make up the meetings of a class that take place, in the order they were made."""
    query = (
        select(MakeUp, MakeUpDecision)
        .join(Meeting, (Meeting.district_id == MakeUp.district_id) & (Meeting.meeting_id == MakeUp.meeting_id))
        .outerjoin(
            MakeUpDecision,
            (MakeUpDecision.district_id == MakeUp.district_id) & (MakeUpDecision.make_up_id == MakeUp.make_up_id),
        )
        .where(MakeUp.district_id == district_id, Meeting.class_id == class_id, Meeting.cancelled.is_(False))
        .order_by(MakeUp.make_up_id)
        .limit(limit)
    )
    if only_open:
        query = query.where(MakeUpDecision.make_up_id.is_(None))
    if after is not None:
        query = query.where(MakeUp.make_up_id > after)
    return [(row[0], row[1]) for row in await session.execute(query)]


async def map_sat_meetings(
    session: AsyncSession, *, district_id: int, make_up_ids: Collection[UUID]
) -> dict[UUID, Meeting]:
    """make_up_id -> the meeting sat instead, where it takes place and does not count for the teacher anyway."""
    rows = await session.execute(
        select(MakeUp.make_up_id, Meeting)
        .join(Meeting, (Meeting.district_id == MakeUp.district_id) & (Meeting.meeting_id == MakeUp.sat_meeting_id))
        .join(
            TrainingClass,
            (TrainingClass.district_id == Meeting.district_id) & (TrainingClass.class_id == Meeting.class_id),
        )
        .where(
            MakeUp.district_id == district_id,
            MakeUp.make_up_id.in_(make_up_ids),
            Meeting.cancelled.is_(False),
            TrainingClass.cancelled.is_(False),
            ~exists().where(
                Member.district_id == Meeting.district_id,
                Member.class_id == Meeting.class_id,
                Member.teacher_id == MakeUp.teacher_id,
                Member.active,
            ),
        )
    )
    return dict(rows.all())


async def list_classes_made_up(
    session: AsyncSession, *, district_id: int, class_ids: Collection[UUID], meeting_id: UUID | None = None
) -> Sequence[UUID]:
    """The classes that were missed and are made up at meetings of these ones (or that one), as was approved."""
    pairs = await list_sat_for(session, district_id=district_id, class_ids=class_ids, meeting_id=meeting_id)
    return [class_id for class_id, _ in pairs]


async def list_sat_for(
    session: AsyncSession, *, district_id: int, class_ids: Collection[UUID], meeting_id: UUID | None = None
) -> Sequence[tuple[UUID, Meeting]]:
    """(the class that was missed, the meeting of these classes (or that one) that makes it up), as was approved."""
    missed = aliased(Meeting)
    query = (
        select(missed.class_id, Meeting)
        .distinct()
        .select_from(Meeting)
        .join(
            MakeUpDecision,
            (MakeUpDecision.district_id == Meeting.district_id) & (MakeUpDecision.stands_in == Meeting.meeting_id),
        )
        .join(
            MakeUp,
            (MakeUp.district_id == MakeUpDecision.district_id) & (MakeUp.make_up_id == MakeUpDecision.make_up_id),
        )
        .join(missed, (missed.district_id == MakeUp.district_id) & (missed.meeting_id == MakeUp.meeting_id))
        .where(Meeting.district_id == district_id, Meeting.class_id.in_(class_ids))
        .execution_options(populate_existing=True)
    )
    if meeting_id is not None:
        query = query.where(Meeting.meeting_id == meeting_id)
    return [(class_id, meeting) for class_id, meeting in await session.execute(query)]
