"""HTTP of the ledger."""

from services.ledger.routes.entries import router as entries
from services.ledger.routes.history import router as history
from services.ledger.routes.standings import router as standings

ROUTERS = (entries, standings, history)

__all__ = ["ROUTERS"]
