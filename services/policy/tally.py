"""Which facts a count looks at, and what they come to in its measure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from services.policy.facts import Fact
from services.policy.format.conditions import SCALE, Value, compiled
from services.policy.format.keeping import Counted, CountedItem
from services.policy.format.selectors import WhichFacts
from services.policy.format.words import Choice, settled


def picks(which: WhichFacts, fact: Fact) -> bool:
    """Answer whether a selection of facts picks this one."""
    return (
        fact.kind in which.kind
        and (not which.role or fact.role in which.role)
        and (not which.level or fact.level in which.level)
        and (not which.result or fact.result in which.result)
        and (not which.tags_any or not fact.tags.isdisjoint(which.tags_any))
        and (which.when is None or compiled(which.when).holds(vocabulary_of(fact)))
    )


def limits(what: Counted) -> bool:
    """Answer whether a thing is allowed up to a number, and nothing of it is asked."""
    return isinstance(what, CountedItem) and what.limits


def number_of(what: Counted, switches: Mapping[str, str]) -> Decimal | str | None:
    """Return how much of a thing is asked, or allowed at most: a number, an expression, None for one that is lost."""
    number: Decimal | str | Choice[Decimal | str | None] | None = what.at_least
    if isinstance(what, CountedItem) and what.limits:
        number = what.at_most
    return settled(number, switches)


def vocabulary_of(fact: Fact) -> Mapping[str, Value]:
    """Return a fact in the vocabulary of fact conditions."""
    return {
        "kind": fact.kind,
        "role": fact.role,
        "level": fact.level,
        "tags": sorted(fact.tags),
        "result": fact.result,
        "amount": int(fact.amount * SCALE),
        "on_day": fact.on.toordinal(),
        "month": fact.on.month,
        "weekday": fact.on.isoweekday(),
    }


def shares(measure: str, facts: Iterable[Fact]) -> list[tuple[Fact, Fraction]]:
    """Return what each fact brings by a measure of `Counted`, the earlier ones first.

    By `facts` each brings one, by `amount` its amount; by `events` the first fact of an event brings one and the others
    nothing, and a fact of no event stands for an event of its own.
    """
    seen: set[str] = set()
    found: list[tuple[Fact, Fraction]] = []
    for fact in sorted(facts, key=lambda fact: (fact.on, fact.fact_id)):
        share = Fraction(fact.amount) if measure == "amount" else Fraction(1)
        if measure == "events" and fact.event is not None:
            share = Fraction(fact.event not in seen)
            seen.add(fact.event)
        found.append((fact, share))
    return found


def tallied(what: Counted, facts: Iterable[Fact]) -> Fraction:
    """Return what the facts that a count looks at come to, all in all."""
    return sum((share for _, share in shares(what.measure, (f for f in facts if picks(what.facts, f)))), Fraction(0))
