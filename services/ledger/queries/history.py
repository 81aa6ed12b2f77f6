"""Imports of old hours: what files said, what of it stands in the book, what was taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Integer,
    Text,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.ledger.models import Entry, HistoryImport, HistoryProgress, HistoryRow, HistoryUndo
from services.ledger.queries.book import RECORD_COLUMNS, record_of
from services.ledger.rules import Record
from services.platform.database import any_of, any_text_of
from services.platform.errors import NotFound

# A literal, for the index on imports is used only where the plan knows the word.
_OF_IMPORTS: Final = Entry.source == literal_column("'import'")
_ROWS_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Brought:
    """An import with how far it is and how it was undone."""

    imported: HistoryImport
    progress: HistoryProgress | None
    undo: HistoryUndo | None

    @property
    def causation_id(self) -> UUID:
        return self.imported.causation_id or self.imported.import_id


@dataclass(frozen=True, slots=True)
class Stood:
    """An entry that another took back for another reason than the undo of its import."""

    seq: int
    entry_id: UUID
    taken_back_by_seq: int


@dataclass(frozen=True, slots=True)
class Earned:
    """As much of an entry as tells which training it counts."""

    seq: int
    teacher_id: UUID
    title: str
    earned_from: date
    earned_to: date
    category: str
    level: str
    mode: str
    kind: str
    hours: Decimal
    credits: Decimal


async def insert_history_import(session: AsyncSession, done: HistoryImport) -> HistoryImport:
    session.add(done)
    await session.flush()
    return done


async def insert_history_rows(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        await session.execute(insert(HistoryRow), list(rows[first : first + _ROWS_AT_ONCE]))


async def insert_history_progress(session: AsyncSession, progress: HistoryProgress) -> HistoryProgress:
    session.add(progress)
    await session.flush()
    return progress


async def move_history_progress(
    session: AsyncSession, *, district_id: int, import_id: UUID, moved: Mapping[str, Any]
) -> None:
    await session.execute(
        update(HistoryProgress).filter_by(district_id=district_id, import_id=import_id).values(**moved)
    )


async def insert_history_undo(session: AsyncSession, undo: HistoryUndo) -> HistoryUndo:
    session.add(undo)
    await session.flush()
    return undo


async def get_history_import(session: AsyncSession, *, district_id: int, import_id: UUID) -> Brought:
    """The import with its progress and undo, or NotFound."""
    found = await list_history_imports(session, district_id=district_id, import_ids=[import_id], after=None, limit=1)
    if not found:
        raise NotFound
    return found[0]


async def list_history_imports(
    session: AsyncSession, *, district_id: int, import_ids: Iterable[UUID] | None, after: UUID | None, limit: int
) -> Sequence[Brought]:
    """Imports after one, the first made first; all, or those named."""
    query = (
        select(HistoryImport, HistoryProgress, HistoryUndo)
        .outerjoin(
            HistoryProgress,
            and_(
                HistoryProgress.district_id == HistoryImport.district_id,
                HistoryProgress.import_id == HistoryImport.import_id,
            ),
        )
        .outerjoin(
            HistoryUndo,
            and_(
                HistoryUndo.district_id == HistoryImport.district_id, HistoryUndo.import_id == HistoryImport.import_id
            ),
        )
        .where(HistoryImport.district_id == district_id)
        .order_by(HistoryImport.import_id)
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    if import_ids is not None:
        query = query.where(HistoryImport.import_id == any_of(import_ids))
    if after is not None:
        query = query.where(HistoryImport.import_id > after)
    return [Brought(row[0], row[1], row[2]) for row in await session.execute(query)]


async def list_history_rows(
    session: AsyncSession,
    *,
    district_id: int,
    import_id: UUID,
    after: int,
    limit: int,
    fate: str | None = None,
    flagged: bool = False,
) -> Sequence[tuple[HistoryRow, Entry | None, int | None]]:
    """Rows after a number, in their order; each with the entry that it became and the number of what took that back."""
    reversal = aliased(Entry)
    query = (
        select(HistoryRow, Entry, reversal.seq)
        .outerjoin(
            Entry,
            and_(
                Entry.district_id == HistoryRow.district_id,
                Entry.award_key == HistoryRow.award_key,
                HistoryRow.fate == "POSTED",
            ),
        )
        .outerjoin(reversal, and_(reversal.district_id == Entry.district_id, reversal.reverses == Entry.entry_id))
        .where(HistoryRow.district_id == district_id, HistoryRow.import_id == import_id, HistoryRow.number > after)
        .order_by(HistoryRow.number)
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    if fate is not None:
        query = query.where(HistoryRow.fate == fate)
    if flagged:
        query = query.where(
            (func.cardinality(HistoryRow.similar_seqs) > 0) | (func.cardinality(HistoryRow.similar_rows) > 0)
        )
    return [(row[0], row[1], row[2]) for row in await session.execute(query)]


async def list_said_rows(
    session: AsyncSession, *, district_id: int, import_id: UUID, after: int = 0, limit: int | None = None
) -> Sequence[HistoryRow]:
    """The rows that were to be posted, in their order: all that the import's causation id follows from."""
    return (
        await session.scalars(
            select(HistoryRow)
            .where(
                HistoryRow.district_id == district_id,
                HistoryRow.import_id == import_id,
                HistoryRow.said.is_not(None),
                HistoryRow.number > after,
            )
            .order_by(HistoryRow.number)
            .limit(limit)
            .execution_options(populate_existing=True)
        )
    ).all()


