"""HTTP of standings and sums."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from services.ledger import operations
from services.ledger.routes.entries import AsOf, KnownAt
from services.ledger.schemas import (
    ClauseResponse,
    EarnedResponse,
    OpenClause,
    SchoolSummary,
    StandingItem,
    StandingResponse,
    SummaryResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import BadCursor, CursorText, Limit, Page
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["standings"], prefix="/districts/{district_id}")


@router.get("/teachers/{teacher_id}/standing", summary="A teacher's standing under the pack")
async def get_standing(
    district_id: DistrictId,
    teacher_id: Id,
    session: DatabaseSession,
    viewer: CurrentViewer,
    as_of: AsOf = None,
) -> StandingResponse:
    """Clause by clause: the words, what was asked, what counted, what did not and why, and what is still lacking.

    Judged by the pack in force on the day from the entries earned by then. 409 `pack-not-assigned` where none is in
    force; 404 for a teacher who is not there or not within reach. The verdict is a finding; people decide.
    """
    today = clock.today()
    found = await operations.get_standing(
        session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, as_of=as_of or today, today=today
    )
    standing = found.judged.standing
    return StandingResponse(
        teacher_id=found.teacher.teacher_id,
        staff_number=found.teacher.staff_number,
        name=found.teacher.name,
        as_of=standing.as_of,
        pack_id=standing.pack_id,
        pack_version=found.pack_version,
        content_hash=standing.content_hash,
        known_at_seq=found.known_at_seq,
        verdict=standing.verdict,
        progress=standing.progress,
        clauses=[ClauseResponse.of(clause, found.judged.entries) for clause in standing.clauses],
    )


@router.get("/standings", summary="Verdicts of many teachers")
async def list_standings(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    school_id: Annotated[Id | None, Query(description="Only who is in post at this school on the day")] = None,
    as_of: AsOf = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[StandingItem]:
    """Who is in post on the day, with the verdict and the mandatory clauses still open; schools see their own.

    409 `pack-not-assigned` where no pack is in force on the day; 404 for another school.
    """
    page = await operations.list_standings(
        session,
        viewer=viewer,
        district_id=district_id,
        school_id=school_id,
        as_of=as_of or clock.today(),
        after=_teacher_at(request.app.state.cursors.read(cursor)),
        limit=limit,
    )
    last = page.standings[-1].teacher.teacher_id if page.standings and page.following else None
    return Page(
        items=[
            StandingItem(
                teacher_id=found.teacher.teacher_id,
                staff_number=found.teacher.staff_number,
                name=found.teacher.name,
                school_id=found.teacher.school_id,
                verdict=found.judged.standing.verdict,
                progress=found.judged.standing.progress,
                open_clauses=[OpenClause.model_validate(clause) for clause in found.open_clauses],
            )
            for found in page.standings
        ],
        next_cursor=request.app.state.cursors.write(str(last)) if last else None,
    )


def _teacher_at(place: str | None) -> UUID | None:
    """The teacher a page ended with; a cursor of another list says nobody."""
    try:
        return UUID(place) if place else None
    except ValueError as fault:
        raise BadCursor from fault


@router.get("/summary", summary="The district's summary")
async def get_summary(
    district_id: DistrictId,
    session: DatabaseSession,
    viewer: CurrentViewer,
    as_of: AsOf = None,
    known_at_seq: KnownAt = None,
) -> SummaryResponse:
    """By school and in all: heads in post on the day, verdicts by result, hours and credits by category, level, mode.

    Heads count where teachers stand on the day; hours and credits count where they were earned. The sums for a day and
    a number of the book stay the same for ever. Connected systems need the scope `summary:read` (403 without it).
    """
    summary = await operations.get_summary(
        session, viewer=viewer, district_id=district_id, as_of=as_of or clock.today(), known_at_seq=known_at_seq
    )
    return SummaryResponse(
        as_of=summary.as_of,
        known_at_seq=summary.known_at_seq,
        pack_id=summary.bench.assigned.pack_id if summary.bench else None,
        content_hash=summary.bench.assigned.content_hash if summary.bench else None,
        teachers=summary.teachers,
        standings=dict(summary.standings),
        earned=EarnedResponse.model_validate(summary.earned),
        schools=[SchoolSummary.model_validate(school) for school in summary.schools],
    )
