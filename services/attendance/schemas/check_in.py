"""Bodies of codes, tickets, check-ins and refused scans."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema, model_validator

from services.attendance.rules import (
    DIGITS,
    Distance,
    ExchangedScan,
    Grade,
    Method,
    Phase,
    Position,
    RecordedCheckIn,
    Refusal,
    RotatingCode,
)
from services.platform.types import (
    Answer,
    Body,
    Count,
    DistrictId,
    Instant,
    Secret,
    unacceptable,
)

_CODE = "c1.0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e01.IN.179159400.a-a9mCbfbsMnDbCJ3wUHxA"
_TICKET = "t1.AAU3QQGZorQ8HX5VmhBbfC9tjgEBmaK0PB1-VZoQW3wvbY4CAZmitDwdflWaEFt8L22OAwAAAABqyZGUCZYht7J5oYlHXM5xx9Usn8M3"
_EXCHANGED = (
    "s1.AZmitDwdflWaEFt8L22OAwAFN0EBmaK0PB1-VZoQW3wvbY4BAAADAAZdc"
    "fwhasAAAAAAasmRlwAAAAAAAAAAAAAAAAAAAADKGVihYJwUxgkjcuo2KuHL"
)


def _degrees(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise unacceptable(zh="须为数值", en="a number is needed")


_Degrees = Annotated[float, BeforeValidator(_degrees, json_schema_input_type=float)]


def _device(value: Any) -> str | None:
    """What a phone calls itself, None where it is no name: nobody is kept from checking in for the sake of it."""
    return value if isinstance(value, str) and 8 <= len(value) <= 128 else None


Device = Annotated[
    str | None,
    BeforeValidator(_device),
    WithJsonSchema({"anyOf": [{"type": "string", "minLength": 8, "maxLength": 128}, {"type": "null"}]}),
]
_DEVICE = "What the phone calls itself, 8 to 128 characters; anything else is ignored, never refused"


class PositionRequest(Body):
    """Degrees in WGS 84. Of a scan only the distance from the place is kept, as one of four words."""

    latitude: _Degrees = Field(ge=-90, le=90, examples=[30.9456])
    longitude: _Degrees = Field(ge=-180, le=180, examples=[118.7581])
    accuracy_metres: Count = Field(default=0, le=1_000_000, description="By how much it may be wrong", examples=[30])

    def position(self) -> Position:
        return Position(self.latitude, self.longitude, self.accuracy_metres)


class CodeResponse(Answer):
    code: str = Field(description="What the QR code on the screen holds", examples=[_CODE])
    number: str = Field(description="For phones without a camera, shown beside it", examples=["402915"])
    valid_from: datetime = Field(description="From when on the screen shows it")
    valid_until: datetime = Field(description="Until when a scan of it is accepted")


class CodesResponse(Answer):
    """The code of now and those of the next steps, so that a screen bridges a slow network."""

    meeting_id: UUID
    phase: Phase
    roll: int = Field(description="Which roll call; 0 for coming and leaving")
    server_time: datetime = Field(description="The service's clock: screens count from it, not from their own")
    step_seconds: int = Field(description="A new code every so many seconds", examples=[10])
    codes: list[CodeResponse]

    @classmethod
    def of(
        cls,
        codes: Sequence[RotatingCode],
        *,
        meeting_id: UUID,
        phase: Phase,
        roll: int,
        server_time: datetime,
        step_seconds: int,
    ) -> Self:
        return cls(
            meeting_id=meeting_id,
            phase=phase,
            roll=roll,
            server_time=server_time,
            step_seconds=step_seconds,
            codes=[CodeResponse.model_validate(code) for code in codes],
        )


class TicketResponse(Answer):
    """A credential for checking in and out of one class, presented in the Check-In-Ticket header."""

    ticket: str = Field(examples=[_TICKET])
    class_id: UUID
    expires_at: datetime = Field(description="In real time, at most 15 minutes away")


class ScanRequest(Body):
    """What a phone saw before anybody logged in on it."""

    district_id: DistrictId = Field(examples=[341825])
    code: Secret = Field(description="What the scanned QR code held", examples=[_CODE])
    device: Device = Field(default=None, description=_DEVICE, examples=["ohb3k-Xq7s9d"])


class ScanResponse(Answer):
    """The scan as a signed text: with it and a login within 15 minutes one teacher checks in as of the scan."""

    scan: str = Field(examples=[_EXCHANGED])
    meeting_id: UUID
    phase: Phase
    roll: int
    scanned_at: datetime = Field(description="The moment that will count")
    expires_at: datetime = Field(description="In real time, 15 minutes away")

    @classmethod
    def of(cls, text: str, scan: ExchangedScan) -> Self:
        return cls(
            scan=text,
            meeting_id=scan.meeting_id,
            phase=scan.phase,
            roll=scan.roll,
            scanned_at=scan.scanned_at,
            expires_at=scan.expires_at,
        )


class CheckInRequest(Body):
    """One of `code` (scanned now), `number` (typed now) and `scan` (scanned before the login)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"code": _CODE, "device_at": "2026-10-10T08:55:03+08:00"},
                {"number": "402915"},
                {
                    "scan": _EXCHANGED,
                    "device": "ohb3k-Xq7s9d",
                    "position": {"latitude": 30.9456, "longitude": 118.7581},
                },
            ]
        }
    )

    code: Secret | None = Field(default=None, description="What the scanned QR code held")
    number: Annotated[Secret, StringConstraints(pattern=rf"^[0-9]{{{DIGITS}}}$")] | None = Field(
        default=None, description="The number beside the code; ten tries for each meeting and phase"
    )
    scan: Secret | None = Field(default=None, description="A scan exchanged within the last 15 minutes")
    device: Device = Field(default=None, description=f"{_DEVICE}. Kept as a keyed hash, for who looks at anomalies")
    position: PositionRequest | None = Field(default=None, description="Where the phone is; never kept")
    device_at: Instant | None = Field(default=None, description="The phone's own clock; kept, never judged by")

    @model_validator(mode="after")
    def one_proof(self) -> Self:
        if [self.code, self.number, self.scan].count(None) != 2:
            raise unacceptable(zh="须提供 code、number、scan 之一", en="one of code, number and scan is needed")
        return self


class CheckInResponse(Answer):
    """The one check-in of a teacher at a meeting and phase."""

    check_in_id: UUID
    meeting_id: UUID
    phase: Phase
    roll: int
    teacher_id: UUID
    turn: int = Field(description="How many check-ins before this one were annulled")
    state: str = Field(
        description="ACCEPTED; LATE beyond the grace of the pack; LEFT_EARLY before it", examples=["ACCEPTED"]
    )
    unlisted: bool = Field(description="Not on the class list when scanned; the settlement looks again")
    method: Method = Field(description="By which way it came", examples=["CODE"])
    grade: Grade = Field(description="What it proves, from SCANNED down to PAPER", examples=["SCANNED"])
    recorded_at: datetime = Field(description="The moment that counts")
    received_at: datetime | None = Field(description="When the service heard of it, if that was later")
    device_at: datetime | None
    distance: Distance = Field(description="From the place of the meeting", examples=["NEAR"])

    @classmethod
    def of(cls, check_in: RecordedCheckIn) -> Self:
        return cls.model_validate(check_in)


class RefusedScanResponse(Answer):
    """A scan that was not taken. What was scanned is not kept."""

    refused_scan_id: UUID
    meeting_id: UUID
    phase: Phase
    roll: int
    teacher_id: UUID
    reason: Refusal
    method: Method
    refused_at: datetime
    device_at: datetime | None
