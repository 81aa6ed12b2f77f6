"""P7 and GROWTH: what the book costs as it grows from 10,000 entries to 10,000,000, through the public interface.

P7 holds the reads at the largest size against those at the smallest, the same rows returned: blocks that Postgres
touches for a request, and the median while everything is in memory; what the first look takes is told, not judged.
GROWTH is the table: every size, with how each cost grows (an exponent: 0 not at all, 1 in proportion), what posting a
thousand takes, what the verification takes for an entry, and how many bytes of disk an entry comes to.

Books lie in databases of their own, each behind a process of the ledger; the sizes take turns. Before anybody reads,
everybody in post is judged once, as the worker of a district does through the day: the summary is measured in the
product's steady state, in which it takes the verdicts that are kept, and reads tallies only of who changed since.
"""

import asyncio
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random
from statistics import median
from typing import Any, Final
from uuid import UUID

import asyncpg
import httpx

from services.ledger import operations as ledger
from services.ledger import queries
from services.ledger.operations.verification.whole import STAGES
from services.ledger.rules import BALANCES, ENTRIES, OUTCOMES
from services.platform.clock import SHANGHAI
from services.platform.database import Sessions, allow_seconds, district_transaction
from services.platform.ids import new_id
from services.platform.settings import load_settings
from services.platform.signing import KeyRing
from tests.bench.book_rows import DISTRICT
from tests.bench.books import IN_POST, Book, Shelf, shelf
from tests.bench.harness import Finding, exponent
from tests.bench.outcomes import outcome_of
from tests.bench.people import People
from tests.bench.serving import served

SIZES = tuple(int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000,1000000").split(","))
GOAL_READS, GOAL_GROWTH = 1.3, 0.1
LEDGER: Final = "services.ledger.app:create_app"
_ROUNDS = 6
_ASKED = {"balance": 12, "statement": 12, "standing": 3, "feed page": 12, "summary": 3}
# Of P7; a standing is judged by the policy's engine, which costs what it costs at any size.
_READS: Final = ("balance", "statement", "summary", "feed page")
_COLD = 30
_SAME = 12
_PATIENCE = 60
_POSTINGS = 6
_MEMBERS = 1_000
# Postgres's own counts reach its views when a second has passed since the last time.
_COUNTED_AFTER = 1.1
_COUNTS = 3
_STEPS = 8
_UNITS: Final = {ENTRIES: 1_024, OUTCOMES: 500, BALANCES: 20_000}
_BLOCKS: Final = """
SELECT sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0)
    + coalesce(toast_blks_read + toast_blks_hit, 0) + coalesce(tidx_blks_read + tidx_blks_hit, 0))
FROM pg_statio_user_tables
"""
# No relay runs here: what was said when a book was filled, or posted to by an earlier run, is taken as heard.
_HEARD: Final = "UPDATE messaging.event SET routed_at = now() WHERE routed_at IS NULL AND due_at IS NULL"
_BYTES: Final = """
SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class
WHERE relnamespace = 'ledger'::regnamespace AND relkind = 'r' AND pg_total_relation_size(oid) > 1000000
ORDER BY pg_total_relation_size(oid) DESC
"""


@dataclass(slots=True)
class Reader:
    """A book, the process of the ledger before it, and somebody who asks."""

    book: Book
    client: httpx.AsyncClient
    connection: "asyncpg.Connection[asyncpg.Record]"
    teachers: Sequence[UUID]
    """Of whom is asked, by turns."""
    places: Sequence[int]
    """After which the feed is read, by turns."""
    asked: int = 0
    seconds: dict[str, list[float]] = field(default_factory=dict)
    blocks: dict[str, float] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    async def ask(self, what: str) -> float:
        """One request; how long it took."""
        path, query = self._request(what)
        began = time.perf_counter()
        answer = await self.client.get(path, params=query)
        took = time.perf_counter() - began
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.request.url}: {answer.status_code} {answer.text[:500]}")
        told = answer.json()
        self.rows[what] = len(told.get("lines") or told.get("items") or told.get("schools") or [told])
        return took

    def _request(self, what: str) -> tuple[str, Mapping[str, int]]:
        turn, self.asked = self.asked, self.asked + 1
        if what == "summary":
            return "/summary", {}
        if what == "feed page":
            return "/entries", {"after_seq": self.places[turn % len(self.places)], "limit": 100}
        return f"/teachers/{self.teachers[turn % len(self.teachers)]}/{what}", {}

    async def count_blocks(self, what: str) -> None:
        """How many blocks Postgres touches for one request: the median of some counts, for it counts with delay."""
        before = await self._counted(what)
        found = []
        for _ in range(_COUNTS):
            for _ in range(_ASKED[what]):
                await self.ask(what)
            after = await self._counted(what)
            found.append((after - before) / (_ASKED[what] + 1))
            before = after
        self.blocks[what] = median(found)

    async def _counted(self, what: str) -> float:
        await asyncio.sleep(_COUNTED_AFTER)
        await self.ask(what)
        return float(await self.connection.fetchval(_BLOCKS))


