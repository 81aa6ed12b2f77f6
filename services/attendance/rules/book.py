"""The sign-in book: how each member stands at one meeting, as the windows of the meeting see it."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from services.attendance.rules.settlement import Attended
from services.attendance.rules.windows import Windows
from services.platform.errors import Text


class Standing(StrEnum):
    """What the book says beside a name; hours are the settlement's affair."""

    EXPECTED = "EXPECTED"
    PRESENT = "PRESENT"
    LATE = "LATE"
    LEFT_EARLY = "LEFT_EARLY"
    LATE_AND_LEFT_EARLY = "LATE_AND_LEFT_EARLY"
    NO_EXIT = "NO_EXIT"
    NO_ENTRY = "NO_ENTRY"
    ON_LEAVE = "ON_LEAVE"
    MAKE_UP_PENDING = "MAKE_UP_PENDING"
    MADE_UP = "MADE_UP"
    CORRECTED = "CORRECTED"
    ABSENT = "ABSENT"


def standing_of(windows: Windows, known: Attended, *, at: datetime) -> Standing:
    """How a member stands at a moment: nobody is absent before check-in has closed."""
    if known.correction is not None:
        if not known.correction.says_there:
            return _not_there(known)
        return Standing.CORRECTED if known.correction.minutes else Standing.PRESENT
    if known.entered_at is None:
        excused = known.made_up or known.make_up_pending or known.on_approved_leave
        if known.left_at is not None and not excused:
            return Standing.NO_ENTRY
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
    if known.made_up:
        return Standing.MADE_UP
    if known.make_up_pending:
        return Standing.MAKE_UP_PENDING
    return Standing.ON_LEAVE if known.on_approved_leave else Standing.ABSENT


STANDINGS: Final = {
    Standing.EXPECTED: Text(zh="应到", en="expected"),
    Standing.PRESENT: Text(zh="出勤", en="present"),
    Standing.LATE: Text(zh="迟到", en="late"),
    Standing.LEFT_EARLY: Text(zh="早退", en="left early"),
    Standing.LATE_AND_LEFT_EARLY: Text(zh="迟到且早退", en="late and left early"),
    Standing.NO_EXIT: Text(zh="未签退", en="no check-out"),
    Standing.NO_ENTRY: Text(zh="有签退、无签到", en="check-out without check-in"),
    Standing.ON_LEAVE: Text(zh="请假", en="on leave"),
    Standing.MAKE_UP_PENDING: Text(zh="待补课", en="make-up pending"),
    Standing.MADE_UP: Text(zh="已补课", en="made up"),
    Standing.CORRECTED: Text(zh="按更正计", en="as corrected"),
    Standing.ABSENT: Text(zh="缺勤", en="absent"),
}
