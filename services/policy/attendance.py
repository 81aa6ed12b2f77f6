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
from math import ceil, floor
from typing import Final, TypeAlias

from services.policy.format import Bound, Pack, Terms, bound
from services.policy.format.attendance import AttendanceRules, OnTheLine
from services.policy.format.words import settled

Span: TypeAlias = tuple[datetime, datetime]
_WORTH: Final = {"nothing": Fraction(0), "half": Fraction(1, 2), "whole": Fraction(1)}


class Presence(StrEnum):
    """Why a meeting is worth what it is worth."""

    PRESENT = "PRESENT"
    LATE = "LATE"
    LEFT_EARLY = "LEFT_EARLY"
    LATE_AND_LEFT_EARLY = "LATE_AND_LEFT_EARLY"
    NO_EXIT = "NO_EXIT"
    ON_LEAVE = "ON_LEAVE"
    MADE_UP = "MADE_UP"
    CORRECTED = "CORRECTED"
    ABSENT = "ABSENT"


MEANINGS: dict[Presence, tuple[str, str]] = {
    Presence.PRESENT: ("全程参加", "there all the time"),
    Presence.LATE: ("迟到，按实到时间计", "late: counted from the arrival"),
    Presence.LEFT_EARLY: ("早退，计至离开时间", "left early: counted until the departure"),
    Presence.LATE_AND_LEFT_EARLY: ("迟到且早退，按实际在场时间计", "late and left early: counted while there"),
    Presence.NO_EXIT: ("签退缺失", "checked in but never out"),
    Presence.ON_LEAVE: ("经批准请假", "on approved leave"),
    Presence.MADE_UP: ("已补课", "made up"),
    Presence.CORRECTED: ("按更正的时间计", "counted as corrected"),
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
    corrected: bool = False
    """The times are a person's word on how long the member was there: no coming late and no leaving early."""
    on_approved_leave: bool = False
    leave_kind: str | None = None
    """The kind of that leave, by the pack's own codes."""
    made_up: bool = False
    elsewhere: tuple[Span, ...] = ()
    """When the member sat in other classes, whose meetings began before this one: no minute counts twice."""


@dataclass(frozen=True, slots=True)
class SittingSettled:
    """What one meeting came to, and how that was reckoned."""

    meeting_id: str
    on: date
    category: str | None
    presence: Presence
    minutes: int
    planned_minutes: int
    hours: Fraction
    planned_hours: Fraction
    sat_hours: Fraction
    """Before rounding and the most of a day: who sat everything missed nothing."""
    leave_kind: str | None = None
    reckoned_zh: str = ""
    reckoned_en: str = ""


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


def counts_without_exit(pack: Pack, terms: Bound) -> bool:
    """Whether a meeting that was entered and never left is worth anything."""
    return bool(_WORTH[settled(pack.attendance.missing_exit, terms.switches)])


def settle(pack: Pack, *, terms: Terms, sittings: Sequence[Sitting]) -> MemberSettled:
    """Settle one member's meetings by the pack's attendance rules."""
    return settle_under(pack, bound(pack, terms), sittings)


def settle_under(pack: Pack, terms: Bound, sittings: Sequence[Sitting]) -> MemberSettled:
    """The same with terms already checked, for who settles a whole class."""
    rules = pack.attendance
    settled_sittings = _settle_each(pack, terms, sittings)
    absence, lates = _absence(rules, settled_sittings)
    disqualified = _beyond_the_line(rules, absence)
    zh, en = _reason(rules, absence, lates=lates, disqualified=disqualified)
    return MemberSettled(
        sittings=settled_sittings,
        hours=sum((s.hours for s in settled_sittings), Fraction(0)),
        planned_hours=sum((s.planned_hours for s in settled_sittings), Fraction(0)),
        absence=absence,
        disqualified=disqualified,
        reason_zh=zh,
        reason_en=en,
    )


def _settle_each(pack: Pack, terms: Bound, sittings: Sequence[Sitting]) -> tuple[SittingSettled, ...]:
    """Settle the meetings in the order in which they began, and give them back in the order they came."""
    sat: list[Span] = []
    of_day: dict[date, Fraction] = {}
    done: dict[int, SittingSettled] = {}
    for place, sitting in sorted(enumerate(sittings), key=lambda one: (one[1].starts_at, one[1].meeting_id)):
        one, span = _sitting(pack, terms, sitting, sat=sat, already=of_day.get(sitting.on, Fraction(0)))
        done[place] = one
        of_day[sitting.on] = of_day.get(sitting.on, Fraction(0)) + one.hours
        if span is not None:
            sat.append(span)
    return tuple(done[place] for place in range(len(sittings)))


def _sitting(
    pack: Pack, terms: Bound, sitting: Sitting, *, sat: Sequence[Span], already: Fraction
) -> tuple[SittingSettled, Span | None]:
    """What one meeting is worth beside those that began before it, and the time for which it counts somebody there."""
    rules = pack.attendance
    planned_minutes = _minutes(sitting.ends_at - sitting.starts_at)
    if planned_minutes <= 0:
        raise ValueError(f"meeting {sitting.meeting_id} ends before it starts")
    if sitting.planned_hours is None:
        planned_hours = planned_minutes / Fraction(pack.units.minutes_per_hour)
    else:
        planned_hours = Fraction(sitting.planned_hours)
    presence, span, worth = _presence(rules, terms, sitting)
    told = _Told()
    if span is None:
        part = planned_minutes * worth
    else:
        counted = _minutes(span[1] - span[0])
        beside = _minutes_outside(span, [*sat, *sitting.elsewhere])
        told.overlap(counted - beside)
        part = beside * worth
    hours = planned_hours * part / planned_minutes
    told.minutes(part, planned_minutes, planned_hours, hours, worth=worth)
    rounded = _rounded(rules, hours, planned_hours)
    told.rounding(hours, rounded)
    kept = rounded
    if rules.most_hours_a_day is not None:
        most = Fraction(rules.most_hours_a_day)
        kept = min(rounded, max(Fraction(0), most - already))
        told.cap(rounded, kept, most)
    settled_sitting = SittingSettled(
        meeting_id=sitting.meeting_id,
        on=sitting.on,
        category=sitting.category,
        presence=presence,
        minutes=int(part),
        planned_minutes=planned_minutes,
        hours=kept,
        planned_hours=planned_hours,
        sat_hours=hours,
        leave_kind=sitting.leave_kind if presence is Presence.ON_LEAVE else None,
        reckoned_zh="；".join(told.zh),
        reckoned_en="; ".join(told.en),
    )
    return settled_sitting, span if worth else None


class _Told:
    """How the hours of a meeting were reckoned, step by step; a step that changed nothing is not told."""

    def __init__(self) -> None:
        self.zh: list[str] = []
        self.en: list[str] = []

    def minutes(
        self, part: Fraction, planned: int, planned_hours: Fraction, hours: Fraction, *, worth: Fraction
    ) -> None:
        by_half_zh, by_half_en = ("按一半计", "half counts, ") if worth == _WORTH["half"] else ("计", "")
        if not hours:
            self._say("不计学时", "no hours")
        elif hours == planned_hours:
            self._say(f"计全部{planned_hours}学时", f"all {_hours(planned_hours)}")
        else:
            # Whole minutes were counted, of which half may count.
            minutes = f"{Decimal(int(part * 2)) / 2}"
            self._say(
                f"{by_half_zh}{minutes}/{planned}分钟，{planned_hours}学时×{part / planned}={hours}学时",
                f"{by_half_en}{minutes} of {planned} minutes: {_hours(planned_hours)} x {part / planned} = {hours}",
            )

    def overlap(self, minutes: int) -> None:
        if minutes:
            self._say(
                f"其中{minutes}分钟与先开始的另一场次重叠，不重复计",
                f"{minutes} of the minutes were counted in a meeting that began before: not again",
            )

    def rounding(self, before: Fraction, after: Fraction) -> None:
        if after != before:
            self._say(f"按规则取整为{after}学时", f"rounded to {_hours(after)} as the pack says")

    def cap(self, before: Fraction, after: Fraction, most: Fraction) -> None:
        if after != before:
            self._say(
                f"每日最多{most}学时，本场计{after}学时", f"at most {_hours(most)} a day: {after} for this meeting"
            )

    def _say(self, zh: str, en: str) -> None:
        self.zh.append(zh)
        self.en.append(en)


def _hours(number: Fraction) -> str:
    return f"{number} hour" if number <= 1 else f"{number} hours"


def _minutes_outside(span: Span, others: Sequence[Span]) -> int:
    """The whole minutes of a span that lie in none of the others."""
    outside, reached = timedelta(0), span[0]
    for begins, ends in sorted(others):
        if begins >= span[1]:
            break
        if begins > reached:
            outside += begins - reached
        reached = max(reached, ends)
    return _minutes(outside + max(timedelta(0), span[1] - reached))


def _rounded(rules: AttendanceRules, hours: Fraction, planned: Fraction) -> Fraction:
    """A meeting sat whole stays as printed; another becomes a multiple of the step, never more than was printed."""
    if rules.rounding is None or hours in (0, planned):
        return hours
    step = Fraction(rules.rounding.step)
    steps = hours / step
    # A half goes up, as people round; Python's own round goes to the even number.
    whole = {"down": floor(steps), "nearest": floor(steps + Fraction(1, 2)), "up": ceil(steps)}[rules.rounding.how]
    return min(planned, whole * step)


def _presence(rules: AttendanceRules, terms: Bound, sitting: Sitting) -> tuple[Presence, Span | None, Fraction]:
    """Say how the member was there, when that counts (None: not by the clock), and how much of it."""
    if sitting.made_up:
        return (
            Presence.MADE_UP,
            None,
            _WORTH[settled(rules.make_up.worth, terms.switches) if rules.make_up else "whole"],
        )
    entered = sitting.entered_at
    # Who had gone before the start was there for the meeting before, in the same room.
    gone_before = sitting.left_at is not None and sitting.left_at <= sitting.starts_at
    if entered is None or entered >= sitting.ends_at or gone_before:
        if sitting.on_approved_leave:
            kind = rules.leaves.get(sitting.leave_kind or "")
            return (
                Presence.ON_LEAVE,
                None,
                _WORTH[settled(kind.worth if kind else rules.approved_leave, terms.switches)],
            )
        return Presence.ABSENT, None, _WORTH["nothing"]
    if sitting.corrected and sitting.left_at is not None:
        # Who said how long it was meant just that: nothing is added for a grace.
        is_whole = entered <= sitting.starts_at and sitting.left_at >= sitting.ends_at
        return Presence.PRESENT if is_whole else Presence.CORRECTED, (entered, sitting.left_at), _WORTH["whole"]
    late = entered - sitting.starts_at > timedelta(minutes=rules.late_grace_minutes)
    counted_from = entered if late else sitting.starts_at
    if sitting.left_at is None:
        return Presence.NO_EXIT, (counted_from, sitting.ends_at), _WORTH[settled(rules.missing_exit, terms.switches)]
    early = sitting.ends_at - sitting.left_at > timedelta(minutes=rules.early_leave_grace_minutes)
    span = counted_from, max(counted_from, sitting.left_at if early else sitting.ends_at)
    if late and early:
        return Presence.LATE_AND_LEFT_EARLY, span, _WORTH["whole"]
    if late:
        return Presence.LATE, span, _WORTH["whole"]
    return (Presence.LEFT_EARLY if early else Presence.PRESENT), span, _WORTH["whole"]


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)


