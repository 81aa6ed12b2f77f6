"""Signing: the worker vouches for the book as it has grown, and says so to everybody who may want to keep it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import BookHeadFellDue, BookHeadSigned
from services.ledger import queries
from services.ledger.models import BookHead
from services.ledger.rules import (
    FEED,
    LEVELS,
    STEP,
    SUMMARY,
    WIDTH,
    demand_scope,
    full_nodes,
    head_bytes,
    head_of,
    ranges_for_root,
    root_from,
)
from services.platform.access import Viewer
from services.platform.database import once_committed
from services.platform.outbox import publish
from services.platform.signing import Signer, in_base64url

log = structlog.get_logger()

# A book that was never signed is signed in as many heads: the lock is not held for longer than a request may last.
_MOST_AT_ONCE: Final = 65_536
_BLOCKS_AT_ONCE: Final = 64


async def sign_head(session: AsyncSession, *, district_id: int, signer: Signer, at: datetime) -> BookHead | None:
    """Sign what the book has grown by since the last head; None where it has not grown."""
    book = await queries.lock_book(session, district_id=district_id)
    last, signed = book.next_seq - 1, book.signed_seq
    if last <= signed:
        await queries.note_signed(session, district_id=district_id, signed_seq=signed, head_due_at=None)
        return None
    seq = min(last, signed + _MOST_AT_ONCE)
    if seq < last:
        await publish(session, BookHeadFellDue(district_id=district_id))
    before = await queries.find_last_head(session, district_id=district_id)
    await _grow_tree(session, district_id=district_id, size=seq)
    nodes = await queries.map_nodes(session, district_id=district_id, ranges=ranges_for_root(seq))
    (head_hash,) = await queries.list_entry_hashes(session, district_id=district_id, first=seq, last=seq)
    said = head_of(
        district_id=district_id,
        number=1 if before is None else before.number + 1,
        seq=seq,
        head_hash=head_hash,
        tree_root=root_from(seq, nodes),
        signed_at=at,
        key_id=signer.key_id,
    )
    canonical = head_bytes(said)
    head = await queries.insert_head(
        session,
        BookHead(
            district_id=district_id,
            number=said.number,
            seq=seq,
            head_hash=head_hash,
            tree_root=bytes.fromhex(said.tree_root),
            signed_at=at,
            key_id=signer.key_id,
            canonical=canonical,
            signature=signer.sign(canonical),
        ),
    )
    await queries.note_signed(session, district_id=district_id, signed_seq=seq, head_due_at=None)
    await publish(
        session,
        BookHeadSigned(
            district_id=district_id,
            number=said.number,
            seq=seq,
            head_hash=said.head_hash,
            tree_root=said.tree_root,
            signed_at=said.signed_at,
            key_id=said.key_id,
            signature=in_base64url(head.signature),
        ),
    )
    # The log is kept elsewhere than the database: whoever edits the one does not reach the other.
    said_as = partial(log.info, "book head signed", head=canonical.decode(), signature=in_base64url(head.signature))
    once_committed(session, said_as)
    return head


async def list_heads(
    session: AsyncSession, *, viewer: Viewer, district_id: int, after_number: int, limit: int
) -> Sequence[BookHead]:
    """Signed heads after a number, in order."""
    if SUMMARY not in viewer.principal.scopes:
        demand_scope(viewer, FEED)
    return await queries.list_heads_after(session, district_id=district_id, after_number=after_number, limit=limit)


async def _grow_tree(session: AsyncSession, *, district_id: int, size: int) -> None:
    """Keep the nodes that have become full; each level is built on the one below."""
    for level in LEVELS:
        below = level - STEP
        first, last = await queries.count_nodes(session, district_id=district_id, level=level), size >> level
        for start in range(first, last, _BLOCKS_AT_ONCE):
            end = min(start + _BLOCKS_AT_ONCE, last)
            reach = (below, start * WIDTH, end * WIDTH)
            nodes = await queries.map_nodes(session, district_id=district_id, ranges=[reach])
            row = [nodes[below, position] for position in range(reach[1], reach[2])]
            await queries.insert_nodes(
                session, district_id=district_id, level=level, first=start, hashes=full_nodes(row)
            )
