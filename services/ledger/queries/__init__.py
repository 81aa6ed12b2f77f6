"""Every SQL statement of the ledger."""

from services.ledger.queries.book import (
    add_to_balances,
    find_book,
    insert_entries,
    list_records_of_outcomes,
    list_taken_award_keys,
    lock_book,
    map_outcomes_posted,
    move_head,
    upsert_outcomes_posted,
)
from services.ledger.queries.history import get_history_import, insert_history_import
from services.ledger.queries.reading import (
    find_balance,
    get_head,
    list_entries_after,
    list_entries_of,
    sum_cells,
)
from services.ledger.queries.verification import (
    BookState,
    get_book_state,
    list_links,
    list_links_by_entry,
    list_repeated_award_keys,
    list_repeated_reversals,
)

__all__ = [
    "BookState",
    "add_to_balances",
    "find_balance",
    "find_book",
    "get_book_state",
    "get_head",
    "get_history_import",
    "insert_entries",
    "insert_history_import",
    "list_entries_after",
    "list_entries_of",
    "list_links",
    "list_links_by_entry",
    "list_records_of_outcomes",
    "list_repeated_award_keys",
    "list_repeated_reversals",
    "list_taken_award_keys",
    "lock_book",
    "map_outcomes_posted",
    "move_head",
    "sum_cells",
    "upsert_outcomes_posted",
]
