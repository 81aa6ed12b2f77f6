"""Who may enter or leave a class when, and who gets which place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias, get_args
from uuid import UUID

from services.platform.errors import DomainError, Text
from services.policy.format import Pack
from services.policy.programs import Eligible, Finding
from services.registration.errors import (
    ClassCancelled,
    ClassEnded,
    NotEligible,
    NothingToOverride,
    PeriodReversed,
    WithdrawalClosed,
)
from services.registration.rules.meetings import Span
from services.registration.rules.seats import Review, Room, Round, demand_in_round

ClassStatus: TypeAlias = Literal["SCHEDULED", "CANCELLED"]
# PENDING awaits a review, APPLIED the allocation, WAITING a place; OFFERED holds one until it is accepted; RETURNED was
# turned down by a review. The first five stand in the class, the last two do not.
EnrolmentStatus: TypeAlias = Literal["PENDING", "APPLIED", "WAITING", "OFFERED", "CONFIRMED", "RETURNED", "WITHDRAWN"]
ENROLMENT_STATUSES: Final[tuple[EnrolmentStatus, ...]] = get_args(EnrolmentStatus)
SEATED: Final = frozenset({"CONFIRMED", "OFFERED"})
UNSEATED: Final = frozenset({"PENDING", "APPLIED", "WAITING"})
GONE: Final = frozenset({"RETURNED", "WITHDRAWN"})
# What stands as the reason of a withdrawal for which nobody gave one, and how it is told.
OFFER_EXPIRED: Final = "OFFER_EXPIRED"
OFFER_DECLINED: Final = "OFFER_DECLINED"
_REASONS: Final[Mapping[str, Text]] = {
    OFFER_EXPIRED: Text(zh="名额逾期未确认", en="The offer of a place was not accepted in time"),
    OFFER_DECLINED: Text(zh="放弃候补名额", en="The offer of a place was declined"),
}
# How they stood in the table before they had codes.
_FORMERLY: Final[Mapping[str, str]] = {f"{words.zh} {words.en}": code for code, words in _REASONS.items()}
Source: TypeAlias = Literal["SELF", "NOMINATION", "GROUP", "REPLACEMENT"]


@dataclass(frozen=True, slots=True)
class Clash:
    """The class that already holds a teacher's time."""

    class_id: UUID
    title: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who wants a place, from which school, what stands in the way, and whose review is awaited first."""

    teacher_id: UUID
    school_id: UUID | None = None
    bar: DomainError | None = None
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Allotment:
    """What a candidate gets: a place, a number, or a refusal."""

    teacher_id: UUID
    status: Literal["CONFIRMED", "WAITING", "PENDING", "APPLIED"] | None = None
    refusal: DomainError | None = None


def told_withdrawal(reason: str | None) -> tuple[str | None, str | None]:
    """The reason of a withdrawal in Chinese and English: a person's own words are the same in both."""
    if reason is None:
        return None, None
    words = _REASONS.get(_FORMERLY.get(reason, reason))
    return (reason, reason) if words is None else (words.zh, words.en)


def demand_window(*, opens_at: datetime, closes_at: datetime) -> None:
    if closes_at <= opens_at:
        raise PeriodReversed


def demand_scheduled(status: str) -> None:
    if status == "CANCELLED":
        raise ClassCancelled


def demand_not_ended(*, span: Span | None, at: datetime) -> None:
    """The last meeting of the class is not over yet."""
    if span is not None and span.ends_at <= at:
        raise ClassEnded(ended_at=span.ends_at)


def demand_open(
    *,
    status: str,
    opens_at: datetime,
    closes_at: datetime,
    second: Round | None = None,
    span: Span | None = None,
    at: datetime,
) -> None:
    """The class takes enrolments now: in its first or its second round, and before its last meeting is over."""
    demand_scheduled(status)
    demand_not_ended(span=span, at=at)
    demand_in_round(Round(opens_at, closes_at), second, at=at)


def demand_withdrawable(*, span: Span | None, by_oneself: bool, at: datetime) -> None:
    """A teacher can leave until the class begins; a school or district can take somebody out until it has ended."""
    if span is None:
        return
    until = span.starts_at if by_oneself else span.ends_at
    if at >= until:
        raise WithdrawalClosed(until=until)


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
        named_zh="、".join(dict.fromkeys(_name(finding).zh for finding in barring)),
        named_en=", ".join(dict.fromkeys(_name(finding).en for finding in barring)),
        reason_zh="；".join(finding.reason_zh for finding in barring),
        reason_en="; ".join(finding.reason_en for finding in barring),
        quote=" ".join(dict.fromkeys(finding.quote for finding in barring)),
        cited=", ".join(dict.fromkeys(entry_id for finding in barring for entry_id in finding.cited)),
        override="with_reason" if all(finding.override == "with_reason" for finding in barring) else "never",
    )


def _name(finding: Finding) -> Text:
    """What people call the clause: its number in the pack, or whose rule it is."""
    if finding.clause_id == "AUDIENCE":
        return Text(zh="培训对象", en="whom the program is for")
    if finding.clause_id.startswith("LIMIT-"):
        return Text(zh="参训次数限制", en="limit of taking part")
    return Text(zh=finding.clause_id, en=finding.clause_id)


def allot(
    candidates: Iterable[Candidate],
    *,
    room: Room,
    no_place: DomainError,
    accept_waiting: bool,
    allocating: bool = False,
) -> list[Allotment]:
    """Places in the order asked for, then numbers on the waiting list; one candidate's bar never costs another.

    Where reviews come first, or places are allocated later, nobody gets one now. `no_place` is for who will not wait.
    """
    allotments = []
    for candidate in candidates:
        if candidate.bar is not None or candidate.school_id is None:
            allotments.append(Allotment(candidate.teacher_id, refusal=candidate.bar))
        elif candidate.review is not None:
            allotments.append(Allotment(candidate.teacher_id, status="PENDING"))
        elif allocating:
            allotments.append(Allotment(candidate.teacher_id, status="APPLIED"))
        elif room.for_school(candidate.school_id) > 0:
            room.take(candidate.school_id)
            allotments.append(Allotment(candidate.teacher_id, status="CONFIRMED"))
        elif accept_waiting:
            allotments.append(Allotment(candidate.teacher_id, status="WAITING"))
        else:
            allotments.append(Allotment(candidate.teacher_id, refusal=no_place))
    return allotments
