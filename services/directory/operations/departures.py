"""From one district to another: the old one lets a teacher go, the new one receives; never both hold the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import FactOnTheWay, TeacherDeparted, TeacherExpected, TeacherReceived, TeacherTakenOver
from services.contracts import TimelineChanged as Changed
from services.directory import queries
from services.directory.errors import (
    AnotherPerson,
    AppointedLater,
    HeldElsewhere,
    KnownHere,
    NotInPost,
    PeriodTaken,
    StaffNumberTaken,
    StillThere,
    TeacherIsMerged,
    TransferEnded,
    UnknownDistrict,
)
from services.directory.models import Appointment, Arrival, Departure, Teacher
from services.directory.operations.following import keep_up, say_expected
from services.directory.operations.places import demand_open_school, hold_open
from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.platform.outbox import publish

DEPARTED: Final = "DEPARTED"
RECEIVED: Final = "RECEIVED"
WITHDRAWN: Final = "WITHDRAWN"
EXPECTED: Final = "EXPECTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTeacher:
    """As whom somebody is entered who never stood in the district's list."""

    staff_number: str
    name: str
    hire_date: date
    birth_date: date | None
    retire_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Where and as what a received teacher begins."""

    school_id: UUID
    first_day: date
    post: str
    stage: str
    subject: str | None
    title: str | None
    title_tier: str | None


async def let_go(
    session: AsyncSession,
    *,
    viewer: Viewer,
    teacher_id: UUID,
    new_district_id: int,
    last_day: date,
    reason: str,
    at: datetime,
) -> Departure:
    """End a teacher's appointment here and announce the person to another district, whose history follows."""
    district_id = viewer.principal.district_id
    teacher = await queries.lock_teacher(session, district_id=district_id, teacher_id=teacher_id)
    if teacher is None:
        raise NotFound
    if teacher.merged_into is not None:
        raise TeacherIsMerged(into=teacher.merged_into)
    known = await queries.find_district(session, district_id=new_district_id)
    if known is None or new_district_id == district_id:
        raise UnknownDistrict
    current = await queries.find_current_appointment(
        session, district_id=district_id, teacher_id=teacher_id, on=last_day
    )
    if current is None:
        raise NotInPost(on=last_day)
    held = await queries.list_appointments(session, district_id=district_id, teacher_id=teacher_id)
    if any(one.valid_from > last_day for one in held):
        raise AppointedLater
    departure = Departure(
        district_id=district_id,
        transfer_id=new_id(),
        teacher_id=teacher_id,
        person_id=teacher.person_id,
        new_district_id=new_district_id,
        last_day=last_day,
        reason=reason,
        appointment_id=current.appointment_id,
        ended_before=current.valid_to,
        state=DEPARTED,
        revision=1,
        received_from=None,
        decided_by=viewer.principal.account_id,
        decided_at=at,
        withdrawn_by=None,
        withdrawn_at=None,
    )
    if not await queries.send_on(
        session,
        district_id=district_id,
        person_id=teacher.person_id,
        transfer_id=departure.transfer_id,
        new_district_id=new_district_id,
    ):
        raise HeldElsewhere
    current.valid_to = last_day
    await queries.insert_departure(session, departure)
    await _announce(session, departure)
    return departure


async def withdraw_departure(session: AsyncSession, *, viewer: Viewer, transfer_id: UUID, at: datetime) -> Departure:
    """Keep a teacher after all whom no other district has received yet."""
    district_id = viewer.principal.district_id
    departure = await queries.lock_departure(session, district_id=district_id, transfer_id=transfer_id)
    if departure is None:
        raise NotFound
    if departure.state != DEPARTED:
        raise TransferEnded(state=departure.state)
    held = await queries.list_appointments(session, district_id=district_id, teacher_id=departure.teacher_id)
    if any(one.valid_from > departure.last_day for one in held):
        raise PeriodTaken
    if not await queries.end_transfer(
        session, district_id=district_id, person_id=departure.person_id, transfer_id=transfer_id
    ):
        # The new district has received the person; that it has is only not heard here yet.
        raise TransferEnded(state=RECEIVED)
    for one in held:
        if one.valid_to == departure.last_day:
            await _go_on(session, one, until=departure.ended_before)
    departure.state, departure.revision = WITHDRAWN, departure.revision + 1
    departure.withdrawn_by, departure.withdrawn_at = viewer.principal.account_id, at
    await session.flush()
    # An appointment with an end holds nobody open.
    await hold_open(session, district_id=district_id, teacher_ids=[departure.teacher_id])
    await _announce(session, departure)
    return departure


