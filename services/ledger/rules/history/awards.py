"""What a row of old hours becomes in the book, under which key, and the id that binds it to what the file said."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid5

import msgspec

from services.ledger.rules.entries import Award, demand_postable
from services.ledger.rules.history.reading import HistoryRow
from services.policy.facts import Appointment, Teacher

_ENCODER: Final = msgspec.json.Encoder(order="sorted", decimal_format="string", uuid_format="canonical")
# Where a row was read and what proves it do not make it another training: these alone do.
_IDENTIFYING: Final = tuple(
    name for name in HistoryRow.__struct_fields__ if name not in ("row", "staff_number", "document", "evidence")
)


def history_key(teacher_id: UUID, row: HistoryRow) -> str:
    """The same row, in whatever file and however often, is one award."""
    said = {name: getattr(row, name) for name in _IDENTIFYING}
    said |= {
        "row": 0,
        "staff_number": str(teacher_id),
        "hours": row.hours.normalize(),
        "credits": row.credits.normalize(),
    }
    return f"import:{sha256(_ENCODER.encode(said)).hexdigest()}"


def generation(key: str, number: int) -> str:
    """The award key under which a row stands that was taken back `number - 1` times before."""
    return key if number == 1 else f"{key}:{number}"


def history_award(
    row: HistoryRow,
    *,
    award_key: str,
    teacher_id: UUID,
    appointment: Appointment,
    pack_id: str,
    pack_hash: str,
    import_id: UUID,
    causation_id: UUID,
) -> Award:
    """A row as an award from the import's account, with the snapshot of where the teacher stood."""
    hours, credits_ = demand_postable(award_key, row.hours, row.credits)
    return Award(
        award_key=award_key,
        causation_id=causation_id,
        debit_account=f"import:{import_id}",
        teacher_id=teacher_id,
        hours=hours,
        credits=credits_,
        category=row.category,
        level=row.level,
        original_level=None,
        mode=row.mode,
        nature=row.nature,
        kind=row.kind,
        tags=row.tags,
        organised_by_admin=row.organised_by_admin,
        earned_from=row.date_from,
        earned_to=row.date_to,
        school_id=UUID(appointment.school_id),
        teacher_title=appointment.title,
        title_tier=appointment.title_tier,
        post=appointment.post,
        pack_id=pack_id,
        pack_hash=pack_hash,
        source="import",
        outcome_id=None,
        revision=None,
        line=None,
        class_id=None,
        program_id=None,
        title=row.title,
        rules=(),
        effective_on=row.date_to,
        reverses=None,
    )


def kept_row(row: HistoryRow) -> dict[str, Any]:
    """A row as JSON keeps it, without the number that names a person: exact decimals and days as texts."""
    kept: dict[str, Any] = msgspec.json.decode(_ENCODER.encode(msgspec.structs.replace(row, staff_number="")))
    return kept


def read_row(kept: dict[str, Any]) -> HistoryRow:
    return msgspec.convert(kept, HistoryRow, strict=False)


def file_causation(
    *,
    import_id: UUID,
    file_hash: str,
    file_name: str,
    pack_hash: str,
    imported_by: UUID,
    imported_at: datetime,
    rows: Iterable[tuple[UUID, str, HistoryRow]],
) -> UUID:
    """The causation id of the entries of a file: whoever changes a word of where they come from changes it.

    `rows` are those to be posted, in their order: teacher, award key, and what the file said.
    """
    digest = sha256(
        _ENCODER.encode(
            {
                "file_hash": file_hash,
                "file_name": file_name,
                "pack_hash": pack_hash,
                "imported_by": imported_by,
                "imported_at": imported_at.astimezone(UTC),
            }
        )
    )
    for teacher_id, award_key, row in rows:
        hours, credits_ = row.hours.normalize(), row.credits.normalize()
        said = msgspec.structs.replace(row, staff_number="", hours=hours, credits=credits_)
        digest.update(_ENCODER.encode([teacher_id, award_key, said]))
    return uuid5(import_id, digest.hexdigest())


def undo_causation(*, import_id: UUID, reason: str, undone_by: UUID, undone_at: datetime) -> UUID:
    """The causation id of the reversals of a whole import; it follows from who undid it, when and why."""
    said = {"reason": reason, "undone_by": undone_by, "undone_at": undone_at.astimezone(UTC)}
    return uuid5(import_id, f"undo:{sha256(_ENCODER.encode(said)).hexdigest()}")


def appointment_on(teacher: Teacher, day: date) -> Appointment | None:
    """Where a teacher stood on a day; where the roster begins later, the appointment nearest to it."""
    if not teacher.appointments:
        return None
    return min(teacher.appointments, key=lambda held: _days_away(held, day))


def _days_away(held: Appointment, day: date) -> int:
    if day < held.valid_from:
        return (held.valid_from - day).days
    if held.valid_to is not None and day > held.valid_to:
        return (day - held.valid_to).days
    return 0
