"""What travels in and out of assessment."""

from services.assessment.schemas.claims import ClaimDecisionRequest, ClaimRequest, ClaimResponse
from services.assessment.schemas.classes import (
    CertificationRequest,
    ResultResponse,
    SchemeRequest,
    SchemeResponse,
    ScoresRequest,
)
from services.assessment.schemas.files import FileResponse
from services.assessment.schemas.outcomes import (
    FinalisationResponse,
    OutcomeResponse,
    RevisionConfirmationRequest,
    RevisionResponse,
    SummaryResponse,
)
from services.assessment.schemas.parts import ItemsResponse
from services.assessment.schemas.records import RecordResponse, RecordsRequest, RecordsResponse, RetractionRequest

__all__ = [
    "CertificationRequest",
    "ClaimDecisionRequest",
    "ClaimRequest",
    "ClaimResponse",
    "FileResponse",
    "FinalisationResponse",
    "ItemsResponse",
    "OutcomeResponse",
    "RecordResponse",
    "RecordsRequest",
    "RecordsResponse",
    "ResultResponse",
    "RetractionRequest",
    "RevisionConfirmationRequest",
    "RevisionResponse",
    "SchemeRequest",
    "SchemeResponse",
    "ScoresRequest",
    "SummaryResponse",
]
