"""What travels in and out of assessment."""

from services.assessment.schemas.claims import ClaimDecisionRequest, ClaimRequest, ClaimResponse
from services.assessment.schemas.classes import (
    CertificationRequest,
    ResultResponse,
    SchemeRequest,
    SchemeResponse,
    ScoresRequest,
)
from services.assessment.schemas.outcomes import (
    FinalisationResponse,
    OutcomeResponse,
    RevisionConfirmationRequest,
    RevisionResponse,
    SummaryResponse,
)
from services.assessment.schemas.parts import ItemsResponse

__all__ = [
    "CertificationRequest",
    "ClaimDecisionRequest",
    "ClaimRequest",
    "ClaimResponse",
    "FinalisationResponse",
    "ItemsResponse",
    "OutcomeResponse",
    "ResultResponse",
    "RevisionConfirmationRequest",
    "RevisionResponse",
    "SchemeRequest",
    "SchemeResponse",
    "ScoresRequest",
    "SummaryResponse",
]
