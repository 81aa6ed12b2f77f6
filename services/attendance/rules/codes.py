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

from services.attendance.rules.numbers import one_time_number

STEP = timedelta(seconds=10)
# A picture of the screen goes on being good for two steps after its own.
STEPS_ACCEPTED = 3
# The screen fetches the present code and these many after it.
STEPS_AHEAD = 5
# The clocks of two servers may stand so far apart: a code that one shows is good at the other at once.
SKEW = timedelta(seconds=2)
_MAC_BYTES = 16
_STEP_SECONDS = int(STEP.total_seconds())
_SKEW_SECONDS = int(SKEW.total_seconds())
# Codes remembered as genuine: those of a county's meetings in a minute.
_MOST_KNOWN = 4_096
_CODE = re.compile(
    r"c1\.([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\.(IN|OUT|ROLL)([1-9]|1[0-9]|20)?"
    r"\.(0|[1-9][0-9]{0,11})\.([A-Za-z0-9_-]{22})"
)


class Phase(StrEnum):
    """Coming, leaving, or answering a roll called in between."""

    IN = "IN"
    OUT = "OUT"
    ROLL = "ROLL"


class Refusal(StrEnum):
    """Why a scan was refused; kept with it, though the phone hears one answer for most."""

    FORGED_CODE = "FORGED_CODE"
    STALE_CODE = "STALE_CODE"
    EARLY_CODE = "EARLY_CODE"
    WRONG_MEETING = "WRONG_MEETING"
    WRONG_PHASE = "WRONG_PHASE"
    WRONG_TICKET = "WRONG_TICKET"
    UNKNOWN_MEETING = "UNKNOWN_MEETING"
    UNKNOWN_ROLL = "UNKNOWN_ROLL"
    CLASS_CANCELLED = "CLASS_CANCELLED"
    OUTSIDE_WINDOW = "OUTSIDE_WINDOW"
    WRONG_NUMBER = "WRONG_NUMBER"
    TRIES_USED_UP = "TRIES_USED_UP"
    FORGED_EXCHANGE = "FORGED_EXCHANGE"
    STALE_EXCHANGE = "STALE_EXCHANGE"
    EXCHANGE_USED = "EXCHANGE_USED"
    ANNULLED_SINCE = "ANNULLED_SINCE"


@dataclass(frozen=True, slots=True)
class RotatingCode:
    """One code of a meeting and phase, and the number beside it, with the time during which either is accepted."""

    code: str
    number: str
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True)
class CodeRead:
    """What a genuine code was made for; `age_seconds` since its step began."""

    meeting_id: UUID
    phase: Phase
    roll: int
    age_seconds: int


@dataclass(frozen=True, slots=True)
class _Genuine:
    meeting_id: UUID
    phase: Phase
    roll: int
    step: int


