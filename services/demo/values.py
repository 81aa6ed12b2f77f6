"""What the demo is given and what it hands back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")


class DemoFailed(Exception):
    """The term did not go as it must; the sentence says where."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Service -> base address, for example {"directory": "http://127.0.0.1:8101"}."""

    of: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Login:
    """An account somebody may try; `note` says whose it is."""

    district_id: int
    role: str
    username: str
    password: str
    note: str


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to try, as a command ready to be pasted."""

    title: str
    command: str


@dataclass(frozen=True, slots=True)
class Played:
    """What a played (or shown) term leaves behind."""

    summary: dict[str, Any]
    logins: list[Login]
    hints: list[Hint]


def local(text: str) -> datetime:
    """`2025-09-20 09:00` on the districts' clocks."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
