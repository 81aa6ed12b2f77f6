"""Moves: teachers who leave for another district or come from one, and schools that merge."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.directory import operations
from services.directory.schemas import (
    ArrivalResponse,
    ArrivalState,
    DepartureRequest,
    DepartureResponse,
    ReceptionRequest,
    SchoolMergerRequest,
    SchoolMergerResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["moves"], prefix="/districts/{district_id}")


@router.post("/teachers/{teacher_id}/departures", status_code=201, summary="Let a teacher go to another district")
async def post_departure(
    district_id: DistrictId, teacher_id: Id, body: DepartureRequest, session: DatabaseSession, viewer: CurrentViewer
) -> DepartureResponse:
    """End the appointment in hand with `last_day` and announce the person to another district.

    What the ledger holds for the teacher follows, signed; what is posted or taken back here later follows too. From
    now on only the new district can open the person again. After the last day an account of theirs administers nothing
    here: they read what was theirs and bring to an end what they began, as a teacher. 404 for an unknown teacher; 409
    `not-in-post` on that day, `appointed-later`, `held-elsewhere` (another district holds the person, or a transfer is
    under way), `teacher-is-merged`; 422 `unknown-district`, also for the own one.
    """
    departure = await operations.let_go(
        session, viewer=viewer, teacher_id=teacher_id, at=clock.now(), **body.model_dump()
    )
    return DepartureResponse.model_validate(departure)


@router.post("/departures/{transfer_id}/withdrawal", status_code=201, summary="Keep a teacher after all")
async def post_departure_withdrawal(
    district_id: DistrictId, transfer_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> DepartureResponse:
    """Take back a departure whom the new district has not received yet; the appointment goes on as before.

    409 `transfer-ended` when it was received or withdrawn before, `period-taken` where another appointment began.
    """
    departure = await operations.withdraw_departure(session, viewer=viewer, transfer_id=transfer_id, at=clock.now())
    return DepartureResponse.model_validate(departure)


@router.get("/departures", summary="Teachers who left for another district")
async def list_departures(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    teacher_id: Annotated[Id | None, Query(description="Of one teacher")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[DepartureResponse]:
    """In the order in which they were decided, withdrawn ones included."""
    rows = await operations.list_departures(
        session,
        district_id=district_id,
        teacher_id=teacher_id,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request, rows, limit=limit, id_of=lambda one: one.transfer_id, shape=DepartureResponse.model_validate
    )


@router.get("/arrivals", summary="Teachers whom other districts sent here")
async def list_arrivals(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    state: Annotated[ArrivalState | None, Query(description="EXPECTED: still to be received")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ArrivalResponse]:
    """In the order in which they were decided there. No names: the letter of transfer bears `transfer_id`."""
    rows = await operations.list_arrivals(
        session, district_id=district_id, state=state, after=place_after(request, cursor), limit=limit + 1
    )
    return page_of(request, rows, limit=limit, id_of=lambda one: one.transfer_id, shape=ArrivalResponse.model_validate)


@router.post("/arrivals/{transfer_id}/reception", status_code=201, summary="Receive a teacher of another district")
async def post_reception(
    district_id: DistrictId, transfer_id: Id, body: ReceptionRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ArrivalResponse:
    """Appoint who was sent here, as a teacher who stands here already (`teacher_id`) or as a new one (`new`).

    Degrees, certificates held and leaves come along, and the history of the former book is judged for the teacher,
    without entering this district's balances or summaries. 404 for an unknown arrival, school or teacher; 409
    `transfer-ended`, `still-there` (the first day lies before the last one there), `held-elsewhere`, `another-person`,
    `known-here` (give that teacher_id), `staff-number-taken`, `school-merged`, `period-taken`, `teacher-is-merged`.
    """
    posted = body.model_dump(exclude={"teacher_id", "new"})
    arrival = await operations.receive(
        session,
        viewer=viewer,
        transfer_id=transfer_id,
        teacher_id=body.teacher_id,
        new=None if body.new is None else operations.NewTeacher(**body.new.model_dump()),
        post=operations.Post(**posted),
        at=clock.now(),
    )
    return ArrivalResponse.model_validate(arrival)


@router.post("/schools/{school_id}/merger", status_code=201, summary="Let a school go up in another")
async def post_school_merger(
    district_id: DistrictId, school_id: Id, body: SchoolMergerRequest, session: DatabaseSession, viewer: CurrentViewer
) -> SchoolMergerResponse:
    """From `merged_on` on everybody in post goes on at the other school, and teams and pairs stand there.

    What was earned or stated before stays with the school where it was. Nobody can be appointed to the merged school
    from that day on, and who is entered as being there since before goes on at the other. Accounts of the merged school
    belong to the other from their first token of that day or later; the other sees what was the merged one's own.

    404 for an unknown school; 409 `school-merged` where one of both has gone up in another before; 422
    `unknown-school` for the school itself.
    """
    merger = await operations.merge_schools(
        session,
        viewer=viewer,
        school_id=school_id,
        into_school_id=body.into_school_id,
        on=body.merged_on,
        reason=body.reason,
        at=clock.now(),
    )
    return SchoolMergerResponse.model_validate(merger)
