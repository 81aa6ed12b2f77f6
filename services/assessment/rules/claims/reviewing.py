"""Who must look at a claim: by the pack's recogniser, by what is odd about it, and by a sample that nobody chooses."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from services.assessment.rules.claims.kinds import ReviewLevel
from services.platform.errors import Text

# The role by which packs say that the school itself recognises.
SCHOOL_RECOGNISER: Final = "SCHOOL_RECOGNISER"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTerms:
    """How a district reviews claims. Days are those of the calendar.

    Until a district says otherwise everything that is not the school's alone is looked at by the district.
    """

    school_days: int = 10
    district_days: int = 10
    remind_days: int = 3
    """How long before a time limit who has it is reminded."""
    sample_percent: int = 100
    """Of the clean claims that no tariff sends to the district, how many it looks at all the same."""
    undo_hours: int = 24
    """How long at least a recognition waits before it is posted, whatever its batch."""
    seed: UUID | None = None
    """What the sample is drawn with; another with every change of the terms."""

    def limit(self, level: ReviewLevel, *, at: datetime) -> datetime:
        """By when the level decides about what it was given now."""
        return at + timedelta(days=self.school_days if level == "SCHOOL" else self.district_days)

    def reminder(self, limit: datetime, *, at: datetime) -> datetime | None:
        """When to remind of a limit; None where that has passed."""
        when = limit - timedelta(days=self.remind_days)
        return when if when > at else None

    def draws(self, lot: str) -> bool:
        """Whether the sample holds what has this lot: the same answer whenever it is asked, and however often filed."""
        drawn = hashlib.sha256(f"{self.seed}:{lot}".encode()).digest()
        return int.from_bytes(drawn[:8]) * 100 < self.sample_percent << 64


def lot_of(*, teacher_id: UUID, kind: str, event_id: UUID | None, held_from: date | None, held_to: date | None) -> str:
    """By what a claim is drawn: what was done. Withdrawn and filed again it has the same lot: nobody draws anew."""
    return f"{teacher_id}:{event_id}" if event_id else f"{teacher_id}:{kind}:{held_from}:{held_to}"


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Where a claim goes that its school has approved, and why."""

    state: Literal["DISTRICT_REVIEW", "RECOGNISED"]
    why: Text


def levels_of(recogniser: str | None) -> tuple[ReviewLevel, ...]:
    """The levels that review a claim; by default the school, then the district."""
    return ("SCHOOL",) if recogniser == SCHOOL_RECOGNISER else ("SCHOOL", "DISTRICT")


def after_school(
    terms: ClaimTerms,
    *,
    lot: str,
    recogniser: str | None,
    clause_id: str | None,
    open_flags: int,
    cleared_by_school: bool,
    sent_back: bool,
) -> PassedOn:
    """What an approval by the school leads to.

    `sent_back`: the district returned it before. `cleared_by_school`: it was odd, and only the school says it is not.
    """
    if open_flags:
        return PassedOn(
            "DISTRICT_REVIEW",
            Text(zh=f"有{open_flags}处疑点,由区级审核", en=f"{open_flags} open flags: the district looks at it"),
        )
    if cleared_by_school:
        return PassedOn(
            "DISTRICT_REVIEW",
            Text(zh="疑点由学校排除,由区级复核", en="its flags were cleared by the school: the district looks at it"),
        )
    if sent_back:
        return PassedOn(
            "DISTRICT_REVIEW", Text(zh="区级退回后重新上报", en="handed up again after the district returned it")
        )
    if recogniser == SCHOOL_RECOGNISER:
        return PassedOn("RECOGNISED", Text(zh=f"按{clause_id}由学校认定", en=f"{clause_id}: recognised by the school"))
    if recogniser is not None:
        return PassedOn(
            "DISTRICT_REVIEW", Text(zh=f"按{clause_id}由上级认定", en=f"{clause_id}: recognised above the school")
        )
    share = terms.sample_percent
    if terms.draws(lot):
        return PassedOn(
            "DISTRICT_REVIEW", Text(zh=f"区级抽查抽中(比例{share}%)", en=f"drawn for the district's sample ({share} %)")
        )
    return PassedOn(
        "RECOGNISED",
        Text(
            zh=f"区级抽查未抽中(比例{share}%),学校审核后即认定",
            en=f"not in the district's sample ({share} %): recognised on the school's review",
        ),
    )


def posting_time(terms: ClaimTerms, *, at: datetime, closes: tuple[datetime, ...]) -> datetime:
    """When a recognition becomes an outcome: as its batches have closed, and never sooner than it can be undone."""
    return max([at + timedelta(hours=terms.undo_hours), *closes])


def days_left(last_day: date, *, today: date) -> int:
    """How many days are left to hand in, the last one included; 0 when it is over."""
    return max((last_day - today).days + 1, 0)
