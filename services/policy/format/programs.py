"""Rules inside one program or activity: who may enter, stages and grades, which forms an activity fills."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from services.policy.format.conditions import TeacherCondition
from services.policy.format.formulas import Amount
from services.policy.format.selectors import Kind, Where
from services.policy.format.words import Bilingual, Code, Model, RoleRef, Switched, Text


class Bar(Model):
    """A reason to turn somebody down: an entry in the training history, or a condition that does not hold."""

    code: Code
    reason: Bilingual
    where: Where | None = None
    """The programs that this bar concerns, among those of the clause; all of them when absent."""
    history: Switched[Where | None] = None
    """Who has earned anything like this before is turned down; the entries are cited."""
    unless: Switched[TeacherCondition | None] = None
    """Who does not fulfil this on the day of entering is turned down."""
    override: Literal["with_reason", "never"] = "with_reason"

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        if (self.history is None) == (self.unless is None):
            message = "a bar is either a history or a condition (unless)"
            raise ValueError(message)
        return self


class Eligibility(Model):
    """Who may enter which programs."""

    kind: Literal["eligibility"]
    where: Where | None = None
    """The programs concerned; all when absent."""
    bars: tuple[Bar, ...] = Field(min_length=1)
    declares: tuple[Text, ...] = ()
    """What the school declares in words, not checked by the system."""


class Stage(Model):
    """One step of an assessment and who may record it."""

    code: Code
    label: Bilingual
    emphasis: Bilingual
    assessors: tuple[RoleRef, ...] = Field(min_length=1)
    weight: Switched[Amount] = Field(default=None, validate_default=True)
    """Per cent of the result; null where the source gives none."""
    tasks: tuple[Bilingual, ...] = ()


class Stages(Model):
    """An assessment in steps; all must be passed before the certifier recognises the training."""

    kind: Literal["stages"]
    stages: tuple[Stage, ...] = Field(min_length=1)
    certifiers: tuple[RoleRef, ...] = ()

    @model_validator(mode="after")
    def _weights_add_up(self) -> Self:
        weights = [stage.weight for stage in self.stages if isinstance(stage.weight, Decimal)]
        if len(weights) == len(self.stages) and sum(weights) != 100:
            message = f"the weights add up to {sum(weights):f}, not to 100"
            raise ValueError(message)
        return self


class Grade(Model):
    """One grade and the lowest score that earns it; null where the source gives no bands."""

    code: Code
    label: Bilingual
    from_score: Switched[Amount] = Field(default=None, validate_default=True)
    passes: Switched[bool] = True


class Grades(Model):
    """The grades of an assessment, the best first."""

    kind: Literal["grade"]
    grades: tuple[Grade, ...] = Field(min_length=2)


class RoleForms(Model):
    """The kinds of recognition form that somebody in a role fills for an activity; one of them where several stand."""

    role: Code
    label: Bilingual
    kinds: tuple[Kind, ...] = ()


class Route(Model):
    """One way of school-based study and what each role files for it; no roles: nothing is credited."""

    code: Code
    label: Bilingual
    roles: tuple[RoleForms, ...] = ()


class Forms(Model):
    """From an activity to the recognition forms of its participants; one event is filed once by a person."""

    kind: Literal["forms"]
    routes: tuple[Route, ...] = Field(min_length=1)
