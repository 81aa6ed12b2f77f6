"""Posting a batch in two statements: all that is kept of the entries, and the entries.

What accounts hold, tallies and the sums of months are folded where they are kept, out of rows that go there once. That
statement needs neither numbers nor hashes: while it runs, the chain is made. The caller holds the lock of the book.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, DateTime, Integer, LargeBinary, Text, bindparam, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from services.ledger.models import Book, Entry
from services.ledger.queries.sums import COUNTED_BY_PERSON, EVERYWHERE, month_of
from services.ledger.queries.tally import KEY_COLUMNS, give_keys
from services.ledger.rules import AWARD_FIELDS, COLUMNS, Award, Link, Record, school_year_of

_SCALE: Final = 10_000

# What differs from entry to entry goes as an array of its own, written out as text: the driver takes several times as
# long to encode as many values, and what is written here is written while the database works. Bytes go in one piece.
_MOVING: Final = {"teacher_id": "uuid", "frame": "int"}
_VARYING: Final = {
    **_MOVING,
    "entry_id": "uuid",
    "award_key": "text",
    "causation_id": "uuid",
    "outcome_id": "uuid",
    "reverses": "uuid",
    "begins": "int",
    "takes": "int",
}
# Everything else is the same for all who were in a class: it goes once for each such frame.
_FRAME: Final = (*(name for name in AWARD_FIELDS if name not in _VARYING), "school_year")
# And of a frame so much decides where it is kept.
_KEPT: Final = ("debit_account", "school_id", "hours", "credits", "earned_to", "effective_on", *KEY_COLUMNS)
_ENCODER: Final = msgspec.json.Encoder()
_DIALECT: Final = postgresql.dialect()  # type: ignore[no-untyped-call]


def _rows(arrays: dict[str, str], *in_frame: str, **more: str) -> str:
    """The rows of a batch, put together from their arrays and from what their frames say: columns, and more by type."""
    columns = [f"{name} {Entry.__table__.c[name].type.compile(dialect=_DIALECT)}" for name in in_frame]
    columns += [f"{name} {type_}" for name, type_ in more.items()]
    return f"""
        unnest({", ".join(f"CAST(CAST(:{name} AS text) AS {type_}[])" for name, type_ in arrays.items())})
            WITH ORDINALITY AS varying ({", ".join(arrays)}, place)
        JOIN json_to_recordset(CAST(:frames AS json))
            AS frames (number int, {", ".join(columns)})
        ON number = frame
    """


_KEPT_BY: Final = ("school_id", "debit_account", "category", "level", "mode")
_KEYED: Final = {
    "school_year": "text",
    "key_id": "int",
    "earned_month": "int",
    "earned_day": "smallint",
    "month": "int",
    # Amounts in ten-thousandths.
    "hours": "bigint",
    "credits": "bigint",
}
_MOVE = text(
    f"""
    WITH posted AS MATERIALIZED (
        SELECT * FROM {_rows(_MOVING, *_KEPT_BY, **_KEYED)}
    ), given AS (
        INSERT INTO ledger.balance AS kept (district_id, account, hours, credits)
        SELECT :district_id, debit_account, -sum(hours) * 0.0001, -sum(credits) * 0.0001
        FROM posted
        GROUP BY debit_account
        ORDER BY debit_account
        ON CONFLICT (district_id, account) DO UPDATE SET
            hours = kept.hours + excluded.hours, credits = kept.credits + excluded.credits
    ), earners AS (
        INSERT INTO ledger.earner AS kept (district_id, teacher_id, school_id, hours, credits)
        SELECT :district_id, teacher_id, school_id, sum(hours) * 0.0001, sum(credits) * 0.0001
        FROM posted
        GROUP BY teacher_id, school_id
        ORDER BY teacher_id, school_id
        ON CONFLICT (district_id, teacher_id, school_id) DO UPDATE SET
            hours = kept.hours + excluded.hours, credits = kept.credits + excluded.credits
        RETURNING WITH (OLD AS before, NEW AS after)
            after.teacher_id,
            after.school_id,
            coalesce(before.hours <> 0 OR before.credits <> 0, false) AS stood,
            after.hours <> 0 OR after.credits <> 0 AS stands
    ), turned AS (
        SELECT DISTINCT teacher_id AS person FROM earners WHERE stood <> stands
    ), elsewhere AS (
        -- Where else they stand who now stand somewhere, or no longer do: mostly there is nobody to look for.
        SELECT other.teacher_id, other.stands
        FROM turned CROSS JOIN LATERAL (
            SELECT teacher_id, school_id, hours <> 0 OR credits <> 0 AS stands FROM ledger.earner
            WHERE district_id = :district_id AND teacher_id = person
            OFFSET 0
        ) AS other
        WHERE NOT EXISTS (
            SELECT FROM earners WHERE earners.teacher_id = person AND earners.school_id = other.school_id
        )
    ), counts AS (
        INSERT INTO ledger.earner_count AS kept (district_id, school_id, earners)
        SELECT :district_id, school_id, sum(more)
        FROM (
            SELECT school_id, stands::int - stood::int AS more FROM earners WHERE stood <> stands
            UNION ALL
            SELECT CAST('{EVERYWHERE}' AS uuid), bool_or(stands)::int - bool_or(stood)::int
            FROM (
                SELECT teacher_id, stood, stands FROM earners JOIN turned ON person = teacher_id
                UNION ALL SELECT teacher_id, stands, stands FROM elsewhere
            ) AS of_person
            GROUP BY teacher_id
        ) AS moved
        GROUP BY school_id
        ORDER BY school_id
        ON CONFLICT (district_id, school_id) DO UPDATE SET earners = kept.earners + excluded.earners
    ), months AS (
        INSERT INTO ledger.earned_month AS kept
            (district_id, school_id, school_year, category, level, mode, month, hours, credits, entries)
        SELECT :district_id, school_id, school_year, category, level, mode, month,
               sum(hours) * 0.0001, sum(credits) * 0.0001, count(*)
        FROM posted
        GROUP BY month, school_id, school_year, category, level, mode
        ORDER BY month, school_id, school_year, category, level, mode
        ON CONFLICT (district_id, month, school_id, school_year, category, level, mode) DO UPDATE SET
            hours = kept.hours + excluded.hours,
            credits = kept.credits + excluded.credits,
            entries = kept.entries + excluded.entries
    )
    INSERT INTO ledger.tally AS kept (district_id, teacher_id, key_id, month, first_day, last_day, hours, credits)
    SELECT :district_id, teacher_id, key_id, earned_month,
           min(earned_day), max(earned_day), sum(hours), sum(credits)
    FROM posted
    GROUP BY teacher_id, key_id, earned_month
    ORDER BY teacher_id, key_id, earned_month
    ON CONFLICT (district_id, year, teacher_id, key_id, month) DO UPDATE SET
        first_day = least(kept.first_day, excluded.first_day),
        last_day = greatest(kept.last_day, excluded.last_day),
        hours = kept.hours + excluded.hours,
        credits = kept.credits + excluded.credits
    """  # noqa: S608 - names of our own
).bindparams(bindparam("district_id", type_=Integer), bindparam("frames", type_=Text))

_ENTRY: Final = (*COLUMNS, "canonical", "hash")
# What follows from the rest.
_WORKED_OUT: Final = {
    "district_id": ":district_id",
    "seq": ":first_seq + place - 1",
    "credit_account": "'teacher:' || teacher_id",
    "recorded_at": ":recorded_at",
    "canonical": "substring(CAST(:canonical AS bytea) FROM begins FOR takes)",
    "hash": "substring(CAST(:hashes AS bytea) FROM (place * 32 - 31)::int FOR 32)",
}
_INSERT = text(
    f"""
    WITH head AS (
        UPDATE ledger.book
        SET next_seq = :last_seq + 1,
            head_hash = :head_hash,
            counted_seq = CASE counted_seq WHEN :first_seq - 1 THEN :last_seq ELSE counted_seq END
        WHERE district_id = :district_id
    )
    INSERT INTO ledger.entry ({", ".join(_ENTRY)})
    SELECT {", ".join(_WORKED_OUT.get(name, name) for name in _ENTRY)} FROM {_rows(_VARYING, *_FRAME)}
    """  # noqa: S608 - the names are those of our own struct
).bindparams(
    bindparam("district_id", type_=Integer),
    bindparam("first_seq", type_=BigInteger),
    bindparam("last_seq", type_=BigInteger),
    bindparam("head_hash", type_=LargeBinary),
    bindparam("canonical", type_=LargeBinary),
    bindparam("hashes", type_=LargeBinary),
    bindparam("recorded_at", type_=DateTime(timezone=True)),
    bindparam("frames", type_=Text),
)

_COUNT_ANEW: Final = (
    text("DELETE FROM ledger.earner_count WHERE district_id = :district_id"),
    text(
        f"""
        INSERT INTO ledger.earner_count (district_id, school_id, earners)
        SELECT :district_id, school_id, earners FROM ({COUNTED_BY_PERSON}) AS counted
        """  # noqa: S608 - names of our own
    ).bindparams(bindparam("district_id", type_=Integer)),
    text("UPDATE ledger.book SET counted_seq = next_seq - 1 WHERE district_id = :district_id"),
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Awards on their way into the book: what the database is told first, by which it knows where they are kept."""

    district_id: int
    moving: dict[str, str]
    frames: str


