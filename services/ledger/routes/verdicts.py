"""HTTP of verdicts as the worker keeps them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.ledger import operations
from services.ledger.schemas import RebuildResponse, VerdictItem, VerdictsResponse
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, cursors_of, place_after
from services.platform.types import DistrictId, Id
from services.policy.engine import Result

router = APIRouter(route_class=Edge, tags=["standings"], prefix="/districts/{district_id}/verdicts")


@router.get("", summary="Everybody's verdict, as the worker keeps it")
async def list_verdicts(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    school_id: Annotated[Id | None, Query(description="Only who is in post at this school")] = None,
    verdict: Annotated[Result | None, Query(description="Only those who stand so")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> VerdictsResponse:
    """Who stands how today, with how many there are of each, without judging anybody while you wait.

    The worker judges anew whomever an entry, a record, a timeline or a pack touches, within seconds, and everybody once
    a day; `waiting` says how many it has yet to look at. Why a teacher stands so is told by `get_standing`. Schools see
    their own; 404 for another.
    """
    page = await operations.list_verdicts_kept(
        session,
        viewer=viewer,
        district_id=district_id,
        school_id=school_id,
        verdict=verdict,
        after=place_after(request, cursor),
        limit=limit,
    )
    last = page.standings[-1][0].teacher_id if page.following else None
    return VerdictsResponse(
        items=[
            VerdictItem(
                teacher_id=standing.teacher_id,
                staff_number=staff_number,
                name=name,
                school_id=standing.school_id,
                verdict=standing.verdict,
                pack_id=standing.pack_id,
                judged_for=standing.judged_for,
                known_at_seq=standing.known_at_seq,
                waiting=waiting,
            )
            for standing, waiting in page.standings
            for staff_number, name in [page.names[standing.teacher_id]]
        ],
        next_cursor=cursors_of(request).write(str(last)) if last else None,
        counts=dict(page.counts),
        head_seq=page.head_seq,
        waiting=page.waiting,
        waiting_since=page.waiting_since,
    )


@router.post("/rebuild", status_code=202, summary="Have everybody judged anew")
async def post_verdicts_rebuild(
    district_id: DistrictId, session: DatabaseSession, viewer: CurrentViewer
) -> RebuildResponse:
    """Have the worker judge everybody in post from the book, the directory and the packs as they stand.

    Not needed in daily life: whatever changes something has those judged anew whom it touches. `list_verdicts` tells
    how many still wait.
    """
    waiting = await operations.rebuild_standings(session, viewer=viewer, district_id=district_id, at=clock.now())
    return RebuildResponse(waiting=waiting)
