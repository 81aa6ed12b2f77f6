"""From what a case gives to the values that the engine wants."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from services.policy.attendance import Sitting
from services.policy.facts import (
    Activity,
    Appointment,
    Certificate,
    Degree,
    Entry,
    Exemption,
    Fact,
    Leave,
    Membership,
    OptIn,
    Participation,
    Places,
    School,
    SchoolCalendar,
    SchoolFact,
    Semester,
    Teacher,
)
from services.policy.format import Pack, Terms
from services.policy.valuation import DatedHours, Program
from tests.policy.casework.form import (
    ActivityGiven,
    AppointmentGiven,
    CalendarGiven,
    CaseGiven,
    EntryGiven,
    FactGiven,
    PlaceGiven,
    ProgramGiven,
    Repeat,
    SittingGiven,
    TeacherGiven,
    TermsGiven,
    TookGiven,
)
from tests.policy.making import CYCLE_END, CYCLE_START

_APPOINTED = ("to", "post", "stage", "subject", "title", "tier", "school_kind", "class_teacher", "school")
_STEPS: Mapping[Repeat, tuple[int, int]] = {
    "day": (1, 0),
    "week": (7, 0),
    "two_weeks": (14, 0),
    "month": (0, 1),
    "two_months": (0, 2),
    "year": (0, 12),
}
"""Days and months from one repetition to the next."""


def terms_of(given: TermsGiven) -> Terms:
    usual = {"cycle_start": CYCLE_START, "cycle_end": CYCLE_END}
    return Terms(parameters={**usual, **given.parameters}, switches=given.switches)


def cycle_of(terms: Terms) -> tuple[date, date]:
    return _day(terms.parameters["cycle_start"]), _day(terms.parameters["cycle_end"])


def judged_on(case: CaseGiven) -> date:
    """Return the day of judging: the end of the cycle unless the case says otherwise."""
    return case.as_of or cycle_of(terms_of(case.terms))[1]


def usual_day(terms: Terms) -> date:
    """Return the day on which things happen that are given none, in the first year of the cycle."""
    return cycle_of(terms)[0] + timedelta(days=75)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def teacher_of(given: TeacherGiven | None) -> Teacher:
    given = given or TeacherGiven()
    return _teacher(given, given.id)


def _teacher(given: TeacherGiven, teacher_id: str) -> Teacher:
    shared = {name: getattr(given, name) for name in _APPOINTED if name in given.model_fields_set}
    written = given.appointments if given.appointments is not None else ({},)
    return Teacher(
        teacher_id=teacher_id,
        birth_date=given.born,
        hire_date=given.hired,
        retire_date=given.retires,
        appointments=tuple(_appointment({**shared, **one}, given.hired) for one in written),
        degrees=tuple(Degree(level=degree.level, awarded_on=degree.on) for degree in given.degrees),
        leaves=tuple(Leave(kind=leave.kind, first=leave.since, last=leave.to) for leave in given.leaves),
        opt_ins=tuple(OptIn(clause=opt.clause, on=opt.on) for opt in given.opt_ins),
        certificates=tuple(Certificate(kind=paper.kind, issued_on=paper.on) for paper in given.certificates),
        exemptions=tuple(
            Exemption(clause=one.clause, first=one.since, last=one.to, ground=one.ground) for one in given.exemptions
        ),
        memberships=tuple(Membership(code=one.code, first=one.since, last=one.to) for one in given.memberships),
    )


def _appointment(written: Mapping[str, Any], hired: date | None) -> Appointment:
    given = AppointmentGiven.model_validate(written)
    return Appointment(
        school_id=given.school,
        school_kind=given.school_kind,
        post=given.post,
        stage=given.stage,
        subject=given.subject,
        title=given.title,
        title_tier=given.tier,
        class_teacher=given.class_teacher,
        valid_from=given.since or hired or date(2000, 9, 1),
        valid_to=given.to,
    )


def members_of(case: CaseGiven) -> tuple[Teacher, ...]:
    """Return the teachers of a school, each of several alike with a number behind the id."""
    return tuple(
        _teacher(member, teacher_id) for member in case.members for teacher_id in _ids(member.id, member.times)
    )


def _ids(name: str, times: int) -> Sequence[str]:
    return [name] if times == 1 else [f"{name}-{number}" for number in range(1, times + 1)]


def member_entries(case: CaseGiven, pack: Pack) -> Mapping[str, tuple[Entry, ...]]:
    """Return the entries of each member of a school."""
    terms = terms_of(case.terms)
    return {
        teacher_id: entries_of(member.entries, pack, terms, prefix=f"{teacher_id}-")
        for member in case.members
        for teacher_id in _ids(member.id, member.times)
    }


def place(pack: Pack, given: PlaceGiven) -> dict[str, Any]:
    """Return where something stands in the pack's dimensions."""
    dimensions = {name: getattr(pack.dimensions, name) for name in ("category", "level", "mode", "nature", "kind")}
    codes: dict[str, Any] = {name: getattr(given, name) or next(iter(known)) for name, known in dimensions.items()}
    return {**codes, "tags": frozenset(given.tags)}


def entries_of(given: Sequence[EntryGiven], pack: Pack, terms: Terms, *, prefix: str = "") -> tuple[Entry, ...]:
    return tuple(entry for number, one in enumerate(given, 1) for entry in _entries(one, number, pack, terms, prefix))


