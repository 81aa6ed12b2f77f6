"""Who may enter or leave a class when, and who gets which place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

from services.platform.errors import DomainError
from services.policy.format import Pack
from services.policy.programs import Eligible
from services.registration.errors import (
    ClassCancelled,
    ClassEnded,
    ClassFull,
    EnrolmentClosed,
    NotEligible,
    NothingToOverride,
    PeriodReversed,
    WithdrawalClosed,
)
from services.registration.rules.meetings import Span, local

ClassStatus: TypeAlias = Literal["SCHEDULED", "CANCELLED"]
EnrolmentStatus: TypeAlias = Literal["CONFIRMED", "WAITING", "WITHDRAWN"]
Source: TypeAlias = Literal["SELF", "NOMINATION"]


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


def demand_window(*, opens_at: datetime, closes_at: datetime) -> None:
    if closes_at <= opens_at:
        raise PeriodReversed


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
