"""HTTP of rates and of schools before their packs."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.ledger import operations
from services.ledger.routes.entries import AsOf
from services.ledger.routes.standings import governing_pack
from services.ledger.schemas import PopulationResponse, SchoolClauseResponse
from services.ledger.schemas.populations import Names
from services.platform import clock
from services.platform.conditional import NOT_MODIFIED, tagged
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import Code, Count, DistrictId, Id

router = APIRouter(route_class=Edge, tags=["rates"], prefix="/districts/{district_id}")

ClauseId = Annotated[Code | None, Query(description="Only this clause", examples=["C23-01"])]
MostNames = Annotated[Count, Query(ge=0, le=500, description="How many names to show behind each number")]
NamesAfter = Annotated[Id | None, Query(description="The last teacher shown: go on behind")]


@router.get("/schools/{school_id}/standing", summary="A school under its pack")
async def get_school_standing(
    district_id: DistrictId,
    school_id: Id,
    session: DatabaseSession,
    viewer: CurrentViewer,
    as_of: AsOf = None,
    clause_id: ClauseId = None,
    names: MostNames = 500,
    names_after: NamesAfter = None,
) -> PopulationResponse:
    """Rates, quotas, money, tasks, counts and documents asked of the school and its teams, with names.

    People count where they are in post on the count date, training where they were sent from. 409 `pack-not-assigned`
    where no pack is in force for the school as a whole; 404 for another school.
    """
    found = await operations.get_school_standing(
        session, viewer=viewer, district_id=district_id, school_id=school_id, as_of=as_of or clock.today()
    )
    return _shown(found, clause_id=clause_id, names=Names(found.names, after=names_after, most=names))


@router.get("/rates", summary="The district's rates", response_model=PopulationResponse, responses=NOT_MODIFIED)
async def get_rates(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    as_of: AsOf = None,
    clause_id: ClauseId = None,
    names: MostNames = 100,
    names_after: NamesAfter = None,
) -> Response:
    """What the district's pack asks of the district as a whole: formula, both numbers, and the people behind each.

    Every reading of a rate that the source leaves open is shown beside the one in force. The answer has an ETag for
    If-None-Match (304). 409 `pack-not-assigned`.
    """
    found = await operations.get_rates(session, viewer=viewer, district_id=district_id, as_of=as_of or clock.today())
    names_shown = Names(found.names, after=names_after, most=names)
    return tagged(request, _shown(found, clause_id=clause_id, names=names_shown))


def _shown(found: operations.Population, *, clause_id: str | None, names: Names) -> PopulationResponse:
    return PopulationResponse(
        school_id=found.school_id,
        school_name=found.title or None,
        as_of=found.as_of,
        known_at_seq=found.known_at_seq,
        pack=governing_pack(found.pack),
        verdict=found.standing.verdict,
        clauses=[
            SchoolClauseResponse.of(clause, names, found.records)
            for clause in found.standing.clauses
            if clause_id in (None, clause.clause_id)
        ],
    )