def _entries(given: EntryGiven, number: int, pack: Pack, terms: Terms, prefix: str) -> Iterator[Entry]:
    first = given.since or given.on or usual_day(terms)
    length = (given.to or first) - first
    name = f"{prefix}{given.id or f'entry-{number}'}"
    for entry_id, day in zip(_ids(name, given.times), _days(first, given.times, given.every), strict=True):
        yield Entry(
            entry_id=entry_id,
            hours=given.hours,
            credits=given.credits,
            earned_from=day,
            earned_to=day + length,
            **place(pack, given),
            program_id=given.program,
            class_id=given.class_id,
            organised_by_admin=given.admin,
            carried=given.carried,
        )


def _days(first: date, times: int, every: Repeat | None) -> Iterator[date]:
    days, months = _STEPS[every] if every else (0, 0)
    for turn in range(times):
        if months:
            month = first.month - 1 + turn * months
            yield first.replace(year=first.year + month // 12, month=month % 12 + 1)
        else:
            yield first + timedelta(days=turn * days)


def facts_of(case: CaseGiven) -> tuple[Fact, ...]:
    """Return every fact of a case, those of the members included."""
    terms = terms_of(case.terms)
    if case.judged == "school":
        owner, school = None, case.school
    else:
        owner, school = (case.teacher or TeacherGiven()).id, None
    facts = [
        fact
        for number, one in enumerate(case.facts, 1)
        for fact in _facts(one, f"fact-{number}", owner=one.teacher or owner, school=one.school or school, terms=terms)
    ]
    for member in case.members:
        for teacher_id in _ids(member.id, member.times):
            for number, one in enumerate(member.facts, 1):
                name = f"{teacher_id}-fact-{number}"
                at = one.school or member.school or case.school
                facts += _facts(one, name, owner=teacher_id, school=at, terms=terms)
    return tuple(facts)


def _facts(given: FactGiven, name: str, *, owner: str | None, school: str | None, terms: Terms) -> Iterator[Fact]:
    days = _days(given.on or usual_day(terms), given.times, given.every)
    for fact_id, day in zip(_ids(name, given.times), days, strict=True):
        yield Fact(
            fact_id=fact_id,
            kind=given.kind,
            on=day,
            amount=given.amount,
            teacher_id=owner,
            school_id=school,
            unit=given.unit,
            event=given.event,
            class_id=given.class_id,
            role=given.role,
            level=given.level,
            result=given.result,
            tags=frozenset(given.tags),
        )


def calendar_of(given: CalendarGiven | None) -> SchoolCalendar | None:
    if given is None:
        return None
    semesters = tuple(Semester(label=one.label, first=one.first, last=one.last) for one in given.semesters)
    return SchoolCalendar(semesters=semesters, holidays=given.holidays)


def school_of(case: CaseGiven) -> School:
    first, last = cycle_of(terms_of(case.terms))
    facts = tuple(
        SchoolFact(kind=one.kind, first=one.since or first, last=one.to or last, value=one.value, holder=one.holder)
        for one in case.school_facts
    )
    return School(school_id=case.school, facts=facts, units=tuple((one.kind, one.name) for one in case.units))


def participations_of(case: CaseGiven, pack: Pack) -> tuple[Participation, ...]:
    terms = terms_of(case.terms)
    found = [
        _participation(took, pack, terms, took.teacher or "teacher-1", took.school or case.school or "school-1")
        for took in case.participations
    ]
    found += [
        _participation(took, pack, terms, teacher_id, took.school or member.school or case.school or "school-1")
        for member in case.members
        for teacher_id in _ids(member.id, member.times)
        for took in member.took
    ]
    return tuple(found)


def _participation(took: TookGiven, pack: Pack, terms: Terms, teacher_id: str, school_id: str) -> Participation:
    return Participation(
        teacher_id=teacher_id,
        school_id=school_id,
        class_id=took.class_id,
        on=took.on or usual_day(terms),
        **place(pack, took),
        states=frozenset(took.states),
    )


def places_of(case: CaseGiven, pack: Pack) -> tuple[Places, ...]:
    day = usual_day(terms_of(case.terms))
    return tuple(
        Places(
            school_id=one.school,
            class_id=one.class_id,
            on=one.on or day,
            number=one.number,
            **place(pack, one),
        )
        for one in case.places
    )


def program_of(given: ProgramGiven | None, pack: Pack) -> Program:
    given = given or ProgramGiven()
    return Program(**place(pack, given), organised_by_admin=given.admin, fixed_hours=given.fixed_hours)


def attended_by(case: CaseGiven) -> list[DatedHours]:
    day = usual_day(terms_of(case.terms))
    return [DatedHours(on=one.on or day, hours=one.hours, category=one.category) for one in case.attended]


def activity_of(given: ActivityGiven | None) -> Activity | None:
    return None if given is None else Activity(**{**given.model_dump(), "evidence": frozenset(given.evidence)})


def sittings_of(given: Sequence[SittingGiven]) -> list[Sitting]:
    """Return the meetings; one that is held several times is held every week."""
    return [
        Sitting(
            meeting_id=f"meeting-{number}-{turn}",
            on=(one.starts + later).date(),
            starts_at=one.starts + later,
            ends_at=one.ends + later,
            planned_hours=one.hours,
            category=one.category,
            entered_at=None if one.entered is None else one.entered + later,
            left_at=None if one.left is None else one.left + later,
            on_approved_leave=one.leave,
            made_up=one.made_up,
        )
        for number, one in enumerate(given, 1)
        for turn in range(1, one.times + 1)
        for later in [timedelta(weeks=turn - 1)]
    ]
