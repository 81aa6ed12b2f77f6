"""The monthly batches in which forms go from the teacher to the school and on to the district, by the pack's days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, Literal

from services.assessment.rules.awards import PackInForce
from services.assessment.rules.claims.kinds import ReviewLevel
from services.platform.clock import SHANGHAI
from services.policy.facts import SchoolCalendar
from services.policy.format.clauses import DeadlineClause
from services.policy.programs import Batch, batch_of

_HANDED_TO: Final[Mapping[str, ReviewLevel]] = {"unit": "SCHOOL", "school": "DISTRICT"}
"""To whom the deadlines of a scope hand in."""
_LEVELS: Final[tuple[ReviewLevel, ...]] = ("SCHOOL", "DISTRICT")


@dataclass(frozen=True, slots=True)
class ClaimBatch:
    """The batch in which a claim reaches a level."""

    level: ReviewLevel
    batch: Batch
    about: date
    """The day by which the next level's batch is found: what came too late here goes on with the batch it joined."""
    every: Literal["month", "semester"] = "month"

    @property
    def closes(self) -> datetime | None:
        """The midnight that ends its last day; None where the pack's day is not known."""
        if self.batch.due is None:
            return None
        return datetime.combine(self.batch.due + timedelta(days=1), time(), tzinfo=SHANGHAI)

    def as_data(self) -> dict[str, Any]:
        batch = self.batch
        return {
            "level": self.level,
            "every": self.every,
            "clause_id": batch.clause_id,
            "state": batch.state,
            "due": batch.due.isoformat() if batch.due else None,
            "closes": self.closes.isoformat() if self.closes else None,
            "about": self.about.isoformat(),
            "label": {"zh": batch.label_zh, "en": batch.label_en},
            "reason": {"zh": batch.reason_zh, "en": batch.reason_en},
        }


def batches_for(force: PackInForce, *, at: datetime, held_to: date, calendar: SchoolCalendar) -> tuple[ClaimBatch, ...]:
    """The batches of a form handed in now: a team hands in to its school, the school to the district.

    None where the pack has no such days.
    """
    about, found = held_to, list[ClaimBatch]()
    for level in _LEVELS:
        batch = batch_at(force, level, at=at, about=about, calendar=calendar)
        if batch is not None:
            found.append(batch)
            about = batch.about
    return tuple(found)


def semester_batch(force: PackInForce, *, at: datetime, held_to: date, calendar: SchoolCalendar) -> ClaimBatch | None:
    """The semester with whose forms one that is handed in now is summed up; None where the pack has no such day."""
    clause = next((one for one in _deadlines(force, "semester") if one.scope == "teacher"), None)
    if clause is None:
        return None
    batch = batch_of(
        force.pack,
        terms=force.terms,
        clause_id=clause.id,
        at=at,
        calendar=calendar,
        activity_on=held_to,
        zone=SHANGHAI,
    )
    return ClaimBatch("DISTRICT", batch, held_to, every="semester")


def batch_at(
    force: PackInForce, level: ReviewLevel, *, at: datetime, about: date, calendar: SchoolCalendar
) -> ClaimBatch | None:
    """The batch in which something reaches a level now, by the first monthly day that the pack has for it."""
    clause = next((one for one in _deadlines(force, "month") if _HANDED_TO.get(one.scope) == level), None)
    if clause is None:
        return None
    batch = batch_of(
        force.pack,
        terms=force.terms,
        clause_id=clause.id,
        at=at,
        calendar=calendar,
        activity_on=about,
        zone=SHANGHAI,
    )
    joined = batch.holds.last if batch.state == "NEXT_BATCH" and batch.holds else about
    return ClaimBatch(level, batch, joined)


def _deadlines(force: PackInForce, every: Literal["month", "semester"]) -> Iterator[DeadlineClause]:
    for clause in force.pack.clauses:
        if isinstance(clause, DeadlineClause) and clause.every == every:
            yield clause
