"""Request and response bodies of attendance."""

from services.attendance.schemas.check_in import (
    CheckInRequest,
    CheckInResponse,
    CodesResponse,
    RefusedScanResponse,
    TicketResponse,
)
from services.attendance.schemas.presence import (
    BookLeave,
    BookLineResponse,
    CorrectionRequest,
    CorrectionResponse,
    LeaveDecisionRequest,
    LeaveDecisionResponse,
    LeaveRequest,
    LeaveResponse,
    MeetingBookResponse,
)
from services.attendance.schemas.settlement import SettledMemberResponse, SettlementResponse, SummaryResponse

__all__ = [
    "BookLeave",
    "BookLineResponse",
    "CheckInRequest",
    "CheckInResponse",
    "CodesResponse",
    "CorrectionRequest",
    "CorrectionResponse",
    "LeaveDecisionRequest",
    "LeaveDecisionResponse",
    "LeaveRequest",
    "LeaveResponse",
    "MeetingBookResponse",
    "RefusedScanResponse",
    "SettledMemberResponse",
    "SettlementResponse",
    "SummaryResponse",
    "TicketResponse",
]
