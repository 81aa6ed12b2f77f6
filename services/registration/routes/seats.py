"""How the places of a class are shared out: pools, rounds, requests of schools, the allocation, offers, groups."""

from fastapi import APIRouter, Request

from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id
from services.registration import operations
from services.registration.rules import Round
from services.registration.schemas import (
    AllocationRequest,
    AllocationResponse,
    ClassResponse,
    EnrolmentResponse,
    GroupRequest,
    GroupResponse,
    OfferAnswerRequest,
    OfferResponse,
    PoolsRequest,
    PoolsResponse,
    PriorityRequest,
    RoundsRequest,
    SeatGrantsRequest,
    SeatRecordResponse,
    SeatRequestRequest,
    SeatRequestResponse,
    SeatRequestsResponse,
    allocation_response,
    class_response,
    enrolment_response,
    group_response,
    offer_response,
    pools_response,
)

router = APIRouter(route_class=Edge, tags=["Seats"])


@router.get("/districts/{district_id}/classes/{class_id}/pools", summary="Read how places are kept for schools")
async def get_pools(district_id: DistrictId, class_id: Id, session: DatabaseSession) -> PoolsResponse:
    """The places of a class: taken, offered, kept for which school until when, and left for anybody."""
    places = await operations.get_pools(session, district_id=district_id, class_id=class_id)
    return pools_response(places.training_class, places.pools)


