"""A pack under given terms, worked out once for all teachers: readings chosen, selectors numbered, cells remembered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from services.policy.calendars import Span, years_of_cycle
from services.policy.format.clauses import AnyClause, Part, Relief, Requirement, Tier, Who
from services.policy.format.conditions import Value
from services.policy.format.conditions import compiled as compiled_condition
from services.policy.format.pack import Pack
from services.policy.format.selectors import Where
from services.policy.format.terms import Bound, Terms, bound
from services.policy.format.valuation import Refuse
from services.policy.format.words import Bilingual, Choice, settled
from services.policy.matching import AMOUNTS_AND_DAYS, Cell, matches

RawAmount: TypeAlias = Decimal | str | None
_MOST_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class LimitPlan:
    sense: str
    amount: RawAmount
    inclusive: bool


@dataclass(frozen=True, slots=True)
class CapPlan:
    """An upper limit of another clause that cuts what enters a tier."""

    clause_id: str
    title: Bilingual
    selector: int
    amount: RawAmount


@dataclass(frozen=True, slots=True)
class TierPlan:
    id: str
    label: Bilingual
    bounded: bool
    size: RawAmount
    selector: int
    caps: tuple[CapPlan, ...]


@dataclass(frozen=True, slots=True)
class PartPlan:
    label: Bilingual
    selector: int
    """A bit mask; 0 takes every entry."""
    in_hours: bool
    limits: tuple[LimitPlan, ...]
    tiers: tuple[TierPlan, ...]

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


@dataclass(frozen=True, slots=True)
class ReliefPlan:
    yearly: bool
    opted_in: bool
    trigger: tuple[PartPlan, ...]
    waives: tuple[str, ...]
    adjusts: tuple[AdjustmentPlan, ...]
    requires: tuple[PartPlan, ...]


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


@dataclass(slots=True)
class Plan:
    """Everything about a pack and its terms that no teacher changes. What it remembers never changes an answer."""

    pack: Pack
    terms: Bound
    cycle: Span
    years: tuple[Span, ...]
    clauses: tuple[ClausePlan, ...]
    groups: Mapping[str, GroupPlan]
    selectors: tuple[Where, ...]
    refusals: tuple[tuple[str, Refuse, str], ...]
    fine: bool
    """Whether any entry condition asks for amounts or days, so that like entries may differ."""
    year_rule: str
    cycle_rule: str
    required: dict[tuple[int, int, int], Required] = field(default_factory=dict)
    """Amounts that depend on nobody, by part and weight."""
    _cells: dict[Cell, tuple[int, Refused | None]] = field(default_factory=dict)
    _answers: dict[tuple[str, tuple[object, ...]], bool] = field(default_factory=dict)

    def place(self, cell: Cell) -> tuple[int, Refused | None]:
        """Return which selectors pick a cell, and what refuses it."""
        known = self._cells.get(cell)
        if known is None:
            if len(self._cells) >= _MOST_REMEMBERED:
                self._cells.clear()
            mask = sum(1 << index for index, where in enumerate(self.selectors) if matches(where, cell))
            known = self._cells[cell] = (mask, self._refused(cell))
        return known

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


@lru_cache(maxsize=64)
def _made(key: "_Key") -> Plan:
    return _Maker(key.pack, bound(key.pack, key.terms)).plan()


@dataclass(frozen=True, slots=True, eq=False)
class _Key:
    """A pack and terms that are the same when their contents are."""

    pack: Pack
    terms: Terms

    def _identity(self) -> tuple[object, ...]:
        return (
            self.pack.content_hash,
            tuple(sorted((name, str(value)) for name, value in self.terms.parameters.items())),
            tuple(sorted(self.terms.switches.items())),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())


def plan_of(pack: Pack, terms: Terms) -> Plan:
    """Return the plan of a pack under terms; raises TermsRefused."""
    return _made(_Key(pack, terms))


class _Maker:
    """Chooses the readings and numbers the selectors."""

    def __init__(self, pack: Pack, terms: Bound) -> None:
        self._pack = pack
        self._terms = terms
        self._numbers: dict[Where, int] = {}

    def plan(self) -> Plan:
        cycle = Span(self._terms.cycle_start, self._terms.cycle_end)
        clauses = tuple(self._clause(clause) for clause in self._pack.clauses)
        refusals = tuple(
            (clause.id, rule, settled(rule.when, self._terms.switches))
            for clause in self._pack.clauses
            for rule in clause.valuation
            if isinstance(rule, Refuse)
        )
        conditions = [where.when for where in self._numbers if where.when] + [when for _, _, when in refusals]
        return Plan(
            pack=self._pack,
            terms=self._terms,
            cycle=cycle,
            years=years_of_cycle(self._pack.year, cycle),
            clauses=clauses,
            groups={
                name: GroupPlan(
                    when=settled(group.when, self._terms.switches), at=settled(group.at, self._terms.switches)
                )
                for name, group in self._pack.groups.items()
            },
            selectors=tuple(self._numbers),
            refusals=refusals,
            fine=any(compiled_condition(when).names & AMOUNTS_AND_DAYS for when in conditions),
            year_rule=settled(self._pack.service.year, self._terms.switches),
            cycle_rule=settled(self._pack.service.cycle, self._terms.switches),
        )

    def _clause(self, clause: AnyClause) -> ClausePlan:
        switches = self._terms.switches
        period: str = "cycle"
        parts: tuple[PartPlan, ...] = ()
        if isinstance(clause, Requirement):
            period = settled(clause.period, switches)
            parts = tuple(self._part(part) for part in clause.parts)
        source = clause.source or self._pack.source
        return ClausePlan(
            clause=clause,
            severity=settled(clause.severity, switches),
            who=self._who(settled(clause.who, switches)),
            period=period,
            parts=parts,
            relief=self._relief(clause.relief) if clause.relief else None,
            quote="……".join(clause.quotes),
            source=f"{source.document} {source.section}",
        )

    def _who(self, who: Who | None) -> WhoPlan | None:
        if who is None:
            return None
        switches = self._terms.switches
        return WhoPlan(who.within, who.not_within, settled(who.when, switches), settled(who.at, switches))

    def _relief(self, relief: Relief) -> ReliefPlan:
        switches = self._terms.switches
        return ReliefPlan(
            yearly=settled(relief.period, switches) == "year",
            opted_in=relief.opted_in,
            trigger=tuple(self._part(part) for part in relief.trigger),
            waives=settled(relief.waives, switches),
            adjusts=tuple(
                AdjustmentPlan(a.clause, a.unit, settled(a.amount, switches)) for a in settled(relief.adjusts, switches)
            ),
            requires=tuple(self._part(part) for part in relief.requires),
        )

    def _part(self, part: Part) -> PartPlan:
        switches = self._terms.switches
        return PartPlan(
            label=part.label,
            selector=self._selector(settled(part.where, switches)),
            in_hours=part.unit == "hours",
            limits=tuple(
                LimitPlan(settled(li.sense, switches), settled(li.amount, switches), settled(li.inclusive, switches))
                for li in part.limits
            ),
            tiers=tuple(self._tier(tier, part.unit) for tier in part.tiers),
        )

    def _tier(self, tier: Tier, unit: str) -> TierPlan:
        switches = self._terms.switches
        size: RawAmount | Choice[RawAmount] = tier.size
        return TierPlan(
            id=tier.id,
            label=tier.label,
            bounded=tier.size is not None,
            size=settled(size, switches),
            selector=self._selector(settled(tier.accepts, switches)),
            caps=tuple(cap for clause_id in tier.caps for cap in self._caps(clause_id, unit)),
        )

    def _caps(self, clause_id: str, unit: str) -> list[CapPlan]:
        clause = self._pack.clause(clause_id)
        switches = self._terms.switches
        parts = clause.parts if isinstance(clause, Requirement) else ()
        return [
            CapPlan(
                clause_id=clause_id,
                title=part.label,
                selector=self._selector(settled(part.where, switches)),
                amount=settled(limit.amount, switches),
            )
            for part in parts
            if part.unit == unit
            for limit in part.limits
            if settled(limit.sense, switches) == "cap_counted"
        ]

    def _selector(self, where: Where | None) -> int:
        if where is None:
            return 0
        return 1 << self._numbers.setdefault(where, len(self._numbers))
