"""Posting a batch in one statement: the entries, and everything that is kept in step with them.

Balances, tallies and the sums of schools, people and months are folded where the rows are, out of the rows that are
written: nothing of it goes to and fro. The caller holds the lock of the book.
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, Final

import msgspec
from sqlalchemy import BigInteger, Integer, LargeBinary, Text, bindparam, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from services.ledger.models import Book, Entry
from services.ledger.queries.sums import COUNTED_BY_PERSON, EVERYWHERE, month_of
from services.ledger.queries.tally import KEY_COLUMNS, give_keys
from services.ledger.rules import COLUMNS, Link, Record

_SCALE: Final = 10_000

# What differs from entry to entry goes as an array of its own; amounts in ten-thousandths.
_VARYING: Final = {
    "teacher_id": "uuid",
    "hours": "bigint",
    "credits": "bigint",
    "frame": "int",
    "entry_id": "uuid",
    "award_key": "text",
    "causation_id": "uuid",
    "outcome_id": "uuid",
    "reverses": "uuid",
    "hash": "bytea",
    "canonical": "bytea",
}
# Worked out from the others.
_FOLLOWING: Final = {"district_id", "seq", "credit_account"}
# Everything else is the same for all who were in a class: it goes once for each such frame.
_FRAME: Final = tuple(name for name in COLUMNS if name not in _VARYING and name not in _FOLLOWING)
_FRAME_OF: Final = attrgetter(*_FRAME)
_ENCODER: Final = msgspec.json.Encoder()


def _columns(*names: str) -> str:
    """Names with their types, as the table has them."""
    types = {name: Entry.__table__.c[name].type for name in names}
    return ", ".join(
        f"{name} {type_.compile(dialect=postgresql.dialect())}"  # type: ignore[no-untyped-call]
        for name, type_ in types.items()
    )


# Whether somebody stands there who did not, or no longer does.
_MORE: Final = (
    "(after.hours <> 0 OR after.credits <> 0)::int - coalesce((before.hours <> 0 OR before.credits <> 0)::int, 0)"
)
_ENTRY: Final = (*COLUMNS, "canonical", "hash")
_POST = text(
    f"""
    WITH posted AS MATERIALIZED (
        SELECT :first_seq + place - 1 AS seq, 'teacher:' || teacher_id AS credit_account, frames.*, varying.*
        FROM unnest({", ".join(f"CAST(:{name} AS {type_}[])" for name, type_ in _VARYING.items())})
                 WITH ORDINALITY AS varying ({", ".join(_VARYING)}, place)
             JOIN json_to_recordset(CAST(:frames AS json))
                 AS frames (number int, key_id int, earned_month int, month int, {_columns(*_FRAME)})
             ON number = frame
    ), balances AS (
        INSERT INTO ledger.balance AS kept (district_id, account, hours, credits)
        SELECT :district_id, account, sum(hours) * 0.0001, sum(credits) * 0.0001
        FROM (
            SELECT credit_account AS account, hours, credits FROM posted
            UNION ALL SELECT debit_account, -hours, -credits FROM posted
        ) AS moved
        GROUP BY account
        ORDER BY account
        ON CONFLICT (district_id, account) DO UPDATE SET
            hours = kept.hours + excluded.hours, credits = kept.credits + excluded.credits
        RETURNING WITH (OLD AS before, NEW AS after) after.account, {_MORE} AS more
    ), tallies AS (
        INSERT INTO ledger.tally AS kept (district_id, teacher_id, key_id, month, first_day, last_day, hours, credits)
        SELECT :district_id, teacher_id, key_id, earned_month,
               extract(day FROM min(earned_to)), extract(day FROM max(earned_to)), sum(hours), sum(credits)
        FROM posted
        GROUP BY teacher_id, key_id, earned_month
        ORDER BY teacher_id, key_id, earned_month
        ON CONFLICT (district_id, teacher_id, key_id, month) DO UPDATE SET
            first_day = least(kept.first_day, excluded.first_day),
            last_day = greatest(kept.last_day, excluded.last_day),
            hours = kept.hours + excluded.hours,
            credits = kept.credits + excluded.credits
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
    ), earners AS (
        INSERT INTO ledger.earner AS kept (district_id, teacher_id, school_id, hours, credits)
        SELECT :district_id, teacher_id, school_id, sum(hours) * 0.0001, sum(credits) * 0.0001
        FROM posted
        GROUP BY teacher_id, school_id
        ORDER BY teacher_id, school_id
        ON CONFLICT (district_id, teacher_id, school_id) DO UPDATE SET
            hours = kept.hours + excluded.hours, credits = kept.credits + excluded.credits
        RETURNING WITH (OLD AS before, NEW AS after) after.school_id, {_MORE} AS more
    ), counts AS (
        INSERT INTO ledger.earner_count AS kept (district_id, school_id, earners)
        SELECT :district_id, school_id, sum(more)
        FROM (
            SELECT school_id, more FROM earners WHERE more <> 0
            UNION ALL
            SELECT CAST('{EVERYWHERE}' AS uuid), more FROM balances WHERE more <> 0 AND account LIKE 'teacher:%'
        ) AS moved
        GROUP BY school_id
        ORDER BY school_id
        ON CONFLICT (district_id, school_id) DO UPDATE SET earners = kept.earners + excluded.earners
    ), head AS (
        UPDATE ledger.book
        SET next_seq = :last_seq + 1,
            head_hash = :head_hash,
            counted_seq = CASE counted_seq WHEN :first_seq - 1 THEN :last_seq ELSE counted_seq END
        WHERE district_id = :district_id
    )
    INSERT INTO ledger.entry ({", ".join(_ENTRY)})
    SELECT {
        ", ".join(
            {"district_id": ":district_id", "hours": "hours * 0.0001", "credits": "credits * 0.0001"}.get(name, name)
            for name in _ENTRY
        )
    }
    FROM posted
    """  # noqa: S608 - the names are those of our own struct
).bindparams(
    bindparam("district_id", type_=Integer),
    bindparam("first_seq", type_=BigInteger),
    bindparam("last_seq", type_=BigInteger),
    bindparam("head_hash", type_=LargeBinary),
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


async def post_entries(session: AsyncSession, *, book: Book, links: Sequence[Link]) -> None:
    """Write the entries of a batch, densely numbered, and move all that is kept of them, the head of the book too."""
    district_id = book.district_id
    frames: dict[tuple[Any, ...], int] = {}
    records: list[Record] = []
    places: list[int] = []
    for link in links:
        record = link.record
        records.append(record)
        places.append(frames.setdefault(_FRAME_OF(record), len(frames)))
    told = [dict(zip(_FRAME, frame, strict=True)) for frame in frames]
    cells = [tuple(frame[name] for name in KEY_COLUMNS) for frame in told]
    keys = await give_keys(session, district_id=district_id, cells=set(cells))
    for number, (frame, cell) in enumerate(zip(told, cells, strict=True)):
        frame |= {
            "number": number,
            "key_id": keys[cell],
            "earned_month": month_of(frame["earned_to"]),
            "month": month_of(frame["effective_on"]),
        }
    await session.execute(
        _POST,
        {
            "district_id": district_id,
            "first_seq": records[0].seq,
            "last_seq": records[-1].seq,
            "head_hash": links[-1].hash,
            "entry_id": [record.entry_id for record in records],
            "award_key": [record.award_key for record in records],
            "causation_id": [record.causation_id for record in records],
            "teacher_id": [record.teacher_id for record in records],
            "hours": [int(record.hours * _SCALE) for record in records],
            "credits": [int(record.credits * _SCALE) for record in records],
            "outcome_id": [record.outcome_id for record in records],
            "reverses": [record.reverses for record in records],
            "canonical": [link.canonical for link in links],
            "hash": [link.hash for link in links],
            "frame": places,
            "frames": _ENCODER.encode(told).decode(),
        },
    )
    if book.counted_seq == records[0].seq - 1:
        set_committed_value(book, "counted_seq", records[-1].seq)
    set_committed_value(book, "next_seq", records[-1].seq + 1)
    set_committed_value(book, "head_hash", links[-1].hash)


async def count_earners_anew(session: AsyncSession, *, book: Book) -> None:
    """Count a district's earners where that does not stand at the end of its book, as whoever posts keeps it."""
    for statement in _COUNT_ANEW:
        await session.execute(statement, {"district_id": book.district_id})
    set_committed_value(book, "counted_seq", book.next_seq - 1)
