"""Bodies of settlements and of the district's summary."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from services.platform.types import Amount, Answer


class Words(Answer):
    zh: str
    en: str


class SettledDayResponse(Answer):
    """What one meeting came to for one member."""

    meeting_id: UUID
    on: date
    category: str | None = Field(description="null: that of the program")
    state: str = Field(examples=["LATE"])
    minutes: int = Field(description="Recognised, of the planned ones")
    planned_minutes: int
    hours: str = Field(description="Recognised hours, exact", examples=["5/3"])
    entered_at: datetime | None
    left_at: datetime | None
    corrected: bool
    zh: str
    en: str


class SettledMemberResponse(Answer):
    teacher_id: UUID
    hours: str = Field(description="Recognised hours of all meetings, exact and never rounded here", examples=["71/3"])
    planned_hours: Amount = Field(examples=["24.00"])
    attendance_met: bool = Field(description="Whether absence stays within the attendance line of the pack")
    explanation: Words
    days: list[SettledDayResponse]


class SettlementResponse(Answer):
    """The latest version of a class's settlement, with the members that the asker may see."""

    class_id: UUID
    version: int
    pack_id: str = Field(examples=["XC"])
    pack_hash: str
    settled_by: UUID
    settled_at: datetime
    members: list[SettledMemberResponse]


class SummaryResponse(Answer):
    check_ins: dict[str, int] = Field(description="Accepted, by phase", examples=[{"IN": 1180, "OUT": 1164}])
    late: int = Field(description="Of the check-ins: beyond the grace")
    left_early: int = Field(description="Of the check-outs: before the grace")
    unlisted: int = Field(description="Not on the class list when scanned")
    refused_scans: dict[str, int] = Field(description="By reason", examples=[{"FORGED_CODE": 1, "STALE_CODE": 1}])
    leaves_requested: int
    leaves_approved: int
    leaves_refused: int
    corrections: int
    classes_settled: int
    settlements: int = Field(description="Versions, of all classes")
