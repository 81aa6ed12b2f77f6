"""Tables of the ledger: an append-only book, its head, its balances, and what has been posted, imported or heard."""

from services.ledger.models.adjustments import Adjustment, AdjustmentDecision
from services.ledger.models.archives import (
    TeacherArchive,
)
from services.ledger.models.attestations import Attestation, AttestationNumber, AttestationRevocation
from services.ledger.models.book import Balance, Book, Entry, OutcomePosted
from services.ledger.models.booklets import Booklet, BookletCustody
from services.ledger.models.bulk_exports import BulkExport, BulkExportPart
from services.ledger.models.certificates import (
    Certificate,
    CertificateEntry,
    CertificateIssuer,
    CertificateNumber,
    CertificateRevocation,
)
from services.ledger.models.heads import BookHead, TreeNode
from services.ledger.models.heard import Fact, OfferedClass, Participation
from services.ledger.models.history import (
    HistoryImport,
    HistoryProgress,
    HistoryRow,
    HistoryUndo,
)
from services.ledger.models.moves import (
    CarriedEntry,
    CarriedHead,
    CarriedPart,
    Closing,
    ClosingSent,
    MergedTeacher,
    MergeMove,
    Reception,
)
from services.ledger.models.prints import CertificatePrint, PrintedDocument
from services.ledger.models.reports import MonthTimer, Report, ToldSummary
from services.ledger.models.standings import Standing, StandingMark, StandingRound
from services.ledger.models.sums import EarnedMonth, Earner, EarnerCount
from services.ledger.models.tally import Tally, TallyKey
from services.ledger.models.verifications import BookVerification
from services.ledger.models.webhooks import Webhook, WebhookAttempt, WebhookDelivery, WebhookMessage

__all__ = [
    "Adjustment",
    "AdjustmentDecision",
    "Attestation",
    "AttestationNumber",
    "AttestationRevocation",
    "Balance",
    "Book",
    "BookHead",
    "BookVerification",
    "Booklet",
    "BookletCustody",
    "BulkExport",
    "BulkExportPart",
    "CarriedEntry",
    "CarriedHead",
    "CarriedPart",
    "Certificate",
    "CertificateEntry",
    "CertificateIssuer",
    "CertificateNumber",
    "CertificatePrint",
    "CertificateRevocation",
    "Closing",
    "ClosingSent",
    "EarnedMonth",
    "Earner",
    "EarnerCount",
    "Entry",
    "Fact",
    "HistoryImport",
    "HistoryProgress",
    "HistoryRow",
    "HistoryUndo",
    "MergeMove",
    "MergedTeacher",
    "MonthTimer",
    "OfferedClass",
    "OutcomePosted",
    "Participation",
    "PrintedDocument",
    "Reception",
    "Report",
    "Standing",
    "StandingMark",
    "StandingRound",
    "Tally",
    "TallyKey",
    "TeacherArchive",
    "ToldSummary",
    "TreeNode",
    "Webhook",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookMessage",
]
