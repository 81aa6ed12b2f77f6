"""Activities: what is logged once, the forms it fills, what it adds to counts, and what should have been there."""

from services.assessment.rules.activities.advice import Advice, PlanKept, advice_on
from services.assessment.rules.activities.counting import Counting, facts_of_person, facts_of_school
from services.assessment.rules.activities.forms import (
    Filing,
    filings_of,
    knows_activity,
    routes_of,
    unknown_activity,
)
from services.assessment.rules.activities.given import MOST_PAPERS, MOST_PARTICIPANTS, Logged, RolePaper, Taking
from services.assessment.rules.activities.soundness import demand_logged

__all__ = [
    "MOST_PAPERS",
    "MOST_PARTICIPANTS",
    "Advice",
    "Counting",
    "Filing",
    "Logged",
    "PlanKept",
    "RolePaper",
    "Taking",
    "advice_on",
    "demand_logged",
    "facts_of_person",
    "facts_of_school",
    "filings_of",
    "knows_activity",
    "routes_of",
    "unknown_activity",
]
