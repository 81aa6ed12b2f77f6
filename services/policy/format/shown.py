"""Clauses that nobody is judged by: statements, names of a dimension, consequences that people decide on."""

from typing import Literal

from pydantic import Field

from services.policy.format.words import Bilingual, Code, Model


class Statement(Model):
    """A sentence that judges nothing: shown with the pack."""

    kind: Literal["statement"]


class Enumeration(Model):
    """A clause that names the values of a dimension."""

    kind: Literal["enumeration"]
    dimension: Literal["category", "level", "mode", "nature", "kind", "tag", "fact", "school_fact"]
    codes: tuple[Code, ...] = Field(min_length=1)


class Measure(Model):
    """A code with its words."""

    code: Code
    label: Bilingual


class Consequence(Model):
    """What people may decide after a failure. The literal says it: nothing follows by itself."""

    kind: Literal["consequence"]
    decided_by: Literal["people"]
    triggers: tuple[Measure, ...] = Field(min_length=1)
    measures: tuple[Measure, ...] = Field(min_length=1)
