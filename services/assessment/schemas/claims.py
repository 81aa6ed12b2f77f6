"""Bodies about claims."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import Field

from services.assessment.models import Claim, Outcome
from services.assessment.rules import ClaimKind, ClaimState, DegreeLevel
from services.assessment.schemas.outcomes import OutcomeResponse
from services.platform.types import Answer, Body, Day, Flag, Id, Name, Sentence


class ClaimRequest(Body):
    teacher_id: Id = Field(
        description="Oneself, or a teacher of one's school", examples=["01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12"]
    )
    kind: ClaimKind = Field(examples=["DEGREE"])
    degree_level: DegreeLevel = Field(examples=["BACHELOR"])
    certificate_no: Name = Field(description="As printed on the certificate", examples=["103661202605001234"])
    awarded_on: Day = Field(description="The date of the certificate", examples=["2026-07-05"])
    evidence: Sentence = Field(
        description="What was shown, and where it is kept", examples=["毕业证书原件,学校人事处核验"]
    )


class ClaimDecisionRequest(Body):
    approved: Flag = Field(examples=[True])
    reason: Sentence | None = Field(default=None, examples=["学信网核验一致"])


class ClaimResponse(Answer):
    """A claim as it stands; `outcome` is what it was recognised by."""

    claim_id: UUID
    teacher_id: UUID
    school_id: UUID
    kind: ClaimKind
    degree_level: DegreeLevel
    certificate_no: str
    awarded_on: date
    evidence: str
    state: ClaimState
    claimed_at: datetime
    decided_at: datetime | None
    reason: str | None
    outcome: OutcomeResponse | None = None

    @classmethod
    def of(cls, claim: Claim, outcome: Outcome | None = None) -> Self:
        answer = cls.model_validate(claim)
        answer.outcome = None if outcome is None else OutcomeResponse.of(outcome)
        return answer
