"""HTTP of the sign-in book."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Query, Request

from services.attendance import operations
from services.attendance.rules import MakeUpForm, Phase, words_of
from services.attendance.schemas import (
    BookAnnulled,
    BookLeave,
    BookLineResponse,
    BookMakeUp,
    CorrectionResponse,
    MeetingBookResponse,
)
from services.platform import clock
from services.platform.documents import PDF, Document, file_answer
from services.platform.edge import CurrentViewer, DatabaseSession, Edge
from services.platform.errors import NotFound
from services.platform.streams import EventStream, StreamEvent
from services.platform.types import Count, DistrictId, Id

router = APIRouter(route_class=Edge, tags=["sign-in book"], prefix="/districts/{district_id}")


# A board shows its token again after so long: who no longer leads the class sees it no more then.
LONGEST_SECONDS = 3_600
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events `board`, then `changed`, and `closed` at the end",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/meetings/{meeting_id}/sign-in-book", summary="The sign-in book")
async def get_meeting_book(
    district_id: DistrictId, meeting_id: Id, session: DatabaseSession, viewer: CurrentViewer
) -> MeetingBookResponse:
    """Who is expected, present, late, gone early, on leave or absent, with times.

    A trainer sees the classes they lead, a school's admin its classes and its own teachers elsewhere, a teacher the own
    line. Who came without being on the class list stands there as not `listed`.
    """
    book = await operations.read_book(
        session, viewer=viewer, district_id=district_id, meeting_id=meeting_id, at=clock.now()
    )
    return MeetingBookResponse(
        meeting_id=book.meeting.meeting_id,
        class_id=book.meeting.class_id,
        title=book.training_class.title,
        topic=book.meeting.topic,
        speaker=book.meeting.speaker,
        place=book.meeting.place,
        starts_at=book.meeting.starts_at,
        ends_at=book.meeting.ends_at,
        cancelled=book.meeting.cancelled or book.training_class.cancelled,
        at=book.at,
        counts=book.counts,
        lines=[_line(line) for line in book.lines],
    )


@router.get(
    "/meetings/{meeting_id}/sign-in-book.pdf",
    status_code=200,
    response_class=Document,
    responses=file_answer(PDF),
    summary="The sign-in book on paper",
)
async def get_meeting_book_pdf(
    district_id: DistrictId, meeting_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> Document:
    """The sign-in book of a meeting as PDF/A: times and remarks, a column to sign in, room for signatures and the seal.

    Printed before the meeting it is the paper list; for who sees the whole class. 503 when many are being printed.
    """
    book = await operations.read_book_to_print(
        session, viewer=viewer, district_id=district_id, meeting_id=meeting_id, at=clock.now()
    )
    name = f"签到册-{book.training_class.title}-{book.meeting.starts_at.astimezone(clock.SHANGHAI):%Y%m%d}.pdf"
    return Document(request, partial(operations.print_books, [book]), media_type=PDF, name=name)


@router.get(
    "/meetings/{meeting_id}/sign-in-book.xlsx",
    status_code=200,
    response_class=Document,
    responses=file_answer(XLSX),
    summary="The sign-in book as a spreadsheet",
)
async def get_meeting_book_xlsx(
    district_id: DistrictId, meeting_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> Document:
    """The sign-in book of a meeting as xlsx. Every cell is text; what looks like a formula has a ' before it."""
    book = await operations.read_book_to_print(
        session, viewer=viewer, district_id=district_id, meeting_id=meeting_id, at=clock.now()
    )
    name = f"签到册-{book.training_class.title}-{book.meeting.starts_at.astimezone(clock.SHANGHAI):%Y%m%d}.xlsx"
    return Document(request, partial(operations.tabulate_book, book), media_type=XLSX, name=name)


