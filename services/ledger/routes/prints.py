"""HTTP of printing: the certificates of a class on paper, printed by the worker and fetched when they are ready."""

from functools import partial
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from services.ledger import operations
from services.ledger.rules.prints import kept_under
from services.ledger.schemas.prints import PrintRequest, PrintResponse
from services.platform import clock
from services.platform.archives import ArchiveMember, ArchiveResponse
from services.platform.documents import PDF, Document
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.files import FileStore
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["certificates"], prefix="/districts/{district_id}")

_ZIP: Final = "application/zip"
_FILES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The PDF, or a ZIP where there are several",
        "content": {media_type: {"schema": {"type": "string"}} for media_type in (PDF, _ZIP)},
    }
}


@router.post("/classes/{class_id}/certificate-prints", status_code=202, summary="Have a class's certificates printed")
async def post_certificate_print(
    district_id: DistrictId, class_id: Id, body: PrintRequest, session: DatabaseSession, viewer: CurrentViewer
) -> PrintResponse:
    """Have the worker print every certificate of a class that holds, in the order of numbers; ask how far it is.

    About a second for 100 pages. A restart loses nothing. 404 for a class that is not there; 409 `nothing-to-print`
    where none holds; 422 `too-many-to-print` beyond 5,000.
    """
    shown = await operations.ask_for_print(
        session,
        viewer=viewer,
        district_id=district_id,
        class_id=class_id,
        kind=body.kind,
        form=body.form,
        at=clock.now(),
    )
    return _answer(shown)


@router.get("/certificate-prints/{print_id}", summary="How far a print is")
async def get_certificate_print(district_id: DistrictId, print_id: Id, session: DatabaseSession) -> PrintResponse:
    """Progress, what was not printed and why, and where the result is. 404 when there is none."""
    return _answer(await operations.get_print(session, district_id=district_id, print_id=print_id))


@router.put("/certificate-prints/{print_id}/cancellation", summary="Cancel a print")
async def put_certificate_print_cancellation(
    district_id: DistrictId, print_id: Id, session: DatabaseSession
) -> PrintResponse:
    """Stop it; what was printed so far is removed. Twice is once. 409 `print-ended` where it is finished."""
    return _answer(await operations.cancel_print(session, district_id=district_id, print_id=print_id, at=clock.now()))


@router.get(
    "/certificate-prints/{print_id}/document",
    summary="The certificates of a class on paper",
    status_code=200,
    response_class=Response,
    responses=_FILES,
)
async def get_certificate_print_document(
    district_id: DistrictId, print_id: Id, request: Request, session: DatabaseSession
) -> Response:
    """The PDF/A, or a ZIP of them where there are several, under names that sort in the order of numbers.

    409 `print-running` before it is finished; 410 `print-gone` when it was cancelled or seven days are over,
    `file-gone` where that happens while it is being sent.
    """
    at = clock.now()
    documents = await operations.read_print(session, district_id=district_id, print_id=print_id, at=at)
    files: FileStore = request.app.state.files
    if len(documents) == 1:
        fetch = partial(files.get_passing, district_id, kept_under(print_id, documents[0].place))
        return Document(request, fetch, media_type=PDF, name=documents[0].name)
    places = {one.sha256: one.place for one in documents}
    return ArchiveResponse(
        request,
        name=f"{print_id}.zip",
        members=[ArchiveMember(path=one.name, sha256=one.sha256, size=one.size) for one in documents],
        at=at,
        fetch=lambda digest: files.get_passing(district_id, kept_under(print_id, places[digest])),
    )


def _answer(shown: operations.ShownPrint) -> PrintResponse:
    return PrintResponse.of(shown.asked, list(shown.documents))
