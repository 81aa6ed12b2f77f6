"""The live board of a meeting: however many look at it in a process, the database is asked once a second."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from services.attendance import queries
from services.attendance.models import Meeting
from services.attendance.operations.books import SignInBook, read_book_to_print
from services.attendance.operations.viewing import demand_class
from services.platform import clock
from services.platform.access import Viewer
from services.platform.database import Sessions, district_transaction
from services.platform.errors import NotFound

log = structlog.get_logger()

# How often it is asked whether anything has changed.
PERIOD_SECONDS = 1.0
# What changes by the mere passing of time (who is absent now) shows after so many of them at the latest.
PERIODS_UNTIL_READ_ANYWAY = 15


@dataclass(frozen=True, slots=True)
class Board:
    """The sign-in book as it stood at a poll; a later one has a higher number."""

    number: int
    book: SignInBook


@dataclass(slots=True)
class _Watch:
    """One meeting that somebody looks at."""

    viewer: Viewer
    watchers: int = 0
    latest: Board | None = None
    ended: bool = False
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    poller: asyncio.Task[None] | None = None

    async def end(self) -> None:
        """Let everybody who watches go: who comes again is watched for anew."""
        async with self.changed:
            self.ended = True
            self.changed.notify_all()


class Boards:
    """The boards of one process. What a watcher may see was asked before: all of them see the whole class."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._watched: dict[tuple[int, UUID], _Watch] = {}

    @property
    def watched(self) -> int:
        """How many meetings are asked after."""
        return len(self._watched)

    async def of(self, *, viewer: Viewer, district_id: int, meeting_id: UUID) -> AsyncGenerator[Board]:
        """The board now, and again whenever it has changed."""
        async with self._watching(viewer, district_id, meeting_id) as watch:
            seen = 0
            while not watch.ended:
                board = watch.latest
                if board is None or board.number == seen:
                    async with watch.changed:
                        await watch.changed.wait()
                    continue
                seen = board.number
                yield board

    @asynccontextmanager
    async def _watching(self, viewer: Viewer, district_id: int, meeting_id: UUID) -> AsyncIterator[_Watch]:
        key = district_id, meeting_id
        watch = self._watched.get(key)
        if watch is None or watch.ended or (watch.poller is not None and watch.poller.done()):
            watch = self._watched[key] = _Watch(viewer)
        watch.watchers += 1
        if watch.poller is None:
            watch.poller = asyncio.create_task(self._poll(watch, district_id, meeting_id), name=f"board {meeting_id}")
        try:
            yield watch
        finally:
            watch.watchers -= 1
            if not watch.watchers:
                if self._watched.get(key) is watch:
                    del self._watched[key]
                watch.poller.cancel()
                with suppress(asyncio.CancelledError):
                    await watch.poller

    async def _poll(self, watch: _Watch, district_id: int, meeting_id: UUID) -> None:
        probed: tuple[int, ...] | None = None
        periods = number = 0
        while True:
            try:
                async with district_transaction(self._sessions, district_id) as session:
                    found = await queries.probe_meeting(session, district_id=district_id, meeting_id=meeting_id)
                    if found != probed or periods >= PERIODS_UNTIL_READ_ANYWAY:
                        book = await read_book_to_print(
                            session,
                            viewer=watch.viewer,
                            district_id=district_id,
                            meeting_id=meeting_id,
                            at=clock.now(),
                        )
                        probed, periods, number = found, 0, number + 1
                        watch.latest = Board(number, book)
                        async with watch.changed:
                            watch.changed.notify_all()
            except NotFound:
                # Who began to look no longer leads the class: whoever still does comes again.
                await watch.end()
                return
            except (SQLAlchemyError, OSError, TimeoutError) as fault:
                # The board stands still while the database is away, and goes on when it is back.
                log.warning("board not read", meeting_id=str(meeting_id), error=type(fault).__name__)
            except Exception as fault:  # noqa: BLE001 - a board that stands still for ever must not look like one
                log.error(  # noqa: TRY400 - a fault of the database would tell what its rows hold
                    "board given up", meeting_id=str(meeting_id), error=type(fault).__name__
                )
                await watch.end()
                return
            periods += 1
            await asyncio.sleep(PERIOD_SECONDS)


async def open_board(session: AsyncSession, *, viewer: Viewer, district_id: int, meeting_id: UUID) -> Meeting:
    """The meeting whose board may be shown to who sees the whole class, or NotFound."""
    meeting, training_class = await queries.get_meeting(session, district_id=district_id, meeting_id=meeting_id)
    demand_class(viewer, training_class)
    return meeting


def board_closes_at(meeting: Meeting) -> datetime:
    """From when on nothing new can come by itself."""
    return meeting.out_closes_at
