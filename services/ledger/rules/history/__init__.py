"""Old hours: what a file says row by row, what of it is told twice, and what it becomes in the book."""

from services.ledger.rules.history.awards import (
    appointment_on,
    file_causation,
    generation,
    history_award,
    history_key,
    kept_row,
    read_row,
    undo_causation,
)
from services.ledger.rules.history.doubles import (
    MOST_OF_ONE,
    Training,
    find_double,
    list_similar,
    mark_doubles,
    training_of,
)
from services.ledger.rules.history.reading import (
    HISTORY_COLUMNS,
    MOST_FAULTS,
    CellFault,
    Evidence,
    HistoryRow,
    cell_fault,
    read_history,
)

__all__ = [
    "HISTORY_COLUMNS",
    "MOST_FAULTS",
    "MOST_OF_ONE",
    "CellFault",
    "Evidence",
    "HistoryRow",
    "Training",
    "appointment_on",
    "cell_fault",
    "file_causation",
    "find_double",
    "generation",
    "history_award",
    "history_key",
    "kept_row",
    "list_similar",
    "mark_doubles",
    "read_history",
    "read_row",
    "training_of",
    "undo_causation",
]
