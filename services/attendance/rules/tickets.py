"""Check-in tickets, a credential of minutes for one teacher and one class; and scans exchanged before the login.

Either is a signed text of one spelling; each kind has a key and a prefix of its own, so that neither passes for the
other.
"""

import base64
import binascii
import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from services.attendance.rules.codes import Phase, Refusal

LIFETIME = timedelta(minutes=15)
_PHASES = (Phase.IN, Phase.OUT, Phase.ROLL)


@dataclass(frozen=True, slots=True)
class Ticket:
    """Whom a ticket speaks for, where, and until when (real time)."""

    district_id: int
    account_id: UUID
    teacher_id: UUID
    class_id: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ExchangedScan:
    """A good code seen at a moment by a phone that nobody had logged in to yet. It lets one teacher in."""

    exchange_id: UUID
    district_id: int
    meeting_id: UUID
    phase: Phase
    roll: int
    code_age: int
    scanned_at: datetime
    """In the domain's time: the moment that counts."""
    expires_at: datetime
    """In real time."""
    device_hash: bytes | None
    """Of the phone that saw the code, where it told its name: who hands scans around is found by it."""


class _Signed:
    """Signs and opens contents of one layout. Content and signature together are a multiple of three bytes."""

    prefix: ClassVar[str]
    layout: ClassVar[struct.Struct]
    mac_bytes: ClassVar[int]

    def __init__(self, *keys: bytes) -> None:
        """The first signs; what another has signed is good, too."""
        self._keys = keys

    def _sign(self, *values: object) -> str:
        content = self.layout.pack(*values)
        return self.prefix + base64.urlsafe_b64encode(content + self._mac(self._keys[0], content)).decode()

    def _open(self, text: str) -> tuple[Any, ...] | None:
        length = len(self.prefix) + (self.layout.size + self.mac_bytes) * 4 // 3
        if len(text) != length or not text.startswith(self.prefix) or not text.isascii():
            return None
        try:
            raw = base64.b64decode(text.removeprefix(self.prefix), altchars=b"-_", validate=True)
        except binascii.Error:
            return None
        content, mac = raw[: self.layout.size], raw[self.layout.size :]
        good = any(hmac.compare_digest(mac, self._mac(key, content)) for key in self._keys)
        return self.layout.unpack(content) if good else None

    def _mac(self, key: bytes, content: bytes) -> bytes:
        return hmac.new(key, self.prefix.encode() + content, hashlib.sha256).digest()[: self.mac_bytes]


class Tickets(_Signed):
    """Writes and reads check-in tickets, a hundred times cheaper than a token."""

    prefix = "t1."
    layout = struct.Struct(">I16s16s16sQ")
    mac_bytes = 18

    def write(self, ticket: Ticket) -> str:
        return self._sign(
            ticket.district_id,
            ticket.account_id.bytes,
            ticket.teacher_id.bytes,
            ticket.class_id.bytes,
            int(ticket.expires_at.timestamp()),
        )

    def read(self, text: str, *, at: datetime) -> Ticket | None:
        """The ticket, or None for every fault: forged, foreign, expired or not a ticket at all."""
        opened = self._open(text)
        if opened is None:
            return None
        district_id, account, teacher, class_, expires = opened
        if expires <= at.timestamp():
            return None
        return Ticket(
            district_id,
            UUID(bytes=account),
            UUID(bytes=teacher),
            UUID(bytes=class_),
            datetime.fromtimestamp(expires, UTC),
        )


class ExchangedScans(_Signed):
    """Writes and reads exchanged scans."""

    prefix = "s1."
    layout = struct.Struct(">16sI16sBBBqQ16s")
    mac_bytes = 16

    def write(self, scan: ExchangedScan) -> str:
        return self._sign(
            scan.exchange_id.bytes,
            scan.district_id,
            scan.meeting_id.bytes,
            _PHASES.index(scan.phase),
            scan.roll,
            scan.code_age,
            (scan.scanned_at - _EPOCH) // timedelta(microseconds=1),
            int(scan.expires_at.timestamp()),
            scan.device_hash or _NO_DEVICE,
        )

    def judge(
        self, text: str, *, district_id: int, meeting_id: UUID, phase: Phase, roll: int, real_at: datetime
    ) -> ExchangedScan | Refusal:
        """The scan that was exchanged for this meeting and phase, or why it lets nobody in."""
        scan = self.read(text)
        if scan is None or scan.district_id != district_id:
            return Refusal.FORGED_EXCHANGE
        if scan.meeting_id != meeting_id:
            return Refusal.WRONG_MEETING
        if (scan.phase, scan.roll) != (phase, roll):
            return Refusal.WRONG_PHASE
        return Refusal.STALE_EXCHANGE if scan.expires_at <= real_at else scan

    def read(self, text: str) -> ExchangedScan | None:
        """The scan, or None for every forgery; whether it has expired is for the reader to ask."""
        opened = self._open(text)
        if opened is None:
            return None
        exchange, district_id, meeting, phase, roll, age, scanned, expires, device = opened
        return ExchangedScan(
            exchange_id=UUID(bytes=exchange),
            district_id=district_id,
            meeting_id=UUID(bytes=meeting),
            phase=_PHASES[phase],
            roll=roll,
            code_age=age,
            scanned_at=_EPOCH + timedelta(microseconds=scanned),
            expires_at=datetime.fromtimestamp(expires, UTC),
            device_hash=None if device == _NO_DEVICE else device,
        )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A phone that told no name; no name has this hash.
_NO_DEVICE = bytes(16)
