"""What the ledger can do: the one door for routes, actors and the CLI."""

from services.ledger.operations.history import get_history_import, import_history
from services.ledger.operations.judging import Bench, Judged
from services.ledger.operations.posting import post_outcomes
from services.ledger.operations.reading import (
    AccountBalance,
    Feed,
    Named,
    Statement,
    get_balance,
    get_book,
    get_statement,
    list_entries,
)
from services.ledger.operations.standings import (
    Explanation,
    SchoolSum,
    StandingsPage,
    Summary,
    TeacherStanding,
    explain,
    get_standing,
    get_summary,
    list_standings,
    summarise,
)
from services.ledger.operations.verification import Verification, verify_book

__all__ = [
    "AccountBalance",
    "Bench",
    "Explanation",
    "Feed",
    "Judged",
    "Named",
    "SchoolSum",
    "StandingsPage",
    "Statement",
    "Summary",
    "TeacherStanding",
    "Verification",
    "explain",
    "get_balance",
    "get_book",
    "get_history_import",
    "get_standing",
    "get_statement",
    "get_summary",
    "import_history",
    "list_entries",
    "list_standings",
    "post_outcomes",
    "summarise",
    "verify_book",
]
