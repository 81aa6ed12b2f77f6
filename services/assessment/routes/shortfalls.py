"""What is asked and lacks: of teachers, schools, pairs and teams, week by week; duties; a school's wall list."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.assessment import operations
from services.assessment.rules import DutyState
from services.assessment.schemas import (
    DutyResponse,
    PackSlotResponse,
    ShortfallsResponse,
    SlotResponse,
    WallListResponse,
    WallTeacherResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import Code, Day, DistrictId, Flag, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}", tags=["shortfalls"])

Since = Annotated[Day | None, Query(description="The first day; that of this month when absent")]
Until = Annotated[Day | None, Query(description="The last day, at most 400 days on; that of the month when absent")]
Everything = Annotated[Flag, Query(description="What is done already, too")]


@router.get("/teachers/{teacher_id}/shortfalls", summary="What a teacher still lacks, week by week")
async def get_teacher_shortfalls(
    district_id: DistrictId,
    teacher_id: Id,
    session: DatabaseSession,
    viewer: CurrentViewer,
    since: Since = None,
    until: Until = None,
    everything: Everything = False,
) -> ShortfallsResponse:
    """Counts, duties and documents of the packs that govern the teacher, slot by slot (week, month, semester).

    What is OPEN can be done until `make_up_until`; what is MISSED stays, a later surplus fills no other slot.
    422 `span-not-usable`; 404 out of reach.
    """
    found = await operations.get_teacher_shortfalls(
        session,
        district_id=district_id,
        teacher_id=teacher_id,
        since=since,
        until=until,
        everything=everything,
        viewer=viewer,
        at=clock.now(),
    )
    return _shown(found)


@router.get("/schools/{school_id}/shortfalls", summary="What a school and its units still lack, week by week")
async def get_school_shortfalls(
    district_id: DistrictId,
    school_id: Id,
    session: DatabaseSession,
    viewer: CurrentViewer,
    since: Since = None,
    until: Until = None,
    everything: Everything = False,
) -> ShortfallsResponse:
    """What the school's pack asks of it, its teams and pairs. Its teachers' are in the wall list.

    422 `span-not-usable`; 409 `pack-not-assigned`; 404 for another school.
    """
    found = await operations.get_school_shortfalls(
        session,
        district_id=district_id,
        school_id=school_id,
        since=since,
        until=until,
        everything=everything,
        viewer=viewer,
        at=clock.now(),
    )
    return _shown(found)


@router.get("/schools/{school_id}/wall-list", summary="A school's wall list of a month")
async def get_wall_list(
    district_id: DistrictId,
    school_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    month: Annotated[Day | None, Query(description="Any day of the month; today when absent")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> WallListResponse:
    """Everybody who was in post in the month: how much was due in it, how much is done, and what lacks.

    In the order of their ids; what the school itself, its teams and pairs lack comes with the first page.
    """
    found = await operations.get_wall_list(
        session,
        district_id=district_id,
        school_id=school_id,
        month=month,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
        at=clock.now(),
    )
    page = page_of(
        request,
        found.teachers,
        limit=limit,
        id_of=lambda one: one.teacher_id,
        shape=lambda one: WallTeacherResponse(
            teacher_id=one.teacher_id,
            staff_number=one.staff_number,
            name=one.name,
            asked=one.asked,
            met=one.met,
            lacking=SlotResponse.all_of(one.lacking),
        ),
    )
    return WallListResponse(
        first_day=found.month.first,
        last_day=found.month.last,
        as_of=found.as_of,
        items=page.items,
        school=SlotResponse.all_of(found.school),
        next_cursor=page.next_cursor,
    )


@router.get("/duties", summary="The duties within reach")
async def list_duties(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    teacher_id: Annotated[Id | None, Query(description="Only of this teacher")] = None,
    school_id: Annotated[Id | None, Query(description="Only of who is at this school")] = None,
    clause_id: Annotated[Code | None, Query(description="Only by this clause", examples=["SB6-08"])] = None,
    state: Annotated[DutyState | None, Query(description="Only at this stage; all but VOID when absent")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[DutyResponse]:
    """What packs ask of teachers because something happened, in the order in which it arose.

    They arise by themselves (training outside asks for a relay talk, a prize for a demonstration), and are fulfilled
    by the records, entered or of activities, that `record_ids` names. A teacher sees the own ones, a school its own.
    """
    duties = await operations.list_duties(
        session,
        district_id=district_id,
        teacher_id=teacher_id,
        school_id=school_id,
        clause_id=clause_id,
        state=state,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, duties, limit=limit, id_of=lambda duty: duty.duty_id, shape=DutyResponse.of)


def _shown(found: operations.Shortfalls) -> ShortfallsResponse:
    return ShortfallsResponse(
        since=found.since,
        until=found.until,
        as_of=found.as_of,
        items=[PackSlotResponse.by(pack_id, slot) for pack_id, slot in found.slots],
    )
