"""Classes: opening, reading, capacity, cancelling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.access import Viewer
from services.registration import queries, rules
from services.registration.errors import CapacityBelowTaken
from services.registration.models import Meeting, Program, TrainingClass
from services.registration.operations.announcements import announce_class, announce_members
from services.registration.operations.plans import demand_school
from services.registration.operations.waiting_list import promote, promote_all
from services.registration.rules import Sitting


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
) -> ClassInFull:
    """Open a class of a program with its meetings; a school can open one for itself."""
    viewer.demand(unit_id=school_id)
    program = await queries.get_program(session, district_id=district_id, program_id=program_id)
    plan = await queries.get_plan(session, district_id=district_id, plan_id=program.plan_id)
    rules.demand_fitting_school(
        school_id=school_id, plan_school_id=plan.school_id, mode=program.mode, level=program.level
    )
    rules.demand_window(opens_at=opens_at, closes_at=closes_at)
    rules.demand_sound(sittings)
    await demand_school(session, district_id=district_id, school_id=school_id)
    training_class = await queries.insert_class(
        session,
        district_id=district_id,
        program_id=program_id,
        title=title,
        school_id=school_id,
        leader_ids=list(dict.fromkeys(leader_ids)),
        opens_at=opens_at,
        closes_at=closes_at,
        capacity=capacity,
        by=viewer.principal.account_id,
        at=at,
    )
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
    session: AsyncSession, *, district_id: int, class_id: UUID, capacity: int, viewer: Viewer, at: datetime
) -> TrainingClass:
    """Change the number of places; those added go to who waits, those taken cannot be taken away."""
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    demand_led(viewer, training_class)
    rules.demand_scheduled(training_class.status)
    if capacity == training_class.capacity:
        return training_class
    if capacity < training_class.taken:
        raise CapacityBelowTaken(taken=training_class.taken)
    training_class.capacity = capacity
    training_class.revision += 1
    promoted = await promote(session, training_class=training_class, at=at)
    await announce_class(session, training_class=training_class)
    await announce_members(session, enrolments=promoted)
    return training_class


async def cancel_class(
    session: AsyncSession, *, district_id: int, class_id: UUID, reason: str, viewer: Viewer, at: datetime
) -> TrainingClass:
    """Cancel a class for good: nobody waits any longer, and its people's time from now on is free again.

    Enrolments stay as they were, because a class may be cancelled after some of its meetings were held.
    """
    known = await queries.get_class(session, district_id=district_id, class_id=class_id)
    demand_led(viewer, known)
    freed = await queries.list_confirmed_teachers(session, district_id=district_id, class_id=class_id)
    awaited = await queries.list_classes_awaited(session, district_id=district_id, teacher_ids=freed)
    classes = await queries.lock_classes(session, district_id=district_id, class_ids={class_id, *awaited})
    training_class = classes[class_id]
    if training_class.status == "CANCELLED":
        return training_class
    span = await queries.find_span(session, district_id=district_id, class_id=class_id)
    rules.demand_cancellable(span=span, at=at)
    training_class.status = "CANCELLED"
    training_class.cancellation_reason = reason
    training_class.waiting = 0
    training_class.revision += 1
    training_class.enrolment_revision += 1
    await queries.withdraw_waiting(
        session, training_class=training_class, reason=reason, by=viewer.principal.account_id, at=at
    )
    await queries.release_slots_of_class(session, district_id=district_id, class_id=class_id, at=at)
    promoted = await promote_all(session, classes=classes.values(), at=at)
    await announce_class(session, training_class=training_class)
    await announce_members(session, enrolments=promoted)
    return training_class
