"""Bodies about what was found odd about claims."""

from datetime import datetime
from typing import Literal, Self, TypeAlias
from uuid import UUID

from pydantic import Field

from services.assessment.models import Claim, ClaimFlag
from services.platform.types import Answer, Body, Sentence

FlagState: TypeAlias = Literal["OPEN", "CLEARED", "CONFIRMED"]


class FlagDecisionRequest(Body):
    """CLEARED: it is no double. CONFIRMED: it is one, and the claim is returned or corrected by who reviews it."""

    state: Literal["CLEARED", "CONFIRMED"] = Field(examples=["CLEARED"])
    reason: Sentence = Field(examples=["两人合上一节课,教案共用,已核对"])


class ClaimFlagResponse(Answer):
    """Something odd about a claim; it points at what was there first."""

    flag_id: UUID
    claim_id: UUID
    teacher_id: UUID
    school_id: UUID
    code: str = Field(examples=["FILE_OF_ANOTHER"])
    zh: str
    en: str
    first_claim_id: UUID | None
    first_event_id: UUID | None = Field(description="The activity or the class")
    state: FlagState
    raised_at: datetime
    settled_by: UUID | None
    settled_at: datetime | None
    reason: str | None

    @classmethod
    def of(cls, flag: ClaimFlag, claim: Claim) -> Self:
        columns = {name: getattr(flag, name) for name in cls.model_fields if name not in ("teacher_id", "school_id")}
        return cls(**columns, teacher_id=claim.teacher_id, school_id=claim.school_id)
