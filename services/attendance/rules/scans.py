"""A scan on its way to the book, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.attendance.rules.codes import Phase, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a phone presented. `scan_id` becomes the id of the check-in, or of the refused scan."""

    scan_id: UUID
    district_id: int
    meeting_id: UUID
    phase: Phase
    teacher_id: UUID
    code: str
    method: str
    presented_at: datetime
    """In real time: the moved clock is asked in the transaction that records the scan."""
    device_at: datetime | None
    ticket_class_id: UUID | None
    """The class that the ticket opened, if a ticket was the credential."""

    @property
    def key(self) -> tuple[int, UUID, Phase, UUID]:
        return self.district_id, self.meeting_id, self.phase, self.teacher_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedCheckIn:
    """The one check-in of a teacher at a meeting and phase."""

    check_in_id: UUID
    meeting_id: UUID
    phase: Phase
    teacher_id: UUID
    state: str
    unlisted: bool
    method: str
    recorded_at: datetime
    device_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedScan:
    """Why a scan was refused, and the window it missed where it missed one."""

    reason: Refusal
    opens_at: datetime | None = None
    closes_at: datetime | None = None
