"""Oddities that a person should look at: found from what is recorded, told with their evidence, never a verdict."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from itertools import pairwise
from typing import Any, TypeAlias
from uuid import UUID, uuid5

from services.attendance.rules.codes import STEP, STEPS_ACCEPTED, Phase
from services.attendance.rules.distance import Distance, Position, metres_between
from services.platform.clock import SHANGHAI

# Faster than the express trains and motorways of a county; nearer than this nobody travels.
FASTEST_KMH = 120
NEAREST_METRES = 1_000
# Where places are not on the map: two that have different names are not reached within so little.
SOONEST = timedelta(minutes=5)
# Meetings of other classes so long before and after are looked at.
TRAVEL_WITHIN = timedelta(hours=3)
# The last second in which a scan of a code is accepted.
LAST_SECOND = STEPS_ACCEPTED * int(STEP.total_seconds()) - 1
# A login takes less; so many who took longer with scans of one step may have had that code from somebody.
SLOW_LOGIN = timedelta(minutes=2)
SEVERAL = 2


class AnomalyKind(StrEnum):
    """What is odd about it."""

    SHARED_DEVICE = "SHARED_DEVICE"
    IMPOSSIBLE_TRAVEL = "IMPOSSIBLE_TRAVEL"
    HEAD_COUNT = "HEAD_COUNT"
    FAR_AWAY = "FAR_AWAY"
    LAST_SECOND = "LAST_SECOND"
    MISSED_ROLL = "MISSED_ROLL"
    LATE_EXCHANGES = "LATE_EXCHANGES"


class AnomalyState(StrEnum):
    """What a person has made of it."""

    OPEN = "OPEN"
    CLEARED = "CLEARED"
    CONFIRMED = "CONFIRMED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One check-in that stands."""

    check_in_id: UUID
    meeting_id: UUID
    teacher_id: UUID
    phase: Phase
    roll: int
    at: datetime
    distance: Distance
    device_hash: bytes | None
    code_age: int | None
    presented_at: datetime | None = None
    """Of a scan exchanged before the login: when it was presented after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A meeting, and where it was as far as somebody has put its place on the map."""

    meeting_id: UUID
    class_id: UUID
    place: str | None
    position: Position | None


@dataclass(frozen=True, slots=True)
class Counted:
    """So many heads at a moment."""

    head_count_id: UUID
    meeting_id: UUID
    counted: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Called:
    """A roll call and how long it could be answered."""

    meeting_id: UUID
    roll: int
    opens_at: datetime
    closes_at: datetime


# Where an oddity stands in the order of all: meeting, kind and subject.
Place: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anomaly:
    """One oddity: the same facts have the same id and the same digest, wherever and whenever they are looked at."""

    kind: AnomalyKind
    meeting_id: UUID
    subject: str
    teacher_ids: tuple[UUID, ...]
    evidence: Mapping[str, Any]
    zh: str
    en: str

    @property
    def anomaly_id(self) -> UUID:
        return uuid5(self.meeting_id, f"{self.kind}|{self.subject}")

    @property
    def place(self) -> Place:
        return str(self.meeting_id), str(self.kind), self.subject

    @property
    def digest(self) -> str:
        return hashlib.sha256(json.dumps(self.evidence, sort_keys=True).encode()).hexdigest()


@dataclass(slots=True)
class Facts:
    """All that is looked through. `meetings` may hold others than those that are asked about."""

    meetings: Mapping[UUID, Held]
    asked: Collection[UUID]
    seen: Sequence[Seen]
    counts: Sequence[Counted] = ()
    calls: Sequence[Called] = ()
    members: Mapping[UUID, Collection[UUID]] = field(default_factory=dict)
    """class -> who holds a place."""


def find_anomalies(facts: Facts, *, at: datetime) -> list[Anomaly]:
    """Every oddity of the meetings asked about, in the order of their meetings, kinds and subjects."""
    found = [
        *_shared_devices(facts),
        *_odd_scans(facts),
        *_impossible_travels(facts),
        *_head_counts(facts),
        *_missed_rolls(facts, at=at),
        *_late_exchanges(facts),
    ]
    return sorted(found, key=lambda one: one.place)


