"""Numbers of a pack for one teacher: target expressions over the timeline, and how they came about."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from services.policy.engine.case import Case, Words, equals, shortest
from services.policy.engine.plan import RawAmount
from services.policy.engine.timeline import Timeline
from services.policy.format.formulas import MissingAmount, compiled


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a target expression sees of a teacher."""

    timeline: Timeline
    target: Fraction | None

    def amount(self, name: str) -> Fraction | None:
        return self.target if name == "target" else self.timeline.amount(name)

    def share_of(self, group: str) -> Fraction:
        return self.timeline.share_of(group)

    def share_told(self, group: str) -> str:
        """Write a share by its months, not reduced: nobody recognises 24 of 60 in 2/5."""
        months, of = self.timeline.months_in(group)
        return f"{months}/{of}" if 0 < months < of else shortest(Fraction(months, of))


def amount_of(case: Case, raw: RawAmount, target: Fraction | None = None) -> Fraction:
    """Return a number of the pack for a teacher; raises MissingAmount when it is lost or not supplied."""
    if raw is None:
        raise MissingAmount("")
    if isinstance(raw, Decimal):
        return Fraction(raw)
    return compiled(raw).evaluate(_Scope(case.timeline, target))


def up_to(amount: Fraction, step: Decimal) -> Fraction:
    """Round an amount up to a multiple of the step."""
    return math.ceil(amount / Fraction(step)) * Fraction(step)


def explained(case: Case, source: str, target: Fraction | None) -> str:
    """Write a target expression with its values and its result."""
    formula = compiled(source)
    scope = _Scope(case.timeline, target)
    result = formula.evaluate(scope)
    if formula.before_rounding is None:
        filled_in = _filled_in(source, scope)
        return filled_in if filled_in == shortest(result) else f"{filled_in} {equals(result)}"
    inner = formula.before_rounding
    return f"{_filled_in(inner, scope)} {equals(compiled(inner).evaluate(scope))} → {shortest(result)}"


def meanings(case: Case, source: str) -> tuple[Words, ...]:
    """Say what the numbers are that stand in a target expression instead of its words."""
    formula, terms = compiled(source), case.plan.terms.parameters
    scope = _Scope(case.timeline, None)
    found: list[Words] = []
    for group in sorted(formula.groups):
        title = case.plan.pack.groups[group].title
        months, of = case.timeline.months_in(group)
        found.append(Words(f"属{title.zh}{months}个月、周期共{of}个月", f"{months} of {of} months as {title.en}"))
    for name in sorted(formula.names, key=source.index):
        value = scope.amount(name)
        if value is None:
            continue
        number = shortest(value)
        if name in _MEANINGS and name not in terms:
            zh, en = _MEANINGS[name]
            found.append(Words(zh.format(number), en.format(number)))
        elif name in case.plan.pack.parameters:
            title = case.plan.pack.parameters[name].title
            found.append(Words(f"{title.zh}{number}", f"{title.en} {number}"))
    return tuple(found)


_MEANINGS: Mapping[str, tuple[str, str]] = {
    "cycle_years": ("周期共{}年", "a cycle of {} years"),
    "remaining_years": ("周期内剩余{}年", "{} years of the cycle left"),
    "service_years": ("教龄{}年", "{} years of service"),
    "served_months": ("在岗{}个月", "{} months in post"),
    "cycle_months": ("周期共{}个月", "a cycle of {} months"),
}


def _filled_in(source: str, scope: _Scope) -> str:
    shown = re.sub(r"share_of\((\w+)\)", lambda match: scope.share_told(match[1]), source)
    for name in sorted(compiled(source).names, key=len, reverse=True):
        value = scope.amount(name)
        if value is not None:
            shown = re.sub(rf"\b{name}\b", shortest(value), shown)
    return shown.replace("*", "×").replace("/", "÷")
