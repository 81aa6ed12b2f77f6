"""Bodies of codes, tickets, check-ins and refused scans."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import Field

from services.attendance.rules import Phase, RecordedCheckIn, Refusal, RotatingCode
from services.platform.types import Answer, Body, Instant, Secret

_CODE = "c1.0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e01.IN.179159400.a-a9mCbfbsMnDbCJ3wUHxA"
_TICKET = "t1.AAU3QQGZorQ8HX5VmhBbfC9tjgEBmaK0PB1-VZoQW3wvbY4CAZmitDwdflWaEFt8L22OAwAAAABqyZGUCZYht7J5oYlHXM5xx9Usn8M3"


class CodeResponse(Answer):
    code: str = Field(description="What the QR code on the screen holds", examples=[_CODE])
    valid_from: datetime = Field(description="From when on the screen shows it")
    valid_until: datetime = Field(description="Until when a scan of it is accepted")


class CodesResponse(Answer):
    """The code of now and those of the next steps, so that a screen bridges a slow network."""

    meeting_id: UUID
    phase: Phase
    server_time: datetime = Field(description="The service's clock: screens count from it, not from their own")
    step_seconds: int = Field(description="A new code every so many seconds", examples=[10])
    codes: list[CodeResponse]

    @classmethod
    def of(
        cls, codes: Sequence[RotatingCode], *, meeting_id: UUID, phase: Phase, server_time: datetime, step_seconds: int
    ) -> Self:
        return cls(
            meeting_id=meeting_id,
            phase=phase,
            server_time=server_time,
            step_seconds=step_seconds,
            codes=[CodeResponse.model_validate(code) for code in codes],
        )


class TicketResponse(Answer):
    """A credential for checking in and out of one class, presented in the Check-In-Ticket header."""

    ticket: str = Field(examples=[_TICKET])
    class_id: UUID
    expires_at: datetime = Field(description="In real time, at most 15 minutes away")


class CheckInRequest(Body):
    code: Secret = Field(description="What the scanned QR code held", examples=[_CODE])
    device_at: Instant | None = Field(
        default=None, description="The phone's own clock; kept, never judged by", examples=["2026-10-10T08:55:03+08:00"]
    )


class CheckInResponse(Answer):
    """The one check-in of a teacher at a meeting and phase."""

    check_in_id: UUID
    meeting_id: UUID
    phase: Phase
    teacher_id: UUID
    state: str = Field(
        description="ACCEPTED; LATE beyond the grace of the pack; LEFT_EARLY before it", examples=["ACCEPTED"]
    )
    unlisted: bool = Field(description="Not on the class list when scanned; the settlement looks again")
    method: str = Field(examples=["CODE"])
    recorded_at: datetime
    device_at: datetime | None

    @classmethod
    def of(cls, check_in: RecordedCheckIn) -> Self:
        return cls.model_validate(check_in)


class RefusedScanResponse(Answer):
    """A scan that was not taken. What was scanned is not kept."""

    refused_scan_id: UUID
    meeting_id: UUID
    phase: Phase
    teacher_id: UUID
    reason: Refusal
    refused_at: datetime
    device_at: datetime | None
