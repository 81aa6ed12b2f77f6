"""Rotating codes: what the screen shows and what a scan must present. The code says where and when, never who."""

import base64
import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

STEP = timedelta(seconds=10)
# A picture of the screen goes on being good for two steps after its own.
STEPS_ACCEPTED = 3
# The screen fetches the present code and these many after it.
STEPS_AHEAD = 5
_MAC_BYTES = 16
_CODE = re.compile(
    r"c1\.([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\.(IN|OUT)\.(0|[1-9][0-9]{0,11})\.([A-Za-z0-9_-]{22})"
)


class Phase(StrEnum):
    """Coming or leaving."""

    IN = "IN"
    OUT = "OUT"


class Refusal(StrEnum):
    """Why a scan was refused; kept with it, though the phone hears one answer for the first five."""

    FORGED_CODE = "FORGED_CODE"
    STALE_CODE = "STALE_CODE"
    EARLY_CODE = "EARLY_CODE"
    WRONG_MEETING = "WRONG_MEETING"
    WRONG_PHASE = "WRONG_PHASE"
    WRONG_TICKET = "WRONG_TICKET"
    UNKNOWN_MEETING = "UNKNOWN_MEETING"
    CLASS_CANCELLED = "CLASS_CANCELLED"
    OUTSIDE_WINDOW = "OUTSIDE_WINDOW"


@dataclass(frozen=True, slots=True)
class RotatingCode:
    """One code of a meeting and phase, with the time during which a scan of it is accepted."""

    code: str
    valid_from: datetime
    valid_until: datetime


class Codes:
    """Makes and judges codes with one key; no database is asked."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def codes_from(self, at: datetime, *, district_id: int, meeting_id: UUID, phase: Phase) -> Sequence[RotatingCode]:
        """The code of now and those of the next steps, for the screen of a meeting."""
        first = _step_of(at)
        return [
            RotatingCode(
                self._code(district_id, meeting_id, phase, step),
                _start_of(step),
                _start_of(step + STEPS_ACCEPTED),
            )
            for step in range(first, first + STEPS_AHEAD + 1)
        ]

    def refusal_of(
        self, code: str, *, district_id: int, meeting_id: UUID, phase: Phase, at: datetime
    ) -> Refusal | None:
        """Why this code does not open this meeting and phase now, or None if it does."""
        parts = _CODE.fullmatch(code)
        if parts is None:
            return Refusal.FORGED_CODE
        shown_meeting, shown_phase, step = UUID(parts[1]), Phase(parts[2]), int(parts[3])
        # The whole text is compared, so that no second spelling of the same bytes passes.
        expected = self._code(district_id, shown_meeting, shown_phase, step)
        if not hmac.compare_digest(expected.encode(), code.encode()):
            return Refusal.FORGED_CODE
        if shown_meeting != meeting_id:
            return Refusal.WRONG_MEETING
        if shown_phase is not phase:
            return Refusal.WRONG_PHASE
        age = _step_of(at) - step
        if age >= STEPS_ACCEPTED:
            return Refusal.STALE_CODE
        return Refusal.EARLY_CODE if age < 0 else None

    def _code(self, district_id: int, meeting_id: UUID, phase: Phase, step: int) -> str:
        key = hmac.new(self._key, f"{meeting_id}|{phase}".encode(), hashlib.sha256).digest()
        message = f"c1|{district_id}|{meeting_id}|{phase}|{step}"
        mac = hmac.new(key, message.encode(), hashlib.sha256).digest()[:_MAC_BYTES]
        return f"c1.{meeting_id}.{phase}.{step}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def _step_of(at: datetime) -> int:
    return int(at.timestamp()) // int(STEP.total_seconds())


def _start_of(step: int) -> datetime:
    return datetime.fromtimestamp(step * STEP.total_seconds(), UTC)
