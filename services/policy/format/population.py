"""Shares of the people of a school or district, and its money: numerator, denominator and base stand in the pack."""

from typing import Literal, Self, TypeAlias

from pydantic import Field, model_validator

from services.policy.format.conditions import TeacherCondition
from services.policy.format.formulas import Amount
from services.policy.format.selectors import SchoolFactKind, Where, WhichFacts
from services.policy.format.shown import Measure
from services.policy.format.words import Bilingual, ClauseRef, Code, Model, Switched

Took: TypeAlias = Literal["SENT", "DUE", "ATTENDED", "ASSESSED", "PASSED", "COMPLETED", "EXCELLENT"]


class Reached(Model):
    """Hours or credits earned in the period."""

    where: Where | None = None
    unit: Literal["hours", "credits"]
    at_least: Switched[Amount]
    inclusive: Switched[bool] = True


class Done(Model):
    """Facts on record in the period."""

    facts: WhichFacts
    at_least: Switched[Amount] = Field(default=1, validate_default=True)


class TookPart(Model):
    """Took part in training of the period, up to a state."""

    state: Took
    where: Where | None = None


class People(Model):
    """People of the population to whom everything said here applies."""

    when: Switched[TeacherCondition | None] = None
    """On the last day of the period, or the day of judging before it."""
    meets: tuple[ClauseRef, ...] = ()
    """Whose own results of these clauses in the period are MET or EXEMPT. Clauses that do not concern somebody are
    passed over; whom none of them concerns is taken out above and below the line."""
    verdict: bool = False
    """Whose own overall verdict on the day of judging is MET or EXEMPT; who has none (NOT_APPLICABLE) is taken out."""
    reached: tuple[Reached, ...] = ()
    done: tuple[Done, ...] = ()
    took: tuple[TookPart, ...] = ()
    on_leave: tuple[Code, ...] = ()
    """On approved leave of these kinds for half of the period or more."""


class Target(Model):
    """One rate: who is counted, out of whom, and what it must come to. Every number keeps its names."""

    label: Bilingual
    formula: Bilingual
    counted: People
    out_of: Switched[People | None] = None
    """The whole population when absent."""
    places: Where | None = None
    """Out of the places assigned to the school in such training, instead of people."""
    leaves_out: Switched[People | None] = None
    """Approved exceptions, taken out above and below the line and shown."""
    times: bool = False
    """Person-times (人次) instead of persons; only for what people took part in."""
    percent: Switched[Amount] = Field(default=None, validate_default=True)
    heads: Switched[Amount] = Field(default=None, validate_default=True)
    """So many people instead of a share."""
    sense: Switched[Literal["floor", "cap_hard", "target"]] = "floor"
    """A target is striven for: shown, never failed."""
    inclusive: Switched[bool] = True


class Rate(Model):
    """Shares of the teachers of a school or district."""

    kind: Literal["rate", "quota"]
    every: Switched[Literal["semester", "year", "cycle"]] = "year"
    rates: tuple[Target, ...] = Field(min_length=1)


class Budget(Model):
    """A share of a school's money for training, by calendar year."""

    kind: Literal["budget"]
    base: Bilingual
    base_of: tuple[SchoolFactKind, ...] = ()
    """School facts that are multiplied with each other."""
    percent: Switched[Amount]
    measured_by: Switched[Literal["set_aside", "spent"]] = "set_aside"
    set_aside: SchoolFactKind | None = None
    """The school fact that holds the money set aside."""
    allowed: tuple[Measure, ...] = ()
    open_list: Switched[bool] = False
    """Whether kinds beyond those listed are allowed."""
    shared_by_teachers: Switched[bool] = False

    @model_validator(mode="after")
    def _can_be_measured(self) -> Self:
        if self.measured_by == "set_aside" and self.base_of and self.set_aside is None:
            message = "say which school fact holds the money set aside"
            raise ValueError(message)
        return self
