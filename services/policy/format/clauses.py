"""A clause of a pack: what it says, in whose words, where it is open to two readings, and how it is judged."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from services.policy.format.conditions import TeacherCondition
from services.policy.format.formulas import Amount
from services.policy.format.keeping import Count, Counted, Deadline, Duty, Evidence, Roles, SignIn
from services.policy.format.parts import Part, Unit
from services.policy.format.population import Budget, Rate
from services.policy.format.programs import Eligibility, Forms, Grades, Stages
from services.policy.format.shown import Consequence, Enumeration, Statement
from services.policy.format.valuation import ValuationRule
from services.policy.format.words import (
    Bilingual,
    ClauseRef,
    Code,
    GroupRef,
    Model,
    Name,
    ParameterRef,
    RoleRef,
    Source,
    Switch,
    Switched,
    Text,
)

ClauseId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*-[A-Z0-9]+(-[A-Z0-9]+)*$")]
Severity: TypeAlias = Literal["mandatory", "advisory"]
Moment: TypeAlias = Literal["cycle_start", "cycle_end", "period_start", "period_end", "ever"]
PeriodKind: TypeAlias = Literal["cycle", "year", "semester", "first_year", "first_twelve_months", "first_three_years"]
Reason: TypeAlias = Literal["joined_late", "left_early", "on_leave"]
Shrinking: TypeAlias = bool | tuple[Reason, ...]
"""For which time not in post a number is made smaller: all that the service counts, none, or the reasons named."""


class Who(Model):
    """Whom a clause binds: members of groups, and a condition at a moment ('ever': on any day of the period)."""

    within: tuple[GroupRef, ...] = ()
    not_within: tuple[GroupRef, ...] = ()
    when: Switched[TeacherCondition | None] = None
    at: Switched[Moment] = "period_end"


class Adjustment(Model):
    """Another number for the floor of a clause, worked out by a target expression."""

    clause: ClauseRef
    unit: Unit | None = None
    amount: Switched[Amount]
    shrinks: Shrinking | None = None
    """Whether the changed number is made smaller once more for time not in post; as the clause says when absent."""


class Relief(Model):
    """What a clause switches off or changes in others, and when. Reliefs work in the order the clauses are written."""

    period: Switched[Literal["cycle", "year"]] = "cycle"
    trigger: tuple[Part, ...] = ()
    opted_in: bool = False
    """Works only for who has declared to use it."""
    waives: Switched[tuple[ClauseRef, ...]] = ()
    keeps: tuple[ClauseRef, ...] = ()
    """Named because a reader would ask: these stay in force."""
    adjusts: Switched[tuple[Adjustment, ...]] = ()
    requires: tuple[Part, ...] = ()
    """What is asked instead, once the relief works."""

    @model_validator(mode="after")
    def _waives_nothing_it_keeps(self) -> Self:
        for waived in self.waives.cases.values() if not isinstance(self.waives, tuple) else [self.waives]:
            both = sorted(set(waived) & set(self.keeps))
            if both:
                message = f"{', '.join(both)} cannot be both waived and kept"
                raise ValueError(message)
        return self


class Held(Model):
    """A certificate that must be in hand."""

    certificate: Code
    label: Bilingual
    within: Literal["ever", "period"] = "ever"
    """Whether one issued before the period of the clause will do; within a program the period is the cycle."""


class Granted(Model):
    """A certificate that reaching a clause gives a right to. A person issues it."""

    certificate: Code
    label: Bilingual
    issuer: RoleRef | None = None


class Clause(Model):
    """What every clause has."""

    id: ClauseId
    title: Bilingual
    severity: Switched[Severity] = "mandatory"
    scope: Literal["teacher", "program", "unit", "school", "district"] = "teacher"
    """Of whom it is asked: a teacher, a member of a program, a team or pair within a school, a school, a district."""
    unit_kind: Code | None = None
    """Of scope unit: which teams or pairs, for example TEAM or PAIR."""
    quotes: tuple[Text, ...] = Field(min_length=1)
    """The words of the source, verbatim."""
    source: Source | None = None
    """Only where it differs from the pack's."""
    formal: Text
    """The same as one formal sentence in English."""
    note: Text | None = None
    switches: dict[Name, Switch] = Field(default_factory=dict)
    who: Switched[Who | None] = None
    valuation: tuple[ValuationRule, ...] = ()
    relief: Relief | None = None


