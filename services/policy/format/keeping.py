"""Small duties: so many things in a period, what an event obliges to, documents kept, days by which to hand in."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from services.policy.format.formulas import Amount
from services.policy.format.selectors import FactKind, Where, WhichFacts
from services.policy.format.words import Bilingual, Code, Model, RoleRef, Switched

Slot: TypeAlias = Literal["week", "two_weeks", "month", "two_months", "semester", "year", "cycle"]
Fixed: TypeAlias = Literal["TIME", "PLACE", "SPEAKER", "TOPIC", "POST", "PERSON", "CONTENT", "PLAN", "CHECK"]
_LENGTHS: tuple[str, ...] = ("week", "two_weeks", "month", "two_months", "semester", "year", "cycle")
MonthNumber: TypeAlias = Annotated[int, Field(ge=1, le=12)]


class Counted(Model):
    """One thing to be done: which facts show it, how they are measured, and how much a slot asks."""

    code: Code
    label: Bilingual
    facts: WhichFacts
    measure: Literal["facts", "amount", "events"] = "facts"
    """Facts are counted one by one, by their amounts (characters, pages), or one for each event they belong to."""
    at_least: Switched[Amount]
    inclusive: Switched[bool] = True
    unit: Bilingual
    """Of what: 篇, lessons."""


class CountedItem(Counted):
    """One thing of a count: how much every slot asks, or how much of it every slot allows."""

    at_least: Switched[Amount] = Field(default=0, validate_default=True)
    at_most: Switched[Amount] = Field(default=None, validate_default=True)
    """Instead of `at_least`: more of it in a slot (or as much, where it is not inclusive) fails for good."""

    @property
    def limits(self) -> bool:
        """Whether it allows so much and asks nothing."""
        return "at_most" in self.model_fields_set

    @model_validator(mode="after")
    def _asks_or_allows(self) -> Self:
        if ("at_least" in self.model_fields_set) == self.limits:
            message = "a thing of a count says either at_least or at_most"
            raise ValueError(message)
        return self


class Count(Model):
    """So many things in every slot of a period. A surplus in one slot never fills another."""

    kind: Literal["count"]
    every: Switched[Slot]
    within: Switched[Literal["semester", "year", "cycle"]]
    """The period with a result of its own. A slot as long as the period is the period."""
    months: tuple[MonthNumber, ...] = ()
    """Only slots that begin in these months."""
    weeks: Switched[Literal["all", "odd", "even"]] = "all"
    """Only these teaching weeks, counted from the first of the semester."""
    points: tuple[Literal["start", "middle", "end"], ...] = ()
    """Instead of slots by the calendar: the thirds of each semester that are named."""
    items: tuple[CountedItem, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _points_divide_a_semester(self) -> Self:
        if self.points and self.every != "semester":
            message = "points divide a semester: say every: semester"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _slots_fit_the_period(self) -> Self:
        every, within = self.every, self.within
        if isinstance(every, str) and isinstance(within, str) and _LENGTHS.index(every) > _LENGTHS.index(within):
            message = f"a slot of a {every} does not fit into a {within}"
            raise ValueError(message)
        if self.weeks != "all" and every != "week":
            message = "odd and even are weeks: say every: week"
            raise ValueError(message)
        return self


class Trigger(Model):
    """What gives rise to a duty: a fact, or an entry of the book."""

    facts: WhichFacts | None = None
    entries: Where | None = None

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        if (self.facts is None) == (self.entries is None):
            message = "a trigger is either facts or entries"
            raise ValueError(message)
        return self


class Duty(Model):
    """What follows from an event: each trigger, or each period with one, asks for facts by a day."""

    kind: Literal["duty"]
    trigger: Trigger
    per: Switched[Literal["trigger", "semester", "year", "cycle"]]
    """Asked once for each trigger, or once for each period in which there is any."""
    due: Switched[Literal["semester_end", "year_end", "cycle_end"]]
    within_days: int | None = Field(default=None, ge=1)
    """So many days after the trigger instead."""
    requires: tuple[Counted, ...] = Field(min_length=1)


class Document(Model):
    """A document of a set: any fact of these kinds shows it."""

    code: Code
    label: Bilingual
    facts: tuple[FactKind, ...] = ()
    """Its own code when empty."""
    at_least: Switched[Amount] = Field(default=1, validate_default=True)
    by: Literal["period_start", "period_end"] = "period_end"
    produced: bool = False
    """The system itself can produce it: registers, timetables, attendance records."""


class Evidence(Model):
    """Documents to be kept, by a teacher, a class of a program, or a school."""

    kind: Literal["evidence"]
    every: Switched[Literal["semester", "year", "cycle", "class", "activity"]] = "cycle"
    open_list: Switched[bool] = False
    """The source ends its list with 等: more may be kept."""
    items: tuple[Document, ...] = Field(min_length=1)


class Deadline(Model):
    """A day by which something is handed in; what comes later rolls over to the next batch, nothing is lost."""

    kind: Literal["deadline"]
    every: Literal["month", "semester"]
    day: Switched[Amount] = Field(default=None, validate_default=True)
    """Day of the month, until midnight of the district; for a semester days after its end."""
    hands_in: Bilingual
    late: Switched[Literal["next_batch", "refused"]]
    of_month: Switched[Literal["previous", "same"]] = "previous"
    """Whose activities a monthly batch holds."""
    on_holidays: Switched[Literal["stays", "next_workday"]] = "stays"
    """Whether a day that falls on a weekend or a holiday of the calendar moves to the next day that does not."""


class SignIn(Model):
    """What must be fixed before a meeting or activity is valid, and whether presence is signed for."""

    kind: Literal["sign_in"]
    where: Switched[Where | None] = None
    """Which activities; all when absent."""
    fixes: tuple[Fixed, ...] = ()
    sign_in: Switched[Literal["required", "free"]] = "free"


class Roles(Model):
    """Tasks that a school must have given to somebody."""

    kind: Literal["role"]
    roles: tuple[RoleRef, ...] = Field(min_length=1)
