"""From an entry to the outcome revision that caused it, and from each revision heard to its entries."""

from collections.abc import Iterable, Sequence, Set
from hashlib import sha256
from itertools import pairwise
from uuid import UUID

import msgspec

from services.ledger.rules.entries import Record, award_of_record, caused_by, line_digest
from services.ledger.rules.findings import OUTCOMES, Finding, about

_NOTHING = sha256().digest()


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A revision of an outcome that was heard, bound to what it said."""

    outcome_id: UUID
    revision: int
    content_hash: bytes
    earlier_unknown: bool


class Traced(msgspec.Struct, frozen=True, kw_only=True):
    """As much of an outcome's entry as tells where it comes from."""

    seq: int
    entry_id: UUID
    revision: int
    causation_id: UUID
    reverses: UUID | None
    digest: bytes


def traced(record: Record) -> Traced:
    return Traced(
        seq=record.seq,
        entry_id=record.entry_id,
        revision=record.revision or 0,
        causation_id=record.causation_id,
        reverses=record.reverses,
        digest=line_digest(award_of_record(record)),
    )


def faults_of_outcome(
    outcome_id: UUID, heard: Sequence[Heard], entries: Iterable[Traced], *, other_causes: Set[UUID]
) -> Iterable[Finding]:
    """Whether what was heard of an outcome and what stands in the book for it are the same, revision by revision.

    `heard` by revision, `entries` in the order of the book; what was taken back for another known cause is no fault.
    """
    given: dict[int, list[Traced]] = {}
    moved: dict[int, list[Traced]] = {}
    taken: dict[UUID, Traced] = {}
    for entry in entries:
        if entry.reverses is None and _is_moved(outcome_id, entry, other_causes):
            moved.setdefault(entry.revision, []).append(entry)
        elif entry.reverses is None:
            given.setdefault(entry.revision, []).append(entry)
        else:
            taken[entry.reverses] = entry
    yield from _never_heard(outcome_id, heard, given)
    changing = [heard[0]] if heard else []
    changing += [later for earlier, later in pairwise(heard) if later.content_hash != earlier.content_hash]
    for one in heard:
        posted = given.get(one.revision, [])
        if one.earlier_unknown and not posted:
            # It may have repeated what an earlier one said, of which only the entries are known.
            posted = given[max(given)] if given and max(given) < one.revision else []
            if one.content_hash == _NOTHING:
                continue
        elif one not in changing:
            if posted:
                yield _wrong(outcome_id, one.revision, posted[0].seq)
            continue
        if _content(posted) != one.content_hash:
            yield _wrong(outcome_id, one.revision, posted[0].seq if posted else None)
    yield from _wrongly_caused(outcome_id, heard, given, taken, other_causes)
    yield from _left_standing(outcome_id, changing, given, taken)
    yield from _left_standing(outcome_id, changing, moved, taken)


def _is_moved(outcome_id: UUID, entry: Traced, other_causes: Set[UUID]) -> bool:
    """Whether something else than the outcome gave it: a merge, which moved what the outcome had given before."""
    return entry.causation_id in other_causes and entry.causation_id != caused_by(outcome_id, entry.revision)


def _content(entries: Iterable[Traced]) -> bytes:
    return sha256(b"".join(entry.digest for entry in entries)).digest()


def _never_heard(outcome_id: UUID, heard: Sequence[Heard], given: dict[int, list[Traced]]) -> Iterable[Finding]:
    known = {one.revision for one in heard}
    unknown_below = heard[0].revision if heard and heard[0].earlier_unknown else 0
    for revision, entries in given.items():
        if revision not in known and revision >= unknown_below:
            yield about(
                OUTCOMES,
                seq=entries[0].seq,
                zh=f"台账行 {entries[0].seq}:结果 {outcome_id} 第 {revision} 版从未收到",
                en=f"entry {entries[0].seq}: revision {revision} of outcome {outcome_id} was never heard",
            )


def _wrong(outcome_id: UUID, revision: int, seq: int | None) -> Finding:
    where_zh = "台账中没有它的行" if seq is None else f"自台账行 {seq} 起与之不符"
    where_en = "no entry stands for it" if seq is None else f"the entries from {seq} on say something else"
    return about(
        OUTCOMES,
        seq=seq,
        zh=f"结果 {outcome_id} 第 {revision} 版:{where_zh}",
        en=f"revision {revision} of outcome {outcome_id}: {where_en}",
    )


def _wrongly_caused(
    outcome_id: UUID,
    heard: Sequence[Heard],
    given: dict[int, list[Traced]],
    taken: dict[UUID, Traced],
    other_causes: Set[UUID],
) -> Iterable[Finding]:
    causes = {caused_by(outcome_id, one.revision): one.revision for one in heard}
    for entry in (entry for entries in given.values() for entry in entries):
        if entry.causation_id != caused_by(outcome_id, entry.revision) and entry.causation_id not in other_causes:
            yield _without_cause(entry.seq)
    for entry in taken.values():
        by = causes.get(entry.causation_id)
        known = entry.causation_id in other_causes or (by is not None and by > entry.revision)
        # Of what was heard before every revision was kept, the cause may be one that is not known any more.
        if not known and not (heard and heard[0].earlier_unknown and entry.revision < heard[0].revision):
            yield _without_cause(entry.seq)


def _without_cause(seq: int) -> Finding:
    return about(OUTCOMES, seq=seq, zh=f"台账行 {seq}:其缘由不明", en=f"entry {seq}: nothing known caused it")


def _left_standing(
    outcome_id: UUID, changing: Sequence[Heard], given: dict[int, list[Traced]], taken: dict[UUID, Traced]
) -> Iterable[Finding]:
    if not changing:
        return
    newest = changing[-1]
    # Where the first known one repeated an earlier one, the earlier one's entries are those that stand.
    if newest.earlier_unknown and newest.revision not in given and newest.content_hash != _NOTHING:
        return
    for revision, entries in given.items():
        for entry in entries:
            if revision < newest.revision and entry.entry_id not in taken:
                yield about(
                    OUTCOMES,
                    seq=entry.seq,
                    zh=f"台账行 {entry.seq}:结果 {outcome_id} 第 {newest.revision} 版取代了它,却未被冲销",
                    en=f"entry {entry.seq} still stands, though revision {newest.revision} of outcome {outcome_id} "
                    "replaced it",
                )
