"""The sign-in book: how each member stands at one meeting, as the windows of the meeting see it."""

from datetime import datetime
from enum import StrEnum

from services.attendance.rules.settlement import Attended, Presence
from services.attendance.rules.windows import Windows


class Standing(StrEnum):
    """What the book says beside a name; hours are the settlement's affair."""

    EXPECTED = "EXPECTED"
    PRESENT = "PRESENT"
    LATE = "LATE"
    LEFT_EARLY = "LEFT_EARLY"
    LATE_AND_LEFT_EARLY = "LATE_AND_LEFT_EARLY"
    NO_EXIT = "NO_EXIT"
    ON_LEAVE = "ON_LEAVE"
    ABSENT = "ABSENT"


def standing_of(windows: Windows, known: Attended, *, at: datetime) -> Standing:
    """How a member stands at a moment: nobody is absent before check-in has closed."""
    if known.correction is not None:
        there = known.correction.presence is Presence.PRESENT or bool(known.correction.minutes)
        return Standing.PRESENT if there else _not_there(known)
    if known.entered_at is None:
        if at <= windows.in_closes_at and not known.on_approved_leave:
            return Standing.EXPECTED
        return _not_there(known)
    late = known.entered_at > windows.in_late_after
    if known.left_at is None:
        if at > windows.out_closes_at:
            return Standing.NO_EXIT
        return Standing.LATE if late else Standing.PRESENT
    early = known.left_at < windows.out_early_before
    if late and early:
        return Standing.LATE_AND_LEFT_EARLY
    if late:
        return Standing.LATE
    return Standing.LEFT_EARLY if early else Standing.PRESENT


def _not_there(known: Attended) -> Standing:
    return Standing.ON_LEAVE if known.on_approved_leave else Standing.ABSENT
