"""Schools and the district before their packs: rates, quotas, money, tasks, with the names behind every number."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.ledger import queries
from services.ledger.models import Fact, OfferedClass, Participation
from services.ledger.operations.judging import Faults, InForce, Person, fact_of, load_bench, load_people
from services.ledger.operations.reading import pinned_seq
from services.ledger.rules import in_batches, states_of
from services.platform.access import Viewer
from services.platform.database import allow_seconds
from services.platform.errors import NotFound
from services.policy import facts
from services.policy.engine import judge
from services.policy.format.clauses import RateClause
from services.policy.format.population import People
from services.policy.format.words import Choice
from services.policy.population import Member, SchoolStanding, judge_school

_AT_ONCE: Final = 100
_LONGEST_PERIOD: Final = timedelta(days=366)
_LONGEST_SECONDS: Final = 120


@dataclass(frozen=True, slots=True)
class Population:
    """A school or district judged, with the names of everybody it speaks of and the records it goes by."""

    school_id: UUID | None
    title: str
    as_of: date
    known_at_seq: int
    pack: InForce
    standing: SchoolStanding
    names: Mapping[str, tuple[str, str]]
    """teacher id -> (staff number, name)"""
    records: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the clauses of a scope look at of each person, so that nothing else is held for twenty thousand of them."""

    clauses: frozenset[str]
    verdict: bool
    amounts: bool


async def get_school_standing(
    session: AsyncSession, *, viewer: Viewer, district_id: int, school_id: UUID, as_of: date
) -> Population:
    """A school under the pack in force for it, by clauses of scope school and unit."""
    viewer.demand(unit_id=school_id)
    schools = await directory.load_schools(session, district_id=district_id, school_ids=[school_id], on=as_of)
    if school_id not in schools:
        raise NotFound
    titles = {one.school_id: one.name for one in await directory.list_schools(session, district_id=district_id)}
    return await _judged(
        session, district_id=district_id, school=schools[school_id], title=titles[school_id], as_of=as_of
    )


async def get_rates(session: AsyncSession, *, viewer: Viewer, district_id: int, as_of: date) -> Population:
    """The district as a whole under its own pack, by clauses of scope district."""
    viewer.demand()
    return await reckon_rates(session, district_id=district_id, as_of=as_of)


async def reckon_rates(
    session: AsyncSession, *, district_id: int, as_of: date, known_at_seq: int | None = None
) -> Population:
    """The rates without asking who reads them, by the entries that the book knew at a number."""
    return await _judged(
        session,
        district_id=district_id,
        school=facts.School(school_id=None),
        title="",
        as_of=as_of,
        known_at_seq=known_at_seq,
    )


async def _judged(
    session: AsyncSession,
    *,
    district_id: int,
    school: facts.School,
    title: str,
    as_of: date,
    known_at_seq: int | None = None,
) -> Population:
    await allow_seconds(session, _LONGEST_SECONDS)
    school_id = UUID(school.school_id) if school.school_id is not None else None
    bench = await load_bench(session, district_id=district_id)
    pack = bench.in_force(as_of, school_id=school_id)
    if pack is None:
        raise PackNotAssigned(on=as_of)
    known = await pinned_seq(session, district_id=district_id, known_at_seq=known_at_seq)
    calendar = bench.calendars.of(school_id)
    teacher_ids = await directory.list_appointed_between(
        session, district_id=district_id, first=pack.bound.cycle_start, last=as_of, school_id=school_id
    )
    asked = _asked(pack, scopes={"district"} if school_id is None else {"school", "unit"})
    faults = Faults()
    members: list[Member] = []
    records: dict[str, Fact] = {}
    for some in in_batches(teacher_ids, _AT_ONCE):
        people = await load_people(session, district_id=district_id, teacher_ids=some, as_of=as_of, known_at_seq=known)
        for person in people.values():
            records |= person.records
        members += await asyncio.to_thread(_members, people, pack, asked, calendar, as_of, faults)
    own = await queries.list_facts_of_schools(session, district_id=district_id, school_id=school_id, as_of=as_of)
    records |= {str(fact.record_id): fact for fact in own}
    # A year or semester that was under way when the cycle began is judged whole; nothing earlier is looked at.
    since = pack.bound.cycle_start - _LONGEST_PERIOD
    taken = await queries.list_participations(
        session, district_id=district_id, school_id=school_id, first=since, last=as_of
    )
    held = await queries.list_classes_of_schools(
        session, district_id=district_id, school_id=school_id, first=since, last=as_of
    )
    before_pack = partial(
        judge_school,
        pack.pack,
        terms=pack.terms,
        school=school,
        facts=[fact_of(fact) for fact in own],
        participations=[one for row, offered in taken for one in _participation(row, offered)],
        places=_places(held),
        calendar=calendar,
        as_of=as_of,
    )
    standing = await asyncio.to_thread(_judged_with, members, faults, lambda some: before_pack(members=some))
    names = await directory.map_teacher_names(session, district_id=district_id, teacher_ids=named_in(standing))
    return Population(
        school_id=school_id,
        title=title,
        as_of=as_of,
        known_at_seq=known,
        pack=pack,
        standing=standing,
        names={str(teacher_id): name for teacher_id, name in names.items()},
        records=records,
    )


