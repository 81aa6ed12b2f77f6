"""Which entries or facts a part of a clause looks at: predicates over the dimensions, and a condition for the rest."""

from collections.abc import Callable
from typing import Annotated, Self, TypeAlias

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from services.policy.format.conditions import EntryCondition, FactCondition
from services.policy.format.words import Code, Model, declared

CODED = ("category", "level", "mode", "nature", "kind")
"""The dimensions of which an entry has exactly one value; tags come on top."""


def _of_dimension(dimension: str) -> Callable[[str, ValidationInfo], str]:
    def check(value: str, info: ValidationInfo) -> str:
        if value not in declared(info).dimensions.get(dimension, frozenset()):
            message = f"'{value}' is no {dimension} of this pack"
            raise ValueError(message)
        return value

    return check


Category: TypeAlias = Annotated[Code, AfterValidator(_of_dimension("category"))]
Level: TypeAlias = Annotated[Code, AfterValidator(_of_dimension("level"))]
Mode: TypeAlias = Annotated[Code, AfterValidator(_of_dimension("mode"))]
Nature: TypeAlias = Annotated[Code, AfterValidator(_of_dimension("nature"))]
Kind: TypeAlias = Annotated[Code, AfterValidator(_of_dimension("kind"))]
FactKind: TypeAlias = Annotated[Code, AfterValidator(_of_dimension("fact"))]
SchoolFactKind: TypeAlias = Annotated[Code, AfterValidator(_of_dimension("school_fact"))]
EntryTag: TypeAlias = Annotated[Code, AfterValidator(_of_dimension("tag"))]


class Where(Model):
    """Every dimension named must match, by any of the codes listed; a category matches its children too."""

    category: tuple[Category, ...] = ()
    level: tuple[Level, ...] = ()
    mode: tuple[Mode, ...] = ()
    nature: tuple[Nature, ...] = ()
    kind: tuple[Kind, ...] = ()
    tags_any: tuple[EntryTag, ...] = ()
    tags_all: tuple[EntryTag, ...] = ()
    when: EntryCondition | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            message = "an empty 'where' selects everything: leave it out"
            raise ValueError(message)
        return self


class WhichFacts(Model):
    """Facts of any of the kinds that also match the rest: lessons heard, notes handed in, meetings held, documents."""

    kind: tuple[FactKind, ...] = Field(min_length=1)
    role: tuple[Code, ...] = ()
    level: tuple[Level, ...] = ()
    tags_any: tuple[Code, ...] = ()
    result: tuple[Code, ...] = ()
    when: FactCondition | None = None
