"""Who may do what in registration, and its pure decisions: windows, places, order, overlaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal, TypeAlias
from uuid import UUID

from services.platform.access import Matrix, Reach
from services.platform.clock import SHANGHAI
from services.platform.errors import DomainError
from services.policy.format import Pack
from services.policy.programs import Eligible
from services.registration.errors import (
    ClassCancelled,
    ClassEnded,
    ClassFull,
    EnrolmentClosed,
    MeetingBegun,
    MeetingsOverlap,
    NotEligible,
    NothingToOverride,
    NotSchoolBased,
    PeriodReversed,
    TooManyMeetings,
    WithdrawalClosed,
)

ClassStatus: TypeAlias = Literal["SCHEDULED", "CANCELLED"]
EnrolmentStatus: TypeAlias = Literal["CONFIRMED", "WAITING", "WITHDRAWN"]
Source: TypeAlias = Literal["SELF", "NOMINATION"]

# What one event can say of a class in full.
MOST_MEETINGS: Final = 120
# The scope by which an integration reads summaries.
SUMMARY_SCOPE: Final = "summary:read"

_SCHOOL_LEVELS: Final = frozenset({"SCHOOL", "TEAM"})
_SCHOOL_MODE: Final = "SCHOOL_BASED"

_EVERYBODY: Final = {
    "teacher": Reach.DISTRICT,
    "trainer": Reach.DISTRICT,
    "school_admin": Reach.DISTRICT,
    "district_admin": Reach.DISTRICT,
    "auditor": Reach.DISTRICT,
}
_PLANNERS: Final = {"school_admin": Reach.UNIT, "district_admin": Reach.DISTRICT}
_LEADERS: Final = {"trainer": Reach.LED, **_PLANNERS}

ACCESS: Matrix = {
    "post_plan": _PLANNERS,
    "list_plans": _EVERYBODY,
    "get_plan": _EVERYBODY,
    "post_program": _PLANNERS,
    "list_programs": _EVERYBODY,
    "get_program": _EVERYBODY,
    "post_class": _PLANNERS,
    "list_classes": _EVERYBODY,
    "get_class": _EVERYBODY,
    "post_meeting": _LEADERS,
    "put_meeting": _LEADERS,
    "put_capacity": _LEADERS,
    "put_class_cancellation": _LEADERS,
    "post_nominations": {"school_admin": Reach.UNIT, "district_admin": Reach.DISTRICT},
    "post_enrolment": {"teacher": Reach.OWN},
    "put_withdrawal": {"teacher": Reach.OWN, "school_admin": Reach.UNIT, "district_admin": Reach.DISTRICT},
    "get_eligibility": {
        "teacher": Reach.OWN,
        "school_admin": Reach.UNIT,
        "district_admin": Reach.DISTRICT,
        "auditor": Reach.DISTRICT,
    },
    "list_enrolments": {**_LEADERS, "auditor": Reach.DISTRICT},
    "list_teacher_enrolments": {
        "teacher": Reach.OWN,
        "school_admin": Reach.UNIT,
        "district_admin": Reach.DISTRICT,
        "auditor": Reach.DISTRICT,
    },
    "get_summary": {
        "district_admin": Reach.DISTRICT,
        "integration": Reach.DISTRICT,
        "auditor": Reach.DISTRICT,
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramTerms:
    """What is decided when a program is written down."""

    code: str
    title: str
    level: str
    mode: str
    nature: str
    kind: str
    category: str
    tags: tuple[str, ...]
    organised_by_admin: bool
    provider: str
    hours: Decimal
    scheme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """When, where, by whom and on what a class meets. `category` overrides the program's for these hours."""

    starts_at: datetime
    ends_at: datetime
    hours: Decimal
    place: str | None
    speaker: str | None
    topic: str | None
    category: str | None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """From the beginning of the first meeting of a class that takes place to the end of the last."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Clash:
    """The class that already holds a teacher's time."""

    class_id: UUID
    title: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Allotment:
    """What a candidate gets: a place, a number on the waiting list, or a refusal."""

    teacher_id: UUID
    status: Literal["CONFIRMED", "WAITING"] | None = None
    refusal: DomainError | None = None


def local(at: datetime) -> str:
    """A time as people of the district read it, to the second."""
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")


def is_school_based(*, mode: str, level: str) -> bool:
    """校本: whether schools run this program for themselves."""
    return mode == _SCHOOL_MODE or level in _SCHOOL_LEVELS


def demand_own_program(*, plan_school_id: UUID | None, level: str, organised_by_admin: bool) -> None:
    """What a school plans for itself is of its own level, and no training of the education administration."""
    if plan_school_id is not None and (level not in _SCHOOL_LEVELS or organised_by_admin):
        raise NotSchoolBased


