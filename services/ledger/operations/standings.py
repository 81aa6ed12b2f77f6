"""Where teachers stand under the pack in force, one by one, page by page, and summed up for the district."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.directory.errors import PackNotAssigned
from services.ledger import queries
from services.ledger.operations.judging import (
    Faults,
    InForce,
    Judged,
    judge_teachers,
    load_bench,
)
from services.ledger.operations.keeping import find_verdicts
from services.ledger.operations.reading import (
    Named,
    Statement,
    get_visible_teacher,
    pinned_seq,
    read_statement,
)
from services.ledger.rules import SUMMARY, Earned, demand_scope, earned
from services.platform.access import Viewer
from services.platform.database import allow_seconds
from services.platform.errors import NotFound
from services.policy.engine import ClauseResult, Result

_LONGEST_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class TeacherStanding:
    """A teacher's standing on a day, the packs that gave it, and the entries and records it speaks of."""

    teacher: Named
    as_of: date
    known_at_seq: int
    judged: Judged

    @property
    def open_clauses(self) -> list[tuple[InForce, ClauseResult]]:
        """Mandatory clauses that ask for something still lacking or cannot be judged, with their pack."""
        return [
            (judging, clause)
            for judging, clause in self.judged.by_pack
            if clause.severity == "mandatory" and clause.result in (Result.NOT_MET, Result.UNDETERMINED)
        ]


@dataclass(frozen=True, slots=True)
class StandingsPage:
    """Standings of some teachers; `following` tells whether more come after the last."""

    standings: Sequence[TeacherStanding]
    following: bool


@dataclass(frozen=True, slots=True)
class SchoolSum:
    school_id: UUID
    code: str
    name: str
    teachers: int
    people: int
    standings: Mapping[Result, int]
    earned: Earned


