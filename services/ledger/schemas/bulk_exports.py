"""Bodies of exports."""

from datetime import date, datetime
from typing import Literal, Self, cast
from uuid import UUID

from pydantic import ConfigDict, Field

from services.ledger.models import BulkExport
from services.ledger.rules import EXPORT_MEDIA_TYPES, ExportForm, ExportKind, ExportState, export_file_name
from services.platform.types import Answer, Body, Count, Day, Flag, Id


class ExportRequest(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"kind": "ENTRIES", "form": "XLSX", "language": "zh", "as_of": "2026-08-31"},
                {"kind": "STATEMENTS", "form": "CSV", "as_of": "2026-08-31", "byte_order_mark": True},
            ]
        }
    )

    kind: ExportKind = Field(
        description="ENTRIES: rows of the book with the codes of the national teacher system; STATEMENTS: hours and "
        "credits by teacher and school year; STANDINGS: verdicts with the clauses still open"
    )
    form: ExportForm
    language: Literal["zh", "en"] = Field(default="zh", description="Of the headings; NDJSON has names of its own")
    byte_order_mark: Flag = Field(default=True, description="CSV begins with it, so that spreadsheets read Chinese")
    as_of: Day | None = Field(
        default=None,
        description="What was earned by this day: everything by default, and where teachers are counted today",
    )
    after_seq: Count = Field(default=0, description="Of ENTRIES: only those behind this one")
    known_at_seq: Count | None = Field(default=None, description="As the book knew it at this entry; now by default")
    school_id: Id | None = Field(
        default=None,
        description="Of ENTRIES what was earned there, else who is in post there on the day; a school's officer gets "
        "the own school",
    )


class ExportResponse(Answer):
    """An export, and how far it is."""

    export_id: UUID
    kind: ExportKind
    form: ExportForm
    language: Literal["zh", "en"]
    byte_order_mark: bool
    names: Literal["FULL", "MASKED", "NONE"] = Field(
        description="What it tells of people: everything to the district's officer, `王*` to schools and auditors, "
        "nothing but ids to connected systems"
    )
    as_of: date | None
    after_seq: int
    known_at_seq: int = Field(description="The entry at which the book ended; what was posted later is not in the file")
    school_id: UUID | None
    asked_at: datetime
    state: ExportState
    done: int = Field(description="Entries or teachers looked at")
    total: int = Field(description="Entries or teachers to look at")
    rows: int = Field(description="Lines below the headings so far")
    size: int = Field(description="Bytes so far")
    name: str = Field(description="What the file is called", examples=["entries-231083-1200.xlsx"])
    media_type: str
    finished_at: datetime | None
    expires_at: datetime | None = Field(description="When the file is removed")

    @classmethod
    def of(cls, asked: BulkExport) -> Self:
        # The table's checks say which there are.
        form, kind = cast(ExportForm, asked.form), cast(ExportKind, asked.kind)
        shown = {name: getattr(asked, name, None) for name in cls.model_fields}
        shown["media_type"] = EXPORT_MEDIA_TYPES[form]
        shown["name"] = export_file_name(kind, form, district_id=asked.district_id, known_at_seq=asked.known_at_seq)
        return cls.model_validate(shown)
