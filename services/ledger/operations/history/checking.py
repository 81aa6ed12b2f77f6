"""What would become of every row of a file: whose it is, whether the book has it already, what is wrong with it."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.rules import (
    MOST_OF_ONE,
    CellFault,
    HistoryRow,
    Training,
    cell_fault,
    find_double,
    generation,
    history_key,
    in_batches,
    kept_row,
    list_similar,
    mark_doubles,
    training_of,
)
from services.policy.facts import Teacher

NEW: Final = "NEW"
POSTED: Final = "POSTED"
REPEATED: Final = "REPEATED"
REFUSED: Final = "REFUSED"
# What is looked through around the days of a file, for trainings that are only like one of its rows.
_AROUND: Final = timedelta(days=31)
_TEACHERS_AT_ONCE: Final = 2000
_ROWS_AT_ONCE: Final = 10_000


@dataclass(slots=True)
class CheckedRow:
    """A row with its fate, and what it was held against."""

    number: int
    row: HistoryRow | None = None
    fate: str = NEW
    teacher_id: UUID | None = None
    award_key: str | None = None
    faults: list[CellFault] = field(default_factory=list)
    same_as_seq: int | None = None
    same_as_row: int | None = None
    similar_seqs: list[int] = field(default_factory=list)
    similar_rows: list[int] = field(default_factory=list)

    def refuse(self, key: str, code: str) -> None:
        self.fate = REFUSED
        self.faults.append(cell_fault(self.number, key, code))

    @property
    def is_flagged(self) -> bool:
        return bool(self.similar_seqs or self.similar_rows)

    def stored(self, *, district_id: int, import_id: UUID, keep_said: bool) -> dict[str, Any]:
        """As the table keeps it; of what is not to be posted nothing that the file said."""
        posts = self.fate == NEW and keep_said and self.row is not None
        return {
            "district_id": district_id,
            "import_id": import_id,
            "number": self.number,
            "fate": self.fate,
            "teacher_id": self.teacher_id,
            "award_key": self.award_key,
            "said": kept_row(self.row) if posts and self.row is not None else None,
            "evidence": None if self.row is None else self.row.evidence.value,
            "faults": [{"column": fault.column, "code": fault.code} for fault in self.faults],
            "same_as_seq": self.same_as_seq,
            "same_as_row": self.same_as_row,
            "similar_seqs": self.similar_seqs,
            "similar_rows": self.similar_rows,
        }


async def check_rows(
    session: AsyncSession,
    *,
    district_id: int,
    rows: Sequence[HistoryRow],
    faults: Iterable[CellFault],
    import_id: UUID,
    by_person: UUID | None,
) -> tuple[list[CheckedRow], list[CellFault]]:
    """The fate of every row, in the order of the file; and the faults of the sheet itself, which has no such row."""
    checked = {row.row: CheckedRow(row.row, row) for row in rows}
    of_sheet = []
    for fault in faults:
        if fault.code in ("no-rows", "missing-column"):
            of_sheet.append(fault)
            continue
        one = checked.setdefault(fault.row, CheckedRow(fault.row))
        one.fate = REFUSED
        one.faults.append(fault)
    await _place(session, district_id=district_id, checked=checked.values(), by_person=by_person)
    await _hold_against_keys(session, district_id=district_id, checked=_new(checked.values()))
    doubles, similar = await asyncio.to_thread(mark_doubles, _told(_new(checked.values())))
    for number, other in doubles.items():
        checked[number].same_as_row = other
        checked[number].refuse("title", "same-training")
    for number, others in similar.items():
        checked[number].similar_rows = others
    await hold_against_book(session, district_id=district_id, checked=_new(checked.values()), causation_id=import_id)
    return sorted(checked.values(), key=lambda one: one.number), of_sheet


async def hold_against_book(
    session: AsyncSession, *, district_id: int, checked: Sequence[CheckedRow], causation_id: UUID
) -> None:
    """Refuse what the book counts under whatever name, and note what it has that is like it."""
    days = [day for one in checked if one.row is not None for day in (one.row.date_from, one.row.date_to)]
    if not days:
        return
    standing: defaultdict[UUID, list[Training]] = defaultdict(list)
    teacher_ids = sorted({one.teacher_id for one in checked if one.teacher_id is not None})
    for some in in_batches(teacher_ids, _TEACHERS_AT_ONCE):
        for entry in await queries.list_standing_between(
            session,
            district_id=district_id,
            teacher_ids=some,
            first=min(days) - _AROUND,
            last=max(days) + _AROUND,
            not_caused_by=causation_id,
        ):
            standing[entry.teacher_id].append(_training_of_entry(entry))
    carried = await _list_carried(session, district_id=district_id, teacher_ids=teacher_ids)
    if standing or carried:
        await asyncio.to_thread(_hold_against, checked, standing, carried)


async def _list_carried(
    session: AsyncSession, *, district_id: int, teacher_ids: Sequence[UUID]
) -> Mapping[UUID, Sequence[Training]]:
    """What these teachers brought along from other districts and holds there: it is judged here already."""
    former = await queries.map_former(session, district_id=district_id, teacher_ids=teacher_ids)
    coming = await queries.list_carrying(session, district_id=district_id, teacher_ids=[*teacher_ids, *former])
    if not coming:
        return {}
    brought = await queries.list_carried_of(
        session,
        district_id=district_id,
        teacher_ids=sorted(coming),
        as_of=date.max,
        known_at_seq=await queries.get_head(session, district_id=district_id),
    )
    gone = {(entry.origin_district_id, entry.reverses) for _, entry in brought}
    carried: defaultdict[UUID, list[Training]] = defaultdict(list)
    for brought_by, entry in brought:
        teacher_id = former.get(brought_by, brought_by)
        if entry.reverses is None and (entry.origin_district_id, entry.entry_id) not in gone:
            carried[teacher_id].append(
                training_of(
                    place=entry.seq,
                    teacher_id=teacher_id,
                    title=entry.title,
                    first=entry.earned_from,
                    last=entry.earned_to,
                    category=entry.category,
                    level=entry.level,
                    mode=entry.mode,
                    kind=entry.kind,
                    hours=entry.hours,
                    credits_=entry.credits,
                )
            )
    return carried


def _hold_against(
    checked: Iterable[CheckedRow],
    standing: Mapping[UUID, Sequence[Training]],
    carried: Mapping[UUID, Sequence[Training]],
) -> None:
    for one in checked:
        if one.row is None or one.teacher_id is None:
            continue
        seq = find_double(one.teacher_id, one.row, standing)
        if seq is not None:
            one.same_as_seq = seq
            one.refuse("title", "same-training")
        elif find_double(one.teacher_id, one.row, carried) is not None:
            one.refuse("title", "carried-over")
        else:
            one.similar_seqs = list_similar(one.teacher_id, one.row, standing)


async def _place(
    session: AsyncSession, *, district_id: int, checked: Iterable[CheckedRow], by_person: UUID | None
) -> None:
    """Whose each row is; refused where that is nobody here, or whoever brings the file."""
    readable = [one for one in checked if one.row is not None]
    teacher_ids = await directory.map_teachers_by_staff_number(
        session,
        district_id=district_id,
        staff_numbers={one.row.staff_number for one in readable if one.row is not None},
    )
    timelines = await timelines_of(session, district_id=district_id, teacher_ids=teacher_ids.values())
    rows_of: Counter[UUID] = Counter()
    for one in readable:
        teacher_id = teacher_ids.get(one.row.staff_number) if one.row is not None else None
        if teacher_id is None or one.row is None:
            one.refuse("staff_number", "unknown-teacher")
            continue
        one.teacher_id, one.award_key = teacher_id, history_key(teacher_id, one.row)
        rows_of[teacher_id] += 1
        if not timelines[teacher_id].appointments:
            one.refuse("staff_number", "never-appointed")
        elif teacher_id == by_person:
            one.refuse("staff_number", "concerns-yourself")
        elif rows_of[teacher_id] > MOST_OF_ONE:
            one.refuse("staff_number", "too-many-of-one")


async def timelines_of(session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]) -> dict[UUID, Teacher]:
    found: dict[UUID, Teacher] = {}
    for some in in_batches(sorted(set(teacher_ids)), _TEACHERS_AT_ONCE):
        found |= await directory.load_timelines(session, district_id=district_id, teacher_ids=some)
    return found


async def _hold_against_keys(session: AsyncSession, *, district_id: int, checked: Sequence[CheckedRow]) -> None:
    """Mark what the book or an earlier row has word for word; what an undo took back is free to come again."""
    first: dict[str, CheckedRow] = {}
    for one in checked:
        key = one.award_key or ""
        if key in first:
            one.fate, one.same_as_row = REPEATED, first[key].number
        else:
            first[key] = one
    waiting, number = first, 1
    while waiting:
        keys = {generation(key, number): key for key in waiting}
        taken: dict[str, tuple[int, bool]] = {}
        for some in in_batches(sorted(keys), _ROWS_AT_ONCE):
            taken |= await queries.map_award_keys(session, district_id=district_id, award_keys=some)
        again = {}
        for award_key, key in keys.items():
            one = waiting[key]
            if award_key not in taken:
                one.award_key = award_key
            elif taken[award_key][1]:
                again[key] = one
            else:
                one.fate, one.award_key, one.same_as_seq = REPEATED, award_key, taken[award_key][0]
        waiting, number = again, number + 1


def _new(checked: Iterable[CheckedRow]) -> list[CheckedRow]:
    return [one for one in checked if one.fate == NEW]


def _told(checked: Iterable[CheckedRow]) -> list[tuple[UUID, HistoryRow]]:
    return [(one.teacher_id, one.row) for one in checked if one.teacher_id is not None and one.row is not None]


def _training_of_entry(entry: queries.Earned) -> Training:
    return training_of(
        place=entry.seq,
        teacher_id=entry.teacher_id,
        title=entry.title,
        first=entry.earned_from,
        last=entry.earned_to,
        category=entry.category,
        level=entry.level,
        mode=entry.mode,
        kind=entry.kind,
        hours=entry.hours,
        credits_=entry.credits,
    )


def report_of(checked: Sequence[CheckedRow], of_sheet: Sequence[CellFault], *, rows: int, most: int) -> dict[str, Any]:
    """What was found, in numbers; and the first faults by row and column."""
    faults = sorted(
        [*of_sheet, *(fault for one in checked for fault in one.faults)], key=lambda fault: (fault.row, fault.column)
    )
    fates = Counter(one.fate for one in checked)
    return {
        "rows": rows,
        "added": 0 if faults else fates[NEW],
        "repeated": 0 if faults else fates[REPEATED],
        "refused": fates[REFUSED],
        "flagged": sum(one.is_flagged for one in checked),
        "errors": [msgspec.structs.asdict(fault) for fault in faults[:most]],
    }
