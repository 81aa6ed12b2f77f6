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
