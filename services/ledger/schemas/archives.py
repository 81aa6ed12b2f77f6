"""Bodies of archives of teachers' own records, and of where entries come from."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from services.platform.types import Amount, Answer, Body, Day, Sentence


class ArchiveRequest(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"purpose": "职称评审材料", "as_of": "2026-08-31"}]},
    )

    purpose: Sentence | None = Field(default=None, description="What for; needed of everybody but the teacher")
    as_of: Day | None = Field(default=None, description="What was earned by this day; today by default")


class ArchiveResponse(Answer):
    """An archive, who asked for it and what for; of everybody who ever did the teacher can know."""

    archive_id: UUID
    teacher_id: UUID
    state: Literal["WAITING", "READY", "EXPIRED"] = Field(description="WAITING: ask again in some seconds")
    purpose: str | None = Field(description="Null where the teacher asked")
    as_of: date
    asked_by: UUID = Field(description="The account that asked")
    asked_at: datetime
    known_at_seq: int | None = Field(description="The last entry of the book that it knows of")
    sha256: str | None = Field(description="Of the file, in hex")
    size: int | None = Field(description="Bytes")
    made_at: datetime | None
    expires_at: datetime | None = Field(description="When the file is let go of; a week after it was made")
    taken: int = Field(description="How often it was fetched")
    taken_at: datetime | None = Field(description="When last")


class EvidenceFileResponse(Answer):
    file_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    stored_at: datetime


class FromFileResponse(Answer):
    """A row of a file of old hours."""

    import_id: UUID
    file_name: str | None
    file_hash: str = Field(description="SHA-256 in hex")
    row: int | None
    document: str | None = Field(description="The paper that says so")
    evidence: Literal["ORIGINAL", "REGISTER", "COPY", "DECLARED"] | None
    imported_by: UUID
    imported_at: datetime


class FromOutcomeResponse(Answer):
    """A revision of a result of a class, or of a claim."""

    outcome_id: UUID
    revision: int
    content_hash: str | None = Field(description="Over all lines of the revision, in hex")
    class_id: UUID | None
    program_id: UUID | None
    rules: list[str] = Field(description="Clauses of the pack that made the amounts what they are")


class FromAdjustmentResponse(Answer):
    adjustment_id: UUID
    reason: str
    proposed_by: UUID
    proposed_at: datetime
    decided_by: UUID
    decided_at: datetime
    files: list[EvidenceFileResponse]


class FromUndoResponse(Answer):
    import_id: UUID
    reason: str
    undone_by: UUID
    undone_at: datetime


class FromMoveResponse(Answer):
    """A merge of two teachers who are one person, or its undoing, moved the entry from one account to the other."""

    merge_id: UUID
    number: int = Field(description="Of the move, as `get_merge_moves` counts them")
    back: bool = Field(description="Given back, because the two are two after all")
    first_entry_id: UUID = Field(description="The entry that first gave this, under the number of that time")


class CertifiedByResponse(Answer):
    certificate_id: UUID
    kind: str
    number: str
    issued_on: date
    holds: bool


class ProvenanceResponse(Answer):
    """Where an entry comes from. Of a reversal, `adjustment`, `undo`, `move` or `outcome` say what took the other back.

    Of an entry moved between two accounts of one person, all but `move` say where the first one came from.
    """

    seq: int
    entry_id: UUID
    teacher_id: UUID
    title: str
    earned_from: date
    earned_to: date
    hours: Amount
    credits: Amount
    source: str
    award_key: str
    causation_id: UUID
    recorded_at: datetime
    hash: str = Field(description="Of the entry in the chain, in hex")
    reverses: UUID | None
    file: FromFileResponse | None
    outcome: FromOutcomeResponse | None
    adjustment: FromAdjustmentResponse | None
    undo: FromUndoResponse | None
    move: FromMoveResponse | None
    certificates: list[CertifiedByResponse]
