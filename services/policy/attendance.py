"""From presence to recognised hours, by the attendance rules of a pack.

What was sat is worth its part of the planned hours: minutes recognised over minutes planned, as an exact fraction.
Nothing is rounded here; the valuer rounds once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from services.policy.format import Bound, Pack, Terms, bound
from services.policy.format.pack import AttendanceRules
from services.policy.format.words import settled


class Presence(StrEnum):
    """Why a meeting is worth what it is worth."""

    PRESENT = "PRESENT"
    LATE = "LATE"
    LEFT_EARLY = "LEFT_EARLY"
    LATE_AND_LEFT_EARLY = "LATE_AND_LEFT_EARLY"
    NO_EXIT = "NO_EXIT"
    ON_LEAVE = "ON_LEAVE"
    MADE_UP = "MADE_UP"
    ABSENT = "ABSENT"


MEANINGS: dict[Presence, tuple[str, str]] = {
    Presence.PRESENT: ("全程参加", "there all the time"),
    Presence.LATE: ("迟到，按实到时间计", "late: counted from the arrival"),
    Presence.LEFT_EARLY: ("早退，计至离开时间", "left early: counted until the departure"),
    Presence.LATE_AND_LEFT_EARLY: ("迟到且早退，按实际在场时间计", "late and left early: counted while there"),
    Presence.NO_EXIT: ("有签到、无签退，按规则计", "checked in but never out: counted as the rules say"),
    Presence.ON_LEAVE: ("经批准请假", "on approved leave"),
    Presence.MADE_UP: ("已补课", "made up"),
    Presence.ABSENT: ("缺勤", "absent"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One meeting as one member should have sat it, and what is known of their presence."""

    meeting_id: str
    on: date
    """The civil date of the meeting in the district's zone."""
    starts_at: datetime
    ends_at: datetime
    planned_hours: Decimal | None = None
    """As printed in the timetable; None means by the clock, at the pack's minutes per hour."""
    category: str | None = None
    """Where the hours belong, if elsewhere than the program as a whole."""
    entered_at: datetime | None = None
    left_at: datetime | None = None
    on_approved_leave: bool = False
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class SittingSettled:
    """What one meeting came to."""

    meeting_id: str
    on: date
    category: str | None
    presence: Presence
    minutes: int
    planned_minutes: int
    hours: Fraction
    planned_hours: Fraction


@dataclass(frozen=True, slots=True)
class MemberSettled:
    """What a member's meetings came to together."""

    sittings: tuple[SittingSettled, ...]
    hours: Fraction
    planned_hours: Fraction
    absence: Fraction
    """The part missed, of what the attendance line counts."""
    disqualified: bool
    reason_zh: str
    reason_en: str


def window(pack: Pack, *, starts_at: datetime, ends_at: datetime) -> tuple[datetime, datetime]:
    """Return from when until when a check-in at a meeting is taken; a late one is taken, and counted as late."""
    return starts_at - timedelta(minutes=pack.attendance.opens_minutes_before), ends_at


def settle(pack: Pack, *, terms: Terms, sittings: Sequence[Sitting]) -> MemberSettled:
    """Settle one member's meetings by the pack's attendance rules."""
    return settle_under(pack, bound(pack, terms), sittings)


def settle_under(pack: Pack, terms: Bound, sittings: Sequence[Sitting]) -> MemberSettled:
    """The same with terms already checked, for who settles a whole class."""
    rules = pack.attendance
    settled_sittings = tuple(_sitting(pack, terms, sitting) for sitting in sittings)
    absence = _absence(rules, settled_sittings)
    disqualified = _beyond_the_line(rules, absence)
    zh, en = _reason(rules, absence, disqualified=disqualified)
    return MemberSettled(
        sittings=settled_sittings,
        hours=sum((s.hours for s in settled_sittings), Fraction(0)),
        planned_hours=sum((s.planned_hours for s in settled_sittings), Fraction(0)),
        absence=absence,
        disqualified=disqualified,
        reason_zh=zh,
        reason_en=en,
    )


def _sitting(pack: Pack, terms: Bound, sitting: Sitting) -> SittingSettled:
    planned_minutes = _minutes(sitting.ends_at - sitting.starts_at)
    if planned_minutes <= 0:
        raise ValueError(f"meeting {sitting.meeting_id} ends before it starts")
    if sitting.planned_hours is None:
        planned_hours = planned_minutes / Fraction(pack.units.minutes_per_hour)
    else:
        planned_hours = Fraction(sitting.planned_hours)
    presence, part = _presence(pack.attendance, terms, sitting, planned_minutes)
    return SittingSettled(
        meeting_id=sitting.meeting_id,
        on=sitting.on,
        category=sitting.category,
        presence=presence,
        minutes=int(part),
        planned_minutes=planned_minutes,
        hours=planned_hours * part / planned_minutes,
        planned_hours=planned_hours,
    )


