"""HTTP of imports of old hours."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from services.ledger import operations
from services.ledger.schemas import HistoryImportResponse
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.spreadsheets import LARGEST_FILE
from services.platform.types import DistrictId, Flag, Id

router = APIRouter(route_class=Edge, tags=["history"], prefix="/districts/{district_id}")

_FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
                "schema": {"type": "string", "format": "binary"}
            },
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
            "text/csv": {
                "schema": {"type": "string"},
                "example": (
                    "工号,开始日期,结束日期,学时,学分,类别,层级,方式,性质,类型,名称,组织方\n"
                    "T001,2024-03-01,2024-03-05,30,0,师德教育,COUNTY,CENTRALISED,COMPULSORY,IN_SERVICE,"
                    "师德专题培训,教育行政部门\n"
                ),
            },
        },
    }
}


@router.post(
    "/history-imports",
    status_code=201,
    summary="Import old hours",
    max_body_size=LARGEST_FILE,
    openapi_extra=_FILE,
)
async def post_history_import(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    *,
    dry_run: Annotated[Flag, Query(description="Only say what would happen")] = False,
) -> HistoryImportResponse:
    """Import an xlsx or CSV file of hours and credits earned before, one row for each training of a teacher.

    Columns: 工号, 开始日期, 结束日期, 学时, 学分, 类别, 层级, 方式, 性质, 类型, 名称, 组织方; if wanted also 标签,
    several divided by a comma. Dimensions are codes of the pack in force or their Chinese names; 组织方 says
    教育行政部门 or 其他; a row lies within one judging year.

    Faults are listed by row and column, without the values, and then nothing is posted. A row that stands in the book
    already adds nothing, in whatever file it comes. 409 `pack-not-assigned` where no pack is in force today; 422
    `unreadable` for a file that is no spreadsheet. At most 20,000 rows and 5 MB.
    """
    done = await operations.import_history(
        session,
        district_id=district_id,
        content=await request.body(),
        dry_run=dry_run,
        by=viewer.principal.account_id,
        at=clock.now(),
    )
    return HistoryImportResponse.model_validate(done)


@router.get("/history-imports/{import_id}", summary="What an import did")
async def get_history_import(district_id: DistrictId, import_id: Id, session: DatabaseSession) -> HistoryImportResponse:
    """The report of an import as it was answered. 404 when there is none."""
    done = await operations.get_history_import(session, district_id=district_id, import_id=import_id)
    return HistoryImportResponse.model_validate(done)