@router.put("/districts/{district_id}/classes/{class_id}/pools", summary="Keep places for schools")
async def put_pools(
    district_id: DistrictId, class_id: Id, body: PoolsRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PoolsResponse:
    """Replace the pools (名额) of a class. What a school's people have already counts towards its pool.

    A class of direction QUOTA or REQUESTS gives no place before this; from now on what no pool keeps is for anybody,
    and an empty list gives all to whoever comes first. At `claim_back_at` what a school has not claimed becomes
    anybody's and goes down the line. 409 `seats-kept` where the pools do not fit into what is free, `no-pools-here` in
    a class that is first come first served, `pools-opened` once the second round has opened them to all,
    `class-cancelled`; 422 `unknown-school`, `claim-back-past`.
    """
    places = await operations.set_pools(
        session,
        district_id=district_id,
        class_id=class_id,
        pools=[pool.terms() for pool in body.pools],
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return pools_response(places.training_class, places.pools)


@router.put("/districts/{district_id}/classes/{class_id}/rounds", summary="Set the rounds of enrolment")
async def put_rounds(
    district_id: DistrictId, class_id: Id, body: RoundsRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClassResponse:
    """When people may enrol: one round, or a second one with what the first has left; and how long offers last.

    Offers made before keep their hour. 409 `class-cancelled`; 422 `period-reversed`, `rounds-overlap`.
    """
    second = body.second_round
    changed = await operations.set_rounds(
        session,
        district_id=district_id,
        class_id=class_id,
        first=Round(body.opens_at, body.closes_at),
        second=Round(second.opens_at, second.closes_at) if second else None,
        second_opens_pools=body.second_round_opens_pools,
        offer_minutes=body.offer_minutes,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return class_response(changed)


@router.put(
    "/districts/{district_id}/classes/{class_id}/seat-requests/{school_id}", summary="Ask for places for a school"
)
async def put_seat_request(
    district_id: DistrictId,
    class_id: Id,
    school_id: Id,
    body: SeatRequestRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> SeatRequestResponse:
    """A school asks for places of a class of direction REQUESTS, until `requests_close_at`; it may ask anew till then.

    409 `requests-not-taken`, `requests-closed`, `seat-request-decided`, `class-cancelled`; 404 for another school.
    """
    request = await operations.ask_for_seats(
        session,
        district_id=district_id,
        class_id=class_id,
        school_id=school_id,
        seats=body.seats,
        priority=body.priority,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return SeatRequestResponse.model_validate(request)


@router.get("/districts/{district_id}/classes/{class_id}/seat-requests", summary="List what schools ask for")
async def list_seat_requests(
    district_id: DistrictId, class_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> SeatRequestsResponse:
    """Every school's request, the most urgent first, then who asked first; a school sees its own."""
    requests = await operations.list_seat_requests(session, district_id=district_id, class_id=class_id, viewer=viewer)
    return SeatRequestsResponse(items=[SeatRequestResponse.model_validate(request) for request in requests])


@router.put("/districts/{district_id}/classes/{class_id}/seat-grants", summary="Grant places to schools")
async def put_seat_grants(
    district_id: DistrictId, class_id: Id, body: SeatGrantsRequest, session: DatabaseSession, viewer: CurrentViewer
) -> SeatRequestsResponse:
    """Decide on these requests, in one act: granted places are kept for the school. A decision may be changed.

    Once no request is left undecided, what was not granted is for anybody. 404 where a school has not asked; 409
    `seats-kept`, `requests-not-taken`, `pools-opened` once the second round has opened the places to all (0, a
    refusal, is possible still), `class-cancelled`; 422 `more-than-asked`, `claim-back-past`.
    """
    requests = await operations.grant_seats(
        session,
        district_id=district_id,
        class_id=class_id,
        grants=[operations.Grant(grant.school_id, grant.seats, grant.reason) for grant in body.grants],
        claim_back_at=body.claim_back_at,
        viewer=viewer,
        at=clock.now(),
    )
    return SeatRequestsResponse(items=[SeatRequestResponse.model_validate(request) for request in requests])


@router.get("/districts/{district_id}/classes/{class_id}/allocation", summary="Read the proposed allocation")
async def get_allocation(district_id: DistrictId, class_id: Id, session: DatabaseSession) -> AllocationResponse:
    """Who would get a place among those who applied, in the stated order.

    By priority; then the first of each school before the second of any; then who applied first. What a pool keeps goes
    to people of its school. 409 `not-allocating` for other directions.
    """
    proposal = await operations.get_allocation(session, district_id=district_id, class_id=class_id)
    return allocation_response(
        proposal.training_class, list(proposal.ranked), proposal.enrolments, digest=proposal.digest
    )


@router.put("/districts/{district_id}/classes/{class_id}/allocation", summary="Allocate the places")
async def put_allocation(
    district_id: DistrictId, class_id: Id, body: AllocationRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ClassResponse:
    """Apply the proposal of that `digest` with adjustments, once: places first, the others stand in line in its order.

    From then on the class goes on as first come, first served. The same digest again changes nothing.
    409 `allocation-too-early` before enrolment has closed, `allocation-changed` where somebody came or left since it
    was read, `allocation-too-large`, `allocation-done`, `not-allocating`, `class-cancelled`, `class-ended`; 404 for an
    adjusted enrolment that is not in it.
    """
    allocated = await operations.allocate(
        session,
        district_id=district_id,
        class_id=class_id,
        digest=body.digest,
        adjustments=[operations.Adjustment(one.enrolment_id, one.outcome, one.reason) for one in body.adjustments],
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return class_response(allocated)


@router.put("/districts/{district_id}/enrolments/{enrolment_id}/priority", summary="Say how urgent an application is")
async def put_priority(
    district_id: DistrictId, enrolment_id: Id, body: PriorityRequest, session: DatabaseSession, viewer: CurrentViewer
) -> EnrolmentResponse:
    """1 comes first in the allocation, 5 is usual. 409 `not-applied` once there is nothing left to be allocated."""
    enrolment = await operations.set_priority(
        session,
        district_id=district_id,
        enrolment_id=enrolment_id,
        priority=body.priority,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return enrolment_response(enrolment)


@router.post("/districts/{district_id}/classes/{class_id}/groups", status_code=201, summary="Enrol a group")
async def post_group(
    district_id: DistrictId, class_id: Id, body: GroupRequest, session: DatabaseSession, viewer: CurrentViewer
) -> GroupResponse:
    """Colleagues of one school enter together or not at all: all CONFIRMED, or all WAITING as one.

    A group in line enters when places for all of it are free; until then single people may go past it. 409 `group-
    refused` with a pointer and the problem of each who cannot enter; when not willing to wait `group-too-large` with
    what is free, `class-full` or `not-shared-out`; `groups-not-taken` where reviews or the allocation look at each
    alone, as a school does with guests in its own class; `enrolment-closed`, `class-ended`, `class-cancelled`; 422
    `group-of-several-schools`, `teacher-twice`; 404 for a teacher of another school.
    """
    group = await operations.enter_group(
        session,
        district_id=district_id,
        class_id=class_id,
        teacher_ids=body.teacher_ids,
        accept_waiting=body.accept_waiting,
        overrides={override.teacher_id: override.reason for override in body.overrides},
        viewer=viewer,
        at=clock.now(),
    )
    return group_response(group.group_id, group.enrolments, waiting_position=group.waiting_position)


@router.put("/districts/{district_id}/enrolments/{enrolment_id}/offer-answer", summary="Accept or decline a place")
async def put_offer_answer(
    district_id: DistrictId,
    enrolment_id: Id,
    body: OfferAnswerRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> EnrolmentResponse:
    """Accept the place offered to an OFFERED enrolment, or decline it and leave the line; then the next one is asked.

    Accepting twice is accepting once. 409 `no-offer`, `offer-expired`.
    """
    answered = await operations.answer_offer(
        session,
        district_id=district_id,
        enrolment_id=enrolment_id,
        answer=body.answer,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return enrolment_response(answered)


@router.get("/districts/{district_id}/classes/{class_id}/offers", summary="List the offers of a class")
async def list_offers(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[OfferResponse]:
    """Offers in the order in which they were made, settled ones included; another school sees its own teachers'."""
    listed = await operations.list_offers(
        session,
        district_id=district_id,
        class_id=class_id,
        after=place_after(request, cursor),
        limit=limit + 1,
        viewer=viewer,
    )
    return page_of(
        request,
        listed.rows,
        limit=limit,
        id_of=lambda row: row[0].offer_id,
        shape=lambda row: offer_response(row[0], row[1], listed.names),
    )


@router.get("/districts/{district_id}/classes/{class_id}/seat-records", summary="Read who changed the places")
async def list_seat_records(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[SeatRecordResponse]:
    """Every change of places, pools, rounds, grants, priorities and the allocation: by whom, when, why."""
    records = await operations.list_seat_records(
        session,
        district_id=district_id,
        class_id=class_id,
        after=place_after(request, cursor),
        limit=limit + 1,
        viewer=viewer,
    )
    return page_of(
        request,
        records,
        limit=limit,
        id_of=lambda record: record.seat_record_id,
        shape=SeatRecordResponse.model_validate,
    )
