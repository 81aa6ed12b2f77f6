"""Bodies that show entries of the book: statements, balances, the feed, the head."""

from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import Field, field_validator

from services.ledger.models import CarriedEntry, Entry
from services.ledger.schemas.heads import HeadResponse
from services.platform.types import Amount, Answer

Source = Literal["class", "claim", "import", "adjustment"]


class EntryResponse(Answer):
    """One row of the book. A reversal carries negative amounts and names the entry it takes back."""

    seq: int = Field(description="Number in the district's book, without gaps")
    entry_id: UUID
    causation_id: UUID = Field(description="The same for everything that one revision of an outcome caused")
    teacher_id: UUID
    hours: Amount
    credits: Amount
    category: str
    level: str
    original_level: str | None = Field(description="Where the program stands, if a rule books it at another level")
    mode: str
    nature: str
    kind: str
    tags: list[str]
    organised_by_admin: bool = Field(description="Organised by the education administration or by its order")
    earned_from: date
    earned_to: date
    school_year: str = Field(examples=["2025-2026"])
    school_id: UUID = Field(description="The teacher's school when it was earned; a transfer never rewrites it")
    teacher_title: str | None
    title_tier: str | None
    post: str | None
    pack_id: str
    pack_hash: str
    source: Source
    outcome_id: UUID | None
    revision: int | None
    line: int | None
    class_id: UUID | None
    program_id: UUID | None
    title: str = Field(description="The training or claim that earned it")
    rules: list[str] = Field(description="Clauses of the pack that made the amounts what they are")
    recorded_at: datetime
    reverses: UUID | None


class StatementLine(EntryResponse):
    """An entry as a statement shows it."""

    reversed_by_seq: int | None = Field(default=None, description="The entry that took this one back, if known by then")

    @classmethod
    def of(cls, entry: Entry, reversed_by_seq: int | None) -> Self:
        return cls.model_validate(entry).model_copy(update={"reversed_by_seq": reversed_by_seq})


class CarriedLine(EntryResponse):
    """An entry of another district's book that the teacher brought along, as it stands there."""

    seq: int = Field(description="Number in the book of the district that it stands in")
    teacher_id: UUID = Field(description="There")
    origin_district_id: int = Field(description="The district in whose book it stands")
    transfer_id: UUID = Field(description="The transfer by which it came")
    head_number: int = Field(description="The signed head of that book under which it was proven")
    reversed_by_seq: int | None = Field(default=None, description="The entry there that took this one back")
    received_at: datetime

    @classmethod
    def of(cls, entry: CarriedEntry, reversed_by_seq: int | None) -> Self:
        return cls.model_validate(entry).model_copy(update={"reversed_by_seq": reversed_by_seq})


class YearTotal(Answer):
    school_year: str
    hours: Amount
    credits: Amount


class StatementResponse(Answer):
    """Everything in the book for one teacher, as of a day and as known at a number of the book."""

    teacher_id: UUID
    staff_number: str
    name: str
    as_of: date
    known_at_seq: int
    hours: Amount
    credits: Amount
    years: list[YearTotal]
    lines: list[StatementLine]
    carried_hours: Amount = Field(description="Of what was brought along; never part of this district's sums")
    carried_credits: Amount
    carried: list[CarriedLine] = Field(description="Judged for the teacher, but standing in other districts' books")


class BalanceResponse(Answer):
    """What the teacher's account holds: whatever the day it was earned, unless a day was asked for."""

    teacher_id: UUID
    account: str = Field(examples=["teacher:01920000-0000-7000-8000-000000000001"])
    hours: Amount
    credits: Amount
    known_at_seq: int = Field(description="The last entry that the balance reflects")


class FeedEntry(EntryResponse):
    """An entry with its accounts and its link in the hash chain."""

    award_key: str
    debit_account: str
    credit_account: str
    hash: str = Field(description="sha256 over the hash of the entry before and this entry's canonical bytes, in hex")

    @field_validator("hash", mode="before")
    @classmethod
    def in_hex(cls, stored: bytes) -> str:
        return stored.hex()


class FeedResponse(Answer):
    """Entries after a number, dense and in order. Ask again with `next_after_seq`."""

    items: list[FeedEntry]
    next_after_seq: int
    head_seq: int = Field(description="The last entry in the book")
    signed_head: HeadResponse | None = Field(default=None, description="The newest signed head; null before the first")


class BookResponse(Answer):
    """The head of the book. Whoever keeps it can later prove that nothing before it has changed."""

    next_seq: int
    entries: int
    head_hash: str
    signed_head: HeadResponse | None = Field(default=None, description="The newest signed head; null before the first")
