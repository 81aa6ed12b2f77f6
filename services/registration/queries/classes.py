"""Classes, their meetings, and the row lock under which places move."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.registration.models import Enrolment, Meeting, TrainingClass
from services.registration.rules import UNSEATED, Direction, Review, Round, Sitting, Span

# How many classes besides its own a transaction locks because somebody who waits there is free now.
MOST_AWAITED: Final = 20


async def insert_class(
    session: AsyncSession,
    *,
    district_id: int,
    program_id: UUID,
    title: str,
    school_id: UUID | None,
    leader_ids: Sequence[UUID],
    head_teacher_id: UUID | None,
    direction: Direction,
    reviews: Sequence[Review],
    first: Round,
    second: Round | None,
    second_opens_pools: bool,
    requests_close_at: datetime | None,
    offer_minutes: int | None,
    capacity: int,
    by: UUID,
    at: datetime,
) -> TrainingClass:
    training_class = TrainingClass(
        district_id=district_id,
        class_id=new_id(),
        program_id=program_id,
        title=title,
        school_id=school_id,
        leader_ids=list(leader_ids),
        head_teacher_id=head_teacher_id,
        direction=direction,
        reviews=list(reviews),
        opens_at=first.opens_at,
        closes_at=first.closes_at,
        second_opens_at=second.opens_at if second else None,
        second_closes_at=second.closes_at if second else None,
        second_opens_pools=second_opens_pools,
        requests_close_at=requests_close_at,
        offer_minutes=offer_minutes,
        status="SCHEDULED",
        capacity=capacity,
        taken=0,
        held=0,
        reserved=0,
        pooled=False,
        waiting=0,
        next_waiting_no=1,
        enrolment_revision=0,
        revision=1,
        created_by=by,
        created_at=at,
    )
    session.add(training_class)
    await session.flush()
    return training_class


async def get_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> TrainingClass:
    training_class = await session.get(TrainingClass, (district_id, class_id))
    if training_class is None:
        raise NotFound
    return training_class


async def map_classes(
    session: AsyncSession, *, district_id: int, class_ids: Iterable[UUID]
) -> dict[UUID, TrainingClass]:
    rows = await session.scalars(
        select(TrainingClass).where(
            TrainingClass.district_id == district_id, TrainingClass.class_id.in_(list(class_ids))
        )
    )
    return {row.class_id: row for row in rows}


async def list_classes(
    session: AsyncSession,
    *,
    district_id: int,
    program_id: UUID | None,
    school_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[TrainingClass]:
    query = (
        select(TrainingClass)
        .where(TrainingClass.district_id == district_id)
        .order_by(TrainingClass.class_id)
        .limit(limit)
    )
    if program_id is not None:
        query = query.where(TrainingClass.program_id == program_id)
    if school_id is not None:
        query = query.where(TrainingClass.school_id == school_id)
    if after is not None:
        query = query.where(TrainingClass.class_id > after)
    return (await session.scalars(query)).all()


async def lock_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> TrainingClass:
    """The class as it stands now; whoever holds this moves its places alone."""
    locked = await lock_classes(session, district_id=district_id, class_ids=[class_id])
    if not locked:
        raise NotFound
    return locked[class_id]


async def lock_classes(
    session: AsyncSession, *, district_id: int, class_ids: Iterable[UUID]
) -> dict[UUID, TrainingClass]:
    """Several classes, locked in the order of their ids so that two who lock several never wait for each other."""
    rows = await session.scalars(
        select(TrainingClass)
        .where(TrainingClass.district_id == district_id, TrainingClass.class_id.in_(list(class_ids)))
        .order_by(TrainingClass.class_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.class_id: row for row in rows}


async def take_seat(
    session: AsyncSession, *, district_id: int, class_id: UUID, school_id: UUID, at: datetime
) -> TrainingClass | None:
    """Take a place if the class is open, nobody waits for one and one is free; else None and nothing has changed.

    One guarded statement: what a reader counted before is never trusted, and the row stays locked until the commit.
    Only where places go to whoever comes first: pools, reviews and allocation, a class of another school than
    `school_id`, and one that has ended are looked at under the lock.
    """
    last_end = (
        select(func.max(Meeting.ends_at))
        .where(Meeting.district_id == district_id, Meeting.class_id == class_id, Meeting.cancelled.is_(False))
        .scalar_subquery()
    )
    return (
        await session.scalars(
            update(TrainingClass)
            .where(
                TrainingClass.district_id == district_id,
                TrainingClass.class_id == class_id,
                TrainingClass.status == "SCHEDULED",
                or_(
                    and_(TrainingClass.opens_at <= at, TrainingClass.closes_at > at),
                    and_(TrainingClass.second_opens_at <= at, TrainingClass.second_closes_at > at),
                ),
                or_(last_end.is_(None), last_end > at),
                or_(TrainingClass.school_id.is_(None), TrainingClass.school_id == school_id),
                TrainingClass.reviews == [],
                or_(
                    TrainingClass.direction == "OPEN",
                    and_(TrainingClass.allocated_at.is_not(None), TrainingClass.pooled.is_(False)),
                ),
                TrainingClass.waiting == 0,
                TrainingClass.taken + TrainingClass.held < TrainingClass.capacity,
            )
            .values(taken=TrainingClass.taken + 1, enrolment_revision=TrainingClass.enrolment_revision + 1)
            .returning(TrainingClass)
            .execution_options(populate_existing=True, synchronize_session=False)
        )
    ).one_or_none()


async def list_classes_awaited(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> Sequence[UUID]:
    """Classes with a free place that one of these teachers waits for: a clash has kept it from him so far.

    The first few of them, so that no transaction holds many classes; the bell is rung for the others.
    """
    return (
        await session.scalars(
            select(TrainingClass.class_id)
            .join(
                Enrolment,
                (Enrolment.district_id == TrainingClass.district_id) & (Enrolment.class_id == TrainingClass.class_id),
            )
            .where(
                TrainingClass.district_id == district_id,
                TrainingClass.status == "SCHEDULED",
                TrainingClass.taken + TrainingClass.held < TrainingClass.capacity,
                Enrolment.status == "WAITING",
                Enrolment.teacher_id.in_(list(teacher_ids)),
            )
            .distinct()
            .order_by(TrainingClass.class_id)
            .limit(MOST_AWAITED)
        )
    ).all()


async def map_classes_asked(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> dict[UUID, list[UUID]]:
    """class_id -> who of these teachers wants a place in it and has none, whether or not one is free."""
    asked: dict[UUID, list[UUID]] = {}
    for class_id, teacher_id in await session.execute(
        select(TrainingClass.class_id, Enrolment.teacher_id)
        .join(
            Enrolment,
            (Enrolment.district_id == TrainingClass.district_id) & (Enrolment.class_id == TrainingClass.class_id),
        )
        .where(
            TrainingClass.district_id == district_id,
            TrainingClass.status == "SCHEDULED",
            Enrolment.status.in_(UNSEATED),
            Enrolment.teacher_id.in_(list(teacher_ids)),
        )
        .order_by(TrainingClass.class_id, Enrolment.teacher_id)
    ):
        asked.setdefault(class_id, []).append(teacher_id)
    return asked


async def list_classes_waited_for(
    session: AsyncSession, *, district_id: int, program_id: UUID | None, class_id: UUID | None
) -> Sequence[UUID]:
    """Classes of a district, a program, or one class, where somebody waits for a place."""
    query = select(TrainingClass.class_id).where(
        TrainingClass.district_id == district_id, TrainingClass.status == "SCHEDULED", TrainingClass.waiting > 0
    )
    if program_id is not None:
        query = query.where(TrainingClass.program_id == program_id)
    if class_id is not None:
        query = query.where(TrainingClass.class_id == class_id)
    return (await session.scalars(query)).all()


async def insert_meetings(
    session: AsyncSession, *, district_id: int, class_id: UUID, sittings: Sequence[Sitting]
) -> list[Meeting]:
    meetings = [
        Meeting(
            district_id=district_id,
            meeting_id=new_id(),
            class_id=class_id,
            starts_at=sitting.starts_at,
            ends_at=sitting.ends_at,
            hours=sitting.hours,
            hours_reason=sitting.hours_reason,
            place=sitting.place,
            speaker=sitting.speaker,
            topic=sitting.topic,
            category=sitting.category,
            cancelled=sitting.cancelled,
        )
        for sitting in sittings
    ]
    session.add_all(meetings)
    await session.flush()
    return meetings


async def get_meeting(session: AsyncSession, *, district_id: int, meeting_id: UUID) -> Meeting:
    meeting = await session.get(Meeting, (district_id, meeting_id))
    if meeting is None:
        raise NotFound
    return meeting


async def list_meetings(session: AsyncSession, *, district_id: int, class_id: UUID) -> Sequence[Meeting]:
    """The meetings of a class in the order of time, read anew."""
    return (
        await session.scalars(
            select(Meeting)
            .where(Meeting.district_id == district_id, Meeting.class_id == class_id)
            .order_by(Meeting.starts_at, Meeting.meeting_id)
            .execution_options(populate_existing=True)
        )
    ).all()


async def find_span(session: AsyncSession, *, district_id: int, class_id: UUID) -> Span | None:
    """From the first to the last meeting that takes place; None while there is none."""
    first, last = (
        await session.execute(
            select(func.min(Meeting.starts_at), func.max(Meeting.ends_at)).where(
                Meeting.district_id == district_id, Meeting.class_id == class_id, Meeting.cancelled.is_(False)
            )
        )
    ).one()
    return None if first is None else Span(first, last)


async def map_spans(session: AsyncSession, *, district_id: int, class_ids: Iterable[UUID]) -> dict[UUID, Span]:
    """class_id -> from the first to the last meeting that takes place; classes without one are absent."""
    rows = await session.execute(
        select(
            Meeting.class_id,
            func.min(Meeting.starts_at).label("starts_at"),
            func.max(Meeting.ends_at).label("ends_at"),
        )
        .where(
            Meeting.district_id == district_id,
            Meeting.class_id.in_(list(class_ids)),
            Meeting.cancelled.is_(False),
        )
        .group_by(Meeting.class_id)
    )
    return {row.class_id: Span(row.starts_at, row.ends_at) for row in rows}
