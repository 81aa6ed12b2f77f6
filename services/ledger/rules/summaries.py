"""Sums of the book by school and by dimension."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from services.ledger.rules.entries import Amounts


@dataclass(frozen=True, slots=True)
class Cell:
    """What was earned in one school, category, level, mode and school year."""

    school_id: UUID
    category: str
    level: str
    mode: str
    school_year: str
    hours: Decimal
    credits: Decimal
    entries: int


@dataclass(frozen=True, slots=True)
class Earned:
    """Hours and credits in all and by each dimension; `entries` counts rows of the book, reversals included."""

    entries: int = 0
    total: Amounts = field(default_factory=Amounts)
    by_category: dict[str, Amounts] = field(default_factory=dict)
    by_level: dict[str, Amounts] = field(default_factory=dict)
    by_mode: dict[str, Amounts] = field(default_factory=dict)
    by_year: dict[str, Amounts] = field(default_factory=dict)


def earned(cells: Iterable[Cell]) -> Earned:
    """Add cells up along each dimension."""
    entries, total = 0, Amounts()
    by: dict[str, dict[str, Amounts]] = {"category": {}, "level": {}, "mode": {}, "school_year": {}}
    for cell in cells:
        entries += cell.entries
        total = total.plus(cell.hours, cell.credits)
        for dimension, amounts in by.items():
            name = getattr(cell, dimension)
            amounts[name] = amounts.get(name, Amounts()).plus(cell.hours, cell.credits)
    ordered = {dimension: dict(sorted(amounts.items())) for dimension, amounts in by.items()}
    return Earned(entries, total, ordered["category"], ordered["level"], ordered["mode"], ordered["school_year"])
