"""The whole book recomputed at once: for an operator at the terminal, and for tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.operations.verification.adjustments import look_at_adjustments
from services.ledger.operations.verification.attestations import look_at_attestations
from services.ledger.operations.verification.balances import look_at_balances
from services.ledger.operations.verification.certificates import look_at_certificates
from services.ledger.operations.verification.entries import look_at_entries
from services.ledger.operations.verification.heads import look_at_signed_heads
from services.ledger.operations.verification.imports import look_at_imports
from services.ledger.operations.verification.moves import look_at_carried, look_at_merges
from services.ledger.operations.verification.outcomes import look_at_outcomes
from services.ledger.operations.verification.reports import look_at_reports
from services.ledger.operations.verification.steps import Stage
from services.ledger.rules import (
    ADJUSTMENTS,
    ATTESTATIONS,
    BALANCES,
    CARRIED,
    CERTIFICATES,
    ENTRIES,
    HEADS,
    IMPORTS,
    MERGES,
    MOST_FINDINGS,
    OUTCOMES,
    Finding,
)
from services.ledger.rules.findings import REPORTS
from services.platform.database import allow_seconds
from services.platform.signing import KeyRing

_LONGEST_SECONDS: Final = 86_400

# In this order: the first finding is the first row that does not hold.
STAGES: Final[dict[str, Stage]] = {
    ENTRIES: look_at_entries,
    HEADS: look_at_signed_heads,
    OUTCOMES: look_at_outcomes,
    ADJUSTMENTS: look_at_adjustments,
    IMPORTS: look_at_imports,
    MERGES: look_at_merges,
    CARRIED: look_at_carried,
    BALANCES: look_at_balances,
    CERTIFICATES: look_at_certificates,
    ATTESTATIONS: look_at_attestations,
    REPORTS: look_at_reports,
}


@dataclass(frozen=True, slots=True)
class Verification:
    """What does not hold, the first bad row first; nothing when the book is whole."""

    found: Sequence[Finding] = field(default_factory=list)

    @property
    def findings(self) -> list[str]:
        told = [finding.sentence.en for finding in self.found]
        return [*told, "and more: the first findings are shown"] if len(told) >= MOST_FINDINGS else told


async def verify_book(session: AsyncSession, *, district_id: int, keys: KeyRing) -> Verification:
    """Recompute the book of a district from its tables, with heads checked by these keys.

    Entries: numbers, canonical bytes, chain, award keys, reversals, causes, tree. Heads: signatures, hashes, roots.
    Outcomes: each revision heard against its entries. Adjustments: what was agreed on against its entries. Imports:
    what each file said against its entries. Balances and tallies: against the entries. Certificates and attestations:
    signatures, entries, numbers, and of attestations the heads. Reports that were kept: the hash of each.
    """
    await allow_seconds(session, _LONGEST_SECONDS)
    found: list[Finding] = []
    for stage in STAGES.values():
        place: str | None = ""
        while place is not None and len(found) < MOST_FINDINGS:
            step = await stage(session, district_id=district_id, keys=keys, place=place)
            found += step.findings
            place = step.next_place
    return Verification(found[:MOST_FINDINGS])
