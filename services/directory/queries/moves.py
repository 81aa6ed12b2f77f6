"""Moves between districts and schools, and the one place in the country where a person is held open."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, and_, case, exists, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory.models import (
    Appointment,
    Arrival,
    Departure,
    PersonPlace,
    School,
    SchoolMerger,
    Teacher,
    Unit,
)
from services.directory.rules import Place, places
from services.platform.database import any_of
from services.platform.ids import new_id


async def lock_teacher(session: AsyncSession, *, district_id: int, teacher_id: UUID) -> Teacher | None:
    return (
        await session.scalars(
            select(Teacher)
            .filter_by(district_id=district_id, teacher_id=teacher_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()


async def find_teacher_of_person(session: AsyncSession, *, district_id: int, person_id: UUID) -> Teacher | None:
    """The teacher that a person is here; of one found twice the one who goes on."""
    return (
        await session.scalars(
            select(Teacher)
            .where(Teacher.district_id == district_id, Teacher.person_id == person_id, Teacher.merged_into.is_(None))
            .order_by(Teacher.teacher_id)
            .limit(1)
        )
    ).one_or_none()


async def has_left(session: AsyncSession, *, district_id: int, teacher_id: UUID, today: date) -> bool:
    """Whether a teacher went to another district and holds no appointment here today."""
    gone = exists().where(
        Departure.district_id == district_id,
        Departure.teacher_id == teacher_id,
        Departure.state != "WITHDRAWN",
        Departure.last_day < today,
    )
    held = exists().where(
        Appointment.district_id == district_id,
        Appointment.teacher_id == teacher_id,
        Appointment.valid_from <= today,
        or_(Appointment.valid_to.is_(None), Appointment.valid_to >= today),
    )
    return bool(await session.scalar(select(gone & ~held)))


async def take_place(session: AsyncSession, *, district_id: int, person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Hold these persons open here; returns those whom another district holds, or who are on the way to another."""
    wanted = sorted(set(person_ids))
    if not wanted:
        return frozenset()
    # One parameter for all of them: a roster has more rows than a statement may have parameters.
    claim = insert(PersonPlace).from_select(
        ["person_id", "district_id"], select(func.unnest(literal(wanted, ARRAY(Uuid()))), literal(district_id))
    )
    taken = await session.scalars(
        claim.on_conflict_do_update(
            index_elements=["person_id"],
            set_={"district_id": claim.excluded.district_id},
            where=or_(
                PersonPlace.district_id == district_id,
                and_(
                    PersonPlace.district_id.is_(None),
                    or_(PersonPlace.transfer_id.is_(None), PersonPlace.new_district_id == district_id),
                ),
            ),
        ).returning(PersonPlace.person_id)
    )
    return frozenset(wanted) - frozenset(taken)


async def give_up_place(session: AsyncSession, *, district_id: int, person_ids: Iterable[UUID]) -> None:
    """These persons are not held open here any more."""
    await session.execute(
        update(PersonPlace)
        .where(PersonPlace.district_id == district_id, PersonPlace.person_id == any_of(person_ids))
        .values(district_id=None)
        .execution_options(synchronize_session=False)
    )


async def send_on(
    session: AsyncSession, *, district_id: int, person_id: UUID, transfer_id: UUID, new_district_id: int
) -> bool:
    """Let a person go to another district; False where this one does not hold the person."""
    leaving = insert(PersonPlace).values(
        person_id=person_id, district_id=None, transfer_id=transfer_id, new_district_id=new_district_id
    )
    sent = await session.scalar(
        leaving.on_conflict_do_update(
            index_elements=["person_id"],
            set_={
                "district_id": None,
                "transfer_id": leaving.excluded.transfer_id,
                "new_district_id": leaving.excluded.new_district_id,
            },
            where=or_(
                PersonPlace.district_id == district_id,
                and_(PersonPlace.district_id.is_(None), PersonPlace.transfer_id.is_(None)),
            ),
        ).returning(PersonPlace.person_id)
    )
    return sent is not None