async def set_fates(
    session: AsyncSession, *, district_id: int, import_id: UUID, fates: Mapping[int, tuple[str, int | None]]
) -> None:
    """Row -> what became of it, and the number of the entry that was in its way."""
    numbers = sorted(fates)
    known = select(
        func.unnest(bindparam("numbers", numbers, ARRAY(Integer))).label("number"),
        func.unnest(bindparam("fates", [fates[one][0] for one in numbers], ARRAY(Text))).label("fate"),
        func.unnest(bindparam("seqs", [fates[one][1] for one in numbers], ARRAY(BigInteger))).label("seq"),
    ).subquery()
    await session.execute(
        update(HistoryRow)
        .where(
            HistoryRow.district_id == district_id,
            HistoryRow.import_id == import_id,
            HistoryRow.number == known.c.number,
        )
        .values(fate=known.c.fate, same_as_seq=func.coalesce(known.c.seq, HistoryRow.same_as_seq))
        .execution_options(synchronize_session=False)
    )


async def map_award_keys(
    session: AsyncSession, *, district_id: int, award_keys: Iterable[str]
) -> dict[str, tuple[int, bool]]:
    """Award key -> number of its entry, and whether it was taken back by the undo of an import, which frees its row."""
    reversal = aliased(Entry)
    undone = exists().where(
        reversal.district_id == Entry.district_id,
        reversal.reverses == Entry.entry_id,
        HistoryUndo.district_id == reversal.district_id,
        HistoryUndo.causation_id == reversal.causation_id,
    )
    rows = await session.execute(
        select(Entry.award_key, Entry.seq, undone).where(
            Entry.district_id == district_id, Entry.award_key == any_text_of(award_keys)
        )
    )
    return {row[0]: (row[1], row[2]) for row in rows}


async def list_standing_between(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_ids: Iterable[UUID],
    first: date,
    last: date,
    not_caused_by: UUID,
) -> Sequence[Earned]:
    """What these teachers earned between two days and still holds, but for what one import gave them."""
    reversal = aliased(Entry)
    taken_back = exists().where(reversal.district_id == Entry.district_id, reversal.reverses == Entry.entry_id)
    rows = await session.execute(
        select(
            Entry.seq,
            Entry.teacher_id,
            Entry.title,
            Entry.earned_from,
            Entry.earned_to,
            Entry.category,
            Entry.level,
            Entry.mode,
            Entry.kind,
            Entry.hours,
            Entry.credits,
        )
        .where(
            Entry.district_id == district_id,
            Entry.teacher_id == any_of(teacher_ids),
            Entry.earned_from <= last,
            Entry.earned_to >= first,
            Entry.reverses.is_(None),
            Entry.causation_id != not_caused_by,
            ~taken_back,
        )
        .order_by(Entry.seq)
    )
    return [Earned(**row._mapping) for row in rows]


