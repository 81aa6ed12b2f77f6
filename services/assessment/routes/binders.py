"""Evidence binders of classes, activities and schools."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request, Response

from services.assessment import operations
from services.assessment.schemas import (
    BinderPaperRequest,
    BinderReasonRequest,
    BinderRequest,
    BinderResponse,
    BinderSummaryResponse,
    HandOverRequest,
)
from services.platform import clock
from services.platform.archives import ArchiveResponse
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import Code, DistrictId, Id

router = APIRouter(route_class=Edge, prefix="/districts/{district_id}/binders", tags=["binders"])

_ZIP: Final = {"application/zip": {"schema": {"type": "string", "format": "binary"}}}


@router.post("", status_code=201, summary="Open an evidence binder")
async def post_binder(
    district_id: DistrictId, body: BinderRequest, session: DatabaseSession, viewer: CurrentViewer
) -> BinderResponse:
    """For a class, an activity, or a semester, year or cycle of a school; the pack in force says what it must hold.

    Who opens it keeps it until it is handed over. 422 `binder-of-one-thing`, `unknown-unit`; 409 `binder-exists` with
    the first, `nothing-asked`, `no-such-period`, `pack-not-assigned`. Out of reach is 404.
    """
    contents = await operations.open_binder(
        session, district_id=district_id, **body.model_dump(), viewer=viewer, at=clock.now()
    )
    return BinderResponse.of(contents)


@router.get("", summary="The binders within reach")
async def list_binders(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    class_id: Annotated[Id | None, Query(description="Only of this class")] = None,
    school_id: Annotated[Id | None, Query(description="Only of this school, its classes and activities")] = None,
    state: Annotated[Literal["OPEN", "CLOSED"] | None, Query(description="Only in this state")] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[BinderSummaryResponse]:
    """In the order in which they were opened: a school's own, those of classes that one leads, those that one keeps."""
    binders = await operations.list_binders(
        session,
        district_id=district_id,
        class_id=class_id,
        school_id=school_id,
        state=state,
        viewer=viewer,
        after=place_after(request, cursor),
        limit=limit + 1,
    )
    return page_of(
        request, binders, limit=limit, id_of=lambda one: one.binder_id, shape=BinderSummaryResponse.model_validate
    )


