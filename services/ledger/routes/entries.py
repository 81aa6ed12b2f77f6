"""HTTP of the book: a teacher's statement and balance, the head."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.ledger import operations
from services.ledger.schemas import (
    BalanceResponse,
    BookResponse,
    HeadResponse,
    StatementLine,
    StatementResponse,
    YearTotal,
)
from services.platform import clock
from services.platform.conditional import NOT_MODIFIED, tagged
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import Count, Day, DistrictId, Id

router = APIRouter(route_class=Edge, tags=["book"], prefix="/districts/{district_id}")

AsOf = Annotated[
    Day | None, Query(description="What was earned by this day; today by default", examples=["2026-06-30"])
]
KnownAt = Annotated[
    Count | None, Query(description="As the book knew it at this entry; now by default", examples=[1200])
]


@router.get("/teachers/{teacher_id}/statement", summary="A teacher's statement")
async def get_statement(
    district_id: DistrictId,
    teacher_id: Id,
    session: DatabaseSession,
    viewer: CurrentViewer,
    as_of: AsOf = None,
    known_at_seq: KnownAt = None,
) -> StatementResponse:
    """Every entry of a teacher that was earned by a day, reversals included, with sums by school year.

    With `known_at_seq` the statement is the one that was printed when the book ended there, whatever was corrected
    since. 404 for a teacher who is not there or not within reach.
    """
    today = clock.today()
    statement = await operations.get_statement(
        session,
        viewer=viewer,
        district_id=district_id,
        teacher_id=teacher_id,
        as_of=as_of or today,
        known_at_seq=known_at_seq,
        today=today,
    )
    return StatementResponse(
        teacher_id=statement.teacher.teacher_id,
        staff_number=statement.teacher.staff_number,
        name=statement.teacher.name,
        as_of=statement.as_of,
        known_at_seq=statement.known_at_seq,
        hours=statement.total.hours,
        credits=statement.total.credits,
        years=[
            YearTotal(school_year=school_year, hours=amounts.hours, credits=amounts.credits)
            for school_year, amounts in statement.years.items()
        ],
        lines=[StatementLine.of(entry, reversed_by_seq) for entry, reversed_by_seq in statement.lines],
    )


@router.get("/teachers/{teacher_id}/balance", summary="A teacher's balance")
async def get_balance(
    district_id: DistrictId, teacher_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> BalanceResponse:
    """Hours and credits on the teacher's account now. 404 for a teacher who is not there or not within reach."""
    balance = await operations.get_balance(
        session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, today=clock.today()
    )
    return BalanceResponse(
        teacher_id=teacher_id,
        account=balance.account,
        hours=balance.hours,
        credits=balance.credits,
        known_at_seq=balance.known_at_seq,
    )


@router.get("/book", summary="The head of the book", response_model=BookResponse, responses=NOT_MODIFIED)
async def get_book(
    district_id: DistrictId, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> Response:
    """The number the next entry will get, the hash that vouches for everything before it, the newest signed head.

    The answer has an ETag for If-None-Match (304).
    """
    book, signed = await operations.get_book(session, viewer=viewer, district_id=district_id)
    answer = BookResponse(
        next_seq=book.next_seq,
        entries=book.next_seq - 1,
        head_hash=book.head_hash.hex(),
        signed_head=None if signed is None else HeadResponse.of(signed),
    )
    return tagged(request, answer)