class Requirement(Clause):
    """Something a teacher must reach: an amount of hours or credits, in all, in a bucket, in a year, by a mode."""

    kind: Literal["total", "bucket", "range", "share", "yearly", "interim", "mode", "cap", "gate"]
    period: Switched[PeriodKind] = "cycle"
    parts: tuple[Part, ...] = ()
    holds: tuple[Held, ...] = ()
    done: tuple[Counted, ...] = ()
    """Facts that a gate asks for; within a program those of the member in it."""
    grades: Switched[tuple[Code, ...]] = ()
    """Within a program: the grades that open the gate."""
    grants: tuple[Granted, ...] = ()
    any_parts: int | None = Field(default=None, ge=1)
    """So many of the parts are enough (any two of three); all of them when absent."""
    any_of: int | None = Field(default=None, ge=1)
    """So many of everything that a gate asks for, parts, certificates and facts together, are enough: a certificate or
    24 hours."""
    due: ParameterRef | None = None
    """A date parameter; the end of the period when absent."""
    shrinks: Shrinking = False
    """Whether time not in post makes the floor smaller, as the pack's service says, or for which reasons only."""

    @model_validator(mode="after")
    def _asks_for_fewer_parts_than_it_has(self) -> Self:
        if self.any_parts is not None and self.any_parts >= len(self.parts):
            message = f"any_parts: {self.any_parts} of {len(self.parts)} parts: say fewer than there are"
            raise ValueError(message)
        of = len(self.parts) + len(self.holds) + len(self.done)
        if self.any_of is not None and (self.any_of >= of or self.any_parts is not None or self.scope != "teacher"):
            message = f"any_of: {self.any_of} of {of} things: say fewer than there are, without any_parts, of a teacher"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        if self.kind == "gate":
            if not (self.parts or self.holds or self.done or self.grades):
                message = "a gate asks for an amount, a certificate, a fact or a grade"
                raise ValueError(message)
            return self
        if not self.parts:
            message = f"a {self.kind} needs at least one part"
            raise ValueError(message)
        if self.holds or self.done or self.grades:
            message = "only a gate asks for certificates, facts or grades"
            raise ValueError(message)
        if self.kind == "interim" and self.due is None:
            message = "an interim minimum has a day by which it is due"
            raise ValueError(message)
        if self.kind == "yearly" and self.period != "year":
            message = "a yearly clause has period: year"
            raise ValueError(message)
        return self


class ReliefClause(Clause):
    """A clause that only eases or replaces others."""

    kind: Literal["waiver", "exemption", "substitution", "proration"]
    relief: Relief


class TierClause(Clause):
    """Words that govern a tier of a total; judged by what reached that tier."""

    kind: Literal["tier"]
    of: ClauseRef
    tier: Code


class TimesMet(Model):
    """In how many of its years or semesters another clause must be met."""

    clause: ClauseRef
    at_least: Switched[Amount]
    """So many of the periods of the cycle; one that is excused counts as met. Of who is asked in fewer periods than
    that (late entry, retirement) all of them."""
    of: Annotated[int, Field(ge=1)] | None = None
    """Of how many: who is asked in fewer periods then needs the same share of them, rounded up."""


class TimesMetClause(Clause):
    """Another clause must be met in so many of its periods within the cycle: four years of five."""

    kind: Literal["years_met"]
    times_met: TimesMet


class ValuingClause(Clause):
    """A clause that says what an activity is worth or whether it is recognised at all."""

    kind: Literal["conversion", "tariff", "recognition"]
    registered_by: tuple[RoleRef, ...] = ()
    """Who may register it."""


class StatementClause(Clause, Statement):
    """Shown, never judged."""


class EnumerationClause(Clause, Enumeration):
    """Names the values of a dimension."""


class ConsequenceClause(Clause, Consequence):
    """What people may decide; the engine only warns."""


class RateClause(Clause, Rate):
    """A share of a school's or district's teachers."""

    scope: Literal["school", "district"] = "school"


class BudgetClause(Clause, Budget):
    """How much money must be set aside, and for what."""

    scope: Literal["school"] = "school"


class EvidenceClause(Clause, Evidence):
    """Documents that must be kept."""


class CountClause(Clause, Count):
    """So many things in a period."""


class DutyClause(Clause, Duty):
    """What follows from an event."""


class DeadlineClause(Clause, Deadline):
    """A day by which something is handed in."""


class SignInClause(Clause, SignIn):
    """What must be fixed beforehand, and whether presence is signed for."""


class RoleClause(Clause, Roles):
    """Tasks that must have been given to somebody."""

    scope: Literal["school"] = "school"


class EligibilityClause(Clause, Eligibility):
    """Who may enter which programs."""

    scope: Literal["program"] = "program"


class StagesClause(Clause, Stages):
    """An assessment in steps."""

    scope: Literal["program"] = "program"


class GradeClause(Clause, Grades):
    """The grades of an assessment."""

    scope: Literal["program"] = "program"


class FormsClause(Clause, Forms):
    """Which recognition forms an activity fills."""

    scope: Literal["program"] = "program"


AnyClause: TypeAlias = Annotated[
    Requirement
    | ReliefClause
    | TierClause
    | TimesMetClause
    | ValuingClause
    | StagesClause
    | GradeClause
    | FormsClause
    | EligibilityClause
    | StatementClause
    | EnumerationClause
    | ConsequenceClause
    | RateClause
    | BudgetClause
    | RoleClause
    | EvidenceClause
    | CountClause
    | DutyClause
    | DeadlineClause
    | SignInClause,
    Field(discriminator="kind"),
]
