"""When classes meet, and what may still be moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from services.platform.clock import SHANGHAI
from services.registration.errors import (
    HoursBeyondTime,
    MeetingBegun,
    MeetingsOverlap,
    PeriodReversed,
    TooManyMeetings,
)

# What one event can say of a class in full.
MOST_MEETINGS: Final = 120
# Minutes that an hour (学时) of a meeting lasts at the very least.
_LEAST_AN_HOUR: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """When, where, by whom and on what a class meets. `category` overrides the program's for these hours.

    `hours_reason` says why they are more than the time gives.
    """

    starts_at: datetime
    ends_at: datetime
    hours: Decimal
    place: str | None
    speaker: str | None
    topic: str | None
    category: str | None
    cancelled: bool = False
    hours_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From the beginning of the first meeting of a class that takes place to the end of the last."""

    starts_at: datetime
    ends_at: datetime


def local(at: datetime) -> str:
    """A time as people of the district read it, to the second."""
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")


def demand_sound(sittings: Sequence[Sitting]) -> None:
    """Each ends after it begins, those that take place lie apart, and one event can carry them all.

    Whoever counts more hours than the time gives says why.
    """
    if len(sittings) > MOST_MEETINGS:
        raise TooManyMeetings(most=MOST_MEETINGS)
    if any(sitting.ends_at <= sitting.starts_at for sitting in sittings):
        raise PeriodReversed
    for sitting in sittings:
        if sitting.hours_reason is None:
            demand_hours_of_time(hours=sitting.hours, starts_at=sitting.starts_at, ends_at=sitting.ends_at)
    in_order = sorted((s for s in sittings if not s.cancelled), key=lambda sitting: sitting.starts_at)
    for earlier, later in pairwise(in_order):
        if later.starts_at < earlier.ends_at:
            raise MeetingsOverlap(starts_at=later.starts_at)


def demand_hours_of_time(*, hours: Decimal, starts_at: datetime, ends_at: datetime) -> None:
    """Packs take a lesson of 40 to 60 minutes for an hour; less than a third of that is a slip of the pen."""
    if hours * _LEAST_AN_HOUR > Decimal((ends_at - starts_at) // timedelta(minutes=1)):
        raise HoursBeyondTime(hours=f"{hours.normalize():f}", least=_LEAST_AN_HOUR)


def demand_movable(*, known: Sitting, wanted: Sitting, at: datetime) -> None:
    """What has begun keeps its time: people may have signed in."""
    moved = (known.starts_at, known.ends_at, known.cancelled) != (wanted.starts_at, wanted.ends_at, wanted.cancelled)
    if moved and not known.cancelled and known.starts_at <= at:
        raise MeetingBegun(starts_at=known.starts_at)
