"""Writing the book: its head and lock, new entries, the balances they move, what has been posted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, LargeBinary, Numeric, Text, Uuid, bindparam, func, select, text, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import Balance, Book, Entry, OutcomePosted
from services.ledger.rules import COLUMNS, GENESIS, Amounts, Link, Record
from services.platform.database import any_of

# The row is read out of its own canonical bytes, so that what is vouched for and what is stored cannot differ.
# (As json, not jsonb, and by named columns: half the cost.)
_WRITTEN = ", ".join(
    f"{name} {Entry.__table__.c[name].type.compile(dialect=postgresql.dialect())}"  # type: ignore[no-untyped-call]
    for name in COLUMNS
)
_INSERT_ENTRIES = text(
    f"""
    INSERT INTO ledger.entry ({", ".join(COLUMNS)}, canonical, hash)
    SELECT {", ".join(f"written.{column}" for column in COLUMNS)}, link.canonical, link.hash
    FROM unnest(:canonicals, :hashes) AS link (canonical, hash),
         json_to_record(convert_from(link.canonical, 'UTF8')::json) AS written ({_WRITTEN})
    """  # noqa: S608 - the names are those of our own struct
).bindparams(
    bindparam("canonicals", type_=ARRAY(LargeBinary)),
    bindparam("hashes", type_=ARRAY(LargeBinary)),
)


# Every column but the bytes and the hash that vouch for them.
RECORD_COLUMNS = tuple(getattr(Entry, name) for name in COLUMNS)


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


async def move_head(
    session: AsyncSession, *, district_id: int, next_seq: int, head_hash: bytes, head_due_at: datetime | None
) -> None:
    await session.execute(
        update(Book)
        .filter_by(district_id=district_id)
        .values(next_seq=next_seq, head_hash=head_hash, head_due_at=head_due_at)
    )


async def insert_entries(session: AsyncSession, links: Sequence[Link]) -> None:
    """All of them in one statement."""
    await session.execute(
        _INSERT_ENTRIES,
        {"canonicals": [link.canonical for link in links], "hashes": [link.hash for link in links]},
    )


async def add_to_balances(session: AsyncSession, *, district_id: int, gained: Mapping[str, Amounts]) -> None:
    """Move the balances of all these accounts in one statement, in the order of their names."""
    accounts = sorted(gained)
    moved = select(
        func.unnest(bindparam("accounts", accounts, ARRAY(Text))).label("account"),
        func.unnest(bindparam("hours", [gained[name].hours for name in accounts], ARRAY(Numeric))).label("hours"),
        func.unnest(bindparam("credits", [gained[name].credits for name in accounts], ARRAY(Numeric))).label("credits"),
    ).subquery()
    adding = insert(Balance).from_select(
        ["district_id", "account", "hours", "credits"],
        select(bindparam("district_id", district_id), moved.c.account, moved.c.hours, moved.c.credits),
    )
    await session.execute(
        adding.on_conflict_do_update(
            index_elements=["district_id", "account"],
            set_={
                "hours": Balance.hours + adding.excluded.hours,
                "credits": Balance.credits + adding.excluded.credits,
            },
        )
    )


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
    await session.execute(
        insert(OutcomePosted),
        [
            {
                "district_id": district_id,
                "outcome_id": outcome_id,
                "revision": revision,
                "content_hash": content_hash,
                "known_at_seq": known_at_seq,
                "earlier_unknown": False,
                "posted_at": at,
            }
            for outcome_id, (revision, content_hash) in sorted(posted.items())
        ],
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