async def list_departures(
    session: AsyncSession, *, district_id: int, teacher_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Departure]:
    return await queries.list_departures(
        session, district_id=district_id, teacher_id=teacher_id, after=after, limit=limit
    )


async def keep_arrival(session: AsyncSession, *, told: TeacherExpected, at: datetime) -> None:
    """Somebody is sent here, or is not after all; or of who was received, what came along stands otherwise by now."""
    arrival = await queries.lock_arrival(session, district_id=told.to_district, transfer_id=told.transfer_id)
    if arrival is not None:
        await keep_up(session, arrival, told)
    await queries.upsert_arrival(
        session,
        district_id=told.to_district,
        transfer_id=told.transfer_id,
        told={
            "former_district_id": told.district_id,
            "person_id": told.person_id,
            "last_day": told.last_day,
            "facts": [fact.model_dump(mode="json") for fact in told.facts],
            "state": WITHDRAWN if told.withdrawn else EXPECTED,
            "revision": told.revision,
        },
        at=at,
    )


async def keep_taking_over(session: AsyncSession, *, told: TeacherTakenOver) -> None:
    """The new district has received who left."""
    departure = await queries.lock_departure(session, district_id=told.to_district, transfer_id=told.transfer_id)
    if (
        departure is not None
        and departure.state == DEPARTED
        and (departure.person_id, departure.new_district_id) == (told.person_id, told.district_id)
    ):
        departure.state, departure.received_from = RECEIVED, told.first_day


async def list_arrivals(
    session: AsyncSession, *, district_id: int, state: str | None, after: UUID | None, limit: int
) -> Sequence[Arrival]:
    return await queries.list_arrivals(session, district_id=district_id, state=state, after=after, limit=limit)


async def receive(
    session: AsyncSession,
    *,
    viewer: Viewer,
    transfer_id: UUID,
    teacher_id: UUID | None,
    new: NewTeacher | None,
    post: Post,
    at: datetime,
) -> Arrival:
    """Appoint who was sent here: as a teacher who stands here already, or as a new one. The history is theirs then."""
    district_id = viewer.principal.district_id
    arrival = await queries.lock_arrival(session, district_id=district_id, transfer_id=transfer_id)
    if arrival is None:
        raise NotFound
    if arrival.state != EXPECTED:
        raise TransferEnded(state=arrival.state)
    if post.first_day <= arrival.last_day:
        raise StillThere(last_day=arrival.last_day)
    await demand_open_school(session, district_id=district_id, school_id=post.school_id, on=post.first_day)
    teacher = await _teacher_of(session, district_id, arrival, teacher_id, new)
    if not await queries.end_transfer(
        session, district_id=district_id, person_id=arrival.person_id, transfer_id=transfer_id
    ):
        # Withdrawn over there; that it was is only not heard here yet.
        raise HeldElsewhere
    await _appoint(session, teacher, post)
    for fact in (FactOnTheWay.model_validate(one) for one in arrival.facts):
        await queries.insert_fact(
            session, district_id=district_id, teacher_id=teacher.teacher_id, ground="transfer", **fact.model_dump()
        )
    arrival.state, arrival.teacher_id, arrival.first_day = RECEIVED, teacher.teacher_id, post.first_day
    arrival.received_by, arrival.received_at = viewer.principal.account_id, at
    await session.flush()
    await publish(session, Changed(district_id=district_id, teacher_ids=(teacher.teacher_id,)))
    await publish(
        session,
        TeacherReceived(
            district_id=district_id,
            transfer_id=transfer_id,
            revision=1,
            former_district_id=arrival.former_district_id,
            person_id=arrival.person_id,
            teacher_id=teacher.teacher_id,
        ),
    )
    await publish(
        session,
        TeacherTakenOver(
            district_id=district_id,
            to_district=arrival.former_district_id,
            transfer_id=transfer_id,
            person_id=arrival.person_id,
            first_day=post.first_day,
        ),
    )
    return arrival


