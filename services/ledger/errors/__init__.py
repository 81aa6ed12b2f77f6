"""What can go wrong in the ledger."""

from services.ledger.errors.adjustments import (
    AdjustmentDecided,
    ConcernsYourself,
    EarnedInTheFuture,
    EntryNotAdjustable,
    LineNotOfPack,
    NeverAppointed,
    NothingAdjusted,
    NotYourProposal,
    SecondPersonNeeded,
)
from services.ledger.errors.book import AmountNotPostable, AwardConflict
from services.ledger.errors.certificates import (
    CertificateReplaced,
    CertificateRevoked,
    CertificateWithheld,
    HolderRenamed,
    IssuerInUse,
    TooManyMembers,
)
from services.ledger.errors.proving import (
    NotYetSigned,
)
from services.ledger.errors.trying import (
    ClassCancelled,
    ClassEndsLater,
    NothingTried,
    TermsDoNotFit,
    TooManyClasses,
    TooManyTeachers,
    YearsCrossed,
)
from services.ledger.errors.webhooks import TooManyWebhooks, WebhookInactive

__all__ = [
    "AdjustmentDecided",
    "AmountNotPostable",
    "AwardConflict",
    "CertificateReplaced",
    "CertificateRevoked",
    "CertificateWithheld",
    "ClassCancelled",
    "ClassEndsLater",
    "ConcernsYourself",
    "EarnedInTheFuture",
    "EntryNotAdjustable",
    "HolderRenamed",
    "IssuerInUse",
    "LineNotOfPack",
    "NeverAppointed",
    "NotYetSigned",
    "NotYourProposal",
    "NothingAdjusted",
    "NothingTried",
    "SecondPersonNeeded",
    "TermsDoNotFit",
    "TooManyClasses",
    "TooManyMembers",
    "TooManyTeachers",
    "TooManyWebhooks",
    "WebhookInactive",
    "YearsCrossed",
]
