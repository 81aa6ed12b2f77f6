"""When classes meet, and what may still be moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Final

from services.platform.clock import SHANGHAI
from services.registration.errors import (
    MeetingBegun,
    MeetingsOverlap,
    PeriodReversed,
    TooManyMeetings,
)

# What one event can say of a class in full.
MOST_MEETINGS: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """When, where, by whom and on what a class meets. `category` overrides the program's for these hours."""

    starts_at: datetime
    ends_at: datetime
    hours: Decimal
    place: str | None
    speaker: str | None
    topic: str | None
    category: str | None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """From the beginning of the first meeting of a class that takes place to the end of the last."""

    starts_at: datetime
    ends_at: datetime


def local(at: datetime) -> str:
    """A time as people of the district read it, to the second."""
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")


def demand_sound(sittings: Sequence[Sitting]) -> None:
    """Each ends after it begins, those that take place lie apart, and one event can carry them all."""
    if len(sittings) > MOST_MEETINGS:
        raise TooManyMeetings(most=MOST_MEETINGS)
    if any(sitting.ends_at <= sitting.starts_at for sitting in sittings):
        raise PeriodReversed
    in_order = sorted((s for s in sittings if not s.cancelled), key=lambda sitting: sitting.starts_at)
    for earlier, later in pairwise(in_order):
        if later.starts_at < earlier.ends_at:
            raise MeetingsOverlap(starts_at=local(later.starts_at))


def demand_movable(*, known: Sitting, wanted: Sitting, at: datetime) -> None:
    """What has begun keeps its time: people may have signed in."""
    moved = (known.starts_at, known.ends_at, known.cancelled) != (wanted.starts_at, wanted.ends_at, wanted.cancelled)
    if moved and not known.cancelled and known.starts_at <= at:
        raise MeetingBegun(starts_at=local(known.starts_at))
