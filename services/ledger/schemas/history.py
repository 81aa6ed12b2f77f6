"""Bodies of imports of old hours."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from services.ledger.rules import Evidence
from services.platform.types import Answer, Body, Sentence

ImportState = Literal["CHECKED", "REFUSED", "POSTING", "DONE", "UNDOING", "UNDONE"]
RowFate = Literal["NEW", "POSTED", "REPEATED", "REFUSED"]


class CellFaultResponse(Answer):
    row: int
    column: str = Field(examples=["结束日期"])
    code: str = Field(examples=["crosses-a-year"])


class HistoryReport(Answer):
    """What checking the file found."""

    rows: int
    added: int = Field(description="Rows to be posted, or that would have been in a dry run")
    repeated: int = Field(description="Rows that stand in the book already, or twice in the file, word for word")
    refused: int = Field(default=0, description="Rows with a fault; with any nothing is posted")
    flagged: int = Field(default=0, description="Rows so like another training that somebody should look at them")
    errors: list[CellFaultResponse] = Field(description="At most 500; with any error nothing is posted")


class HistoryProgressResponse(Answer):
    """How far the worker is: rows looked at while it posts, entries taken back while it undoes."""

    done: int
    total: int
    posted: int = Field(description="Entries that the import put into the book")
    moved_at: datetime


class LeftEntry(Answer):
    """An entry of the import that was taken back before, and so is left as it is."""

    seq: int
    entry_id: UUID
    taken_back_by_seq: int


class HistoryUndoResponse(Answer):
    causation_id: UUID = Field(description="Of every reversal; it follows from who undid the import, when and why")
    reason: str
    undone_by: UUID
    undone_at: datetime
    left: list[LeftEntry] = Field(description="At most 500; shown where one import is asked for")


class HistoryImportResponse(Answer):
    import_id: UUID
    state: ImportState = Field(description="CHECKED: a dry run. REFUSED: it has faults. POSTING, UNDOING: ask again")
    file_hash: str
    file_name: str | None
    document: str | None = Field(description="The paper behind every row that names none of its own")
    evidence: Evidence | None
    dry_run: bool
    applied: bool
    causation_id: UUID | None = Field(
        description="Of its entries; it follows from the file, from every row, from who brought it and when"
    )
    report: HistoryReport
    progress: HistoryProgressResponse | None = Field(description="Null where nothing is posted")
    undo: HistoryUndoResponse | None
    imported_by: UUID
    imported_at: datetime


class RowFaultResponse(Answer):
    column: str = Field(examples=["名称"])
    code: str = Field(examples=["same-training"])


class HistoryRowResponse(Answer):
    """A row of a file by its number there, and what became of it; never what it said."""

    row: int
    fate: RowFate
    faults: list[RowFaultResponse]
    teacher_id: UUID | None
    evidence: Evidence | None
    document: str | None = Field(description="The paper that says so; of rows that are posted")
    entry_id: UUID | None
    seq: int | None = Field(description="The entry that it became")
    taken_back_by_seq: int | None
    same_as_seq: int | None = Field(description="The entry that counts the same training")
    same_as_row: int | None
    similar_seqs: list[int] = Field(
        description="Entries so like it that somebody should look; it is posted all the same"
    )
    similar_rows: list[int]


class HistoryUndoRequest(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "名册版本有误,核对后重新导入"}]})

    reason: Sentence
