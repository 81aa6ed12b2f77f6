"""Books of any size by COPY: entries in a valid chain, heads, balances and sums, in databases of one server.

Every book is of one district, in a database of its own, so that no index of a small book is as deep as that of a large
one. A hundred teachers are in post, everybody else who earned has left: whoever asks for the same gets as many rows.
Each teacher has a hundred entries, spread over ten years in the order in which they were earned.

With BENCH_KEPT the books stay in that folder, and are used again by the next run that is told of it.
"""

import asyncio
import json
import os
import re
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import asyncpg

from services.directory import operations as directory
from services.ledger import operations as ledger
from services.platform.database import Sessions, district_sessions, district_transaction, open_engine
from services.platform.embedded import Postgres, start_postgres
from services.platform.migration import database_of, has_database, migrate, recreate_database
from services.platform.settings import load_settings
from services.platform.signing import Signer
from tests.bench.book_rows import COPY_BEGINS, COPY_ENDS, DISTRICT, ENTRY_COLUMNS, OUTCOME_COLUMNS, kinds_of, rows_of
from tests.bench.database import give_secrets
from tests.bench.people import settle

IN_POST: Final = 100
_SCHOOLS: Final = 5
_SHIPPED: Final = re.compile(r"- (shared_buffers|max_wal_size|checkpoint_timeout)=(\w+)")

# What the migrations fill these projections with, the tallies in the order in which posting writes them.
_SUMS: Final = f"""
CREATE TEMP TABLE posted AS
SELECT district_id, seq, debit_account, teacher_id, school_id, school_year, hours, credits, category, level, mode,
       nature, kind, tags, organised_by_admin, earned_to,
       (extract(year FROM effective_on) * 12 + extract(month FROM effective_on) - 1)::int AS month,
       (extract(year FROM earned_to) * 12 + extract(month FROM earned_to) - 1)::int AS earned_month
FROM ledger.entry;
INSERT INTO ledger.balance
SELECT district_id, debit_account, -sum(hours), -sum(credits) FROM posted GROUP BY 1, 2;
INSERT INTO ledger.tally_key
SELECT district_id, row_number() OVER (ORDER BY min(seq)), category, level, mode, nature, kind, tags,
       organised_by_admin, false
FROM posted GROUP BY district_id, category, level, mode, nature, kind, tags, organised_by_admin;
INSERT INTO ledger.tally
SELECT posted.district_id, teacher_id, key_id, earned_month,
       extract(day FROM min(earned_to)), extract(day FROM max(earned_to)),
       sum(hours * 10000)::bigint, sum(credits * 10000)::bigint
FROM posted JOIN ledger.tally_key
     USING (district_id, category, level, mode, nature, kind, tags, organised_by_admin)
GROUP BY 1, 2, 3, 4
ORDER BY min(seq);
INSERT INTO ledger.earned_month
SELECT district_id, school_id, school_year, category, level, mode, month, sum(hours), sum(credits), count(*)
FROM posted GROUP BY 1, 2, 3, 4, 5, 6, 7;
INSERT INTO ledger.earner
SELECT district_id, teacher_id, school_id, sum(hours), sum(credits) FROM posted GROUP BY 1, 2, 3;
INSERT INTO ledger.earner_count
SELECT {DISTRICT}, coalesce(school_id, '{UUID(int=0)}'), count(DISTINCT teacher_id)
FROM posted GROUP BY GROUPING SETS ((school_id), ());
DROP TABLE posted
"""
_VACUUM: Final = "VACUUM (ANALYZE)"
_LOOKED_INTO: Final = """
SELECT pg_relation_filepath(oid) AS path FROM pg_class
WHERE relnamespace = 'ledger'::regnamespace AND relkind IN ('r', 'i') AND relname NOT IN ('entry', 'outcome_posted')
"""