@router.get("/{binder_id}", summary="A binder and what is missing in it")
async def get_binder(
    district_id: DistrictId, binder_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> BinderResponse:
    """Every document asked for, in the words of the pack, with what is there now; a closed one as it was closed."""
    contents = await operations.get_binder(
        session, district_id=district_id, binder_id=binder_id, viewer=viewer, at=clock.now()
    )
    return BinderResponse.of(contents)


@router.post("/{binder_id}/papers", status_code=201, summary="Put a document into a binder")
async def post_binder_paper(
    district_id: DistrictId,
    binder_id: Id,
    body: BinderPaperRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> BinderResponse:
    """A file that was handed in before, or a note of where the paper is kept, under one item.

    In a school's binder it becomes a record too, which the clauses of the pack count. 409 `binder-closed`; 422
    `unknown-item` with those there are, `paper-dated-ahead` for a day to come. A file out of reach is 404.
    """
    contents = await operations.attach_paper(
        session,
        district_id=district_id,
        binder_id=binder_id,
        clause_id=body.clause_id,
        code=body.code,
        on=body.on,
        note=body.note,
        file_id=body.file_id,
        viewer=viewer,
        at=clock.now(),
    )
    return BinderResponse.of(contents)


@router.put("/{binder_id}/papers/{paper_id}/withdrawal", summary="Take a document out of a binder")
async def put_binder_paper_withdrawal(
    district_id: DistrictId,
    binder_id: Id,
    paper_id: Id,
    body: BinderReasonRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> BinderResponse:
    """For good; it stays to be seen with the reason. The same again changes nothing.

    409 `paper-withdrawn` for another reason, `binder-closed`.
    """
    contents = await operations.withdraw_paper(
        session,
        district_id=district_id,
        binder_id=binder_id,
        paper_id=paper_id,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return BinderResponse.of(contents)


@router.put("/{binder_id}/waivers/{clause_id}/{code}", summary="Say that a document need not be there")
async def put_binder_waiver(
    district_id: DistrictId,
    binder_id: Id,
    clause_id: Code,
    code: Code,
    body: BinderReasonRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> BinderResponse:
    """By the district, with a reason that the index repeats. 409 `item-waived` for another reason, `binder-closed`."""
    contents = await operations.waive_item(
        session,
        district_id=district_id,
        binder_id=binder_id,
        clause_id=clause_id,
        code=code,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return BinderResponse.of(contents)


@router.post("/{binder_id}/closing", status_code=201, summary="Close a binder")
async def post_binder_closing(
    district_id: DistrictId, binder_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> BinderResponse:
    """Nothing changes in it after that; the tables that the system makes are kept as they are now.

    409 `binder-incomplete` with `errors`: clause, code and label of every document that is missing; `binder-closed`.
    """
    contents = await operations.close_binder(
        session, request.app.state.files, district_id=district_id, binder_id=binder_id, viewer=viewer, at=clock.now()
    )
    return BinderResponse.of(contents)


@router.post("/{binder_id}/reopening", status_code=201, summary="Open a closed binder again")
async def post_binder_reopening(
    district_id: DistrictId,
    binder_id: Id,
    body: BinderReasonRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> BinderResponse:
    """By the district, with a reason; what it held when it was closed is kept. 409 `binder-not-closed`."""
    contents = await operations.reopen_binder(
        session, district_id=district_id, binder_id=binder_id, reason=body.reason, viewer=viewer, at=clock.now()
    )
    return BinderResponse.of(contents)


@router.post("/{binder_id}/hand-overs", status_code=201, summary="Hand a binder over")
async def post_hand_over(
    district_id: DistrictId, binder_id: Id, body: HandOverRequest, session: DatabaseSession, viewer: CurrentViewer
) -> BinderResponse:
    """By its custodian, who signs by this; the next one signs by accepting. For who has left, the district hands over.

    409 `not-the-custodian`, `hand-over-pending`; 422 `hand-over-to-self`, `unknown-account`, `account-unfit` (its roles
    cannot accept). A closed binder is handed over as well.
    """
    contents = await operations.give_binder(
        session, district_id=district_id, binder_id=binder_id, **body.model_dump(), viewer=viewer, at=clock.now()
    )
    return BinderResponse.of(contents)


@router.put("/{binder_id}/hand-overs/{hand_over_id}/acceptance", summary="Accept a binder")
async def put_hand_over_acceptance(
    district_id: DistrictId, binder_id: Id, hand_over_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> BinderResponse:
    """By the account that was named, who keeps the binder from now on. The same again changes nothing.

    404 for anybody else; 409 `hand-over-settled` where it was taken back.
    """
    contents = await operations.accept_hand_over(
        session,
        district_id=district_id,
        binder_id=binder_id,
        hand_over_id=hand_over_id,
        viewer=viewer,
        at=clock.now(),
    )
    return BinderResponse.of(contents)


@router.put("/{binder_id}/hand-overs/{hand_over_id}/taking-back", summary="Take a hand-over back")
async def put_hand_over_taking_back(
    district_id: DistrictId,
    binder_id: Id,
    hand_over_id: Id,
    body: BinderReasonRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> BinderResponse:
    """By the custodian or the district, before it was accepted. 409 `hand-over-settled`, `not-the-custodian`."""
    contents = await operations.take_back_hand_over(
        session,
        district_id=district_id,
        binder_id=binder_id,
        hand_over_id=hand_over_id,
        reason=body.reason,
        viewer=viewer,
        at=clock.now(),
    )
    return BinderResponse.of(contents)


@router.get(
    "/{binder_id}/archive",
    summary="Download a binder",
    response_class=Response,
    responses={200: {"description": "A ZIP with every document, an index and the hash of each", "content": _ZIP}},
)
async def get_binder_archive(
    district_id: DistrictId, binder_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> Response:
    """`index.html` and `index.csv` for people, `manifest.json` with the SHA-256 of each document, a folder an item.

    An open binder is packed as it is, with what is missing in the index. 409 `binder-too-large` above 500 MB.
    """
    at = clock.now()
    archive = await operations.pack_archive(session, district_id=district_id, binder_id=binder_id, viewer=viewer, at=at)
    files = request.app.state.files
    return ArchiveResponse(
        request, name=archive.name, members=archive.members, at=at, fetch=lambda sha256: files.get(district_id, sha256)
    )