class Codes:
    """Makes and judges codes with one key; no database is asked. `roll` is 0 but for the phase ROLL."""

    def __init__(self, key: bytes, *others: bytes) -> None:
        """Shows what `key` makes; what another made is as good, for keys are replaced while screens are on."""
        self._key = key
        self._others = Codes(*others) if others else None
        # A whole class presents one text. Only what proved genuine is remembered: nobody fills this by guessing.
        self._known: dict[tuple[int, str], _Genuine] = {}

    def codes_from(
        self, at: datetime, *, district_id: int, meeting_id: UUID, phase: Phase, roll: int = 0
    ) -> Sequence[RotatingCode]:
        """The code of now and those of the next steps, for the screen of a meeting."""
        first = _step_of(at)
        key = self.key_of(meeting_id=meeting_id, phase=phase, roll=roll)
        return [
            RotatingCode(
                _code(key, district_id, meeting_id, _label(phase, roll), step),
                _number(key, district_id, step),
                _start_of(step),
                _start_of(step + STEPS_ACCEPTED),
            )
            for step in range(first, first + STEPS_AHEAD + 1)
        ]

    def read(self, code: str, *, district_id: int, at: datetime) -> CodeRead | Refusal:
        """What a code of this district opens now, or why it opens nothing."""
        genuine = self._genuine(code, district_id=district_id)
        return Refusal.FORGED_CODE if genuine is None else _timely(genuine, at)

    def judge(
        self, code: str, *, district_id: int, meeting_id: UUID, phase: Phase, roll: int = 0, at: datetime
    ) -> CodeRead | Refusal:
        """The same for one meeting and phase: a code of another is refused, however good it is there."""
        genuine = self._genuine(code, district_id=district_id)
        if genuine is None:
            return Refusal.FORGED_CODE
        if genuine.meeting_id != meeting_id:
            return Refusal.WRONG_MEETING
        if (genuine.phase, genuine.roll) != (phase, roll):
            return Refusal.WRONG_PHASE
        return _timely(genuine, at)

    def judge_number(
        self, number: str, *, district_id: int, meeting_id: UUID, phase: Phase, roll: int = 0, at: datetime
    ) -> CodeRead | Refusal:
        """Whether this number is on the screen of the meeting and phase, or was two steps ago."""
        key = self.key_of(meeting_id=meeting_id, phase=phase, roll=roll)
        newest = _step_of(at + SKEW)
        found: int | None = None
        # A clock that says 1970 or earlier has no steps: counters begin with nought.
        for step in range(max(0, _step_of(at) - STEPS_ACCEPTED + 1), newest + 1):
            if hmac.compare_digest(_number(key, district_id, step).encode(), number.encode()):
                found = step
        if found is None:
            return (
                Refusal.WRONG_NUMBER
                if self._others is None
                else self._others.judge_number(
                    number, district_id=district_id, meeting_id=meeting_id, phase=phase, roll=roll, at=at
                )
            )
        return CodeRead(meeting_id, phase, roll, _age(found, at))

    def key_of(self, *, meeting_id: UUID, phase: Phase, roll: int = 0) -> bytes:
        """The key of one meeting and phase: with it codes are shown and judged, of nothing else."""
        return hmac.new(self._key, f"{meeting_id}|{_label(phase, roll)}".encode(), hashlib.sha256).digest()

    def _genuine(self, code: str, *, district_id: int) -> _Genuine | None:
        """What a text says that only the screens of this district can have shown, at whatever time."""
        known = self._known.get((district_id, code))
        if known is not None:
            return known
        parts = _CODE.fullmatch(code)
        if parts is None or (parts[2] == Phase.ROLL) != (parts[3] is not None):
            return None
        said = _Genuine(UUID(parts[1]), Phase(parts[2]), int(parts[3] or 0), int(parts[4]))
        key = self.key_of(meeting_id=said.meeting_id, phase=said.phase, roll=said.roll)
        # The whole text is compared, so that no second spelling of the same bytes passes.
        expected = _code(key, district_id, said.meeting_id, _label(said.phase, said.roll), said.step)
        if not hmac.compare_digest(expected.encode(), code.encode()):
            return None if self._others is None else self._others._genuine(code, district_id=district_id)
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[district_id, code] = said
        return said


def _timely(genuine: _Genuine, at: datetime) -> CodeRead | Refusal:
    seconds = int(at.timestamp())
    if seconds // _STEP_SECONDS - genuine.step >= STEPS_ACCEPTED:
        return Refusal.STALE_CODE
    if (seconds + _SKEW_SECONDS) // _STEP_SECONDS < genuine.step:
        return Refusal.EARLY_CODE
    return CodeRead(genuine.meeting_id, genuine.phase, genuine.roll, max(0, seconds - genuine.step * _STEP_SECONDS))


def _label(phase: Phase, roll: int) -> str:
    return f"{phase}{roll}" if phase is Phase.ROLL else phase.value


def _code(key: bytes, district_id: int, meeting_id: UUID, label: str, step: int) -> str:
    message = f"c1|{district_id}|{meeting_id}|{label}|{step}"
    mac = hmac.new(key, message.encode(), hashlib.sha256).digest()[:_MAC_BYTES]
    return f"c1.{meeting_id}.{label}.{step}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def _number(key: bytes, district_id: int, step: int) -> str:
    return one_time_number(hmac.new(key, f"n1|{district_id}".encode(), hashlib.sha256).digest(), step)


def _age(step: int, at: datetime) -> int:
    return max(0, int(at.timestamp()) - step * _STEP_SECONDS)


def _step_of(at: datetime) -> int:
    return int(at.timestamp()) // _STEP_SECONDS


def _start_of(step: int) -> datetime:
    return datetime.fromtimestamp(step * STEP.total_seconds(), UTC)
