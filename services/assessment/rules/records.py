"""What is recorded without a mark or a claim: lessons heard, notes, meetings held, documents; kinds are the pack's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.assessment.errors import NotYetDone, RecordOfNobody, UnknownFactKind, UnknownLevel
from services.policy.format import Pack

__all__ = ["MOST_RECORDS", "KeptRecord", "Pack", "demand_kind", "demand_sound"]

MOST_RECORDS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRecord:
    """One thing done, held or kept, as a person enters it: of a teacher, or of a school and perhaps a unit of it."""

    kind: str
    on: date
    amount: Decimal
    teacher_id: UUID | None
    school_id: UUID | None
    unit: str | None
    event: str | None
    class_id: UUID | None
    role: str
    level: str
    result: str
    tags: tuple[str, ...]
    title: str


def demand_sound(records: Sequence[KeptRecord], *, today: date) -> None:
    """Each is somebody's and lies in the past; items are counted from 1."""
    for item, record in enumerate(records, start=1):
        if (record.teacher_id is None) == (record.school_id is None):
            raise RecordOfNobody(item=item)
        if record.on > today:
            raise NotYetDone(item=item)


def demand_kind(pack: Pack, record: KeptRecord, *, item: int) -> None:
    """The pack in force on the day must know what this is."""
    if record.kind not in pack.dimensions.fact:
        known = ", ".join(sorted(pack.dimensions.fact)) or "-"
        raise UnknownFactKind(item=item, on=record.on, pack_id=pack.id, known=known)
    if record.level and record.level not in pack.dimensions.level:
        raise UnknownLevel(item=item, pack_id=pack.id)
