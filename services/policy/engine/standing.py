"""What judging comes to: a verdict, and for every clause the calculation behind it, in words and numbers."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Result(StrEnum):
    MET = "MET"
    NOT_MET = "NOT_MET"
    EXEMPT = "EXEMPT"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    UNDETERMINED = "UNDETERMINED"


class Progress(StrEnum):
    """Whether time is up. Until then: counted at least in proportion to the days gone by, or not."""

    FINAL = "final"
    ON_TRACK = "on_track"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Counted:
    """What an entry brought to a clause, and why where it does not belong there by itself."""

    entry_id: str
    amount: Decimal
    reason_zh: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class NotCounted:
    """What of an entry did not count for a clause, and why."""

    entry_id: str
    amount: Decimal
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity that a clause looks at: hours or credits, a bucket, a pool of modes, a tier."""

    label_zh: str
    label_en: str
    unit: str
    """hours, credits, or in Chinese what is counted one by one: 篇, 人."""
    unit_en: str
    """The same in English."""
    required: Decimal | None
    counted: Decimal
    gap: Decimal
    beyond: Decimal
    """How much lies over the upper limit, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseResult:
    """One clause, in one period. Its numbers and their unit, in both languages, are of the quantity that decided."""

    clause_id: str
    kind: str
    severity: str
    result: Result
    reason: str
    """A stable code: what decided."""
    period: str | None
    """The judging year, for example 2023-2024; None for the cycle as a whole."""
    unit: str | None
    unit_en: str | None
    required: Decimal | None
    counted: Decimal | None
    gap: Decimal | None
    quantities: tuple[Quantity, ...]
    counted_entries: tuple[Counted, ...]
    not_counted: tuple[NotCounted, ...]
    progress: Progress
    due_on: date | None
    title_zh: str
    title_en: str
    quote: str
    source: str
    sentence_zh: str
    sentence_en: str
    calculation: str | None
    """How the required amount came about, where it is not simply the printed one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A teacher under a pack on a day.

    The verdict looks at mandatory clauses that are due: MET means that nothing due is missing. `progress` is `final`
    once every mandatory clause is due, before that `behind` if any is behind, else `on_track`.
    """

    teacher_id: str
    pack_id: str
    content_hash: str
    as_of: date
    verdict: Result
    progress: Progress
    clauses: tuple[ClauseResult, ...]

    def as_json(self) -> dict[str, Any]:
        """Return plain data: exact numbers and dates as text."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """A teacher under the packs that were in force one after the other, the earliest first; the verdict is over all."""

    teacher_id: str
    as_of: date
    verdict: Result
    progress: Progress
    standings: tuple[Standing, ...]

    @property
    def clauses(self) -> tuple[ClauseResult, ...]:
        """Every result of every pack, in the order of the packs."""
        return tuple(result for standing in self.standings for result in standing.clauses)

    def as_json(self) -> dict[str, Any]:
        """Return plain data: exact numbers and dates as text."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return str(value) if isinstance(value, StrEnum) else value
