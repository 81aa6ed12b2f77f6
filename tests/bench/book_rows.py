"""Rows of a book of any size, as COPY reads them: entries in a valid chain, and the outcomes that they come from.

What the code that posts would write, at a fiftieth of its cost: an entry of each kind is written by it and by Postgres
once, with marks where the others differ; the rest is filling in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha1, sha256
from random import Random
from typing import Any, Final
from uuid import UUID

import asyncpg
import msgspec

from services.ledger.rules import (
    COLUMNS,
    GENESIS,
    Award,
    Record,
    account_of_teacher,
    awards_of,
    canonical_bytes,
    caused_by,
    school_year_of,
)
from services.platform.ids import new_id
from tests.bench.outcomes import outcome_of

DISTRICT: Final = 930_000
ENTRIES_EACH: Final = 100
ENTRY_COLUMNS: Final = (*COLUMNS, "canonical", "hash")
OUTCOME_COLUMNS: Final = ("district_id", "outcome_id", "revision", "content_hash", "posted_at", "known_at_seq")
# What COPY's binary form begins and ends with.
COPY_BEGINS: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
COPY_ENDS: Final = b"\xff\xff"

_FIRST, _LAST = date(2016, 9, 1), date(2026, 6, 30)
_RECORDED_AT: Final = datetime(2026, 7, 1, tzinfo=UTC)
_POSTGRES_BEGINS: Final = date(2000, 1, 1)
_CLASS_SIZE: Final = 10
_KINDS: Final = (
    ("KNOWLEDGE_SKILL", "COUNTY", "CENTRALISED"),
    ("MORALITY", "COUNTY", "ONLINE"),
    ("KNOWLEDGE_SKILL", "CITY", "BLENDED"),
    ("COMPREHENSIVE", "SCHOOL", "CENTRALISED"),
)
_ROWS_AT_ONCE: Final = 500
# What differs from entry to entry of one kind, with the bytes that stand for it in the row of the model.
_IDS: Final = ("causation_id", "class_id", "entry_id", "outcome_id", "school_id", "teacher_id")
_VARYING: Final = (
    *_IDS,
    "award_key",
    "credit_account",
    "earned_from",
    "earned_to",
    "effective_on",
    "school_year",
    "seq",
)
_MODEL_SEQ: Final = 0x0102_0304_0506
_MODEL_BYTES: Final = (b"canonical of the model", b"hash of the model, of thirty-two")
_WRITE_MODEL: Final = f"""
SELECT {", ".join(COLUMNS)}, $2::bytea AS canonical, $3::bytea AS hash
FROM json_populate_record(NULL::ledger.entry, $1::json)
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """Entries of one kind, written but for what varies."""

    canonical: str
    line: str
    """The award as it is bound to its outcome."""
    row: bytes
    """As COPY reads it in its binary form."""


async def kinds_of(connection: "asyncpg.Connection[asyncpg.Record]") -> list[Kind]:
    """A model of each kind: an entry made by the code that posts, put into columns by Postgres."""
    return [await _kind(connection, *names) for names in _KINDS]


async def _kind(connection: "asyncpg.Connection[asyncpg.Record]", category: str, level: str, mode: str) -> Kind:
    outcome_id, teacher_id = new_id(), new_id()
    (award,) = awards_of(outcome_of(outcome_id, teacher_id, new_id(), new_id(), _FIRST, (category, level, mode)))
    record = Record(
        **msgspec.structs.asdict(award),
        district_id=DISTRICT,
        seq=_MODEL_SEQ,
        entry_id=new_id(),
        credit_account=account_of_teacher(teacher_id),
        school_year=school_year_of(_FIRST),
        recorded_at=_RECORDED_AT,
    )
    canonical = canonical_bytes(record)
    written: list[bytes] = []

    async def keep(some: bytes) -> None:
        written.append(bytes(some))

    await connection.copy_from_query(_WRITE_MODEL, canonical.decode(), *_MODEL_BYTES, output=keep, format="binary")
    row = b"".join(written).removeprefix(COPY_BEGINS).removesuffix(COPY_ENDS).replace(b"%", b"%%")
    marks = {
        **{name: getattr(record, name).bytes for name in _IDS},
        "award_key": record.award_key.encode(),
        "credit_account": record.credit_account.encode(),
        "school_year": record.school_year.encode(),
        "seq": _MODEL_SEQ.to_bytes(8),
        "day": _days(_FIRST),
        **dict(zip(("canonical", "hash"), _MODEL_BYTES, strict=True)),
    }
    for name, mark in marks.items():
        # Each with its length before it, so that nothing else is taken for it.
        row = row.replace(_sized(mark).replace(b"%", b"%%"), f"%({name})b".encode())
    neutral = msgspec.structs.replace(award, award_key="", causation_id=UUID(int=0), revision=0)
    return Kind(_marked(canonical), _marked(_encoded(neutral), leaving=("award_key", "causation_id")), row)


