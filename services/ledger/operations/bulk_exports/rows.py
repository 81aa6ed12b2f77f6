"""The next rows of an export, read from the book as it was known when the export was asked for."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.models import BulkExport, Entry
from services.ledger.operations.judging import Faults, judge_teachers, load_bench
from services.ledger.operations.reading import Named
from services.ledger.operations.standings import TeacherStanding
from services.ledger.rules import ENTRIES_A_STEP, TEACHERS_A_STEP
from services.ledger.rules.certificates import masked
from services.platform.clock import SHANGHAI
from services.platform.growing import Cell
from services.policy.official import official_level, official_mode

_NOBODY: Final = UUID(int=0)
_UNKNOWN: Final = ("", "")


@dataclass(frozen=True, slots=True)
class NextRows:
    """Rows, how much was looked at for them, and where the next step begins; None when there is nothing further."""

    rows: Sequence[Sequence[Cell]]
    looked_at: int
    next_place: str | None


async def list_next_rows(session: AsyncSession, asked: BulkExport) -> NextRows:
    """What follows the place that the export has come to."""
    return await _ROWS[asked.kind](session, asked)


@dataclass(frozen=True, slots=True)
class _Who:
    """Staff numbers and names as far as they may be told, and the schools of the district."""

    people: Mapping[UUID, tuple[str, str]]
    schools: Mapping[UUID, tuple[str, str]]

    def of(self, teacher_id: UUID, school_id: UUID | None) -> tuple[Cell, ...]:
        """Staff number, name, school's code, school's name."""
        school = _UNKNOWN if school_id is None else self.schools.get(school_id, _UNKNOWN)
        return (*self.people.get(teacher_id, _UNKNOWN), *school)


async def _who(session: AsyncSession, asked: BulkExport, teacher_ids: Sequence[UUID]) -> _Who:
    people: Mapping[UUID, tuple[str, str]] = {}
    if asked.names != "NONE":
        found = await directory.map_teacher_names(session, district_id=asked.district_id, teacher_ids=teacher_ids)
        shown = masked if asked.names == "MASKED" else str
        people = {teacher_id: (number, shown(name)) for teacher_id, (number, name) in found.items()}
    schools = await directory.list_schools(session, district_id=asked.district_id)
    return _Who(people, {school.school_id: (school.code, school.name) for school in schools})


async def _entries(session: AsyncSession, asked: BulkExport) -> NextRows:
    """The entries with the next so many numbers; fewer, or none, where only a school's or a day's are wanted."""
    district_id = asked.district_id
    after = int(asked.place or asked.after_seq)
    up_to = min(after + ENTRIES_A_STEP, asked.known_at_seq)
    entries = await queries.list_entries_between(
        session,
        district_id=district_id,
        after=after,
        up_to=up_to,
        as_of=asked.as_of,
        school_id=asked.school_id,
    )
    who = await _who(session, asked, sorted({entry.teacher_id for entry in entries}))
    taken_by = await queries.map_reversals_of(
        session,
        district_id=district_id,
        entry_ids=[entry.entry_id for entry in entries],
        known_at_seq=asked.known_at_seq,
    )
    taking = await queries.map_seqs(
        session,
        district_id=district_id,
        entry_ids=[entry.reverses for entry in entries if entry.reverses is not None],
    )
    rows = [
        _entry_row(
            entry,
            who,
            reverses_seq=None if entry.reverses is None else taking.get(entry.reverses),
            reversed_by_seq=taken_by.get(entry.entry_id),
        )
        for entry in entries
    ]
    return NextRows(rows, max(up_to - after, 0), None if up_to >= asked.known_at_seq else str(up_to))


def _entry_row(entry: Entry, who: _Who, *, reverses_seq: int | None, reversed_by_seq: int | None) -> tuple[Cell, ...]:
    return (
        entry.seq,
        *who.of(entry.teacher_id, entry.school_id),
        entry.title,
        official_level(entry.level),
        entry.level,
        official_mode(entry.mode, first=entry.earned_from, last=entry.earned_to),
        entry.mode,
        entry.category,
        entry.nature,
        entry.kind,
        entry.hours,
        entry.credits,
        entry.earned_from,
        entry.earned_to,
        entry.school_year,
        entry.organised_by_admin,
        tuple(entry.tags),
        entry.teacher_title,
        entry.post,
        entry.source,
        tuple(entry.rules),
        entry.pack_id,
        entry.recorded_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        reverses_seq,
        reversed_by_seq,
        str(entry.teacher_id),
        str(entry.school_id),
        _text(entry.class_id),
        _text(entry.program_id),
        _text(entry.outcome_id),
        str(entry.entry_id),
        entry.hash.hex(),
    )


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


async def _statements(session: AsyncSession, asked: BulkExport) -> NextRows:
    """By teacher and school year what was earned; also of who has left. Who has nothing stands there with nothing."""
    as_of, limit = _day(asked), TEACHERS_A_STEP["STATEMENTS"]
    teacher_ids = await _next_teachers(session, asked, limit=limit, with_leavers=True)
    years = await queries.sum_school_years(
        session,
        district_id=asked.district_id,
        teacher_ids=teacher_ids,
        as_of=as_of,
        known_at_seq=asked.known_at_seq,
    )
    placed = await directory.map_placements(session, district_id=asked.district_id, teacher_ids=teacher_ids, on=as_of)
    who = await _who(session, asked, teacher_ids)
    rows: list[tuple[Cell, ...]] = []
    for teacher_id in teacher_ids:
        school_id = placed[teacher_id].school_id if teacher_id in placed else None
        earned = years.get(teacher_id) or [("", Decimal(0), Decimal(0), 0)]
        ids = (str(teacher_id), _text(school_id))
        rows += [(*who.of(teacher_id, school_id), *year, as_of, asked.known_at_seq, *ids) for year in earned]
    return NextRows(rows, len(teacher_ids), str(teacher_ids[-1]) if len(teacher_ids) == limit else None)


async def _standings(session: AsyncSession, asked: BulkExport) -> NextRows:
    """Who is in post on the day, with the verdict and the mandatory clauses still open.

    Whom judging trips over is UNDETERMINED and holds up nobody else.
    """
    as_of, limit = _day(asked), TEACHERS_A_STEP["STANDINGS"]
    teacher_ids = await _next_teachers(session, asked, limit=limit, with_leavers=False)
    judged = await judge_teachers(
        session,
        district_id=asked.district_id,
        bench=await load_bench(session, district_id=asked.district_id),
        teacher_ids=teacher_ids,
        as_of=as_of,
        known_at_seq=asked.known_at_seq,
        faults=Faults(),
    )
    placed = await directory.map_placements(session, district_id=asked.district_id, teacher_ids=teacher_ids, on=as_of)
    who = await _who(session, asked, teacher_ids)
    rows: list[tuple[Cell, ...]] = []
    for teacher_id in teacher_ids:
        if teacher_id not in judged:
            continue
        school_id = placed[teacher_id].school_id if teacher_id in placed else None
        standing = TeacherStanding(Named(teacher_id, "", "", school_id), as_of, asked.known_at_seq, judged[teacher_id])
        packs, still_open = standing.judged.packs, [clause for _, clause in standing.open_clauses]
        rows.append(
            (
                *who.of(teacher_id, school_id),
                packs[-1].assigned.pack_id if packs else None,
                str(standing.judged.verdict),
                str(standing.judged.progress),
                tuple(clause.clause_id for clause in still_open),
                "; ".join(
                    clause.sentence_en if asked.language == "en" else clause.sentence_zh for clause in still_open
                ),
                as_of,
                asked.known_at_seq,
                str(teacher_id),
                _text(school_id),
            )
        )
    return NextRows(rows, len(teacher_ids), str(teacher_ids[-1]) if len(teacher_ids) == limit else None)


async def _next_teachers(session: AsyncSession, asked: BulkExport, *, limit: int, with_leavers: bool) -> list[UUID]:
    """In the order of their ids: who is in post on the day, and of a whole district also who has entries from before.

    A school is told of those who are in post there.
    """
    after = UUID(asked.place) if asked.place else _NOBODY
    placed = await directory.list_teachers(
        session,
        district_id=asked.district_id,
        on=_day(asked),
        school_id=asked.school_id,
        after=after,
        limit=limit,
    )
    found = {teacher.teacher_id for teacher, _ in placed}
    if with_leavers and asked.school_id is None:
        found.update(
            await queries.list_teachers_after(session, district_id=asked.district_id, after=after, limit=limit)
        )
    return sorted(found)[:limit]


def _day(asked: BulkExport) -> date:
    assert asked.as_of is not None  # noqa: S101 - what goes by teachers is asked for with a day
    return asked.as_of


_ROWS: Final[Mapping[str, Callable[[AsyncSession, BulkExport], Awaitable[NextRows]]]] = {
    "ENTRIES": _entries,
    "STATEMENTS": _statements,
    "STANDINGS": _standings,
}
