"""What is offered in a year: programs, their classes, and when these meet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from services.demo.rosters import SchoolPlan
from services.demo.values import SHANGHAI

BEGINS: Final = time(9, 0)
# Six hours of training from nine to three: a minute missed is a sixtieth of an hour.
LASTS: Final = timedelta(hours=6)
HOURS_A_DAY: Final = Decimal(6)
_FRIDAY: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A program (培训项目) with the codes of the pack it stands in."""

    code: str
    title: str
    level: str
    mode: str
    kind: str
    category: str
    hours: int
    nature: str = "COMPULSORY"
    scheme: str = "ATTENDANCE"
    tags: tuple[str, ...] = ()
    provider: str = "县教师进修学校"

    def as_body(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "title": self.title,
            "level": self.level,
            "mode": self.mode,
            "nature": self.nature,
            "kind": self.kind,
            "category": self.category,
            "tags": list(self.tags),
            "organised_by_admin": True,
            "provider": self.provider,
            "hours": str(self.hours),
            "scheme": self.scheme,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A meeting (场次) of a day; `category` says where its hours belong, if elsewhere than the program's."""

    on: date
    topic: str
    category: str | None = None
    speaker: str = "周文静"
    place: str = "县教师进修学校报告厅"

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.on, BEGINS, SHANGHAI)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + LASTS

    def as_body(self) -> dict[str, Any]:
        return {
            "starts_at": self.starts_at.isoformat(),
            "ends_at": self.ends_at.isoformat(),
            "hours": str(HOURS_A_DAY),
            "place": self.place,
            "speaker": self.speaker,
            "topic": self.topic,
            "category": self.category,
        }


@dataclass(frozen=True, slots=True)
class Window:
    """From when until just before when enrolment is possible."""

    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPlan:
    """A class (培训班) as it is announced."""

    course: Course
    title: str
    sittings: tuple[Sitting, ...]
    enrolling: Window
    capacity: int
    leader: str | None = None
    """Username of the trainer who leads it; the school leads its own."""
    school: SchoolPlan | None = None


def sittings(days: Iterable[date], *topics: tuple[str, str | None], speaker: str, place: str) -> tuple[Sitting, ...]:
    """A meeting on each of these days; where the topics run out, the last goes on."""
    return tuple(
        Sitting(on=day, topic=topic, category=category, speaker=speaker, place=place)
        for day, (topic, category) in zip(days, _going_on(topics), strict=False)
    )


def days_from(first: date, number: int) -> list[date]:
    """So many days one after the other."""
    return [first + timedelta(days=after) for after in range(number)]


def weekdays_from(first: date, number: int) -> list[date]:
    """So many days one after the other, without weekends."""
    days = days_from(first, 2 * number + 2)
    return [day for day in days if day.isoweekday() <= _FRIDAY][:number]


def _going_on(topics: Sequence[tuple[str, str | None]]) -> Iterable[tuple[str, str | None]]:
    yield from topics
    while True:
        yield topics[-1]
