"""Fixed worth: the first tariff whose place, hours and conditions fit, and the documents that it asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.policy.format import Bound, Pack
from services.policy.format.clauses import Clause
from services.policy.format.conditions import MissingFact, Value, compiled
from services.policy.format.formulas import ACTIVITY_BUILT_INS
from services.policy.format.valuation import Tariff, Worth
from services.policy.format.words import settled
from services.policy.matching import Cell, matches
from services.policy.valuation.amounts import WorthUnknown, supplied
from services.policy.valuation.given import Refusal
from services.policy.valuation.recognising import unknown


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a tariff grants; None leaves the unit as attended and converted."""

    hours: Fraction | None
    credits: Fraction | None
    clause_id: str
    recogniser: str | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The tariff that fits, what stands in its way, and what turned the others down."""

    fixed: Fixed | None = None
    refusals: tuple[Refusal, ...] = ()
    turned_down: tuple[Refusal, ...] = ()
    """Tariffs in credits for this place whose conditions do not hold."""


def first_fit(pack: Pack, cell: Cell, attended: Fraction, facts: Mapping[str, Value]) -> int | None:
    """Return the place, among all valuation rules, of the first tariff that fits or cannot be decided yet."""
    rules = (rule for clause in pack.clauses for rule in clause.valuation)
    for place, rule in enumerate(rules):
        if not isinstance(rule, Tariff) or not _is_for(rule, cell, attended):
            continue
        try:
            if rule.when is None or compiled(rule.when).holds(facts):
                return place
        except MissingFact:
            return place
    return None


def _is_for(rule: Tariff, cell: Cell, attended: Fraction) -> bool:
    return matches(rule.where, cell) and (rule.from_hours is None or attended >= Fraction(rule.from_hours))


def choose(
    pack: Pack, terms: Bound, cell: Cell, attended: Fraction, facts: Mapping[str, Value], grade: str | None
) -> Chosen:
    """Choose the first tariff that fits. A condition that cannot be decided is told, and nothing later is tried."""
    turned_down: list[Refusal] = []
    for clause in pack.clauses:
        for rule in clause.valuation:
            if not isinstance(rule, Tariff) or not _is_for(rule, cell, attended):
                continue
            try:
                fits = rule.when is None or compiled(rule.when).holds(facts)
            except MissingFact as missing:
                return Chosen(refusals=(unknown(clause.id, missing.names),))
            if fits:
                return _with_documents(pack, terms, clause, rule, attended, facts, grade)
            if "credits" in rule.model_fields_set:
                turned_down.append(_unfit(clause))
    return Chosen(turned_down=tuple(dict.fromkeys(turned_down)))


def _with_documents(
    pack: Pack,
    terms: Bound,
    clause: Clause,
    rule: Tariff,
    attended: Fraction,
    facts: Mapping[str, Value],
    grade: str | None,
) -> Chosen:
    handed_in = facts.get("evidence", [])
    lacking = tuple(code for code in rule.needs if not (isinstance(handed_in, list) and code in handed_in))
    if lacking:
        return Chosen(refusals=(_incomplete(pack, clause.id, lacking),))
    worth: Worth = rule.by_grade.get(grade, rule) if grade else rule
    known = {name: Fraction(value) for name in ACTIVITY_BUILT_INS if isinstance(value := facts.get(name), int)}
    known["attended_hours"] = attended
    try:
        fixed = Fixed(
            hours=_part_of(worth, "hours", terms, clause.id, known),
            credits=_part_of(worth, "credits", terms, clause.id, known),
            clause_id=clause.id,
            recogniser=rule.recogniser,
        )
    except MissingFact as missing:
        return Chosen(refusals=(unknown(clause.id, missing.names),))
    return Chosen(fixed=fixed)


def _part_of(
    worth: Worth, unit: str, terms: Bound, clause_id: str, activity: Mapping[str, Fraction]
) -> Fraction | None:
    if unit not in worth.model_fields_set:
        return None
    amount = supplied(settled(getattr(worth, unit), terms.switches), terms, clause_id, activity=activity)
    if amount is None:
        raise WorthUnknown(f"{clause_id}: the {unit} are lost in the source and were not supplied")
    return amount


def _incomplete(pack: Pack, clause_id: str, codes: Sequence[str]) -> Refusal:
    known = pack.dimensions.fact
    return Refusal(
        clause_id=clause_id,
        zh=f"缺少材料：{'、'.join(known[code].zh if code in known else code for code in codes)}",
        en=f"not handed in: {', '.join(known[code].en if code in known else code for code in codes)}",
        documents=tuple(codes),
    )


def _unfit(clause: Clause) -> Refusal:
    return Refusal(
        clause_id=clause.id,
        zh=f"不符合认定条件：{'；'.join(clause.quotes)}",
        en=f"the conditions are not fulfilled: {clause.formal}",
    )
