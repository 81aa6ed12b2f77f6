"""What schools state about themselves: facts, teams and pairs; and the school calendars."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from services.directory import operations
from services.directory.routes.shown import fact_of, unit_of
from services.directory.rules import Days, YearOfSchool
from services.directory.schemas import (
    CalendarRequest,
    CalendarResponse,
    SchoolFactRequest,
    SchoolFactResponse,
    SchoolFactsResponse,
    SchoolRevisionRequest,
    SchoolYear,
    UnitRequest,
    UnitResponse,
    UnitsResponse,
)
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["schools"], prefix="/districts/{district_id}")

YearInPath = Annotated[SchoolYear, Path(description="Two neighbouring years", examples=["2026-2027"])]
OfSchool = Annotated[Id | None, Query(description="A school that keeps its own; the district's when absent")]


@router.post("/schools/{school_id}/facts", status_code=201, summary="Add a dated fact of a school")
async def post_school_fact(
    district_id: DistrictId, school_id: Id, body: SchoolFactRequest, session: DatabaseSession, viewer: CurrentViewer
) -> SchoolFactResponse:
    """A number that rules ask for (pupils, funds in yuan, themes), or a task of the pack given to a teacher."""
    fact = await operations.add_school_fact(session, viewer=viewer, school_id=school_id, **body.model_dump())
    return SchoolFactResponse.model_validate(fact)


@router.get("/schools/{school_id}/facts", summary="List the facts of a school")
async def list_school_facts(
    district_id: DistrictId, school_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> SchoolFactsResponse:
    """Everything dated about a school by its first day."""
    rows = await operations.list_school_facts(session, viewer=viewer, school_id=school_id)
    return SchoolFactsResponse(items=[fact_of(*row) for row in rows])


@router.post("/schools/{school_id}/facts/{fact_id}/revisions", status_code=201, summary="End or annul a school's fact")
async def post_school_fact_revision(
    district_id: DistrictId,
    school_id: Id,
    fact_id: Id,
    body: SchoolRevisionRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> SchoolFactResponse:
    """Let it count until a day, or not at all, with a reason; what was stated stays readable.

    An annulled fact leaves its day to the right one. 409 `annulled` where it was annulled before,
    `nothing-corrected` where it ends on that day already; 422 `period-backwards` before its first day.
    """
    revised = await operations.revise_school_fact(
        session, viewer=viewer, school_id=school_id, fact_id=fact_id, at=clock.now(), **body.model_dump()
    )
    return fact_of(*revised)


@router.post("/schools/{school_id}/units", status_code=201, summary="Name a team or pair of a school")
async def post_unit(
    district_id: DistrictId, school_id: Id, body: UnitRequest, session: DatabaseSession, viewer: CurrentViewer
) -> UnitResponse:
    """A teaching-research team, a mentor and apprentice ...: what clauses of scope unit are asked of."""
    unit = await operations.add_unit(session, viewer=viewer, school_id=school_id, **body.model_dump())
    return UnitResponse.model_validate(unit)


@router.get("/schools/{school_id}/units", summary="List the teams and pairs of a school")
async def list_units(
    district_id: DistrictId, school_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> UnitsResponse:
    """By kind and name."""
    rows = await operations.list_units(session, viewer=viewer, school_id=school_id)
    return UnitsResponse(items=[unit_of(*row) for row in rows])


@router.post("/schools/{school_id}/units/{unit_id}/revisions", status_code=201, summary="End or annul a school's unit")
async def post_unit_revision(
    district_id: DistrictId,
    school_id: Id,
    unit_id: Id,
    body: SchoolRevisionRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> UnitResponse:
    """Let a team or pair be asked until a day, or never, with a reason; its kind and name are free again.

    409 `annulled` where it was annulled before, `nothing-corrected` where it ends on that day already.
    """
    revised = await operations.revise_unit(
        session, viewer=viewer, school_id=school_id, unit_id=unit_id, at=clock.now(), **body.model_dump()
    )
    return unit_of(*revised)


@router.put("/calendar/{school_year}", summary="Publish a school year")
async def put_calendar(
    district_id: DistrictId,
    school_year: YearInPath,
    body: CalendarRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
    school_id: OfSchool = None,
) -> CalendarResponse:
    """Put semesters and days off of a school year in place of what stood there, for the district or for one school.

    Days lie between 1 August and the 31 August after; semesters do not overlap, nor do days off.
    """
    year = await operations.keep_calendar(
        session,
        viewer=viewer,
        year=YearOfSchool(
            school_id=school_id,
            school_year=school_year,
            semesters=tuple(Days(**one.model_dump()) for one in body.semesters),
            holidays=tuple(Days(**one.model_dump()) for one in body.holidays),
        ),
    )
    return CalendarResponse.model_validate(year)


@router.get("/calendar/{school_year}", summary="A school year as it is held")
async def get_calendar(
    district_id: DistrictId, school_year: YearInPath, session: DatabaseSession, school_id: OfSchool = None
) -> CalendarResponse:
    """The school's own year where it has published one, else the district's."""
    year = await operations.get_calendar(session, district_id=district_id, school_year=school_year, school_id=school_id)
    return CalendarResponse.model_validate(year)
