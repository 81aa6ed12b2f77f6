"""Clauses that are not judged for one teacher: statements, enumerations, consequences, rates, budgets, records."""

from typing import Literal

from pydantic import Field

from services.policy.format.conditions import TeacherCondition
from services.policy.format.formulas import Amount
from services.policy.format.words import Bilingual, Code, Model, RoleRef, Switched


class Statement(Model):
    """A sentence that judges nothing."""

    kind: Literal["statement", "duty", "role"]
    roles: tuple[RoleRef, ...] = ()


class Enumeration(Model):
    """A clause that names the values of a dimension."""

    kind: Literal["enumeration"]
    dimension: Literal["category", "level", "mode", "nature", "kind", "tag"]
    codes: tuple[Code, ...] = Field(min_length=1)


class Measure(Model):
    code: Code
    label: Bilingual


class Consequence(Model):
    """What people may decide after a failure. The literal says it: nothing follows by itself."""

    kind: Literal["consequence"]
    decided_by: Literal["people"]
    triggers: tuple[Measure, ...] = Field(min_length=1)
    measures: tuple[Measure, ...] = Field(min_length=1)


class RateTarget(Model):
    label: Bilingual
    of: TeacherCondition
    """Who is counted above the line; everybody of the population stands below it."""
    at_least_percent: Switched[Amount]
    inclusive: Switched[bool]


class Rate(Model):
    """A share of the teachers of a school or district."""

    kind: Literal["rate"]
    rates: tuple[RateTarget, ...] = Field(min_length=1)


class Budget(Model):
    """A share of a school's money for training."""

    kind: Literal["budget"]
    base: Bilingual
    percent: Switched[Amount]
    allowed: tuple[Measure, ...] = Field(min_length=1)
    open_list: Switched[bool]
    """Whether kinds beyond those listed are allowed."""


class Evidence(Model):
    """Documents to be kept."""

    kind: Literal["evidence"]
    items: tuple[Measure, ...] = Field(min_length=1)


class Count(Model):
    """So many things in a period."""

    kind: Literal["count"]
    every: Literal["week", "month", "semester", "year", "cycle"]
    items: tuple[Measure, ...] = Field(min_length=1)
    at_least: Switched[Amount]