def demand_fitting_school(*, school_id: UUID | None, plan_school_id: UUID | None, mode: str, level: str) -> None:
    """A school's plan has that school's classes; a district's plan has classes of schools only where school-based."""
    if school_id == plan_school_id:
        return
    if plan_school_id is not None or not is_school_based(mode=mode, level=level):
        raise NotSchoolBased


def demand_window(*, opens_at: datetime, closes_at: datetime) -> None:
    if closes_at <= opens_at:
        raise PeriodReversed


def demand_sound(sittings: Sequence[Sitting]) -> None:
    """Each ends after it begins, those that take place lie apart, and one event can carry them all."""
    if len(sittings) > MOST_MEETINGS:
        raise TooManyMeetings(most=MOST_MEETINGS)
    if any(sitting.ends_at <= sitting.starts_at for sitting in sittings):
        raise PeriodReversed
    in_order = sorted((s for s in sittings if not s.cancelled), key=lambda sitting: sitting.starts_at)
    for earlier, later in pairwise(in_order):
        if later.starts_at < earlier.ends_at:
            raise MeetingsOverlap(starts_at=local(later.starts_at))


def demand_movable(*, known: Sitting, wanted: Sitting, at: datetime) -> None:
    """What has begun keeps its time: people may have signed in."""
    moved = (known.starts_at, known.ends_at, known.cancelled) != (wanted.starts_at, wanted.ends_at, wanted.cancelled)
    if moved and not known.cancelled and known.starts_at <= at:
        raise MeetingBegun(starts_at=local(known.starts_at))


def demand_scheduled(status: str) -> None:
    if status == "CANCELLED":
        raise ClassCancelled


def demand_cancellable(*, span: Span | None, at: datetime) -> None:
    if span is not None and span.ends_at <= at:
        raise ClassEnded(ended_at=local(span.ends_at))


def demand_open(*, status: str, opens_at: datetime, closes_at: datetime, at: datetime) -> None:
    """The class takes enrolments now: from `opens_at` until just before `closes_at`."""
    demand_scheduled(status)
    if not opens_at <= at < closes_at:
        raise EnrolmentClosed(opens_at=local(opens_at), closes_at=local(closes_at))


def demand_withdrawable(*, span: Span | None, by_oneself: bool, at: datetime) -> None:
    """A teacher can leave until the class begins; a school or district can take somebody out until it has ended."""
    if span is None:
        return
    until = span.starts_at if by_oneself else span.ends_at
    if at >= until:
        raise WithdrawalClosed(until=local(until))


def is_promoting(*, status: str, span: Span | None, at: datetime) -> bool:
    """Whether free places go to those who wait: never in a cancelled class, nor after the last meeting."""
    return status == "SCHEDULED" and (span is None or at < span.ends_at)


def has_eligibility(pack: Pack) -> bool:
    """Whether the pack says anything about who may enter which programs."""
    return any(clause.kind == "eligibility" for clause in pack.clauses)


def bar_of(answer: Eligible, *, reason: str | None) -> DomainError | None:
    """What a clause puts in a teacher's way. A reason lets in where every clause that bars allows it.

    What cannot be known bars nobody; a reason that has nothing to set aside is refused, so that none is kept in vain.
    """
    barring = [finding for finding in answer.findings if finding.barred]
    if not barring:
        return None if reason is None else NothingToOverride()
    if reason is not None and all(finding.override == "with_reason" for finding in barring):
        return None
    return NotEligible(
        clauses=", ".join(dict.fromkeys(finding.clause_id for finding in barring)),
        reason_zh="；".join(finding.reason_zh for finding in barring),
        reason_en="; ".join(finding.reason_en for finding in barring),
        quote=" ".join(dict.fromkeys(finding.quote for finding in barring)),
        cited=", ".join(dict.fromkeys(entry_id for finding in barring for entry_id in finding.cited)),
        override="with_reason" if all(finding.override == "with_reason" for finding in barring) else "never",
    )


def allot(
    candidates: Iterable[tuple[UUID, DomainError | None]], *, free: int, capacity: int, accept_waiting: bool
) -> list[Allotment]:
    """Places in the order asked for, then numbers on the waiting list; one candidate's bar never costs another."""
    allotments = []
    for teacher_id, bar in candidates:
        if bar is not None:
            allotments.append(Allotment(teacher_id, refusal=bar))
        elif free > 0:
            free -= 1
            allotments.append(Allotment(teacher_id, status="CONFIRMED"))
        elif accept_waiting:
            allotments.append(Allotment(teacher_id, status="WAITING"))
        else:
            allotments.append(Allotment(teacher_id, refusal=ClassFull(capacity=capacity)))
    return allotments
