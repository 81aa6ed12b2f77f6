"""Bodies about quotas."""

from typing import Self
from uuid import UUID

from pydantic import Field

from services.assessment.rules import QuotaProposal
from services.platform.types import Amount, Answer


class CandidateResponse(Answer):
    """A member who passed, with the overall score."""

    teacher_id: UUID
    score: Amount
    grade: str | None


class QuotaProposalResponse(Answer):
    """A proposal and no decision: nothing is kept of it."""

    counted: int = Field(description="Of how many the share was taken")
    places: int = Field(description="Rounded down")
    within: list[CandidateResponse] = Field(description="The best by score, who fit whatever is decided")
    tied: list[CandidateResponse] = Field(description="Of one score, of whom not all fit: a person decides")
    left: int = Field(description="How many of the tied fit")

    @classmethod
    def of(cls, proposal: QuotaProposal) -> Self:
        return cls.model_validate(proposal)