def _absence(rules: AttendanceRules, sittings: Sequence[SittingSettled]) -> tuple[Fraction, int]:
    """The part missed of what the line counts, and how many meetings of it stand for lates."""
    line = rules.line
    if line is None:
        return Fraction(0), 0
    missed, due, lates = Fraction(0), Fraction(0), 0
    for sitting in sittings:
        whole = Fraction(1) if line.of == "meetings" else sitting.planned_hours
        if sitting.presence is Presence.ON_LEAVE:
            on_line = _on_the_line(rules, sitting, line.approved_leave)
            if on_line != "left_out":
                due += whole
                missed += whole * {"absent": Fraction(1), "half": Fraction(1, 2), "present": Fraction(0)}[on_line]
            continue
        due += whole
        if line.of == "hours":
            missed += sitting.planned_hours - sitting.sat_hours
        elif not sitting.minutes:
            missed += 1
        elif line.lates is not None:
            lates += sitting.presence in (Presence.LATE, Presence.LATE_AND_LEFT_EARLY)
            early = sitting.presence in (Presence.LEFT_EARLY, Presence.LATE_AND_LEFT_EARLY)
            lates += line.lates.early_leaves and early
    from_lates = 0 if line.lates is None else lates // line.lates.times
    return min(Fraction(1), (missed + from_lates) / due) if due else Fraction(0), from_lates


def _on_the_line(rules: AttendanceRules, sitting: SittingSettled, otherwise: OnTheLine) -> OnTheLine:
    kind = rules.leaves.get(sitting.leave_kind or "")
    return kind.line if kind else otherwise


def _beyond_the_line(rules: AttendanceRules, absence: Fraction) -> bool:
    if rules.line is None or absence == 0:
        return False
    line = Fraction(rules.line.absent)
    return absence >= line if rules.line.inclusive else absence > line


def _reason(rules: AttendanceRules, absence: Fraction, *, lates: int, disqualified: bool) -> tuple[str, str]:
    if rules.line is None:
        return "本方案不设考勤线", "this pack draws no attendance line"
    line_zh, line_en = _said(Fraction(rules.line.absent))
    absence_zh, absence_en = _said(absence)
    reached_zh, reached_en = ("达到或超过", "reaches") if rules.line.inclusive else ("超过", "is beyond")
    unit_zh, unit_en = ("场次", "meetings") if rules.line.of == "meetings" else ("学时", "hours")
    if lates:
        unit_zh += f"（含迟到等折合缺勤{lates}场）"
        unit_en += f" (with {lates} for lates)"
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
