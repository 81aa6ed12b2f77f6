"""The time that confirmed enrolments hold; an exclusion constraint keeps it free of overlaps."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, literal, select, true, update
from sqlalchemy.dialects.postgresql import Insert, distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.registration.models import Enrolment, Meeting, Slot, TrainingClass
from services.registration.rules import SEATED, Clash

_COLUMNS = [
    "district_id",
    "enrolment_id",
    "meeting_id",
    "class_id",
    "teacher_id",
    "period",
    "active",
    "clash_accepted",
]


async def insert_slots(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    enrolment_ids: Sequence[UUID],
    clash_accepted: bool,
    ending_after: datetime | None = None,
) -> Sequence[UUID]:
    """Hold the time of every meeting that takes place; return for whom some of it is another class's already.

    One statement, because the class is locked meanwhile. `ending_after` leaves past meetings alone: somebody who comes
    later was elsewhere then.
    """

    def of_these(query: Select[Any]) -> Select[Any]:
        query = query.where(Enrolment.enrolment_id.in_(enrolment_ids))
        return query if ending_after is None else query.where(Meeting.ends_at > ending_after)

    pairs = of_these(_pairs(district_id=district_id, class_id=class_id, clash_accepted=clash_accepted))
    held = _inserting(pairs).returning(Slot.enrolment_id, Slot.meeting_id).cte("held")
    every = of_these(_every_pair(select(Enrolment.enrolment_id), district_id=district_id, class_id=class_id))
    lacking: Select[UUID] = every.outerjoin(
        held, (held.c.enrolment_id == Enrolment.enrolment_id) & (held.c.meeting_id == Meeting.meeting_id)
    ).where(held.c.meeting_id.is_(None))
    return (await session.scalars(lacking.distinct())).all()


async def insert_slots_of_meeting(
    session: AsyncSession, *, district_id: int, class_id: UUID, meeting_id: UUID, clash_accepted: bool
) -> None:
    """Hold the time of one meeting for all who have a place; what another class holds already is left out."""
    pairs = _pairs(district_id=district_id, class_id=class_id, clash_accepted=clash_accepted)
    await _insert(session, pairs.where(Meeting.meeting_id == meeting_id, Enrolment.status.in_(SEATED)))


async def list_without_time_of_meeting(
    session: AsyncSession, *, district_id: int, class_id: UUID, meeting_id: UUID
) -> Sequence[UUID]:
    """Which enrolments with a place lack a slot for this meeting."""
    lacking = _lacking(district_id=district_id, class_id=class_id).where(
        Meeting.meeting_id == meeting_id, Enrolment.status.in_(SEATED)
    )
    return (await session.scalars(lacking.distinct())).all()


async def map_clashes(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    teacher_ids: Iterable[UUID],
    ending_after: datetime | None = None,
) -> dict[UUID, Clash]:
    """teacher_id -> the first class that holds time which a meeting of this class would take.

    `ending_after` leaves out meetings that were over by then.
    """
    query = (
        select(Slot.teacher_id, TrainingClass.class_id, TrainingClass.title, func.lower(Slot.period))
        .join(
            Meeting,
            (Meeting.district_id == Slot.district_id)
            & Slot.period.overlaps(func.tstzrange(Meeting.starts_at, Meeting.ends_at)),
        )
        .join(
            TrainingClass,
            (TrainingClass.district_id == Slot.district_id) & (TrainingClass.class_id == Slot.class_id),
        )
        .where(
            Slot.district_id == district_id,
            Slot.teacher_id.in_(list(teacher_ids)),
            Slot.class_id != class_id,
            Slot.active,
            ~Slot.clash_accepted,
            Meeting.class_id == class_id,
            Meeting.cancelled.is_(False),
        )
        .order_by(Slot.teacher_id, func.lower(Slot.period))
        .ext(distinct_on(Slot.teacher_id))
    )
    rows = await session.execute(query if ending_after is None else query.where(Meeting.ends_at > ending_after))
    return {teacher_id: Clash(other_id, title, starts_at) for teacher_id, other_id, title, starts_at in rows}


async def release_slots(session: AsyncSession, *, district_id: int, enrolment_ids: Sequence[UUID]) -> None:
    """The time is free again; that it was held stays on record."""
    await session.execute(
        update(Slot)
        .where(Slot.district_id == district_id, Slot.enrolment_id.in_(enrolment_ids))
        .values(active=False)
        .execution_options(synchronize_session=False)
    )


async def release_slots_of_class(session: AsyncSession, *, district_id: int, class_id: UUID, at: datetime) -> None:
    """The class holds nobody's time from now on."""
    await session.execute(
        update(Slot)
        .where(
            Slot.district_id == district_id,
            Slot.class_id == class_id,
            func.upper(Slot.period) > at,
        )
        .values(active=False)
        .execution_options(synchronize_session=False)
    )


async def delete_slots(session: AsyncSession, *, district_id: int, enrolment_ids: Sequence[UUID]) -> None:
    """Take back what this transaction inserted and nobody has seen."""
    await session.execute(
        delete(Slot)
        .where(Slot.district_id == district_id, Slot.enrolment_id.in_(enrolment_ids))
        .execution_options(synchronize_session=False)
    )


async def delete_slots_of_meeting(session: AsyncSession, *, district_id: int, meeting_id: UUID) -> None:
    """The meeting holds nobody's time until it is held anew."""
    await session.execute(
        delete(Slot)
        .where(Slot.district_id == district_id, Slot.meeting_id == meeting_id)
        .execution_options(synchronize_session=False)
    )


async def _insert(session: AsyncSession, pairs: Select[Any]) -> None:
    await session.execute(_inserting(pairs).execution_options(synchronize_session=False))


def _inserting(pairs: Select[Any]) -> Insert:
    # In the order of teachers, so that two classes that enrol the same people wait for each other in one order only.
    ordered = pairs.order_by(Enrolment.teacher_id, Meeting.starts_at)
    return insert(Slot).from_select(_COLUMNS, ordered).on_conflict_do_nothing()


def _pairs(*, district_id: int, class_id: UUID, clash_accepted: bool) -> Select[Any]:
    return _every_pair(
        select(
            Enrolment.district_id,
            Enrolment.enrolment_id,
            Meeting.meeting_id,
            Enrolment.class_id,
            Enrolment.teacher_id,
            func.tstzrange(Meeting.starts_at, Meeting.ends_at),
            true(),
            literal(clash_accepted),
        ),
        district_id=district_id,
        class_id=class_id,
    )


def _lacking(*, district_id: int, class_id: UUID) -> Select[UUID]:
    held = (
        select(Slot.enrolment_id)
        .where(
            Slot.district_id == Enrolment.district_id,
            Slot.enrolment_id == Enrolment.enrolment_id,
            Slot.meeting_id == Meeting.meeting_id,
        )
        .exists()
    )
    pairs: Select[UUID] = _every_pair(select(Enrolment.enrolment_id), district_id=district_id, class_id=class_id)
    return pairs.where(~held)


def _every_pair(query: Select[Any], *, district_id: int, class_id: UUID) -> Select[Any]:
    return query.join(
        Meeting, (Meeting.district_id == Enrolment.district_id) & (Meeting.class_id == Enrolment.class_id)
    ).where(
        Enrolment.district_id == district_id,
        Enrolment.class_id == class_id,
        Meeting.cancelled.is_(False),
    )
