"""A scan on its way to the book, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.attendance.rules.codes import Phase, Refusal
from services.attendance.rules.distance import Distance, Position
from services.attendance.rules.tickets import ExchangedScan

# Of one teacher, day and reason; a phone that goes astray sends fewer, and who sends more is counted on.
MOST_REFUSALS_KEPT = 20


class Method(StrEnum):
    """By which way a check-in came."""

    CODE = "CODE"
    NUMBER = "NUMBER"
    HELPER = "HELPER"
    PAPER = "PAPER"
    OFFLINE = "OFFLINE"


class Grade(StrEnum):
    """What a check-in proves, from much to little: the code seen by the own phone, its number typed,
    the word of a person who saw the teacher there, a paper read afterwards.

    A device without a network brings its holder's word, with a code too: it was given the keys of the codes."""

    SCANNED = "SCANNED"
    TYPED = "TYPED"
    VOUCHED = "VOUCHED"
    PAPER = "PAPER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What was presented for one teacher. `scan_id` becomes the id of the check-in, or of the refused scan."""

    scan_id: UUID
    district_id: int
    meeting_id: UUID
    phase: Phase
    roll: int = 0
    teacher_id: UUID
    code: str
    """The code, or the number typed; empty where a person or an exchanged scan stands for it."""
    method: Method
    grade: Grade = Grade.SCANNED
    presented_at: datetime
    """In real time: the moved clock is asked in the transaction that records the scan."""
    device_at: datetime | None = None
    ticket_class_id: UUID | None = None
    """The class that the ticket opened, if a ticket was the credential."""
    exchanged: ExchangedScan | None = None
    refusal: Refusal | None = None
    """What it has earned before its code is looked at."""
    position: Position | None = None
    device_hash: bytes | None = None
    entry_id: UUID | None = None

    @property
    def key(self) -> tuple[int, UUID, Phase, int, UUID]:
        return self.district_id, self.meeting_id, self.phase, self.roll, self.teacher_id


@dataclass(frozen=True, slots=True)
class JudgedScan:
    """A scan as it leaves for the database: the domain's moment that counts, and what its code came to."""

    scan: Scan
    at: datetime
    refusal: Refusal | None = None
    received_at: datetime | None = None
    """When the service heard of it, where that was later than the moment that counts."""
    code_age: int | None = None
    distance: Distance = Distance.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedCheckIn:
    """The one check-in of a teacher at a meeting and phase."""

    check_in_id: UUID
    meeting_id: UUID
    phase: Phase
    roll: int
    teacher_id: UUID
    turn: int
    state: str
    unlisted: bool
    method: Method
    grade: Grade
    recorded_at: datetime
    received_at: datetime | None
    device_at: datetime | None
    distance: Distance


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedScan:
    """Why a scan was refused, and the window it missed where it missed one."""

    reason: Refusal
    opens_at: datetime | None = None
    closes_at: datetime | None = None