@dataclass(frozen=True, slots=True)
class Book:
    """A book, where it lies, and who is in post in its district."""

    entries: int
    url: str
    in_post: Sequence[UUID]
    school_ids: Sequence[UUID]

    @asynccontextmanager
    async def sessions(self) -> AsyncIterator[Sessions]:
        """Sessions as the ledger, on this book."""
        with self.chosen():
            engine = open_engine(load_settings(), "ledger")
        try:
            yield district_sessions(engine)
        finally:
            await engine.dispose()

    def chosen(self) -> "_Chosen":
        """Whatever is started within finds this book."""
        return _Chosen(self.url)


class _Chosen:
    def __init__(self, url: str) -> None:
        self._url = url
        self._before: str | None = None

    def __enter__(self) -> None:
        self._before = os.environ.get("DATABASE_URL")
        os.environ["DATABASE_URL"] = self._url

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            os.environ["DATABASE_URL"] = self._before


@dataclass(slots=True)
class Shelf:
    """Books of several sizes on one server."""

    books: list[Book]
    folder: Path
    server: Postgres

    def chill(self) -> None:
        """Start the server anew, with nothing of its files in memory: neither in its own nor in the machine's."""
        self.server.stop()
        os.sync()
        for path in self.server.data.rglob("*"):
            if path.is_file():
                with path.open("rb") as file:
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        self.server = start_postgres(self.folder / "postgres", durable=True, port=self.server.port)

    async def warm(self, book: Book) -> None:
        """Have the machine hold in memory all that posting looks into: everything but the rows of the book itself."""
        connection = await asyncpg.connect(book.url)
        try:
            rows = await connection.fetch(_LOOKED_INTO)
        finally:
            await connection.close()
        for row in rows:
            for path in (self.server.data / row["path"]).parent.glob(f"{Path(row['path']).name}*"):
                with path.open("rb") as file:
                    while file.read(1 << 20):
                        pass


@asynccontextmanager
async def shelf(sizes: Sequence[int]) -> AsyncIterator[Shelf]:
    """Books of these sizes, made where they are not there yet."""
    async with AsyncExitStack() as stack:
        kept = os.environ.get("BENCH_KEPT")
        folder = Path(kept or stack.enter_context(tempfile.TemporaryDirectory(prefix="xuefen-bench-")))
        give_secrets(folder / "secrets.json")
        server = await _as_shipped(start_postgres(folder / "postgres", durable=True), folder)
        found = Shelf([], folder, server)
        try:
            os.environ["DATABASE_URL"] = server.url
            for size in sizes:
                found.books.append(await _book(found, size))
            yield found
        finally:
            found.server.stop()


def _shipped() -> dict[str, str]:
    return dict(_SHIPPED.findall(Path("docker-compose.yml").read_text(encoding="utf-8")))


async def _as_shipped(server: Postgres, folder: Path) -> Postgres:
    """A server with the memory that docker-compose.yml gives it: its own defaults are for machines of long ago."""
    shipped = _shipped()
    connection = await asyncpg.connect(server.url)
    try:
        if [await connection.fetchval(f"SHOW {name}") for name in shipped] == list(shipped.values()):
            return server
        for name, value in shipped.items():
            await connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
    finally:
        await connection.close()
    server.stop()
    return start_postgres(folder / "postgres", durable=True, port=server.port)


async def _book(on: Shelf, size: int) -> Book:
    name = f"xuefen_book_{size}"
    known = on.folder / f"{name}.json"
    url = database_of(on.server.url, name)
    if not (known.exists() and await has_database(on.server.url, name)):
        url = await recreate_database(on.server.url, name)
        with _Chosen(url):
            await asyncio.to_thread(migrate, load_settings())
            people = await settle(DISTRICT, IN_POST)
            schools = [people.school_id, *[await _add_school(number) for number in range(1, _SCHOOLS)]]
            await fill(url, size, people.teacher_ids, schools)
        told = {"in_post": [str(one) for one in people.teacher_ids], "schools": [str(one) for one in schools]}
        known.write_text(json.dumps(told), encoding="ascii")
    else:
        # Kept since an earlier state of the schema, perhaps.
        with _Chosen(url):
            await asyncio.to_thread(migrate, load_settings())
    with _Chosen(url):
        await _sign(size)
    told = json.loads(known.read_text(encoding="ascii"))
    return Book(size, url, [UUID(one) for one in told["in_post"]], [UUID(one) for one in told["schools"]])


