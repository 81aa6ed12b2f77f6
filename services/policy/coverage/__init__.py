"""Whether a plan's classes can carry what its teachers still lack: who cannot get there, where seats fall short."""

from services.policy.coverage.cheapest import Warned, warn
from services.policy.coverage.covering import cover
from services.policy.coverage.given import (
    Addition,
    Candidate,
    Coverage,
    Judgement,
    Lack,
    Need,
    Offer,
    Outcome,
    Place,
    Shortage,
    Stranded,
)
from services.policy.coverage.ways import Rivals, rivals_among

__all__ = [
    "Addition",
    "Candidate",
    "Coverage",
    "Judgement",
    "Lack",
    "Need",
    "Offer",
    "Outcome",
    "Place",
    "Rivals",
    "Shortage",
    "Stranded",
    "Warned",
    "cover",
    "rivals_among",
    "warn",
]
