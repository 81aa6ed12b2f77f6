"""Giving places back, deciding over them after a review, and passing one on to a colleague."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory.queries import Snapshot
from services.platform.errors import DomainError, NotFound, Overloaded
from services.platform.ids import new_id
from services.registration import queries, rules
from services.registration.errors import AlreadyEnrolled, OtherSchool, TimeClash
from services.registration.models import Enrolment, TrainingClass
from services.registration.operations.announcements import announce_members
from services.registration.operations.places import is_allocating, read_places
from services.registration.operations.waiting_list import hold_time, promote_all, ring_elsewhere
from services.registration.rules import Clash, OfferState, Review


async def lock_with_awaited(
    session: AsyncSession, *, district_id: int, class_id: UUID, teacher_ids: Iterable[UUID]
) -> dict[UUID, TrainingClass]:
    """Lock a class, and with it those where one of these teachers waits though a place is free.

    Time that they get back here may let them in there. All are locked in the order of their ids.
    """
    awaited = await queries.list_classes_awaited(session, district_id=district_id, teacher_ids=teacher_ids)
    classes = await queries.lock_classes(session, district_id=district_id, class_ids={class_id, *awaited})
    if class_id not in classes:
        raise NotFound
    return classes


async def release(
    session: AsyncSession,
    *,
    classes: Mapping[UUID, TrainingClass],
    enrolments: Sequence[Enrolment],
    reason: str,
    by: UUID | None,
    at: datetime,
    offers: OfferState = "TAKEN_BACK",
) -> None:
    """These of one class leave it, whatever they held; what is freed goes down the line.

    `by` is None where time itself decided; `offers` says what became of open ones.
    """
    left = await _vacate(session, classes=classes, enrolments=enrolments, by=by, at=at, offers=offers)
    for enrolment in enrolments:
        enrolment.status = "WITHDRAWN"
        enrolment.review = None
        enrolment.withdrawn_at = at
        enrolment.withdrawn_by = by
        enrolment.withdrawal_reason = reason
    await session.flush()
    promoted = await promote_all(session, classes=classes.values(), at=at)
    await announce_members(session, enrolments=[*left, *promoted])


async def seat_reviewed(
    session: AsyncSession,
    *,
    classes: Mapping[UUID, TrainingClass],
    enrolments: Sequence[Enrolment],
    at: datetime,
) -> dict[UUID, int]:
    """These pending ones of one class passed their last review: they get places, or stand in line by their numbers.

    Where places are allocated later, they are now applied for. Returns enrolment_id -> position of those who wait.
    """
    training_class = classes[enrolments[0].class_id]
    training_class.enrolment_revision += 1
    allocating = is_allocating(training_class)
    for enrolment in enrolments:
        enrolment.review = None
        enrolment.revision = training_class.enrolment_revision
        enrolment.status = "APPLIED" if allocating else "WAITING"
        training_class.waiting += 0 if allocating else 1
    await session.flush()
    wanted = [enrolment.enrolment_id for enrolment in enrolments]
    promoted = await promote_all(session, classes=classes.values(), at=at, outright=wanted)
    await announce_members(session, enrolments=promoted)
    return await queries.map_waiting_positions(
        session, district_id=training_class.district_id, class_id=training_class.class_id, enrolment_ids=wanted
    )


async def turn_down(
    session: AsyncSession, *, classes: Mapping[UUID, TrainingClass], enrolments: Sequence[Enrolment]
) -> None:
    """A review said no to these pending ones of one class."""
    training_class = classes[enrolments[0].class_id]
    training_class.enrolment_revision += 1
    for enrolment in enrolments:
        enrolment.status = "RETURNED"
        enrolment.review = None
        enrolment.revision = training_class.enrolment_revision
    await session.flush()


async def reopen(
    session: AsyncSession,
    *,
    classes: Mapping[UUID, TrainingClass],
    enrolments: Sequence[Enrolment],
    review: Review,
    by: UUID,
    at: datetime,
) -> None:
    """A decision on these of one class is undone: they await that review again, and what they held is freed.

    AlreadyEnrolled where somebody who was turned down has applied anew.
    """
    training_class = classes[enrolments[0].class_id]
    district_id, class_id = training_class.district_id, training_class.class_id
    returned = [enrolment.teacher_id for enrolment in enrolments if enrolment.status == "RETURNED"]
    if returned and await queries.map_active_enrolments(
        session, district_id=district_id, class_id=class_id, teacher_ids=returned
    ):
        raise AlreadyEnrolled
    left = await _vacate(session, classes=classes, enrolments=enrolments, by=by, at=at, offers="TAKEN_BACK")
    # The same enrolment may hold this time again, which a slot that is only released would stand in the way of.
    await queries.delete_slots(
        session, district_id=district_id, enrolment_ids=[enrolment.enrolment_id for enrolment in enrolments]
    )
    for enrolment in enrolments:
        enrolment.status = "PENDING"
        enrolment.review = review
        enrolment.confirmed_at = None
        if enrolment.waiting_no is None:
            enrolment.waiting_no = training_class.next_waiting_no
            training_class.next_waiting_no += 1
    await session.flush()
    promoted = await promote_all(session, classes=classes.values(), at=at)
    await announce_members(session, enrolments=[*left, *promoted])


async def pass_on(
    session: AsyncSession,
    *,
    classes: Mapping[UUID, TrainingClass],
    leaving: Enrolment,
    snapshot: Snapshot,
    reason: str,
    by: UUID,
    at: datetime,
    overridden: Collection[UUID] = (),
) -> Enrolment:
    """A confirmed place goes to a colleague of the same school without being free in between; return the new enrolment.

    The newcomer's time is taken for what is still to come. AlreadyEnrolled where he has a place himself; an application
    or number of his ends. TimeClash, OtherSchool.
    """
    training_class = classes[leaving.class_id]
    district_id, class_id = training_class.district_id, training_class.class_id
    if snapshot.school_id != leaving.school_id:
        raise OtherSchool
    active = await queries.map_active_enrolments(
        session, district_id=district_id, class_id=class_id, teacher_ids=[snapshot.teacher_id]
    )
    standing = await queries.lock_enrolments(
        session, district_id=district_id, class_id=class_id, enrolment_ids=active.values()
    )
    if any(enrolment.status in rules.SEATED for enrolment in standing.values()):
        raise AlreadyEnrolled
    await _vacate(session, classes=classes, enrolments=list(standing.values()), by=by, at=at, offers="TAKEN_BACK")
    training_class.enrolment_revision += 1
    await queries.release_slots(session, district_id=district_id, enrolment_ids=[leaving.enrolment_id])
    await ring_elsewhere(session, district_id=district_id, teacher_ids=[leaving.teacher_id], served=classes, at=at)
    for enrolment in (leaving, *standing.values()):
        enrolment.status = "WITHDRAWN"
        enrolment.review = None
        enrolment.revision = training_class.enrolment_revision
        enrolment.withdrawn_at = at
        enrolment.withdrawn_by = by
        enrolment.withdrawal_reason = reason
    await session.flush()
    entering = Enrolment(
        district_id=district_id,
        enrolment_id=new_id(),
        class_id=class_id,
        teacher_id=snapshot.teacher_id,
        status="CONFIRMED",
        revision=training_class.enrolment_revision,
        priority=leaving.priority,
        clash_accepted=False,
        school_id=snapshot.school_id,
        title=snapshot.title,
        title_tier=snapshot.title_tier,
        post=snapshot.post,
        source="REPLACEMENT",
        entered_by=by,
        entered_at=at,
        confirmed_at=at,
    )
    await queries.insert_enrolments(session, [entering])
    if await hold_time(
        session, training_class=training_class, enrolments=[entering], ending_after=at, overridden=overridden
    ):
        clashes = await queries.map_clashes(
            session, district_id=district_id, class_id=class_id, teacher_ids=[snapshot.teacher_id], ending_after=at
        )
        raise time_clash(clashes.get(snapshot.teacher_id))
    promoted = await promote_all(session, classes=classes.values(), at=at)
    await announce_members(session, enrolments=[leaving, entering, *promoted])
    return entering


def time_clash(clash: Clash | None) -> DomainError:
    """Names the class that holds the time."""
    if clash is None:
        # What stood in the way was given up in this very moment; asking again settles it.
        return Overloaded()
    return TimeClash(class_id=clash.class_id, title=clash.title, starts_at=clash.starts_at)


async def _vacate(
    session: AsyncSession,
    *,
    classes: Mapping[UUID, TrainingClass],
    enrolments: Sequence[Enrolment],
    by: UUID | None,
    at: datetime,
    offers: OfferState,
) -> list[Enrolment]:
    """Free what these hold in a locked class; return those who had been said to be confirmed.

    Their statuses are the caller's to write.
    """
    if not enrolments:
        return []
    training_class = classes[enrolments[0].class_id]
    district_id = training_class.district_id
    places = await read_places(session, training_class=training_class)
    training_class.enrolment_revision += 1
    offered = [enrolment.enrolment_id for enrolment in enrolments if enrolment.status == "OFFERED"]
    if offered:
        for offer in (await queries.map_open_offers(session, district_id=district_id, enrolment_ids=offered)).values():
            offer.state, offer.settled_at, offer.settled_by = offers, at, by
    left = [enrolment for enrolment in enrolments if enrolment.status == "CONFIRMED"]
    seated = [enrolment.enrolment_id for enrolment in enrolments if enrolment.status in rules.SEATED]
    if seated:
        await queries.release_slots(session, district_id=district_id, enrolment_ids=seated)
        teacher_ids = [enrolment.teacher_id for enrolment in enrolments if enrolment.status in rules.SEATED]
        await ring_elsewhere(session, district_id=district_id, teacher_ids=teacher_ids, served=classes, at=at)
    for enrolment in enrolments:
        if enrolment.status in rules.SEATED:
            places.give_back(enrolment.school_id, confirmed=enrolment.status == "CONFIRMED")
        elif enrolment.status == "WAITING":
            training_class.waiting -= 1
        enrolment.passed_over = enrolment.passed_over_at = None
        enrolment.revision = training_class.enrolment_revision
    return left
