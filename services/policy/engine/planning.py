"""Makes the plan of a pack under its terms: chooses the readings, numbers the selectors."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from services.policy.calendars import Span, years_asked, years_of_cycle
from services.policy.engine.plan import (
    AdjustmentPlan,
    CapPlan,
    ClausePlan,
    DonePlan,
    EachPlan,
    GroupPlan,
    LimitPlan,
    OffsetPlan,
    PartPlan,
    Plan,
    RawAmount,
    ReliefPlan,
    TierPlan,
    WhoPlan,
)
from services.policy.format.clauses import AnyClause, Relief, Requirement, Shrinking, Who
from services.policy.format.conditions import compiled as compiled_condition
from services.policy.format.pack import Pack
from services.policy.format.parts import Each, Limit, Offset, Part, Tier
from services.policy.format.selectors import Where
from services.policy.format.terms import Bound, Terms, bound
from services.policy.format.valuation import Refuse
from services.policy.format.words import Choice, settled
from services.policy.matching import AMOUNTS_AND_DAYS

_PER_PERIOD: Mapping[str, str] = {"year": "year", "semester": "semester"}


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
            asked_years=years_asked(self._pack.year, cycle),
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
        done: tuple[DonePlan, ...] = ()
        if isinstance(clause, Requirement):
            period = settled(clause.period, switches)
            parts = tuple(self._part(part) for part in clause.parts)
            done = tuple(
                DonePlan(what, settled(what.at_least, switches), settled(what.inclusive, switches))
                for what in clause.done
            )
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
            done=done,
            any_parts=clause.any_parts if isinstance(clause, Requirement) else None,
            any_of=clause.any_of if isinstance(clause, Requirement) else None,
            shrinks=self._reasons(clause.shrinks) if isinstance(clause, Requirement) else frozenset(),
        )

    def _reasons(self, shrinks: Shrinking) -> frozenset[str]:
        if isinstance(shrinks, tuple):
            return frozenset(shrinks)
        return frozenset(self._pack.service.counts) if shrinks else frozenset()

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
                AdjustmentPlan(
                    a.clause,
                    a.unit,
                    settled(a.amount, switches),
                    None if a.shrinks is None else self._reasons(a.shrinks),
                )
                for a in settled(relief.adjusts, switches)
            ),
            requires=tuple(self._part(part) for part in relief.requires),
        )

    def _part(self, part: Part) -> PartPlan:
        switches = self._terms.switches
        return PartPlan(
            label=part.label,
            selector=self._selector(settled(part.where, switches)),
            in_hours=part.unit == "hours",
            limits=tuple(self._limit(limit) for limit in part.limits),
            tiers=tuple(self._tier(tier, part.unit) for tier in part.tiers),
            caps=tuple(cap for clause_id in part.caps for cap in self._caps(clause_id, part.unit)),
            offsets=tuple(self._offset(offset) for offset in part.offsets),
            each=None if part.each is None else self._each(part.each),
        )

    def _each(self, each: Each) -> EachPlan:
        switches = self._terms.switches
        at_least: RawAmount | Choice[RawAmount] = each.at_least
        return EachPlan(each.per, settled(at_least, switches), settled(each.inclusive, switches))

    def _limit(self, limit: Limit) -> LimitPlan:
        switches = self._terms.switches
        amount: RawAmount | Choice[RawAmount] = limit.amount
        return LimitPlan(
            sense=settled(limit.sense, switches),
            amount=settled(amount, switches),
            inclusive=settled(limit.inclusive, switches),
            per=limit.per,
            percent_of=self._percent_of(limit),
            numbers=limit.counts == "entries",
        )

    def _percent_of(self, limit: Limit) -> int | None:
        if limit.percent_of is None:
            return None
        base = limit.percent_of
        of = base.cases[self._terms.switches[base.switch]] if isinstance(base, Choice) else base
        return self._selector(of) if isinstance(of, Where) else 0

    def _offset(self, offset: Offset) -> OffsetPlan:
        switches = self._terms.switches
        most: RawAmount | Choice[RawAmount] = offset.most
        ratio: RawAmount | Choice[RawAmount] = offset.ratio
        return OffsetPlan(
            label=offset.label,
            selector=None if offset.where is None else self._selector(offset.where),
            surplus_of=offset.surplus_of,
            most=settled(most, switches),
            ratio=settled(ratio, switches),
            carried=offset.carried_from is not None,
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
        if not isinstance(clause, Requirement):
            return []
        switches = self._terms.switches
        # A cap that is asked for each year by itself cuts each year by itself, also in what runs over the cycle.
        own_period = _PER_PERIOD.get(settled(clause.period, switches))
        return [
            CapPlan(
                clause_id=clause_id,
                title=part.label,
                selector=self._selector(settled(part.where, switches)),
                amount=settled(limit.amount, switches),
                per=limit.per or own_period,
                percent_of=self._percent_of(limit),
                who=self._who(settled(clause.who, switches)),
                numbers=limit.counts == "entries",
                liftable=clause.kind == "cap",
            )
            for part in clause.parts
            if part.unit == unit
            for limit in part.limits
            if settled(limit.sense, switches) == "cap_counted"
        ]

    def _selector(self, where: Where | None) -> int:
        if where is None:
            return 0
        return 1 << self._numbers.setdefault(where, len(self._numbers))
