"""Signed heads of the book, and the tree under them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, ColumnElement, any_, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import Book, BookHead, Entry, TreeNode
from services.ledger.rules import leaf_hash
from services.platform.database import any_of
from services.platform.errors import NotFound


async def find_last_head(session: AsyncSession, *, district_id: int, up_to: int | None = None) -> BookHead | None:
    """The newest signed head; the newest that ends at an entry or before it."""
    query = select(BookHead).where(BookHead.district_id == district_id).order_by(BookHead.number.desc()).limit(1)
    if up_to is not None:
        query = query.where(BookHead.seq <= up_to)
    return (await session.scalars(query)).one_or_none()


async def get_book_head(session: AsyncSession, *, district_id: int, number: int) -> BookHead:
    """The head of that number; NotFound where there is none."""
    head = await session.get(BookHead, (district_id, number))
    if head is None:
        raise NotFound
    return head


async def list_heads_after(
    session: AsyncSession, *, district_id: int, after_number: int, limit: int, up_to: int | None = None
) -> Sequence[BookHead]:
    """Heads after a number, in order; those that end at an entry or before it."""
    query = select(BookHead).where(BookHead.district_id == district_id, BookHead.number > after_number)
    if up_to is not None:
        query = query.where(BookHead.seq <= up_to)
    return (await session.scalars(query.order_by(BookHead.number).limit(limit))).all()


async def insert_head(session: AsyncSession, head: BookHead) -> BookHead:
    session.add(head)
    await session.flush()
    return head


async def note_signed(
    session: AsyncSession, *, district_id: int, signed_seq: int, head_due_at: datetime | None
) -> None:
    await session.execute(
        update(Book).filter_by(district_id=district_id).values(signed_seq=signed_seq, head_due_at=head_due_at)
    )


async def list_entry_hashes(session: AsyncSession, *, district_id: int, first: int, last: int) -> Sequence[bytes]:
    """The hashes of these entries, both included, in the order of the book."""
    rows = await session.scalars(
        select(Entry.hash).where(Entry.district_id == district_id, Entry.seq.between(first, last)).order_by(Entry.seq)
    )
    return rows.all()


async def list_hashes_of(session: AsyncSession, *, district_id: int, seqs: Sequence[int]) -> dict[int, bytes]:
    """The hashes of these entries, by number."""
    rows = await session.execute(
        select(Entry.seq, Entry.hash).where(Entry.district_id == district_id, Entry.seq.in_(seqs))
    )
    return {row.seq: row.hash for row in rows}


async def map_nodes(
    session: AsyncSession, *, district_id: int, ranges: Iterable[tuple[int, int, int]]
) -> dict[tuple[int, int], bytes]:
    """The nodes of these ranges (level, first, the position after the last); at level 0 leaves. One query a level."""
    wanted: dict[int, set[int]] = {}
    for level, first, last in ranges:
        wanted.setdefault(level, set()).update(range(first, last))
    nodes: dict[tuple[int, int], bytes] = {}
    for level, positions in wanted.items():
        if level == 0:
            query = select(Entry.seq - 1, Entry.hash).where(
                Entry.district_id == district_id, Entry.seq == _any_of(at + 1 for at in positions)
            )
        else:
            query = select(TreeNode.position, TreeNode.hash).where(
                TreeNode.district_id == district_id, TreeNode.level == level, TreeNode.position == _any_of(positions)
            )
        for position, hashed in await session.execute(query):
            nodes[level, position] = leaf_hash(hashed) if level == 0 else hashed
    return nodes


def _any_of(numbers: Iterable[int]) -> ColumnElement[Any]:
    return any_(literal(sorted(numbers), ARRAY(BigInteger)))


async def count_nodes(session: AsyncSession, *, district_id: int, level: int) -> int:
    """How many full nodes of a level are kept: the position of the next."""
    kept = select(func.coalesce(func.max(TreeNode.position) + 1, 0)).where(
        TreeNode.district_id == district_id, TreeNode.level == level
    )
    return int((await session.execute(kept)).scalar_one())


async def insert_nodes(
    session: AsyncSession, *, district_id: int, level: int, first: int, hashes: Sequence[bytes]
) -> None:
    if not hashes:
        return
    rows: list[dict[str, Any]] = [
        {"district_id": district_id, "level": level, "position": first + at, "hash": hashed}
        for at, hashed in enumerate(hashes)
    ]
    await session.execute(insert(TreeNode), rows)


async def list_links_of_teacher(
    session: AsyncSession, *, district_id: int, entry_ids: Sequence[UUID]
) -> Sequence[tuple[int, bytes, bytes]]:
    """Number, canonical bytes and hash of these entries, in the order of the book."""
    rows = await session.execute(
        select(Entry.seq, Entry.canonical, Entry.hash)
        .where(Entry.district_id == district_id, Entry.entry_id == any_of(entry_ids))
        .order_by(Entry.seq)
    )
    return [(seq, canonical, hashed) for seq, canonical, hashed in rows]
