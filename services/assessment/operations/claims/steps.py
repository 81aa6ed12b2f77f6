"""The history of claims, and the moments at which something falls due about them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Claim
from services.assessment.rules import ClaimTerms, ReviewLevel
from services.contracts import ClaimsFellDue
from services.contracts.event import MOST_MEMBERS
from services.platform.errors import Text
from services.platform.ids import new_id
from services.platform.outbox import publish

Act: TypeAlias = Literal[
    "DRAFTED",
    "CHANGED",
    "SUBMITTED",
    "PASSED_ON",
    "RECOGNISED_BY_SCHOOL",
    "RECOGNISED_BY_DISTRICT",
    "RETURNED_BY_SCHOOL",
    "RETURNED_BY_DISTRICT",
    "WITHDRAWN",
    "UNDONE",
    "REMINDED",
    "ESCALATED",
    "POSTED",
    "NOT_POSTED",
    "REOPENED",
]
BESIDE: Final = ("REMINDED", "FLAG_CLEARED", "FLAG_CONFIRMED")
"""What happens to a claim without moving it."""


def step(
    claim: Claim,
    act: Act,
    *,
    by: UUID | None,
    at: datetime,
    why: Text | None = None,
    content: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What just happened to a claim, as the history keeps it."""
    return {
        "claim_id": claim.claim_id,
        "step_id": new_id(),
        "act": act,
        "state": claim.state,
        "reason_zh": None if why is None else why.zh,
        "reason_en": None if why is None else why.en,
        "content": content,
        "done_by": by,
        "done_at": at,
    }


def said(reason: str | None) -> Text | None:
    """What a person wrote, in whatever language."""
    return None if reason is None else Text(zh=reason, en=reason)


class Bells:
    """Moments at which claims are to be looked at again, rung together."""

    def __init__(self) -> None:
        self._at: defaultdict[datetime, list[UUID]] = defaultdict(list)

    def note(self, claim: Claim, *moments: datetime | None) -> None:
        for moment in moments:
            if moment is not None:
                self._at[moment].append(claim.claim_id)

    async def ring(self, session: AsyncSession, *, district_id: int) -> None:
        """Publish each moment, at most 100 claims an event."""
        for moment, claim_ids in self._at.items():
            for first in range(0, len(claim_ids), MOST_MEMBERS):
                part: Sequence[UUID] = claim_ids[first : first + MOST_MEMBERS]
                await publish(session, ClaimsFellDue(district_id=district_id, claim_ids=tuple(part)), due_at=moment)


def give_to(claim: Claim, level: ReviewLevel, *, terms: ClaimTerms, bells: Bells, at: datetime) -> None:
    """Let a claim lie with a level from now on, with its time running."""
    claim.state = "SCHOOL_REVIEW" if level == "SCHOOL" else "DISTRICT_REVIEW"
    claim.returned_to = None
    start_time(claim, level, terms=terms, bells=bells, at=at)


def start_time(claim: Claim, level: ReviewLevel, *, terms: ClaimTerms, bells: Bells, at: datetime) -> None:
    limit = terms.limit(level, at=at)
    claim.due_at = limit
    claim.remind_at = terms.reminder(limit, at=at)
    claim.reminded_at = claim.posts_at = None
    bells.note(claim, claim.remind_at, claim.due_at)


def stop_time(claim: Claim) -> None:
    claim.due_at = claim.remind_at = claim.reminded_at = claim.posts_at = None
