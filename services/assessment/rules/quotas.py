"""Who might be named excellent within a share of places: a proposal by score, ties shown, nothing decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member who passed, with the overall score."""

    teacher_id: UUID
    score: Decimal
    grade: str | None


@dataclass(frozen=True, slots=True)
class QuotaProposal:
    """The best by score. `within` fit whatever is decided; of `tied` only `left` more fit: a person decides."""

    counted: int
    """Of how many the share was taken."""
    places: int
    within: tuple[Candidate, ...]
    tied: tuple[Candidate, ...]

    @property
    def left(self) -> int:
        return min(self.places - len(self.within), len(self.tied))


def places_of(share: Decimal, counted: int) -> int:
    """A share in per cent of so many, rounded down: more places than the share allows are never proposed."""
    return int((share * counted / 100).to_integral_value(ROUND_DOWN))


def propose(candidates: Sequence[Candidate], *, places: int, counted: int) -> QuotaProposal:
    """By score, the highest first; in whatever order the candidates come."""
    ranked = sorted(candidates, key=lambda one: (-one.score, one.teacher_id))
    if places >= len(ranked):
        return QuotaProposal(counted, places, tuple(ranked), ())
    edge = ranked[places].score
    within = tuple(one for one in ranked if one.score > edge)
    if len(within) == places:
        return QuotaProposal(counted, places, within, ())
    return QuotaProposal(counted, places, within, tuple(one for one in ranked if one.score == edge))
