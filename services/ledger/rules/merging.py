"""Two accounts of one person: what moves from the one to the other, and what stands twice for one event."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

import msgspec

from services.ledger.rules.entries import (
    Award,
    Record,
    award_of_record,
    content_hash,
    reversal_of,
    still_standing,
)

_MERGE: Final = "merge:"


@dataclass(frozen=True, slots=True)
class Double:
    """An entry that is not given again, because another of the same event counts."""

    entry_id: UUID
    counted: UUID


def merge_causation(merge_id: UUID, number: int) -> UUID:
    """One id for all that one move of a merge takes back and gives."""
    return uuid5(merge_id, str(number))


def root_of(award_key: str, entry_id: UUID) -> UUID:
    """The entry that first gave what an entry gives: merges move it on under other ids."""
    if not award_key.startswith(_MERGE):
        return entry_id
    return UUID(award_key.split(":")[3])


def is_moved(award_key: str, merge_id: UUID) -> bool:
    """Whether a move of that merge gave it."""
    return award_key.startswith(f"{_MERGE}{merge_id}:")


def moved_award(record: Record, *, merge_id: UUID, number: int, teacher_id: UUID) -> Award:
    """The same award in the account of another teacher, from the same issuer."""
    return msgspec.structs.replace(
        award_of_record(record),
        award_key=f"{_MERGE}{merge_id}:{number}:{root_of(record.award_key, record.entry_id)}",
        causation_id=merge_causation(merge_id, number),
        teacher_id=teacher_id,
        reverses=None,
    )


def moves_of(
    records: Iterable[Record], *, merge_id: UUID, number: int, teacher_id: UUID, doubles: Sequence[Double]
) -> list[Award]:
    """Each record taken back and given to the other teacher, but the doubles, which are only taken back."""
    dropped = {double.entry_id for double in doubles}
    moves: list[Award] = []
    for record in records:
        moves.append(reversal_of(record, causation_id=merge_causation(merge_id, number)))
        if record.entry_id not in dropped:
            moves.append(moved_award(record, merge_id=merge_id, number=number, teacher_id=teacher_id))
    return moves


def doubles_among(records: Iterable[Record], standing: Sequence[Record]) -> list[Double]:
    """Which of these records stand for an event that another account of the person has an entry of already.

    The same class, or the same title over the same days with the same amounts.
    """
    of_class = {one.class_id: one for one in reversed(standing) if one.class_id is not None}
    of_title = {_told(one): one for one in reversed(standing)}
    found = []
    for record in records:
        counted = of_class.get(record.class_id) if record.class_id is not None else None
        counted = counted or of_title.get(_told(record))
        if counted is not None:
            found.append(Double(record.entry_id, counted.entry_id))
    return found


def owed_doubles(
    records: Sequence[Record],
    dropped: Collection[UUID],
    *,
    heard: Mapping[UUID, bytes],
    undone: Collection[str],
) -> list[Record]:
    """Of what was dropped as doubles: what is still earned and nothing in either account gives now, each award once.

    `heard` is what the newest revision of each outcome says, `undone` are issuers whose import was taken back: what
    neither says any more is earned no longer, though no entry was left that could have been reversed for it.
    """
    standing = {root_of(one.award_key, one.entry_id) for one in still_standing(records)}
    newest = _newest_lines(records)
    owed: dict[UUID, Record] = {}
    for one in records:
        root = root_of(one.award_key, one.entry_id)
        if one.entry_id not in dropped or root in standing or one.debit_account in undone:
            continue
        if one.outcome_id is not None:
            lines = newest[one.outcome_id]
            if lines[0].revision != one.revision or _content(lines) != heard.get(one.outcome_id):
                continue
        owed[root] = one
    return list(owed.values())


def _newest_lines(records: Iterable[Record]) -> dict[UUID, list[Record]]:
    """What each outcome itself gave at its newest revision that gave anything."""
    lines: dict[UUID, list[Record]] = {}
    for one in records:
        if one.outcome_id is None or one.reverses is not None or root_of(one.award_key, one.entry_id) != one.entry_id:
            continue
        known = lines.setdefault(one.outcome_id, [])
        if known and (known[0].revision or 0) < (one.revision or 0):
            known.clear()
        known.append(one)
    return lines


def _content(lines: Iterable[Record]) -> bytes:
    return content_hash(award_of_record(one) for one in lines)


def _told(record: Record) -> tuple[object, ...]:
    return (record.title, record.earned_from, record.earned_to, record.hours, record.credits)