def _given_by(import_id: UUID, cause: UUID, merges: Iterable[UUID]) -> tuple[ColumnElement[bool], ...]:
    """Of an import, under its own cause or moved on by a merge since."""
    return (
        Entry.causation_id == any_of([cause, *merges]),
        _OF_IMPORTS,
        or_(Entry.causation_id == cause, Entry.debit_account == f"import:{import_id}"),
    )


async def list_standing_of_import(
    session: AsyncSession,
    *,
    district_id: int,
    import_id: UUID,
    cause: UUID,
    merges: Iterable[UUID],
    after_seq: int,
    limit: int,
) -> Sequence[Record]:
    """Entries of an import that nothing has taken back, after a number in the order of the book; merges moved some."""
    reversal = aliased(Entry)
    taken_back = exists().where(reversal.district_id == Entry.district_id, reversal.reverses == Entry.entry_id)
    rows = await session.execute(
        select(*RECORD_COLUMNS)
        .where(
            Entry.district_id == district_id,
            *_given_by(import_id, cause, merges),
            Entry.reverses.is_(None),
            Entry.seq > after_seq,
            ~taken_back,
        )
        .order_by(Entry.seq)
        .limit(limit)
    )
    return [record_of(row._mapping) for row in rows]


async def count_of_import(session: AsyncSession, *, district_id: int, causation_id: UUID) -> int:
    """How many entries are of a cause that belongs to an import."""
    return (
        await session.scalar(
            select(func.count()).where(
                Entry.district_id == district_id, Entry.causation_id == causation_id, _OF_IMPORTS
            )
        )
    ) or 0


async def list_taken_back_otherwise(
    session: AsyncSession,
    *,
    district_id: int,
    import_id: UUID,
    cause: UUID,
    merges: Iterable[UUID],
    not_by: Iterable[UUID],
    limit: int,
) -> Sequence[Stood]:
    """Entries of an import that something else than `not_by` took back, in the order of the book; as above."""
    reversal = aliased(Entry)
    query = (
        select(Entry.seq, Entry.entry_id, reversal.seq)
        .join(reversal, and_(reversal.district_id == Entry.district_id, reversal.reverses == Entry.entry_id))
        .where(
            Entry.district_id == district_id,
            *_given_by(import_id, cause, merges),
            Entry.reverses.is_(None),
            ~(reversal.causation_id == any_of(not_by)),
        )
        .order_by(Entry.seq)
        .limit(limit)
    )
    return [Stood(row[0], row[1], row[2]) for row in await session.execute(query)]


async def list_records_of_import(session: AsyncSession, *, district_id: int, causation_id: UUID) -> Sequence[Record]:
    """All entries of a cause that belongs to an import, in the order of the book."""
    rows = await session.execute(
        select(*RECORD_COLUMNS)
        .where(Entry.district_id == district_id, Entry.causation_id == causation_id, _OF_IMPORTS)
        .order_by(Entry.seq)
    )
    return [record_of(row._mapping) for row in rows]


async def list_undone_causes(
    session: AsyncSession, *, district_id: int, causation_ids: Iterable[UUID]
) -> frozenset[UUID]:
    """Which of these ids are those of the undo of an import."""
    return frozenset(
        await session.scalars(
            select(HistoryUndo.causation_id).where(
                HistoryUndo.district_id == district_id, HistoryUndo.causation_id == any_of(causation_ids)
            )
        )
    )


async def is_of_import(session: AsyncSession, *, district_id: int, causation_id: UUID, teacher_id: UUID) -> bool:
    """Whether an import gave something to this teacher."""
    return bool(
        await session.scalar(
            select(
                exists().where(
                    Entry.district_id == district_id,
                    Entry.causation_id == causation_id,
                    _OF_IMPORTS,
                    Entry.teacher_id == teacher_id,
                )
            )
        )
    )
