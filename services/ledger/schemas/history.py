"""Bodies of imports of old hours."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from services.platform.types import Answer


class CellFaultResponse(Answer):
    row: int
    column: str = Field(examples=["结束日期"])
    code: str = Field(examples=["crosses-a-year"])


class HistoryReport(Answer):
    rows: int
    added: int = Field(description="Entries posted, or that would have been in a dry run")
    repeated: int = Field(description="Rows that stand in the book already, or twice in the file")
    errors: list[CellFaultResponse] = Field(description="At most 500; with any error nothing is posted")


class HistoryImportResponse(Answer):
    import_id: UUID
    file_hash: str
    dry_run: bool
    applied: bool
    report: HistoryReport
    imported_by: UUID
    imported_at: datetime
