"""HTTP of the desk: roll calls, check-ins entered for others, all check-ins of a meeting, and annulling one."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.attendance import operations
from services.attendance.schemas import (
    AnnulmentRequest,
    AnnulmentResponse,
    CheckInResponse,
    EntriesResponse,
    HandEntryResponse,
    HelpedCheckInsRequest,
    KeptCheckInResponse,
    PaperListRequest,
    PlacePositionResponse,
    PositionRequest,
    RollAnsweredResponse,
    RollCallRequest,
    RollCallResponse,
    RollCallsResponse,
    entries_response,
    entry_response,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, cursors_of, place_read
from services.platform.problems import language_of
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["desk"], prefix="/districts/{district_id}")

_AGAIN: dict[int | str, dict[str, Any]] = {
    200: {"model": AnnulmentResponse, "description": "Annulled before: the same annulment"}
}


@router.post("/meetings/{meeting_id}/roll-calls", status_code=201, summary="Call the roll")
async def post_roll_call(
    district_id: DistrictId,
    meeting_id: Id,
    body: RollCallRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> RollCallResponse:
    """Open the next roll of a meeting that goes on, for some minutes; get_codes with phase ROLL then shows its codes.

    One at a time (409 `roll-call-open`), at most twenty a meeting, never beyond its end.
    """
    called = await operations.call_roll(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        lasts=timedelta(minutes=body.minutes),
        at=clock.now(),
    )
    return RollCallResponse.model_validate(called)


@router.get("/meetings/{meeting_id}/roll-calls", summary="The rolls called in a meeting")
async def list_roll_calls(
    district_id: DistrictId, meeting_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> RollCallsResponse:
    """Each roll with its times, how many answered, and how many the class list has; who did is in list_check_ins."""
    rolls = await operations.list_rolls(session, viewer=viewer, district_id=district_id, meeting_id=meeting_id)
    return RollCallsResponse(
        items=[
            RollAnsweredResponse(
                **RollCallResponse.model_validate(one.roll_call).model_dump(),
                answered=one.answered,
                expected=one.expected,
            )
            for one in rolls
        ]
    )


@router.post("/meetings/{meeting_id}/helped-check-ins", status_code=201, summary="Check people in by a helper's device")
async def post_helped_check_ins(
    district_id: DistrictId,
    meeting_id: Id,
    body: HelpedCheckInsRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> EntriesResponse:
    """Check in people who are there without a phone that works, by id, staff number, or name in the class list.

    Judged like a scan of this moment, graded VOUCHED, with who vouches and why; never oneself. One answer per line:
    RECORDED, ALREADY (the check-in that stands), or REFUSED with the problem, as outside the window.
    """
    entered = await operations.enter_by_helper(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        phase=body.phase,
        roll=body.roll,
        people=[operations.Named(**one.model_dump()) for one in body.people],
        reason=body.reason,
        at=clock.now(),
    )
    return _entries(entered, request)


@router.post("/meetings/{meeting_id}/paper-lists", status_code=201, summary="Enter a paper list")
async def post_paper_list(
    district_id: DistrictId,
    meeting_id: Id,
    body: PaperListRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> EntriesResponse:
    """Enter the signatures of a paper list afterwards, graded PAPER, with who enters them, why, and where the paper is.

    A line counts at the time written beside it, judged like a scan of that time; without one, from the beginning of the
    meeting or (leaving) to its end. A check-in that stands already is never replaced. One answer per line, as above.
    """
    entered = await operations.enter_from_paper(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        phase=body.phase,
        roll=body.roll,
        people=[operations.Named(**one.model_dump()) for one in body.people],
        reason=body.reason,
        reference=body.reference,
        at=clock.now(),
    )
    return _entries(entered, request)


@router.get("/meetings/{meeting_id}/check-ins", summary="All check-ins of a meeting")
async def list_check_ins(
    district_id: DistrictId,
    meeting_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[KeptCheckInResponse]:
    """Every check-in with its way, grade and distance, who entered it for somebody, and what annulled it.

    By phase, roll, teacher and turn; annulled ones stay in the list. One that came before its enrolment was known is
    `listed` from the moment it is.
    """
    kept = await operations.list_meeting_check_ins(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        after=place_read(request, cursor, _key_of),
        limit=limit,
    )
    last = kept[-1].check_in if len(kept) == limit else None
    place = f"{last.phase}|{last.roll}|{last.teacher_id}|{last.turn}" if last else None
    return Page(
        items=[
            KeptCheckInResponse(
                **CheckInResponse.model_validate(one.check_in).model_dump(),
                listed=one.is_listed,
                entered=HandEntryResponse.model_validate(one.entry) if one.entry else None,
                annulment=AnnulmentResponse.of(one.annulment) if one.annulment else None,
            )
            for one in kept
        ],
        next_cursor=cursors_of(request).write(place) if place else None,
    )


@router.put(
    "/meetings/{meeting_id}/check-ins/{check_in_id}/annulment",
    status_code=201,
    responses=_AGAIN,
    summary="Annul a check-in",
)
async def put_annulment(
    district_id: DistrictId,
    meeting_id: Id,
    check_in_id: Id,
    body: AnnulmentRequest,
    response: Response,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> AnnulmentResponse:
    """Take the effect from a check-in that should not be, with the reason; never one's own. Nothing is deleted.

    The teacher may check in again by a scan of a later moment, as the next turn. The same reason again is the same
    annulment (200); another one is refused, 409 `annulled-otherwise`. A class that was settled is settled anew by
    itself, some minutes later.
    """
    annulment, is_new = await operations.annul(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        check_in_id=check_in_id,
        reason=body.reason,
        at=clock.now(),
    )
    response.status_code = 201 if is_new else 200
    return AnnulmentResponse.of(annulment)


@router.put("/meetings/{meeting_id}/position", summary="Where the place of a meeting is")
async def put_place_position(
    district_id: DistrictId,
    meeting_id: Id,
    body: PositionRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> PlacePositionResponse:
    """Say where the place is, for all meetings of the class at it; the last word holds. 409 `no-place` without one.

    From then on a scan that tells its coordinates keeps a word for the distance: NEAR (200 m), WITHIN_1_KM or FAR.
    """
    place = await operations.place_meeting(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        position=body.position(),
        at=clock.now(),
    )
    return PlacePositionResponse.model_validate(place)


def _entries(entered: list[operations.Entered], request: Request) -> EntriesResponse:
    language = language_of(request)
    return entries_response(
        [
            entry_response(
                line,
                teacher_id=one.teacher_id,
                check_in=one.check_in,
                is_first=one.is_first,
                refusal=one.refusal,
                language=language,
            )
            for line, one in enumerate(entered)
        ]
    )


def _key_of(cursor: str) -> tuple[str, int, UUID, int]:
    phase, roll, teacher_id, turn = cursor.split("|")
    return phase, int(roll), UUID(teacher_id), int(turn)
