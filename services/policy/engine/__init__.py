"""The engine that judges a teacher by a pack."""

from services.policy.engine.judging import judge
from services.policy.engine.standing import (
    ClauseResult,
    Counted,
    NotCounted,
    Progress,
    Quantity,
    Result,
    Standing,
)

__all__ = ["ClauseResult", "Counted", "NotCounted", "Progress", "Quantity", "Result", "Standing", "judge"]
