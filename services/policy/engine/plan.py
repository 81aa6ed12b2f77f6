"""A pack under given terms, worked out once for all teachers: readings chosen, selectors numbered, cells remembered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from services.policy.calendars import Span
from services.policy.format.clauses import AnyClause
from services.policy.format.conditions import Value
from services.policy.format.conditions import compiled as compiled_condition
from services.policy.format.keeping import Counted
from services.policy.format.pack import Pack
from services.policy.format.selectors import CODED, Where
from services.policy.format.terms import Bound
from services.policy.format.valuation import Refuse
from services.policy.format.words import Bilingual
from services.policy.matching import Cell, matches, names_codes

RawAmount: TypeAlias = Decimal | str | None
_MOST_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class LimitPlan:
    sense: str
    amount: RawAmount
    inclusive: bool
    per: str | None = None
    percent_of: int | None = None
    """The selector of what the amount is per cent of; 0 takes every entry."""
    numbers: bool = False
    """Whether it is a number of entries."""


@dataclass(frozen=True, slots=True)
class CapPlan:
    """An upper limit of another clause that cuts what counts in a part or enters a tier."""

    clause_id: str
    title: Bilingual
    selector: int
    amount: RawAmount
    per: str | None
    percent_of: int | None
    who: "WhoPlan | None"
    numbers: bool
    """Whether it is a number of entries."""
    liftable: bool
    """A clause that is nothing but a cap: whoever waives it lifts the cap."""


@dataclass(frozen=True, slots=True)
class OffsetPlan:
    """What may stand in for a part that falls short: entries, or the surplus of a clause."""

    label: Bilingual
    selector: int | None
    surplus_of: str | None
    most: RawAmount
    """None: no limit."""
    ratio: RawAmount
    carried: bool = False
    """The surplus of the part itself in the judging year before."""


@dataclass(frozen=True, slots=True)
class TierPlan:
    id: str
    label: Bilingual
    bounded: bool
    size: RawAmount
    selector: int
    caps: tuple[CapPlan, ...]


@dataclass(frozen=True, slots=True)
class EachPlan:
    """What a class, program or entry must come to by itself to count at all."""

    per: str
    at_least: RawAmount
    inclusive: bool


@dataclass(frozen=True, slots=True)
class PartPlan:
    label: Bilingual
    selector: int
    """A bit mask; 0 takes every entry."""
    in_hours: bool
    limits: tuple[LimitPlan, ...]
    tiers: tuple[TierPlan, ...]
    caps: tuple[CapPlan, ...] = ()
    offsets: tuple[OffsetPlan, ...] = ()
    each: EachPlan | None = None

    @property
    def unit(self) -> str:
        return "hours" if self.in_hours else "credits"


@dataclass(frozen=True, slots=True)
class WhoPlan:
    within: tuple[str, ...]
    not_within: tuple[str, ...]
    when: str | None
    at: str


@dataclass(frozen=True, slots=True)
class AdjustmentPlan:
    clause_id: str
    unit: str | None
    amount: RawAmount
    shrinks: frozenset[str] | None = None
    """The reasons for which the changed number is made smaller once more; None: as the clause says."""


@dataclass(frozen=True, slots=True)
class ReliefPlan:
    yearly: bool
    opted_in: bool
    trigger: tuple[PartPlan, ...]
    waives: tuple[str, ...]
    adjusts: tuple[AdjustmentPlan, ...]
    requires: tuple[PartPlan, ...]


@dataclass(frozen=True, slots=True)
class DonePlan:
    """Facts that a gate asks for."""

    what: Counted
    at_least: RawAmount
    inclusive: bool


@dataclass(frozen=True, slots=True)
class ClausePlan:
    """A clause with every reading chosen."""

    clause: AnyClause
    severity: str
    who: WhoPlan | None
    period: str
    parts: tuple[PartPlan, ...]
    relief: ReliefPlan | None
    quote: str
    source: str
    done: tuple[DonePlan, ...] = ()
    any_parts: int | None = None
    any_of: int | None = None
    shrinks: frozenset[str] = frozenset()
    """The reasons of not being in post that make what it asks smaller."""


@dataclass(frozen=True, slots=True)
class GroupPlan:
    when: str
    at: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a cell is not recognised at all."""

    clause_id: str
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class Required:
    """What a part must come to, in ten-thousandths; None when it asks nothing."""

    amount: int | None
    inclusive: bool = True
    calculation: str | None = None
    means: tuple[tuple[str, str], ...] = ()
    """What the numbers of the calculation are, in Chinese and English."""
    exact: Fraction | None = None
    """Of a share: the amount before it is rounded up."""
    share: Fraction | None = None
    """The share, where whatever is added to the part makes the whole greater too."""
    step: int = 1
    """The least that is given, for what is advised."""
    months: tuple[int, int] | None = None
    """Months in post, of all months, where they make the amount smaller."""
    cut: tuple[int, int] | None = None
    """Months of the judging year within the cycle, of all its months, where they make the amount smaller."""
    nothing: bool = False
    """A share of nothing at all."""


