"""Facts about one teacher and the entries of the book, as the engine wants to be given them.

Plain frozen values: whoever reads them from tables builds them, the engine only looks at them.
Codes (category, level, mode, nature, kind, post, title ...) are opaque strings; what they may be is said
by the pack's dimensions, not here. All dates are civil dates in the district's zone.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Where and as what a teacher was employed, from one day to another, both included."""

    school_id: str
    school_kind: str
    post: str
    stage: str
    subject: str | None = None
    title: str | None = None
    title_tier: str | None = None
    """PROBATION, JUNIOR, MIDDLE, SENIOR or FULL_SENIOR; None when no title has been awarded yet."""
    class_teacher: bool = False
    """班主任: head of a class of pupils."""
    valid_from: date
    valid_to: date | None = None
    """The last day that counts; None while the appointment runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Degree:
    """A degree held, dated by its certificate."""

    level: str
    awarded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """An approved absence from work, first and last day included. Which kinds suspend a duty is the pack's word."""

    kind: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate held that a rule asks for, for example the one that ends pre-service training."""

    kind: str
    issued_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OptIn:
    """The teacher's own declaration to make use of a clause that leaves the choice to them."""

    clause: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """An exemption that a person approved. Exemptions that follow from a rule are computed and never stored.

    It excuses the clause for every period that it covers whole, as far as the teacher was in post.
    """

    clause: str
    first: date
    last: date
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A group that people named the teacher to, first and last day included: backbone teacher, leader of a team ..."""

    code: str
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Teacher:
    """What the directory knows of one teacher and the rules of a district may ask about."""

    teacher_id: str
    birth_date: date | None = None
    hire_date: date | None = None
    """First day in the education system, not at the present school."""
    retire_date: date | None = None
    appointments: tuple[Appointment, ...] = ()
    degrees: tuple[Degree, ...] = ()
    leaves: tuple[Leave, ...] = ()
    opt_ins: tuple[OptIn, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    memberships: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the book in favour of a teacher, reversals already netted by the caller.

    The span of days lies within one judging year: the valuer splits what crosses a year's end.
    Hours and credits have at most four places, as in the book.
    """

    entry_id: str
    hours: Decimal
    credits: Decimal
    earned_from: date
    earned_to: date
    category: str
    """A dotted path, for example ETHICS_LITERACY.ETHICS; a rule that names a parent means its children too."""
    level: str
    mode: str
    nature: str
    kind: str
    """The code of the kind of project or activity, by which tariffs and waivers go."""
    tags: frozenset[str] = field(default_factory=frozenset)
    program_id: str | None = None
    class_id: str | None = None
    organised_by_admin: bool = True
    """Organised by the education administration, in its own name or by order."""
    carried: bool = False
    """Brought along from another district: judged for the teacher, never in this district's balances."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing done, held or handed in that carries no credit by itself; retracted ones are left out by the caller."""

    fact_id: str
    kind: str
    on: date
    amount: Decimal = Decimal(1)
    """Pieces, characters, pages, yuan: what the kind is counted in."""
    teacher_id: str | None = None
    """Whose it is; None when it is the school's or a unit's."""
    school_id: str | None = None
    unit: str | None = None
    """The team (教研组) or pair (师徒) within the school that it belongs to."""
    event: str | None = None
    """What several people's facts have in common: one meeting, one lesson."""
    class_id: str | None = None
    role: str = ""
    level: str = ""
    result: str = ""
    tags: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolFact:
    """A dated number of a school (pupils, funds, themes), or a task given to somebody."""

    kind: str
    first: date
    last: date
    value: Decimal | None = None
    holder: str | None = None
    """Who has the task; the kind is then the code of a role of the pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDays:
    """The first and last day of a team or pair; None where it has none."""

    kind: str
    name: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school, or the district as a whole, before clauses that are asked of it."""

    school_id: str | None
    """None for the district."""
    facts: tuple[SchoolFact, ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    """Teams and pairs: their kind and name; clauses of scope unit look at each."""
    unit_days: tuple["UnitDays", ...] = ()
    """From when to when units stood that did not stand all the time; nothing is asked of them before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """How far one person came in one class. Where the class stands in the dimensions selects it."""

    teacher_id: str
    school_id: str
    """The school on the day of the training."""
    class_id: str
    on: date
    category: str
    level: str
    mode: str
    nature: str
    kind: str
    tags: frozenset[str] = field(default_factory=frozenset)
    states: frozenset[str] = field(default_factory=frozenset)
    """SENT, DUE, ATTENDED, ASSESSED, PASSED, COMPLETED, EXCELLENT: every one that was reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Places in a class that were assigned to a school."""

    school_id: str
    class_id: str
    on: date
    number: int
    category: str
    level: str
    mode: str
    nature: str
    kind: str
    tags: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Semester:
    """One semester as it was really held."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCalendar:
    """Semesters and days off; what it does not cover falls back to the pack's usual semesters."""

    semesters: tuple[Semester, ...] = ()
    holidays: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What the valuer may ask of a claimed activity beyond its place in the dimensions; unknown facts are None."""

    role: str = ""
    author_order: int | None = None
    authors: int | None = None
    characters: int | None = None
    minutes: int | None = None
    months: int | None = None
    grade: str | None = None
    evidence: frozenset[str] = field(default_factory=frozenset)
