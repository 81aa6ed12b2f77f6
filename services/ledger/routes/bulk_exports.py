"""HTTP of exports: asked for, looked after, cancelled, fetched."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response

from services.ledger import operations
from services.ledger.schemas import ExportRequest, ExportResponse
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.ranges import RANGES, PartsResponse
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["exports"], prefix="/districts/{district_id}/exports")

_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {
            media_type: {"schema": {"type": "string"}}
            for media_type in (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "text/csv",
                "application/x-ndjson",
            )
        },
    },
    410: {"description": "Cancelled or expired: the file was removed"},
    **RANGES,
}


@router.post("", status_code=202, summary="Have a file made of the book")
async def post_export(
    district_id: DistrictId, body: ExportRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ExportResponse:
    """Have the worker write entries, statements or standings to xlsx, CSV or NDJSON; ask again for how far it is.

    The file tells of one moment of the book, `known_at_seq`, whatever is posted while it is made. Beside levels and
    modes stand the codes of the national teacher system: 10, 20, 30, 40, 60 or 99, and 2 for centralised training (1
    where it ran for more than a month), 3 online, 4 blended, 9 for anything else. Cells that a spreadsheet would take
    for a formula have a ' before them. xlsx has a further sheet for each million rows.

    About 3,000 entries a second as xlsx, 10,000 otherwise. The file is kept for 7 days. 409 `too-many-exports` beyond
    five of one account at a time, `pack-not-assigned` where standings are wanted of a day without a pack; 404 for a
    school that is not there or not yours. Connected systems need the scope `feed:read` (403 without it).
    """
    asked = await operations.ask_for_export(
        session,
        viewer=viewer,
        district_id=district_id,
        kind=body.kind,
        form=body.form,
        language=body.language,
        byte_order_mark=body.byte_order_mark,
        as_of=body.as_of,
        after_seq=body.after_seq,
        known_at_seq=body.known_at_seq,
        school_id=body.school_id,
        today=clock.today(),
        at=clock.now(),
    )
    return ExportResponse.of(asked)


@router.get("", summary="Exports")
async def list_exports(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ExportResponse]:
    """What you asked for, the newest first. Nobody else sees it."""
    found = await operations.list_exports(
        session, viewer=viewer, district_id=district_id, before=place_after(request, cursor), limit=limit + 1
    )
    return page_of(request, found, limit=limit, id_of=lambda one: one.export_id, shape=ExportResponse.of)


@router.get("/{export_id}", summary="How far an export is")
async def get_export(
    district_id: DistrictId, export_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ExportResponse:
    """State and progress: `done` of `total` entries or teachers. 404, also for what somebody else asked for."""
    return ExportResponse.of(
        await operations.get_export(session, viewer=viewer, district_id=district_id, export_id=export_id)
    )


@router.put("/{export_id}/cancellation", summary="Cancel an export")
async def put_export_cancellation(
    district_id: DistrictId, export_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ExportResponse:
    """Stop it, or have the file removed that is made already. The same again changes nothing. 404."""
    return ExportResponse.of(
        await operations.cancel_export(
            session, viewer=viewer, district_id=district_id, export_id=export_id, at=clock.now()
        )
    )


@router.get(
    "/{export_id}/content",
    summary="The file of an export",
    response_class=Response,
    response_model=None,
    responses=_FILE,
)
async def get_export_content(
    district_id: DistrictId, export_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> Response:
    """The file, whole or the bytes named in `Range` (RFC 9110): what broke off is resumed, `If-Range` with the ETag.

    409 `export-not-ready` while it is being made; 410 `export-gone` when it was cancelled or has expired,
    `file-gone` where that happens while it is being sent; 404.
    """
    asked, parts = await operations.read_export_file(
        session, viewer=viewer, district_id=district_id, export_id=export_id, at=clock.now()
    )
    shown = ExportResponse.of(asked)
    return PartsResponse(
        request,
        name=shown.name,
        media_type=shown.media_type,
        parts=parts,
        fetch=partial(request.app.state.files.get_passing, district_id),
    )
