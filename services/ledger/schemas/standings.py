"""Bodies that show where teachers stand under the pack, and the district's sums."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Annotated, Protocol, Self
from uuid import UUID

from pydantic import Field

from services.ledger.models import CarriedEntry, Entry
from services.ledger.rules import KeptSummary, kept_bytes
from services.platform.types import Amount, Answer
from services.policy.engine import ClauseResult, Counted, NotCounted, Progress, Result

Overall = Annotated[
    Result,
    Field(
        description="Over the mandatory clauses that are due on the day. What falls due later is `progress`, never a "
        "failure: MET may stand beside clauses that are NOT_MET so far. EXEMPT where all are excused, NOT_APPLICABLE "
        "where none applies"
    ),
]


class CountedResponse(Answer):
    """An entry of the book, or a record, that a clause speaks of."""

    entry_id: UUID = Field(description="Of the entry, or of the record where `seq` is null")
    seq: int | None = Field(description="Number in the book; null for a record, which is in no book")
    title: str
    amount: Amount
    reason_zh: str = Field(description="Why it does not count, or why it counts where it does not belong by itself")
    reason_en: str


class QuantityResponse(Answer):
    """One quantity that a clause looks at."""

    label_zh: str
    label_en: str
    unit: str = Field(description="`hours`, `credits`, or in Chinese what is counted one by one", examples=["hours"])
    unit_en: str = Field(description="The same in English", examples=["hours"])
    required: Amount | None
    counted: Amount
    gap: Amount
    beyond: Amount = Field(description="How much lies over the upper limit, if there is one")


class ClauseResponse(Answer):
    """One clause in one period: its words, the calculation, what counted, what did not and why, what is lacking."""

    pack_id: str = Field(description="The pack whose clause this is", examples=["XC"])
    content_hash: str
    clause_id: str = Field(examples=["XC-02"])
    kind: str
    severity: str
    result: Result
    reason: str = Field(description="A stable code: what decided")
    period: str | None = Field(description="The judging year; null for the cycle as a whole")
    unit: str | None = Field(description="`hours`, `credits`, or in Chinese what is counted one by one")
    unit_en: str | None = Field(description="The same in English")
    required: Amount | None
    counted: Amount | None
    gap: Amount | None
    quantities: list[QuantityResponse]
    counted_entries: list[CountedResponse]
    not_counted: list[CountedResponse]
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
    def of(
        cls,
        clause: ClauseResult,
        *,
        pack_id: str,
        content_hash: str,
        entries: Mapping[str, Entry | CarriedEntry],
        records: Mapping[str, "Titled"],
    ) -> Self:
        """A clause's result with the numbers and titles of the entries and records it speaks of."""

        def shown(one: Counted | NotCounted) -> CountedResponse:
            return counted_response(one, entries=entries, records=records)

        return cls(
            **{name: getattr(clause, name) for name in _AS_JUDGED},
            pack_id=pack_id,
            content_hash=content_hash,
            quantities=[QuantityResponse.model_validate(quantity) for quantity in clause.quantities],
            counted_entries=[shown(one) for one in clause.counted_entries],
            not_counted=[shown(one) for one in clause.not_counted],
        )


class Titled(Protocol):
    """A record, or what was kept of one."""

    @property
    def title(self) -> str: ...


def counted_response(
    one: Counted | NotCounted, *, entries: Mapping[str, Entry | CarriedEntry], records: Mapping[str, Titled]
) -> CountedResponse:
    """What counted or did not, with its number and title."""
    entry, record = entries.get(one.entry_id), records.get(one.entry_id)
    return CountedResponse(
        entry_id=UUID(one.entry_id),
        seq=entry.seq if isinstance(entry, Entry) else None,
        title=entry.title if entry is not None else record.title if record is not None else "",
        amount=one.amount,
        reason_zh=one.reason_zh,
        reason_en=one.reason_en,
    )


_ADDED = {"quantities", "counted_entries", "not_counted", "pack_id", "content_hash"}
_AS_JUDGED = tuple(name for name in ClauseResponse.model_fields if name not in _ADDED)


class GoverningPack(Answer):
    """A pack that judges, and from when to when it governs the teacher."""

    pack_id: str
    version: str
    content_hash: str
    assignment_id: UUID
    revision: int = Field(description="Above 1 where the assignment was corrected")
    reason: str | None = Field(description="Why it was corrected")
    first: date
    last: date


class StandingResponse(Answer):
    """A teacher under the packs of the cycle on a day. People decide what follows from it, never the system."""

    teacher_id: UUID
    staff_number: str
    name: str
    as_of: date
    pack_id: str = Field(description="The pack in force on the day")
    pack_version: str
    content_hash: str
    packs: list[GoverningPack] = Field(
        description="Every pack that judges, the one in force last; of a cycle that is over, one in which the teacher "
        "entered service and whose first months or years run on",
    )
    known_at_seq: int
    verdict: Overall
    progress: Progress
    clauses: list[ClauseResponse]


class OpenClause(Answer):
    """A mandatory clause that is not met, in short."""

    pack_id: str
    clause_id: str
    period: str | None
    result: Result
    unit: str | None = Field(description="`hours`, `credits`, or in Chinese what is counted one by one")
    unit_en: str | None = Field(description="The same in English")
    gap: Amount | None
    sentence_zh: str


class StandingItem(Answer):
    """One teacher's verdict with the clauses still open."""

    teacher_id: UUID
    staff_number: str
    name: str
    school_id: UUID
    pack_id: str | None = Field(description="The pack in force for the teacher; null where there is none")
    verdict: Overall
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
    by_year: dict[str, Sums] = Field(description="By the school year of the book in which it was earned")


class SchoolSummary(Answer):
    """One school: heads where teachers stand in post on the day, credits where they were earned."""

    school_id: UUID
    code: str
    name: str
    teachers: int = Field(description="In post here on the day; who is in post at two schools counts at one of them")
    people: int = Field(description="Who earned something here that stands, each once")
    standings: dict[Result, int]
    earned: EarnedResponse


class PackInUse(Answer):
    """A pack with the number of teachers it is in force for on the day."""

    pack_id: str
    version: str
    content_hash: str
    teachers: int


class SummaryResponse(Answer):
    """A district on a day."""

    district_id: int
    name: str
    level: str
    as_of: date
    known_at_seq: int
    pack_id: str | None = Field(description="The pack of the district as a whole; null when none is in force")
    content_hash: str | None
    packs: list[PackInUse] = Field(description="All packs in force; nobody is judged without one")
    teachers: int = Field(description="In post on the day, each once")
    people: int = Field(description="Who earned something that stands, each once, whatever number of schools")
    standings: dict[Result, int]
    earned: EarnedResponse
    schools: list[SchoolSummary]
    summary_hash: str = Field(description="sha256 in hex over the canonical JSON of all this; a report keeps the same")

    @classmethod
    def of(cls, kept: KeptSummary) -> Self:
        """A summary with its hash, as it is now or as a report kept it."""
        names = cls.model_fields.keys() - {"summary_hash"}
        return cls.model_validate(
            {**{name: getattr(kept, name) for name in names}, "summary_hash": sha256(kept_bytes(kept)).hexdigest()}
        )