async def measure_reads() -> Finding:
    """P7: the largest against the smallest."""
    async with shelf((SIZES[0], SIZES[-1])) as on:
        readers = await _read(on)
        cold = await _cold(on)
    small, large = readers[0], readers[-1]
    ratios = {
        f"{what}, {unit}": round(by(large)[what] / by(small)[what], 2)
        for unit, by in (("blocks", _blocks_of), ("warm p50", _medians_of))
        for what in _READS
    }
    worst = max(ratios.values())
    return Finding(
        worst,
        GOAL_READS,
        worst <= GOAL_READS and small.rows == large.rows,
        f"reads at {large.book.entries:,} entries ÷ at {small.book.entries:,}",
        {
            **ratios,
            "blocks a request": [_rounded(reader.blocks) for reader in readers],
            "warm p50, ms": [_in_ms(_medians_of(reader)) for reader in readers],
            "cold p50, ms": cold,
            "rows returned": [reader.rows for reader in readers],
        },
    )


async def measure_growth() -> Finding:
    """GROWTH: the table of every size."""
    random = Random(7)
    async with shelf(SIZES) as on:
        readers = await _read(on)
        verified = {book.entries: await _verification(book) for book in on.books}
        for book in on.books:
            await on.warm(book)
        posted = await _posting(on.books, random)
        disk = {book.entries: await _disk(book) for book in on.books}
    medians = {what: [_medians_of(reader)[what] for reader in readers] for what in _ASKED}
    blocks = {what: [reader.blocks[what] for reader in readers] for what in _ASKED}
    posting = [median(posted[book.entries]) for book in on.books]
    checking = [verified[book.entries] for book in on.books]
    grows = {
        **{f"{what}, warm p50": exponent(SIZES, medians[what]) for what in _ASKED},
        **{f"{what}, blocks": exponent(SIZES, blocks[what]) for what in _ASKED},
        "posting a thousand": exponent(SIZES, posting),
        "verifying an entry": exponent(SIZES, checking),
    }
    worst = max(grows.values())
    return Finding(
        round(worst, 3),
        GOAL_GROWTH,
        worst <= GOAL_GROWTH,
        "largest exponent of a cost in the entries",
        {
            "entries": SIZES,
            "exponents": _rounded(grows),
            "largest ÷ smallest": {
                **{what: round(took[-1] / took[0], 2) for what, took in medians.items()},
                "posting": round(posting[-1] / posting[0], 2),
                "verifying": round(checking[-1] / checking[0], 2),
            },
            **{f"{what}, ms": [round(took * 1000, 2) for took in medians[what]] for what in _ASKED},
            **{f"{what}, blocks": [round(count, 1) for count in blocks[what]] for what in _ASKED},
            "posting, entries a second": [round(_MEMBERS / took) for took in posting],
            "verifying, us an entry": [round(took * 1e6) for took in checking],
            "bytes an entry on disk": disk,
        },
    )


def _medians_of(reader: Reader) -> Mapping[str, float]:
    return {what: median(took) for what, took in reader.seconds.items()}


def _blocks_of(reader: Reader) -> Mapping[str, float]:
    return reader.blocks


def _rounded(numbers: Mapping[str, float]) -> dict[str, float]:
    return {name: round(number, 2) for name, number in numbers.items()}


def _in_ms(seconds: Mapping[str, float]) -> dict[str, float]:
    return {name: round(took * 1000, 2) for name, took in seconds.items()}


async def _judge_everybody(book: Book) -> None:
    """Let the worker judge until nobody is marked."""
    connection = await asyncpg.connect(book.url)
    try:
        await connection.execute(_HEARD)
    finally:
        await connection.close()
    at = datetime.now(SHANGHAI)
    async with book.sessions() as sessions:
        async with district_transaction(sessions, DISTRICT) as session:
            await ledger.mark_everybody(session, district_id=DISTRICT, at=at)
        waiting = True
        while waiting:
            async with district_transaction(sessions, DISTRICT) as session:
                await ledger.go_on_judging(session, district_id=DISTRICT, at=at)
                waiting = await queries.is_anybody_to_judge(session, district_id=DISTRICT, today=at.date())


async def _read(on: Shelf) -> list[Reader]:
    """Ask for everything by turns, then count the blocks of each."""
    for book in on.books:
        await _judge_everybody(book)
    async with AsyncExitStack() as stack:
        # The same again in every round: what is measured has been looked at before, also where a book exceeds memory.
        readers = await _readers(on, stack, _SAME)
        for round_ in range(-1, _ROUNDS):
            for what, times in _ASKED.items():
                for reader in readers:
                    for _ in range(times):
                        took = await reader.ask(what)
                        if round_ >= 0:
                            reader.seconds.setdefault(what, []).append(took)
        for what in _ASKED:
            await asyncio.gather(*(reader.count_blocks(what) for reader in readers))
    return readers