def _asked(pack: InForce, *, scopes: set[str]) -> _Asked:
    clauses: set[str] = set()
    verdict = amounts = False
    for clause in pack.pack.clauses:
        if not isinstance(clause, RateClause) or clause.scope not in scopes:
            continue
        for people in (
            one for target in clause.rates for one in _people_of(target.counted, target.out_of, target.leaves_out)
        ):
            clauses |= set(people.meets)
            verdict = verdict or people.verdict
            amounts = amounts or bool(people.reached)
    return _Asked(frozenset(clauses), verdict, amounts)


def _people_of(*described: People | Choice[People | None] | None) -> Iterable[People]:
    """Every set of people that a target names, under whatever reading."""
    for one in described:
        cases: Iterable[People | None] = one.cases.values() if isinstance(one, Choice) else [one]
        yield from (people for people in cases if people is not None)


def _members(
    people: Mapping[UUID, Person],
    pack: InForce,
    asked: _Asked,
    calendar: facts.SchoolCalendar,
    as_of: date,
    faults: Faults,
) -> list[Member]:
    """Everybody with what is asked of them; of whom judging is at fault, only what they did."""
    members = []
    for teacher_id, person in people.items():
        member = Member(teacher=person.timeline, is_broken=True)
        with faults.of(teacher_id):
            own = person.told_facts()
            member = replace(member, facts=own)
            member = _member(person, own, pack, asked, calendar, as_of)
        members.append(member)
    return members


def _member(
    person: Person,
    own: tuple[facts.Fact, ...],
    pack: InForce,
    asked: _Asked,
    calendar: facts.SchoolCalendar,
    as_of: date,
) -> Member:
    standing = None
    if asked.clauses or asked.verdict:
        found = judge(
            pack.pack,
            terms=pack.terms,
            teacher=person.timeline,
            entries=person.told_entries(),
            as_of=as_of,
            facts=own,
            calendar=calendar,
        )
        standing = replace(found, clauses=tuple(one for one in found.clauses if one.clause_id in asked.clauses))
    return Member(
        teacher=person.timeline,
        entries=person.own_entries() if asked.amounts else (),
        facts=own,
        standing=standing,
    )


def _judged_with(
    members: Sequence[Member], faults: Faults, judged: Callable[[Sequence[Member]], SchoolStanding]
) -> SchoolStanding:
    """What judging a school or district with these members comes to.

    By whose rows it fails is found by halves, and they are named as those of whom nothing is known. Where it fails
    without any members, it is no matter of theirs.
    """
    try:
        return judged(members)
    except Exception:
        judged([])
        _find_broken(members, faults, judged)
        if not faults.broken:
            raise
    broken = {str(one) for one in faults.broken}
    return judged(
        [Member(teacher=one.teacher, is_broken=True) if one.teacher.teacher_id in broken else one for one in members]
    )


def _find_broken(
    members: Sequence[Member], faults: Faults, judged: Callable[[Sequence[Member]], SchoolStanding]
) -> None:
    middle = len(members) // 2
    for some in (members[:middle], members[middle:]):
        try:
            judged(some)
        except Exception:
            if len(some) > 1:
                _find_broken(some, faults, judged)
                continue
            with faults.of(UUID(some[0].teacher.teacher_id)):
                raise


def _participation(row: Participation, offered: OfferedClass) -> list[facts.Participation]:
    """How far somebody came, dated by the last meeting; nothing before any state is reached."""
    states = states_of(
        enrolled=row.enrolled,
        cancelled=offered.cancelled,
        excused=row.excused,
        attended=row.attended,
        attendance_met=row.attendance_met,
        passed=row.passed,
        grade=row.grade,
    )
    if not states or offered.ends_on is None or row.school_id is None:
        return []
    return [
        facts.Participation(
            teacher_id=str(row.teacher_id),
            school_id=str(row.school_id),
            class_id=str(row.class_id),
            on=offered.ends_on,
            **_place_of(offered),
            states=frozenset(states),
        )
    ]


def _places(classes: Iterable[OfferedClass]) -> list[facts.Places]:
    """Places that were given to a school: those of the classes held for it."""
    return [
        facts.Places(
            school_id=str(offered.school_id),
            class_id=str(offered.class_id),
            on=offered.ends_on,
            number=offered.capacity,
            **_place_of(offered),
        )
        for offered in classes
        if offered.ends_on is not None and offered.capacity is not None
    ]


def _place_of(offered: OfferedClass) -> dict[str, Any]:
    """Where a class stands in the dimensions."""
    program = offered.program
    return {
        **{name: program[name] for name in ("category", "level", "mode", "nature", "kind")},
        "tags": frozenset(program["tags"]),
    }


def named_in(standing: SchoolStanding, *, after: UUID | None = None, most: int | None = None) -> set[UUID]:
    """Everybody that a result speaks of; or of each list only so many, in the order of their ids behind one."""
    ids: set[str] = set()
    for some in _lists_of(standing):
        ids |= set(sorted(one for one in some if after is None or one > str(after))[:most])
    return {UUID(one) for one in ids}


def _lists_of(standing: SchoolStanding) -> Iterable[Iterable[str]]:
    for clause in standing.clauses:
        yield from (clause.names, clause.without)
        for value in (value for rate in clause.rates for value in (rate.value, *rate.other_readings)):
            yield from (value.names, value.without, value.left_out)
            yield [one.teacher_id for one in value.unknown]
