"""HTTP of imports of old hours."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from services.ledger import operations
from services.ledger.rules import Evidence
from services.ledger.schemas import (
    HistoryImportResponse,
    HistoryRowResponse,
    HistoryUndoRequest,
    RowFate,
)
from services.platform import clock
from services.platform.downloads import Download
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.files import FileStore
from services.platform.pagination import CursorText, Limit, Page, cursors_of, page_of, place_after, place_read
from services.platform.spreadsheets import LARGEST_FILE
from services.platform.types import DistrictId, Flag, Id, Name

router = APIRouter(route_class=Edge, tags=["history"], prefix="/districts/{district_id}")

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            _XLSX: _BINARY,
            "text/csv": {
                "schema": {"type": "string"},
                "example": (
                    "工号,开始日期,结束日期,学时,学分,类别,层级,方式,性质,类型,名称,组织方,依据,证据等级\n"
                    "T001,2024-03-01,2024-03-05,30,0,师德教育,COUNTY,CENTRALISED,COMPULSORY,IN_SERVICE,"
                    "师德专题培训,教育行政部门,结业证书2024-0031号,原件\n"
                ),
            },
        },
    }
}
_GOES_ON: dict[int | str, dict[str, Any]] = {
    202: {"description": "The worker goes on with it: ask again", "model": HistoryImportResponse}
}


@router.post(
    "/history-imports",
    status_code=201,
    summary="Import old hours",
    max_body_size=LARGEST_FILE,
    openapi_extra=_FILE,
    responses=_GOES_ON,
)
async def post_history_import(
    district_id: DistrictId,
    request: Request,
    response: Response,
    session: DatabaseSession,
    viewer: CurrentViewer,
    *,
    dry_run: Annotated[Flag, Query(description="Only say what would happen")] = False,
    file_name: Annotated[Name, Query(description="As the file is called", examples=["2024年名册.xlsx"])] = "history",
    document: Annotated[
        Name | None,
        Query(description="The paper behind every row that names none", examples=["进修学校2024年学时台账"]),
    ] = None,
    evidence: Annotated[Evidence | None, Query(description="Of every row that names none; DECLARED without it")] = None,
) -> HistoryImportResponse:
    """Import an xlsx or CSV file of hours and credits earned before, one row for each training of a teacher.

    Columns: 工号, 开始日期, 结束日期, 学时, 学分, 类别, 层级, 方式, 性质, 类型, 名称, 组织方; if wanted also 标签,
    several divided by a comma, 依据, the paper that says so, and 证据等级: 原件, 名册, 复印件 or 本人申报 (ORIGINAL,
    REGISTER, COPY, DECLARED); whatever is not declared names its paper. Dimensions are codes of the pack in force or
    their Chinese names; 组织方 says 教育行政部门 or 其他; a row lies within one judging year.

    Faults are listed by row and column, without the values, and then nothing is posted. `same-training`: the book or
    an earlier row counts it already, under the same title on the same days; `carried-over`: it came along from another
    district. A row that stands in the book word for
    word adds nothing, in whatever file it comes. What is only like another training is posted and flagged; the rows
    say which. Nobody brings hours of their own. Up to 1,000 rows stand in the book at once (201); of more the worker
    posts the next thousands (202): ask for the import until its `state` is DONE.

    409 `pack-not-assigned` where no pack is in force today; 422 `unreadable` for a file that is no spreadsheet. At
    most 20,000 rows, 300 of one teacher, and 5 MB.
    """
    shown = await operations.import_history(
        session,
        request.app.state.files,
        viewer=viewer,
        district_id=district_id,
        content=await request.body(),
        file_name=file_name,
        document=document,
        evidence=evidence,
        dry_run=dry_run,
        at=clock.now(),
    )
    return _begun(shown, response)


@router.get("/history-imports", summary="Imports of old hours")
async def list_history_imports(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[HistoryImportResponse]:
    """Every file that was ever brought, dry runs and refused ones included, the first first."""
    found = await operations.list_history_imports(
        session, district_id=district_id, after=place_after(request, cursor), limit=limit
    )
    return page_of(request, found, limit=limit, id_of=lambda one: one.imported.import_id, shape=_answer)


@router.get("/history-imports/{import_id}", summary="What an import did")
async def get_history_import(district_id: DistrictId, import_id: Id, session: DatabaseSession) -> HistoryImportResponse:
    """What checking the file found, how far it is posted, and whether it was undone. 404 when there is none."""
    return _answer(await operations.get_history_import(session, district_id=district_id, import_id=import_id))


@router.get("/history-imports/{import_id}/rows", summary="What became of each row")
async def list_history_rows(
    district_id: DistrictId,
    import_id: Id,
    request: Request,
    session: DatabaseSession,
    fate: Annotated[RowFate | None, Query(description="NEW: to be posted, or would be", examples=["REFUSED"])] = None,
    *,
    flagged: Annotated[Flag, Query(description="Only rows that are like another training")] = False,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[HistoryRowResponse]:
    """The rows in the order of the file, of a dry run too. 404 when there is no such import.

    Imports made before rows were kept have none.
    """
    rows = await operations.list_history_rows(
        session,
        district_id=district_id,
        import_id=import_id,
        fate=fate,
        flagged=flagged,
        after=place_read(request, cursor, int),
        limit=limit,
    )
    following = cursors_of(request).write(str(rows[limit - 1].row.number)) if len(rows) > limit else None
    return Page(items=[_row(one) for one in rows[:limit]], next_cursor=following)


@router.get(
    "/history-imports/{import_id}/file",
    summary="The file that was imported",
    response_class=Response,
    responses={200: {"description": "The very bytes", "content": {"application/octet-stream": _BINARY}}},
)
async def get_history_file(
    district_id: DistrictId, import_id: Id, request: Request, session: DatabaseSession
) -> Response:
    """The file as it was brought: its SHA-256 is the import's `file_hash`. 404 of what was not applied."""
    imported = await operations.get_history_file(session, district_id=district_id, import_id=import_id)
    files: FileStore = request.app.state.files
    sha256 = bytes.fromhex(imported.file_hash)
    return Download(
        request,
        district_id=district_id,
        sha256=sha256,
        size=await files.size_of(district_id, sha256),
        media_type="application/octet-stream",
        name=imported.file_name or "history",
    )


