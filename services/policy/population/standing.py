"""What judging a school or district comes to: for every clause the numbers, and the names behind every number."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from services.policy.engine.standing import Counted, NotCounted, Progress, Quantity, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Somebody of whom it cannot be said whether they count."""

    teacher_id: str
    why_zh: str
    why_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RateValue:
    """A rate under one reading. People are named by teacher ids, sorted; person-times name each person once."""

    reading_zh: str
    reading_en: str
    """What the reading says; empty where the clause leaves nothing open."""
    in_force: bool
    counted: int
    out_of: int | None
    """People, person-times or places; None for a plain number of heads."""
    percent: Decimal | None
    """Exact where four places hold it, else cut off after the fourth; None with nobody below the line."""
    names: tuple[str, ...]
    without: tuple[str, ...]
    """Below the line, but not above it."""
    left_out: tuple[str, ...]
    """In neither number: approved exceptions, and those whom what is counted does not concern."""
    unknown: tuple[Unknown, ...]
    not_asked: tuple[str, ...] = ()
    """Of those left out, those to whom none of the clauses named applies."""

    @property
    def share(self) -> Fraction | None:
        """The exact share, 1 for all."""
        return Fraction(self.counted, self.out_of) if self.out_of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateFound:
    """One rate of a clause: its formula, the value in force, and the value under every other reading."""

    label_zh: str
    label_en: str
    formula_zh: str
    formula_en: str
    unit: str
    """人 or 人次."""
    unit_en: str
    sense: str
    """floor, cap_hard or target."""
    inclusive: bool
    percent_asked: Decimal | None
    heads_asked: int | None
    """How many it takes (floor, target) or may be (cap_hard): of people worked out of the percentage, rounded up."""
    result: Result
    reason: str
    value: RateValue
    other_readings: tuple[RateValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolResult:
    """One clause of scope school, unit or district, in one period. The numbers are those of what decided."""

    clause_id: str
    kind: str
    scope: str
    of_unit: str | None
    """Which team or pair, for clauses of scope unit."""
    severity: str
    result: Result
    reason: str
    period: str | None
    """The year, semester, class or event; None for the cycle as a whole."""
    unit: str | None
    unit_en: str | None
    required: Decimal | None
    counted: Decimal | None
    gap: Decimal | None
    quantities: tuple[Quantity, ...] = ()
    rates: tuple[RateFound, ...] = ()
    names: tuple[str, ...] = ()
    """Teacher ids of those counted, or of those who hold the tasks."""
    without: tuple[str, ...] = ()
    """Teacher ids of those who would have had to count too."""
    missing: tuple[str, ...] = ()
    """In Chinese: tasks without a holder, documents that lack, expenses that are refused."""
    counted_entries: tuple[Counted, ...] = ()
    """Ids of facts."""
    not_counted: tuple[NotCounted, ...] = ()
    """Ids of facts."""
    progress: Progress
    due_on: date | None
    title_zh: str
    title_en: str
    quote: str
    source: str
    sentence_zh: str
    sentence_en: str
    calculation: str | None = None
    """The formula with its numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolStanding:
    """A school, or the district, under a pack on a day.

    The verdict looks at mandatory clauses that are due, as a teacher's does.
    """

    school_id: str | None
    pack_id: str
    content_hash: str
    as_of: date
    verdict: Result
    clauses: tuple[SchoolResult, ...]

    def as_json(self) -> dict[str, Any]:
        """Return plain data: exact numbers and dates as text."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def verdict_of(results: tuple[SchoolResult, ...]) -> Result:
    """Return what the mandatory clauses that are due come to."""
    binding = [r.result for r in results if r.severity == "mandatory" and r.result is not Result.NOT_APPLICABLE]
    if not binding:
        return Result.NOT_APPLICABLE
    due = {r.result for r in results if r.severity == "mandatory" and r.progress is Progress.FINAL}
    return next((worst for worst in (Result.NOT_MET, Result.UNDETERMINED) if worst in due), Result.MET)


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return str(value) if isinstance(value, StrEnum) else value
