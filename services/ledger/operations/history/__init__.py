"""Old hours from spreadsheets: checked row by row, posted in steps and only once, taken back as a whole."""

from services.ledger.operations.history.importing import go_on_importing, import_history
from services.ledger.operations.history.reading import (
    HistoryShown,
    RowShown,
    get_history_file,
    get_history_import,
    list_history_imports,
    list_history_rows,
)
from services.ledger.operations.history.undoing import undo_import

__all__ = [
    "HistoryShown",
    "RowShown",
    "get_history_file",
    "get_history_import",
    "go_on_importing",
    "import_history",
    "list_history_imports",
    "list_history_rows",
    "undo_import",
]
