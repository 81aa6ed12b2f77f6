"""What may stand in a case: tests/policy/cases/<PACK>.yaml, read strictly.

A file is a list of cases, or a mapping of `usual` (what every case of the file takes for granted) and `cases`.

    usual:                                  optional; a case's own words are laid over it, key by key
      terms: {parameters: {...}, switches: {...}}      cycle 2011-09-01 to 2016-08-31 unless said
      teacher: {...}   entry: {...}   fact: {...}   program: {...}   calendar: {...}
    cases:
      - rule: XC-02                         the clause that is tried
        case: 第二学年只有44学时               what is tried, in one sentence
        at: not_met                         met | not_met | boundary | other
        judged: teacher                     teacher (when absent) | school | program | value | degree | eligibility |
                                            grade | sign_in | deadline | forms | stages | attendance | budget |
                                            consequence
        vector: A41                         where it is one of the acceptance vectors (or a list of them)
        terms: {...}                        laid over the usual ones
        as_of: 2016-08-31                   the end of the cycle when absent
        ...                                 what is given, see below
        expect: {result: NOT_MET, period: 2012-2013, required: 72, counted: 44, gap: 28}

`expect` is one mapping, or a list of them where a case looks at several clauses or periods; whatever stands in it is
compared exactly, what does not stand in it is not looked at. Amounts are exact decimals. Expected values are worked
out by hand from the Chinese words, never copied from an answer.

Given, by what is judged:
  teacher      teacher, entries, facts, calendar, as_of
  school       school, members, facts, school_facts, units, participations, places, calendar, as_of
  program      teacher, hours, planned_hours, passed (null: not assessed yet), grade, facts, program, attended,
               earned_credits, as_of
  value        program, attended, passed (true when absent), grade, activity
  degree       awarded_on
  eligibility  teacher, entries (the history), program, as_of
  grade        score
  sign_in      program, fixed
  deadline     handed_in (a moment with its zone), activity_on, calendar
  forms        route, participants; or filed (earlier) and files (now) for one event
  stages       passed_stages, certified; or record or certify (who tries to); or scores
  attendance   sittings
  budget       base, expense
  consequence  trigger

Expected, by what is judged: see expecting.py. `judged: value` and `degree` compare every award
or every refusal.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from tests.policy.casework.expecting import Expected
from tests.policy.casework.words import Given, Moment, Words, listed

Judged: TypeAlias = Literal[
    "teacher",
    "school",
    "program",
    "value",
    "degree",
    "eligibility",
    "grade",
    "sign_in",
    "deadline",
    "forms",
    "stages",
    "attendance",
    "budget",
    "consequence",
]
At: TypeAlias = Literal["met", "not_met", "boundary", "other"]
Repeat: TypeAlias = Literal["day", "week", "two_weeks", "month", "two_months", "year"]


class Repeated(Given):
    """Something that happens `times` times, all on the day `on`, or one day, week, month ... after the other."""

    on: date | None = None
    """A day in the first year of the cycle when absent."""
    times: int = Field(default=1, ge=1)
    every: Repeat | None = None


class TermsGiven(Given):
    parameters: dict[str, Any] = Field(default_factory=dict)
    switches: dict[str, str] = Field(default_factory=dict)


class AppointmentGiven(Given):
    since: date | None = Field(default=None, alias="from")
    """The day of hiring when absent."""
    to: date | None = None
    post: str = "TEACHER"
    stage: str = "PRIMARY"
    subject: str | None = None
    title: str | None = "一级教师"
    tier: str | None = "MIDDLE"
    school_kind: str = "PRIMARY_SCHOOL"
    class_teacher: bool = False
    school: str = "school-1"


class DegreeGiven(Given):
    level: str
    on: date


class CertificateGiven(Given):
    kind: str
    on: date


class LeaveGiven(Given):
    kind: str
    since: date = Field(alias="from")
    to: date


class OptInGiven(Given):
    clause: str
    on: date


class ExemptionGiven(Given):
    clause: str
    since: date = Field(alias="from")
    to: date
    ground: str = "县教育局批准"


class MembershipGiven(Given):
    code: str
    since: date = Field(alias="from", default=date(2000, 9, 1))
    to: date | None = None


class TeacherGiven(Given):
    """A plain teacher of a primary school since 1 September 2000, unless the case says otherwise.

    The words of an appointment (post, stage, title, tier ...) may stand here, for every appointment that does not
    say otherwise; without appointments there is one, from the day of hiring on.
    """

    id: str = "teacher-1"
    hired: date | None = date(2000, 9, 1)
    born: date | None = None
    retires: date | None = None
    appointments: tuple[dict[str, Any], ...] | None = None
    degrees: tuple[DegreeGiven, ...] = ()
    certificates: tuple[CertificateGiven, ...] = ()
    leaves: tuple[LeaveGiven, ...] = ()
    opt_ins: tuple[OptInGiven, ...] = ()
    exemptions: tuple[ExemptionGiven, ...] = ()
    memberships: tuple[MembershipGiven, ...] = ()
    to: date | None = None
    post: str | None = None
    stage: str | None = None
    subject: str | None = None
    title: str | None = None
    tier: str | None = None
    school_kind: str | None = None
    class_teacher: bool | None = None
    school: str | None = None


class PlaceGiven(Given):
    """Where something stands in the dimensions; what is absent is the first code that the pack declares."""

    category: str | None = None
    level: str | None = None
    mode: str | None = None
    nature: str | None = None
    kind: str | None = None
    tags: Words = ()


class EntryGiven(Repeated, PlaceGiven):
    """One line of the book, or several alike. Hours or credits left out are 0."""

    id: str | None = None
    hours: Decimal = Decimal(0)
    credits: Decimal = Decimal(0)
    since: date | None = Field(default=None, alias="from")
    to: date | None = None
    """A span of days instead of `on`."""
    admin: bool = True
    class_id: str | None = Field(default=None, alias="class")
    program: str | None = None
    carried: bool = False


class FactGiven(Repeated):
    """One thing done or kept, or several alike. Whose it is: the teacher of the case, unless said."""

    kind: str
    amount: Decimal = Decimal(1)
    role: str = ""
    level: str = ""
    result: str = ""
    tags: Words = ()
    event: str | None = None
    unit: str | None = None
    school: str | None = None
    teacher: str | None = None
    class_id: str | None = Field(default=None, alias="class")


class TookGiven(PlaceGiven):
    """How far somebody came in a class."""

    states: Words
    on: date | None = None
    class_id: str = Field(default="class-1", alias="class")
    teacher: str | None = None
    school: str | None = None


class PlacesGiven(PlaceGiven):
    number: int
    on: date | None = None
    class_id: str = Field(default="class-1", alias="class")
    school: str = "school-1"


class MemberGiven(TeacherGiven):
    """One member of a school, or several alike; `id` is then followed by a number."""

    id: str = "member"
    times: int = Field(default=1, ge=1)
    entries: tuple[EntryGiven, ...] = ()
    facts: tuple[FactGiven, ...] = ()
    took: tuple[TookGiven, ...] = ()


class SchoolFactGiven(Given):
    kind: str
    value: Decimal | None = None
    holder: str | None = None
    since: date | None = Field(default=None, alias="from")
    to: date | None = None
    """The whole cycle when absent."""


class UnitGiven(Given):
    kind: str
    name: str


class SemesterGiven(Given):
    label: str
    first: date
    last: date


class CalendarGiven(Given):
    semesters: tuple[SemesterGiven, ...] = ()
    holidays: tuple[tuple[date, date], ...] = ()


class ProgramGiven(PlaceGiven):
    admin: bool = True
    fixed_hours: Decimal | None = None


class AttendedGiven(Given):
    hours: Decimal
    on: date | None = None
    category: str | None = None


class ActivityGiven(Given):
    role: str = ""
    author_order: int | None = None
    authors: int | None = None
    characters: int | None = None
    minutes: int | None = None
    months: int | None = None
    grade: str | None = None
    evidence: Words = ()


class ParticipantGiven(Given):
    """Somebody in an activity that is filed with forms, or several alike."""

    role: str
    id: str | None = None
    times: int = Field(default=1, ge=1)


class FiledGiven(Given):
    """A form already filed for the same event."""

    kind: str
    id: str


class RecordGiven(Given):
    stage: str
    role: str


class SittingGiven(Given):
    starts: Moment
    ends: Moment
    entered: Moment | None = None
    left: Moment | None = None
    hours: Decimal | None = None
    category: str | None = None
    leave: bool = False
    made_up: bool = False
    times: int = Field(default=1, ge=1)


class CaseGiven(Given):
    """One case as written; the module says what its words mean."""

    rule: str
    case: str
    at: At
    judged: Judged = "teacher"
    vector: Words = ()
    terms: TermsGiven = TermsGiven()
    as_of: date | None = None
    teacher: TeacherGiven | None = None
    entries: tuple[EntryGiven, ...] = ()
    facts: tuple[FactGiven, ...] = ()
    calendar: CalendarGiven | None = None
    school: str | None = "school-1"
    """null: the district as a whole."""
    members: tuple[MemberGiven, ...] = ()
    school_facts: tuple[SchoolFactGiven, ...] = ()
    units: tuple[UnitGiven, ...] = ()
    participations: tuple[TookGiven, ...] = ()
    places: tuple[PlacesGiven, ...] = ()
    program: ProgramGiven | None = None
    attended: tuple[AttendedGiven, ...] = ()
    passed: bool | None = True
    grade: str | None = None
    activity: ActivityGiven | None = None
    awarded_on: date | None = None
    hours: Decimal = Decimal(0)
    planned_hours: Decimal | None = None
    earned_credits: Decimal | None = None
    score: Decimal | None = None
    scores: dict[str, Decimal] = Field(default_factory=dict)
    fixed: Words = ()
    handed_in: Moment | None = None
    activity_on: date | None = None
    route: str | None = None
    participants: tuple[ParticipantGiven, ...] = ()
    filed: tuple[FiledGiven, ...] = ()
    files: FiledGiven | None = None
    passed_stages: dict[str, bool] = Field(default_factory=dict)
    certified: bool = False
    record: RecordGiven | None = None
    certify: str | None = None
    sittings: tuple[SittingGiven, ...] = ()
    base: Decimal | None = None
    expense: str | None = None
    trigger: str | None = None
    expect: Annotated[tuple[Expected, ...], BeforeValidator(listed)] = Field(min_length=1)