@router.get(
    "/classes/{class_id}/sign-in-book.pdf",
    status_code=200,
    response_class=Document,
    responses=file_answer(PDF),
    summary="All sign-in books of a class on paper",
)
async def get_class_book_pdf(
    district_id: DistrictId, class_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> Document:
    """The sign-in books of all meetings of a class in one PDF/A, each on pages of its own.

    404 for a class without meetings; 422 `too-much-to-print` beyond 6,000 lines.
    """
    book = await operations.read_class_book(
        session, viewer=viewer, district_id=district_id, class_id=class_id, at=clock.now()
    )
    if not book.books:
        raise NotFound
    name = f"签到册-{book.training_class.title}.pdf"
    return Document(request, partial(operations.print_books, book.books), media_type=PDF, name=name)


@router.get(
    "/classes/{class_id}/sign-in-book.xlsx",
    status_code=200,
    response_class=Document,
    responses=file_answer(XLSX),
    summary="The sign-in books of a class as a spreadsheet",
)
async def get_class_book_xlsx(
    district_id: DistrictId, class_id: Id, request: Request, session: DatabaseSession, viewer: CurrentViewer
) -> Document:
    """An xlsx file with a row a member and a column a meeting, the settled hours if there are some, and the meetings.

    Settled hours are a number to add up, with four decimals, and the exact fraction beside it; who is settled stands at
    each meeting as the settlement has it.

    422 `too-much-to-print` beyond 6,000 lines.
    """
    book = await operations.read_class_book(
        session, viewer=viewer, district_id=district_id, class_id=class_id, at=clock.now()
    )
    name = f"考勤汇总-{book.training_class.title}.xlsx"
    return Document(request, partial(operations.tabulate_class, book), media_type=XLSX, name=name)


@router.get(
    "/meetings/{meeting_id}/board",
    status_code=200,
    response_class=EventStream,
    responses=_STREAM,
    summary="The live board of a meeting",
)
async def get_board(
    district_id: DistrictId,
    meeting_id: Id,
    request: Request,
    session: DatabaseSession,
    viewer: CurrentViewer,
    seconds: Annotated[Count, Query(le=LONGEST_SECONDS, description="How long the stream lasts")] = LONGEST_SECONDS,
) -> EventStream:
    """Server-sent events: a `board` with everybody at once, then `changed` with the lines that became others.

    Each has the server's time, how many stand how, and lines of `{teacher_id, staff_number, name, listed, standing,
    entered_at, left_at, entry_grade, exit_grade}`; a change shows within about a second. For who sees the whole class.
    It ends with `closed` when no check-out is taken any more, and without after an hour at most: come again, with a
    fresh token. 503 with Retry-After when the process holds as many streams as it can.
    """
    meeting = await operations.open_board(session, viewer=viewer, district_id=district_id, meeting_id=meeting_id)
    events = _board_as_it_changes(
        request.app.state.boards.of(viewer=viewer, district_id=district_id, meeting_id=meeting_id),
        closes_at=operations.board_closes_at(meeting),
        ends_at=clock.real_now() + timedelta(seconds=seconds),
    )
    return EventStream(request, events, streams=request.app.state.streams)


async def _board_as_it_changes(
    boards: AsyncGenerator[operations.Board], *, closes_at: datetime, ends_at: datetime
) -> AsyncIterator[StreamEvent]:
    shown: dict[UUID, dict[str, Any]] | None = None
    async with aclosing(boards) as coming:
        while True:
            rest = (ends_at - clock.real_now()).total_seconds()
            try:
                # The first one is waited for, however short the stream.
                async with asyncio.timeout(None if shown is None else rest):
                    board = await anext(coming, None)
            except TimeoutError:
                return
            if board is None:
                return
            before = shown or {}
            lines = {line.teacher_id: _on_board(line) for line in board.book.lines}
            changed = [line for teacher_id, line in lines.items() if before.get(teacher_id) != line]
            gone = [str(teacher_id) for teacher_id in before.keys() - lines.keys()]
            # It is read anew now and then for what the mere time changes; mostly that is nothing.
            if shown is None or changed or gone:
                about = {"at": board.book.at.isoformat(), "counts": board.book.counts, "lines": changed, "gone": gone}
                yield StreamEvent("board" if shown is None else "changed", about)
            shown = lines
            if board.book.at >= closes_at:
                yield StreamEvent("closed", {"closes_at": closes_at.isoformat()})
                return
            if clock.real_now() >= ends_at:
                return


def _on_board(line: operations.BookLine) -> dict[str, Any]:
    return {
        "teacher_id": str(line.teacher_id),
        "staff_number": line.staff_number,
        "name": line.name,
        "listed": line.listed,
        "standing": line.standing.value,
        "entered_at": line.entered_at.isoformat() if line.entered_at else None,
        "left_at": line.left_at.isoformat() if line.left_at else None,
        "entry_grade": line.entry_grade,
        "exit_grade": line.exit_grade,
    }


def _line(line: operations.BookLine) -> BookLineResponse:
    leave, decision = line.leave or (None, None)
    make_up, made_up = line.make_up or (None, None)
    return BookLineResponse(
        teacher_id=line.teacher_id,
        staff_number=line.staff_number,
        name=line.name,
        school_id=line.school_id,
        listed=line.listed,
        standing=line.standing,
        entered_at=line.entered_at,
        left_at=line.left_at,
        entry_grade=line.entry_grade,
        exit_grade=line.exit_grade,
        rolls=list(line.rolls),
        leave=(
            BookLeave(
                leave_id=leave.leave_id,
                kind=leave.kind,
                reason=leave.reason,
                approved=decision.approved if decision else None,
            )
            if leave
            else None
        ),
        make_up=(
            BookMakeUp(
                make_up_id=make_up.make_up_id,
                form=MakeUpForm(make_up.form),
                approved=made_up.approved if made_up else None,
            )
            if make_up
            else None
        ),
        correction=CorrectionResponse.model_validate(line.correction) if line.correction else None,
        annulled=[
            BookAnnulled(phase=Phase(scan.phase), recorded_at=scan.recorded_at, reason=words.zh, reason_en=words.en)
            for scan, annulment in line.annulled
            for words in [words_of(annulment.reason)]
        ],
    )
