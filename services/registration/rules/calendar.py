"""Calendars for phones (RFC 5545) and the addresses by which they are subscribed to."""

import base64
import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Final, Literal, TypeAlias
from uuid import UUID

from icalendar import Calendar, Event, Timezone
from icalendar.enums import STATUS

from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound

FeedKind: TypeAlias = Literal["TEACHER", "SCHOOL", "CLASS"]

# How far back a calendar shows what was, and how often a phone need ask again.
SHOWN_FOR: Final = timedelta(days=400)
ASK_AGAIN: Final = timedelta(hours=1)
_TOKEN: Final = re.compile(r"([1-9][0-9]{0,5})\.([0-9a-f]{32})\.([A-Za-z0-9_-]{43})")
# China moved its clocks in summer until 1991: a rule from here on is one line, and no meeting is older.
_ZONE_FROM: Final = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A meeting as calendars show it; `revision` rises with every change of its class."""

    meeting_id: UUID
    revision: int
    starts_at: datetime
    ends_at: datetime
    class_title: str
    program_title: str
    place: str | None
    speaker: str | None
    topic: str | None
    hours: Decimal
    cancelled: bool


def feed_token(key: bytes, *, district_id: int, feed_id: UUID) -> str:
    """The secret end of a feed's address: nobody can make one without the key, and the feed's row can revoke it."""
    return f"{district_id}.{feed_id.hex}.{_mac(key, district_id, feed_id)}"


def read_feed_token(keys: Sequence[bytes], token: str) -> tuple[int, UUID]:
    """District and feed of a token made with one of our keys; NotFound for any other, as for one that was revoked."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise NotFound
    district_id, feed_id = int(found[1]), UUID(found[2])
    if not any(hmac.compare_digest(found[3], _mac(key, district_id, feed_id)) for key in keys):
        raise NotFound
    return district_id, feed_id


def calendar_text(
    entries: Sequence[CalendarEntry], *, feed_id: UUID, name: str, district_id: int, at: datetime
) -> bytes:
    """An iCalendar file: lines end in CRLF and are folded at 75 octets, times are those of Asia/Shanghai.

    A meeting keeps its UID whatever happens to it; a cancelled one stays, with the status that tells phones so.
    """
    calendar = Calendar.new(
        prodid="-//Xuefen//Registration//ZH",
        uid=f"{feed_id}@{district_id}.xuefen",
        name=name,
        refresh_interval=ASK_AGAIN,
        subcomponents=[_zone()],
    )
    calendar.add("X-WR-TIMEZONE", "Asia/Shanghai")
    for entry in entries:
        calendar.add_component(_event(entry, district_id=district_id, at=at))
    return bytes(calendar.to_ical())


def calendar_tag(entries: Sequence[CalendarEntry], *, name: str) -> str:
    """An entity tag that changes if, and only if, what the calendar shows changes."""
    return f'"{hashlib.sha256(repr((name, entries)).encode()).hexdigest()[:32]}"'


@cache
def _zone() -> Timezone:
    return Timezone.from_tzid("Asia/Shanghai", first_date=_ZONE_FROM)


def _event(entry: CalendarEntry, *, district_id: int, at: datetime) -> Event:
    told = [
        f"项目：{entry.program_title}",
        f"主讲：{entry.speaker or '待定'}",
        f"内容：{entry.topic or '待定'}",
        f"学时：{entry.hours.normalize():f}",
    ]
    event = Event.new(
        uid=f"{entry.meeting_id}@{district_id}.xuefen",
        sequence=entry.revision,
        stamp=at,
        start=entry.starts_at.astimezone(SHANGHAI),
        end=entry.ends_at.astimezone(SHANGHAI),
        summary=entry.class_title if entry.topic is None else f"{entry.class_title}：{entry.topic}",
        description="\n".join(told),
        status=STATUS.CANCELLED if entry.cancelled else STATUS.CONFIRMED,
    )
    if entry.place is not None:
        event.add("LOCATION", entry.place)
    return event


def _mac(key: bytes, district_id: int, feed_id: UUID) -> str:
    digest = hmac.new(key, f"{district_id}.{feed_id}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
