"""Enrolments: who holds a place, who waits under which number, who has withdrawn."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, case, delete, exists, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.platform.errors import NotFound
from services.registration.models import Enrolment, Offer, Slot, TrainingClass
from services.registration.rules import GONE, SEATED, UNSEATED


@dataclass(frozen=True, slots=True)
class ListedEnrolment:
    """An enrolment as lists show it: its place in the queue, and whether its time clashes with another's."""

    enrolment: Enrolment
    waiting_position: int | None
    offer_expires_at: datetime | None
    clashes: bool
    class_title: str
    class_status: str


async def insert_enrolment(session: AsyncSession, enrolment: Enrolment) -> Enrolment | None:
    """None when the teacher holds a place in the class already, or waits for one."""
    return (
        await session.scalars(
            insert(Enrolment)
            .values(**_columns(enrolment))
            # Literally the words of the partial index: a bound parameter could not be matched with it.
            .on_conflict_do_nothing(
                index_elements=["district_id", "class_id", "teacher_id"],
                index_where=text("status NOT IN ('WITHDRAWN', 'RETURNED')"),
            )
            .returning(Enrolment)
        )
    ).one_or_none()


async def insert_enrolments(session: AsyncSession, enrolments: Sequence[Enrolment]) -> None:
    """Of teachers that are not in the class, which the caller has locked."""
    session.add_all(enrolments)
    await session.flush()


async def delete_enrolments(session: AsyncSession, *, district_id: int, enrolment_ids: Sequence[UUID]) -> None:
    """Take back what this transaction inserted and nobody has seen."""
    await session.execute(
        delete(Enrolment)
        .where(Enrolment.district_id == district_id, Enrolment.enrolment_id.in_(enrolment_ids))
        .execution_options(synchronize_session="fetch")
    )


async def get_enrolment(session: AsyncSession, *, district_id: int, enrolment_id: UUID) -> Enrolment:
    enrolment = await session.get(Enrolment, (district_id, enrolment_id))
    if enrolment is None:
        raise NotFound
    return enrolment


