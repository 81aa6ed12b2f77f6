"""Books of any size by COPY: entries in a valid chain, heads, balances and sums, in databases of one server.

Every book is of one district, in a database of its own, so that no index of a small book is as deep as that of a large
one. A hundred teachers are in post, everybody else who earned has left: whoever asks for the same gets as many rows.
Each teacher has a hundred entries, spread over ten years in the order in which they were earned.

With BENCH_KEPT the books stay in that folder, and are used again by the next run that is told of it.
"""

import asyncio
import json
import os
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import UUID

import asyncpg
import msgspec

from services.directory import operations as directory
from services.ledger import operations as ledger
from services.ledger.rules import (
    GENESIS,
    Award,
    Record,
    account_of_teacher,
    awards_of,
    canonical_bytes,
    caused_by,
    school_year_of,
)
from services.platform.database import Sessions, district_sessions, district_transaction, open_engine
from services.platform.embedded import Postgres, start_postgres
from services.platform.ids import new_id
from services.platform.migration import database_of, has_database, migrate, recreate_database
from services.platform.settings import load_settings
from services.platform.signing import Signer
from tests.bench.database import give_secrets
from tests.bench.outcomes import outcome_of
from tests.bench.people import settle

IN_POST: Final = 100
ENTRIES_EACH: Final = 100
DISTRICT: Final = 930_000
_FIRST, _LAST = date(2016, 9, 1), date(2026, 6, 30)
_CLASS_SIZE: Final = 10
_SCHOOLS: Final = 5
_KINDS: Final = (
    ("KNOWLEDGE_SKILL", "COUNTY", "CENTRALISED"),
    ("MORALITY", "COUNTY", "ONLINE"),
    ("KNOWLEDGE_SKILL", "CITY", "BLENDED"),
    ("COMPREHENSIVE", "SCHOOL", "CENTRALISED"),
)
_ROWS_AT_ONCE: Final = 2_000

