"""HTTP of the ledger."""

from services.ledger.routes.coverage import router as coverage
from services.ledger.routes.entries import router as entries
from services.ledger.routes.history import router as history
from services.ledger.routes.populations import router as populations
from services.ledger.routes.standings import router as standings
from services.ledger.routes.what_if import router as what_if

ROUTERS = (entries, standings, populations, coverage, what_if, history)

__all__ = ["ROUTERS"]
