"""Pools, requests for places, offers, and the record of who changed what about places."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.ids import new_id
from services.registration.models import Enrolment, Offer, Pool, SeatRecord, SeatRequest, TrainingClass


async def list_pools(session: AsyncSession, *, district_id: int, class_id: UUID) -> Sequence[Pool]:
    """The pools of a class, as they stand now; they move under the lock of the class only."""
    return (
        await session.scalars(
            select(Pool)
            .where(Pool.district_id == district_id, Pool.class_id == class_id)
            .order_by(Pool.school_id)
            .execution_options(populate_existing=True)
        )
    ).all()


async def list_pools_of_classes(
    session: AsyncSession, *, district_id: int, class_ids: Iterable[UUID]
) -> Sequence[Pool]:
    return (
        await session.scalars(select(Pool).where(Pool.district_id == district_id, Pool.class_id.in_(list(class_ids))))
    ).all()


async def insert_pools(session: AsyncSession, pools: Sequence[Pool]) -> None:
    session.add_all(pools)
    await session.flush()


async def find_seat_request(
    session: AsyncSession, *, district_id: int, class_id: UUID, school_id: UUID
) -> SeatRequest | None:
    return await session.get(SeatRequest, (district_id, class_id, school_id), populate_existing=True)


async def insert_seat_request(session: AsyncSession, request: SeatRequest) -> SeatRequest:
    """Under the lock of the class, which makes the school's request the only one."""
    session.add(request)
    await session.flush()
    return request


async def list_seat_requests(
    session: AsyncSession, *, district_id: int, class_id: UUID, school_id: UUID | None = None
) -> Sequence[SeatRequest]:
    """What schools asked for, the most urgent first, then who asked first."""
    query = (
        select(SeatRequest)
        .where(SeatRequest.district_id == district_id, SeatRequest.class_id == class_id)
        .order_by(SeatRequest.priority, SeatRequest.requested_at, SeatRequest.school_id)
        .execution_options(populate_existing=True)
    )
    if school_id is not None:
        query = query.where(SeatRequest.school_id == school_id)
    return (await session.scalars(query)).all()


async def insert_offers(
    session: AsyncSession, *, enrolments: Sequence[Enrolment], expires_at: datetime, at: datetime
) -> None:
    session.add_all(
        Offer(
            district_id=enrolment.district_id,
            offer_id=new_id(),
            class_id=enrolment.class_id,
            enrolment_id=enrolment.enrolment_id,
            offered_at=at,
            expires_at=expires_at,
            state="OPEN",
        )
        for enrolment in enrolments
    )
    await session.flush()


async def map_open_offers(
    session: AsyncSession, *, district_id: int, enrolment_ids: Iterable[UUID]
) -> dict[UUID, Offer]:
    """enrolment_id -> the offer that holds a place for it."""
    rows = await session.scalars(
        select(Offer)
        .where(Offer.district_id == district_id, Offer.enrolment_id.in_(list(enrolment_ids)), Offer.state == "OPEN")
        .execution_options(populate_existing=True)
    )
    return {row.enrolment_id: row for row in rows}


async def find_last_offer(session: AsyncSession, *, district_id: int, enrolment_id: UUID) -> Offer | None:
    """The offer that was made last for an enrolment, whatever became of it."""
    return (
        await session.scalars(
            select(Offer)
            .where(Offer.district_id == district_id, Offer.enrolment_id == enrolment_id)
            .order_by(Offer.offer_id.desc())
            .limit(1)
            .execution_options(populate_existing=True)
        )
    ).one_or_none()


async def list_offers_due(
    session: AsyncSession, *, district_id: int, class_id: UUID, at: datetime
) -> Sequence[tuple[UUID, UUID]]:
    """(enrolment, teacher) of the offers of a class that nobody accepted in time."""
    rows = await session.execute(
        select(Offer.enrolment_id, Enrolment.teacher_id)
        .join(Enrolment, (Enrolment.district_id == Offer.district_id) & (Enrolment.enrolment_id == Offer.enrolment_id))
        .where(
            Offer.district_id == district_id,
            Offer.class_id == class_id,
            Offer.state == "OPEN",
            Offer.expires_at <= at,
        )
        .order_by(Offer.enrolment_id)
    )
    return [(row.enrolment_id, row.teacher_id) for row in rows]


async def list_offers(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    school_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[tuple[Offer, UUID]]:
    """Offers of a class in the order in which they were made, each with its teacher."""
    query = (
        select(Offer, Enrolment.teacher_id)
        .join(Enrolment, (Enrolment.district_id == Offer.district_id) & (Enrolment.enrolment_id == Offer.enrolment_id))
        .where(Offer.district_id == district_id, Offer.class_id == class_id)
        .order_by(Offer.offer_id)
        .limit(limit)
    )
    if school_id is not None:
        query = query.where(Enrolment.school_id == school_id)
    if after is not None:
        query = query.where(Offer.offer_id > after)
    return [(row[0], row[1]) for row in await session.execute(query)]


async def take_back_offers(session: AsyncSession, *, training_class: TrainingClass, by: UUID, at: datetime) -> None:
    """Every open offer of a class is taken back."""
    await session.execute(
        update(Offer)
        .where(
            Offer.district_id == training_class.district_id,
            Offer.class_id == training_class.class_id,
            Offer.state == "OPEN",
        )
        .values(state="TAKEN_BACK", settled_at=at, settled_by=by)
        .execution_options(synchronize_session=False)
    )


async def insert_seat_records(
    session: AsyncSession,
    *,
    training_class: TrainingClass,
    records: Sequence[Mapping[str, object]],
    by: UUID | None,
    at: datetime,
) -> None:
    session.add_all(
        SeatRecord(
            district_id=training_class.district_id,
            seat_record_id=new_id(),
            class_id=training_class.class_id,
            recorded_by=by,
            recorded_at=at,
            **record,
        )
        for record in records
    )
    await session.flush()


async def list_seat_records(
    session: AsyncSession, *, district_id: int, class_id: UUID, after: UUID | None, limit: int
) -> Sequence[SeatRecord]:
    query = (
        select(SeatRecord)
        .where(SeatRecord.district_id == district_id, SeatRecord.class_id == class_id)
        .order_by(SeatRecord.seat_record_id)
        .limit(limit)
    )
    return (await session.scalars(query if after is None else query.where(SeatRecord.seat_record_id > after))).all()
