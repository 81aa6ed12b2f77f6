"""HTTP of early warnings."""

from collections.abc import Iterable
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request

from services.ledger import operations
from services.ledger.routes.standings import open_clause
from services.ledger.schemas import (
    ClassOnTheWay,
    LackResponse,
    NeedResponse,
    WarnedOutcome,
    WarningItem,
    WarningsResponse,
)
from services.ledger.schemas.populations import NamedPerson
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, cursors_of, place_after
from services.platform.types import Count, DistrictId, Id
from services.policy.coverage import Lack

router = APIRouter(route_class=Edge, tags=["coverage"], prefix="/districts/{district_id}")

_WARNED: Final[tuple[WarnedOutcome, ...]] = ("REACHABLE", "CLASH", "OUT_OF_REACH")


@router.get("/warnings", summary="Who will miss the year or the cycle, and the cheapest way out")
async def list_warnings(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    horizon: Annotated[
        operations.Horizon, Query(description="What is due by the end of the judging year, or of the whole cycle")
    ] = "YEAR",
    school_id: Annotated[Id | None, Query(description="Only who is in post at this school")] = None,
    outcome: Annotated[
        list[WarnedOutcome] | None,
        Query(description="Only these; by default all but COVERED, who need only come", max_length=4),
    ] = None,
    limit: Annotated[Count, Query(ge=1, le=200, description="How many teachers to look at, at most 200")] = 100,
    cursor: CursorText = None,
) -> WarningsResponse:
    """Whom the engine would find lacking at the end, as the book stands and with the places held used, and what helps.

    Open to a teacher is a class that has not begun, has a place left, bars the teacher from nothing, is the district's
    or of the teacher's school, and clashes with no place held. Of what suffices, the way with the least time in class
    is told. A page looks at so many teachers, `looked_at`, or at fewer where searching takes long, and shows those of
    them who are warned: it may be empty while others follow. A school sees its own. 409 `pack-not-assigned` where
    nothing is in force today; 404 for another school; 422 `too-many-classes`.
    """
    page = await operations.list_warnings(
        session,
        viewer=viewer,
        district_id=district_id,
        school_id=school_id,
        horizon=horizon,
        outcomes=frozenset(outcome or _WARNED),
        after=place_after(request, cursor),
        limit=limit,
        at=clock.now(),
    )

    def shown(ids: Iterable[str]) -> list[ClassOnTheWay]:
        return [_class(page.classes[one]) for one in ids]

    return WarningsResponse(
        since=page.since,
        horizon=horizon,
        known_at_seq=page.known_at_seq,
        looked_at=page.looked_at,
        without_pack=page.without_pack,
        undetermined=[
            NamedPerson(teacher_id=one.teacher_id, staff_number=one.staff_number, name=one.name)
            for one in page.undetermined
        ],
        items=[
            WarningItem(
                teacher_id=one.teacher.teacher_id,
                staff_number=one.teacher.staff_number,
                name=one.teacher.name,
                school_id=one.teacher.school_id,
                until=one.until,
                outcome=one.warned.outcome,
                lacking=[_lack(lack) for lack in one.warned.lacking],
                holds=shown(one.warned.holds),
                way=shown(one.warned.way),
                way_minutes=sum(way.minutes for way in shown(one.warned.way)),
                left=[_lack(lack) for lack in one.warned.left],
                other_clauses=[open_clause(pack, clause) for pack, clause in one.other],
            )
            for one in page.warned
        ],
        next_cursor=cursors_of(request).write(str(page.last)) if page.last else None,
    )


def _lack(lack: Lack) -> LackResponse:
    return LackResponse(
        need=NeedResponse(**lack.need._asdict()),
        required=lack.required,
        counted=lack.counted,
        gap=lack.gap,
        sentence_zh=lack.sentence_zh,
        sentence_en=lack.sentence_en,
    )


def _class(one: operations.ClassOnOffer) -> ClassOnTheWay:
    minutes = sum(int((ends_at - starts_at).total_seconds()) // 60 for starts_at, ends_at in one.offer.sittings)
    return ClassOnTheWay(
        class_id=one.offer.class_id,
        title=one.offer.row.title,
        starts_on=one.offer.row.starts_on,
        ends_on=one.offer.row.ends_on,
        minutes=minutes,
        free=one.free,
    )