@dataclass(slots=True)
class Plan:
    """Everything about a pack and its terms that no teacher changes. What it remembers never changes an answer."""

    pack: Pack
    terms: Bound
    cycle: Span
    years: tuple[Span, ...]
    """Those of the cycle, as they are counted."""
    asked_years: tuple[Span, ...]
    """Those for which something is asked by year."""
    clauses: tuple[ClausePlan, ...]
    groups: Mapping[str, GroupPlan]
    selectors: tuple[Where, ...]
    refusals: tuple[tuple[str, Refuse, str], ...]
    fine: bool
    """Whether any entry condition asks for amounts or days, so that like entries may differ."""
    year_rule: str
    cycle_rule: str
    required: dict[tuple[int, int, int, tuple[int, int] | None], Required] = field(default_factory=dict)
    """Amounts that depend on nobody, by part, weight and months."""
    _cells: dict[Cell, tuple[int, Refused | None]] = field(default_factory=dict)
    _answers: dict[tuple[str, tuple[object, ...]], bool] = field(default_factory=dict)

    def place(self, cell: Cell) -> tuple[int, Refused | None]:
        """Return which selectors pick a cell, and what refuses it."""
        known = self._cells.get(cell)
        if known is None:
            if len(self._cells) >= _MOST_REMEMBERED:
                self._cells.clear()
            known_here = self._knows(cell)
            mask = sum(
                1 << index
                for index, where in enumerate(self.selectors)
                if (known_here or not names_codes(where)) and matches(where, cell)
            )
            known = self._cells[cell] = (mask, self._refused(cell))
        return known

    def _knows(self, cell: Cell) -> bool:
        """Answer whether the pack declares every code; what it does not know counts toward totals only."""
        dimensions = self.pack.dimensions
        return all(getattr(cell, dimension) in getattr(dimensions, dimension) for dimension in CODED)

    def _refused(self, cell: Cell) -> Refused | None:
        for clause_id, rule, condition in self.refusals:
            if matches(Where.model_construct(when=condition), cell):
                return Refused(clause_id, rule.reason)
        return None

    def holds(self, condition: str, fact: Callable[[str], Value | None]) -> bool:
        """Answer a teacher condition, each combination of facts once; raises MissingFact."""
        compiled = compiled_condition(condition)
        values = {name: value for name in compiled.names if (value := fact(name)) is not None}
        key = (condition, tuple(sorted((n, tuple(v) if isinstance(v, list) else v) for n, v in values.items())))
        answer = self._answers.get(key)
        if answer is None:
            if len(self._answers) >= _MOST_REMEMBERED:
                self._answers.clear()
            answer = self._answers[key] = compiled.holds(values)
        return answer
