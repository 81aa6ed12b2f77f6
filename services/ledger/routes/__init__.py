"""HTTP of the ledger."""

from services.ledger.routes.adjustments import router as adjustments
from services.ledger.routes.archives import router as archives
from services.ledger.routes.attestations import router as attestations
from services.ledger.routes.booklets import router as booklets
from services.ledger.routes.bulk_exports import router as bulk_exports
from services.ledger.routes.certificates import router as certificates
from services.ledger.routes.coverage import router as coverage
from services.ledger.routes.credentials import router as credentials
from services.ledger.routes.entries import router as entries
from services.ledger.routes.feed import router as feed
from services.ledger.routes.heads import router as heads
from services.ledger.routes.history import router as history
from services.ledger.routes.merging import router as merging
from services.ledger.routes.populations import router as populations
from services.ledger.routes.prints import router as prints
from services.ledger.routes.proofs import router as proofs
from services.ledger.routes.reports import router as reports
from services.ledger.routes.standings import router as standings
from services.ledger.routes.transfers import router as transfers
from services.ledger.routes.verdicts import router as verdicts
from services.ledger.routes.verifications import router as verifications
from services.ledger.routes.warnings import router as warnings
from services.ledger.routes.webhooks import router as webhooks
from services.ledger.routes.what_if import router as what_if

ROUTERS = (
    entries,
    feed,
    heads,
    standings,
    populations,
    reports,
    verdicts,
    coverage,
    warnings,
    what_if,
    history,
    archives,
    adjustments,
    transfers,
    merging,
    verifications,
    proofs,
    webhooks,
    bulk_exports,
    certificates,
    prints,
    booklets,
    attestations,
    credentials,
)

__all__ = ["ROUTERS"]
