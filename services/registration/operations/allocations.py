"""Apply first, allocate after: the proposal by the stated order, its adjustment, and its one application."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.registration import queries, rules
from services.registration.errors import (
    AllocationChanged,
    AllocationDone,
    AllocationTooEarly,
    AllocationTooLarge,
    NotAllocating,
    NotApplied,
)
from services.registration.models import Enrolment, TrainingClass
from services.registration.operations.announcements import announce_members
from services.registration.operations.places import read_places, return_pools
from services.registration.operations.seats import lock_with_awaited
from services.registration.operations.waiting_list import promote_all
from services.registration.rules import Applicant, Ranked


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who would get a place in which order; once applied, `digest` names what was."""

    training_class: TrainingClass
    ranked: Sequence[Ranked]
    enrolments: dict[UUID, Enrolment]
    digest: str


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A person decides otherwise than the order would."""

    enrolment_id: UUID
    outcome: Literal["SEAT", "LINE"]
    reason: str


async def get_allocation(session: AsyncSession, *, district_id: int, class_id: UUID) -> Proposal:
    """The proposal as it would be applied now; nobody is in it once it has been."""
    training_class = await queries.get_class(session, district_id=district_id, class_id=class_id)
    if training_class.direction != "ALLOCATION":
        raise NotAllocating
    return await _propose(session, training_class=training_class)


async def allocate(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    digest: str,
    adjustments: Sequence[Adjustment],
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> TrainingClass:
    """Apply the proposal that `digest` names, adjusted: places for those who get one, the line for the others.

    Once only: the same digest again changes nothing, another is refused. AllocationTooEarly before the first round has
    closed, ClassEnded after the last meeting, AllocationChanged where people came or left since the proposal was read,
    AllocationTooLarge where somebody shall have a place that does not exist.
    """
    applied = await queries.list_applied(session, district_id=district_id, class_id=class_id)
    teacher_ids = [enrolment.teacher_id for enrolment in applied]
    classes = await lock_with_awaited(session, district_id=district_id, class_id=class_id, teacher_ids=teacher_ids)
    training_class = classes[class_id]
    if training_class.direction != "ALLOCATION":
        raise NotAllocating
    if training_class.allocated_at is not None:
        if training_class.allocation_digest == digest:
            return training_class
        raise AllocationDone(allocated_at=training_class.allocated_at)
    rules.demand_scheduled(training_class.status)
    if at < training_class.closes_at:
        raise AllocationTooEarly(closes_at=training_class.closes_at)
    span = await queries.find_span(session, district_id=district_id, class_id=class_id)
    rules.demand_not_ended(span=span, at=at)
    places = await read_places(session, training_class=training_class)
    await return_pools(session, places=places, at=at)
    proposal = await _propose(session, training_class=training_class)
    if proposal.digest != digest:
        raise AllocationChanged
    seated, in_line = _adjusted(proposal, adjustments)
    room = places.room()
    for ranked in seated:
        if room.for_school(ranked.applicant.school_id) <= 0:
            raise AllocationTooLarge(enrolment_id=ranked.applicant.enrolment_id)
        room.take(ranked.applicant.school_id)
    # Everybody lines up in the order decided, and the line gives the places: whose time is gone by now is passed over
    # like anybody else, and the next one comes in.
    training_class.enrolment_revision += 1
    for ranked in (*seated, *in_line):
        enrolment = proposal.enrolments[ranked.applicant.enrolment_id]
        enrolment.status = "WAITING"
        enrolment.waiting_no = training_class.next_waiting_no
        enrolment.revision = training_class.enrolment_revision
        training_class.next_waiting_no += 1
        training_class.waiting += 1
    # Who is still reviewed was not decided about: he comes behind all who were, however early he applied.
    for enrolment in await queries.list_under_review(session, district_id=district_id, class_id=class_id):
        enrolment.waiting_no = training_class.next_waiting_no
        training_class.next_waiting_no += 1
    training_class.allocated_at = at
    training_class.allocation_digest = digest
    by = viewer.principal.account_id
    records: list[dict[str, object]] = [
        {
            "kind": "ADJUSTMENT",
            "enrolment_id": adjustment.enrolment_id,
            "after": 1 if adjustment.outcome == "SEAT" else 0,
            "reason": adjustment.reason,
        }
        for adjustment in adjustments
    ]
    promoted = await promote_all(session, classes=classes.values(), at=at, outright=proposal.enrolments.keys())
    entered = sum(one.class_id == class_id for one in promoted)
    records.append({"kind": "ALLOCATION", "before": len(proposal.ranked), "after": entered, "reason": reason})
    await queries.insert_seat_records(session, training_class=training_class, records=records, by=by, at=at)
    await announce_members(session, enrolments=promoted)
    return training_class


async def set_priority(
    session: AsyncSession,
    *,
    district_id: int,
    enrolment_id: UUID,
    priority: int,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> Enrolment:
    """Say how urgent an application is, 1 first, before the places are allocated."""
    known = await queries.get_enrolment(session, district_id=district_id, enrolment_id=enrolment_id)
    training_class = await queries.lock_class(session, district_id=district_id, class_id=known.class_id)
    enrolment = await queries.lock_enrolment(session, district_id=district_id, enrolment_id=enrolment_id)
    if enrolment.status not in ("PENDING", "APPLIED") or training_class.direction != "ALLOCATION":
        raise NotApplied
    if enrolment.priority == priority:
        return enrolment
    record = {
        "kind": "PRIORITY",
        "enrolment_id": enrolment_id,
        "before": enrolment.priority,
        "after": priority,
        "reason": reason,
    }
    await queries.insert_seat_records(
        session, training_class=training_class, records=[record], by=viewer.principal.account_id, at=at
    )
    enrolment.priority = priority
    return enrolment


async def _propose(session: AsyncSession, *, training_class: TrainingClass) -> Proposal:
    applied = await queries.list_applied(
        session, district_id=training_class.district_id, class_id=training_class.class_id
    )
    places = await read_places(session, training_class=training_class)
    ranked = rules.propose(
        [
            Applicant(enrolment.enrolment_id, enrolment.school_id, enrolment.priority, enrolment.waiting_no or 0)
            for enrolment in applied
        ],
        room=places.room(),
    )
    return Proposal(
        training_class,
        ranked,
        {enrolment.enrolment_id: enrolment for enrolment in applied},
        training_class.allocation_digest or rules.digest_of(ranked),
    )


def _adjusted(proposal: Proposal, adjustments: Sequence[Adjustment]) -> tuple[list[Ranked], list[Ranked]]:
    """Who gets a place and who stands in line, each in the order of the proposal, after a person's word.

    Whom a person puts in line comes behind everybody else: the place that he would have had goes to the next.
    """
    decided = {adjustment.enrolment_id: adjustment.outcome == "SEAT" for adjustment in adjustments}
    if not decided.keys() <= proposal.enrolments.keys():
        raise NotFound
    seated = [one for one in proposal.ranked if decided.get(one.applicant.enrolment_id, one.seated)]
    places = {one.applicant.enrolment_id for one in seated}
    in_line = [one for one in proposal.ranked if one.applicant.enrolment_id not in places]
    in_line.sort(key=lambda one: one.applicant.enrolment_id in decided)
    return seated, in_line
