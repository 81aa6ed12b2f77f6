"""Whether what was logged can be an activity at all."""

from collections import Counter
from datetime import datetime, timedelta

from services.assessment.errors import (
    ActivityEndsBeforeItBegins,
    ActivityNotYetHeld,
    ActivityTooLong,
    ListedTwice,
    RouteOrKind,
)
from services.assessment.rules.activities.given import Logged

LONGEST = timedelta(days=400)
"""A research project of a school year is the longest thing that is logged as one."""


def demand_logged(logged: Logged, *, at: datetime) -> None:
    """It names a route or a kind, is over, ends after it begins, and has each person once."""
    if (logged.route is None) == (logged.kind is None):
        raise RouteOrKind
    if logged.ends_at <= logged.starts_at:
        raise ActivityEndsBeforeItBegins
    if logged.ends_at - logged.starts_at > LONGEST:
        raise ActivityTooLong(days=LONGEST.days)
    if logged.ends_at > at:
        raise ActivityNotYetHeld
    if any(number > 1 for number in Counter(taking.teacher_id for taking in logged.participants).values()):
        raise ListedTwice
