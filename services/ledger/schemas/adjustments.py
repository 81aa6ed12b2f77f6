"""Bodies of adjustments by hand."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from services.ledger.rules import AdjustmentLine
from services.ledger.schemas.entries import EntryResponse
from services.ledger.schemas.what_if import LineRequest
from services.platform.types import Amount, Answer, Body, BulkBody, Id, Name, Sentence

AdjustmentState = Literal["PROPOSED", "APPROVED", "REJECTED", "WITHDRAWN"]

_EXAMPLES: list[JsonDict] = [
    {
        "teacher_id": "01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12",
        "title": "2024年市级骨干教师培训(纸质证书补登)",
        "reason": "纸质证书原件已核验,当年名册遗漏",
        "takes_back": [],
        "lines": [
            {
                "hours": "24",
                "credits": "0",
                "earned_from": "2026-07-06",
                "earned_to": "2026-07-10",
                "category": "KNOWLEDGE_SKILL",
                "level": "COUNTY",
                "mode": "CENTRALISED",
                "nature": "COMPULSORY",
                "kind": "IN_SERVICE",
                "tags": [],
                "organised_by_admin": True,
            }
        ],
        "evidence": ["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b90"],
    }
]


class GivenLineRequest(LineRequest):
    """Hours or credits to be given, in codes of the pack; the span lies within one judging year."""

    def given(self) -> AdjustmentLine:
        return AdjustmentLine(**{**dict(self), "tags": tuple(self.tags)})


class AdjustmentRequest(BulkBody):
    """What is to be taken back and given, why, and what proves it."""

    model_config = ConfigDict(json_schema_extra={"examples": list(_EXAMPLES)})

    teacher_id: Id
    title: Name = Field(description="As the statement will show it")
    reason: Sentence
    takes_back: Annotated[
        list[Id], Field(max_length=50, description="Ids of entries of imports and adjustments, taken back whole")
    ] = Field(default_factory=list)
    lines: Annotated[list[GivenLineRequest], Field(max_length=20)] = Field(default_factory=list)
    evidence: Annotated[list[Id], Field(min_length=1, max_length=10, description="Ids of files handed in before")]


class AdjustmentDecisionRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"decision": "APPROVED", "reason": "已与原件核对"}]})

    decision: Literal["APPROVED", "REJECTED", "WITHDRAWN"]
    reason: Sentence | None = None


class GivenLine(Answer):
    hours: Amount
    credits: Amount
    earned_from: date
    earned_to: date
    category: str
    level: str
    mode: str
    nature: str
    kind: str
    tags: list[str]
    organised_by_admin: bool


class AdjustmentResponse(Answer):
    """An adjustment with everything two persons said of it. Accounts, not names: the directory knows whose they are."""

    adjustment_id: UUID
    state: AdjustmentState
    teacher_id: UUID
    title: str
    reason: str
    takes_back: list[UUID]
    lines: list[GivenLine]
    evidence: list[UUID]
    proposed_by: UUID = Field(description="The account that proposed it")
    proposed_at: datetime
    decided_by: UUID | None = Field(description="The other account that decided it; the same where it was withdrawn")
    decided_at: datetime | None
    decision_reason: str | None
    causation_id: UUID | None = Field(description="Of the entries; it follows from every word of the above")
    entries: list[EntryResponse] = Field(description="What approving posted: what was taken back, then what was given")
