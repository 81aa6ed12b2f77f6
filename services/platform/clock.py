"""The one clock of the domain. Only a demo or test database may move it; tokens and back-off use real time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class _Offset:
    """How far the domain's time stands from real time; every transaction refreshes it where it may move."""

    value = timedelta(0)


def real_now() -> datetime:
    return datetime.now(UTC)


def now() -> datetime:
    """Domain time, with zone."""
    return datetime.now(UTC) + _Offset.value


def today(zone: ZoneInfo = SHANGHAI) -> date:
    """The day it is in the district's zone."""
    return now().astimezone(zone).date()


def set_offset(offset: timedelta) -> None:
    _Offset.value = offset


def offset() -> timedelta:
    return _Offset.value
