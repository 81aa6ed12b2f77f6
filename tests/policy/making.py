"""Teachers, entries and terms for the tests of policy, with everything defaulted that a test does not speak of."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from services.policy.engine import ClauseResult, Standing, judge
from services.policy.facts import Appointment, Certificate, Entry, Teacher
from services.policy.format import Pack, Terms, load, shipped

CYCLE_START = date(2011, 9, 1)
CYCLE_END = date(2016, 8, 31)


@lru_cache
def pack(pack_id: str) -> Pack:
    return load(shipped(pack_id), file=f"{pack_id}.yaml")


def terms(
    *, start: date = CYCLE_START, end: date = CYCLE_END, switches: dict[str, str] | None = None, **more: Any
) -> Terms:
    return Terms(parameters={"cycle_start": start, "cycle_end": end, **more}, switches=switches or {})


def appointment(**facts: Any) -> Appointment:
    usual: dict[str, Any] = {
        "school_id": "school-1",
        "school_kind": "PRIMARY_SCHOOL",
        "post": "TEACHER",
        "stage": "PRIMARY",
        "title": "一级教师",
        "title_tier": "MIDDLE",
        "valid_from": date(2000, 9, 1),
    }
    return Appointment(**{**usual, **facts})


def teacher(*appointments: Appointment, **facts: Any) -> Teacher:
    usual: dict[str, Any] = {"teacher_id": "teacher-1", "hire_date": date(2000, 9, 1)}
    return Teacher(**{**usual, **facts}, appointments=appointments or (appointment(),))


def school_year(number: int) -> date:
    """A day in the middle of the school year of that number in the cycle, counted from 1."""
    return date(CYCLE_START.year + number - 1, 11, 15)


_numbers = iter(range(1, 10**9))


def hours(
    amount: int | str,
    *,
    on: date | None = None,
    year: int = 1,
    mode: str = "CENTRALISED",
    level: str = "COUNTY",
    category: str = "KNOWLEDGE_SKILL",
    kind: str = "IN_SERVICE",
    **more: Any,
) -> Entry:
    """An entry of hours without credits, as in XC."""
    day = on or school_year(year)
    return Entry(
        entry_id=more.pop("entry_id", f"entry-{next(_numbers)}"),
        hours=Decimal(amount),
        credits=Decimal(0),
        earned_from=day,
        earned_to=day,
        category=category,
        level=level,
        mode=mode,
        nature="COMPULSORY",
        kind=kind,
        **more,
    )


def credits_(
    amount: int | str,
    *,
    level: str,
    category: str = "KNOWLEDGE_SKILL",
    kind: str = "COURSE",
    on: date | None = None,
    hours: int | str | None = None,
    **more: Any,
) -> Entry:
    """An entry of credits at ten hours each, as in HL."""
    day = on or school_year(1)
    return Entry(
        entry_id=more.pop("entry_id", f"entry-{next(_numbers)}"),
        hours=Decimal(amount) * 10 if hours is None else Decimal(hours),
        credits=Decimal(amount),
        earned_from=day,
        earned_to=day,
        category=category,
        level=level,
        mode="CENTRALISED",
        nature="COMPULSORY",
        kind=kind,
        **more,
    )


def regular_year(year: int, *, ethics: int = 12) -> list[Entry]:
    """A school year of XC as it should be: 24 hours by each mode, some of them ethics."""
    return [
        hours(24, year=year, mode="SCHOOL_BASED", level="SCHOOL", kind="SCHOOL_STUDY"),
        hours(24 - ethics, year=year, mode="CENTRALISED"),
        hours(ethics, year=year, mode="CENTRALISED", category="ETHICS_LITERACY.ETHICS.NORMS"),
        hours(24, year=year, mode="ONLINE"),
    ]


def standing(
    pack_id: str,
    entries: Sequence[Entry],
    *,
    who: Teacher | None = None,
    under: Terms | None = None,
    as_of: date = CYCLE_END,
) -> Standing:
    return judge(pack(pack_id), terms=under or terms(), teacher=who or teacher(), entries=entries, as_of=as_of)


def clause(found: Standing, clause_id: str, period: str | None = None) -> ClauseResult:
    """The one result of a clause, in a period where it has several."""
    results = [c for c in found.clauses if c.clause_id == clause_id and period in {None, c.period}]
    assert len(results) == 1, [(c.clause_id, c.period) for c in found.clauses]
    return results[0]


def new_teacher(hired: date = date(2012, 9, 1), *, certificate: bool = True) -> Teacher:
    held = (Certificate(kind="PRE_SERVICE", issued_on=date(2013, 6, 1)),) if certificate else ()
    return teacher(appointment(valid_from=hired), hire_date=hired, certificates=held)
