"""The engine that judges a teacher by a pack."""

from services.policy.engine.judging import judge
from services.policy.engine.over import Governing, judge_over, runs_on, turns_of
from services.policy.engine.standing import (
    ClauseResult,
    Counted,
    NotCounted,
    Progress,
    Quantity,
    Result,
    Standing,
    Standings,
)

__all__ = [
    "ClauseResult",
    "Counted",
    "Governing",
    "NotCounted",
    "Progress",
    "Quantity",
    "Result",
    "Standing",
    "Standings",
    "judge",
    "judge_over",
    "runs_on",
    "turns_of",
]
