"""Bodies of verdicts as the worker keeps them."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from services.ledger.schemas.standings import Overall
from services.platform.types import Answer
from services.policy.engine import Result


class VerdictItem(Answer):
    """One teacher's verdict as it was last found."""

    teacher_id: UUID
    staff_number: str
    name: str
    school_id: UUID
    verdict: Overall = Field(
        description="UNDETERMINED also where judging tripped over the teacher's rows: the log says how"
    )
    pack_id: str | None = Field(
        description="The pack in force for the teacher; null where there is none, or the verdict could not be found"
    )
    judged_for: date = Field(description="The day on which the teacher was judged")
    known_at_seq: int = Field(description="As far as the book had come then; what it says of the teacher is the same")
    waiting: bool = Field(description="Something about the teacher has changed since: the worker will judge anew")


class VerdictsResponse(Answer):
    """Verdicts of those in post, and how far the worker is behind."""

    items: list[VerdictItem]
    next_cursor: str | None
    counts: dict[Result, int] = Field(description="All who are in post, at the school or in the district")
    head_seq: int = Field(description="The last entry of the book")
    waiting: int = Field(description="How many people of the district wait to be judged anew")
    waiting_since: datetime | None = Field(description="Since when the first of them; null where nobody waits")


class RebuildResponse(Answer):
    waiting: int = Field(description="How many people the worker will judge anew")