async def end_transfer(session: AsyncSession, *, district_id: int, person_id: UUID, transfer_id: UUID) -> bool:
    """Hold open here who is on the way: received, or kept after all. False where another already does."""
    held = await session.scalar(
        update(PersonPlace)
        .where(
            PersonPlace.person_id == person_id,
            PersonPlace.transfer_id == transfer_id,
            or_(PersonPlace.district_id.is_(None), PersonPlace.district_id == district_id),
        )
        .values(district_id=district_id, transfer_id=None, new_district_id=None)
        .returning(PersonPlace.person_id)
        .execution_options(synchronize_session=False)
    )
    return held is not None


async def map_open_persons(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> dict[UUID, tuple[UUID, bool]]:
    """teacher -> (person, whether an appointment without an end stands)."""
    wanted = any_of(teacher_ids)
    # Two statements, each by one key: joined, a plan made for a small district would go through it once a teacher.
    is_open = frozenset(
        await session.scalars(
            select(Appointment.teacher_id).where(
                Appointment.district_id == district_id, Appointment.teacher_id == wanted, Appointment.valid_to.is_(None)
            )
        )
    )
    rows = await session.execute(
        select(Teacher.teacher_id, Teacher.person_id).where(
            Teacher.district_id == district_id, Teacher.teacher_id == wanted
        )
    )
    return {teacher_id: (person_id, teacher_id in is_open) for teacher_id, person_id in rows}


async def insert_departure(session: AsyncSession, departure: Departure) -> Departure:
    session.add(departure)
    await session.flush()
    return departure


async def lock_departure(session: AsyncSession, *, district_id: int, transfer_id: UUID) -> Departure | None:
    return (
        await session.scalars(
            select(Departure)
            .filter_by(district_id=district_id, transfer_id=transfer_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()


async def lock_departures_of(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> Sequence[Departure]:
    """The last departure of each of these teachers who have left, in the order of their ids."""
    newest = (
        select(Departure.transfer_id)
        .ext(distinct_on(Departure.teacher_id))
        .where(
            Departure.district_id == district_id,
            Departure.teacher_id == any_of(teacher_ids),
            Departure.state != "WITHDRAWN",
        )
        .order_by(Departure.teacher_id, Departure.transfer_id.desc())
    )
    return (
        await session.scalars(
            select(Departure)
            .where(Departure.district_id == district_id, Departure.transfer_id.in_(newest))
            .order_by(Departure.transfer_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).all()


async def list_departures(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID | None = None,
    after: UUID | None = None,
    limit: int = 100,
) -> Sequence[Departure]:
    """Departures in the order in which they were decided."""
    query = select(Departure).filter_by(district_id=district_id).order_by(Departure.transfer_id).limit(limit)
    if teacher_id is not None:
        query = query.where(Departure.teacher_id == teacher_id)
    if after is not None:
        query = query.where(Departure.transfer_id > after)
    return (await session.scalars(query)).all()


async def upsert_arrival(
    session: AsyncSession, *, district_id: int, transfer_id: UUID, told: Mapping[str, Any], at: datetime
) -> None:
    """What the former district says; nothing of it changes what was received."""
    row = insert(Arrival).values(district_id=district_id, transfer_id=transfer_id, announced_at=at, **told)
    await session.execute(
        row.on_conflict_do_update(
            index_elements=["district_id", "transfer_id"],
            set_={
                **{name: row.excluded[name] for name in told if name != "state"},
                "state": case((Arrival.state == literal("RECEIVED"), Arrival.state), else_=row.excluded.state),
            },
            where=Arrival.revision < row.excluded.revision,
        )
    )


async def lock_arrival(session: AsyncSession, *, district_id: int, transfer_id: UUID) -> Arrival | None:
    return (
        await session.scalars(
            select(Arrival)
            .filter_by(district_id=district_id, transfer_id=transfer_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()


async def list_arrivals(
    session: AsyncSession, *, district_id: int, state: str | None, after: UUID | None, limit: int
) -> Sequence[Arrival]:
    """Arrivals in the order in which they were decided elsewhere."""
    query = select(Arrival).filter_by(district_id=district_id).order_by(Arrival.transfer_id).limit(limit)
    if state is not None:
        query = query.where(Arrival.state == state)
    if after is not None:
        query = query.where(Arrival.transfer_id > after)
    return (await session.scalars(query)).all()


async def list_received(session: AsyncSession, *, district_id: int, person_id: UUID) -> Sequence[Arrival]:
    """By which arrivals somebody was received here."""
    return (
        await session.scalars(select(Arrival).filter_by(district_id=district_id, person_id=person_id, state="RECEIVED"))
    ).all()


async def map_returns(session: AsyncSession, *, district_id: int, person_ids: Iterable[UUID]) -> dict[UUID, date]:
    """person -> their first day here after another district last sent them, of those whom one did."""
    rows = await session.execute(
        select(Arrival.person_id, func.max(Arrival.first_day))
        .where(Arrival.district_id == district_id, Arrival.person_id == any_of(person_ids), Arrival.state == "RECEIVED")
        .group_by(Arrival.person_id)
    )
    return {person_id: day for person_id, day in rows if day is not None}


async def lock_school(session: AsyncSession, *, district_id: int, school_id: UUID) -> School | None:
    return (
        await session.scalars(
            select(School)
            .filter_by(district_id=district_id, school_id=school_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()


async def hold_school(session: AsyncSession, *, district_id: int, school_id: UUID) -> School | None:
    """The school as it stands until this transaction ends: it goes up in no other meanwhile."""
    return (
        await session.scalars(
            select(School)
            .filter_by(district_id=district_id, school_id=school_id)
            .with_for_update(read=True, key_share=True)
            .execution_options(populate_existing=True)
        )
    ).one_or_none()


async def map_schools_gone_up(session: AsyncSession, *, district_id: int) -> dict[UUID, tuple[UUID, date]]:
    """school -> (the one that it goes up in, from which day on)."""
    rows = await session.execute(
        select(School.school_id, School.merged_into, School.merged_on).where(
            School.district_id == district_id, School.merged_into.is_not(None)
        )
    )
    return {school_id: (into, on) for school_id, into, on in rows if into is not None and on is not None}


async def list_places(
    session: AsyncSession, *, district_id: int, school_id: UUID, first: date, last: date | None
) -> list[Place]:
    """Where whoever is appointed to a school, and whatever is the school's, stands: it may go up in another."""
    return places(school_id, first, last, gone_up=await map_schools_gone_up(session, district_id=district_id))


async def insert_school_merger(session: AsyncSession, merger: SchoolMerger) -> SchoolMerger:
    session.add(merger)
    await session.flush()
    return merger


async def move_appointments(
    session: AsyncSession, *, district_id: int, school_id: UUID, into_school_id: UUID, on: date
) -> list[UUID]:
    """Everybody in post at a school on a day or later goes on at another from that day: whose appointments moved."""
    mine = (Appointment.district_id == district_id, Appointment.school_id == school_id)
    running = (
        await session.scalars(
            select(Appointment)
            .where(*mine, Appointment.valid_from < on, or_(Appointment.valid_to.is_(None), Appointment.valid_to >= on))
            .order_by(Appointment.appointment_id)
            .with_for_update()
        )
    ).all()
    following = [
        {
            "district_id": district_id,
            "appointment_id": new_id(),
            "teacher_id": one.teacher_id,
            "school_id": into_school_id,
            **{name: getattr(one, name) for name in ("post", "stage", "subject", "title", "title_tier", "valid_to")},
            "valid_from": on,
        }
        for one in running
    ]
    await session.execute(
        update(Appointment)
        .where(
            Appointment.district_id == district_id,
            Appointment.appointment_id == any_of(one.appointment_id for one in running),
        )
        .values(valid_to=on - timedelta(days=1))
        .execution_options(synchronize_session=False)
    )
    if following:
        await session.execute(insert(Appointment), following)
    # What begins later begins there.
    later = await session.scalars(
        update(Appointment)
        .where(*mine, Appointment.valid_from >= on)
        .values(school_id=into_school_id)
        .returning(Appointment.teacher_id)
        .execution_options(synchronize_session=False)
    )
    return sorted({*(one.teacher_id for one in running), *later})


async def list_standing_units(session: AsyncSession, *, district_id: int, school_id: UUID, on: date) -> Sequence[Unit]:
    """Units that are asked on a day or after it."""
    return (
        await session.scalars(
            select(Unit)
            .where(
                Unit.district_id == district_id,
                Unit.school_id == school_id,
                Unit.annulled.is_(False),
                or_(Unit.last_day.is_(None), Unit.last_day >= on),
            )
            .order_by(Unit.unit_id)
            .with_for_update()
        )
    ).all()
