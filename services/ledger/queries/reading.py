"""Reading the book: statements, balances, what counts for a standing, the change feed, sums."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from services.ledger.models import Balance, Book, Entry
from services.ledger.rules import Cell

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


async def find_balance(session: AsyncSession, *, district_id: int, account: str) -> tuple[Decimal, Decimal, int] | None:
    """Hours, credits and the number of the last entry they reflect, in one look; None before the first posting."""
    row = (
        await session.execute(
            select(Balance.hours, Balance.credits, Book.next_seq)
            .join(Book, Book.district_id == Balance.district_id)
            .where(Balance.district_id == district_id, Balance.account == account)
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


async def sum_cells(session: AsyncSession, *, district_id: int, as_of: date, known_at_seq: int) -> Sequence[Cell]:
    """What was earned by a day and known at a number, by school, category, level and mode; reversals net."""
    by: tuple[Any, ...] = (Entry.school_id, Entry.category, Entry.level, Entry.mode)
    rows = await session.execute(
        select(
            *by,
            func.sum(Entry.hours).label("hours"),
            func.sum(Entry.credits).label("credits"),
            func.count().label("entries"),
        )
        .where(Entry.district_id == district_id, Entry.effective_on <= as_of, Entry.seq <= known_at_seq)
        .group_by(*by)
    )
    return [Cell(**row._mapping) for row in rows]
