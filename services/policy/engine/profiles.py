"""What of a teacher a pack can tell apart: teachers of one profile are judged alike but for their entries and facts."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from services.policy.engine.plan import Plan
from services.policy.facts import Appointment, Teacher
from services.policy.format.clauses import Requirement
from services.policy.format.conditions import compiled as compiled_condition
from services.policy.format.formulas import compiled as compiled_formula
from services.policy.format.words import Model

Profile: TypeAlias = tuple[Hashable, ...]

_OF_APPOINTMENT = ("school_id", "school_kind", "post", "stage", "subject", "title", "title_tier")
_LONGEST_PERIOD = timedelta(days=4 * 366)


@dataclass(frozen=True, slots=True)
class Asked:
    """The facts of a teacher that a pack under its terms looks at."""

    appointment: tuple[str, ...]
    birth: bool
    hire: bool
    retire: bool
    degrees: bool
    certificates: bool
    held: frozenset[str]
    opt_ins: bool
    memberships: bool

    @classmethod
    def by(cls, plan: Plan) -> "Asked":
        """Read the conditions and expressions of a pack, and what its service says of leaves."""
        names: set[str] = set()
        _names_in(plan.pack, names)
        for clause in plan.pack.clauses:
            if clause.scope == "teacher":
                _names_in(clause, names)
        appointment = tuple(name for name in _OF_APPOINTMENT if name in names)
        if names & {"class_teacher", "class_teacher_days"}:
            appointment += ("class_teacher",)
        return cls(
            appointment=appointment,
            birth=bool(names & {"age", "birth_day"}),
            hire=bool(names & {"hire_day", "service_years"}),
            retire=bool(names & {"retire_day", "years_to_retirement"}),
            degrees="degrees" in names,
            certificates="certificates" in names
            or any(
                paper.within == "period"
                for clause in plan.pack.clauses
                if isinstance(clause, Requirement)
                for paper in clause.holds
            ),
            held=frozenset(
                paper.certificate
                for clause in plan.pack.clauses
                if isinstance(clause, Requirement)
                for paper in clause.holds
            ),
            opt_ins="opt_ins" in names or any(p.relief is not None and p.relief.opted_in for p in plan.clauses),
            memberships="memberships" in names,
        )


def _names_in(value: object, names: set[str]) -> None:
    """Collect every name that a condition or expression of a part of a pack could mean."""
    if isinstance(value, str):
        names.update(_names_of(value))
    elif isinstance(value, Model):
        for field in type(value).model_fields:
            if field != "clauses":
                _names_in(getattr(value, field), names)
    elif isinstance(value, dict):
        for item in value.values():
            _names_in(item, names)
    elif isinstance(value, tuple | list):
        for item in value:
            _names_in(item, names)


@lru_cache(maxsize=8192)
def _names_of(text: str) -> frozenset[str]:
    # Prose compiles as neither, or to names that mean nothing: at worst too much is told apart.
    for compiled in (compiled_condition, compiled_formula):
        try:
            return compiled(text).names
        except ValueError:
            continue
    return frozenset()


def profiler(plan: Plan, as_of: date) -> Callable[[Teacher], Profile]:
    """Return the question for a teacher's profile under a plan on a day."""
    asked = Asked.by(plan)
    first, last = plan.cycle.first, plan.cycle.last
    beyond = last + _LONGEST_PERIOD
    suspending = frozenset(plan.pack.service.suspending_leaves)
    values = _values(asked.appointment)

    def held(one: Appointment) -> Hashable:
        since = one.valid_from
        until = one.valid_to
        return (
            date.min if since < first else since,
            None if until is None or until > beyond else (date.min if until < first else until),
            values(one),
        )

    def profile(teacher: Teacher) -> Profile:
        hired, retires = teacher.hire_date, teacher.retire_date
        posts = teacher.appointments
        known: list[Hashable] = [
            hired if hired is None or asked.hire or hired >= first else date.min,
            retires if retires is None or asked.retire or retires <= beyond else None,
            (held(posts[0]),) if len(posts) == 1 else tuple(held(one) for one in sorted(posts, key=_since)),
        ]
        if asked.birth:
            known.append(teacher.birth_date)
        if teacher.leaves:
            known.append(tuple((le.first, le.last) for le in teacher.leaves if le.kind in suspending))
        if teacher.exemptions:
            known.append(("exempt", tuple((e.clause, e.first, e.last, e.ground) for e in teacher.exemptions)))
        if teacher.certificates:
            known.append(
                (
                    "papers",
                    tuple(
                        (c.kind, c.issued_on if asked.certificates else c.issued_on <= as_of)
                        for c in teacher.certificates
                        if asked.certificates or c.kind in asked.held
                    ),
                )
            )
        if asked.degrees:
            known.append(("degrees", tuple((d.level, d.awarded_on) for d in teacher.degrees)))
        if asked.opt_ins and teacher.opt_ins:
            known.append(("opt-ins", tuple((o.clause, o.on) for o in teacher.opt_ins)))
        if asked.memberships:
            known.append(("member", tuple((m.code, m.first, m.last) for m in teacher.memberships)))
        return tuple(known)

    return profile


def _since(one: Appointment) -> tuple[date, date]:
    return one.valid_from, one.valid_to or date.max


def _values(names: tuple[str, ...]) -> Callable[[Appointment], Hashable]:
    def values(one: Appointment) -> Hashable:
        return tuple(getattr(one, name) for name in names)

    return values
