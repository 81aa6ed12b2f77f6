"""What a passed activity is worth under a pack: recognised, booked, converted, split by year and rounded once."""

from services.policy.valuation.amounts import WorthUnknown, rounded_together
from services.policy.valuation.given import Award, DatedHours, Program, Refusal, UnknownCode, Valuation
from services.policy.valuation.valuing import value, value_degree

__all__ = [
    "Award",
    "DatedHours",
    "Program",
    "Refusal",
    "UnknownCode",
    "Valuation",
    "WorthUnknown",
    "rounded_together",
    "value",
    "value_degree",
]
