"""Score sheets of a class, out and in."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response

from services.assessment import operations
from services.assessment.schemas import ScoreSheetResponse
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.spreadsheets import LARGEST_FILE
from services.platform.types import Code, DistrictId, Flag, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/classes/{class_id}", tags=["marking"])

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BINARY: Final[dict[str, Any]] = {"schema": {"type": "string", "format": "binary"}}
_FILE: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            _XLSX: _BINARY,
            "application/octet-stream": _BINARY,
            "text/csv": {
                "schema": {"type": "string"},
                "example": "工号,姓名,过程性考核 [PROCESS],终结性考核 [FINAL]\nT001,教师1,86.5,90\n",
            },
        },
    }
}
_BEHALF = Query(description="A named assessor's id, whose marks who manages the class enters; left out: one's own")


@router.get(
    "/score-sheet",
    summary="Download a score sheet",
    response_class=Response,
    responses={200: {"description": "An xlsx workbook", "content": {_XLSX: _BINARY}}},
)
async def get_score_sheet(
    district_id: DistrictId,
    class_id: Id,
    session: DatabaseSession,
    viewer: CurrentViewer,
    stage: Annotated[Code | None, Query(description="Only of this stage")] = None,
    component: Annotated[Code | None, Query(description="Only of this component")] = None,
    assessor_id: Annotated[Id | None, _BEHALF] = None,
) -> Response:
    """A workbook with a sheet for each stage in which one has something to mark: members down, components across.

    Of a rubric each criterion is a column, of pieces each piece. Cells hold, as text, what the same assessor gave last
    in the attempt that is open; what is not theirs to mark is locked, as are the headers. A sheet of notes names class,
    scheme, version and assessor. 409 `nothing-to-mark`; 422 `sheet-too-large`, `not-an-assessor`.
    """
    content = await operations.make_score_sheet(
        session,
        district_id=district_id,
        class_id=class_id,
        stage=stage,
        component=component,
        assessor_id=assessor_id,
        viewer=viewer,
    )
    return Response(
        content,
        media_type=_XLSX,
        headers={"Content-Disposition": f'attachment; filename="scores-{class_id}.xlsx"'},
    )


@router.post(
    "/score-sheets",
    status_code=201,
    summary="Record marks from a score sheet",
    max_body_size=LARGEST_FILE,
    openapi_extra=_FILE,
)
async def post_score_sheet(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    dry_run: Annotated[Flag, Query(description="Only say what would happen")] = False,
    assessor_id: Annotated[Id | None, _BEHALF] = None,
) -> ScoreSheetResponse:
    """Every mark of an xlsx file (20,000 rows a sheet, 5 MB), or with any fault none; faults name sheet, row, column.

    Marks are read as they stand, 86.5 is 86.5; a level of a criterion may stand instead of points. Empty cells say
    nothing, marks that stand already add nothing, so the same file again changes nothing. A CSV file has one list and
    no notes. A formula whose value the file does not hold makes it unreadable. 409 `sheet-of-another-class`,
    `sheet-of-another-scheme`, `sheet-of-another-assessor` (a sheet is whose it was downloaded for), `class-cancelled`;
    422 `unreadable`, `not-an-assessor`.
    """
    sheet = await operations.import_score_sheet(
        session,
        district_id=district_id,
        class_id=class_id,
        content=await request.body(),
        dry_run=dry_run,
        assessor_id=assessor_id,
        viewer=viewer,
        at=clock.now(),
    )
    return ScoreSheetResponse.of(sheet)


@router.get("/score-sheets/{sheet_id}", summary="What a score sheet did")
async def get_score_sheet_report(
    district_id: DistrictId, class_id: Id, sheet_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ScoreSheetResponse:
    """The report as it was answered, for who sent it and for who manages the class."""
    sheet = await operations.get_score_sheet_report(
        session, district_id=district_id, class_id=class_id, sheet_id=sheet_id, viewer=viewer
    )
    return ScoreSheetResponse.of(sheet)
