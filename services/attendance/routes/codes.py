"""HTTP of the screen: its codes, once or as a stream; and the scan that a phone exchanges before anybody logs in."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request

from services.attendance import operations
from services.attendance.rules import STEP, Codes, Phase
from services.attendance.schemas import CodesResponse, ScanRequest, ScanResponse
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.errors import Text, Unprocessable
from services.platform.streams import EventStream, StreamEvent
from services.platform.types import Count, DistrictId, Id

router = APIRouter(route_class=Edge, tags=["codes"])

# A screen shows its token again after so long: who no longer leads the class loses its codes then.
LONGEST_SECONDS = 3_600
# So that a sleep never ends a moment before its step begins.
_PAD = timedelta(milliseconds=5)
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events named `codes` with the body of get_codes every ten seconds, and `closed` at the end",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}

PhaseAsked = Annotated[Phase, Query(description="Coming (IN), leaving (OUT), or a roll call (ROLL)")]
RollAsked = Annotated[Count, Query(le=20, description="Which roll call, where the phase is ROLL")]


@router.get("/districts/{district_id}/meetings/{meeting_id}/codes", summary="The codes for the screen")
async def get_codes(
    district_id: DistrictId,
    meeting_id: Id,
    phase: PhaseAsked,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    roll: RollAsked = 0,
) -> CodesResponse:
    """The rotating code of now and the next five, ten seconds each; a scan is accepted for three steps.

    Beside each stands its six-digit number for phones without a camera. For the trainers who lead the class, the admins
    of its school and of the district. 409 `not-fixed` with the clause and what is missing, where the pack asks for a
    time, place, speaker or topic before people sign in. 409 `check-in-closed` when the meeting takes no more scans of
    the phase; before it takes any the codes are there, for who sets up the screen.
    """
    _demand_number(phase, roll)
    at = clock.now()
    codes = await operations.list_codes(
        session,
        request.app.state.codes,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        phase=phase,
        roll=roll,
        at=at,
    )
    return CodesResponse.of(
        codes, meeting_id=meeting_id, phase=phase, roll=roll, server_time=at, step_seconds=int(STEP.total_seconds())
    )


@router.get(
    "/districts/{district_id}/meetings/{meeting_id}/code-stream",
    responses=_STREAM,
    response_class=EventStream,
    summary="The codes for the screen, as they come",
)
async def get_code_stream(
    district_id: DistrictId,
    meeting_id: Id,
    phase: PhaseAsked,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    roll: RollAsked = 0,
    seconds: Annotated[Count, Query(le=LONGEST_SECONDS, description="How long the stream lasts")] = LONGEST_SECONDS,
) -> EventStream:
    """Server-sent events: the body of get_codes with the server's time at the beginning of every ten-second step.

    For whom get_codes is. It ends with an event `closed` when the meeting takes no more scans of the phase (409
    `check-in-closed` from then on), and without one after an hour at most: come again, with a fresh token. 503 with
    Retry-After when the process holds as many streams as it can.
    """
    _demand_number(phase, roll)
    closes_at = await operations.open_screen(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        phase=phase,
        roll=roll,
        at=clock.now(),
    )
    events = _codes_as_they_come(
        request.app.state.codes,
        district_id=district_id,
        meeting_id=meeting_id,
        phase=phase,
        roll=roll,
        closes_at=closes_at,
        ends_at=clock.real_now() + timedelta(seconds=seconds),
    )
    return EventStream(request, events, streams=request.app.state.streams)


@router.post("/scans", summary="Exchange a scan before the login")
async def post_scan(body: ScanRequest, request: Request) -> ScanResponse:
    """A good code, scanned by a phone on which nobody has logged in yet, as a signed text that keeps the moment.

    No token is needed. Whoever logs in within 15 minutes and presents it as `scan` checks in as of this moment, so that
    a slow login loses nobody. It lets one teacher in: another one's is refused. 422 `code-invalid` else.
    """
    scan = operations.exchange_scan(
        request.app.state.codes,
        request.app.state.devices,
        district_id=body.district_id,
        code=body.code,
        device=body.device,
        at=clock.now(),
        real_at=clock.real_now(),
    )
    return ScanResponse.of(request.app.state.exchanged_scans.write(scan), scan)


async def _codes_as_they_come(
    codes: Codes,
    *,
    district_id: int,
    meeting_id: UUID,
    phase: Phase,
    roll: int,
    closes_at: datetime,
    ends_at: datetime,
) -> AsyncIterator[StreamEvent]:
    while (at := clock.now()) < closes_at:
        shown = codes.codes_from(at, district_id=district_id, meeting_id=meeting_id, phase=phase, roll=roll)
        body = CodesResponse.of(
            shown, meeting_id=meeting_id, phase=phase, roll=roll, server_time=at, step_seconds=int(STEP.total_seconds())
        )
        yield StreamEvent("codes", body.model_dump(mode="json"))
        pause = min(shown[1].valid_from, closes_at) - at + _PAD
        rest = ends_at - clock.real_now()
        await asyncio.sleep(max(0.0, min(pause, rest).total_seconds()))
        if rest <= pause:
            return
    yield StreamEvent("closed", {"closes_at": closes_at.isoformat()})


def _demand_number(phase: Phase, roll: int) -> None:
    if (phase is Phase.ROLL) != (roll > 0):
        raise Unprocessable(
            reason=Text(zh="点名须有序号，签到签退没有", en="a roll call has a number, coming and leaving have none")
        )
