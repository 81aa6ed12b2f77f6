"""Teachers who are one person, and the entries that moved between their accounts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, literal, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import Entry, HistoryUndo, MergedTeacher, MergeMove
from services.ledger.queries.book import RECORD_COLUMNS, record_of
from services.ledger.rules import Record, root_of, still_standing
from services.platform.database import any_of, any_text_of
from services.platform.errors import NotFound


async def upsert_merge(session: AsyncSession, *, district_id: int, told: Mapping[str, Any]) -> bool:
    """Whether this was newer than what was known."""
    row = insert(MergedTeacher).values(district_id=district_id, **told)
    kept = await session.scalar(
        row.on_conflict_do_update(
            index_elements=["district_id", "merge_id"],
            set_={name: row.excluded[name] for name in told if name != "merge_id"},
            where=MergedTeacher.revision < row.excluded.revision,
        ).returning(MergedTeacher.merge_id)
    )
    return kept is not None


async def get_merge(session: AsyncSession, *, district_id: int, merge_id: UUID) -> MergedTeacher:
    """The merge, or NotFound."""
    found = await session.get(MergedTeacher, (district_id, merge_id), populate_existing=True)
    if found is None:
        raise NotFound
    return found


async def list_merges_of(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> Sequence[MergedTeacher]:
    """Merges of one of these teachers, as the one or the other, that were not undone."""
    theirs = list(teacher_ids)
    return (
        await session.scalars(
            select(MergedTeacher)
            .where(
                MergedTeacher.district_id == district_id,
                or_(MergedTeacher.teacher_id == any_of(theirs), MergedTeacher.into_teacher_id == any_of(theirs)),
                MergedTeacher.undone.is_(False),
            )
            .order_by(MergedTeacher.merge_id)
        )
    ).all()


async def list_merges_ever(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> Sequence[MergedTeacher]:
    """Merges of one of these teachers, as the one or the other, those included that were undone."""
    theirs = list(teacher_ids)
    return (
        await session.scalars(
            select(MergedTeacher)
            .where(
                MergedTeacher.district_id == district_id,
                or_(MergedTeacher.teacher_id == any_of(theirs), MergedTeacher.into_teacher_id == any_of(theirs)),
            )
            .order_by(MergedTeacher.merge_id)
        )
    ).all()


async def list_merge_moves(session: AsyncSession, *, district_id: int, merge_id: UUID) -> Sequence[MergeMove]:
    """Moves of a merge, the first first."""
    return (
        await session.scalars(
            select(MergeMove).filter_by(district_id=district_id, merge_id=merge_id).order_by(MergeMove.number)
        )
    ).all()


async def list_causes_of_merges(session: AsyncSession, *, district_id: int) -> Sequence[UUID]:
    """The causation ids of every move between accounts of one person."""
    return (await session.scalars(select(MergeMove.causation_id).filter_by(district_id=district_id))).all()


async def insert_merge_move(session: AsyncSession, move: MergeMove) -> None:
    session.add(move)
    await session.flush()


async def list_moves_after(
    session: AsyncSession, *, district_id: int, after: UUID, limit: int
) -> Sequence[tuple[MergeMove, MergedTeacher | None]]:
    """Moves in the order of their causation ids, each with its merge."""
    rows = await session.execute(
        select(MergeMove, MergedTeacher)
        .outerjoin(
            MergedTeacher,
            (MergedTeacher.district_id == MergeMove.district_id) & (MergedTeacher.merge_id == MergeMove.merge_id),
        )
        .where(MergeMove.district_id == district_id, MergeMove.causation_id > after)
        .order_by(MergeMove.causation_id)
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    return [(row[0], row[1]) for row in rows]


async def list_records_of_teachers(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> Sequence[Record]:
    """Everything that ever stood in these teachers' accounts, reversals included, in the order of the book."""
    rows = await session.execute(
        select(*RECORD_COLUMNS)
        .where(Entry.district_id == district_id, Entry.teacher_id == any_of(teacher_ids))
        .order_by(Entry.seq)
    )
    return [record_of(row._mapping) for row in rows]


async def list_issuers_undone(session: AsyncSession, *, district_id: int, issuers: Iterable[str]) -> frozenset[str]:
    """Which of these debit accounts are those of an import that was taken back."""
    account = literal("import:") + cast(HistoryUndo.import_id, Text)
    rows = await session.scalars(
        select(account).where(HistoryUndo.district_id == district_id, account == any_text_of(issuers))
    )
    return frozenset(rows)


async def map_doubles(
    session: AsyncSession, *, district_id: int, merge_ids: Iterable[UUID]
) -> dict[UUID, list[tuple[int, UUID]]]:
    """Merge -> (number of the move, entry) of everything that a move of it took back as a double."""
    doubles: dict[UUID, list[tuple[int, UUID]]] = {}
    for move in await session.scalars(
        select(MergeMove).where(MergeMove.district_id == district_id, MergeMove.merge_id == any_of(merge_ids))
    ):
        doubles.setdefault(move.merge_id, []).extend((move.number, UUID(one["entry_id"])) for one in move.doubles)
    return doubles


async def list_standing_elsewhere(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID], entry_ids: Iterable[UUID]
) -> frozenset[UUID]:
    """Which of these entries, by their roots, still stand in one account or the other of whom they were given."""
    wanted, theirs = frozenset(entry_ids), list(teacher_ids)
    rows = await session.execute(
        select(MergedTeacher.teacher_id, MergedTeacher.into_teacher_id).where(
            MergedTeacher.district_id == district_id,
            or_(MergedTeacher.teacher_id == any_of(theirs), MergedTeacher.into_teacher_id == any_of(theirs)),
        )
    )
    accounts = {one for pair in rows for one in pair}
    if not accounts:
        return frozenset()
    records = await list_records_of_teachers(session, district_id=district_id, teacher_ids=accounts)
    standing = {root_of(one.award_key, one.entry_id) for one in still_standing(records)}
    return wanted & standing
