"""Mentoring pairs: named, logged, evaluated, proposed for the award."""

from services.assessment.operations.pairs.closing import award_pair, evaluate_pair
from services.assessment.operations.pairs.logging import list_pair_entries, log_pair_entries, withdraw_pair_entry
from services.assessment.operations.pairs.naming import move_end, name_pair, withdraw_pair
from services.assessment.operations.pairs.reading import PairSeen, get_pair, list_pairs

__all__ = [
    "PairSeen",
    "award_pair",
    "evaluate_pair",
    "get_pair",
    "list_pair_entries",
    "list_pairs",
    "log_pair_entries",
    "move_end",
    "name_pair",
    "withdraw_pair",
    "withdraw_pair_entry",
]
