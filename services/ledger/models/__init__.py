"""Tables of the ledger: an append-only book, its head, its balances, and what has been posted, imported or heard."""

from services.ledger.models.book import Balance, Book, Entry, OutcomePosted
from services.ledger.models.heard import Fact, OfferedClass, Participation
from services.ledger.models.history import HistoryImport
from services.ledger.models.tally import Tally, TallyKey

__all__ = [
    "Balance",
    "Book",
    "Entry",
    "Fact",
    "HistoryImport",
    "OfferedClass",
    "OutcomePosted",
    "Participation",
    "Tally",
    "TallyKey",
]
