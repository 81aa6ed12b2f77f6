"""Rules of worth in a pack: recognition, tariffs, conversion, channels overridden, degrees granted."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from services.policy.format.conditions import ActivityCondition, EntryCondition
from services.policy.format.formulas import Amount, WorthAmount
from services.policy.format.selectors import Category, Kind, Level, Mode, Nature, Where
from services.policy.format.words import Bilingual, Code, Model, Number, RoleRef, Switched


class Refuse(Model):
    """Nothing is recognised where the condition holds."""

    does: Literal["refuse"]
    when: Switched[EntryCondition]
    reason: Bilingual


class Decline(Model):
    """A claimed activity earns nothing where the condition holds; looked at when it is valued, not in the book."""

    does: Literal["decline"]
    where: Where | None = None
    when: Switched[ActivityCondition]
    reason: Bilingual


class Worth(Model):
    """Fixed hours or credits; what is absent stays as attended and converted."""

    hours: Switched[WorthAmount] | None = None
    credits: Switched[WorthAmount] | None = None


class Tariff(Worth):
    """What a passed activity is worth, whatever was attended, from a number of attended hours on if one is given."""

    does: Literal["tariff"]
    where: Where
    when: ActivityCondition | None = None
    """Over the activity itself: role, author_order, characters, minutes, months, grade, evidence."""
    needs: tuple[Code, ...] = ()
    """Documents without which it is not recognised."""
    recogniser: RoleRef | None = None
    from_hours: Number | None = None
    by_grade: dict[str, Worth] = Field(default_factory=dict)


class Convert(Model):
    """How hours become credits; null keeps hours only."""

    does: Literal["convert"]
    where: Switched[Where | None] = None
    hours_per_credit: Switched[Amount]


class Posted(Model):
    """Where in the dimensions an award is booked."""

    category: Category | None = None
    level: Level | None = None
    mode: Mode | None = None
    nature: Nature | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            message = "say where the award is booked"
            raise ValueError(message)
        return self


class Override(Model):
    """Books an award elsewhere than its program stands; the original is kept beside."""

    does: Literal["override"]
    where: Where
    books: Posted


class GrantedAs(Model):
    category: Category
    level: Level
    mode: Mode
    nature: Nature
    kind: Kind


DegreeLevel: TypeAlias = Literal["SECONDARY", "ASSOCIATE", "BACHELOR", "MASTER", "DOCTOR"]


class GrantDegree(Model):
    """Hours for a degree certificate, in the judging year of its date. The first rule that holds for the level wins."""

    does: Literal["grant_degree"]
    degrees: tuple[DegreeLevel, ...] = ()
    """The levels of degree that it holds for; every level when absent."""
    hours: Amount
    credits: Amount = None
    booked: GrantedAs


ValuationRule: TypeAlias = Annotated[
    Refuse | Decline | Tariff | Convert | Override | GrantDegree, Field(discriminator="does")
]
