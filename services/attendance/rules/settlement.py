"""From check-ins, leaves and corrections to settled presence: pure, by the attendance rules of a pack."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from services.attendance.rules.scans import Grade
from services.policy import attendance
from services.policy.format import Bound, Pack

# An event stays well below the 256 KiB of its row: a member's day takes about 150 bytes.
MOST_MEMBERS_IN_A_PART = 100
MOST_DAYS_IN_A_PART = 1_000


class Presence(StrEnum):
    """What a correction may say without counting minutes."""

    PRESENT = "PRESENT"
    ABSENT = "ABSENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One meeting of the class, as planned."""

    meeting_id: UUID
    on: date
    starts_at: datetime
    ends_at: datetime
    hours: Decimal
    category: str | None

    @property
    def minutes(self) -> int:
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The last word of a person on one presence: there, not there, or this many minutes."""

    correction_id: UUID
    presence: Presence | None
    minutes: int | None
    said_at: datetime
    reason: str

    @property
    def says_there(self) -> bool:
        return self.presence is Presence.PRESENT or bool(self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """All that is known of one member at one meeting."""

    entered_at: datetime | None = None
    left_at: datetime | None = None
    entry_grade: Grade | None = None
    """What `entered_at` is proved by."""
    exit_grade: Grade | None = None
    on_approved_leave: bool = False
    leave_kind: str | None = None
    leave_decided_at: datetime | None = None
    made_up: bool = False
    """An approved make-up has been done: the task, or the other meeting from its beginning to its end."""
    make_up_decided_at: datetime | None = None
    make_up_pending: bool = False
    """A make-up was asked for, and is not decided or not sat yet."""
    correction: Correction | None = None

    @property
    def was_there(self) -> bool:
        """As a person's word has it, else as the check-ins do."""
        return self.entered_at is not None if self.correction is None else self.correction.says_there


@dataclass(frozen=True, slots=True)
class HeldElsewhere:
    """A meeting of another class, and all that is known of who was there, by teacher."""

    meeting_id: UUID
    starts_at: datetime
    ends_at: datetime
    attended: Mapping[UUID, Attended]
    counted_unleft: Collection[UUID] = ()
    """Of those who came and never went, whom it counts something for all the same."""


@dataclass(frozen=True, slots=True)
class TimeElsewhere:
    """A time during which a member sat in a meeting of another class."""

    meeting_id: UUID
    starts_at: datetime
    span: attendance.Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DayJudged:
    """What one meeting came to for one member; hours are exact."""

    meeting_id: UUID
    on: date
    category: str | None
    state: str
    minutes: int
    planned_minutes: int
    hours: Fraction
    entered_at: datetime | None
    left_at: datetime | None
    entry_grade: Grade | None = None
    exit_grade: Grade | None = None
    corrected: bool
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJudged:
    """What a class came to for one member. A member who left the class keeps no day of it."""

    teacher_id: UUID
    hours: Fraction = Fraction(0)
    planned_hours: Decimal
    attendance_met: bool
    days: tuple[DayJudged, ...] = field(default=())
    zh: str
    en: str


def weighed(known: Attended) -> Attended:
    """What is left where a correction, a leave and a make-up speak of the same presence: the later word counts.

    Who was there is not on leave and makes up nothing, whenever that was said: neither raises what a correction gave.
    "Absent" before a leave or a make-up was approved is why it was.
    """
    word = known.correction
    if word is None:
        return known
    if known.leave_decided_at is not None:
        if word.said_at < known.leave_decided_at and not word.says_there:
            return weighed(replace(known, correction=None))
        known = replace(known, on_approved_leave=False, leave_kind=None)
    decided_at = known.make_up_decided_at
    if word.says_there or (decided_at is not None and word.said_at >= decided_at):
        return replace(known, made_up=False, make_up_pending=False)
    return known if decided_at is None else replace(known, correction=None)


def judge_member(
    pack: Pack,
    terms: Bound,
    *,
    teacher_id: UUID,
    sittings: Sequence[Sitting],
    attended: Mapping[UUID, Attended],
    elsewhere: Sequence[TimeElsewhere] = (),
) -> MemberJudged:
    """One member's presence in all meetings; `attended` holds what is known, by meeting.

    A minute that was sat in another class counts there if that meeting began first, whichever class is settled first.
    """
    known = [attended.get(sitting.meeting_id, Attended()) for sitting in sittings]
    judged = attendance.settle_under(
        pack, terms, [_as_policy(sitting, one, elsewhere) for sitting, one in zip(sittings, known, strict=True)]
    )
    return MemberJudged(
        teacher_id=teacher_id,
        hours=judged.hours,
        planned_hours=sum((sitting.hours for sitting in sittings), Decimal(0)),
        attendance_met=not judged.disqualified,
        days=tuple(
            DayJudged(
                meeting_id=sitting.meeting_id,
                on=sitting.on,
                category=sitting.category,
                state=day.presence.value,
                minutes=day.minutes,
                planned_minutes=day.planned_minutes,
                hours=day.hours,
                entered_at=one.entered_at,
                left_at=one.left_at,
                entry_grade=one.entry_grade,
                exit_grade=one.exit_grade,
                corrected=one.correction is not None,
                zh=f"{attendance.MEANINGS[day.presence][0]}{_by_word(one)}：{day.reckoned_zh}",
                en=f"{attendance.MEANINGS[day.presence][1]}{_by_word_en(one)}: {day.reckoned_en}",
            )
            for sitting, one, day in zip(sittings, known, judged.sittings, strict=True)
        ),
        zh=judged.reason_zh,
        en=judged.reason_en,
    )


