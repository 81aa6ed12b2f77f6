"""Schools and districts before a pack: rates and quotas, money, tasks, and what is to be done or kept."""

from services.policy.population.budgets import lies_mostly_in
from services.policy.population.ground import Member
from services.policy.population.judging import judge_school
from services.policy.population.standing import RateFound, RateValue, SchoolResult, SchoolStanding, Unknown

__all__ = [
    "Member",
    "RateFound",
    "RateValue",
    "SchoolResult",
    "SchoolStanding",
    "Unknown",
    "judge_school",
    "lies_mostly_in",
]
