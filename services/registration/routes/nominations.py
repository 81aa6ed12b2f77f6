"""Nominations from spreadsheets."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.spreadsheets import LARGEST_FILE
from services.platform.types import DistrictId, Flag, Id
from services.registration import operations
from services.registration.schemas import NominationFileResponse, nomination_file_response

router = APIRouter(route_class=Edge, tags=["Nominations"])

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
_FILE: Final = {
    "requestBody": {
        "required": True,
        "content": dict.fromkeys((_XLSX, "text/csv", "application/octet-stream"), _BINARY),
    }
}


@router.get(
    "/districts/{district_id}/classes/{class_id}/nomination-template",
    summary="Download the workbook for nominations",
    response_class=Response,
    responses={200: {"description": "An xlsx workbook", "content": {_XLSX: _BINARY}}},
)
async def get_nomination_template(district_id: DistrictId, class_id: Id, session: DatabaseSession) -> Response:
    """A workbook with one sheet to fill in (staff number, name, reason to let in) and one that tells of the class.

    The second names the class, so that a list sent to another class by mistake is refused.
    """
    content = await operations.make_nomination_template(session, district_id=district_id, class_id=class_id)
    return Response(
        content,
        media_type=_XLSX,
        headers={"Content-Disposition": f'attachment; filename="nominations-{class_id}.xlsx"'},
    )


@router.post(
    "/districts/{district_id}/classes/{class_id}/nomination-files",
    status_code=201,
    summary="Nominate from a spreadsheet",
    max_body_size=LARGEST_FILE,
    openapi_extra=_FILE,
)
async def post_nomination_file(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    dry_run: Annotated[Flag, Query(description="Only say what would happen")] = False,
    accept_waiting: Annotated[Flag, Query(description="Stand in line where no place is free")] = True,
    accept_clash: Annotated[Flag, Query(description="Enrol although another class meets at the same time")] = False,
) -> NominationFileResponse:
    """Nominate whom an xlsx or CSV file names (at most 500 teachers, 5 MB), in its order.

    What is wrong in a cell is listed by sheet, row and column in both languages, and then nothing is applied. What
    bars one teacher is told at his row, with the problems of `post_nominations`, and costs nobody else anything. Who
    stands in the class already stays as he stands (`unchanged`), so the same file again changes nothing.
    409 `enrolment-closed`, `class-cancelled`, `file-of-another-class`; 422 `unreadable`.
    """
    file = await operations.import_nominations(
        session,
        district_id=district_id,
        class_id=class_id,
        content=await request.body(),
        dry_run=dry_run,
        accept_waiting=accept_waiting,
        accept_clash=accept_clash,
        viewer=viewer,
        at=clock.now(),
    )
    return nomination_file_response(file)


@router.get("/districts/{district_id}/nomination-files/{file_id}", summary="What a file of nominations did")
async def get_nomination_file(
    district_id: DistrictId, file_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> NominationFileResponse:
    """The answer that was given when it was sent: for the school that sent it, and for the district."""
    file = await operations.get_nomination_file(session, district_id=district_id, file_id=file_id, viewer=viewer)
    return nomination_file_response(file)
