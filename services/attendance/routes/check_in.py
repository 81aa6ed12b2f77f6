"""HTTP of checking in and out."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from services.attendance import operations
from services.attendance.routes.door import TicketDoor
from services.attendance.rules import Phase
from services.attendance.schemas import CheckInRequest, CheckInResponse
from services.platform import clock
from services.platform.edge import Viewer
from services.platform.types import Count, DistrictId, Id

router = APIRouter(route_class=TicketDoor, tags=["check-in"], prefix="/districts/{district_id}")

_TICKET: dict[str, Any] = {
    "parameters": [
        {
            "name": "Check-In-Ticket",
            "in": "header",
            "required": False,
            "description": "A ticket of the class instead of a bearer token; with one, both of the same teacher.",
            "schema": {"type": "string", "maxLength": 200},
        }
    ]
}
_AGAIN: dict[int | str, dict[str, Any]] = {
    200: {"model": CheckInResponse, "description": "Recorded before: the same record"}
}


@router.put(
    "/meetings/{meeting_id}/check-in", status_code=201, responses=_AGAIN, openapi_extra=_TICKET, summary="Check in"
)
async def put_check_in(
    district_id: DistrictId,
    meeting_id: Id,
    body: CheckInRequest,
    request: Request,
    response: Response,
) -> CheckInResponse:
    """Check the asking teacher in at a meeting with the code on the screen; the answer leaves after its commit.

    With `code` as scanned, `number` as typed from beside it, or `scan`: what was exchanged before the login, which
    counts from the moment of the scan. 201 the first time, 200 with the same record ever after. 422 `code-invalid` for
    what is forged, stale, foreign or another teacher's, 409 `check-in-closed` outside the window (where a number is
    neither judged nor counted), 409 `tries-used-up` after ten numbers, 409 `check-in-annulled` for what was scanned
    before the check-in was annulled; each is kept as a refused scan, up to twenty a day of a kind. 422 `wrong-ticket`
    where a ticket and a token are both sent and are not of the same teacher: nobody is checked in. Who is not on the
    class list yet is recorded too, as `unlisted`. 503 with Retry-After when too many wait.
    """
    return await _check_in(district_id, meeting_id, Phase.IN, 0, body, request, response)


@router.put(
    "/meetings/{meeting_id}/check-out", status_code=201, responses=_AGAIN, openapi_extra=_TICKET, summary="Check out"
)
async def put_check_out(
    district_id: DistrictId,
    meeting_id: Id,
    body: CheckInRequest,
    request: Request,
    response: Response,
) -> CheckInResponse:
    """Check the asking teacher out of a meeting, from its beginning until an hour after its end; else as check-in.

    What a meeting is worth that was entered but never left is the pack's word.
    """
    return await _check_in(district_id, meeting_id, Phase.OUT, 0, body, request, response)


@router.put(
    "/meetings/{meeting_id}/roll-calls/{roll}/check-in",
    status_code=201,
    responses=_AGAIN,
    openapi_extra=_TICKET,
    summary="Answer a roll call",
)
async def put_roll_check_in(
    district_id: DistrictId,
    meeting_id: Id,
    roll: Annotated[Count, Path(ge=1, le=20, description="The number of the roll call, which the screen shows")],
    body: CheckInRequest,
    request: Request,
    response: Response,
) -> CheckInResponse:
    """Answer a roll called in the middle of a meeting while it is open; else as check-in.

    It is kept per roll for who looks at the meeting, and changes no minutes.
    """
    return await _check_in(district_id, meeting_id, Phase.ROLL, roll, body, request, response)


async def _check_in(
    district_id: DistrictId,
    meeting_id: Id,
    phase: Phase,
    roll: int,
    body: CheckInRequest,
    request: Request,
    response: Response,
) -> CheckInResponse:
    # Read here and not as a dependency: resolving one costs a tenth of what checking the token does.
    viewer: Viewer = request.state.viewer
    answered = await operations.check_in(
        request.app.state.desk,
        request.app.state.exchanged_scans,
        request.app.state.devices,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        phase=phase,
        roll=roll,
        code=body.code,
        number=body.number,
        exchanged=body.scan,
        device=body.device,
        position=body.position.position() if body.position else None,
        device_at=body.device_at,
        ticket_class_id=request.state.ticket_class_id,
        real_at=clock.real_now(),
    )
    response.status_code = 201 if answered.is_first else 200
    return CheckInResponse.of(answered.check_in)
