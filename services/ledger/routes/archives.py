"""HTTP of archives of teachers' own records, and of where each entry comes from."""

from fastapi import APIRouter, Request

from services.ledger import operations
from services.ledger.schemas.archives import ArchiveRequest, ArchiveResponse, ProvenanceResponse
from services.platform import clock
from services.platform.documents import file_answer
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.ranges import RANGES, PartsResponse
from services.platform.types import DistrictId, Id

router = APIRouter(route_class=Edge, tags=["archives"], prefix="/districts/{district_id}")

_ZIP = "application/zip"


@router.post("/teachers/{teacher_id}/archives", status_code=202, summary="Ask for a teacher's archive")
async def post_teacher_archive(
    district_id: DistrictId, teacher_id: Id, body: ArchiveRequest, session: DatabaseSession, viewer: CurrentViewer
) -> ArchiveResponse:
    """Everything the book holds of a teacher in one ZIP, made by the worker: ask for it until `state` is READY.

    It holds the statement as PDF/A and as JSON with a proof for each entry under a signed head (`xuefen
    verify-statement` checks it offline), an index of where each entry comes from and of every file the teacher handed
    in, with their hashes, as JSON and CSV, and a signed list of all of these. Teachers ask for their own, officers of
    teachers within reach say what for (422 `purpose-needed`), and the teacher can look it up. The file is let go of
    after a week. 409 `too-many-archives` beyond five at a time, `not-yet-signed` before the first entry of the book.
    """
    today = clock.today()
    return _answer(
        await operations.ask_for_archive(
            session,
            viewer=viewer,
            district_id=district_id,
            teacher_id=teacher_id,
            as_of=body.as_of or today,
            purpose=body.purpose,
            today=today,
            at=clock.now(),
        )
    )


@router.get("/teachers/{teacher_id}/archives", summary="Who asked for a teacher's archive")
async def list_teacher_archives(
    district_id: DistrictId,
    teacher_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[ArchiveResponse]:
    """Every archive that was ever asked for, by whom and what for, and how often it was fetched; the first first."""
    found = await operations.list_archives(
        session,
        viewer=viewer,
        district_id=district_id,
        teacher_id=teacher_id,
        today=clock.today(),
        after=place_after(request, cursor),
        limit=limit,
    )
    return page_of(request, found, limit=limit, id_of=lambda one: one.archive.archive_id, shape=_answer)


@router.get("/teachers/{teacher_id}/archives/{archive_id}", summary="Whether an archive is made")
async def get_teacher_archive(
    district_id: DistrictId, teacher_id: Id, archive_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ArchiveResponse:
    """How far it is, what it knows of, and when it is let go of. 404 when there is none."""
    return _answer(
        await operations.get_archive(
            session,
            viewer=viewer,
            district_id=district_id,
            teacher_id=teacher_id,
            archive_id=archive_id,
            today=clock.today(),
        )
    )


@router.get(
    "/teachers/{teacher_id}/archives/{archive_id}/file",
    summary="Fetch an archive",
    status_code=200,
    response_class=PartsResponse,
    responses={**file_answer(_ZIP), **RANGES},
)
async def get_teacher_archive_file(
    district_id: DistrictId,
    teacher_id: Id,
    archive_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> PartsResponse:
    """The ZIP, to whoever asked for it and to the teacher; each time stays on record. A download can be resumed.

    404 to other officers, who ask for one of their own; 409 `archive-not-ready`; 410 `archive-gone` after a week,
    `file-gone` where that ends while it is being sent.
    """
    name, part = await operations.take_archive(
        session,
        viewer=viewer,
        district_id=district_id,
        teacher_id=teacher_id,
        archive_id=archive_id,
        today=clock.today(),
        at=clock.now(),
    )
    files = request.app.state.files
    return PartsResponse(
        request,
        name=name,
        media_type=_ZIP,
        parts=[part],
        fetch=lambda one: files.get_passing(district_id, one),
    )


@router.get("/entries/{entry_id}/provenance", summary="Where an entry comes from")
async def get_entry_provenance(
    district_id: DistrictId, entry_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> ProvenanceResponse:
    """What caused an entry and what proves it: a row of a file with its paper and grade of evidence, a revision of a
    result or a claim, what two persons agreed on with the hashes of the files, or the undo of an import; the merge
    that moved it from another number of the person; and the certificates that stand on it.

    404 where its teacher is out of reach.
    """
    return ProvenanceResponse.model_validate(
        await operations.get_provenance(
            session, viewer=viewer, district_id=district_id, entry_id=entry_id, today=clock.today()
        )
    )


def _answer(shown: operations.ArchiveShown) -> ArchiveResponse:
    one = shown.archive
    told = {
        "sha256": None if one.sha256 is None else one.sha256.hex(),
        "taken": shown.taken,
        "taken_at": shown.taken_at,
    }
    return ArchiveResponse.model_validate(
        {name: told[name] if name in told else getattr(one, name) for name in ArchiveResponse.model_fields}
    )
