"""HTTP of standings and sums."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from services.ledger import operations
from services.ledger.routes.entries import AsOf, KnownAt, KnownAtTime
from services.ledger.schemas import (
    ClauseResponse,
    GoverningPack,
    OpenClause,
    StandingItem,
    StandingResponse,
    SummaryResponse,
)
from services.platform import clock
from services.platform.conditional import NOT_MODIFIED, tagged
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, cursors_of, place_after
from services.platform.types import DistrictId, Id
from services.policy.engine import ClauseResult

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

    Judged from the entries earned and the records made by the day. The pack in force for the teacher judges, and for
    years that ended before in the same cycle the pack that was in force then; each clause names its pack. 409
    `pack-not-assigned` where none is in force; 404 for a teacher who is not there or not within reach. The verdict is
    a finding; people decide.
    """
    today = clock.today()
    found = await operations.get_standing(
        session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, as_of=as_of or today, today=today
    )
    judged, now = found.judged, found.judged.packs[-1]
    return StandingResponse(
        teacher_id=found.teacher.teacher_id,
        staff_number=found.teacher.staff_number,
        name=found.teacher.name,
        as_of=found.as_of,
        pack_id=now.assigned.pack_id,
        pack_version=now.assigned.version,
        content_hash=now.assigned.content_hash,
        packs=[governing_pack(pack) for pack in judged.packs],
        known_at_seq=found.known_at_seq,
        verdict=judged.verdict,
        progress=judged.progress,
        clauses=[
            ClauseResponse.of(
                clause,
                pack_id=pack.assigned.pack_id,
                content_hash=pack.assigned.content_hash,
                entries=judged.person.every_entry,
                records=judged.person.records,
            )
            for pack, clause in judged.by_pack
        ],
    )


def governing_pack(pack: operations.InForce) -> GoverningPack:
    """A pack that judges as answers show it."""
    return GoverningPack(
        pack_id=pack.assigned.pack_id,
        version=pack.assigned.version,
        content_hash=pack.assigned.content_hash,
        assignment_id=pack.assigned.assignment_id,
        revision=pack.assigned.revision,
        reason=pack.assigned.reason,
        first=pack.span.first,
        last=pack.span.last,
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

    Who has no pack is NOT_APPLICABLE; whom judging trips over is UNDETERMINED and holds up nobody else. 409
    `pack-not-assigned` where no pack is in force for anybody on the day; 404 for another school.
    """
    page = await operations.list_standings(
        session,
        viewer=viewer,
        district_id=district_id,
        school_id=school_id,
        as_of=as_of or clock.today(),
        after=place_after(request, cursor),
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
                pack_id=found.judged.packs[-1].assigned.pack_id if found.judged.packs else None,
                verdict=found.judged.verdict,
                progress=found.judged.progress,
                open_clauses=[open_clause(pack, clause) for pack, clause in found.open_clauses],
            )
            for found in page.standings
        ],
        next_cursor=cursors_of(request).write(str(last)) if last else None,
    )


def open_clause(pack: operations.InForce, clause: ClauseResult) -> OpenClause:
    """A clause in short."""
    return OpenClause(
        pack_id=pack.assigned.pack_id,
        clause_id=clause.clause_id,
        period=clause.period,
        result=clause.result,
        unit=clause.unit,
        unit_en=clause.unit_en,
        gap=clause.gap,
        sentence_zh=clause.sentence_zh,
    )


def teacher_at(place: str | None) -> UUID | None:
    """The teacher a page ended with."""
    return UUID(place) if place else None


@router.get("/summary", summary="The district's summary", response_model=SummaryResponse, responses=NOT_MODIFIED)
async def get_summary(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    as_of: AsOf = None,
    known_at_seq: KnownAt = None,
    known_at: KnownAtTime = None,
) -> Response:
    """By school and in all: heads, verdicts by result, hours and credits by category, level, mode and school year.

    Heads count where teachers stand in post on the day, each once; hours and credits count where they were earned. What
    was earned by a day as the book knew it at a number (or moment) stays the same for ever; heads and verdicts follow
    the directory, its corrections included: take a report to keep them as they are, under the same `summary_hash`. The
    answer has an ETag: send it in If-None-Match, and while nothing has changed the answer is 304. Systems need
    the scope `summary:read` (403 without it).
    """
    summary = await operations.get_summary(
        session,
        viewer=viewer,
        district_id=district_id,
        as_of=as_of or clock.today(),
        known_at_seq=known_at_seq,
        known_at=known_at,
    )
    return tagged(request, SummaryResponse.of(operations.summary_to_keep(summary)))
