"""Claims with everything that is shown of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Claim, Outcome
from services.assessment.queries.claim_parts import map_open_flags, map_papers
from services.assessment.queries.claims import map_outcomes_of_claims
from services.assessment.rules import ClaimPaper


@dataclass(frozen=True, slots=True)
class SeenClaim:
    """A claim, its papers, how many flags are open, and the outcome that it was recognised by."""

    claim: Claim
    papers: tuple[ClaimPaper, ...]
    open_flags: int
    outcome: Outcome | None


async def see_claims(session: AsyncSession, *, district_id: int, claims: Sequence[Claim]) -> list[SeenClaim]:
    """In the order given, three statements whatever their number."""
    claim_ids = [claim.claim_id for claim in claims]
    papers = await map_papers(session, district_id=district_id, claim_ids=claim_ids)
    flags = await map_open_flags(session, district_id=district_id, claim_ids=claim_ids)
    outcomes = await map_outcomes_of_claims(session, district_id=district_id, claim_ids=claim_ids)
    return [
        SeenClaim(claim, papers[claim.claim_id], flags.get(claim.claim_id, 0), outcomes.get(claim.claim_id))
        for claim in claims
    ]
