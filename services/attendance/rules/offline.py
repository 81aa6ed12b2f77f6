"""Helper devices without a network: the signed bundle that they take along, and what a fact they bring back lacks."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.attendance.rules.codes import CodeRead, Codes, Phase, Refusal
from services.attendance.rules.windows import Windows

# So long after the end of a meeting what a device brings counts without further ado.
UPLOADS_FOR = timedelta(hours=24)
# A device's clock may stand so far off: people set them by hand.
MOST_SKEW = timedelta(minutes=5)
_PREFIX = "b1."


class Need(StrEnum):
    """Why a fact that a device brought waits for a person; none is ever dropped."""

    UNKNOWN_TEACHER = "UNKNOWN_TEACHER"
    OWN_CASE = "OWN_CASE"
    MEETING_CANCELLED = "MEETING_CANCELLED"
    OUTSIDE_WINDOW = "OUTSIDE_WINDOW"
    CLOCK_SKEW = "CLOCK_SKEW"
    IN_THE_FUTURE = "IN_THE_FUTURE"
    LATE_UPLOAD = "LATE_UPLOAD"
    CODE_NOT_GOOD = "CODE_NOT_GOOD"
    RECORDED_OTHERWISE = "RECORDED_OTHERWISE"
    ANNULLED_SINCE = "ANNULLED_SINCE"
    CLIENT_ID_TAKEN = "CLIENT_ID_TAKEN"


@dataclass(frozen=True, slots=True)
class BundleTicket:
    """Which bundle was given to whom, for which meeting; `digest` is of all that was given with it."""

    bundle_id: UUID
    district_id: int
    meeting_id: UUID
    account_id: UUID
    uploads_until: datetime
    digest: str


class Bundles:
    """Signs bundles and knows its signature again, with a key of its own."""

    def __init__(self, *keys: bytes) -> None:
        """The first signs; what another has signed is good, too."""
        self._keys = keys

    def write(self, ticket: BundleTicket) -> str:
        content = json.dumps(
            [
                str(ticket.bundle_id),
                ticket.district_id,
                str(ticket.meeting_id),
                str(ticket.account_id),
                ticket.uploads_until.isoformat(),
                ticket.digest,
            ],
            separators=(",", ":"),
        ).encode()
        return _signed(self._keys[0], content)

    def read(self, text: str) -> BundleTicket | None:
        """The ticket, or None for whatever none of the keys has signed in this very spelling."""
        content_text, dot, _ = text.removeprefix(_PREFIX).partition(".")
        try:
            content = base64.b64decode(content_text + "=" * (-len(content_text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        expected = [_signed(key, content).encode() for key in self._keys]
        if not dot or not any(hmac.compare_digest(one, text.encode()) for one in expected):
            return None
        bundle_id, district_id, meeting_id, account_id, until, digest = json.loads(content)
        return BundleTicket(
            UUID(bundle_id), district_id, UUID(meeting_id), UUID(account_id), datetime.fromisoformat(until), digest
        )


def _signed(key: bytes, content: bytes) -> str:
    mac = hmac.new(key, _PREFIX.encode() + content, hashlib.sha256).digest()
    return f"{_PREFIX}{_text(content)}.{_text(mac)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineLine:
    """One line of a device's book: who came or left when by its clock, and the code where one was scanned or typed."""

    client_id: UUID
    phase: Phase
    teacher_id: UUID | None
    staff_number: str | None
    at: datetime
    code: str | None

    @property
    def content_hash(self) -> bytes:
        """The same id with other content is another fact; which way it was sent does not matter."""
        content = [
            self.phase.value,
            str(self.teacher_id),
            self.staff_number,
            self.at.timestamp(),
            self.code,
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).digest()


@dataclass(frozen=True, slots=True)
class Proven:
    """What the code of a line came to. It vouches for nothing by itself: who brings it holds the keys of the codes."""

    code_age: int | None
    is_good: bool


def proof_of(line: OfflineLine, codes: Codes, *, district_id: int, meeting_id: UUID, windows: Windows) -> Proven:
    """Judge the code of a line at the line's own time; without a code the helper's word stands for it.

    Outside the windows no code is judged: such a line waits for a person whatever it holds.
    """
    if line.code is None:
        return Proven(None, is_good=True)
    if not _is_within(line, windows):
        return Proven(None, is_good=False)
    judge = codes.judge_number if line.code.isdecimal() else codes.judge
    read: CodeRead | Refusal = judge(
        line.code, district_id=district_id, meeting_id=meeting_id, phase=line.phase, at=line.at
    )
    if not isinstance(read, CodeRead):
        return Proven(None, is_good=False)
    return Proven(read.age_seconds, is_good=True)


def need_of(
    line: OfflineLine,
    *,
    teacher_id: UUID | None,
    own_id: UUID | None,
    windows: Windows,
    cancelled: bool,
    skew: timedelta,
    proven: Proven,
    uploads_until: datetime,
    at: datetime,
) -> Need | None:
    """Why a line waits for a person, or None. `skew` is how far the device's clock stood from ours when it sent."""
    found: Mapping[Need, bool] = {
        Need.UNKNOWN_TEACHER: teacher_id is None,
        Need.OWN_CASE: teacher_id is not None and teacher_id == own_id,
        Need.MEETING_CANCELLED: cancelled,
        Need.CLOCK_SKEW: abs(skew) > MOST_SKEW,
        Need.IN_THE_FUTURE: line.at > at,
        Need.LATE_UPLOAD: at > uploads_until,
        Need.OUTSIDE_WINDOW: not _is_within(line, windows),
        Need.CODE_NOT_GOOD: not proven.is_good,
    }
    return next((need for need, applies in found.items() if applies), None)


def _is_within(line: OfflineLine, windows: Windows) -> bool:
    if line.phase is Phase.IN:
        return windows.in_opens_at <= line.at <= windows.in_closes_at
    return windows.out_opens_at <= line.at <= windows.out_closes_at


def says_more(phase: Phase, *, said: datetime, recorded: datetime) -> bool:
    """Whether a line contradicts the check-in that stands to the teacher's good: came earlier, or left later."""
    minute = timedelta(minutes=1)
    return recorded - said >= minute if phase is Phase.IN else said - recorded >= minute


def digest_of_bundle(content: Mapping[str, Any]) -> str:
    """sha256 of the bundle as canonical JSON: what was given can be told from what was made of it."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