async def _readers(on: Shelf, stack: AsyncExitStack, asked: int) -> list[Reader]:
    """One before each book, to ask for so many teachers and places."""
    # One connection each: its counts are then those of the requests alone.
    os.environ["POOL_SIZE"] = "1"
    readers = []
    for number, book in enumerate(on.books):
        with book.chosen():
            ports, _ = await stack.enter_async_context(served(LEDGER, processes=1))
            token = People(DISTRICT, book.school_ids[0], book.in_post).token("district_admin")
        client = await stack.enter_async_context(
            httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{ports[0]}/ledger/v1/districts/{DISTRICT}",
                headers={"Authorization": f"Bearer {token}"},
                timeout=_PATIENCE,
                trust_env=False,
            )
        )
        connection = await asyncpg.connect(book.url)
        stack.push_async_callback(connection.close)
        random = Random(number)
        teachers = random.sample(book.in_post, min(asked, len(book.in_post)))
        places = [random.randrange(book.entries - 100) for _ in range(asked)]
        readers.append(Reader(book, client, connection, teachers, places))
    return readers


async def _cold(on: Shelf) -> list[dict[str, float]]:
    """Medians of first looks: at teachers whom nobody has looked at since the server began."""
    found: list[dict[str, float]] = []
    on.chill()
    async with AsyncExitStack() as stack:
        for reader in await _readers(on, stack, IN_POST):
            took: dict[str, float] = {"summary, the first": await reader.ask("summary")}
            for what in ("statement", "balance", "feed page"):
                took[what] = median([await reader.ask(what) for _ in range(_COLD)])
            found.append(_in_ms(took))
    return found


async def _posting(books: Sequence[Book], random: Random) -> dict[int, list[float]]:
    """Seconds for a thousand outcomes as the worker posts what waits, by turns."""
    took: dict[int, list[float]] = {}
    async with AsyncExitStack() as stack:
        opened: list[tuple[Book, Sessions, Callable[[], UUID]]] = [
            (book, await stack.enter_async_context(book.sessions()), await _somebody_else(book, random))
            for book in books
        ]
        for round_ in range(-1, _POSTINGS):
            for book, sessions, somebody in opened:
                outcomes = _outcomes(book, somebody, random)
                began = time.perf_counter()
                async with district_transaction(sessions, DISTRICT) as session:
                    await ledger.post_outcomes(session, district_id=DISTRICT, outcomes=outcomes, at=datetime.now(UTC))
                if round_ >= 0:
                    took.setdefault(book.entries, []).append(time.perf_counter() - began)
    return took


async def _somebody_else(book: Book, random: Random) -> Callable[[], UUID]:
    """Anybody of the book but who is in post: their rows stay as many as they are."""
    connection = await asyncpg.connect(book.url)
    try:
        rows = await connection.fetch(
            "SELECT DISTINCT teacher_id FROM ledger.earner WHERE teacher_id <> ALL ($1) LIMIT 200000",
            list(book.in_post),
        )
    finally:
        await connection.close()
    others = [row[0] for row in rows] or [new_id() for _ in range(100)]
    return lambda: random.choice(others)


def _outcomes(book: Book, somebody: Callable[[], UUID], random: Random) -> list[Any]:
    """Twenty classes of fifty that ended the other day."""
    day = date(2026, 6, random.randint(1, 28))
    classes = [new_id() for _ in range(20)]
    return [
        outcome_of(new_id(), somebody(), classes[number % len(classes)], random.choice(book.school_ids), day)
        for number in range(_MEMBERS)
    ]


async def _verification(book: Book) -> float:
    """Seconds for an entry: some steps of each stage that goes by entries."""
    keys = KeyRing.read(load_settings().secret("book_public_keys"))
    seconds = 0.0
    async with book.sessions() as sessions:
        for stage, unit in _UNITS.items():
            place: str | None = ""
            steps, began = 0, time.perf_counter()
            async with district_transaction(sessions, DISTRICT) as session:
                await allow_seconds(session, _PATIENCE)
                while place is not None and steps < _STEPS and steps * unit < book.entries:
                    step = await STAGES[stage](session, district_id=DISTRICT, keys=keys, place=place)
                    if step.findings:
                        raise RuntimeError(f"{book.entries}: {step.findings[0].sentence.en}")
                    place, steps = step.next_place, steps + 1
            seconds += (time.perf_counter() - began) / min(steps * unit, book.entries)
    return seconds


async def _disk(book: Book) -> dict[str, int]:
    connection = await asyncpg.connect(book.url)
    try:
        entries = await connection.fetchval("SELECT next_seq - 1 FROM ledger.book")
        rows = await connection.fetch(_BYTES)
    finally:
        await connection.close()
    told = {f"{name}, rows": round(size / entries) for name, size, _ in rows}
    told |= {f"{name}, indexes": round(size / entries) for name, _, size in rows}
    return {"in all": sum(told.values()), **dict(sorted(told.items(), key=lambda one: -one[1]))}
