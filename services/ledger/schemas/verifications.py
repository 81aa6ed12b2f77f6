"""Bodies of verifications of the book."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from services.platform.types import Answer

VerifiedPart = Literal[
    "ENTRIES",
    "HEADS",
    "OUTCOMES",
    "ADJUSTMENTS",
    "IMPORTS",
    "MERGES",
    "CARRIED",
    "BALANCES",
    "CERTIFICATES",
    "ATTESTATIONS",
    "REPORTS",
]


class FindingResponse(Answer):
    """One thing that does not hold."""

    part: VerifiedPart
    seq: int | None = Field(description="The entry, where it is about one")
    zh: str = Field(examples=["台账行 2:hours 与入账时写下的规范字节不符"])
    en: str = Field(examples=["entry 2: column hours differs from the canonical bytes written with it"])


class BookVerificationResponse(Answer):
    """How far the worker has come in recomputing the book, and what it found."""

    verification_id: UUID
    asked_by: UUID
    asked_at: datetime
    entries: int = Field(description="The last entry of the book when it was asked for")
    stage: VerifiedPart | Literal["DONE"]
    done: int = Field(description="Entries looked at so far")
    total: int
    holds: bool | None = Field(description="Whether the whole book holds; null while it is being looked at")
    findings: list[FindingResponse] = Field(description="The first bad row first; at most 1,000")
    finished_at: datetime | None
