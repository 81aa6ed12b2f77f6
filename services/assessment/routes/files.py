"""Files that are handed in."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from services.assessment import operations
from services.assessment.schemas import FileResponse
from services.platform import clock
from services.platform.downloads import download
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.files import LARGEST_UPLOAD
from services.platform.types import DistrictId, Id, Name

router = APIRouter(prefix="/districts/{district_id}/files", route_class=Edge, tags=["Files"])

_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}


@router.post(
    "",
    status_code=201,
    summary="Hand in a file",
    max_body_size=LARGEST_UPLOAD,
    openapi_extra={"requestBody": {"required": True, "content": {"application/octet-stream": _BINARY}}},
)
async def post_file(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    name: Annotated[Name, Query(description="With its ending", examples=["听课记录.pdf"])],
) -> FileResponse:
    """Store one file, at most 20 MB: pdf, jpg, png, heic, docx, xlsx or pptx, the content being what the name says.

    The body is the file itself. Other requests name the file by the `file_id` of the answer; a file that nothing names
    counts for nothing. 413 `too-large`; 422 `file-refused` with the reason; 429 `stored-too-much-today` beyond 2 GiB of
    an account within a day.
    """
    file = await operations.store_file(
        session,
        request.app.state.files,
        district_id=district_id,
        name=name,
        content=await request.body(),
        viewer=viewer,
        at=clock.now(),
    )
    return FileResponse.model_validate(file)


@router.get("/{file_id}", summary="What a file is")
async def get_file(
    district_id: DistrictId, file_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> FileResponse:
    """Name, kind, size, hash and owner of a file."""
    file = await operations.get_file(session, district_id=district_id, file_id=file_id, viewer=viewer)
    return FileResponse.model_validate(file)


@router.get(
    "/{file_id}/content",
    summary="Download a file",
    response_class=Response,
    responses={200: {"description": "The file as it was handed in", "content": {"application/octet-stream": _BINARY}}},
)
async def get_file_content(
    district_id: DistrictId, file_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> Response:
    """The very bytes that were handed in, as an attachment under their name."""
    file = await operations.get_file(session, district_id=district_id, file_id=file_id, viewer=viewer)
    return download(request, file)
