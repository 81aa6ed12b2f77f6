"""Reading the book: statements, balances, what counts for a standing, the change feed."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ARRAY, DateTime, Integer, Uuid, bindparam, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from services.ledger.models import Book, Earner, Entry

# What people read needs no canonical bytes, the largest column by far.
_WITHOUT_BYTES = defer(Entry.canonical, raiseload=True)


async def get_head(session: AsyncSession, *, district_id: int) -> int:
    """The number of the last entry; 0 while the book is empty."""
    next_seq = await session.scalar(select(Book.next_seq).filter_by(district_id=district_id))
    return 0 if next_seq is None else next_seq - 1


async def map_heads(session: AsyncSession, *, district_ids: Collection[int]) -> dict[int, int]:
    """The number of the last entry of each of these districts that has a book."""
    rows = await session.execute(select(Book.district_id, Book.next_seq).where(Book.district_id.in_(district_ids)))
    return {district_id: next_seq - 1 for district_id, next_seq in rows}


# Down the powers of two, so that what was found stays found while the book grows. Entries were recorded in the order of
# their numbers but for what waited for the book, and for how far the clocks of two processes are apart.
_SEQ_KNOWN_AT = text(
    """
    WITH RECURSIVE descent (step, place) AS (
        SELECT :steps, CAST(0 AS bigint)
        UNION ALL
        SELECT step - 1,
               CASE WHEN EXISTS (
                   SELECT FROM ledger.entry
                   WHERE district_id = :district_id AND seq = place + (CAST(1 AS bigint) << (step - 1))
                       AND recorded_at <= :at
               ) THEN place + (CAST(1 AS bigint) << (step - 1)) ELSE place END
        FROM descent WHERE step > 0
    )
    SELECT place FROM descent WHERE step = 0
    """
).bindparams(bindparam("steps", type_=Integer), bindparam("at", type_=DateTime(timezone=True)))


async def get_seq_known_at(session: AsyncSession, *, district_id: int, at: datetime, head: int) -> int:
    """Up to which number the book reached at a moment: a search among its first `head` entries, one look a step."""
    found = await session.scalar(_SEQ_KNOWN_AT, {"steps": head.bit_length(), "district_id": district_id, "at": at})
    return found or 0


async def sum_of_teacher(
    session: AsyncSession, *, district_id: int, teacher_id: UUID, as_of: date | None, known_at_seq: int
) -> tuple[Decimal, Decimal]:
    """Hours and credits of a teacher as the book knew them at a number, of what was earned by a day if one is given."""
    query = select(func.coalesce(func.sum(Entry.hours), 0), func.coalesce(func.sum(Entry.credits), 0)).where(
        Entry.district_id == district_id, Entry.teacher_id == teacher_id, Entry.seq <= known_at_seq
    )
    if as_of is not None:
        query = query.where(Entry.effective_on <= as_of)
    row = (await session.execute(query)).one()
    return Decimal(row[0]), Decimal(row[1])


async def list_touched(session: AsyncSession, *, district_id: int, after_seq: int, to_seq: int) -> set[UUID]:
    """To whom something was posted after a number and up to another."""
    rows = await session.scalars(
        select(Entry.teacher_id)
        .where(Entry.district_id == district_id, Entry.seq > after_seq, Entry.seq <= to_seq)
        .distinct()
    )
    return set(rows)


async def list_entries_of(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID], as_of: date, known_at_seq: int
) -> Sequence[Entry]:
    """The entries of these teachers earned by a day and known at a number, in the order of the book.

    A reversal stands at the same teacher and day as what it takes back, so each pair is here whole or not at all,
    unless the number falls between the two.
    """
    wanted = bindparam("teacher_ids", list(teacher_ids), ARRAY(Uuid))
    return (
        await session.scalars(
            select(Entry)
            .where(
                Entry.district_id == district_id,
                Entry.teacher_id == func.any(wanted),
                Entry.effective_on <= as_of,
                Entry.seq <= known_at_seq,
            )
            .order_by(Entry.seq)
            .options(_WITHOUT_BYTES)
        )
    ).all()


async def find_balance(
    session: AsyncSession, *, district_id: int, teacher_id: UUID
) -> tuple[Decimal, Decimal, int] | None:
    """Hours, credits and the number of the last entry they reflect, in one look; None before the first posting."""
    row = (
        await session.execute(
            select(func.sum(Earner.hours), func.sum(Earner.credits), Book.next_seq)
            .join(Book, Book.district_id == Earner.district_id)
            .where(Earner.district_id == district_id, Earner.teacher_id == teacher_id)
            .group_by(Book.next_seq)
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1], row[2] - 1)


async def list_entries_after(session: AsyncSession, *, district_id: int, after_seq: int, limit: int) -> Sequence[Entry]:
    return (
        await session.scalars(
            select(Entry)
            .where(Entry.district_id == district_id, Entry.seq > after_seq)
            .order_by(Entry.seq)
            .options(_WITHOUT_BYTES)
            .limit(limit)
        )
    ).all()