def rows_of(
    size: int, kinds: Sequence[Kind], in_post: Sequence[UUID], school_ids: Sequence[UUID]
) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Rows of entries and of their outcomes, some at a time, and the hash that they end with."""
    random = Random(size)
    others = size // ENTRIES_EACH - len(in_post)
    everybody = [*in_post, *(UUID(bytes=_uuid(9, number)) for number in range(others))]
    names, ids = [str(one) for one in everybody], [_sized(one.bytes) for one in everybody]
    accounts = [_sized(account_of_teacher(one).encode()) for one in everybody]
    schools = [(str(one), _sized(one.bytes)) for one in school_ids]
    turns = list(range(len(everybody))) * ENTRIES_EACH
    random.shuffle(turns)
    days = (_LAST - _FIRST).days
    recorded = _microseconds(_RECORDED_AT)
    hashed, rows, outcomes = GENESIS, list[bytes](), list[bytes]()
    said, bound = dict[str, Any](), dict[bytes, bytes]()
    for seq, turn in enumerate(turns, start=1):
        place = seq - 1
        if place % _CLASS_SIZE == 0:
            class_number = place // _CLASS_SIZE
            kind = kinds[class_number % len(kinds)]
            day = _FIRST + timedelta(days=place * days // size)
            class_id = _uuid(1, class_number)
            said["class_id"], bound[b"class_id"] = _in_words(class_id), _sized(class_id)
            said["earned_from"] = said["earned_to"] = said["effective_on"] = day.isoformat()
            said["school_year"] = school_year_of(day)
            bound[b"day"], bound[b"school_year"] = _sized(_days(day)), _sized(said["school_year"].encode())
        outcome_id, entry_id = _uuid(2, seq), _uuid(3, seq)
        causation_id = _caused_by(outcome_id)
        outcome = _in_words(outcome_id)
        school = schools[turn % len(schools)]
        said["outcome_id"], said["entry_id"], said["causation_id"] = (
            outcome,
            _in_words(entry_id),
            _in_words(causation_id),
        )
        said["award_key"] = f"{outcome}:1:1"
        said["teacher_id"] = names[turn]
        said["credit_account"] = f"teacher:{names[turn]}"
        said["school_id"], said["seq"] = school[0], seq
        canonical = (kind.canonical % said).encode()
        hashed = sha256(hashed + canonical).digest()
        content = sha256(sha256((kind.line % said).encode()).digest()).digest()
        number = _sized(seq.to_bytes(8))
        bound[b"outcome_id"], bound[b"entry_id"] = _sized(outcome_id), _sized(entry_id)
        bound[b"causation_id"], bound[b"award_key"] = _sized(causation_id), _sized(said["award_key"].encode())
        bound[b"teacher_id"], bound[b"credit_account"] = ids[turn], accounts[turn]
        bound[b"school_id"], bound[b"seq"] = school[1], number
        bound[b"canonical"], bound[b"hash"] = _sized(canonical), _sized(hashed)
        rows.append(kind.row % bound)
        outcomes.append(b"\0\6" + _SIZED_DISTRICT + bound[b"outcome_id"] + _ONE + _sized(content) + recorded + number)
        if len(rows) == _ROWS_AT_ONCE or seq == size:
            yield b"".join(rows), b"".join(outcomes), hashed
            rows, outcomes = [], []


def _uuid(kind: int, number: int) -> bytes:
    """In the order of the numbers, as those of version 7 are in the order of time."""
    return ((0x0190_0000_0000_7000 | kind) << 64 | 0x8000_0000_0000_0000 | number).to_bytes(16)


def _in_words(uuid: bytes) -> str:
    digits = uuid.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _caused_by(outcome_id: bytes) -> bytes:
    """As `caused_by` of the first revision."""
    found = bytearray(sha1(outcome_id + b"1", usedforsecurity=False).digest()[:16])
    found[6] = found[6] & 0x0F | 0x50
    found[8] = found[8] & 0x3F | 0x80
    return bytes(found)


def _sized(value: bytes) -> bytes:
    return len(value).to_bytes(4) + value


def _days(day: date) -> bytes:
    return (day - _POSTGRES_BEGINS).days.to_bytes(4)


def _microseconds(at: datetime) -> bytes:
    since = at - datetime.combine(_POSTGRES_BEGINS, datetime.min.time(), UTC)
    return _sized((since // timedelta(microseconds=1)).to_bytes(8))


_SIZED_DISTRICT: Final = _sized(DISTRICT.to_bytes(4))
_ONE: Final = _sized((1).to_bytes(8))


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


assert _in_words(_caused_by(_uuid(2, 1))) == str(caused_by(UUID(bytes=_uuid(2, 1)), 1))
