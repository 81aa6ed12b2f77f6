"""Claims looked at: what each is worth, what it lacks, and whether it is clean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment import queries
from services.assessment.errors import ClaimIncomplete, EarnsNothing, KindNotChosen
from services.assessment.models import Claim
from services.assessment.operations.claims.forms import form_of
from services.assessment.operations.claims.places import Placed, demanded, place_claims
from services.assessment.rules import ClaimPaper, FormWorth, worth_of_form
from services.platform.errors import DomainError


@dataclass(frozen=True, slots=True)
class Looked:
    """A form as a reviewer wants to see it; `worth` is what the pack says, or why it cannot be asked."""

    claim: Claim
    worth: FormWorth | DomainError
    placed: Placed | DomainError
    open_flags: int
    cleared_by_school: bool
    """Whether something looked odd and only its school said that it is not."""
    sent_back: bool
    """Whether the district has returned it before."""

    @property
    def is_clean(self) -> bool:
        return isinstance(self.worth, FormWorth) and self.worth.is_complete and not self.open_flags

    @property
    def refusal(self) -> DomainError | None:
        """Why it cannot be recognised, in the pack's own words; None where it can."""
        if isinstance(self.worth, DomainError):
            return self.worth
        for refusal in self.worth.refusals:
            words = {"reason_zh": refusal.zh, "reason_en": refusal.en}
            if refusal.missing or refusal.documents:
                return ClaimIncomplete(**words)
            clause = f"{refusal.clause_id}: " if refusal.clause_id else ""
            return EarnsNothing(clause_id=clause, **words)
        return None

    def demanded(self) -> tuple[FormWorth, Placed]:
        if isinstance(self.worth, DomainError):
            raise self.worth
        return self.worth, demanded(self.placed)


async def look_at(
    session: AsyncSession, *, district_id: int, claims: Sequence[Claim], at: datetime
) -> Mapping[UUID, Looked]:
    """Look at any number of forms in a few statements."""
    claim_ids = [claim.claim_id for claim in claims]
    placed = await place_claims(session, district_id=district_id, claims=claims, at=at)
    papers = await queries.map_papers(session, district_id=district_id, claim_ids=claim_ids)
    flags = await queries.map_open_flags(session, district_id=district_id, claim_ids=claim_ids)
    cleared = await queries.list_cleared_by_school(session, district_id=district_id, claim_ids=claim_ids)
    sent_back = await queries.list_returned_by_district(session, district_id=district_id, claim_ids=claim_ids)
    looked: dict[UUID, Looked] = {}
    for claim in claims:
        where = placed[claim.claim_id]
        worth: FormWorth | DomainError
        if isinstance(where, DomainError):
            worth = where
        elif claim.kind is None:
            worth = KindNotChosen(kinds=", ".join(claim.choices))
        else:
            worth = _worth(where, claim, kind=claim.kind, papers=papers[claim.claim_id])
        looked[claim.claim_id] = Looked(
            claim,
            worth,
            where,
            flags.get(claim.claim_id, 0),
            cleared_by_school=claim.claim_id in cleared,
            sent_back=claim.claim_id in sent_back,
        )
    return looked


def _worth(placed: Placed, claim: Claim, *, kind: str, papers: tuple[ClaimPaper, ...]) -> FormWorth | DomainError:
    try:
        return worth_of_form(placed.force, form_of(claim, papers), kind=kind)
    except DomainError as refusal:
        return refusal
