"""HTTP of head counts, and of oddities that a person should look at."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from services.attendance import operations
from services.attendance.rules import AnomalyState, Place
from services.attendance.schemas import (
    AnomalyDecisionRequest,
    AnomalyDecisionResponse,
    AnomalyResponse,
    HeadCountRequest,
    HeadCountResponse,
    PersonResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, cursors_of, place_read
from services.platform.types import Day, DistrictId, Id

router = APIRouter(route_class=Edge, tags=["anomalies"], prefix="/districts/{district_id}")

StateAsked = Annotated[AnomalyState | None, Query(description="Only those in this state")]


@router.post("/meetings/{meeting_id}/head-counts", status_code=201, summary="Enter a head count")
async def post_head_count(
    district_id: DistrictId, meeting_id: Id, body: HeadCountRequest, session: DatabaseSession, viewer: CurrentViewer
) -> HeadCountResponse:
    """Keep how many heads were counted in the room, and say how many were checked in at that moment.

    409 `not-counted` for a moment outside the meeting or still to come.
    """
    counted = await operations.count_heads(
        session,
        viewer=viewer,
        district_id=district_id,
        meeting_id=meeting_id,
        counted=body.counted,
        counted_at=body.counted_at,
        note=body.note,
        at=clock.now(),
    )
    head_count = counted.head_count
    return HeadCountResponse(
        head_count_id=head_count.head_count_id,
        meeting_id=head_count.meeting_id,
        counted=head_count.counted,
        counted_at=head_count.counted_at,
        note=head_count.note,
        counted_by=head_count.counted_by,
        entered_at=head_count.entered_at,
        checked_in=counted.checked_in,
    )


@router.get("/classes/{class_id}/anomalies", summary="What is odd about a class")
async def list_class_anomalies(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    state: StateAsked = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[AnomalyResponse]:
    """What a person should look at in the meetings of a class, each with its evidence and the last word on it.

    Several people on one device; two places too far apart for the time between; heads counted against check-ins; scans
    far from the place, or in the last second of a code's life; roll calls not answered. Looked for anew at each call:
    what was annulled meanwhile is gone, what has changed is open again.
    """
    oddities = await operations.list_class_oddities(
        session,
        viewer=viewer,
        district_id=district_id,
        class_id=class_id,
        state=state,
        after=place_read(request, cursor, _place_of),
        limit=limit + 1,
        at=clock.now(),
    )
    return _page(request, oddities, limit=limit)


@router.get("/anomalies", summary="What is odd in the meetings of some days")
async def list_anomalies(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    first: Annotated[Day, Query(description="The first day", examples=["2026-10-10"])],
    last: Annotated[Day, Query(description="The last day, at most six later", examples=["2026-10-11"])],
    state: StateAsked = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[AnomalyResponse]:
    """The same for all classes of the district (of the own school) that met on these days.

    422 `days-reversed` where the first comes after the last, `span-too-long` beyond seven days or 200 meetings: ask for
    fewer days.
    """
    oddities = await operations.list_oddities(
        session,
        viewer=viewer,
        district_id=district_id,
        first=first,
        last=last,
        state=state,
        after=place_read(request, cursor, _place_of),
        limit=limit + 1,
        at=clock.now(),
    )
    return _page(request, oddities, limit=limit)


@router.put("/classes/{class_id}/anomalies/{anomaly_id}/decision", summary="Clear or confirm an oddity")
async def put_anomaly_decision(
    district_id: DistrictId,
    class_id: Id,
    anomaly_id: Id,
    body: AnomalyDecisionRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> AnomalyDecisionResponse:
    """Say what was made of an oddity as it stands now, with the reason; kept with the evidence, never about oneself.

    A later word stands beside the earlier one and counts. Nothing follows by itself: what is to follow is a correction
    or an annulment. 404 where the facts are no longer so.
    """
    decision = await operations.decide_oddity(
        session,
        viewer=viewer,
        district_id=district_id,
        class_id=class_id,
        anomaly_id=anomaly_id,
        state=AnomalyState(body.state),
        reason=body.reason,
        at=clock.now(),
    )
    return AnomalyDecisionResponse.model_validate(decision)


def _place_of(place: str) -> Place:
    meeting_id, kind, subject = place.split(" ", 2)
    return str(UUID(meeting_id)), kind, subject


def _page(request: Request, oddities: operations.Oddities, *, limit: int) -> Page[AnomalyResponse]:
    shown = oddities.found[:limit]
    more = len(oddities.found) > limit
    return Page(
        items=[
            AnomalyResponse(
                anomaly_id=one.anomaly.anomaly_id,
                class_id=one.class_id,
                meeting_id=one.anomaly.meeting_id,
                kind=one.anomaly.kind,
                state=one.state,
                zh=one.anomaly.zh,
                en=one.anomaly.en,
                evidence=dict(one.anomaly.evidence),
                people=[
                    PersonResponse.of(teacher_id, oddities.people.get(teacher_id, ("", "")))
                    for teacher_id in one.anomaly.teacher_ids
                ],
                decision=AnomalyDecisionResponse.model_validate(one.decision) if one.decision else None,
            )
            for one in shown
        ],
        next_cursor=cursors_of(request).write(" ".join(shown[-1].anomaly.place)) if more else None,
    )
