"""Every signed head against its signature, the entries, and the tree; and the upper nodes of the tree."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.models import BookHead
from services.ledger.operations.verification.entries import false_node
from services.ledger.operations.verification.steps import Step
from services.ledger.rules import (
    HEADS,
    LEVELS,
    STEP,
    WIDTH,
    Finding,
    Head,
    about,
    columns_differ,
    faults_of_signed,
    full_nodes,
    heads_missing,
    ranges_for_root,
    read_signed,
    root_from,
)
from services.platform.signing import KeyRing

_AT_ONCE = 50


async def look_at_signed_heads(session: AsyncSession, *, district_id: int, keys: KeyRing, place: str) -> Step:
    """The next fifty heads, and at the beginning the upper nodes of the tree."""
    after = int(place or 0)
    findings = [] if place else await _faults_of_upper_nodes(session, district_id)
    heads = await queries.list_heads_after(session, district_id=district_id, after_number=after, limit=_AT_ONCE)
    hashes = await queries.list_hashes_of(session, district_id=district_id, seqs=[head.seq for head in heads])
    for head in heads:
        if head.number > after + 1:
            findings.append(heads_missing(after + 1, head.number - 1))
        after = head.number
        said, faults = read_signed(
            number=head.number,
            canonical=head.canonical,
            signature=head.signature,
            district_id=district_id,
            keys=keys,
        )
        findings += faults
        if said is not None:
            findings += _faults_of_columns(head, said)
            root = await _root(session, district_id, said.seq)
            findings += faults_of_signed(said, head_hash=hashes.get(said.seq), tree_root=root)
    if len(heads) == _AT_ONCE:
        return Step(findings, 0, str(after))
    findings += await _faults_of_last(session, district_id, heads, after)
    return Step(findings)


async def _root(session: AsyncSession, district_id: int, size: int) -> bytes:
    """The root as the rows make it now; nothing where rows are missing, so that no head agrees with it."""
    nodes = await queries.map_nodes(session, district_id=district_id, ranges=ranges_for_root(size))
    try:
        return root_from(size, nodes)
    except KeyError:
        return b""


def _faults_of_columns(head: BookHead, said: Head) -> list[Finding]:
    columns = {
        "seq": head.seq == said.seq,
        "head_hash": head.head_hash.hex() == said.head_hash,
        "tree_root": head.tree_root.hex() == said.tree_root,
        "signed_at": head.signed_at.isoformat(timespec="microseconds") == said.signed_at,
        "key_id": head.key_id == said.key_id,
    }
    changed = ", ".join(name for name, same in columns.items() if not same)
    return [columns_differ(head.number, changed)] if changed else []


async def _faults_of_upper_nodes(session: AsyncSession, district_id: int) -> list[Finding]:
    findings: list[Finding] = []
    for level in LEVELS[1:]:
        count = await queries.count_nodes(session, district_id=district_id, level=level)
        below = level - STEP
        for position in range(count):
            nodes = await queries.map_nodes(
                session,
                district_id=district_id,
                ranges=[(below, position * WIDTH, (position + 1) * WIDTH), (level, position, position + 1)],
            )
            row = [nodes[key] for key in sorted(nodes) if key[0] == below]
            if len(row) < WIDTH or full_nodes(row)[0] != nodes.get((level, position)):
                findings.append(false_node(level, position))
    return findings


async def _faults_of_last(
    session: AsyncSession, district_id: int, heads: Sequence[BookHead], after: int
) -> list[Finding]:
    """The book remembers how far it was signed: a last head that is gone is noticed by it."""
    book = await queries.find_book(session, district_id=district_id)
    last = await queries.find_last_head(session, district_id=district_id)
    signed = 0 if last is None else last.seq
    if book is None or book.signed_seq <= signed or (heads and heads[-1].number != after):
        return []
    return [
        about(
            HEADS,
            zh=f"账簿已签至台账行 {book.signed_seq},而最后的已签账簿头只到 {signed}",
            en=f"the book was signed up to entry {book.signed_seq}, the last signed head ends at {signed}",
        )
    ]
