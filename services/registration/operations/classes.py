"""Classes: opening, reading, capacity, cancelling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.platform.access import Viewer
from services.registration import queries, rules
from services.registration.errors import CapacityBelowTaken
from services.registration.models import Meeting, Program, TrainingClass
from services.registration.operations.announcements import announce_class, announce_members
from services.registration.operations.places import recount
from services.registration.operations.plans import demand_school
from services.registration.operations.plans_packs import demand_categories
from services.registration.operations.pools import ring_at_second_round, share_out
from services.registration.operations.seats import lock_with_awaited
from services.registration.operations.waiting_list import promote, promote_all, ring_elsewhere
from services.registration.rules import FIRST_COME, Round, SeatTerms, Sitting


@dataclass(frozen=True, slots=True)
class ClassInFull:
    """A class with its program and meetings."""

    training_class: TrainingClass
    program: Program
    meetings: Sequence[Meeting]


async def open_class(
    session: AsyncSession,
    *,
    district_id: int,
    program_id: UUID,
    title: str,
    school_id: UUID | None,
    leader_ids: Sequence[UUID],
    opens_at: datetime,
    closes_at: datetime,
    capacity: int,
    sittings: Sequence[Sitting],
    viewer: Viewer,
    at: datetime,
    terms: SeatTerms = FIRST_COME,
) -> ClassInFull:
    """Open a class of a program with its meetings; a school can open one for itself.

    `terms` say how its places are shared out; without them whoever comes first gets one. Where the district shares them
    out and has not done so yet, nobody gets one.
    """
    viewer.demand(unit_id=school_id)
    program = await queries.get_program(session, district_id=district_id, program_id=program_id)
    plan = await queries.get_plan(session, district_id=district_id, plan_id=program.plan_id)
    rules.demand_fitting_school(
        school_id=school_id, plan_school_id=plan.school_id, mode=program.mode, level=program.level
    )
    rules.demand_window(opens_at=opens_at, closes_at=closes_at)
    first = Round(opens_at, closes_at)
    rules.demand_rounds(first, terms.second)
    rules.demand_sound(sittings)
    await demand_categories(session, plan=plan, sittings=sittings)
    await demand_school(session, district_id=district_id, school_id=school_id)
    named = {f"/body/leader_ids/{number}": leader_id for number, leader_id in enumerate(leader_ids)}
    if terms.head_teacher_id is not None:
        named["/body/head_teacher_id"] = terms.head_teacher_id
    await directory.get_accounts(session, district_id=district_id, named=named, able=rules.ACCESS["post_meeting"])
    training_class = await queries.insert_class(
        session,
        district_id=district_id,
        program_id=program_id,
        title=title,
        school_id=school_id,
        # The head teacher leads, whoever else does.
        leader_ids=list(dict.fromkeys([*leader_ids, *filter(None, [terms.head_teacher_id])])),
        head_teacher_id=terms.head_teacher_id,
        direction=terms.direction,
        reviews=terms.reviews,
        first=first,
        second=terms.second,
        second_opens_pools=terms.second_opens_pools,
        requests_close_at=rules.requests_until(terms, closes_at=closes_at),
        offer_minutes=terms.offer_minutes,
        capacity=capacity,
        by=viewer.principal.account_id,
        at=at,
    )
    if terms.pools:
        await share_out(session, training_class=training_class, pools=terms.pools, reason=None, viewer=viewer, at=at)
    await ring_at_second_round(session, training_class=training_class)
    await queries.insert_meetings(session, district_id=district_id, class_id=training_class.class_id, sittings=sittings)
    await announce_class(session, training_class=training_class)
    return await get_class(session, district_id=district_id, class_id=training_class.class_id)


async def get_class(session: AsyncSession, *, district_id: int, class_id: UUID) -> ClassInFull:
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    program = await queries.get_program(session, district_id=district_id, program_id=training_class.program_id)
    meetings = await queries.list_meetings(session, district_id=district_id, class_id=class_id)
    return ClassInFull(training_class, program, meetings)


async def list_classes(
    session: AsyncSession,
    *,
    district_id: int,
    program_id: UUID | None,
    school_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[TrainingClass]:
    return await queries.list_classes(
        session, district_id=district_id, program_id=program_id, school_id=school_id, after=after, limit=limit
    )


def demand_led(viewer: Viewer, training_class: TrainingClass) -> None:
    """Only its leaders, its school and the district change a class."""
    viewer.demand(unit_id=training_class.school_id, led_by=frozenset(training_class.leader_ids))


async def set_capacity(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    capacity: int,
    reason: str | None = None,
    viewer: Viewer,
    at: datetime,
) -> TrainingClass:
    """Change the number of places; those added go to who waits, those taken cannot be taken away."""
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    demand_led(viewer, training_class)
    rules.demand_scheduled(training_class.status)
    if capacity == training_class.capacity:
        return training_class
    if capacity < training_class.taken:
        raise CapacityBelowTaken(taken=training_class.taken)
    rules.demand_capacity(
        capacity=capacity, taken=training_class.taken, held=training_class.held, reserved=training_class.reserved
    )
    record = {"kind": "CAPACITY", "before": training_class.capacity, "after": capacity, "reason": reason}
    await queries.insert_seat_records(
        session, training_class=training_class, records=[record], by=viewer.principal.account_id, at=at
    )
    training_class.capacity = capacity
    training_class.revision += 1
    promoted = await promote(session, training_class=training_class, at=at)
    await announce_class(session, training_class=training_class)
    await announce_members(session, enrolments=promoted)
    return training_class


async def cancel_class(
    session: AsyncSession, *, district_id: int, class_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> TrainingClass:
    """Cancel a class for good: nobody asks or waits any longer, and its people's time from now on is free again.

    Enrolments stay as they were, because a class may be cancelled after some of its meetings were held.
    """
    known = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_led(viewer, known)
    freed = await queries.list_seated_teachers(session, district_id=district_id, class_id=class_id)
    classes = await lock_with_awaited(session, district_id=district_id, class_id=class_id, teacher_ids=freed)
    training_class = classes[class_id]
    if training_class.status == "CANCELLED":
        return training_class
    span = await queries.find_span(session, district_id=district_id, class_id=class_id)
    rules.demand_not_ended(span=span, at=at)
    training_class.status = "CANCELLED"
    training_class.cancellation_reason = reason
    by = viewer.principal.account_id
    training_class.waiting = 0
    training_class.revision += 1
    training_class.enrolment_revision += 1
    await queries.take_back_offers(session, training_class=training_class, by=by, at=at)
    await queries.withdraw_unseated(session, training_class=training_class, reason=reason, by=by, at=at)
    await recount(session, training_class=training_class)
    await queries.release_slots_of_class(session, district_id=district_id, class_id=class_id, at=at)
    await ring_elsewhere(session, district_id=district_id, teacher_ids=freed, served=classes, at=at)
    promoted = await promote_all(session, classes=classes.values(), at=at)
    await announce_class(session, training_class=training_class)
    await announce_members(session, enrolments=promoted)
    return training_class


async def set_rounds(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    first: Round,
    second: Round | None,
    second_opens_pools: bool,
    offer_minutes: int | None,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> TrainingClass:
    """Replace when people may enrol, what the second round does with pools, and how long offers last from now on."""
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    demand_led(viewer, training_class)
    rules.demand_scheduled(training_class.status)
    rules.demand_window(opens_at=first.opens_at, closes_at=first.closes_at)
    rules.demand_rounds(first, second)
    training_class.opens_at = first.opens_at
    training_class.closes_at = first.closes_at
    training_class.second_opens_at = second.opens_at if second else None
    training_class.second_closes_at = second.closes_at if second else None
    training_class.second_opens_pools = second_opens_pools
    training_class.offer_minutes = offer_minutes
    training_class.revision += 1
    await queries.insert_seat_records(
        session,
        training_class=training_class,
        records=[{"kind": "ROUNDS", "reason": reason}],
        by=viewer.principal.account_id,
        at=at,
    )
    await ring_at_second_round(session, training_class=training_class)
    promoted = await promote(session, training_class=training_class, at=at)
    await announce_class(session, training_class=training_class)
    await announce_members(session, enrolments=promoted)
    return training_class


async def demand_class_open(session: AsyncSession, *, training_class: TrainingClass, at: datetime) -> None:
    """The class takes enrolments now, in one of its rounds, and has not ended."""
    rules.demand_open(
        status=training_class.status,
        opens_at=training_class.opens_at,
        closes_at=training_class.closes_at,
        second=_second_round(training_class),
        span=await queries.find_span(session, district_id=training_class.district_id, class_id=training_class.class_id),
        at=at,
    )


def _second_round(training_class: TrainingClass) -> Round | None:
    if training_class.second_opens_at is None or training_class.second_closes_at is None:
        return None
    return Round(training_class.second_opens_at, training_class.second_closes_at)