def present_at(seen: Iterable[Seen], moment: datetime) -> set[UUID]:
    """Who had come and not gone at a moment, of the check-ins of one meeting."""
    came, gone = set(), set()
    for one in seen:
        if one.at <= moment and one.phase is Phase.IN:
            came.add(one.teacher_id)
        elif one.at <= moment and one.phase is Phase.OUT:
            gone.add(one.teacher_id)
    return came - gone


def _by_meeting(facts: Facts) -> dict[UUID, list[Seen]]:
    found: dict[UUID, list[Seen]] = defaultdict(list)
    for one in facts.seen:
        found[one.meeting_id].append(one)
    return found


def _shared_devices(facts: Facts) -> Iterator[Anomaly]:
    on_device: dict[tuple[UUID, bytes], list[Seen]] = defaultdict(list)
    for one in facts.seen:
        if one.device_hash is not None and one.meeting_id in facts.asked:
            on_device[one.meeting_id, one.device_hash].append(one)
    for (meeting_id, device), scans in on_device.items():
        teachers = sorted({one.teacher_id for one in scans})
        if len(teachers) > 1:
            yield Anomaly(
                kind=AnomalyKind.SHARED_DEVICE,
                meeting_id=meeting_id,
                subject=device.hex(),
                teacher_ids=tuple(teachers),
                evidence={"device": device.hex()[:8], "scans": _told(scans)},
                zh=f"同一台手机为 {len(teachers)} 人签到",
                en=f"one device checked in {len(teachers)} people",
            )


def _odd_scans(facts: Facts) -> Iterator[Anomaly]:
    for one in facts.seen:
        if one.meeting_id not in facts.asked:
            continue
        odd = partial(Anomaly, subject=str(one.check_in_id), meeting_id=one.meeting_id, teacher_ids=(one.teacher_id,))
        if one.distance is Distance.FAR:
            yield odd(
                kind=AnomalyKind.FAR_AWAY,
                evidence={"scans": _told([one]), "distance": one.distance.value},
                zh="签到位置距会场超过一公里",
                en="the scan was made more than a kilometre from the place",
            )
        if one.code_age is not None and one.code_age >= LAST_SECOND:
            yield odd(
                kind=AnomalyKind.LAST_SECOND,
                evidence={"scans": _told([one]), "code_age_seconds": one.code_age},
                zh=f"签到码在生成后第 {one.code_age} 秒被使用，可能为转发",
                en=f"the code was used {one.code_age} seconds after it was shown: perhaps it was forwarded",
            )


def _impossible_travels(facts: Facts) -> Iterator[Anomaly]:
    of_teacher: dict[UUID, list[Seen]] = defaultdict(list)
    for one in facts.seen:
        of_teacher[one.teacher_id].append(one)
    for teacher_id, scans in of_teacher.items():
        for before, after in pairwise(sorted(scans, key=lambda one: (one.at, one.check_in_id))):
            about = after.meeting_id if after.meeting_id in facts.asked else before.meeting_id
            if before.meeting_id == after.meeting_id or about not in facts.asked:
                continue
            told = _travelled(facts.meetings[before.meeting_id], facts.meetings[after.meeting_id], after.at - before.at)
            if told is None:
                continue
            yield Anomaly(
                kind=AnomalyKind.IMPOSSIBLE_TRAVEL,
                meeting_id=about,
                subject=f"{before.check_in_id}|{after.check_in_id}",
                teacher_ids=(teacher_id,),
                evidence={
                    "scans": _told([before, after]),
                    "places": [facts.meetings[one.meeting_id].place for one in (before, after)],
                    "minutes": int((after.at - before.at).total_seconds()) // 60,
                    **({"kilometres": told} if told else {}),
                },
                zh=f"{_minutes(after.at - before.at)} 分钟内先后在两地签到" + (f"，相距约 {told} 公里" if told else ""),
                en=f"checked in at two places within {_minutes(after.at - before.at)} minutes"
                + (f", some {told} km apart" if told else ""),
            )


def _travelled(one: Held, other: Held, took: timedelta) -> int | None:
    """Whole kilometres that nobody travels in this time (0: unknown how many), None where it can be done."""
    if one.position is not None and other.position is not None:
        metres = metres_between(one.position, other.position)
        fastest = FASTEST_KMH * 1_000 / 3_600 * took.total_seconds()
        return max(1, round(metres / 1_000)) if metres > NEAREST_METRES and metres > fastest else None
    if one.place and other.place and one.place != other.place and took < SOONEST:
        return 0
    return None


