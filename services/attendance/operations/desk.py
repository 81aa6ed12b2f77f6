"""The check-in desk: what waits together is recorded together, and each is answered after its commit."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from services.attendance import queries
from services.attendance.queries import ScanRecorded
from services.attendance.rules import (
    MOST_TRIES,
    CodeRead,
    Codes,
    JudgedScan,
    Method,
    Phase,
    RecordedCheckIn,
    Refusal,
    RefusedScan,
    Scan,
    distance_of,
)
from services.platform import clock
from services.platform.database import check_deployment, open_engine, sqlstate_of
from services.platform.direct import DirectLine, Statements
from services.platform.errors import Overloaded
from services.platform.metrics import gauge, histogram
from services.platform.settings import Settings

log = structlog.get_logger()

# How many scans may wait in a process; more are told to come back. About a second of work.
PLACES = 1_024
# How many go into one transaction.
MOST_TOGETHER = 250
# A request takes two rounds of the event loop from its arrival to the line: after so many without one, none is near.
ROUNDS_OF_QUIET = 3
# So many rows taken apart may each wait out a lock; more of them mean that the table is held, and nobody waits on.
MOST_BLOCKED = 3

TOGETHER = histogram(
    "xuefen_check_ins_together", "Scans recorded in one transaction", buckets=(1, 2, 5, 10, 20, 50, 100, 150, 200, 250)
)
WAITING = gauge("xuefen_check_ins_waiting", "Scans that wait at this process's desk")


@dataclass(frozen=True, slots=True)
class Answered:
    """The check-in of a scan, and whether this scan made it."""

    check_in: RecordedCheckIn
    is_first: bool


@dataclass(frozen=True, slots=True)
class _Waiting:
    scan: Scan
    answer: asyncio.Future[Answered | RefusedScan]


class Desk:
    """One per process. A flush starts when the commit before it returns; no timer waits for more."""

    def __init__(
        self, line: DirectLine, codes: Codes, *, places: int = PLACES, most_together: int = MOST_TOGETHER
    ) -> None:
        self._database = line
        self._codes = codes
        self._places = places
        self._most_together = most_together
        self._line: deque[_Waiting] = deque()
        self._bell = asyncio.Event()
        self._closing = False
        self._clerk: asyncio.Task[None] | None = None

    def open(self) -> None:
        WAITING.set_function(lambda: len(self._line))
        self._clerk = asyncio.create_task(self._serve(), name="check-in desk")

    async def close(self) -> None:
        """Take no more scans, and return when everything that waits has its answer."""
        self._closing = True
        self._bell.set()
        if self._clerk is not None:
            await self._clerk
        await self._database.close()

    async def hand_in(self, scan: Scan) -> Answered | RefusedScan:
        """What became of a scan, once that is committed; Overloaded when no place is free."""
        if self._closing or len(self._line) >= self._places:
            raise Overloaded
        waiting = _Waiting(scan, asyncio.get_running_loop().create_future())
        self._line.append(waiting)
        self._bell.set()
        return await waiting.answer

    async def _serve(self) -> None:
        while self._line or not self._closing:
            if not self._line:
                self._bell.clear()
                await self._bell.wait()
                continue
            await self._let_gather()
            together = [self._line.popleft() for _ in range(min(len(self._line), self._most_together))]
            # Two processes that meet the same keys take them in the same order, or they would deadlock.
            await self._record(sorted(together, key=_place_of))

    async def _let_gather(self) -> None:
        """Let who has arrived come up to the line: a transaction costs the same for one as for twenty."""
        quiet, seen = 0, len(self._line)
        while quiet < ROUNDS_OF_QUIET and len(self._line) < self._most_together:
            await asyncio.sleep(0)
            quiet = quiet + 1 if len(self._line) == seen else 0
            seen = len(self._line)

    async def _record(self, together: Sequence[_Waiting]) -> None:
        fault = await self._attempt(together)
        if fault is None:
            return
        if len(together) == 1 or _is_busy(fault):
            _disappoint(together, fault)
            return
        # One bad row must not fail its neighbours: each goes by itself, unless the database goes away meanwhile.
        log.warning("scans taken apart", count=len(together), error=type(fault).__name__)
        blocked = 0
        for place, waiting in enumerate(together):
            alone = await self._attempt([waiting])
            blocked += alone is not None and _is_blocked(alone)
            if alone is not None and (_is_busy(alone) or blocked == MOST_BLOCKED):
                _disappoint(together[place:], alone)
                return
            if alone is not None:
                _disappoint([waiting], alone)

    async def _attempt(self, together: Sequence[_Waiting]) -> Exception | None:
        """Answer all of these after their commit, or say why not."""
        try:
            recorded = await self._record_in_one_transaction([one.scan for one in together])
        except Exception as fault:  # noqa: BLE001 - whatever happens, each who waits must hear of it
            return fault
        TOGETHER.observe(len(together))
        for waiting, outcome in zip(together, recorded, strict=True):
            _answer(waiting, outcome)
        return None

    async def _record_in_one_transaction(self, scans: Sequence[Scan]) -> list[ScanRecorded]:
        # Its beginning also reads the domain's clock where it may be moved; codes are judged by it.
        async with self._database.transaction({scan.district_id for scan in scans}) as session:
            judged = await _without_guesses(session, [self._judged(scan) for scan in scans])
            judged = await _without_shared(session, judged)
            return await queries.record_scans(session, await _with_distances(session, judged))

    def _judged(self, scan: Scan) -> JudgedScan:
        now = scan.presented_at + clock.offset()
        if scan.refusal is not None:
            return JudgedScan(scan, now, scan.refusal)
        if scan.exchanged is not None:
            age = scan.exchanged.code_age
            return JudgedScan(scan, scan.exchanged.scanned_at, received_at=now, code_age=age)
        judge = self._codes.judge_number if scan.method == Method.NUMBER else self._codes.judge
        read = judge(
            scan.code,
            district_id=scan.district_id,
            meeting_id=scan.meeting_id,
            phase=scan.phase,
            roll=scan.roll,
            at=now,
        )
        if isinstance(read, CodeRead):
            return JudgedScan(scan, now, code_age=read.age_seconds)
        return JudgedScan(scan, now, read)


async def _without_guesses(session: Statements, judged: Sequence[JudgedScan]) -> Sequence[JudgedScan]:
    """A number typed after the last try is refused, right or wrong: nobody finds one by trying.

    One that could let nobody in is not counted, and not judged either: there is nothing to be found out by it.
    """
    typed = [one for one in judged if one.scan.method == Method.NUMBER]
    if not typed:
        return judged
    tries = await queries.count_tries(session, typed)
    # What waits here together has been counted as a whole: the last of it is the last try.
    together = Counter(one.scan.key for one in typed)
    left = {key: MOST_TRIES - (counted - together[key]) for key, counted in tries.items()}
    allowed = []
    for one in judged:
        if one.scan.method != Method.NUMBER:
            allowed.append(one)
        elif one.scan.key not in left:
            allowed.append(replace(one, refusal=Refusal.OUTSIDE_WINDOW))
        else:
            left[one.scan.key] -= 1
            allowed.append(one if left[one.scan.key] >= 0 else replace(one, refusal=Refusal.TRIES_USED_UP))
    return allowed


async def _without_shared(session: Statements, judged: Sequence[JudgedScan]) -> Sequence[JudgedScan]:
    """An exchanged scan lets in who presents it first, and them again; nobody else."""
    exchanged = [one.scan for one in judged if one.scan.exchanged is not None]
    if not exchanged:
        return judged
    owners = await queries.claim_exchanged(session, exchanged)
    return [
        replace(one, refusal=Refusal.EXCHANGE_USED)
        if one.scan.exchanged is not None
        and owners[one.scan.district_id, one.scan.exchanged.exchange_id] != one.scan.teacher_id
        else one
        for one in judged
    ]


async def _with_distances(session: Statements, judged: Sequence[JudgedScan]) -> Sequence[JudgedScan]:
    """Coordinates become a word here, and go no further: not into a statement either, whose failure would tell them."""
    located = {(one.scan.district_id, one.scan.meeting_id) for one in judged if one.scan.position is not None}
    if not located:
        return judged
    places = await queries.map_positions(session, located)
    return [
        replace(one, distance=distance_of(one.scan.position, places.get((one.scan.district_id, one.scan.meeting_id))))
        for one in judged
    ]


@asynccontextmanager
async def desk_of(settings: Settings, codes: Codes) -> AsyncIterator[Desk]:
    """This process's desk on a connection of its own, drained when the process ends."""
    engine = open_engine(settings.model_copy(update={"pool_size": 1}), "attendance")
    try:
        clock_moves = await check_deployment(engine)
        desk = Desk(DirectLine(engine, clock_moves=clock_moves), codes)
        desk.open()
        try:
            yield desk
        finally:
            await desk.close()
    finally:
        await engine.dispose()


