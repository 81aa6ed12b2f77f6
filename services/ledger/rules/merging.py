"""Two accounts of one person: what moves from the one to the other, and what stands twice for one event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

import msgspec

from services.ledger.rules.entries import Award, Record, award_of_record, reversal_of

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


def _told(record: Record) -> tuple[object, ...]:
    return (record.title, record.earned_from, record.earned_to, record.hours, record.credits)
