"""What can go wrong in the ledger."""

from services.ledger.errors.book import AmountNotPostable, AwardConflict
from services.ledger.errors.trying import (
    ClassCancelled,
    ClassEndsLater,
    NothingTried,
    TermsDoNotFit,
    TooManyClasses,
    TooManyTeachers,
    YearsCrossed,
)

__all__ = [
    "AmountNotPostable",
    "AwardConflict",
    "ClassCancelled",
    "ClassEndsLater",
    "NothingTried",
    "TermsDoNotFit",
    "TooManyClasses",
    "TooManyTeachers",
    "YearsCrossed",
]
