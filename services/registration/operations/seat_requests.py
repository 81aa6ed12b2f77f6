"""Asked from below: schools ask for places with a reason, the district grants all, some or none of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.access import Viewer
from services.platform.errors import NotFound
from services.registration import queries, rules
from services.registration.errors import (
    MoreThanAsked,
    RequestsClosed,
    RequestsNotTaken,
    SchoolTwice,
    SeatRequestDecided,
)
from services.registration.models import SeatRequest, TrainingClass
from services.registration.operations.announcements import announce_members
from services.registration.operations.places import read_places, return_pools
from services.registration.operations.plans import demand_school
from services.registration.operations.pools import share_out
from services.registration.operations.waiting_list import promote
from services.registration.rules import PoolTerms


@dataclass(frozen=True, slots=True)
class Grant:
    """What a school shall have of what it asked for, and why."""

    school_id: UUID
    seats: int
    reason: str


async def ask_for_seats(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    school_id: UUID,
    seats: int,
    priority: int,
    reason: str,
    viewer: Viewer,
    at: datetime,
) -> SeatRequest:
    """A school asks for places, or asks anew while nothing is decided."""
    viewer.demand(unit_id=school_id)
    training_class = await _lock_asked(session, district_id=district_id, class_id=class_id)
    if training_class.requests_close_at is not None and at >= training_class.requests_close_at:
        raise RequestsClosed(closes_at=training_class.requests_close_at)
    await demand_school(session, district_id=district_id, school_id=school_id)
    by = viewer.principal.account_id
    request = await queries.find_seat_request(session, district_id=district_id, class_id=class_id, school_id=school_id)
    before = None
    if request is None:
        request = SeatRequest(district_id=district_id, class_id=class_id, school_id=school_id, status="ASKED")
    elif request.status != "ASKED":
        raise SeatRequestDecided(granted=request.granted)
    elif (request.seats, request.priority, request.reason) == (seats, priority, reason):
        return request
    else:
        before = request.seats
    request.seats, request.priority, request.reason = seats, priority, reason
    request.requested_by, request.requested_at = by, at
    await queries.insert_seat_request(session, request)
    record = {"kind": "REQUEST", "school_id": school_id, "before": before, "after": seats, "reason": reason}
    await queries.insert_seat_records(session, training_class=training_class, records=[record], by=by, at=at)
    return request


async def list_seat_requests(
    session: AsyncSession, *, district_id: int, class_id: UUID, viewer: Viewer
) -> Sequence[SeatRequest]:
    """What schools asked for, the most urgent first; a school sees its own request."""
    await queries.get_class(session, district_id=district_id, class_id=class_id)
    return await queries.list_seat_requests(
        session, district_id=district_id, class_id=class_id, school_id=viewer.only_unit()
    )


async def grant_seats(
    session: AsyncSession,
    *,
    district_id: int,
    class_id: UUID,
    grants: Sequence[Grant],
    claim_back_at: datetime | None,
    viewer: Viewer,
    at: datetime,
) -> Sequence[SeatRequest]:
    """Decide on these requests; what is granted becomes the school's pool, in one act for all of them.

    Pools of other schools stay. What is not granted is for anybody once every request is decided. A decision may be
    changed by another one; both are on record. PoolsOpened once the second round has opened the places to all.
    """
    training_class = await _lock_asked(session, district_id=district_id, class_id=class_id)
    by = viewer.principal.account_id
    requests = {
        request.school_id: request
        for request in await queries.list_seat_requests(session, district_id=district_id, class_id=class_id)
    }
    if len({grant.school_id for grant in grants}) < len(grants):
        raise SchoolTwice
    records = []
    for grant in grants:
        request = requests.get(grant.school_id)
        if request is None:
            raise NotFound
        if grant.seats > request.seats:
            raise MoreThanAsked
        records.append(
            {
                "kind": "GRANT",
                "school_id": grant.school_id,
                "before": request.granted,
                "after": grant.seats,
                "reason": grant.reason,
            }
        )
        request.granted, request.decision_reason = grant.seats, grant.reason
        request.decided_by, request.decided_at = by, at
        request.status = _outcome(asked=request.seats, granted=grant.seats)
    places = await read_places(session, training_class=training_class)
    await return_pools(session, places=places, at=at)
    shared_before = training_class.pooled
    pools = {
        pool.school_id: PoolTerms(pool.school_id, pool.seats, pool.claim_back_at)
        for pool in places.pools.values()
        if pool.returned_at is None
    }
    pools.update({grant.school_id: PoolTerms(grant.school_id, grant.seats, claim_back_at) for grant in grants})
    await share_out(
        session, training_class=training_class, pools=list(pools.values()), reason=None, viewer=viewer, at=at
    )
    # Who still awaits an answer must not find the rest gone: it is for anybody when the last request is decided.
    training_class.pooled = shared_before or all(request.status != "ASKED" for request in requests.values())
    await queries.insert_seat_records(session, training_class=training_class, records=records, by=by, at=at)
    promoted = await promote(session, training_class=training_class, at=at)
    await announce_members(session, enrolments=promoted)
    return await queries.list_seat_requests(session, district_id=district_id, class_id=class_id)


async def _lock_asked(session: AsyncSession, *, district_id: int, class_id: UUID) -> TrainingClass:
    training_class = await queries.lock_class(session, district_id=district_id, class_id=class_id)
    rules.demand_scheduled(training_class.status)
    if training_class.direction != "REQUESTS":
        raise RequestsNotTaken
    return training_class


def _outcome(*, asked: int, granted: int) -> rules.RequestStatus:
    if granted == 0:
        return "REFUSED"
    return "GRANTED" if granted == asked else "PARTLY_GRANTED"
