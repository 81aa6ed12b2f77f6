"""The book recomputed from its tables: numbers, chain, balances, reversals, keys; every finding names its row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.rules import (
    GENESIS,
    Amounts,
    Link,
    Record,
    canonical_bytes,
    chained_hash,
    changed_columns,
    fold_balances,
)
from services.platform.database import allow_seconds

_CHUNK: Final = 1000
_LONGEST_SECONDS: Final = 86_400
_MOST_FINDINGS: Final = 1000
_NEGATED: Final = {"hours", "credits"}
# What a reversal says anew; everything else it repeats.
_OF_ITS_OWN: Final = {
    "award_key",
    "causation_id",
    "entry_id",
    "recorded_at",
    "reverses",
    "seq",
    *_NEGATED,
}


@dataclass(frozen=True, slots=True)
class Verification:
    """What does not hold, one sentence a finding, the first bad row first; nothing when the book is whole."""

    chain: Sequence[str] = ()
    """Of numbers, canonical bytes, hashes, keys and reversals."""
    balances: Sequence[str] = ()

    @property
    def findings(self) -> list[str]:
        return [*self.chain, *self.balances]


async def verify_book(session: AsyncSession, *, district_id: int) -> Verification:
    """Recompute the book of a district from its tables.

    Head and balances are read at one moment, then the entries up to that head, which nobody may change.
    """
    await allow_seconds(session, _LONGEST_SECONDS)
    state = await queries.get_book_state(session, district_id=district_id)
    if state.next_seq is None or state.head_hash is None:
        orphaned = bool(state.last_seq or state.balances)
        return Verification(chain=["there are entries or balances but no head of the book"] if orphaned else [])
    findings: list[str] = []
    sums: dict[str, Amounts] = {}
    seq, head = 0, GENESIS
    while links := await queries.list_links(session, district_id=district_id, after_seq=seq, limit=_CHUNK):
        links = [link for link in links if link.record.seq < state.next_seq]
        if not links:
            break
        for link in links:
            findings += _faults_of(link, expected_seq=seq + 1, previous_hash=head)
            seq, head = link.record.seq, link.hash
        findings += await _faults_of_keys(session, district_id=district_id, links=links)
        findings += await _faults_of_reversals(session, district_id=district_id, links=links)
        _add_up(sums, fold_balances(link.record for link in links))
        if len(findings) >= _MOST_FINDINGS:
            return Verification(chain=[*findings[:_MOST_FINDINGS], "and more: the first findings are shown"])
    if seq != state.next_seq - 1 or state.last_seq != state.next_seq - 1:
        findings.append(f"the head says the last entry is {state.next_seq - 1}, the last one found is {state.last_seq}")
    if head != state.head_hash:
        findings.append(f"the head of the book does not carry the hash of entry {seq}")
    return Verification(chain=findings, balances=list(_faults_of_balances(sums, state.balances)))


def _faults_of(link: Link, *, expected_seq: int, previous_hash: bytes) -> Iterable[str]:
    seq = link.record.seq
    if seq != expected_seq:
        missing = f"entry {expected_seq} is" if seq == expected_seq + 1 else f"entries {expected_seq} to {seq - 1} are"
        yield f"{missing} missing"
    if canonical_bytes(link.record) != link.canonical:
        changed = changed_columns(link.record, link.canonical)
        told = f"column {', '.join(changed)} differs" if changed else "the row differs"
        yield f"entry {seq}: {told} from the canonical bytes written with it"
    if chained_hash(previous_hash, link.canonical) != link.hash:
        yield f"entry {seq}: its hash does not follow from its canonical bytes and the entry before"


async def _faults_of_keys(session: AsyncSession, *, district_id: int, links: Sequence[Link]) -> list[str]:
    repeated = await queries.list_repeated_award_keys(
        session, district_id=district_id, award_keys=[link.record.award_key for link in links]
    )
    return [f"award key {award_key} stands in the book more than once" for award_key in repeated]


async def _faults_of_reversals(session: AsyncSession, *, district_id: int, links: Sequence[Link]) -> list[str]:
    reversals = [link.record for link in links if link.record.reverses is not None]
    if not reversals:
        return []
    named = [record.reverses for record in reversals if record.reverses is not None]
    originals = {
        link.record.entry_id: link.record
        for link in await queries.list_links_by_entry(session, district_id=district_id, entry_ids=named)
    }
    twice = set(await queries.list_repeated_reversals(session, district_id=district_id, entry_ids=named))
    return [fault for record in reversals for fault in _faults_of_reversal(record, originals, twice)]


def _faults_of_reversal(record: Record, originals: Mapping[UUID, Record], twice: set[UUID]) -> Iterable[str]:
    original = originals.get(record.reverses) if record.reverses else None
    if original is None:
        yield f"entry {record.seq} takes back an entry that is not in the book"
        return
    if original.reverses is not None or original.seq >= record.seq:
        yield f"entry {record.seq} takes back entry {original.seq}, which cannot be taken back"
    if record.hours != -original.hours or record.credits != -original.credits:
        yield f"entry {record.seq} does not take back exactly what entry {original.seq} gave"
    differing = [
        name
        for name in Record.__struct_fields__
        if name not in _OF_ITS_OWN and getattr(record, name) != getattr(original, name)
    ]
    if differing:
        yield f"entry {record.seq} differs in {', '.join(differing)} from entry {original.seq}, which it takes back"
    if original.entry_id in twice:
        yield f"entry {original.seq} is taken back more than once"


def _add_up(sums: dict[str, Amounts], gained: Mapping[str, Amounts]) -> None:
    for account, amounts in gained.items():
        sums[account] = sums.get(account, Amounts()).plus(amounts.hours, amounts.credits)


def _faults_of_balances(sums: Mapping[str, Amounts], balances: Mapping[str, Amounts]) -> Iterable[str]:
    for account in sorted(sums.keys() | balances.keys()):
        computed, stored = sums.get(account), balances.get(account)
        if stored is None:
            yield f"account {account} has entries but no balance"
        elif computed is None and stored != Amounts():
            yield f"account {account} has a balance but no entries"
        elif computed is not None and computed != stored:
            yield (
                f"account {account}: the balance says {stored.hours} hours and {stored.credits} credits, "
                f"its entries add up to {computed.hours} and {computed.credits}"
            )
    total = Amounts()
    for amounts in balances.values():
        total = total.plus(amounts.hours, amounts.credits)
    if total != Amounts():
        yield f"all balances together hold {total.hours} hours and {total.credits} credits instead of nothing"