def _place_of(waiting: _Waiting) -> tuple[int, int, Phase, int, int]:
    """As `scan.key` orders: ids are compared as the numbers that they are, a tenth of the time."""
    scan = waiting.scan
    return scan.district_id, scan.meeting_id.int, scan.phase, scan.roll, scan.teacher_id.int


def _answer(waiting: _Waiting, outcome: ScanRecorded) -> None:
    # Who hung up meanwhile is recorded all the same.
    if waiting.answer.done():
        return
    if outcome.check_in is not None:
        is_first = outcome.check_in.check_in_id == waiting.scan.scan_id
        waiting.answer.set_result(Answered(outcome.check_in, is_first))
    elif outcome.refusal is not None:
        waiting.answer.set_result(
            RefusedScan(reason=outcome.refusal, opens_at=outcome.opens_at, closes_at=outcome.closes_at)
        )


def _disappoint(together: Sequence[_Waiting], fault: Exception) -> None:
    answer = Overloaded() if _is_busy(fault) or _is_blocked(fault) else fault
    for waiting in together:
        if not waiting.answer.done():
            waiting.answer.set_exception(answer)


def _is_busy(fault: Exception) -> bool:
    """Whether the database is away or overloaded, as against a row that it will never take."""
    if isinstance(fault, TimeoutError | OSError | PoolExhausted):
        return True
    if not isinstance(fault, DBAPIError):
        return False
    state = sqlstate_of(fault)
    return fault.connection_invalidated or state.startswith(("08", "53", "57P")) or state == "57014"


def _is_blocked(fault: Exception) -> bool:
    """Whether somebody else held what a row of these needed for too long: its neighbours need not wait for that."""
    return isinstance(fault, DBAPIError) and sqlstate_of(fault) == "55P03"
