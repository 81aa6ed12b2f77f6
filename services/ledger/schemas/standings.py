"""Bodies that show where teachers stand under the pack, and the district's sums."""

from collections.abc import Mapping
from datetime import date
from typing import Self
from uuid import UUID

from pydantic import Field

from services.ledger.models import Entry
from services.platform.types import Amount, Answer
from services.policy.engine import ClauseResult, Progress, Result


class CountedResponse(Answer):
    entry_id: UUID
    seq: int
    title: str
    amount: Amount


class NotCountedResponse(CountedResponse):
    reason_zh: str
    reason_en: str


class QuantityResponse(Answer):
    """One quantity that a clause looks at."""

    label_zh: str
    label_en: str
    unit: str
    required: Amount | None
    counted: Amount
    gap: Amount
    beyond: Amount = Field(description="How much lies over the upper limit, if there is one")


class ClauseResponse(Answer):
    """One clause in one period: its words, the calculation, what counted, what did not and why, what is lacking."""

    clause_id: str = Field(examples=["XC-02"])
    kind: str
    severity: str
    result: Result
    reason: str = Field(description="A stable code: what decided")
    period: str | None = Field(description="The judging year; null for the cycle as a whole")
    unit: str | None
    required: Amount | None
    counted: Amount | None
    gap: Amount | None
    quantities: list[QuantityResponse]
    counted_entries: list[CountedResponse]
    not_counted: list[NotCountedResponse]
    progress: Progress
    due_on: date | None
    title_zh: str
    title_en: str
    quote: str = Field(description="The words of the source, verbatim")
    source: str
    sentence_zh: str
    sentence_en: str
    calculation: str | None = Field(description="How the required amount came about, where it is not the printed one")

    @classmethod
    def of(cls, clause: ClauseResult, entries: Mapping[str, Entry]) -> Self:
        """A clause's result with the numbers and titles of the entries it speaks of."""
        return cls(
            **{name: getattr(clause, name) for name in _AS_JUDGED},
            quantities=[QuantityResponse.model_validate(quantity) for quantity in clause.quantities],
            counted_entries=[
                CountedResponse(
                    entry_id=entries[one.entry_id].entry_id,
                    seq=entries[one.entry_id].seq,
                    title=entries[one.entry_id].title,
                    amount=one.amount,
                )
                for one in clause.counted_entries
            ],
            not_counted=[
                NotCountedResponse(
                    entry_id=entries[one.entry_id].entry_id,
                    seq=entries[one.entry_id].seq,
                    title=entries[one.entry_id].title,
                    amount=one.amount,
                    reason_zh=one.reason_zh,
                    reason_en=one.reason_en,
                )
                for one in clause.not_counted
            ],
        )


_TRANSLATED = {"quantities", "counted_entries", "not_counted"}
_AS_JUDGED = tuple(name for name in ClauseResponse.model_fields if name not in _TRANSLATED)


class StandingResponse(Answer):
    """A teacher under the pack in force on a day. People decide what follows from it, never the system."""

    teacher_id: UUID
    staff_number: str
    name: str
    as_of: date
    pack_id: str
    pack_version: str
    content_hash: str
    known_at_seq: int
    verdict: Result
    progress: Progress
    clauses: list[ClauseResponse]


class OpenClause(Answer):
    """A mandatory clause that is not met, in short."""

    clause_id: str
    period: str | None
    result: Result
    unit: str | None
    gap: Amount | None
    sentence_zh: str


class StandingItem(Answer):
    """One teacher's verdict with the clauses still open."""

    teacher_id: UUID
    staff_number: str
    name: str
    school_id: UUID
    verdict: Result
    progress: Progress
    open_clauses: list[OpenClause]


class Sums(Answer):
    hours: Amount
    credits: Amount


class EarnedResponse(Answer):
    """What was earned, reversals netted."""

    entries: int = Field(description="Rows of the book, reversals included")
    total: Sums
    by_category: dict[str, Sums]
    by_level: dict[str, Sums]
    by_mode: dict[str, Sums]


class SchoolSummary(Answer):
    """One school: heads where teachers stand in post on the day, credits where they were earned."""

    school_id: UUID
    code: str
    name: str
    teachers: int
    standings: dict[Result, int]
    earned: EarnedResponse


class SummaryResponse(Answer):
    """A district on a day."""

    as_of: date
    known_at_seq: int
    pack_id: str | None = Field(description="The pack that judged; null when none is in force, then nobody is judged")
    content_hash: str | None
    teachers: int
    standings: dict[Result, int]
    earned: EarnedResponse
    schools: list[SchoolSummary]
