"""Python loads this by its name in each process of `make chaos`: its clock stands off by what a file says."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from services.platform import clock

_LOOK_SECONDS = 0.1
_PLACE = Path(os.environ["CHAOS_CLOCK"])


class _Skew:
    seconds = 0.0
    looked_at = 0.0


def _skew() -> float:
    now = time.monotonic()
    if now - _Skew.looked_at > _LOOK_SECONDS:
        _Skew.looked_at = now
        _Skew.seconds = float(_PLACE.read_text()) if _PLACE.exists() else 0.0
    return _Skew.seconds


def _real_now() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=_skew())


def _now() -> datetime:
    return _real_now() + clock.offset()


_time, _time_ns = time.time, time.time_ns

# The domain's clock and back-off go by the one, the queue's heartbeats and the ids of events by the others.
clock.real_now, clock.now = _real_now, _now
time.time = lambda: _time() + _skew()
time.time_ns = lambda: _time_ns() + int(_skew() * 1e9)