def judge_withdrawn(*, teacher_id: UUID, sittings: Sequence[Sitting]) -> MemberJudged:
    """Somebody who stood in an earlier settlement and has left the class since: nothing is theirs any more."""
    return MemberJudged(
        teacher_id=teacher_id,
        planned_hours=sum((sitting.hours for sitting in sittings), Decimal(0)),
        attendance_met=False,
        zh="已退出本班",
        en="no longer in the class",
    )


def digest_of(members: Iterable[MemberJudged], *, pack_hash: str, other_packs: Mapping[str, str]) -> str:
    """The same settlement has the same digest: settling again without a change is no new version.

    `other_packs` names, by teacher, the packs of members who are judged by another than the class.
    """
    content = [
        pack_hash,
        *([sorted(other_packs.items())] if other_packs else []),
        *(
            [
                str(member.teacher_id),
                str(member.hours),
                str(member.planned_hours.normalize()),
                member.attendance_met,
                [_canonical(day) for day in member.days],
            ]
            for member in sorted(members, key=lambda one: one.teacher_id)
        ),
    ]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


def parts_of(members: Sequence[MemberJudged]) -> list[Sequence[MemberJudged]]:
    """Members in the parts in which an event may carry them: many of few days, or few of many; at least one part."""
    longest = max((len(member.days) for member in members), default=0)
    size = max(1, min(MOST_MEMBERS_IN_A_PART, MOST_DAYS_IN_A_PART // max(1, longest)))
    return [members[start : start + size] for start in range(0, len(members), size)] or [members]


def sat_elsewhere(held: Iterable[HeldElsewhere]) -> dict[UUID, list[TimeElsewhere]]:
    """teacher -> when they sat in other classes, as a person's word has it, else from coming to going.

    Who came and never went sat there to the end where that counts something for them, else not at all.
    """
    found: dict[UUID, list[TimeElsewhere]] = {}
    for meeting in held:
        for teacher_id, known in meeting.attended.items():
            entered_at, left_at = _times(meeting, known)
            if entered_at is not None and left_at is None and teacher_id in meeting.counted_unleft:
                left_at = meeting.ends_at
            if entered_at is None or left_at is None:
                continue
            span = max(entered_at, meeting.starts_at), min(left_at, meeting.ends_at)
            if span[0] < span[1]:
                found.setdefault(teacher_id, []).append(TimeElsewhere(meeting.meeting_id, meeting.starts_at, span))
    return found


def _as_policy(sitting: Sitting, known: Attended, elsewhere: Sequence[TimeElsewhere]) -> attendance.Sitting:
    entered_at, left_at = _times(sitting, known)
    return attendance.Sitting(
        meeting_id=str(sitting.meeting_id),
        on=sitting.on,
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        planned_hours=sitting.hours,
        category=sitting.category,
        entered_at=entered_at,
        left_at=left_at,
        corrected=known.correction is not None,
        on_approved_leave=known.on_approved_leave,
        leave_kind=known.leave_kind,
        made_up=known.made_up,
        elsewhere=tuple(
            one.span for one in elsewhere if (one.starts_at, one.meeting_id) < (sitting.starts_at, sitting.meeting_id)
        ),
    )


def _times(sitting: Sitting | HeldElsewhere, known: Attended) -> tuple[datetime | None, datetime | None]:
    """When the member came and went; a correction is read as minutes from the beginning."""
    if known.correction is None:
        return known.entered_at, known.left_at
    if known.correction.presence is Presence.PRESENT:
        return sitting.starts_at, sitting.ends_at
    if known.correction.presence is Presence.ABSENT or not known.correction.minutes:
        return None, None
    return sitting.starts_at, sitting.starts_at + timedelta(minutes=known.correction.minutes)


def _by_word(known: Attended) -> str:
    return f"（更正：{known.correction.reason}）" if known.correction else ""


def _by_word_en(known: Attended) -> str:
    return f" (a correction: {known.correction.reason})" if known.correction else ""


def _canonical(day: DayJudged) -> list[object]:
    return [str(day.meeting_id), day.on.isoformat(), day.category, day.state, day.minutes, str(day.hours)]
