"""What the ledger says."""

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from services.contracts.event import Event, Part


class PostedEntry(Part):
    """One row of the book as it stands; a reversal names the entry it takes back and carries negative amounts."""

    seq: int
    entry_id: UUID
    teacher_id: UUID
    school_id: UUID
    hours: Decimal
    credits: Decimal
    category: str
    level: str
    mode: str
    kind: str
    earned_from: date
    earned_to: date
    class_id: UUID | None
    program_id: UUID | None
    reverses: UUID | None
    nature: str = ""
    tags: tuple[str, ...] = ()
    organised_by_admin: bool = True
    title: str = ""


class EntriesPosted(Event):
    """Entries that now stand in the book, in the order of their numbers."""

    topic: ClassVar[str] = "ledger.entries_posted.v1"

    entries: tuple[PostedEntry, ...] = Field(max_length=200)
