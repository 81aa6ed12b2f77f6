"""Bodies about the history that follows a teacher from one district to another."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from services.ledger.schemas.entries import EntryResponse
from services.platform.types import Answer


class SendingResponse(Answer):
    """What was sent at once: the closing history first, then what was posted or taken back later."""

    sending: int
    head_number: int = Field(description="The signed head that vouches for it; 0 where the book says nothing")
    up_to_seq: int = Field(description="The last entry of this book that was told")
    own: int = Field(description="Entries of this book")
    passed_on: int = Field(description="Entries of other districts' books that the teacher had brought here")
    parts: int
    anew: bool = Field(description="All of it once more: what was sent before need not have arrived")
    sent_at: datetime


class SentHistory(Answer):
    """Seen from the district that the teacher left."""

    teacher_id: UUID
    new_district_id: int
    last_day: date
    withdrawn: bool
    sendings: list[SendingResponse]


class CarriedFault(Answer):
    zh: str
    en: str


class CarriedPartResponse(Answer):
    """A part as it arrived; of one with faults nothing was kept."""

    sending: int
    part: int
    parts: int
    entries: int
    faults: list[CarriedFault]
    anew: bool = Field(description="Of a sending that told all of it once more")
    received_at: datetime


class ReceivedHistory(Answer):
    """Seen from the district that the teacher came to."""

    former_district_id: int | None
    teacher_id: UUID | None = Field(description="As whom the person was received here; null before")
    state: Literal["AWAITED", "INCOMPLETE", "COMPLETE", "REFUSED"] = Field(
        description="REFUSED: a part was not what the signed book of the other district says; until all is sent anew"
    )
    parts: list[CarriedPartResponse]


class TransferHistoryResponse(Answer):
    """How far a teacher's history has come on its way, seen from this district."""

    transfer_id: UUID
    sent: SentHistory | None = Field(description="Null in the district that the teacher came to")
    received: ReceivedHistory | None = Field(description="Null in the district that the teacher left")


class DoubleResponse(Answer):
    """Two entries of one event, of which one counts."""

    entry_id: UUID = Field(description="Taken back and not given again")
    counted: UUID = Field(description="The entry of the same event that counts")


class MergeMoveResponse(Answer):
    """Entries moved from one account of a person to the other, or back."""

    number: int
    causation_id: UUID
    back: bool = Field(description="Given back, because the two are two after all")
    doubles: list[DoubleResponse]
    entries: list[EntryResponse] = Field(description="Reversals in the one account, and what the other was given")
    moved_at: datetime


class MergeMovesResponse(Answer):
    """What the book did for two teachers who are one person."""

    merge_id: UUID
    teacher_id: UUID
    into_teacher_id: UUID
    undone: bool
    moves: list[MergeMoveResponse]