async def _teacher_of(
    session: AsyncSession, district_id: int, arrival: Arrival, teacher_id: UUID | None, new: NewTeacher | None
) -> Teacher:
    """Who stands here for the person, by the person's number and nothing else; entered where nobody does."""
    here = await queries.find_teacher_of_person(session, district_id=district_id, person_id=arrival.person_id)
    if teacher_id is not None:
        # Locked, so that nobody merges them away meanwhile.
        named = await queries.lock_teacher(session, district_id=district_id, teacher_id=teacher_id)
        if named is None:
            raise NotFound
        if named.merged_into is not None:
            raise TeacherIsMerged(into=named.merged_into)
        if named.person_id != arrival.person_id:
            raise AnotherPerson
        return named
    if here is not None:
        raise KnownHere(teacher_id=here.teacher_id)
    if new is None:
        raise NotFound
    taken = await queries.find_teacher_by_staff_number(session, district_id=district_id, staff_number=new.staff_number)
    if taken is not None:
        raise StaffNumberTaken
    return await queries.insert_teacher(
        session,
        Teacher(
            district_id=district_id,
            teacher_id=new_id(),
            person_id=arrival.person_id,
            staff_number=new.staff_number,
            name=new.name,
            birth_date=new.birth_date,
            hire_date=new.hire_date,
            retire_date=new.retire_date,
            merged_into=None,
        ),
    )


async def _appoint(session: AsyncSession, teacher: Teacher, post: Post) -> None:
    """From the first day on, unless a roster has appointed the teacher there already."""
    held = await queries.list_appointments(session, district_id=teacher.district_id, teacher_id=teacher.teacher_id)
    later = [one for one in held if one.valid_to is None or one.valid_to >= post.first_day]
    if any((one.school_id, one.valid_from) == (post.school_id, post.first_day) for one in later):
        return
    if later:
        raise PeriodTaken
    placed: dict[str, Any] = {
        "post": post.post,
        "stage": post.stage,
        "subject": post.subject,
        "title": post.title,
        "title_tier": post.title_tier,
    }
    for school_id, first, last in await queries.list_places(
        session, district_id=teacher.district_id, school_id=post.school_id, first=post.first_day, last=None
    ):
        await queries.insert_appointment(
            session,
            Appointment(
                district_id=teacher.district_id,
                appointment_id=new_id(),
                teacher_id=teacher.teacher_id,
                school_id=school_id,
                valid_from=first,
                valid_to=last,
                **placed,
            ),
        )


async def _go_on(session: AsyncSession, one: Appointment, *, until: date | None) -> None:
    """Let an appointment last longer than it did: where its school goes up in another meanwhile, there."""
    pieces = await queries.list_places(
        session, district_id=one.district_id, school_id=one.school_id, first=one.valid_from, last=until
    )
    one.valid_to = pieces[0][2]
    await session.flush()
    for school_id, first, last in pieces[1:]:
        same = {name: getattr(one, name) for name in ("post", "stage", "subject", "title", "title_tier")}
        await queries.insert_appointment(
            session,
            Appointment(
                district_id=one.district_id,
                appointment_id=new_id(),
                teacher_id=one.teacher_id,
                school_id=school_id,
                valid_from=first,
                valid_to=last,
                **same,
            ),
        )


async def _announce(session: AsyncSession, departure: Departure) -> None:
    """Say here and there who leaves, or that nobody does."""
    await publish(session, Changed(district_id=departure.district_id, teacher_ids=(departure.teacher_id,)))
    await publish(
        session,
        TeacherDeparted(
            district_id=departure.district_id,
            transfer_id=departure.transfer_id,
            revision=departure.revision,
            teacher_id=departure.teacher_id,
            person_id=departure.person_id,
            new_district_id=departure.new_district_id,
            last_day=departure.last_day,
            withdrawn=departure.state == WITHDRAWN,
        ),
    )
    await say_expected(session, departure)
