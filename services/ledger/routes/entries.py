"""HTTP of the book: a teacher's statement and balance, the head."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.ledger import operations
from services.ledger.schemas import (
    BalanceResponse,
    BookResponse,
    CarriedLine,
    HeadResponse,
    StatementLine,
    StatementResponse,
    YearTotal,
)
from services.platform import clock
from services.platform.conditional import NOT_MODIFIED, tagged
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.types import Count, Day, DistrictId, Id, Instant

router = APIRouter(route_class=Edge, tags=["book"], prefix="/districts/{district_id}")

AsOf = Annotated[
    Day | None, Query(description="What was earned by this day; today by default", examples=["2026-06-30"])
]
KnownAt = Annotated[
    Count | None, Query(description="As the book knew it at this entry; now by default", examples=[1200])
]
KnownAtTime = Annotated[
    Instant | None,
    Query(
        alias="known_at",
        description="As the book knew it at this moment; with `known_at_seq`, at the earlier of the two",
        examples=["2026-06-30T18:00:00+08:00"],
    ),
]


@router.get("/teachers/{teacher_id}/statement", summary="A teacher's statement")
async def get_statement(
    district_id: DistrictId,
    teacher_id: Id,
    session: DatabaseSession,
    viewer: CurrentViewer,
    as_of: AsOf = None,
    known_at_seq: KnownAt = None,
    known_at: KnownAtTime = None,
) -> StatementResponse:
    """Every entry of a teacher that was earned by a day, reversals included, with sums by school year.

    With `known_at_seq` or `known_at` the statement is the one that was printed when the book ended there, whatever was
    corrected since: `as_of` says by when it was earned, they say what had been recorded. `known_at_seq` in the answer
    gives the same statement for ever. What was brought along from other districts is shown apart, in no sum of this
    district. 404 for a teacher who is not there or not within reach.
    """
    today = clock.today()
    statement = await operations.get_statement(
        session,
        viewer=viewer,
        district_id=district_id,
        teacher_id=teacher_id,
        as_of=as_of or today,
        known_at_seq=known_at_seq,
        known_at=known_at,
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
        carried_hours=statement.carried_total.hours,
        carried_credits=statement.carried_total.credits,
        carried=[CarriedLine.of(entry, reversed_by_seq) for entry, reversed_by_seq in statement.carried],
    )


@router.get("/teachers/{teacher_id}/balance", summary="A teacher's balance")
async def get_balance(
    district_id: DistrictId,
    teacher_id: Id,
    session: DatabaseSession,
    viewer: CurrentViewer,
    as_of: Annotated[
        Day | None, Query(description="What was earned by this day; everything by default", examples=["2026-06-30"])
    ] = None,
    known_at_seq: KnownAt = None,
    known_at: KnownAtTime = None,
) -> BalanceResponse:
    """Hours and credits on the teacher's account: now, or as of a day and as the book knew it at a number or moment.

    404 for a teacher who is not there or not within reach.
    """
    balance = await operations.get_balance(
        session,
        viewer=viewer,
        district_id=district_id,
        teacher_id=teacher_id,
        today=clock.today(),
        as_of=as_of,
        known_at_seq=known_at_seq,
        known_at=known_at,
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
