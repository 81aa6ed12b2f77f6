"""Numbers of a pack inside one program: printed, supplied with the assignment, or worked out; None when unknown."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from services.policy.engine.timeline import Timeline
from services.policy.format import Bound
from services.policy.format.formulas import MissingAmount, compiled


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    terms: Bound
    program_hours: Fraction | None
    timeline: Timeline | None

    def amount(self, name: str) -> Fraction | None:
        if name == "program_hours":
            return self.program_hours
        if self.timeline is not None:
            return self.timeline.amount(name)
        supplied = self.terms.parameters.get(name)
        return Fraction(supplied) if isinstance(supplied, Decimal) else None

    def share_of(self, group: str) -> Fraction:
        if self.timeline is None:
            raise MissingAmount(group)
        return self.timeline.share_of(group)


def number(
    amount: Decimal | str | None,
    terms: Bound,
    *,
    program_hours: Fraction | None = None,
    timeline: Timeline | None = None,
) -> Fraction | None:
    """Return a number of the pack, exact; None when it is lost in the source or was not supplied."""
    if amount is None or isinstance(amount, Decimal):
        return None if amount is None else Fraction(amount)
    try:
        return compiled(amount).evaluate(_Scope(terms=terms, program_hours=program_hours, timeline=timeline))
    except MissingAmount:
        return None


def shown(amount: Fraction) -> str:
    """Write a number as people do: a decimal where one is exact, else a fraction."""
    scaled = amount * 10_000
    return format(Decimal(int(scaled)).scaleb(-4).normalize(), "f") if scaled.denominator == 1 else str(amount)
