"""What can only be seen once all clauses of a pack stand side by side."""

from collections.abc import Iterator

from services.policy.format.clauses import (
    AnyClause,
    CountClause,
    DutyClause,
    EnumerationClause,
    EvidenceClause,
    Relief,
    Requirement,
    TierClause,
    TimesMetClause,
)
from services.policy.format.pack import Pack
from services.policy.format.parts import Offset
from services.policy.format.words import Choice, choices_in, settled

_NEEDED = {"cycle_start": "date", "cycle_end": "date"}


def incoherences(pack: Pack) -> Iterator[tuple[int, str, str]]:
    """Tell what is wrong between clauses: index of the clause, its id and the words."""
    for name, kind in _NEEDED.items():
        parameter = pack.parameters.get(name)
        if parameter is None or parameter.type != kind or not parameter.required:
            yield 0, pack.clauses[0].id, f"the pack needs a required parameter '{name}' of type {kind}"
    asked = set(choices_in(pack))
    for index, clause in enumerate(pack.clauses):
        for name in sorted(clause.switches.keys() - asked):
            yield index, clause.id, f"switch '{name}' changes nothing in this pack"
        for message in _of_clause(pack, clause):
            yield index, clause.id, message


def _of_clause(pack: Pack, clause: AnyClause) -> Iterator[str]:
    if isinstance(clause, TierClause):
        total = pack.clause(clause.of)
        tiers = [tier.id for part in total.parts for tier in part.tiers] if isinstance(total, Requirement) else []
        if clause.tier not in tiers:
            yield f"{clause.of} has no tier '{clause.tier}'"
    if isinstance(clause, TimesMetClause):
        yield from _of_times_met(pack, clause)
    if isinstance(clause, EnumerationClause):
        unknown = sorted(set(clause.codes) - getattr(pack.dimensions, clause.dimension).keys())
        if unknown:
            yield f"no {clause.dimension} of this pack: {', '.join(unknown)}"
    if isinstance(clause, Requirement):
        yield from _of_caps(pack, clause)
        if clause.grades and clause.scope != "program":
            yield "grades open a gate within a program only: say scope: program"
    if (clause.scope == "unit") != (clause.unit_kind is not None):
        yield "a clause of scope unit says of which unit_kind, and no other does"
    if clause.relief is not None:
        yield from _of_relief(pack, clause, clause.relief)


def _of_times_met(pack: Pack, clause: TimesMetClause) -> Iterator[str]:
    target = clause.times_met.clause
    other = pack.clause(target)
    within = set(_readings(other.period)) if isinstance(other, Requirement) and other.scope == "teacher" else set()
    if not within or not within <= {"year", "semester"}:
        yield f"{target} is not asked of a teacher in every year or semester, so its periods cannot be counted"


def _of_caps(pack: Pack, clause: Requirement) -> Iterator[str]:
    for part in clause.parts:
        name = f"part '{part.label.en}'"
        for capping in part.caps:
            yield from _of_cap(pack, name, part.unit, capping, of_tier=bool(part.tiers))
        if part.tiers and any("cap_counted" in _readings(limit.sense) for limit in part.limits):
            yield f"{name} has tiers: an upper limit is a cap of its own, named under caps"
        for tier in part.tiers:
            for capping in tier.caps:
                yield from _of_cap(pack, f"tier '{tier.id}'", part.unit, capping, of_tier=True)
                if _numbers_entries(pack, capping):
                    yield f"tier '{tier.id}' is cut by {capping}, a number of entries: name it under the quantity"
        if clause.scope != "teacher" and any(limit.counts == "entries" for limit in part.limits):
            yield f"{name} limits a number of entries: only a clause asked of a teacher over time does"
        for limit in part.limits:
            if limit.per is not None and "floor" in _readings(limit.sense):
                yield f"{name} has a floor per {limit.per}: a floor holds for the period of its clause"
        for offset in part.offsets:
            yield from _of_offset(pack, clause, name, part.unit, offset)


def _readings(value: object) -> tuple[object, ...]:
    return tuple(value.cases.values()) if isinstance(value, Choice) else (value,)


def _numbers_entries(pack: Pack, capping: str) -> bool:
    other = pack.clause(capping)
    limits = [limit for part in other.parts for limit in part.limits] if isinstance(other, Requirement) else []
    return any(limit.counts == "entries" for limit in limits)


def _of_cap(pack: Pack, name: str, unit: str, capping: str, *, of_tier: bool = False) -> Iterator[str]:
    other = pack.clause(capping)
    if not isinstance(other, Requirement) or other.kind not in {"range", "share", "cap"}:
        yield f"{name} is cut by {capping}, which has no upper limit"
        return
    limits = [
        limit
        for part in other.parts
        if part.unit == unit
        for limit in part.limits
        if _readings(limit.sense) != ("floor",)
    ]
    if not limits:
        yield f"{name} is cut by {capping}, which has no upper limit in {unit}"
    plain = all(limit.percent_of is None for limit in limits)
    if of_tier and not (plain and set(_readings(other.period)) <= {"cycle", "year", "semester"}):
        yield f"{name} is cut by {capping}: a tier takes caps of plain amounts, not of per cent"


def _of_offset(pack: Pack, clause: Requirement, name: str, unit: str, offset: Offset) -> Iterator[str]:
    if offset.carried_from is not None and set(_readings(clause.period)) != {"year"}:
        yield f"{name} carries over from the year before: say period: year"
    if offset.surplus_of is None:
        return
    source = pack.clause(offset.surplus_of)
    if offset.surplus_of == clause.id:
        yield f"{name} cannot be offset by the surplus of its own clause"
    elif not isinstance(source, Requirement) or not any(part.unit == unit for part in source.parts):
        yield f"{name} is offset by {offset.surplus_of}, which counts no {unit}"


def _of_relief(pack: Pack, clause: AnyClause, relief: Relief) -> Iterator[str]:
    readings = {name: switch.default for name, switch in pack.all_switches().items()}
    waived = relief.waives.cases.values() if isinstance(relief.waives, Choice) else [relief.waives]
    adjusted = relief.adjusts.cases.values() if isinstance(relief.adjusts, Choice) else [relief.adjusts]
    targets = {target for case in waived for target in case}
    changed = {a.clause for case in adjusted for a in case}
    if clause.id in targets | changed:
        yield "a relief cannot waive or change the clause that it stands in"
    for target in sorted(targets | changed):
        clause = pack.clause(target)
        if target in changed and isinstance(clause, Requirement) and clause.parts and not _has_floor(clause):
            yield f"{target} has no floor for a relief to change: waive it, and write another limit for these people"
        if not _asks_of_a_teacher(clause):
            yield f"{target} asks nothing of a teacher, so nothing of it can be waived or changed"
        yearly_relief = settled(relief.period, readings) == "year"
        if yearly_relief and isinstance(clause, Requirement) and settled(clause.period, readings) == "cycle":
            yield f"{target} is asked over the cycle: a relief for one year cannot waive or change it"


def _has_floor(clause: Requirement) -> bool:
    return any("floor" in _readings(limit.sense) for part in clause.parts for limit in part.limits)


def _asks_of_a_teacher(clause: AnyClause) -> bool:
    kept = isinstance(clause, CountClause | DutyClause | EvidenceClause) and clause.scope == "teacher"
    return isinstance(clause, Requirement | TimesMetClause) or kept or clause.relief is not None
