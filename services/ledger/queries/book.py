"""The book's head and lock, and what has been posted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, DateTime, Integer, Text, Uuid, bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import Book, Entry, OutcomePosted
from services.ledger.rules import COLUMNS, GENESIS, Record
from services.platform.database import any_of

# Every column but the bytes and the hash that vouch for them.
RECORD_COLUMNS = tuple(getattr(Entry, name) for name in COLUMNS)


_NOTE_POSTED = text(
    """
    INSERT INTO ledger.outcome_posted
        (district_id, outcome_id, revision, content_hash, known_at_seq, earlier_unknown, posted_at)
    SELECT :district_id, told.outcome_id, told.revision, told.content_hash, :known_at_seq, false, :at
    FROM unnest(CAST(:outcome_ids AS uuid[]), CAST(:revisions AS bigint[]), CAST(:hashes AS bytea[]))
        AS told (outcome_id, revision, content_hash)
    """
).bindparams(
    bindparam("district_id", type_=Integer),
    bindparam("known_at_seq", type_=BigInteger),
    bindparam("at", type_=DateTime(timezone=True)),
)


async def find_book(session: AsyncSession, *, district_id: int) -> Book | None:
    return await session.get(Book, district_id)


async def lock_book(session: AsyncSession, *, district_id: int) -> Book:
    """The head of the district's book, opened on first use, locked until the transaction ends.

    The lock is a statement of its own: what is read after it sees all that was committed under the lock before.
    """
    locked = select(Book).filter_by(district_id=district_id).with_for_update().execution_options(populate_existing=True)
    book = (await session.scalars(locked)).one_or_none()
    if book is None:
        await session.execute(
            insert(Book).values(district_id=district_id, next_seq=1, head_hash=GENESIS).on_conflict_do_nothing()
        )
        book = (await session.scalars(locked)).one()
    return book


async def set_head_timer(session: AsyncSession, *, district_id: int, head_due_at: datetime) -> None:
    await session.execute(update(Book).filter_by(district_id=district_id).values(head_due_at=head_due_at))


async def map_outcomes_posted(
    session: AsyncSession, *, district_id: int, outcome_ids: Iterable[UUID]
) -> dict[UUID, OutcomePosted]:
    """The newest revision of each of these outcomes that was heard."""
    rows = await session.scalars(
        select(OutcomePosted)
        .where(OutcomePosted.district_id == district_id, OutcomePosted.outcome_id == any_of(outcome_ids))
        .order_by(OutcomePosted.outcome_id, OutcomePosted.revision)
    )
    return {row.outcome_id: row for row in rows}


async def insert_outcomes_posted(
    session: AsyncSession,
    *,
    district_id: int,
    posted: Mapping[UUID, tuple[int, bytes]],
    known_at_seq: int,
    at: datetime,
) -> None:
    """Note the revisions and contents that the book now reflects."""
    outcome_ids = sorted(posted)
    await session.execute(
        _NOTE_POSTED,
        {
            "district_id": district_id,
            "outcome_ids": outcome_ids,
            "revisions": [posted[outcome_id][0] for outcome_id in outcome_ids],
            "hashes": [posted[outcome_id][1] for outcome_id in outcome_ids],
            "known_at_seq": known_at_seq,
            "at": at,
        },
    )


async def list_records_of_outcomes(
    session: AsyncSession, *, district_id: int, outcome_ids: Iterable[UUID]
) -> Sequence[Record]:
    """Everything these outcomes ever had in the book, reversals included, in the order of the book."""
    wanted = bindparam("outcome_ids", list(outcome_ids), ARRAY(Uuid))
    rows = await session.execute(
        select(*RECORD_COLUMNS)
        .where(Entry.district_id == district_id, Entry.outcome_id == func.any(wanted))
        .order_by(Entry.seq)
    )
    return [record_of(row._mapping) for row in rows]


async def list_taken_award_keys(
    session: AsyncSession, *, district_id: int, award_keys: Sequence[str]
) -> frozenset[str]:
    """Which of these award keys stand in the book."""
    wanted = bindparam("award_keys", list(award_keys), ARRAY(Text))
    return frozenset(
        await session.scalars(
            select(Entry.award_key).where(Entry.district_id == district_id, Entry.award_key == func.any(wanted))
        )
    )


def record_of(row: Mapping[Any, Any]) -> Record:
    """An entry's row as a value."""
    columns = {name: row[name] for name in COLUMNS}
    columns["tags"] = tuple(row["tags"])
    columns["rules"] = tuple(row["rules"])
    return Record(**columns)
