"""The smallest words of a pack: two-language text, sources, switches, parameters, choices between readings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Generic, Literal, Self, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    StringConstraints,
    Tag,
    ValidationInfo,
    field_validator,
    model_validator,
)

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Code: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*(\.[A-Z][A-Z0-9_]*)*$")]


@dataclass(frozen=True, slots=True)
class Names:
    """What a pack declares, known before its clauses are read, so that every clause can be checked alone."""

    parameters: Mapping[str, str] = field(default_factory=dict)
    switches: Mapping[str, frozenset[str]] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    dimensions: Mapping[str, frozenset[str]] = field(default_factory=dict)


def declared(info: ValidationInfo) -> Names:
    """Return what the pack declares; a pack is only ever read by the loader, which hands this in."""
    if not isinstance(info.context, Names):
        message = "a pack is read by format.load, which knows what it declares"
        raise TypeError(message)
    return info.context


class Model(BaseModel):
    """A part of a pack: an unknown word is a mistake, and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Model):
    zh: Text
    en: Text


class Source(Model):
    """Where the words stand."""

    document: Text
    section: Text


class Switch(Model):
    """A question that the source leaves open, the readings it allows, and the one taken unless the district says so."""

    question: Bilingual
    values: dict[Name, Bilingual]
    default: Name
    why: Bilingual

    @model_validator(mode="after")
    def _default_is_a_value(self) -> Self:
        if self.default not in self.values:
            message = f"the default '{self.default}' is none of the values {sorted(self.values)}"
            raise ValueError(message)
        return self


class Parameter(Model):
    """A date, number or text that the assignment of the pack supplies. Null means unknown: results say UNDETERMINED."""

    type: Literal["date", "number", "text"]
    title: Bilingual
    required: bool = False
    default: date | Decimal | str | None = None
    why: Bilingual | None = None

    @field_validator("default", mode="before")
    @classmethod
    def _default_has_the_type(cls, value: object, info: ValidationInfo) -> object:
        # Left to itself pydantic would take the number 0 for a day, and a day of a stored pack for text.
        kind = info.data.get("type")
        return value if value is None or kind is None else as_type(value, kind)


def as_type(value: object, kind: str) -> date | Decimal | str:
    """Return the value as the parameter's type, or raise ValueError saying what is wrong with it."""
    if kind == "date":
        if isinstance(value, date):
            return value
        if isinstance(value, str):
            return date.fromisoformat(value)
    elif kind == "number":
        if isinstance(value, int | Decimal) and not isinstance(value, bool) and within_bounds(Decimal(value)):
            return Decimal(value)
        if isinstance(value, str) and re.fullmatch(r"-?\d{1,12}(\.\d{1,9})?", value):
            return Decimal(value)
    elif isinstance(value, str):
        return value
    message = f"{value!r} is not a {kind}"
    raise ValueError(message)


class Choice(Model, Generic[T_co]):
    """One value for each reading of a switch."""

    switch: Name
    cases: dict[Name, T_co]

    @model_validator(mode="after")
    def _covers_the_switch(self, info: ValidationInfo) -> Self:
        values = declared(info).switches.get(self.switch)
        if values is None:
            message = f"no switch is called '{self.switch}'"
            raise ValueError(message)
        if values != self.cases.keys():
            message = f"the cases of switch '{self.switch}' must be exactly {sorted(values)}"
            raise ValueError(message)
        return self


def _shape(value: object) -> str:
    chosen = isinstance(value, Choice) or (isinstance(value, Mapping) and "switch" in value)
    return "choice" if chosen else "plain"


if TYPE_CHECKING:
    Switched: TypeAlias = T | Choice[T]
else:

    class Switched:
        """A value, or a choice between values. A generic alias would leave the choice's cases unread by pydantic."""

        def __class_getitem__(cls, item: object) -> object:
            plain, choice = Annotated[item, Tag("plain")], Annotated[Choice[item], Tag("choice")]
            return Annotated[plain | choice, Discriminator(_shape)]


def settled(value: T | Choice[T], switches: Mapping[str, str]) -> T:
    """Return the value under the readings in force."""
    if isinstance(value, Choice):
        return value.cases[switches[value.switch]]
    return value


def choices_in(value: object) -> list[str]:
    """Name the switches that a part of a pack asks, however deep."""
    if isinstance(value, Choice):
        return [value.switch, *(name for case in value.cases.values() for name in choices_in(case))]
    if isinstance(value, Model):
        return [name for key in type(value).model_fields for name in choices_in(getattr(value, key))]
    if isinstance(value, list | tuple):
        return [name for item in value for name in choices_in(item)]
    if isinstance(value, dict):
        return [name for item in value.values() for name in choices_in(item)]
    return []


def _known_clause(value: str, info: ValidationInfo) -> str:
    if value not in declared(info).clauses:
        message = f"no clause of this pack is called '{value}'"
        raise ValueError(message)
    return value


def _known_group(value: str, info: ValidationInfo) -> str:
    if value not in declared(info).groups:
        message = f"no group of this pack is called '{value}'"
        raise ValueError(message)
    return value


def _known_role(value: str, info: ValidationInfo) -> str:
    if value not in declared(info).roles:
        message = f"no role of this pack is called '{value}'"
        raise ValueError(message)
    return value


def _known_parameter(value: str, info: ValidationInfo) -> str:
    if value not in declared(info).parameters:
        message = f"no parameter of this pack is called '{value}'"
        raise ValueError(message)
    return value


def within_bounds(value: Decimal) -> bool:
    """Answer whether a number is one that a rule could mean; others only cost memory when worked with exactly."""
    return value.is_finite() and abs(value) < 10**12 and int(value.as_tuple().exponent) >= -9


def _a_number(value: object) -> object:
    if isinstance(value, Decimal) and not within_bounds(value):
        raise ValueError(f"{value} is no number of hours, credits or people")
    if isinstance(value, bool):
        message = "a number was expected, not true or false"
        raise ValueError(message)  # noqa: TRY004 pydantic collects ValueError, a TypeError would end the reading
    return value


ClauseRef: TypeAlias = Annotated[str, AfterValidator(_known_clause)]
GroupRef: TypeAlias = Annotated[str, AfterValidator(_known_group)]
RoleRef: TypeAlias = Annotated[str, AfterValidator(_known_role)]
ParameterRef: TypeAlias = Annotated[str, AfterValidator(_known_parameter)]
Number: TypeAlias = Annotated[Decimal, BeforeValidator(_a_number)]


def _a_share(value: object) -> object:
    """Read a share of a whole; one that no decimal says exactly stands as a fraction, '1/3'."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,3}(\.\d{1,9})?|[1-9]\d{0,3}/[1-9]\d{0,3}", text):
        raise ValueError(f"{value!r} is no share: write a number as 0.2 or a fraction as '1/3'")
    if not 0 < Fraction(text) <= 1:
        raise ValueError(f"{text} is no share of a whole: it lies above 0 and is at most 1")
    return text if "/" in text else Decimal(text)


Share: TypeAlias = Annotated[Decimal | str, BeforeValidator(_a_share)]
"""A decimal or a fraction; `Fraction(share)` is what it means."""
