"""Every entry against its bytes, the chain, the keys, what it takes back, what caused it; and the tree above them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.operations.verification.steps import Step
from services.ledger.rules import (
    ENTRIES,
    GENESIS,
    LEVELS,
    OUTCOMES,
    WIDTH,
    Finding,
    Link,
    about,
    faults_of_end,
    faults_of_link,
    faults_of_reversal,
    full_nodes,
    leaf_hash,
    repeated_key,
)
from services.platform.signing import KeyRing

_WINDOW = 4 * WIDTH
_OF_OUTCOMES = frozenset({"class", "claim"})


async def look_at_entries(session: AsyncSession, *, district_id: int, keys: KeyRing, place: str) -> Step:
    """The next thousand entries. The place holds how far it came, the number expected next, and the hash before it."""
    assert keys is not None  # noqa: S101 - every stage is handed the same
    state = await queries.get_book_end(session, district_id=district_id)
    if state.next_seq is None or state.head_hash is None:
        orphaned = state.last_seq or state.has_balances
        finding = about(
            ENTRIES,
            zh="有台账行或余额,却没有账簿头",
            en="there are entries or balances but no head of the book",
        )
        return Step([finding] if orphaned else [])
    after, expected, previous = _read(place)
    last_seq = state.next_seq - 1
    last = min(after + _WINDOW, last_seq)
    links = await queries.list_links(session, district_id=district_id, first=after + 1, last=last)
    findings: list[Finding] = []
    for link in links:
        findings += faults_of_link(link, expected_seq=expected, previous_hash=previous)
        expected, previous = link.record.seq + 1, link.hash
    findings += await _faults_of_keys(session, district_id, links)
    findings += await _faults_of_reversals(session, district_id, links)
    findings += await _faults_of_causes(session, district_id, links)
    findings += await _faults_of_nodes(session, district_id, links, after=after, last=last)
    if last < last_seq:
        return Step(findings, len(links), f"{last} {expected} {previous.hex()}")
    findings += faults_of_end(
        said=last_seq, last=expected - 1, found=state.last_seq, head_hash=state.head_hash, last_hash=previous
    )
    return Step(findings, len(links))


def _read(place: str) -> tuple[int, int, bytes]:
    if not place:
        return 0, 1, GENESIS
    after, expected, previous = place.split(" ")
    return int(after), int(expected), bytes.fromhex(previous)


async def _faults_of_keys(session: AsyncSession, district_id: int, links: Sequence[Link]) -> list[Finding]:
    repeated = await queries.list_repeated_award_keys(
        session, district_id=district_id, award_keys=[link.record.award_key for link in links]
    )
    return [repeated_key(award_key) for award_key in repeated]


async def _faults_of_reversals(session: AsyncSession, district_id: int, links: Sequence[Link]) -> list[Finding]:
    reversals = [(link.record, link.record.reverses) for link in links if link.record.reverses is not None]
    if not reversals:
        return []
    named = [reverses for _, reverses in reversals if reverses is not None]
    originals = {
        link.record.entry_id: link.record
        for link in await queries.list_links_by_entry(session, district_id=district_id, entry_ids=named)
    }
    twice = set(await queries.list_repeated_reversals(session, district_id=district_id, entry_ids=named))
    return [
        fault
        for record, reverses in reversals
        for fault in faults_of_reversal(record, originals.get(reverses) if reverses else None, twice=reverses in twice)
    ]


async def _faults_of_causes(session: AsyncSession, district_id: int, links: Sequence[Link]) -> list[Finding]:
    """An entry of an outcome that was never heard; an entry of anything else that nobody caused."""
    records = [link.record for link in links]
    of_outcomes = {record.outcome_id for record in records if record.outcome_id is not None}
    heard = await queries.map_heard(session, district_id=district_id, outcome_ids=of_outcomes)
    others = {record.causation_id for record in records if record.source not in _OF_OUTCOMES}
    known = await queries.list_known_causes(session, district_id=district_id, causation_ids=others)
    findings = []
    for record in records:
        if record.outcome_id is not None and record.outcome_id not in heard:
            findings.append(
                about(
                    OUTCOMES,
                    seq=record.seq,
                    zh=f"台账行 {record.seq}:结果 {record.outcome_id} 从未收到",
                    en=f"entry {record.seq}: outcome {record.outcome_id} was never heard",
                )
            )
        if record.source not in _OF_OUTCOMES and record.causation_id not in known:
            findings.append(
                about(
                    OUTCOMES,
                    seq=record.seq,
                    zh=f"台账行 {record.seq}:没有说明其来源的导入或调整",
                    en=f"entry {record.seq}: no import or adjustment is known that caused it",
                )
            )
    return findings


async def _faults_of_nodes(
    session: AsyncSession, district_id: int, links: Sequence[Link], *, after: int, last: int
) -> list[Finding]:
    """The lowest kept nodes of the tree, each against the 256 entries under it."""
    level = LEVELS[0]
    hashes = {link.record.seq: link.hash for link in links}
    kept = await queries.map_nodes(session, district_id=district_id, ranges=[(level, after >> level, last >> level)])
    findings = []
    for (_, position), hashed in sorted(kept.items()):
        under = [hashes.get(seq) for seq in range(position * WIDTH + 1, (position + 1) * WIDTH + 1)]
        whole = [leaf_hash(one) for one in under if one is not None]
        if len(whole) < WIDTH or full_nodes(whole)[0] != hashed:
            findings.append(false_node(level, position))
    return findings


def false_node(level: int, position: int) -> Finding:
    first, last = (position << level) + 1, (position + 1) << level
    return about(
        ENTRIES,
        zh=f"树节点 {level}/{position} 与台账行 {first} 至 {last} 不符",
        en=f"tree node {level}/{position} does not follow from the entries {first} to {last}",
    )


def id_of(place: str) -> UUID:
    """Where a stage that goes by ids begins."""
    return UUID(place) if place else UUID(int=0)
