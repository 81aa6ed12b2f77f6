"""What is logged of an activity: what, when, where, who in which part, and the papers of each part."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.platform.clock import SHANGHAI

MOST_PARTICIPANTS = 300
MOST_PAPERS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """One person's part in an activity, and what a tariff may ask about it; unknown facts are None."""

    teacher_id: UUID
    role: str
    kind: str | None = None
    """Which form the person files, where the part leaves a choice and the choice is known already."""
    author_order: int | None = None
    authors: int | None = None
    characters: int | None = None
    months: int | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePaper:
    """A paper handed in for everybody of a role, or for all (None): the code is a document of the tariff."""

    role: str | None
    code: str
    file_id: UUID | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """An activity as its recorder describes it, by a route of the pack or by a kind."""

    route: str | None
    kind: str | None
    title: str
    starts_at: datetime
    ends_at: datetime
    minutes: int | None
    hours: Decimal | None
    place: str | None
    post: str | None
    speaker: str | None
    content: str | None
    check: str | None
    unit_id: UUID | None
    plan_id: UUID | None
    category: str
    level: str
    mode: str
    nature: str
    tags: tuple[str, ...]
    participants: tuple[Taking, ...]
    papers: tuple[RolePaper, ...]

    @property
    def code(self) -> str:
        return self.route or self.kind or ""

    @property
    def first_on(self) -> date:
        return self.starts_at.astimezone(SHANGHAI).date()

    @property
    def last_on(self) -> date:
        # An activity until midnight does not reach into the next day.
        return max(self.first_on, (self.ends_at - timedelta(microseconds=1)).astimezone(SHANGHAI).date())

    @property
    def lasting(self) -> int | None:
        """Minutes as stated, else by the clock within one day; longer work is not measured by the clock."""
        if self.minutes is not None or self.first_on != self.last_on:
            return self.minutes
        return int((self.ends_at - self.starts_at) // timedelta(minutes=1))

    def papers_of(self, role: str) -> tuple[RolePaper, ...]:
        return tuple(paper for paper in self.papers if paper.role in (None, role))

    def as_data(self) -> dict[str, Any]:
        """As a revision keeps it: JSON, every value in its written form."""
        return {field.name: _written(getattr(self, field.name)) for field in fields(self)}


def _written(value: Any) -> Any:
    match value:
        case None | bool() | int() | str():
            return value
        case datetime():
            return value.astimezone(SHANGHAI).isoformat()
        case tuple():
            return [_written(one) for one in value]
        case Taking() | RolePaper():
            return {field.name: _written(getattr(value, field.name)) for field in fields(value)}
    return str(value)
