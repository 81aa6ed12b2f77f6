"""What the ledger says."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from services.contracts.event import MOST_MEMBERS, Event, Part


class PostedEntry(Part):
    """One row of the book as it stands; a reversal names the entry it takes back and carries negative amounts."""

    seq: int
    entry_id: UUID
    teacher_id: UUID
    school_id: UUID
    hours: Decimal
    credits: Decimal
    category: str
    level: str
    mode: str
    kind: str
    earned_from: date
    earned_to: date
    class_id: UUID | None
    program_id: UUID | None
    reverses: UUID | None
    nature: str = ""
    tags: tuple[str, ...] = ()
    organised_by_admin: bool = True
    title: str = ""


class EntriesPosted(Event):
    """Entries that now stand in the book, in the order of their numbers."""

    topic: ClassVar[str] = "ledger.entries_posted.v1"

    entries: tuple[PostedEntry, ...] = Field(max_length=200)


class BookHeadSigned(Event):
    """A head of the book was signed: whoever keeps it can prove what stood before it. Hashes in hex."""

    topic: ClassVar[str] = "ledger.book_head_signed.v1"

    number: int
    seq: int
    head_hash: str
    tree_root: str
    signed_at: str
    key_id: str
    signature: str
    """Of Ed25519 over the RFC 8785 JSON of `form`, `district_id` and all of the above; base64url."""


class BookHeadFellDue(Event):
    """Said ahead of its time: a book that has grown gets its next head within a minute."""

    topic: ClassVar[str] = "ledger.book_head_fell_due.v1"


class BookVerificationFellDue(Event):
    """A verification that an auditor asked for goes on from where it stands."""

    topic: ClassVar[str] = "ledger.book_verification_fell_due.v1"

    verification_id: UUID


class IssuedCertificate(Part):
    """A certificate as it was issued, without a name. `replaces` is the one that it was issued in the place of."""

    certificate_id: UUID
    kind: str
    number: str
    code: str
    """With its district, as it is printed and asked for."""
    teacher_id: UUID
    school_id: UUID
    class_id: UUID
    outcome_id: UUID
    revision: int
    hours: Decimal
    credits: Decimal
    issued_on: date
    replaces: UUID | None


class CertificatesIssued(Event):
    """Certificates that a person issued."""

    topic: ClassVar[str] = "ledger.certificates_issued.v1"

    members: tuple[IssuedCertificate, ...] = Field(max_length=MOST_MEMBERS)


class RevokedCertificate(Part):
    """A certificate that no longer holds, and on what ground. Never undone: a reissue is another certificate."""

    certificate_id: UUID
    kind: str
    number: str
    teacher_id: UUID
    ground: str
    revoked_at: datetime


class CertificatesRevoked(Event):
    """Certificates that were revoked: by themselves, because what they stood on was taken back, or by a person."""

    topic: ClassVar[str] = "ledger.certificates_revoked.v1"

    members: tuple[RevokedCertificate, ...] = Field(max_length=MOST_MEMBERS)


class WebhooksFellDue(Event):
    """Something may be waiting for an address that the district registered: its next messages are sent."""

    topic: ClassVar[str] = "ledger.webhooks_fell_due.v1"

    name: str
    due_at: datetime
