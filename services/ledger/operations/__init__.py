"""What the ledger can do: the one door for routes, actors and the CLI."""

from services.ledger.operations.coverage import ClassOnOffer, PlanCovered, get_coverage
from services.ledger.operations.hearing import keep_class, keep_facts, keep_members, keep_results, keep_settlement
from services.ledger.operations.history import get_history_import, import_history
from services.ledger.operations.judging import Bench, InForce, Judged, Person
from services.ledger.operations.populations import Population, get_rates, get_school_standing
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
from services.ledger.operations.what_if import Changed, Comparison, Refused, compare

__all__ = [
    "AccountBalance",
    "Bench",
    "Changed",
    "ClassOnOffer",
    "Comparison",
    "Explanation",
    "Feed",
    "InForce",
    "Judged",
    "Named",
    "Person",
    "PlanCovered",
    "Population",
    "Refused",
    "SchoolSum",
    "StandingsPage",
    "Statement",
    "Summary",
    "TeacherStanding",
    "Verification",
    "compare",
    "explain",
    "get_balance",
    "get_book",
    "get_coverage",
    "get_history_import",
    "get_rates",
    "get_school_standing",
    "get_standing",
    "get_statement",
    "get_summary",
    "import_history",
    "keep_class",
    "keep_facts",
    "keep_members",
    "keep_results",
    "keep_settlement",
    "list_entries",
    "list_standings",
    "post_outcomes",
    "summarise",
    "verify_book",
]
