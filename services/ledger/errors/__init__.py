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
from services.ledger.errors.archives import (
    ArchiveGone,
    ArchiveNotReady,
    PurposeNeeded,
    TooManyArchives,
)
from services.ledger.errors.attestations import AttestationRevoked, NothingStated, NotJudged, PeriodNotBegun
from services.ledger.errors.book import AmountNotPostable, AwardConflict
from services.ledger.errors.booklets import (
    BookletAhead,
    BookletBackdated,
    BookletIssued,
    BookletMoved,
    BookletNotKept,
    BookletNumberTaken,
    NotAtThatSchool,
)
from services.ledger.errors.bulk_exports import ExportGone, ExportNotReady, TooManyExports
from services.ledger.errors.certificates import (
    CertificateReplaced,
    CertificateRevoked,
    CertificateWithheld,
    HolderRenamed,
    IssuerInUse,
    TooManyMembers,
)
from services.ledger.errors.history import (
    ImportNotApplied,
    ImportUndone,
)
from services.ledger.errors.prints import NothingToPrint, PrintEnded, PrintGone, PrintRunning, TooManyToPrint
from services.ledger.errors.proving import (
    NotYetSigned,
)
from services.ledger.errors.transfers import HistoryNotOwed
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
    "ArchiveGone",
    "ArchiveNotReady",
    "AttestationRevoked",
    "AwardConflict",
    "BookletAhead",
    "BookletBackdated",
    "BookletIssued",
    "BookletMoved",
    "BookletNotKept",
    "BookletNumberTaken",
    "CertificateReplaced",
    "CertificateRevoked",
    "CertificateWithheld",
    "ClassCancelled",
    "ClassEndsLater",
    "ConcernsYourself",
    "EarnedInTheFuture",
    "EntryNotAdjustable",
    "ExportGone",
    "ExportNotReady",
    "HistoryNotOwed",
    "HolderRenamed",
    "ImportNotApplied",
    "ImportUndone",
    "IssuerInUse",
    "LineNotOfPack",
    "NeverAppointed",
    "NotAtThatSchool",
    "NotJudged",
    "NotYetSigned",
    "NotYourProposal",
    "NothingAdjusted",
    "NothingStated",
    "NothingToPrint",
    "NothingTried",
    "PeriodNotBegun",
    "PrintEnded",
    "PrintGone",
    "PrintRunning",
    "PurposeNeeded",
    "SecondPersonNeeded",
    "TermsDoNotFit",
    "TooManyArchives",
    "TooManyClasses",
    "TooManyExports",
    "TooManyMembers",
    "TooManyTeachers",
    "TooManyToPrint",
    "TooManyWebhooks",
    "WebhookInactive",
    "YearsCrossed",
]
