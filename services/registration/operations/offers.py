"""Offers: a place held for somebody from the line until it is accepted, declined or expires; and what falls due."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.platform.access import Reach, Viewer
from services.platform.errors import NotFound
from services.registration import queries, rules
from services.registration.errors import NoOffer, OfferExpired
from services.registration.models import Enrolment, Offer
from services.registration.operations.announcements import announce_members
from services.registration.operations.places import read_places
from services.registration.operations.seats import lock_with_awaited, release
from services.registration.operations.waiting_list import follow, promote_all


@dataclass(frozen=True, slots=True)
class ListedOffers:
    """Offers with their teachers and these teachers' staff numbers and names."""

    rows: Sequence[tuple[Offer, UUID]]
    names: Mapping[UUID, tuple[str, str]]


async def answer_offer(
    session: AsyncSession,
    *,
    district_id: int,
    enrolment_id: UUID,
    answer: Literal["ACCEPT", "DECLINE"],
    reason: str | None,
    viewer: Viewer,
    at: datetime,
) -> Enrolment:
    """Accept the place that is held, or decline it and leave the line. Accepting twice is accepting once.

    NoOffer where none is open; OfferExpired from the moment it ran out, before and after the place has gone on.
    """
    known = await queries.get_enrolment(session, district_id=district_id, enrolment_id=enrolment_id)
    viewer.demand(person_id=known.teacher_id, unit_id=known.school_id)
    classes = await lock_with_awaited(
        session, district_id=district_id, class_id=known.class_id, teacher_ids=[known.teacher_id]
    )
    training_class = classes[known.class_id]
    enrolment = await queries.lock_enrolment(session, district_id=district_id, enrolment_id=enrolment_id)
    if enrolment.status == "CONFIRMED" and answer == "ACCEPT":
        return enrolment
    offer = (await queries.map_open_offers(session, district_id=district_id, enrolment_ids=[enrolment_id])).get(
        enrolment_id
    )
    if offer is None:
        last = await queries.find_last_offer(session, district_id=district_id, enrolment_id=enrolment_id)
        if last is not None and last.state == "EXPIRED":
            raise OfferExpired(expires_at=last.expires_at)
        raise NoOffer
    if offer.expires_at <= at:
        raise OfferExpired(expires_at=offer.expires_at)
    by = viewer.principal.account_id
    if answer == "DECLINE":
        await release(
            session,
            classes=classes,
            enrolments=[enrolment],
            reason=reason or rules.OFFER_DECLINED,
            by=by,
            at=at,
            offers="DECLINED",
        )
        return enrolment
    places = await read_places(session, training_class=training_class)
    places.accept()
    training_class.enrolment_revision += 1
    offer.state, offer.settled_at, offer.settled_by = "ACCEPTED", at, by
    enrolment.status, enrolment.confirmed_at = "CONFIRMED", at
    enrolment.revision = training_class.enrolment_revision
    await announce_members(session, enrolments=[enrolment])
    return enrolment


async def list_offers(
    session: AsyncSession, *, district_id: int, class_id: UUID, after: UUID | None, limit: int, viewer: Viewer
) -> ListedOffers:
    """The offers of a class, settled ones included; a school sees those made to its teachers."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    school_id = None
    if not viewer.sees(unit_id=training_class.school_id, led_by=frozenset(training_class.leader_ids)):
        if viewer.reach is not Reach.UNIT:
            raise NotFound
        school_id = viewer.only_unit()
    rows = await queries.list_offers(
        session, district_id=district_id, class_id=class_id, school_id=school_id, after=after, limit=limit
    )
    names = await directory.map_teacher_names(
        session, district_id=district_id, teacher_ids=[teacher_id for _, teacher_id in rows]
    )
    return ListedOffers(rows, names)


async def move_seats(
    session: AsyncSession, *, district_id: int, class_id: UUID, at: datetime, teacher_ids: Collection[UUID] = ()
) -> None:
    """Do what has fallen due in a class: offers expire, pools are claimed back, and the line moves. Twice is once.

    `teacher_ids` are people who ask for a place there and about whom something has changed, their school perhaps.
    """
    due = await queries.list_offers_due(session, district_id=district_id, class_id=class_id, at=at)
    classes = await lock_with_awaited(
        session, district_id=district_id, class_id=class_id, teacher_ids=[teacher_id for _, teacher_id in due]
    )
    if teacher_ids:
        await follow(session, training_class=classes[class_id], teacher_ids=teacher_ids, at=at)
    enrolment_ids = [enrolment_id for enrolment_id, _ in due]
    # Under the lock: somebody may have answered, or another bell rung, since we looked.
    open_still = await queries.map_open_offers(session, district_id=district_id, enrolment_ids=enrolment_ids)
    enrolments = await queries.lock_enrolments(
        session, district_id=district_id, class_id=class_id, enrolment_ids=open_still
    )
    if enrolments:
        await release(
            session,
            classes=classes,
            enrolments=list(enrolments.values()),
            reason=rules.OFFER_EXPIRED,
            by=None,
            at=at,
            offers="EXPIRED",
        )
        return
    promoted = await promote_all(session, classes=classes.values(), at=at)
    await announce_members(session, enrolments=promoted)
