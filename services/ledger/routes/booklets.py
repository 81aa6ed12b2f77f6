"""HTTP of booklets: one a teacher, kept by the school, handed over when the teacher moves."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.ledger import operations
from services.ledger.schemas.booklets import (
    BookletFateResponse,
    BookletReissueRequest,
    BookletRequest,
    BookletResponse,
    HandoverRequest,
    LossRequest,
    SchoolBookletsRequest,
    SchoolBookletsResponse,
)
from services.ledger.schemas.refusals import RefusalResponse
from services.platform import clock
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.pagination import CursorText, Limit, Page, page_of, place_after
from services.platform.types import DistrictId, Flag, Id

router = APIRouter(route_class=Edge, tags=["booklets"], prefix="/districts/{district_id}")


@router.post("/booklets", status_code=201, summary="Issue a booklet")
async def post_booklet(
    district_id: DistrictId, body: BookletRequest, session: DatabaseSession, viewer: CurrentViewer
) -> BookletResponse:
    """The booklet of continuing education, one a teacher, kept by the school of the post on that day (P240-15).

    404 for a teacher who is not there; 409 `not-at-that-school` for one without a post on that day, `booklet-issued`
    where there is one already, `booklet-number-taken`, `booklet-ahead` for a day that is still to come.
    """
    shown = await operations.issue_booklet(
        session,
        viewer=viewer,
        district_id=district_id,
        teacher_id=body.teacher_id,
        number=body.number,
        on=body.issued_on,
        at=clock.now(),
    )
    return _answer(shown)


@router.post("/schools/{school_id}/booklets", status_code=201, summary="Issue the booklets of a school")
async def post_school_booklets(
    district_id: DistrictId,
    school_id: Id,
    body: SchoolBookletsRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> SchoolBookletsResponse:
    """Issue one each to at most 1,000 teachers who work at a school on that day; each one's fate is told.

    Who gets none is listed with the reason (`not-at-that-school`, `booklet-issued`, `booklet-number-taken`) and never
    stops the others. 404 for a school that is not there; 409 `booklet-ahead` for a day that is still to come.
    """
    fates = await operations.issue_booklets(
        session,
        viewer=viewer,
        district_id=district_id,
        school_id=school_id,
        numbers=[(one.teacher_id, one.number) for one in body.items],
        on=body.issued_on,
        at=clock.now(),
    )
    issued = sum(one.shown is not None for one in fates)
    return SchoolBookletsResponse(
        issued=issued,
        refused=len(fates) - issued,
        items=[
            BookletFateResponse(
                teacher_id=one.teacher_id,
                number=one.number,
                booklet=None if one.shown is None else _answer(one.shown),
                refusal=None if one.refused is None else RefusalResponse.of(one.refused),
            )
            for one in fates
        ],
    )


@router.get("/booklets", summary="Booklets")
async def list_booklets(
    district_id: DistrictId,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    teacher_id: Annotated[Id | None, Query(description="Only of this teacher")] = None,
    school_id: Annotated[Id | None, Query(description="Only those that this school keeps, or kept last")] = None,
    owed: Annotated[
        Flag | None,
        Query(
            description="Only those kept by another school than the one where the teacher works now, which gets them"
        ),
    ] = None,
    limit: Limit = 100,
    cursor: CursorText = None,
) -> Page[BookletResponse]:
    """In the order of issuing: a teacher's own, those that a school keeps, or all.

    With `owed=true` and a school: those that this school is still to be given, since their teachers moved there.
    """
    rows = await operations.list_booklets(
        session,
        viewer=viewer,
        district_id=district_id,
        teacher_id=teacher_id,
        school_id=school_id,
        owed=owed,
        after=place_after(request, cursor),
        limit=limit + 1,
        at=clock.now(),
    )
    return page_of(request, rows, limit=limit, id_of=lambda one: one.booklet.booklet_id, shape=_answer)


@router.get("/booklets/{booklet_id}", summary="A booklet")
async def get_booklet(
    district_id: DistrictId, booklet_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> BookletResponse:
    """Who keeps it, and everything that became of it. 404 where there is none within reach."""
    return _answer(
        await operations.get_booklet(
            session, viewer=viewer, district_id=district_id, booklet_id=booklet_id, at=clock.now()
        )
    )


@router.post("/booklets/{booklet_id}/handovers", status_code=201, summary="Hand a booklet over")
async def post_booklet_handover(
    district_id: DistrictId, booklet_id: Id, body: HandoverRequest, session: DatabaseSession, viewer: CurrentViewer
) -> BookletResponse:
    """To the school where the teacher works now; or, without a school, to the teacher who leaves the district with it.

    By the school that keeps it, or the district. One that was lost and is found is handed over too. 409
    `not-at-that-school`, `booklet-not-kept` for one that was replaced, `booklet-backdated`, `booklet-ahead`,
    `booklet-moved` where somebody else recorded something at the same moment.
    """
    return _answer(
        await operations.hand_over_booklet(
            session,
            viewer=viewer,
            district_id=district_id,
            booklet_id=booklet_id,
            school_id=body.school_id,
            reason=body.reason,
            on=body.on,
            at=clock.now(),
        )
    )


@router.post("/booklets/{booklet_id}/losses", status_code=201, summary="Record the loss of a booklet")
async def post_booklet_loss(
    district_id: DistrictId, booklet_id: Id, body: LossRequest, session: DatabaseSession, viewer: CurrentViewer
) -> BookletResponse:
    """By the school that kept it, or the district. 409 `booklet-not-kept`, `booklet-backdated`, `booklet-ahead`."""
    return _answer(
        await operations.lose_booklet(
            session,
            viewer=viewer,
            district_id=district_id,
            booklet_id=booklet_id,
            reason=body.reason,
            on=body.on,
            at=clock.now(),
        )
    )


@router.post("/booklets/{booklet_id}/reissues", status_code=201, summary="Issue another booklet in its place")
async def post_booklet_reissue(
    district_id: DistrictId,
    booklet_id: Id,
    body: BookletReissueRequest,
    session: DatabaseSession,
    viewer: CurrentViewer,
) -> BookletResponse:
    """In the place of one that was lost, spoilt or filled, which is no proof any more. Nothing in the book is lost.

    The school of the post on that day keeps it. 409 `booklet-not-kept` where that was done before,
    `booklet-number-taken`, `booklet-backdated`, `booklet-ahead`.
    """
    shown = await operations.reissue_booklet(
        session,
        viewer=viewer,
        district_id=district_id,
        booklet_id=booklet_id,
        number=body.number,
        reason=body.reason,
        on=body.issued_on,
        at=clock.now(),
    )
    return _answer(shown)


def _answer(shown: operations.ShownBooklet) -> BookletResponse:
    return BookletResponse.of(shown.booklet, list(shown.history), shown.owed_to)
