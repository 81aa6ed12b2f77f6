"""P5: posting a thousand entries at a time, by COPY of the same wide rows into the same indexes, committed as often.

Posting is everything the worker does under the lock of the book: numbers, canonical bytes, chain, both balances, the
tallies and sums that standings and summaries read, the events that say so. COPY is what nobody can do without.

With several sizes (BENCH_POSTED) the rate at the largest book is held against the one at the smallest, warm and right
after a checkpoint; what is copied goes beside the smallest, for it takes as much room as the book. Two districts at
once post from two processes, as two workers do.
"""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random
from statistics import median
from typing import Any, Final
from uuid import UUID

import asyncpg

from services.ledger import queries
from services.ledger.operations.posting import MOST_AT_ONCE, post
from services.ledger.rules import COLUMNS, Award, awards_of, chain
from services.platform.database import Sessions, district_sessions, district_transaction, open_engine
from services.platform.garbage import spare_what_stays
from services.platform.ids import new_id
from services.platform.settings import load_settings
from tests.bench.book_rows import DISTRICT
from tests.bench.books import Book, shelf
from tests.bench.harness import Compared, Finding, by_turns
from tests.bench.outcomes import outcome_of

SIZES = tuple(int(size) for size in os.environ.get("BENCH_POSTED", "200000").split(","))
GOAL, GOAL_GROWN, GOAL_TWO = 0.40, 0.8, 1.6
_BATCHES = int(os.environ.get("BENCH_BATCHES", "12"))
# A shared machine is slow for seconds on end: so many that the median is not of one such spell.
_ROUNDS = 21
# So many before: until the pages that a large book's postings touch lie in the server's own memory.
_TO_GET_WARM = 4
_CLASS = 50
_KINDS: Final = (
    ("KNOWLEDGE_SKILL", "COUNTY", "CENTRALISED"),
    ("MORALITY", "COUNTY", "ONLINE"),
    ("COMPREHENSIVE", "SCHOOL", "CENTRALISED"),
)
_COPIED: Final = """
    DROP TABLE IF EXISTS public.copied;
    CREATE TABLE public.copied (LIKE ledger.entry INCLUDING ALL);
    ALTER TABLE public.copied ADD FOREIGN KEY (district_id, reverses) REFERENCES public.copied (district_id, entry_id);
    INSERT INTO public.copied SELECT * FROM ledger.entry
"""
# Each where most was earned: at the school of theirs.
_EARNERS: Final = """
    SELECT DISTINCT ON (teacher_id) teacher_id, school_id FROM ledger.earner
    ORDER BY teacher_id, hours DESC LIMIT 200000
"""
_ROW: Final = (*COLUMNS, "canonical", "hash")


@dataclass(slots=True)
class Bench:
    """A book that grows, and a table that grows by the same rows without being one."""

    book: Book
    sessions: Sessions
    connection: "asyncpg.Connection[asyncpg.Record]"
    random: Random
    teachers: Sequence[tuple[UUID, UUID]]
    waiting: list[list[Award]] = field(default_factory=list)
    rows: list[list[tuple[Any, ...]]] = field(default_factory=list)
    next_seq: int = 0

    def prepare(self) -> None:
        """What the next round posts, and what it copies: the same, numbered on in the table."""
        self.waiting = [batch_of(self.teachers, self.random) for _ in range(_BATCHES)]
        self.rows = [self._rows_of(batch) for batch in self.waiting]
        # As in a worker; a round pays for the garbage it makes, not for looking through what was laid ready for it.
        spare_what_stays()

    def _rows_of(self, batch: Sequence[Award]) -> list[tuple[Any, ...]]:
        links = chain(
            batch,
            district_id=DISTRICT,
            next_seq=self.next_seq,
            head_hash=bytes(32),
            entry_ids=[new_id() for _ in batch],
            at=datetime.now(UTC),
        )
        self.next_seq += len(links)
        return [(*(getattr(link.record, name) for name in COLUMNS), link.canonical, link.hash) for link in links]

    async def post(self) -> None:
        for batch in self.waiting:
            await post_batch(self.sessions, DISTRICT, batch)

    async def copy(self) -> None:
        for rows in self.rows:
            await self.connection.copy_records_to_table("copied", columns=_ROW, records=rows)


async def post_batch(sessions: Sessions, district_id: int, batch: Sequence[Award]) -> None:
    async with district_transaction(sessions, district_id) as session:
        book = await queries.lock_book(session, district_id=district_id)
        await post(session, book=book, awards=batch, at=datetime.now(UTC))


