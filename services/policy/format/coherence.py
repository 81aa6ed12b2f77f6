"""What can only be seen once all clauses of a pack stand side by side."""

from collections.abc import Iterator

from services.policy.format.clauses import AnyClause, EnumerationClause, Relief, Requirement, TierClause
from services.policy.format.pack import Pack
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
    if isinstance(clause, EnumerationClause):
        unknown = sorted(set(clause.codes) - getattr(pack.dimensions, clause.dimension).keys())
        if unknown:
            yield f"no {clause.dimension} of this pack: {', '.join(unknown)}"
    if isinstance(clause, Requirement):
        yield from _of_caps(pack, clause)
    if (clause.scope == "unit") != (clause.unit_kind is not None):
        yield "a clause of scope unit says of which unit_kind, and no other does"
    if clause.relief is not None:
        yield from _of_relief(pack, clause.relief)


def _of_caps(pack: Pack, clause: Requirement) -> Iterator[str]:
    cut_by = [(f"part '{part.label.en}'", capping) for part in clause.parts for capping in part.caps]
    cut_by += [(f"tier '{tier.id}'", capping) for part in clause.parts for tier in part.tiers for capping in tier.caps]
    for name, capping in cut_by:
        other = pack.clause(capping)
        if not isinstance(other, Requirement) or other.kind not in {"range", "share", "cap"}:
            yield f"{name} is cut by {capping}, which has no upper limit"


def _of_relief(pack: Pack, relief: Relief) -> Iterator[str]:
    readings = {name: switch.default for name, switch in pack.all_switches().items()}
    waived = relief.waives.cases.values() if isinstance(relief.waives, Choice) else [relief.waives]
    adjusted = relief.adjusts.cases.values() if isinstance(relief.adjusts, Choice) else [relief.adjusts]
    targets = {target for case in waived for target in case}
    for target in sorted(targets | {a.clause for case in adjusted for a in case}):
        clause = pack.clause(target)
        if not isinstance(clause, Requirement) and clause.relief is None:
            yield f"{target} asks nothing of a teacher, so nothing of it can be waived or changed"
        yearly_relief = settled(relief.period, readings) == "year"
        if yearly_relief and isinstance(clause, Requirement) and settled(clause.period, readings) == "cycle":
            yield f"{target} is asked over the cycle: a relief for one year cannot waive or change it"