@dataclass(frozen=True, slots=True)
class Summary:
    """A district on a day, as the book knew it at a number."""

    district_id: int
    name: str
    level: str
    as_of: date
    known_at_seq: int
    pack: InForce | None
    """The pack that the district as a whole uses on the day."""
    packs: Sequence[tuple[InForce, int]]
    """Every pack in force for somebody, with the number of those it is in force for."""
    teachers: int
    people: int
    """Who earned something that stands, each once."""
    standings: Mapping[Result, int]
    earned: Earned
    schools: Sequence[SchoolSum]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything the system knows about why one teacher stands where one stands."""

    school: str | None
    standing: TeacherStanding
    statement: Statement


async def get_standing(
    session: AsyncSession, *, viewer: Viewer, district_id: int, teacher_id: UUID, as_of: date, today: date
) -> TeacherStanding:
    """One teacher under the pack in force on a day, and those before it in the cycle, clause by clause."""
    teacher = await get_visible_teacher(
        session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, today=today
    )
    return await _standing_of(session, district_id=district_id, teacher=teacher, as_of=as_of)


async def explain(session: AsyncSession, *, district_id: int, staff_number: str, as_of: date) -> Explanation:
    """What `xuefen explain` tells of a teacher: the standing and every entry behind it. For operators, not for HTTP."""
    found = await directory.find_teacher_by_staff_number(session, district_id=district_id, staff_number=staff_number)
    if found is None:
        raise NotFound
    placed = await directory.map_snapshots(session, district_id=district_id, teacher_ids=[found.teacher_id], on=as_of)
    school_id = placed[found.teacher_id].school_id if found.teacher_id in placed else None
    teacher = Named(found.teacher_id, found.staff_number, found.name, school_id)
    standing = await _standing_of(session, district_id=district_id, teacher=teacher, as_of=as_of)
    statement = await read_statement(
        session, district_id=district_id, teacher=teacher, as_of=as_of, known_at_seq=standing.known_at_seq
    )
    names = {school.school_id: school.name for school in await directory.list_schools(session, district_id=district_id)}
    return Explanation(names.get(school_id) if school_id else None, standing, statement)


async def _standing_of(session: AsyncSession, *, district_id: int, teacher: Named, as_of: date) -> TeacherStanding:
    bench = await load_bench(session, district_id=district_id)
    known = await pinned_seq(session, district_id=district_id, known_at_seq=None)
    judged = await judge_teachers(
        session,
        district_id=district_id,
        bench=bench,
        teacher_ids=[teacher.teacher_id],
        as_of=as_of,
        known_at_seq=known,
    )
    if not judged[teacher.teacher_id].packs:
        raise PackNotAssigned(on=as_of)
    return TeacherStanding(teacher, as_of, known, judged[teacher.teacher_id])


async def list_standings(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    school_id: UUID | None,
    as_of: date,
    after: UUID | None,
    limit: int,
) -> StandingsPage:
    """Standings of who is in post on the day, in the order of teacher ids; a school sees its own.

    Whom judging trips over is UNDETERMINED and holds up nobody else.
    """
    only = viewer.only_unit()
    if only is not None and school_id not in (None, only):
        raise NotFound
    bench = await load_bench(session, district_id=district_id)
    if not bench.is_assigned_on(as_of):
        raise PackNotAssigned(on=as_of)
    known = await pinned_seq(session, district_id=district_id, known_at_seq=None)
    placed = await directory.list_teachers(
        session,
        district_id=district_id,
        on=as_of,
        school_id=only or school_id,
        after=after,
        limit=limit + 1,
    )
    named = [
        Named(teacher.teacher_id, teacher.staff_number, teacher.name, appointment.school_id)
        for teacher, appointment in placed[:limit]
    ]
    judged = await judge_teachers(
        session,
        district_id=district_id,
        bench=bench,
        teacher_ids=[teacher.teacher_id for teacher in named],
        as_of=as_of,
        known_at_seq=known,
        faults=Faults(),
    )
    standings = [TeacherStanding(teacher, as_of, known, judged[teacher.teacher_id]) for teacher in named]
    return StandingsPage(standings, following=len(placed) > limit)


async def get_summary(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    as_of: date,
    known_at_seq: int | None,
    known_at: datetime | None = None,
) -> Summary:
    """Heads where they stand in post on the day, verdicts by result, credits where they were earned."""
    demand_scope(viewer, SUMMARY)
    known = await pinned_seq(session, district_id=district_id, known_at_seq=known_at_seq, known_at=known_at)
    return await summarise(session, district_id=district_id, as_of=as_of, known_at_seq=known)


async def summarise(
    session: AsyncSession, *, district_id: int, as_of: date, known_at_seq: int | None = None
) -> Summary:
    """The summary without asking who reads it: the CLI prints it, the route asks first."""
    district = await directory.find_district(session, district_id=district_id)
    if district is None:
        raise NotFound
    # Nothing is locked meanwhile, so a large district may take its time.
    await allow_seconds(session, _LONGEST_SECONDS)
    known = await pinned_seq(session, district_id=district_id, known_at_seq=known_at_seq)
    bench = await load_bench(session, district_id=district_id)
    placed = await directory.list_appointed_on(session, district_id=district_id, on=as_of)
    verdicts = await find_verdicts(
        session,
        district_id=district_id,
        bench=bench,
        teacher_ids=sorted(placed) if bench.is_assigned_on(as_of) else [],
        as_of=as_of,
        known_at_seq=known,
    )
    results = verdicts.results
    cells = await queries.sum_cells(session, district_id=district_id, as_of=as_of, known_at_seq=known)
    people, people_at = await queries.count_earners(session, district_id=district_id, as_of=as_of, known_at_seq=known)
    schools = [
        SchoolSum(
            school_id=school.school_id,
            code=school.code,
            name=school.name,
            teachers=sum(1 for at in placed.values() if at == school.school_id),
            people=people_at.get(school.school_id, 0),
            standings=_counted(results[one] for one, at in placed.items() if at == school.school_id and one in results),
            earned=earned(cell for cell in cells if cell.school_id == school.school_id),
        )
        for school in await directory.list_schools(session, district_id=district_id)
    ]
    return Summary(
        district_id=district_id,
        name=district.name,
        level=district.level,
        as_of=as_of,
        known_at_seq=known,
        pack=bench.in_force(as_of),
        packs=_in_use(one.pack for one in verdicts.found.values()),
        teachers=len(placed),
        people=people,
        standings=_counted(results.values()),
        earned=earned(cells),
        schools=schools,
    )


def _in_use(packs: Iterable[InForce]) -> list[tuple[InForce, int]]:
    """Each pack with how many it is in force for, the most first; in whatever order they come, the same."""
    counted: dict[tuple[UUID, int], tuple[InForce, int]] = {}
    for pack in packs:
        key = (pack.assigned.assignment_id, pack.assigned.revision)
        counted[key] = (pack, counted.get(key, (pack, 0))[1] + 1)
    return sorted(counted.values(), key=_place_of)


def _place_of(used: tuple[InForce, int]) -> tuple[int, str, str, str]:
    assigned = used[0].assigned
    return -used[1], assigned.pack_id, assigned.version, assigned.content_hash


def _counted(results: Iterable[Result]) -> dict[Result, int]:
    counts = Counter(results)
    return {result: counts[result] for result in Result if counts[result]}