def _presence(rules: AttendanceRules, terms: Bound, sitting: Sitting, planned: int) -> tuple[Presence, Fraction]:
    """Say how the member was there and how many of the planned minutes are recognised."""
    whole, nothing = Fraction(planned), Fraction(0)
    if sitting.made_up:
        return Presence.MADE_UP, whole
    entered = sitting.entered_at
    # Who had gone before the start was there for the meeting before, in the same room.
    gone_before = sitting.left_at is not None and sitting.left_at <= sitting.starts_at
    if entered is None or entered >= sitting.ends_at or gone_before:
        if sitting.on_approved_leave:
            excused = settled(rules.approved_leave, terms.switches) == "whole"
            return Presence.ON_LEAVE, whole if excused else nothing
        return Presence.ABSENT, nothing
    late = entered - sitting.starts_at > timedelta(minutes=rules.late_grace_minutes)
    counted_from = entered if late else sitting.starts_at
    if sitting.left_at is None:
        recognised = _minutes(sitting.ends_at - counted_from)
        worth = settled(rules.missing_exit, terms.switches)
        return Presence.NO_EXIT, {"nothing": nothing, "half": Fraction(recognised, 2), "whole": Fraction(recognised)}[
            worth
        ]
    early = sitting.ends_at - sitting.left_at > timedelta(minutes=rules.early_leave_grace_minutes)
    counted_to = sitting.left_at if early else sitting.ends_at
    minutes = Fraction(max(0, _minutes(counted_to - counted_from)))
    if late and early:
        return Presence.LATE_AND_LEFT_EARLY, minutes
    if late:
        return Presence.LATE, minutes
    return (Presence.LEFT_EARLY, minutes) if early else (Presence.PRESENT, whole)


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)


def _absence(rules: AttendanceRules, sittings: Sequence[SittingSettled]) -> Fraction:
    line = rules.line
    if line is None:
        return Fraction(0)
    missed, due = Fraction(0), Fraction(0)
    for sitting in sittings:
        on_leave = sitting.presence is Presence.ON_LEAVE
        if on_leave and line.approved_leave == "left_out":
            continue
        present = on_leave and line.approved_leave == "present"
        if line.of == "meetings":
            due += 1
            missed += 0 if present or sitting.hours > 0 else 1
        else:
            due += sitting.planned_hours
            missed += 0 if present else sitting.planned_hours - sitting.hours
    return missed / due if due else Fraction(0)


def _beyond_the_line(rules: AttendanceRules, absence: Fraction) -> bool:
    if rules.line is None or absence == 0:
        return False
    line = Fraction(rules.line.absent)
    return absence >= line if rules.line.inclusive else absence > line


def _reason(rules: AttendanceRules, absence: Fraction, *, disqualified: bool) -> tuple[str, str]:
    if rules.line is None:
        return "本方案不设考勤线", "this pack draws no attendance line"
    line_zh, line_en = _said(Fraction(rules.line.absent))
    absence_zh, absence_en = _said(absence)
    reached_zh, reached_en = ("达到或超过", "reaches") if rules.line.inclusive else ("超过", "is beyond")
    unit_zh, unit_en = ("场次", "meetings") if rules.line.of == "meetings" else ("学时", "hours")
    if disqualified:
        return (
            f"缺勤占应到{unit_zh}的{absence_zh}，{reached_zh}{line_zh}，不予结业",
            f"absence of {absence_en} of the {unit_en} {reached_en} the line of {line_en}: not qualified",
        )
    within_zh, within_en = ("未达到", "stays below") if rules.line.inclusive else ("未超过", "stays within")
    if not absence:
        return f"无缺勤，{within_zh}考勤线{line_zh}", f"no absence: it {within_en} the line of {line_en}"
    return (
        f"缺勤占应到{unit_zh}的{absence_zh}，{within_zh}考勤线{line_zh}",
        f"absence of {absence_en} of the {unit_en} {within_en} the line of {line_en}",
    )


_DIGITS = "零一二三四五六七八九十"


def _said(share: Fraction) -> tuple[str, str]:
    """Write a share as people do: a third or a fifth as a fraction, else per cent, rounded to two places if need be."""
    over, under = share.numerator, share.denominator
    if share == 1:
        return "全部", "all"
    if under < len(_DIGITS):
        return f"{_DIGITS[under]}分之{_DIGITS[over]}", f"{over}/{under}"
    percent = share * 100
    rounded = Decimal(round(percent * 100)).scaleb(-2).normalize()
    about_zh, about_en = ("", "") if Fraction(rounded) == percent else ("约", "about ")
    return f"{about_zh}{rounded:f}%", f"{about_en}{rounded:f} %"
