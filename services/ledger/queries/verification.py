"""Reading the whole book again, in chunks, to recompute what it claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, and_, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import Balance, Book, Entry
from services.ledger.queries.book import RECORD_COLUMNS, record_of
from services.ledger.rules import Amounts, Link


@dataclass(frozen=True, slots=True)
class BookState:
    """Head and balances at one moment: what the entries up to the head must add up to."""

    next_seq: int | None
    head_hash: bytes | None
    last_seq: int
    balances: dict[str, Amounts]


async def get_book_state(session: AsyncSession, *, district_id: int) -> BookState:
    """Head, last number and all balances by one statement, so that no posting falls between them."""
    last = select(func.coalesce(func.max(Entry.seq), 0)).where(Entry.district_id == district_id).scalar_subquery()
    rows = (
        await session.execute(
            select(last, Book.next_seq, Book.head_hash, Balance.account, Balance.hours, Balance.credits)
            .select_from(select(bindparam("district_id", district_id).label("district_id")).subquery("here"))
            .outerjoin(Book, Book.district_id == district_id)
            .outerjoin(Balance, Balance.district_id == district_id)
        )
    ).all()
    first = rows[0]
    balances = {row.account: Amounts(row.hours, row.credits) for row in rows if row.account is not None}
    return BookState(next_seq=first.next_seq, head_hash=first.head_hash, last_seq=first[0], balances=balances)


async def list_links(session: AsyncSession, *, district_id: int, after_seq: int, limit: int) -> Sequence[Link]:
    """Entries as stored: the columns as they are now, and the bytes and hash written with them."""
    rows = await session.execute(
        select(*RECORD_COLUMNS, Entry.canonical, Entry.hash)
        .where(Entry.district_id == district_id, Entry.seq > after_seq)
        .order_by(Entry.seq)
        .limit(limit)
    )
    return [Link(record_of(row._mapping), row.canonical, row.hash) for row in rows]


async def list_links_by_entry(session: AsyncSession, *, district_id: int, entry_ids: Sequence[UUID]) -> Sequence[Link]:
    wanted = bindparam("entry_ids", list(entry_ids), ARRAY(Uuid))
    rows = await session.execute(
        select(*RECORD_COLUMNS, Entry.canonical, Entry.hash).where(
            and_(Entry.district_id == district_id, Entry.entry_id == func.any(wanted))
        )
    )
    return [Link(record_of(row._mapping), row.canonical, row.hash) for row in rows]


async def list_repeated_award_keys(
    session: AsyncSession, *, district_id: int, award_keys: Sequence[str]
) -> Sequence[str]:
    """Which of these award keys stand in the book more than once."""
    wanted = bindparam("award_keys", list(award_keys), ARRAY(Text))
    return (
        await session.scalars(
            select(Entry.award_key)
            .where(Entry.district_id == district_id, Entry.award_key == func.any(wanted))
            .group_by(Entry.award_key)
            .having(func.count() > 1)
            .order_by(Entry.award_key)
        )
    ).all()


async def list_repeated_reversals(
    session: AsyncSession, *, district_id: int, entry_ids: Sequence[UUID]
) -> Sequence[UUID]:
    """Which of these entries were taken back more than once."""
    wanted = bindparam("entry_ids", list(entry_ids), ARRAY(Uuid))
    return [
        entry_id
        for entry_id in await session.scalars(
            select(Entry.reverses)
            .where(Entry.district_id == district_id, Entry.reverses == func.any(wanted))
            .group_by(Entry.reverses)
            .having(func.count() > 1)
        )
        if entry_id is not None
    ]