def batch_of(teachers: Sequence[tuple[UUID, UUID]], random: Random) -> list[Award]:
    """A thousand entries of twenty classes that ended in one month, of teachers each at the school of theirs."""
    day = date(2026, 6, random.randint(1, 28))
    classes = [(new_id(), random.choice(_KINDS)) for _ in range(MOST_AT_ONCE // _CLASS)]
    return [
        award
        for number in range(MOST_AT_ONCE)
        for class_id, kind in (classes[number // _CLASS],)
        for teacher_id, school_id in (random.choice(teachers),)
        for award in awards_of(outcome_of(new_id(), teacher_id, class_id, school_id, day, kind))
    ]


async def measure() -> Finding:
    """Post and copy by turns at every size; then two districts."""
    told: dict[str, Any] = {}
    async with shelf(SIZES) as on:
        for book in on.books:
            await on.warm(book)
        async with _bench(on.books[0], copied=True) as bench:
            compared = await _compare(bench)
            warm, checkpointed = [compared.second], [await _after_checkpoint(bench)]
        told["copied a second"] = _rate(compared.first)
        for book in on.books[1:]:
            async with _bench(book, copied=False) as bench:
                warm.append(await _post_only(bench))
                checkpointed.append(await _after_checkpoint(bench))
        two = await _two_at_once(on.books[0])
    ratio = 1 / compared.ratio
    grown = median(warm[0]) / median(warm[-1])
    told |= {
        "posted a second, by size": dict(zip(SIZES, map(_rate, warm), strict=True)),
        f"two districts at once ÷ one (>= {GOAL_TWO:g})": round(two, 2),
        "right after a checkpoint, posted a second": [_rate([seconds]) for seconds in checkpointed],
    }
    met = ratio >= GOAL and two >= GOAL_TWO
    if len(SIZES) > 1:
        after = checkpointed[0] / checkpointed[-1]
        told |= {
            f"largest book ÷ smallest, warm (>= {GOAL_GROWN:g})": round(grown, 2),
            f"largest book ÷ smallest, after a checkpoint (>= {GOAL_GROWN:g})": round(after, 2),
        }
        met = met and min(grown, after) >= GOAL_GROWN
    return Finding(round(ratio, 3), GOAL, met, "posted ÷ copied, >=", told)


def _rate(seconds: Sequence[float]) -> int:
    return round(_BATCHES * MOST_AT_ONCE / median(seconds))


@asynccontextmanager
async def _bench(book: Book, *, copied: bool) -> Any:
    async with AsyncExitStack() as stack:
        connection = await asyncpg.connect(book.url)
        stack.push_async_callback(connection.close)
        if copied:
            await connection.execute(_COPIED, timeout=1_800)
        in_post = set(book.in_post)
        others = [tuple(row) for row in await connection.fetch(_EARNERS) if row["teacher_id"] not in in_post]
        others = others or [(new_id(), school_id) for school_id in book.school_ids for _ in range(400)]
        sessions = await stack.enter_async_context(book.sessions())
        next_seq = await connection.fetchval("SELECT next_seq FROM ledger.book WHERE district_id = $1", DISTRICT)
        yield Bench(book, sessions, connection, Random(5), others, next_seq=next_seq)
        if copied:
            await connection.execute("DROP TABLE public.copied")


async def _compare(bench: Bench) -> Compared:
    """Rounds by turns, the first of them to get warm."""
    found: list[Compared] = []
    for _ in range(_TO_GET_WARM + _ROUNDS):
        bench.prepare()
        found.append(await by_turns(bench.copy, bench.post, rounds=1))
    kept = found[_TO_GET_WARM:]
    return Compared(tuple(one.first[0] for one in kept), tuple(one.second[0] for one in kept))


async def _post_only(bench: Bench) -> tuple[float, ...]:
    """Seconds of as many rounds, the first of them to get warm."""
    took = []
    for _ in range(_TO_GET_WARM + _ROUNDS):
        bench.prepare()
        began = time.perf_counter()
        await bench.post()
        took.append(time.perf_counter() - began)
    return tuple(took[_TO_GET_WARM:])


async def _after_checkpoint(bench: Bench) -> float:
    """Seconds of a round whose every page has to be written to the log whole."""
    bench.prepare()
    await bench.connection.execute("CHECKPOINT", timeout=600)
    began = time.perf_counter()
    await bench.post()
    return time.perf_counter() - began


async def _two_at_once(book: Book) -> float:
    """Entries a second of two districts whose posters work at once, by those of one alone."""
    alone, together = [], []
    with book.chosen():
        posters = [await _start(DISTRICT + number) for number in (1, 2)]
    try:
        for round_ in range(-1, _ROUNDS):
            one = await _posted(posters[:1])
            both = await _posted(posters)
            if round_ >= 0:
                alone.append(one)
                together.append(both)
    finally:
        for poster in posters:
            poster.terminate()
            await poster.wait()
    return 2 * median(alone) / median(together)


async def _start(district_id: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.posting", str(district_id), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


async def _posted(posters: Sequence[asyncio.subprocess.Process]) -> float:
    """Have each get ready; let all begin at once; the seconds until the last is done."""
    for word in (b"ready\n", b"go\n"):
        began = time.perf_counter()
        for poster in posters:
            if poster.stdin is None or poster.stdout is None:
                raise RuntimeError("no pipes")
            poster.stdin.write(word)
        for poster in posters:
            if poster.stdout is not None:
                json.loads(await poster.stdout.readline())
    return time.perf_counter() - began


async def serve(district_id: int) -> None:
    """Post for a district whenever told to: a worker's process."""
    random, schools = Random(district_id), [new_id() for _ in range(5)]
    teachers = [(new_id(), random.choice(schools)) for _ in range(2_000)]
    engine = open_engine(load_settings(), "ledger")
    waiting: list[list[Award]] = []
    try:
        while word := await asyncio.to_thread(sys.stdin.readline):
            if word == "ready\n":
                waiting = [batch_of(teachers, random) for _ in range(_BATCHES)]
                spare_what_stays()
            else:
                for batch in waiting:
                    await post_batch(district_sessions(engine), district_id, batch)
            sys.stdout.write(f"{json.dumps(word.strip())}\n")
            sys.stdout.flush()
    finally:
        await engine.dispose()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
