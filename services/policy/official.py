"""The codes by which the national teacher system (全国教师管理信息系统) knows levels and modes of training."""

from collections.abc import Mapping
from datetime import date
from typing import Final

# 培训类别; what schools and their teams hold is one there.
_LEVELS: Final[Mapping[str, str]] = {
    "NATIONAL": "10",
    "PROVINCIAL": "20",
    "PREFECTURE": "30",
    "COUNTY": "40",
    "SCHOOL": "60",
    "TEAM": "60",
}
_OTHER_LEVEL: Final = "99"
# 培训方式. 1 is 长期脱产研修(一个月以上), which no mode says by itself.
_CENTRALISED: Final = "CENTRALISED"
_LONG: Final = "1"
_MODES: Final[Mapping[str, str]] = {_CENTRALISED: "2", "ONLINE": "3", "BLENDED": "4"}
_OTHER_MODE: Final = "9"


def official_level(level: str) -> str:
    """The national system's code of a level, 10 to 60, or 99 for what it does not know."""
    return _LEVELS.get(level, _OTHER_LEVEL)


def official_mode(mode: str, *, said: str | None = None, first: date | None = None, last: date | None = None) -> str:
    """The national system's code of a mode: what the program says, else what the mode and the days mean.

    Centralised training is 2, and 1 where it ran for more than a month, by the calendar; 9 for what it does not know.
    """
    if said:
        return said
    if mode == _CENTRALISED and first is not None and last is not None and _is_beyond_a_month(first, last):
        return _LONG
    return _MODES.get(mode, _OTHER_MODE)


def _is_beyond_a_month(first: date, last: date) -> bool:
    """From the 5th to the 4th of the next month is a month, to the 5th it is more."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months > 1 or (months == 1 and last.day >= first.day)