async def lock_enrolments(
    session: AsyncSession, *, district_id: int, class_id: UUID, enrolment_ids: Iterable[UUID]
) -> dict[UUID, Enrolment]:
    """Enrolments of one class, whose lock the caller holds, as they stand now."""
    rows = await session.scalars(
        select(Enrolment)
        .where(
            Enrolment.district_id == district_id,
            Enrolment.class_id == class_id,
            Enrolment.enrolment_id.in_(list(enrolment_ids)),
        )
        .order_by(Enrolment.enrolment_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.enrolment_id: row for row in rows}


async def lock_enrolment(session: AsyncSession, *, district_id: int, enrolment_id: UUID) -> Enrolment:
    enrolment = await session.get(Enrolment, (district_id, enrolment_id), populate_existing=True, with_for_update=True)
    if enrolment is None:
        raise NotFound
    return enrolment


async def map_active_enrolments(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Iterable[UUID]
) -> dict[UUID, UUID]:
    """teacher_id -> enrolment_id of those who stand in the class: with a place, in line, or asking for one."""
    rows = await session.execute(
        select(Enrolment.teacher_id, Enrolment.enrolment_id).where(
            Enrolment.district_id == district_id,
            Enrolment.class_id == class_id,
            Enrolment.teacher_id.in_(list(teacher_ids)),
            Enrolment.status.not_in(GONE),
        )
    )
    return {row.teacher_id: row.enrolment_id for row in rows}


async def list_seated_teachers(session: AsyncSession, *, district_id: int, class_id: UUID) -> Sequence[UUID]:
    """Whose time the class holds: places confirmed or offered."""
    return (
        await session.scalars(
            select(Enrolment.teacher_id).where(
                Enrolment.district_id == district_id, Enrolment.class_id == class_id, Enrolment.status.in_(SEATED)
            )
        )
    ).all()


async def list_applied(session: AsyncSession, *, district_id: int, class_id: UUID) -> Sequence[Enrolment]:
    """Who awaits the allocation, in the order of asking, as they stand now."""
    return await _list_by_number(session, district_id=district_id, class_id=class_id, status="APPLIED")


async def list_under_review(session: AsyncSession, *, district_id: int, class_id: UUID) -> Sequence[Enrolment]:
    """Who awaits a review, in the order of asking, as they stand now."""
    return await _list_by_number(session, district_id=district_id, class_id=class_id, status="PENDING")


async def list_asking(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Iterable[UUID]
) -> Sequence[Enrolment]:
    """Who of these teachers asks for a place in a class that the caller has locked, and has none; as they stand now."""
    return (
        await session.scalars(
            select(Enrolment)
            .where(
                Enrolment.district_id == district_id,
                Enrolment.class_id == class_id,
                Enrolment.teacher_id.in_(list(teacher_ids)),
                Enrolment.status.in_(UNSEATED),
            )
            .order_by(Enrolment.enrolment_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).all()


async def _list_by_number(
    session: AsyncSession, *, district_id: int, class_id: UUID, status: str
) -> Sequence[Enrolment]:
    return (
        await session.scalars(
            select(Enrolment)
            .where(Enrolment.district_id == district_id, Enrolment.class_id == class_id, Enrolment.status == status)
            .order_by(Enrolment.waiting_no)
            .execution_options(populate_existing=True)
        )
    ).all()


async def count_seated_by_school(
    session: AsyncSession, *, district_id: int, class_id: UUID, school_ids: Iterable[UUID]
) -> dict[UUID, int]:
    """How many places, confirmed or offered, people of each of these schools have."""
    rows = await session.execute(
        select(Enrolment.school_id, func.count().label("seated"))
        .where(
            Enrolment.district_id == district_id,
            Enrolment.class_id == class_id,
            Enrolment.status.in_(SEATED),
            Enrolment.school_id.in_(list(school_ids)),
        )
        .group_by(Enrolment.school_id)
    )
    return {row.school_id: row.seated for row in rows}


async def list_waiting(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    school_ids: Collection[UUID] | None = None,
    after: int = 0,
    limit: int,
) -> Sequence[Enrolment]:
    """Those who wait, in the order of their numbers; the class is locked by the caller, so none is skipped.

    A group that begins within the limit is read to its end. `school_ids` confines to people of these schools and those
    who stand in a group with one of them: colleagues may have moved apart since they lined up.
    """
    waiting = [Enrolment.district_id == district_id, Enrolment.class_id == class_id, Enrolment.status == "WAITING"]
    query = select(Enrolment).where(*waiting, Enrolment.waiting_no > after).order_by(Enrolment.waiting_no)
    if school_ids is not None:
        groups = select(Enrolment.group_id).where(
            *waiting, Enrolment.school_id.in_(school_ids), Enrolment.group_id.is_not(None)
        )
        query = query.where(or_(Enrolment.school_id.in_(school_ids), Enrolment.group_id.in_(groups)))
    fresh = {"populate_existing": True}
    line = list(await session.scalars(query.limit(limit).with_for_update(), execution_options=fresh))
    if line and line[-1].group_id is not None:
        rest = select(Enrolment).where(
            *waiting, Enrolment.group_id == line[-1].group_id, Enrolment.waiting_no > line[-1].waiting_no
        )
        line += await session.scalars(rest.order_by(Enrolment.waiting_no).with_for_update(), execution_options=fresh)
    return line


async def withdraw_unseated(
    session: AsyncSession, *, training_class: TrainingClass, reason: str, by: UUID, at: datetime
) -> None:
    """Nobody asks or waits for this class any longer, and what was offered is taken back."""
    await session.execute(
        update(Enrolment)
        .where(
            Enrolment.district_id == training_class.district_id,
            Enrolment.class_id == training_class.class_id,
            Enrolment.status.in_(["PENDING", "APPLIED", "WAITING", "OFFERED"]),
        )
        .values(
            status="WITHDRAWN",
            review=None,
            revision=training_class.enrolment_revision,
            withdrawn_by=by,
            withdrawn_at=at,
            withdrawal_reason=reason,
        )
        .execution_options(synchronize_session=False)
    )


async def list_class_enrolments(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    school_id: UUID | None,
    status: str | None,
    after: UUID | None,
    limit: int,
) -> Sequence[ListedEnrolment]:
    query = _listed(district_id=district_id, after=after, limit=limit).where(Enrolment.class_id == class_id)
    if school_id is not None:
        query = query.where(Enrolment.school_id == school_id)
    if status is not None:
        query = query.where(Enrolment.status == status)
    return [ListedEnrolment(*row) for row in await session.execute(query)]


async def list_teacher_enrolments(
    session: AsyncSession, *, district_id: int, teacher_id: UUID, after: UUID | None, limit: int
) -> Sequence[ListedEnrolment]:
    query = _listed(district_id=district_id, after=after, limit=limit).where(Enrolment.teacher_id == teacher_id)
    return [ListedEnrolment(*row) for row in await session.execute(query)]


async def map_waiting_positions(
    session: AsyncSession, *, district_id: int, class_id: UUID, enrolment_ids: Iterable[UUID]
) -> dict[UUID, int]:
    """How many stand in line up to and including each of these who wait."""
    ranked = (
        select(
            Enrolment.enrolment_id,
            func.row_number().over(order_by=Enrolment.waiting_no).label("position"),
        )
        .where(Enrolment.district_id == district_id, Enrolment.class_id == class_id, Enrolment.status == "WAITING")
        .subquery()
    )
    rows = await session.execute(
        select(ranked.c.enrolment_id, ranked.c.position).where(ranked.c.enrolment_id.in_(list(enrolment_ids)))
    )
    return {row.enrolment_id: row.position for row in rows}


def _listed(
    *, district_id: int, after: UUID | None, limit: int
) -> Select[Enrolment, int | None, datetime | None, bool, str, str]:
    ahead = aliased(Enrolment)
    position = (
        select(func.count())
        .select_from(ahead)
        .where(
            ahead.district_id == Enrolment.district_id,
            ahead.class_id == Enrolment.class_id,
            ahead.status == "WAITING",
            ahead.waiting_no <= Enrolment.waiting_no,
        )
        .correlate(Enrolment)
        .scalar_subquery()
    )
    offered_until = (
        select(Offer.expires_at)
        .where(
            Offer.district_id == Enrolment.district_id,
            Offer.enrolment_id == Enrolment.enrolment_id,
            Offer.state == "OPEN",
        )
        .correlate(Enrolment)
        .scalar_subquery()
    )
    clashes = exists().where(
        Slot.district_id == Enrolment.district_id,
        Slot.enrolment_id == Enrolment.enrolment_id,
        and_(Slot.active, Slot.clash_accepted),
    )
    query = (
        select(
            Enrolment,
            case((Enrolment.status == "WAITING", position), else_=None),
            case((Enrolment.status == "OFFERED", offered_until), else_=None),
            clashes,
            TrainingClass.title,
            TrainingClass.status,
        )
        .join(
            TrainingClass,
            (TrainingClass.district_id == Enrolment.district_id) & (TrainingClass.class_id == Enrolment.class_id),
        )
        .where(Enrolment.district_id == district_id)
        .order_by(Enrolment.enrolment_id)
        .limit(limit)
    )
    return query if after is None else query.where(Enrolment.enrolment_id > after)


def _columns(enrolment: Enrolment) -> dict[str, object]:
    return {column.key: getattr(enrolment, column.key) for column in Enrolment.__table__.columns}
