"""HTTP of helper devices that work without a network."""

import base64
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from services.attendance import operations
from services.attendance.rules import BundleTicket, OfflineLine, Phase, digest_of_bundle
from services.attendance.schemas import (
    OfflineBundleResponse,
    OfflineFactResponse,
    OfflineReviewRequest,
    OfflineReviewResponse,
    OfflineUploadRequest,
    OfflineUploadResponse,
    ReviewedFactResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, cursors_of, place_read
from services.platform.types import DistrictId, Flag, Id

router = APIRouter(route_class=Edge, tags=["offline"], prefix="/districts/{district_id}")

_LONGEST_NAME_SHOWN = 2
# Of a staff number so much stands beside a name that several have.
_TAIL = 4
# A PUT, for what a POST has answered is kept for its repetition, and this holds the keys of codes.
_AGAIN: dict[int | str, dict[str, Any]] = {
    200: {"model": OfflineBundleResponse, "description": "Taken along before: the same bundle"}
}


@router.put(
    "/meetings/{meeting_id}/offline-bundle",
    status_code=201,
    responses=_AGAIN,
    summary="Take a bundle along for a device without a network",
)
async def put_offline_bundle(
    district_id: DistrictId,
    meeting_id: Id,
    request: Request,
    response: Response,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> OfflineBundleResponse:
    """The list of a meeting, its windows and the keys of its codes, signed for the asking account; kept as issued.

    With it a device shows and judges codes and checks people in without a network; see post_offline_upload. An account
    has one bundle of a meeting: asked for again (200) it is the same, with the list as it is by then. 409 `not-fixed`
    as for the codes, `check-in-closed` when the meeting takes no more scans.
    """
    bundle, is_new = await operations.issue_bundle(
        session, request.app.state.codes, viewer=viewer, district_id=district_id, meeting_id=meeting_id, at=clock.now()
    )
    response.status_code = 201 if is_new else 200
    meeting = bundle.meeting
    content: dict[str, Any] = {
        "bundle_id": bundle.bundle_id,
        "meeting_id": meeting.meeting_id,
        "class_id": meeting.class_id,
        "title": bundle.training_class.title,
        "topic": meeting.topic,
        "speaker": meeting.speaker,
        "place": meeting.place,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "windows": meeting,
        "members": [
            {"teacher_id": teacher_id, "staff_number": number, "name": name}
            for (teacher_id, number, _), name in zip(bundle.members, _short_names(bundle.members), strict=True)
        ],
        "code_keys": {
            phase.value: base64.urlsafe_b64encode(key).decode().rstrip("=") for phase, key in bundle.code_keys.items()
        },
        "issued_at": bundle.issued_at,
        "uploads_until": bundle.uploads_until,
    }
    answer = OfflineBundleResponse.model_validate({**content, "ticket": ""})
    ticket = BundleTicket(
        bundle.bundle_id,
        district_id,
        meeting_id,
        viewer.principal.account_id,
        bundle.uploads_until,
        digest_of_bundle(answer.model_dump(mode="json", exclude={"ticket"})),
    )
    return answer.model_copy(update={"ticket": request.app.state.bundles.write(ticket)})


@router.post("/meetings/{meeting_id}/offline-uploads", summary="Bring back what a device saw")
async def post_offline_upload(
    district_id: DistrictId,
    meeting_id: Id,
    body: OfflineUploadRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> OfflineUploadResponse:
    """Keep what a device saw with its bundle, each line at its own time, and answer line by line.

    Idempotent by the ids that the device made: sent again, whole or in part, the same lines are the same facts. What
    cannot count at once (a clock 5 minutes off, later than 24 hours after the meeting, outside the windows, a staff
    number of nobody, a code that was not good then, another time than the one recorded, a time before the teacher's
    check-in was annulled) waits for a person with its reason; nothing is dropped. What counts is graded VOUCHED, with a
    code too, for the bundle holds the keys by which codes are made. 422 `bundle-invalid` for a ticket of another
    account, meeting or maker.
    """
    facts = await operations.upload_facts(
        session,
        request.app.state.codes,
        request.app.state.bundles,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        ticket=body.ticket,
        sent_at=body.sent_at,
        lines=[
            OfflineLine(
                client_id=line.client_id,
                phase=Phase(line.phase),
                teacher_id=line.teacher_id,
                staff_number=line.staff_number,
                at=line.at,
                code=line.code,
            )
            for line in body.lines
        ],
        at=clock.now(),
    )
    return OfflineUploadResponse(items=[OfflineFactResponse.model_validate(fact) for fact in facts])


@router.get("/meetings/{meeting_id}/offline-facts", summary="What devices brought")
async def list_offline_facts(
    district_id: DistrictId,
    meeting_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    only_open: Annotated[Flag, Query(description="Only those that wait for a person")] = False,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ReviewedFactResponse]:
    """What devices brought to a meeting in the order of its times, each with what a person made of it."""
    found = await operations.list_facts(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        only_open=only_open,
        after=place_read(request, cursor, _place_of),
        limit=limit + 1,
    )
    shown = found[:limit]
    last = shown[-1][0] if len(found) > limit else None
    return Page(
        items=[
            ReviewedFactResponse(
                **OfflineFactResponse.model_validate(fact).model_dump(),
                review=OfflineReviewResponse.model_validate(review) if review else None,
            )
            for fact, review in shown
        ],
        next_cursor=cursors_of(request).write(f"{last.occurred_at.isoformat()} {last.client_id}") if last else None,
    )


@router.put("/meetings/{meeting_id}/offline-facts/{client_id}/review", summary="Accept or refuse what a device brought")
async def put_offline_review(
    district_id: DistrictId,
    meeting_id: Id,
    client_id: Id,
    body: OfflineReviewRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> OfflineReviewResponse:
    """Say whether a fact that waits shall count, once and never about oneself.

    An accepted one counts beside the check-ins: the earlier coming and the later going are taken. What a clock told
    that stood more than 5 minutes off counts at the time by ours. 409 `nothing-to-review` for one that counts already,
    `already-reviewed` for another word than the one given; 422 `teacher-needed` where nobody has the staff number and
    the body does not say who is meant.
    """
    review = await operations.review_fact(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        client_id=client_id,
        accepted=body.accepted,
        teacher_id=body.teacher_id,
        reason=body.reason,
        at=clock.now(),
    )
    return OfflineReviewResponse.model_validate(review)


def _place_of(cursor: str) -> tuple[datetime, UUID]:
    at, _, client_id = cursor.partition(" ")
    return datetime.fromisoformat(at), UUID(client_id)


def _short_names(members: Sequence[tuple[UUID, str, str]]) -> list[str]:
    """The short name of each; where several are the same, the end of the staff number tells them apart."""
    names = [_short(name) for _, _, name in members]
    several = {name for name, times in Counter(names).items() if times > 1}
    return [
        f"{name}（{number[-_TAIL:]}）" if name in several else name
        for name, (_, number, _) in zip(names, members, strict=True)
    ]


def _short(name: str) -> str:
    """Enough to tell people in a room apart, beside the staff number: a lost device should not tell a list of names."""
    return name[:1] + "*" + (name[-1] if len(name) > _LONGEST_NAME_SHOWN else "")
