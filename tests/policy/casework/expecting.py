"""What must come out of a case."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from tests.policy.casework.words import Given, Label, Words


def _listed_with_none(value: object) -> object:
    return [value] if isinstance(value, str) or value is None else value


class PartExpected(Given):
    """One quantity of a clause or rate, found by its Chinese label (and unit where two share it)."""

    label: str
    unit: Literal["hours", "credits"] | None = None
    required: Decimal | None = None
    counted: Decimal | None = None
    gap: Decimal | None = None
    beyond: Decimal | None = None
    percent: Decimal | None = None
    """What a rate asks for, as printed."""
    reached: Decimal | None = None
    """What a rate came to, in per cent."""
    otherwise: tuple[Decimal, ...] | None = None
    """What it came to under the other readings, in per cent, all of them."""


class AwardExpected(Given):
    """One line for the book. What is absent is not compared, but how many lines there are always is."""

    hours: Decimal | None = None
    credits: Decimal | None = None
    category: str | None = None
    level: str | None = None
    mode: str | None = None
    nature: str | None = None
    kind: str | None = None
    original_level: str | None = None
    since: date | None = Field(default=None, alias="from")
    to: date | None = None
    rules: Words = ()
    """Clauses that made it what it is; all of them."""


class FormExpected(Given):
    """Forms that are due: for whom (or how many people), and of which kinds; one of them where several stand."""

    role: str
    kinds: Words
    number: int = 1


class Expected(Given):
    """What must come out. Of it, by what is judged:

    teacher, school, program: rule (the case's own when absent), period, of_unit, unit, result, reason, severity,
        required, counted, gap, progress, due_on, parts, not_counted (the sum), because (words found in why something
        was not counted), says (words in the Chinese sentence), calculation (words in it), verdict (of the whole
        standing), names (people counted), without (people missing), grants (certificates)
    program besides: missing (labels of what lacks)
    value, degree: awards, or refused_by (clause ids; null for what no clause says), recogniser, says
    eligibility: state (OPEN, BARRED, UNDETERMINED), barred_by (codes of the bars), cites (ids of entries), override,
        says
    grade: grade, passes, state (FOUND, NONE, UNDETERMINED)     sign_in: missing (codes), sign_in (required, free)
    deadline: state (ACCEPTED, NEXT_BATCH, REFUSED, UNDETERMINED), batch (words in its Chinese label), due_on,
        holds (first and last day of the activities in it)
    forms: forms; or refused_by (the clause) for a second filing, null when it is taken
    stages: state, recognised, score, refused_by (the clause that keeps a role from recording)
    attendance: hours, planned_hours, minutes, presence, absence, disqualified
    budget: set_aside, allowed     consequence: measures (what people may decide on; nothing is judged)
    """

    rule: str | None = None
    period: Label | None = None
    of_unit: str | None = None
    """Which team or pair, for clauses of scope unit."""
    result: Literal["MET", "NOT_MET", "EXEMPT", "NOT_APPLICABLE", "UNDETERMINED"] | None = None
    reason: str | None = None
    severity: str | None = None
    unit: str | None = None
    required: Decimal | None = None
    counted: Decimal | None = None
    gap: Decimal | None = None
    progress: str | None = None
    due_on: date | None = None
    parts: tuple[PartExpected, ...] = ()
    not_counted: Decimal | None = None
    because: Words = ()
    says: Words = ()
    calculation: Words = ()
    verdict: str | None = None
    names: Words | None = None
    without: Words | None = None
    grants: Words | None = None
    awards: tuple[AwardExpected, ...] | None = None
    refused_by: Annotated[tuple[str | None, ...], BeforeValidator(_listed_with_none)] = ()
    barred_by: Words | None = None
    cites: Words | None = None
    override: str | None = None
    grade: str | None = None
    passes: bool | None = None
    missing: Words | None = None
    sign_in: str | None = None
    batch: Label | None = None
    holds: tuple[date, date] | None = None
    forms: tuple[FormExpected, ...] | None = None
    recogniser: str | None = None
    score: Decimal | None = None
    state: str | None = None
    recognised: bool | None = None
    hours: Decimal | None = None
    planned_hours: Decimal | None = None
    minutes: Words | None = None
    presence: Words | None = None
    absence: str | None = None
    disqualified: bool | None = None
    set_aside: Decimal | None = None
    allowed: bool | None = None
    measures: Words | None = None

    @model_validator(mode="after")
    def _expects_something(self) -> Self:
        if not self.model_fields_set - {"rule", "period", "of_unit"}:
            message = "nothing is expected"
            raise ValueError(message)
        return self
