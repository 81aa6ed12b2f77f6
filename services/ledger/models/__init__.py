"""Tables of the ledger: an append-only book, its head, its balances, and what has been posted, imported or heard."""

from services.ledger.models.adjustments import Adjustment, AdjustmentDecision
from services.ledger.models.book import Balance, Book, Entry, OutcomePosted
from services.ledger.models.certificates import (
    Certificate,
    CertificateEntry,
    CertificateIssuer,
    CertificateNumber,
    CertificateRevocation,
)
from services.ledger.models.heads import BookHead, TreeNode
from services.ledger.models.heard import Fact, OfferedClass, Participation
from services.ledger.models.history import HistoryImport
from services.ledger.models.tally import Tally, TallyKey
from services.ledger.models.verifications import BookVerification
from services.ledger.models.webhooks import Webhook, WebhookAttempt, WebhookDelivery, WebhookMessage

__all__ = [
    "Adjustment",
    "AdjustmentDecision",
    "Balance",
    "Book",
    "BookHead",
    "BookVerification",
    "Certificate",
    "CertificateEntry",
    "CertificateIssuer",
    "CertificateNumber",
    "CertificateRevocation",
    "Entry",
    "Fact",
    "HistoryImport",
    "OfferedClass",
    "OutcomePosted",
    "Participation",
    "Tally",
    "TallyKey",
    "TreeNode",
    "Webhook",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookMessage",
]
