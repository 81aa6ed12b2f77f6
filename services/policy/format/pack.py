"""A pack: one self-contained system of rules, chosen for a teacher by district, school, stage, post and cycle."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, PrivateAttr, StringConstraints, model_validator

from services.policy.format.attendance import AttendanceRules
from services.policy.format.clauses import AnyClause, Moment, Reason
from services.policy.format.conditions import TeacherCondition
from services.policy.format.words import (
    Bilingual,
    ClauseRef,
    Code,
    Model,
    Name,
    Number,
    Parameter,
    Source,
    Switch,
    Switched,
    Text,
)

PackId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*$")]


class SemesterDays(Model):
    """A semester by month and day, for example 09-01 to 01-20."""

    label: Bilingual
    first: Annotated[str, StringConstraints(pattern=r"^\d\d-\d\d$")]
    last: Annotated[str, StringConstraints(pattern=r"^\d\d-\d\d$")]

    @model_validator(mode="after")
    def _are_days(self) -> Self:
        for day in (self.first, self.last):
            date.fromisoformat(f"2001-{day}")
        return self


class Year(Model):
    """The judging year. A school year is named by both calendar years it touches, a calendar year by itself."""

    calendar: Literal["school_year", "calendar_year"]
    starts_month: Annotated[int, Field(ge=1, le=12)]
    starts_day: Annotated[int, Field(ge=1, le=28)]
    cut: Literal["whole", "prorated", "not_asked"] = "whole"
    """What a judging year asks of which the cycle has only a part: all of it where the cycle has at least half of the
    year and else nothing (whole), its part by months (prorated), nothing (not_asked)."""
    semesters: tuple[SemesterDays, ...] = ()
    """The usual semesters, used where a district has published no calendar of its own."""
    holidays: Literal["no_semester", "semester_before", "semester_after"] = "no_semester"
    """To which semester the holidays belong for amounts asked by semester; counts never run in the holidays."""

    @model_validator(mode="after")
    def _semesters_stand_apart(self) -> Self:
        for one, other in combinations(self.semesters, 2):
            if _days(one) & _days(other):
                message = f"the semesters '{one.label.en}' and '{other.label.en}' overlap"
                raise ValueError(message)
        return self


def _days(semester: SemesterDays) -> frozenset[str]:
    """Return the days of a semester, by month and day."""
    first, last = date.fromisoformat(f"2001-{semester.first}"), date.fromisoformat(f"2001-{semester.last}")
    if last < first:
        last = date.fromisoformat(f"2002-{semester.last}")
    return frozenset((first + timedelta(number)).strftime("%m-%d") for number in range((last - first).days + 1))


class Units(Model):
    """What an hour is, and how exact amounts are kept."""

    minutes_per_hour: Number = Field(gt=0)
    hours_per_day: Number = Field(gt=0)
    places: Annotated[int, Field(ge=0, le=4)]
    keeps: Literal["hours", "hours_and_credits"]
    why: Bilingual


class Dimensions(Model):
    """The values that entries may have. A category is a dotted path whose parents are declared too."""

    category: dict[Code, Bilingual] = Field(min_length=1)
    level: dict[Code, Bilingual] = Field(min_length=1)
    mode: dict[Code, Bilingual] = Field(min_length=1)
    nature: dict[Code, Bilingual] = Field(min_length=1)
    kind: dict[Code, Bilingual] = Field(min_length=1)
    tag: dict[Code, Bilingual] = Field(default_factory=dict)
    fact: dict[Code, Bilingual] = Field(default_factory=dict)
    """What is counted or kept one by one: lessons heard, notes, meetings, documents."""
    school_fact: dict[Code, Bilingual] = Field(default_factory=dict)
    """Dated facts of a school: pupils, budget, themes."""

    @model_validator(mode="after")
    def _parents_are_declared(self) -> Self:
        orphans = sorted(path for path in self.category if "." in path and path.rpartition(".")[0] not in self.category)
        if orphans:
            message = f"categories without their parent: {', '.join(orphans)}"
            raise ValueError(message)
        return self


class Group(Model):
    """A named set of teachers: a condition at a moment."""

    title: Bilingual
    when: Switched[TeacherCondition]
    at: Switched[Moment]


class Population(Model):
    """Whom the pack is for."""

    title: Bilingual
    quote: Text | None = None
    when: TeacherCondition | None = None
    at: Moment = "period_end"
    """On which day of each judged period the condition is asked: a year is judged by whether it was so that year."""


class Role(Model):
    """Someone who assesses or certifies."""

    title: Bilingual


class Service(Model):
    """What time not in post does to what is asked."""

    suspending_leaves: tuple[Code, ...] = ()
    counts: tuple[Reason, ...] = ()
    """The reasons that make a year partly served."""
    year: Switched[Literal["whole", "prorated", "excused"]]
    """What a partly served year asks; a year not served at all asks nothing."""
    cycle: Switched[Literal["whole", "by_years"]]
    """Whether what the cycle asks shrinks with its years."""
    step: Number = Field(gt=0)
    """A smaller amount is rounded up to a multiple of this."""


class Outcome(Model):
    """What must have happened before anything is awarded."""

    must_pass: Switched[bool]
    clause: ClauseRef | None = None


class Base(Model):
    """The pack that this one was built on, as it was then."""

    pack: PackId
    version: Text
    content_hash: Text


class Pack(Model):
    """Read by format.load only; the hash names the content for ever."""

    format: Literal[1]
    id: PackId
    builds_on: Base | None = None
    """Filled in by the reader, which puts the base's content underneath this pack's own."""
    title: Bilingual
    jurisdiction: Bilingual
    version: Text
    source: Source
    note: Text | None = None
    parameters: dict[Name, Parameter]
    switches: dict[Name, Switch] = Field(default_factory=dict)
    year: Year
    units: Units
    dimensions: Dimensions
    population: Population
    groups: dict[Code, Group] = Field(default_factory=dict)
    roles: dict[Code, Role] = Field(default_factory=dict)
    service: Service
    attendance: AttendanceRules
    outcome: Outcome
    clauses: tuple[AnyClause, ...] = Field(min_length=1)

    _canonical: bytes = PrivateAttr(default=b"")
    _content_hash: str = PrivateAttr(default="")

    @property
    def canonical(self) -> bytes:
        """The content as sorted JSON: the same bytes for the same content, however the YAML was laid out."""
        return self._canonical

    @property
    def content_hash(self) -> str:
        """sha256 of the canonical bytes, in hex."""
        return self._content_hash

    def all_switches(self) -> Mapping[str, Switch]:
        """Return every switch of the pack and its clauses by name."""
        return {**self.switches, **{name: s for clause in self.clauses for name, s in clause.switches.items()}}

    def clause(self, clause_id: str) -> AnyClause:
        """Return the clause of that id, or raise KeyError."""
        for clause in self.clauses:
            if clause.id == clause_id:
                return clause
        raise KeyError(clause_id)
