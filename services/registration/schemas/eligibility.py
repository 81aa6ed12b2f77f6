"""Bodies about who may enter a class."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from services.platform.types import Amount, Answer


class CitedEntry(Answer):
    """An entry of the training history that a clause goes by."""

    entry_id: UUID
    seq: int
    title: str
    level: str
    kind: str
    hours: Amount
    credits: Amount
    earned_from: date
    earned_to: date
    class_id: UUID | None


class EligibilityFinding(Answer):
    """One reason why a teacher may not enter, or why that cannot be known."""

    clause_id: str = Field(examples=["LY-01"])
    code: str
    barred: Annotated[bool, Field(description="False where a fact is missing that would decide")]
    reason_zh: str
    reason_en: str
    quote: Annotated[str, Field(description="The words of the source, verbatim")]
    source: str
    override: Annotated[
        Literal["with_reason", "never"], Field(description="Whether a nomination may set it aside with a reason")
    ]
    cited: list[CitedEntry]
    missing: Annotated[list[str], Field(description="Facts that nobody has stated")]


class Declaration(Answer):
    clause_id: str
    words: str


class EligibilityResponse(Answer):
    """Whether a teacher may enter a class today, by the pack in force for him."""

    result: Literal["OPEN", "BARRED", "UNDETERMINED"]
    overridable: bool
    pack_id: Annotated[str | None, Field(description="Null where no pack says who may enter")]
    content_hash: str | None
    findings: list[EligibilityFinding]
    declares: Annotated[list[Declaration], Field(description="What the school declares by nominating, in words")]
