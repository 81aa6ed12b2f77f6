"""What one settlement of a class says otherwise than another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Came:
    """What a settlement says of one member; `days` holds state and hours by meeting."""

    hours: Fraction
    attendance_met: bool
    days: Mapping[UUID, tuple[str, Fraction]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChanged:
    """One meeting of one member, before and after; None where a settlement does not have it."""

    meeting_id: UUID
    state_before: str | None
    state_after: str | None
    hours_before: Fraction
    hours_after: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChanged:
    """What changed for one member; `hours_after - hours_before` is what the compensation comes to."""

    teacher_id: UUID
    hours_before: Fraction
    hours_after: Fraction
    met_before: bool | None
    met_after: bool | None
    days: tuple[DayChanged, ...]


def changed_between(before: Mapping[UUID, Came], after: Mapping[UUID, Came]) -> list[MemberChanged]:
    """Members of whom two settlements do not say the same, in the order of their ids."""
    found = []
    for teacher_id in sorted(before.keys() | after.keys()):
        old, new = before.get(teacher_id), after.get(teacher_id)
        days = tuple(_days_changed(old, new))
        met_before, met_after = (one.attendance_met if one else None for one in (old, new))
        if days or met_before is not met_after:
            found.append(
                MemberChanged(
                    teacher_id=teacher_id,
                    hours_before=old.hours if old else Fraction(0),
                    hours_after=new.hours if new else Fraction(0),
                    met_before=met_before,
                    met_after=met_after,
                    days=days,
                )
            )
    return found


def _days_changed(old: Came | None, new: Came | None) -> Iterable[DayChanged]:
    before, after = old.days if old else {}, new.days if new else {}
    for meeting_id in sorted(before.keys() | after.keys()):
        was, became = before.get(meeting_id), after.get(meeting_id)
        if was != became:
            yield DayChanged(
                meeting_id=meeting_id,
                state_before=was[0] if was else None,
                state_after=became[0] if became else None,
                hours_before=was[1] if was else Fraction(0),
                hours_after=became[1] if became else Fraction(0),
            )
