"""What assessment says."""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from services.contracts.event import MOST_MEMBERS, Event, Part


class AwardLine(Part):
    """One line of what an outcome earned; it lies within one year of its pack. Posted verbatim."""

    line: int
    hours: Decimal
    credits: Decimal
    category: str
    level: str
    original_level: str | None
    mode: str
    nature: str
    kind: str
    tags: tuple[str, ...]
    organised_by_admin: bool
    earned_from: date
    earned_to: date
    rules: tuple[str, ...]


class OutcomeState(Part):
    """One teacher's result in a class, or of a claim, in full at a revision; no lines means nothing earned."""

    outcome_id: UUID
    revision: int
    teacher_id: UUID
    source: Literal["class", "claim"]
    class_id: UUID | None
    program_id: UUID | None
    title: str
    grade: str | None
    school_id: UUID
    teacher_title: str | None
    title_tier: str | None
    post: str | None
    pack_id: str | None
    pack_hash: str | None
    """None of whom no pack governed: such an outcome has no lines."""
    issuer: str
    passed: bool | None = None
    """Whether it was passed; None for what was withdrawn, or said before this was told."""
    withdrawn: bool = False
    """Whether it is taken back altogether: nothing is earned, and a degree is not recognised any more."""
    degree: str | None = None
    degree_on: date | None = None
    lines: tuple[AwardLine, ...] = Field(max_length=20)


class OutcomeFinalised(Event):
    """Outcomes that a person finalised or confirmed anew, in batches."""

    topic: ClassVar[str] = "assessment.outcome_finalised.v1"

    members: tuple[OutcomeState, ...] = Field(max_length=MOST_MEMBERS)


class RecordState(Part):
    """One thing done, held or kept, in full at a revision; a retracted one counts for nothing any more."""

    record_id: UUID
    revision: int
    retracted: bool
    kind: str
    on: date
    amount: Decimal
    teacher_id: UUID | None
    school_id: UUID | None
    """Of a teacher's record the school on that day."""
    unit: str | None
    event: str | None
    class_id: UUID | None
    role: str
    level: str
    result: str
    tags: tuple[str, ...]
    title: str


class RecordsKept(Event):
    """Records of activities and documents that were entered or retracted."""

    topic: ClassVar[str] = "assessment.records_kept.v1"

    members: tuple[RecordState, ...] = Field(max_length=MOST_MEMBERS)


class PairState(Part):
    """A mentor and a mentee of a school, in full at a revision: a unit of the school that clauses ask of."""

    pair_id: UUID
    revision: int
    school_id: UUID
    name: str
    mentor_id: UUID
    first_day: date
    last_day: date
    withdrawn: bool


class PairsKept(Event):
    """Pairs that were named, ended earlier or later, or withdrawn."""

    topic: ClassVar[str] = "assessment.pairs_kept.v1"

    members: tuple[PairState, ...] = Field(max_length=MOST_MEMBERS)


class DutiesFellDue(Event):
    """Said ahead of its time: a moment came at which something may be due about the duties of these teachers."""

    topic: ClassVar[str] = "assessment.duties_fell_due.v1"

    teacher_ids: tuple[UUID, ...] = Field(max_length=MOST_MEMBERS)


class ClaimsFellDue(Event):
    """Said ahead of its time: a moment came at which something may be due about claims.

    A reminder, the end of a level's time, or the hour at which what was recognised is posted.
    """

    topic: ClassVar[str] = "assessment.claims_fell_due.v1"

    claim_ids: tuple[UUID, ...] = Field(max_length=MOST_MEMBERS)