async def begin_batch(session: AsyncSession, *, district_id: int, awards: Sequence[Award]) -> Batch:
    """Put a batch together, with a key for every kind of entry in it."""
    places, frames = _framed(awards, _KEPT)
    cells = [tuple(frame[name] for name in KEY_COLUMNS) for frame in frames]
    keys = await give_keys(session, district_id=district_id, cells=set(cells))
    kept_by = [
        {
            **{name: frame[name] for name in ("number", *_KEPT_BY)},
            "school_year": school_year_of(frame["earned_to"]),
            "key_id": keys[cell],
            "earned_month": month_of(frame["earned_to"]),
            "earned_day": frame["earned_to"].day,
            "month": month_of(frame["effective_on"]),
            "hours": int(frame["hours"] * _SCALE),
            "credits": int(frame["credits"] * _SCALE),
        }
        for frame, cell in zip(frames, cells, strict=True)
    ]
    moving = {"teacher_id": _uuids(award.teacher_id for award in awards), "frame": places}
    return Batch(district_id, moving, _ENCODER.encode(kept_by).decode())


def _framed(rows: Sequence[Award | Record], names: Sequence[str]) -> tuple[str, list[dict[str, Any]]]:
    """The number of each row's frame, as an array; and the frames, each once: these fields and its number."""
    frame_of = attrgetter(*names)
    frames: dict[tuple[Any, ...], int] = {}
    places = _array([str(frames.setdefault(frame_of(row), len(frames))) for row in rows])
    return places, [dict(zip(("number", *names), (number, *frame), strict=True)) for frame, number in frames.items()]