# What the migrations fill these projections with.
_SUMS: Final = """
INSERT INTO ledger.balance
SELECT district_id, account, sum(hours), sum(credits) FROM (
    SELECT district_id, credit_account AS account, hours, credits FROM ledger.entry
    UNION ALL SELECT district_id, debit_account, -hours, -credits FROM ledger.entry
) AS moved GROUP BY 1, 2;
INSERT INTO ledger.tally_key
SELECT district_id, row_number() OVER (ORDER BY min(seq)), category, level, mode, nature, kind, tags,
       organised_by_admin, false
FROM ledger.entry GROUP BY district_id, category, level, mode, nature, kind, tags, organised_by_admin;
INSERT INTO ledger.tally
SELECT entry.district_id, teacher_id, key_id,
       (extract(year FROM earned_to) * 12 + extract(month FROM earned_to) - 1)::int,
       min(extract(day FROM earned_to)), max(extract(day FROM earned_to)),
       sum(hours * 10000)::bigint, sum(credits * 10000)::bigint
FROM ledger.entry JOIN ledger.tally_key
     USING (district_id, category, level, mode, nature, kind, tags, organised_by_admin)
GROUP BY 1, 2, 3, 4;
INSERT INTO ledger.earned_month
SELECT district_id, school_id, school_year, category, level, mode,
       (extract(year FROM effective_on) * 12 + extract(month FROM effective_on) - 1)::int,
       sum(hours), sum(credits), count(*)
FROM ledger.entry GROUP BY 1, 2, 3, 4, 5, 6, 7;
INSERT INTO ledger.earner
SELECT district_id, teacher_id, school_id, sum(hours), sum(credits) FROM ledger.entry GROUP BY 1, 2, 3
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


@asynccontextmanager
async def shelf(sizes: Sequence[int]) -> AsyncIterator[Shelf]:
    """Books of these sizes, made where they are not there yet."""
    async with AsyncExitStack() as stack:
        kept = os.environ.get("BENCH_KEPT")
        folder = Path(kept or stack.enter_context(tempfile.TemporaryDirectory(prefix="xuefen-bench-")))
        give_secrets(folder / "secrets.json")
        server = start_postgres(folder / "postgres", durable=True)
        found = Shelf([], folder, server)
        try:
            os.environ["DATABASE_URL"] = server.url
            for size in sizes:
                found.books.append(await _book(found, size))
            yield found
        finally:
            found.server.stop()


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
            await _sign(size)
        told = {"in_post": [str(one) for one in people.teacher_ids], "schools": [str(one) for one in schools]}
        known.write_text(json.dumps(told), encoding="ascii")
    else:
        # Kept since an earlier state of the schema, perhaps.
        with _Chosen(url):
            await asyncio.to_thread(migrate, load_settings())
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
    """Write the entries with all indexes in place, then what follows from them."""
    connection = await asyncpg.connect(url)
    try:
        # Only while it is filled: what is measured later is durable again.
        await connection.execute(
            "SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '1GB'"
        )
        head = GENESIS
        for rows, outcomes, hashed in _written(size, in_post, school_ids):
            head = hashed
            await connection.copy_to_table("entry", schema_name="ledger", columns=_COLUMNS, source=_once(rows))
            await connection.copy_to_table(
                "outcome_posted", schema_name="ledger", columns=_POSTED, source=_once(outcomes)
            )
        await connection.execute(
            "INSERT INTO ledger.book (district_id, next_seq, head_hash) VALUES ($1, $2, $3)", DISTRICT, size + 1, head
        )
        for statement in _SUMS.split(";\n"):
            await connection.execute(statement, timeout=3_600)
        await connection.execute("VACUUM (ANALYZE)", timeout=3_600)
        await connection.execute("CHECKPOINT", timeout=600)
    finally:
        await connection.close()


_COLUMNS: Final = (*sorted(Record.__struct_fields__), "canonical", "hash")
_POSTED: Final = ("district_id", "outcome_id", "revision", "content_hash", "posted_at", "known_at_seq")
# What differs from entry to entry of one kind: (field, what stands for it).
_VARYING: Final = (
    "award_key", "causation_id", "class_id", "credit_account", "earned_from", "earned_to", "effective_on", "entry_id",
    "outcome_id", "school_id", "school_year", "seq", "teacher_id",
)  # fmt: skip


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


@dataclass(frozen=True, slots=True)
class _Kind:
    """Entries of one kind, written but for what varies."""

    canonical: str
    line: str
    """The award as it is bound to its outcome."""
    row: str
    """Tab-separated, without bytes and hash."""


def _written(size: int, in_post: Sequence[UUID], school_ids: Sequence[UUID]) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Rows of entries and of their outcomes for COPY, and the hash that they end with."""
    random = Random(size)
    others = size // ENTRIES_EACH - len(in_post)
    everybody = [str(one) for one in (*in_post, *(_uuid(9, number) for number in range(others)))]
    turns = list(range(len(everybody))) * ENTRIES_EACH
    random.shuffle(turns)
    kinds = [_kind(*names) for names in _KINDS]
    schools = [str(one) for one in school_ids]
    days = (_LAST - _FIRST).days
    at = datetime(2026, 7, 1, tzinfo=UTC).isoformat()
    hashed, rows, outcomes = GENESIS, list[str](), list[str]()
    for seq, turn in enumerate(turns, start=1):
        place = seq - 1
        class_number = place // _CLASS_SIZE
        if place % _CLASS_SIZE == 0:
            kind = kinds[class_number % len(kinds)]
            day = _FIRST + timedelta(days=place * days // size)
            earned, year, class_id = day.isoformat(), school_year_of(day), str(_uuid(1, class_number))
        outcome_id = _uuid(2, seq)
        teacher_id = everybody[turn]
        values = {
            "award_key": f"{outcome_id}:1:1",
            "causation_id": str(caused_by(outcome_id, 1)),
            "class_id": class_id,
            "credit_account": f"teacher:{teacher_id}",
            "earned_from": earned,
            "earned_to": earned,
            "effective_on": earned,
            "entry_id": str(_uuid(3, seq)),
            "outcome_id": str(outcome_id),
            "school_id": schools[turn % len(schools)],
            "school_year": year,
            "seq": seq,
            "teacher_id": teacher_id,
        }
        canonical = (kind.canonical % values).encode()
        hashed = sha256(hashed + canonical).digest()
        content = sha256(sha256((kind.line % values).encode()).digest()).hexdigest()
        rows.append(f"{kind.row % values}\t\\\\x{canonical.hex()}\t\\\\x{hashed.hex()}\n")
        outcomes.append(f"{DISTRICT}\t{outcome_id}\t1\t\\\\x{content}\t{at}\t{seq}\n")
        if len(rows) == _ROWS_AT_ONCE or seq == size:
            yield "".join(rows).encode(), "".join(outcomes).encode(), hashed
            rows, outcomes = [], []


def _uuid(kind: int, number: int) -> UUID:
    """In the order of the numbers, as those of version 7 are in the order of time."""
    return UUID(int=(0x0190_0000_0000_7000 | kind) << 64 | 0x8000_0000_0000_0000 | number)


def _kind(category: str, level: str, mode: str) -> _Kind:
    """Made by the code that posts, from an entry whose varying values are marks."""
    outcome_id, teacher_id = new_id(), new_id()
    (award,) = awards_of(outcome_of(outcome_id, teacher_id, new_id(), new_id(), _FIRST, (category, level, mode)))
    record = Record(
        **msgspec.structs.asdict(award),
        district_id=DISTRICT,
        seq=1,
        entry_id=new_id(),
        credit_account=account_of_teacher(teacher_id),
        school_year=school_year_of(_FIRST),
        recorded_at=datetime(2026, 7, 1, tzinfo=UTC),
    )
    neutral = msgspec.structs.replace(award, award_key="", causation_id=UUID(int=0), revision=0)
    words = msgspec.json.decode(canonical_bytes(record))
    row = "\t".join(
        f"%({name})s" if name in _VARYING else _in_text(words[name]) for name in sorted(Record.__struct_fields__)
    )
    return _Kind(
        _marked(canonical_bytes(record)), _marked(_encoded(neutral), leaving=("award_key", "causation_id")), row
    )


def _encoded(award: Award) -> bytes:
    return msgspec.json.Encoder(order="sorted", decimal_format="string", uuid_format="canonical").encode(award)


def _marked(written: bytes, *, leaving: Sequence[str] = ()) -> str:
    """The same JSON with a mark for each varying value."""
    text = written.decode().replace("%", "%%")
    said = msgspec.json.decode(written)
    for name in _VARYING:
        if name in said and name not in leaving:
            value = msgspec.json.encode(said[name]).decode()
            quoted = f"%({name})s" if name == "seq" else f'"%({name})s"'
            text = text.replace(f'"{name}":{value}', f'"{name}":{quoted}', 1)
    return text


def _in_text(value: Any) -> str:
    """A value as COPY's text format has it."""
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list):
        return "{" + ",".join(f'"{one}"' for one in value) + "}"
    return str(value)
