"""Works of a class: deadlines, what members hand in, defences."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from services.assessment import operations
from services.assessment.schemas import (
    DefenceResponse,
    DefencesRequest,
    ItemsResponse,
    ReturnRequest,
    SubmissionRequest,
    SubmissionResponse,
    WorkDeadlineRequest,
    WorkResponse,
    WorksResponse,
)
from services.platform import clock
from services.platform.downloads import download
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.problems import language_of
from services.platform.types import Code, DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/classes/{class_id}", tags=["works"])

_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}


@router.get("/works", summary="What members hand in or defend")
async def list_works(
    district_id: DistrictId, class_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> WorksResponse:
    """The works that the scheme of the class names, with their deadlines."""
    found = await operations.list_works(session, district_id=district_id, class_id=class_id, viewer=viewer)
    return WorksResponse(items=[WorkResponse.of(one.work, one.deadline) for one in found])


@router.put("/works/{work}/deadline", summary="Say until when a work is to be handed in")
async def put_work_deadline(
    district_id: DistrictId,
    class_id: Id,
    work: Code,
    body: WorkDeadlineRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> WorkResponse:
    """By who leads the class, or the district; every word of it is kept. What was handed in before stays as judged.

    The same again changes nothing. 422 `unknown-work`; 409 `class-cancelled`.
    """
    found = await operations.set_deadline(
        session,
        district_id=district_id,
        class_id=class_id,
        work=work,
        due_at=body.due_at,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return WorkResponse.of(found.work, found.deadline)


@router.post("/submissions", status_code=201, summary="Hand in a work")
async def post_submission(
    district_id: DistrictId, class_id: Id, body: SubmissionRequest, session: DatabaseSession, viewer: CurrentViewer
) -> SubmissionResponse:
    """A member's own files as the next version of one work; other works stay. Former versions are kept.

    After the deadline, by the server's time, it is taken and marked late. The very same files and note again are the
    version that stands. 422 `unknown-work`; 409 `not-a-member`, `class-cancelled`; 404 for files of somebody else.
    """
    one = await operations.hand_in(
        session,
        district_id=district_id,
        class_id=class_id,
        work=body.work,
        file_ids=body.file_ids,
        note=body.note,
        viewer=viewer,
        at=clock.now(),
    )
    return _shown(one)


@router.get("/submissions", summary="What was handed in")
async def list_submissions(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    teacher_id: Annotated[Id | None, Query(description="Only of this member")] = None,
    work: Annotated[Code | None, Query(description="Only of this work")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[SubmissionResponse]:
    """Every version in the order of handing in, replaced and returned ones too.

    Members see their own, schools their members', assessors those whom they are named to mark, the district and who
    leads the class all.
    """
    found = await operations.list_submissions(
        session,
        district_id=district_id,
        class_id=class_id,
        teacher_id=teacher_id,
        work=work,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, found, limit=limit, id_of=lambda one: one.submission.submission_id, shape=_shown)


@router.get(
    "/submissions/{submission_id}/files/{file_id}",
    summary="Download a file of a work",
    response_class=Response,
    responses={200: {"description": "The file as it was handed in", "content": {"application/octet-stream": _BINARY}}},
)
async def get_submission_file(
    district_id: DistrictId,
    class_id: Id,
    submission_id: Id,
    file_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> Response:
    """The very bytes that were handed in, for whoever sees the version, assessors included."""
    file = await operations.get_submitted_file(
        session,
        district_id=district_id,
        class_id=class_id,
        submission_id=submission_id,
        file_id=file_id,
        viewer=viewer,
    )
    return download(request, file)


@router.put("/submissions/{submission_id}/return", summary="Give a work back")
async def put_submission_return(
    district_id: DistrictId,
    class_id: Id,
    submission_id: Id,
    body: ReturnRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> SubmissionResponse:
    """By who manages the class, with the reason: the work counts as not handed in until the next version comes.

    The same again changes nothing. 409 `already-returned` with another reason, `submission-replaced` where a newer
    version is there, `class-cancelled`.
    """
    one = await operations.return_submission(
        session,
        district_id=district_id,
        class_id=class_id,
        submission_id=submission_id,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return _shown(one)


@router.post("/defences", status_code=201, summary="Record defences")
async def post_defences(
    district_id: DistrictId,
    class_id: Id,
    body: DefencesRequest,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> ItemsResponse:
    """Defences of one day before one panel, by who manages the class; of a work the one recorded last counts.

    Answered one by one (`component` is the work): RECORDED, UNCHANGED or REFUSED with `unknown-work`, `not-a-member`,
    `own-assessment`, `on-own-panel`, `defence-in-future` or `listed-twice`. Of a finalised member it may open a
    revision. 409 `class-cancelled`.
    """
    answers = await operations.record_defences(
        session,
        district_id=district_id,
        class_id=class_id,
        held_on=body.held_on,
        panel=[operations.Panellist(one.name, one.person_id) for one in body.panel],
        defences=[
            operations.DefenceOf(item.teacher_id, item.work, item.result == "PASSED", item.remark)
            for item in body.items
        ],
        viewer=viewer,
        at=clock.now(),
    )
    return ItemsResponse.of(answers, language=language_of(request))


@router.get("/defences", summary="The defences of a class")
async def list_defences(
    district_id: DistrictId,
    class_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[DefenceResponse]:
    """In the order of recording, corrected ones included; members see their own, schools their members'."""
    found = await operations.list_defences(
        session,
        district_id=district_id,
        class_id=class_id,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(request, found, limit=limit, id_of=lambda one: one.defence_id, shape=DefenceResponse.of)


def _shown(one: operations.HandedIn) -> SubmissionResponse:
    return SubmissionResponse.of(one.submission, one.returned, state=one.state, files=one.files)