async def move_kept(session: AsyncSession, batch: Batch) -> None:
    """Move all that is kept of the entries of a batch."""
    await session.execute(_MOVE, {"district_id": batch.district_id, **batch.moving, "frames": batch.frames})


def written(links: Sequence[Link]) -> dict[str, Any]:
    """What the database is told of the entries of a batch, once they are numbered and chained."""
    records = [link.record for link in links]
    takes = [len(link.canonical) for link in links]
    places, frames = _framed(records, _FRAME)
    return {
        "frame": places,
        "frames": _ENCODER.encode(frames).decode(),
        "first_seq": records[0].seq,
        "last_seq": records[-1].seq,
        "head_hash": links[-1].hash,
        "recorded_at": records[0].recorded_at,
        "entry_id": _uuids(record.entry_id for record in records),
        "award_key": _array(_quoted(record.award_key) for record in records),
        "causation_id": _uuids(record.causation_id for record in records),
        "outcome_id": _uuids(record.outcome_id for record in records),
        "reverses": _uuids(record.reverses for record in records),
        "canonical": b"".join([link.canonical for link in links]),
        "begins": _array(map(str, accumulate(takes[:-1], initial=1))),
        "takes": _array(map(str, takes)),
        "hashes": b"".join([link.hash for link in links]),
    }


async def insert_entries(session: AsyncSession, batch: Batch, *, book: Book, entries: Mapping[str, Any]) -> None:
    """Write the entries of a batch, as `written` tells them, and move the head of the book to the last of them."""
    await session.execute(_INSERT, {"district_id": batch.district_id, **batch.moving, **entries})
    first_seq, last_seq, head_hash = entries["first_seq"], entries["last_seq"], entries["head_hash"]
    if book.counted_seq == first_seq - 1:
        set_committed_value(book, "counted_seq", last_seq)
    set_committed_value(book, "next_seq", last_seq + 1)
    set_committed_value(book, "head_hash", head_hash)


def _uuids(values: Iterable[UUID | None]) -> str:
    return _array("NULL" if value is None else value.hex for value in values)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _array(items: Iterable[str]) -> str:
    return f"{{{','.join(items)}}}"


async def count_earners_anew(session: AsyncSession, *, book: Book) -> None:
    """Count a district's earners where that does not stand at the end of its book, as whoever posts keeps it."""
    for statement in _COUNT_ANEW:
        await session.execute(statement, {"district_id": book.district_id})
    set_committed_value(book, "counted_seq", book.next_seq - 1)
