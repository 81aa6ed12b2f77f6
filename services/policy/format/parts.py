"""A quantity that a clause looks at: which entries, its limits, what cuts it, what stands in, its layers."""

from decimal import Decimal
from typing import Literal, Self, TypeAlias

from pydantic import Field, field_validator, model_validator

from services.policy.format.formulas import Amount
from services.policy.format.selectors import Where
from services.policy.format.words import Bilingual, Choice, ClauseRef, Code, Model, Switched

Sense: TypeAlias = Literal["floor", "cap_counted", "cap_hard", "target"]
Unit: TypeAlias = Literal["hours", "credits"]
Per: TypeAlias = Literal["entry", "day", "class", "program", "month", "year", "cycle"]


class Limit(Model):
    """One number and what it does: a floor asks, cap_counted cuts what counts, cap_hard fails, a target is shown."""

    sense: Switched[Sense]
    amount: Switched[Amount]
    inclusive: Switched[bool]
    """Whether the number itself is still within."""
    per: Per | None = None
    """An upper limit that holds for each entry, day, class ... by itself; for the clause's own period when absent.
    What is in no class or program is not cut by a limit for each; an entry of several days may hold as many times."""
    counts: Literal["amount", "entries"] = "amount"
    """Of an upper limit that cuts (cap_counted): how much counts, or how many entries do, those worth most."""
    percent_of: Switched[Where | Literal["all"]] | None = None
    """The amount is per cent of what this selects in the same period: of an upper limit per cent of what counts of it,
    of a floor per cent of what is left of it by the caps that the part names."""

    @model_validator(mode="after")
    def _counts_entries_of_what_is_cut(self) -> Self:
        plain = self.sense == "cap_counted" and self.inclusive is True and self.percent_of is None
        if self.counts == "entries" and not (plain and self.per not in {"entry", "day"}):
            message = (
                "a number of entries is a cap_counted, inclusive: true, for a class, program, month, year or cycle"
            )
            raise ValueError(message)
        return self

    @field_validator("amount")
    @classmethod
    def _is_not_below_nothing(cls, amount: Switched[Amount]) -> Switched[Amount]:
        readings = amount.cases.values() if isinstance(amount, Choice) else (amount,)
        if any(isinstance(one, Decimal) and one < 0 for one in readings):
            message = "a limit is never below 0"
            raise ValueError(message)
        return amount


class Offset(Model):
    """What may stand in for a part: other entries, or what another clause has over its own floor, up to a limit."""

    label: Bilingual
    where: Where | None = None
    surplus_of: ClauseRef | None = None
    """What this clause's first part of the same unit counts beyond its floor."""
    carried_from: Literal["previous_year"] | None = None
    """What the part itself counted beyond its floor in the judging year before, as far as that is not spent."""
    most: Switched[Amount]
    """The limit in the unit of the part, for the period of the part; null: no limit."""
    ratio: Switched[Amount] = Field(default=Decimal(1))
    """How much of the part one unit stands in for."""

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        if sum(source is not None for source in (self.where, self.surplus_of, self.carried_from)) != 1:
            message = (
                "an offset comes from a selection (where), from the surplus of a clause (surplus_of) "
                "or from that of the year before (carried_from)"
            )
            raise ValueError(message)
        return self


class Tier(Model):
    """A layer of a total: what may fill it and how much it holds. Earlier tiers are filled first."""

    id: Code
    label: Bilingual
    size: Switched[Amount] | None = None
    accepts: Switched[Where | None] = None
    caps: tuple[ClauseRef, ...] = ()
    """Clauses whose cap_counted limits cut what enters this tier."""


class Each(Model):
    """What a single class, program or entry must come to by itself, else nothing of it counts."""

    per: Literal["class", "program", "entry"]
    """What belongs to no class or program stands for itself."""
    at_least: Switched[Amount]
    """In the unit of the part, before caps, within the clause's period."""
    inclusive: Switched[bool] = True


class Part(Model):
    """One quantity that a clause looks at."""

    label: Bilingual
    where: Switched[Where | None] = None
    unit: Unit
    limits: tuple[Limit, ...] = Field(min_length=1)
    caps: tuple[ClauseRef, ...] = ()
    """Clauses whose cap_counted limits cut what counts here; narrow ones (per class, per year) before wide ones."""
    offsets: tuple[Offset, ...] = ()
    """Taken in the order written, only as far as the part falls short; what earlier clauses took is gone."""
    each: Each | None = None
    """Only classes, programs or entries that come to so much by themselves count at all."""
    tiers: tuple[Tier, ...] = ()