def _head_counts(facts: Facts) -> Iterator[Anomaly]:
    seen = _by_meeting(facts)
    for count in facts.counts:
        checked_in = len(present_at(seen.get(count.meeting_id, ()), count.at))
        if checked_in != count.counted:
            yield Anomaly(
                kind=AnomalyKind.HEAD_COUNT,
                meeting_id=count.meeting_id,
                subject=str(count.head_count_id),
                teacher_ids=(),
                evidence={"counted": count.counted, "checked_in": checked_in, "at": count.at.isoformat()},
                zh=f"{_clock(count.at)} 清点 {count.counted} 人，签到在场 {checked_in} 人",
                en=f"at {_clock(count.at)} {count.counted} heads were counted, {checked_in} were checked in",
            )


def _missed_rolls(facts: Facts, *, at: datetime) -> Iterator[Anomaly]:
    seen = _by_meeting(facts)
    for call in facts.calls:
        if at <= call.closes_at:
            continue
        scans = seen.get(call.meeting_id, ())
        answered = {one.teacher_id for one in scans if one.phase is Phase.ROLL and one.roll == call.roll}
        # Who came after it began or went before it ended could not answer.
        there = present_at(scans, call.opens_at) & present_at(scans, call.closes_at)
        silent = sorted((there - answered) & set(facts.members.get(facts.meetings[call.meeting_id].class_id, ())))
        if silent:
            yield Anomaly(
                kind=AnomalyKind.MISSED_ROLL,
                meeting_id=call.meeting_id,
                subject=str(call.roll),
                teacher_ids=tuple(silent),
                evidence={"roll": call.roll, "silent": [str(one) for one in silent], "answered": len(answered)},
                zh=f"第 {call.roll} 次点名有 {len(silent)} 名已签到学员未应答",
                en=f"{len(silent)} who had checked in did not answer roll call {call.roll}",
            )


def _late_exchanges(facts: Facts) -> Iterator[Anomaly]:
    """A code that somebody forwards is exchanged under whatever device names: by its step its scans are found."""
    of_step: dict[tuple[UUID, Phase, int, int], list[Seen]] = defaultdict(list)
    for one in facts.seen:
        if one.meeting_id not in facts.asked or one.presented_at is None or one.code_age is None:
            continue
        if one.presented_at - one.at > SLOW_LOGIN:
            step = (int(one.at.timestamp()) - one.code_age) // int(STEP.total_seconds())
            of_step[one.meeting_id, one.phase, one.roll, step].append(one)
    for (meeting_id, phase, roll, step), scans in of_step.items():
        teachers = sorted({one.teacher_id for one in scans})
        if len(teachers) < SEVERAL:
            continue
        shown_at = datetime.fromtimestamp(step * STEP.total_seconds(), UTC)
        slowest = max(one.presented_at - one.at for one in scans if one.presented_at)
        yield Anomaly(
            kind=AnomalyKind.LATE_EXCHANGES,
            meeting_id=meeting_id,
            subject=f"{phase}|{roll}|{step}",
            teacher_ids=tuple(teachers),
            evidence={
                "code_shown_at": shown_at.isoformat(),
                "scans": _told(scans),
                "presented_at": {
                    str(one.check_in_id): one.presented_at.isoformat() for one in scans if one.presented_at
                },
            },
            zh=f"{len(teachers)} 人凭同一个签到码登录前扫码，最久 {_minutes(slowest)} 分钟后才提交，签到码可能为转发",
            en=f"{len(teachers)} people scanned one code before their login and presented it up to "
            f"{_minutes(slowest)} minutes later: perhaps it was forwarded",
        )


def _told(scans: Iterable[Seen]) -> list[dict[str, Any]]:
    return [
        {
            "check_in_id": str(one.check_in_id),
            "meeting_id": str(one.meeting_id),
            "teacher_id": str(one.teacher_id),
            "phase": one.phase.value,
            "at": one.at.isoformat(),
        }
        for one in sorted(scans, key=lambda one: (one.at, one.check_in_id))
    ]


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)


def _clock(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%H:%M}"
