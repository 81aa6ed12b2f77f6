"""When a meeting takes check-ins and check-outs: by the pack in force, or by the house's times where there is none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.attendance.rules.tickets import LIFETIME
from services.policy import attendance
from services.policy.format import Pack

__all__ = ["Pack", "Windows", "scans_end", "windows_of"]

# Without a pack: as early and as patiently as this.
OPENS_BEFORE = timedelta(minutes=30)
GRACE = timedelta(minutes=10)
# Packs say nothing of it: leaving a room takes a while, and phones stand in a queue.
CHECK_OUT_AFTER_END = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Windows:
    """The times of one meeting by which a scan is judged. A late scan is taken and called late."""

    in_opens_at: datetime
    in_late_after: datetime
    in_closes_at: datetime
    out_opens_at: datetime
    out_early_before: datetime
    out_closes_at: datetime


def windows_of(pack: Pack | None, *, starts_at: datetime, ends_at: datetime) -> Windows:
    """The windows of a meeting under a pack."""
    if pack is None:
        opens_at, closes_at = starts_at - OPENS_BEFORE, ends_at
        late = early = GRACE
    else:
        opens_at, closes_at = attendance.window(pack, starts_at=starts_at, ends_at=ends_at)
        late = timedelta(minutes=pack.attendance.late_grace_minutes)
        early = timedelta(minutes=pack.attendance.early_leave_grace_minutes)
    return Windows(
        in_opens_at=opens_at,
        in_late_after=starts_at + late,
        in_closes_at=closes_at,
        out_opens_at=starts_at,
        out_early_before=ends_at - early,
        out_closes_at=ends_at + CHECK_OUT_AFTER_END,
    )


def scans_end(out_closes_at: Iterable[datetime]) -> datetime:
    """From when on nobody can present a scan of meetings that close then: one may be exchanged at the last moment."""
    return max(out_closes_at) + LIFETIME