@router.post("/history-imports/{import_id}/undo", status_code=201, summary="Undo an import", responses=_GOES_ON)
async def post_history_undo(
    district_id: DistrictId,
    import_id: Id,
    body: HistoryUndoRequest,
    response: Response,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> HistoryImportResponse:
    """Take back everything that an import gave and that still stands, under one causation id; once.

    An import that is still being posted is stopped first. What an adjustment took back before is left as it is and
    named in `undo.left`. Up to 1,000 entries are taken back at once (201), of more the worker takes back the next
    thousands (202). The rows may be brought again afterwards. 404 when there is none; 409 `import-not-applied` for a
    dry run or a refused file, `import-undone`, `concerns-yourself` to a teacher to whom it gave something.
    """
    shown = await operations.undo_import(
        session, viewer=viewer, district_id=district_id, import_id=import_id, reason=body.reason, at=clock.now()
    )
    return _begun(shown, response)


def _begun(shown: operations.HistoryShown, response: Response) -> HistoryImportResponse:
    """201 where it is done, 202 where the worker goes on."""
    response.status_code = 202 if shown.goes_on else 201
    return _answer(shown)


def _answer(shown: operations.HistoryShown) -> HistoryImportResponse:
    one = shown.imported
    undo = None
    if shown.undo is not None:
        names = ("causation_id", "reason", "undone_by", "undone_at")
        undo = {name: getattr(shown.undo, name) for name in names} | {"left": list(shown.left)}
    told = {"state": shown.state, "progress": shown.progress, "undo": undo}
    return HistoryImportResponse.model_validate(
        {name: told[name] if name in told else getattr(one, name) for name in HistoryImportResponse.model_fields}
    )


def _row(shown: operations.RowShown) -> HistoryRowResponse:
    row, entry = shown.row, shown.entry
    told = {
        "row": row.number,
        "document": (row.said or {}).get("document"),
        "entry_id": None if entry is None else entry.entry_id,
        "seq": None if entry is None else entry.seq,
        "taken_back_by_seq": shown.taken_back_by_seq,
    }
    return HistoryRowResponse.model_validate(
        {name: told[name] if name in told else getattr(row, name) for name in HistoryRowResponse.model_fields}
    )
