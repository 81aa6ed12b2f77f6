"""Request and response bodies of the ledger."""

from services.ledger.schemas.entries import (
    BalanceResponse,
    BookResponse,
    EntryResponse,
    FeedEntry,
    FeedResponse,
    StatementLine,
    StatementResponse,
    YearTotal,
)
from services.ledger.schemas.history import CellFaultResponse, HistoryImportResponse, HistoryReport
from services.ledger.schemas.standings import (
    ClauseResponse,
    CountedResponse,
    EarnedResponse,
    NotCountedResponse,
    OpenClause,
    QuantityResponse,
    SchoolSummary,
    StandingItem,
    StandingResponse,
    SummaryResponse,
)

__all__ = [
    "BalanceResponse",
    "BookResponse",
    "CellFaultResponse",
    "ClauseResponse",
    "CountedResponse",
    "EarnedResponse",
    "EntryResponse",
    "FeedEntry",
    "FeedResponse",
    "HistoryImportResponse",
    "HistoryReport",
    "NotCountedResponse",
    "OpenClause",
    "QuantityResponse",
    "SchoolSummary",
    "StandingItem",
    "StandingResponse",
    "StatementLine",
    "StatementResponse",
    "SummaryResponse",
    "YearTotal",
]
