"""What webhooks say, and when they are tried again."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from services.contracts import (
    AttestationsRevoked,
    BookHeadSigned,
    CertificatesIssued,
    CertificatesRevoked,
    EntriesPosted,
)
from services.platform.clock import SHANGHAI

MOST_WEBHOOKS: Final = 20
# As the Standard Webhooks specification advises: after these, who has not answered is given up, and can be replayed.
PAUSES: Final = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
MOST_WEBHOOK_ATTEMPTS: Final = len(PAUSES) + 1
FORMER_SECRET_LASTS: Final = timedelta(hours=24)
_MEMBERS_AT_ONCE: Final = 50
_BUSY: Final = frozenset({408, 425, 429})
_GONE: Final = 410


class WebhookType(StrEnum):
    """What can be subscribed to."""

    ENTRIES_POSTED = "entries.posted"
    BOOK_HEAD_SIGNED = "book_head.signed"
    CERTIFICATES_ISSUED = "certificates.issued"
    CERTIFICATES_REVOKED = "certificates.revoked"
    ATTESTATIONS_REVOKED = "attestations.revoked"


PING: Final = "webhook.ping"

Told = EntriesPosted | BookHeadSigned | CertificatesIssued | CertificatesRevoked | AttestationsRevoked


def messages_of(event: Told, *, at: datetime) -> Iterator[tuple[str, str]]:
    """Type and body of each message that an event becomes, each below 64 KB.

    Entries are only named by their numbers: the feed has them, in order and without gaps, and the message is its bell.
    """
    match event:
        case EntriesPosted():
            told = {
                "first_seq": event.entries[0].seq,
                "last_seq": event.entries[-1].seq,
                "feed": f"/ledger/v1/districts/{event.district_id}/entries?after_seq={event.entries[0].seq - 1}",
            }
            yield _message(WebhookType.ENTRIES_POSTED, event.district_id, told, at=at)
        case BookHeadSigned():
            yield _message(WebhookType.BOOK_HEAD_SIGNED, event.district_id, event.model_dump(mode="json"), at=at)
        case CertificatesIssued() | CertificatesRevoked():
            type_ = (
                WebhookType.CERTIFICATES_ISSUED
                if isinstance(event, CertificatesIssued)
                else WebhookType.CERTIFICATES_REVOKED
            )
            members = event.model_dump(mode="json")["members"]
            for start in range(0, len(members), _MEMBERS_AT_ONCE):
                told = {"certificates": members[start : start + _MEMBERS_AT_ONCE]}
                yield _message(type_, event.district_id, told, at=at)
        case AttestationsRevoked():
            members = event.model_dump(mode="json")["members"]
            for start in range(0, len(members), _MEMBERS_AT_ONCE):
                told = {"attestations": members[start : start + _MEMBERS_AT_ONCE]}
                yield _message(WebhookType.ATTESTATIONS_REVOKED, event.district_id, told, at=at)


def ping_of(district_id: int, *, at: datetime) -> tuple[str, str]:
    """A message that says nothing but that it arrived."""
    return _message(PING, district_id, {}, at=at)


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts; None when it is given up."""
    return PAUSES[attempts - 1] if attempts < MOST_WEBHOOK_ATTEMPTS else None


def is_delivered(status: int | None) -> bool:
    return status is not None and 200 <= status < 300


def is_gone(status: int | None) -> bool:
    """The receiver wants nothing more."""
    return status == _GONE


def is_away(status: int | None) -> bool:
    """Whether the address as a whole does not answer, so that nothing else need be tried now."""
    return status is None or status >= 500 or status in _BUSY


def _message(type_: str, district_id: int, told: dict[str, Any], *, at: datetime) -> tuple[str, str]:
    body = {
        "type": type_,
        "timestamp": at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "data": {"district_id": district_id, **told},
    }
    return type_, json.dumps(body, ensure_ascii=False, separators=(",", ":"))
