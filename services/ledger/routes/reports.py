"""HTTP of reports that are kept, and of roll-ups over the districts below."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.ledger import operations
from services.ledger.routes.entries import AsOf
from services.ledger.routes.populations import ClauseId, MostNames, NamesAfter
from services.ledger.schemas import (
    GoverningPack,
    PopulationResponse,
    ReportGround,
    ReportItem,
    ReportKind,
    ReportRequest,
    ReportResponse,
    RollUpResponse,
    SchoolClauseResponse,
    SummaryResponse,
)
from services.ledger.schemas.populations import Names
from services.platform import clock
from services.platform.conditional import NOT_MODIFIED, tagged, tagged_text
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, cursors_of, place_after
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["reports"], prefix="/districts/{district_id}")


@router.post("/reports", status_code=201, summary="Keep the sums or rates as they stand")
async def post_report(
    district_id: DistrictId, body: ReportRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ReportItem:
    """Keep the district's summary or rates of a day, as the book knew it at a number or moment, for ever.

    At the end of every month in which something was posted, or that followed one, both are kept without asking. A
    summary of what is known by now is told to the city or province above, one of what was known earlier is not. 409
    `pack-not-assigned` for rates on a day without a pack.
    """
    report = await operations.take_report(
        session,
        viewer=viewer,
        district_id=district_id,
        kind=body.kind,
        as_of=body.as_of or clock.today(),
        known_at_seq=body.known_at_seq,
        known_at=body.known_at,
        at=clock.now(),
    )
    return ReportItem.of(report)


@router.get("/reports", summary="Reports that were kept")
async def list_reports(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    kind: Annotated[ReportKind | None, Query(description="Only sums or only rates")] = None,
    ground: Annotated[ReportGround | None, Query(description="Only those of months, or only those asked for")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ReportItem]:
    """The newest first: kind, day, number of the book and hash of each."""
    page = await operations.list_reports(
        session,
        viewer=viewer,
        district_id=district_id,
        kind=kind,
        ground=ground,
        before=place_after(request, cursor),
        limit=limit,
    )
    last = page.reports[-1].report_id if page.reports and page.following else None
    return Page(
        items=[ReportItem.of(report) for report in page.reports],
        next_cursor=cursors_of(request).write(str(last)) if last else None,
    )


@router.get("/reports/{report_id}", summary="A report", response_model=ReportResponse, responses=NOT_MODIFIED)
async def get_report(
    district_id: DistrictId,
    report_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    clause_id: ClauseId = None,
    names: MostNames = 100,
    names_after: NamesAfter = None,
) -> Response:
    """A summary, or rates with their formulas and the people behind each number, as it was kept.

    Who the people are was kept, what they are called was not: names are those of today. The answer has an ETag for
    If-None-Match (304). 404 when there is none.
    """
    found = await operations.get_report(
        session,
        viewer=viewer,
        district_id=district_id,
        report_id=report_id,
        clause_id=clause_id,
        names_after=names_after,
        most_names=names,
    )
    rates = None
    if found.rates is not None:
        shown = Names(found.names, after=names_after, most=names)
        rates = PopulationResponse(
            school_id=None,
            school_name=None,
            as_of=found.rates.as_of,
            known_at_seq=found.rates.known_at_seq,
            pack=GoverningPack.model_validate(found.rates.pack),
            verdict=found.rates.standing.verdict,
            clauses=[
                SchoolClauseResponse.of(clause, shown, found.rates.records) for clause in found.rates.standing.clauses
            ],
        )
    summary = None if found.summary is None else SummaryResponse.of(found.summary)
    return tagged(request, ReportResponse.showing(found.report, summary=summary, rates=rates))


@router.get(
    "/reports/{report_id}/content",
    summary="The very bytes of a report",
    response_class=Response,
    responses={
        200: {"content": {"application/json": {"schema": {"type": "object"}}}, "description": "Canonical JSON"},
        **NOT_MODIFIED,
    },
)
async def get_report_content(
    district_id: DistrictId, report_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> Response:
    """Canonical JSON whose sha256 is the report's `content_hash`: people are ids in it. 404 when there is none."""
    report = await operations.get_report_content(session, viewer=viewer, district_id=district_id, report_id=report_id)
    return tagged_text(request, report.content, media_type="application/json")


@router.get("/roll-up", summary="Sums of the districts below", response_model=RollUpResponse, responses=NOT_MODIFIED)
async def get_roll_up(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    as_of: AsOf = None,
) -> Response:
    """What the districts below told of themselves, the newest of each up to the day, and all of it added up.

    A district tells its summary at the end of a month and whenever it keeps one; nobody looks into its book. Heads are
    each counted once: nobody is in post in two districts at once. Who has told nothing yet is listed with nothing told.
    The answer has an ETag for If-None-Match (304). Connected systems need the scope `summary:read`.
    """
    found = await operations.get_roll_up(session, viewer=viewer, district_id=district_id, as_of=as_of or clock.today())
    return tagged(request, RollUpResponse.model_validate(found))