async def _add_school(number: int) -> UUID:
    engine = open_engine(load_settings(), "directory")
    try:
        async with district_transaction(district_sessions(engine), DISTRICT) as session:
            school = await directory.add_school(
                session, district_id=DISTRICT, code=f"S{number + 1}", name=f"第{number + 1}小学", kind="SCHOOL",
                stage="PRIMARY",
            )  # fmt: skip
            return school.school_id
    finally:
        await engine.dispose()


async def _sign(size: int) -> None:
    """Sign the book as the worker does, in as many heads as that takes."""
    signer = Signer(load_settings().secret("book_private_key"))
    engine = open_engine(load_settings(), "ledger")
    try:
        signed = 0
        while signed < size:
            async with district_transaction(district_sessions(engine), DISTRICT) as session:
                head = await ledger.sign_head(session, district_id=DISTRICT, signer=signer, at=datetime.now(UTC))
                signed = size if head is None else head.seq
    finally:
        await engine.dispose()


async def fill(url: str, size: int, in_post: Sequence[UUID], school_ids: Sequence[UUID]) -> None:
    """Write the entries with all indexes in place, then what follows from them.

    Entries and outcomes are copied by two connections while the next are made here.
    """
    async with AsyncExitStack() as stack:
        one, other = [await asyncpg.connect(url) for _ in range(2)]
        stack.push_async_callback(one.close)
        stack.push_async_callback(other.close)
        # Only while it is filled: what is measured later is durable again.
        await _let_go(one, {"fsync": "off", "full_page_writes": "off"})
        kinds = await kinds_of(one)
        queues: list[asyncio.Queue[bytes]] = [asyncio.Queue(2), asyncio.Queue(2)]
        async with asyncio.TaskGroup() as copying:
            copying.create_task(_copy(one, "entry", ENTRY_COLUMNS, queues[0]))
            copying.create_task(_copy(other, "outcome_posted", OUTCOME_COLUMNS, queues[1]))
            for *pieces, head in rows_of(size, kinds, in_post, school_ids):
                hashed = head
                for queue, piece in zip(queues, pieces, strict=True):
                    await queue.put(piece)
            for queue in queues:
                await queue.put(b"")
        await one.execute(
            "INSERT INTO ledger.book (district_id, next_seq, head_hash, counted_seq) VALUES ($1, $2, $3, $4)",
            DISTRICT, size + 1, hashed, size,
        )  # fmt: skip
        await one.execute("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '1GB'")
        for statement in _SUMS.split(";\n"):
            await one.execute(statement, timeout=3_600)
        await one.execute(_VACUUM, timeout=3_600)
        await _let_go(one, dict.fromkeys(("fsync", "full_page_writes"), "DEFAULT"))
        await one.execute("CHECKPOINT", timeout=600)


async def _let_go(connection: "asyncpg.Connection[asyncpg.Record]", settings: Mapping[str, str]) -> None:
    for name, value in settings.items():
        await connection.execute(f"ALTER SYSTEM SET {name} = {value}")
    await connection.execute("SELECT pg_reload_conf()")


async def _copy(
    connection: "asyncpg.Connection[asyncpg.Record]", table: str, columns: Sequence[str], queue: asyncio.Queue[bytes]
) -> None:
    """Copy what the queue brings, until it brings nothing; frozen, for the table was emptied just now."""

    async def brought() -> AsyncIterator[bytes]:
        yield COPY_BEGINS
        while piece := await queue.get():
            yield piece
        yield COPY_ENDS

    async with connection.transaction():
        await connection.execute(
            f"TRUNCATE ledger.{table}" + (", ledger.certificate_entry" if table == "entry" else "")
        )
        await connection.copy_to_table(
            table, schema_name="ledger", columns=columns, source=brought(), format="binary", freeze=True, timeout=7_200
        )
