"""What the ledger says."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from services.contracts.event import MOST_MEMBERS, CarriedEvent, Event, Part


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


class EntriesCarried(Event):
    """Entries of other districts' books that a teacher brought along: told like one's own, but in no balance here.

    `seq` is the number there. Each is told once for each teacher who brought it.
    """

    topic: ClassVar[str] = "ledger.entries_carried.v1"

    transfer_id: UUID
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


class BulkExportFellDue(Event):
    """An export goes on from where it stands; or said ahead, the day has come when its file is removed."""

    topic: ClassVar[str] = "ledger.bulk_export_fell_due.v1"

    export_id: UUID


class CertificatePrintFellDue(Event):
    """A print of a class goes on from where it stands; or said ahead, the day has come when its files are removed."""

    topic: ClassVar[str] = "ledger.certificate_print_fell_due.v1"

    print_id: UUID


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


class RevokedAttestation(Part):
    """An attestation of a year or a cycle that no longer holds, and on what ground. Never undone."""

    attestation_id: UUID
    kind: str
    number: str
    code: str
    """With its district, as it is printed and asked for."""
    teacher_id: UUID
    ground: str
    revoked_at: datetime


class AttestationsRevoked(Event):
    """Attestations that were revoked: by themselves, because an entry they state was taken back, or by a person."""

    topic: ClassVar[str] = "ledger.attestations_revoked.v1"

    members: tuple[RevokedAttestation, ...] = Field(max_length=MOST_MEMBERS)


class WebhooksFellDue(Event):
    """Something may be waiting for an address that the district registered: its next messages are sent."""

    topic: ClassVar[str] = "ledger.webhooks_fell_due.v1"

    name: str
    due_at: datetime


class MonthEnded(Event):
    """Said ahead of its time: a month is over, and what the district's book and rates came to is kept."""

    topic: ClassVar[str] = "ledger.month_ended.v1"

    month: date
    """Its first day."""
    kind: str
    """SUMMARY or RATES: each is a transaction of its own."""
    due_at: datetime


class SummaryPublished(CarriedEvent):
    """A district's sums, told to the district above it, which keeps them and tells them on to the one above itself."""

    topic: ClassVar[str] = "ledger.summary_published.v1"

    of_district: int
    """Whose sums they are; who tells them on says them in its own name."""
    of_name: str
    of_level: str
    report_id: UUID
    as_of: date
    known_at_seq: int
    content_hash: str
    """sha256 of the whole report in hex, which the district shows under `report_id`."""
    published_at: datetime
    sums: dict[str, Any]
    """Heads, verdicts and what was earned, in all: canonical JSON of the report without its schools."""


class HistoryFellDue(Event):
    """A teacher who left has something in the book that the new district has not been told yet."""

    topic: ClassVar[str] = "ledger.history_fell_due.v1"

    transfer_id: UUID
    anew: bool = False
    """All of it is to be sent, whatever was sent before."""


class HeadOnTheWay(Part):
    """A signed head of a book, as canonical JSON with its signature in base64url."""

    district_id: int
    number: int
    canonical: str
    signature: str


class EntryOnTheWay(Part):
    """An entry of a book with its inclusion proof under one of the heads: hashes in hex."""

    district_id: int
    """Of the book that it stands in, which need not be the one that passes it on."""
    head_number: int
    canonical: str
    previous_hash: str
    path: tuple[str, ...]


class HistoryClosed(CarriedEvent):
    """Told to the new district: what stands in the old one's book for a teacher who left, and what came later.

    `sending` 1 closes the history, each further one says what was posted or taken back since, or (`anew`) all of it.
    """

    topic: ClassVar[str] = "ledger.history_closed.v1"

    transfer_id: UUID
    person_id: UUID
    teacher_id: UUID
    sending: int
    part: int
    parts: int
    anew: bool = False
    heads: tuple[HeadOnTheWay, ...] = Field(max_length=50)
    entries: tuple[EntryOnTheWay, ...] = Field(max_length=50)


class HistoryImportFellDue(Event):
    """An import of old hours, or the undo of one, goes on from where it stands."""

    topic: ClassVar[str] = "ledger.history_import_fell_due.v1"

    import_id: UUID


class TeacherArchiveFellDue(Event):
    """An archive that somebody asked for is to be made; or, said ahead, to be let go of."""

    topic: ClassVar[str] = "ledger.teacher_archive_fell_due.v1"

    archive_id: UUID


class StandingsFellDue(Event):
    """Somebody waits to be judged anew, or a new day has begun."""

    topic: ClassVar[str] = "ledger.standings_fell_due.v1"

    due_at: datetime
