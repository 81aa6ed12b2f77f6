"""How much leave a condition sees: days, and months by the calendar."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from services.policy.calendars import Span, months_and_days
from services.policy.format.conditions import SCALE, Value

_DAYS_OF_A_MONTH = 30


def between(leaves: Sequence[Span], since: date, until: date) -> list[Span]:
    """Return what lies of leaves between two days."""
    return [cut for leave in leaves if since <= until and (cut := leave.within(Span(since, until))) is not None]


def months_of_leave(leaves: Sequence[Span]) -> int:
    """Return the months of stretches that lie apart, in ten-thousandths: each by the calendar, 30 days left a month."""
    parts = [months_and_days(leave) for leave in leaves]
    # The 30 days left over of a leave before its next month of 31 is full are no month by themselves.
    days = sum(min(days, _DAYS_OF_A_MONTH - 1) for _, days in parts)
    return sum(months for months, _ in parts) * SCALE + days * SCALE // _DAYS_OF_A_MONTH


OF_LEAVE: Mapping[str, Callable[[Sequence[Span]], Value]] = {
    "leave_days": lambda leaves: sum(leave.days for leave in leaves),
    "leave_months": months_of_leave,
}
"""Words of teacher conditions over the stretches of leave in a period."""
