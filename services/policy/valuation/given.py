"""What the valuer is given and what it gives back."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction


class UnknownCode(ValueError):
    """The program stands in a place that the pack's dimensions do not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What the valuer must know of a program or claimed activity."""

    level: str
    mode: str
    nature: str
    kind: str
    category: str
    """Where hours belong that no meeting places elsewhere."""
    tags: frozenset[str] = field(default_factory=frozenset)
    organised_by_admin: bool = True
    fixed_hours: Decimal | None = None
    """Hours that the program's own notice grants to who passes, unless the pack has a tariff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedHours:
    """Recognised hours of one day, exact."""

    on: date
    hours: Fraction | Decimal
    category: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """One line for the book: lies within one judging year and one category."""

    hours: Decimal
    credits: Decimal
    category: str
    level: str
    mode: str
    nature: str
    kind: str
    tags: frozenset[str]
    earned_from: date
    earned_to: date
    original_level: str | None
    """The program's own level, where a clause books the award elsewhere."""
    rule_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why nothing is awarded: not recognised, or not to be decided before something is known or handed in."""

    clause_id: str | None
    zh: str
    en: str
    missing: tuple[str, ...] = ()
    """Facts of the activity that the rule asks for and nobody has stated."""
    documents: tuple[str, ...] = ()
    """Documents that must be handed in first."""


@dataclass(frozen=True, slots=True)
class Valuation:
    """Awards, or the reasons why there are none."""

    awards: tuple[Award, ...]
    refusals: tuple[Refusal, ...] = ()
    recogniser: str | None = None
    """The role that recognises it, where the tariff names one."""
