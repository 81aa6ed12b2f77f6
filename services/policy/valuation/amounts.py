"""Amounts of tariffs and ratios, worked out exactly, and rounded once at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from services.policy.format import Bound
from services.policy.format.conditions import MissingFact
from services.policy.format.formulas import ACTIVITY_BUILT_INS, MissingAmount, compiled


class WorthUnknown(ValueError):
    """The pack needs a number that nobody has supplied."""


@dataclass(frozen=True, slots=True)
class _Supplied:
    """A tariff knows the activity and the numbers of the assignment, and nobody's timeline."""

    terms: Bound
    activity: Mapping[str, Fraction]

    def amount(self, name: str) -> Fraction | None:
        if name in ACTIVITY_BUILT_INS and name not in self.terms.parameters:
            return self.activity.get(name)
        supplied = self.terms.parameters.get(name)
        return Fraction(supplied) if isinstance(supplied, Decimal) else None

    def share_of(self, group: str) -> Fraction:
        raise MissingAmount(group)


NO_ACTIVITY: Mapping[str, Fraction] = {}


def supplied(
    amount: Decimal | str | None, terms: Bound, clause_id: str, *, activity: Mapping[str, Fraction] = NO_ACTIVITY
) -> Fraction | None:
    """Return an amount of a pack, None when it is lost in the source.

    Raises WorthUnknown for a parameter that was not supplied, MissingFact for a fact of the activity that is not known.
    """
    if amount is None or isinstance(amount, Decimal):
        return None if amount is None else Fraction(amount)
    try:
        return compiled(amount).evaluate(_Supplied(terms, activity))
    except MissingAmount as missing:
        if missing.name in ACTIVITY_BUILT_INS and missing.name not in terms.parameters:
            raise MissingFact((missing.name,)) from missing
        raise WorthUnknown(f"{clause_id}: '{missing.name}' was not supplied") from missing


def rounded_together(amounts: Sequence[Fraction], places: int) -> list[Decimal]:
    """Round amounts so that their sum is the rounded sum: the largest remainders get the units left over."""
    unit = 10**places
    scaled = [amount * unit for amount in amounts]
    whole = [int(amount // 1) for amount in scaled]
    # Half a unit of the sum goes up, as on paper.
    left = int((sum(scaled, Fraction(0)) + Fraction(1, 2)) // 1) - sum(whole)
    by_remainder = sorted(range(len(scaled)), key=lambda index: (whole[index] - scaled[index], index))
    for index in by_remainder[:left]:
        whole[index] += 1
    return [Decimal(amount).scaleb(-places) for amount in whole]
