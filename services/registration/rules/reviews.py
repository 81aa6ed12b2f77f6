"""Reviews of applications: whose turn it is, what may still be decided, and what may be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, TypeAlias
from uuid import UUID

from services.platform.errors import Text
from services.registration.errors import (
    NoSeatToPass,
    NotAwaitingReview,
    NothingToUndo,
    OwnApplication,
    ReasonNeeded,
    ReplacementClosed,
    ReviewedFurther,
    UndoClosed,
)
from services.registration.rules.meetings import Span
from services.registration.rules.seats import REVIEWS, Review

Decision: TypeAlias = Literal["APPROVE", "RETURN", "UNDO"]
Decided: TypeAlias = Literal["APPROVED", "RETURNED", "UNDONE"]

REVIEW_WORDS: Final[Mapping[str, Text]] = {
    "SCHOOL": Text(zh="学校审核", en="the school's review"),
    "CLASS": Text(zh="班级审核", en="the review of the class"),
}
STATUS_WORDS: Final[Mapping[str, Text]] = {
    "PENDING": Text(zh="待审核", en="awaiting a review"),
    "APPLIED": Text(zh="待分配名额", en="awaiting the allocation of places"),
    "WAITING": Text(zh="候补", en="waiting for a place"),
    "OFFERED": Text(zh="有名额待本人确认", en="offered a place"),
    "CONFIRMED": Text(zh="已录取", en="confirmed"),
    "RETURNED": Text(zh="已退回", en="returned"),
    "WITHDRAWN": Text(zh="已退出", en="withdrawn"),
}
DECIDED: dict[Decision, Decided] = {"APPROVE": "APPROVED", "RETURN": "RETURNED", "UNDO": "UNDONE"}


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """One decision about an application, in the order of `step`; an UNDONE names the step that it takes back."""

    step: int
    stage: Review
    decision: Decided
    undoes: int | None = None


def demand_reason(decision: Decision, reason: str | None) -> None:
    """Whoever turns somebody down, or takes a decision back, says why."""
    if decision != "APPROVE" and reason is None:
        raise ReasonNeeded


def following(stage: Review, *, asked: Sequence[str]) -> Review | None:
    """The review that comes after this one in a class that asks for these; None after the last."""
    later = REVIEWS[REVIEWS.index(stage) + 1 :]
    return next((review for review in later if review in asked), None)


def demand_not_own(*, person_id: UUID | None, teacher_id: UUID) -> None:
    """Nobody decides about an application of one's own."""
    if person_id == teacher_id:
        raise OwnApplication


def demand_awaiting(stage: Review, *, status: str, review: str | None) -> None:
    """The application awaits this very review."""
    if status != "PENDING" or review != stage:
        words = STATUS_WORDS.get(status, Text(zh=status, en=status))
        if status == "PENDING" and review is not None:
            words = Text(zh=f"待{REVIEW_WORDS[review].zh}", en=f"awaiting {REVIEW_WORDS[review].en}")
        raise NotAwaitingReview(status=status, review=review or "-", status_zh=words.zh, status_en=words.en)


def undoable(stage: Review, *, steps: Sequence[ReviewStep], span: Span | None, at: datetime) -> ReviewStep:
    """The decision of this stage that can be taken back: until the class begins, and the later stage's first."""
    if span is not None and at >= span.starts_at:
        raise UndoClosed(until=span.starts_at)
    undone = {step.undoes for step in steps}
    standing = [step for step in steps if step.decision != "UNDONE" and step.step not in undone]
    found = next((step for step in reversed(standing) if step.stage == stage), None)
    if found is None:
        raise NothingToUndo
    if standing[-1] is not found:
        later = standing[-1].stage
        raise ReviewedFurther(stage=later, stage_zh=REVIEW_WORDS[later].zh, stage_en=REVIEW_WORDS[later].en)
    return found


def demand_replaceable(*, status: str, span: Span | None, at: datetime) -> None:
    """A seat that is held can pass on, until the last meeting is over."""
    if status != "CONFIRMED":
        raise NoSeatToPass
    if span is not None and at >= span.ends_at:
        raise ReplacementClosed(until=span.ends_at)


def meetings_missed(days: Sequence[tuple[UUID, date, str]]) -> list[tuple[UUID, date]]:
    """未到训: the meetings of a member who came to none; empty for who came once, had leave, or made one up.

    `days` are (meeting, day, state) as attendance settled them.
    """
    if any(state != "ABSENT" for _, _, state in days):
        return []
    return [(meeting_id, on) for meeting_id, on, _ in days]
