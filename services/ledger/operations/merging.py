"""A person found twice: what stands in the one account moves to the other, and back where the two are two after all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.contracts import TeachersMerged
from services.ledger import queries
from services.ledger.models import Book, Entry, MergedTeacher, MergeMove
from services.ledger.operations.attestations.revoking import revoke_attestations_on
from services.ledger.operations.certificates.revoking import revoke_by_reversal
from services.ledger.operations.keeping import mark
from services.ledger.operations.posting import post
from services.ledger.rules import (
    Double,
    Record,
    doubles_among,
    is_moved,
    merge_causation,
    moved_award,
    moves_of,
    still_standing,
)


@dataclass(frozen=True, slots=True)
class MergeMoved:
    """A merge as the book followed it: each move with what it posted."""

    merge: MergedTeacher
    moves: Sequence[tuple[MergeMove, Sequence[Entry]]]


async def keep_merge(session: AsyncSession, *, told: TeachersMerged, at: datetime) -> None:
    """Two teachers are one person, or are not after all: the book follows."""
    news = told.model_dump(exclude={"district_id"})
    # The lock of the book first, as everywhere.
    book = await queries.lock_book(session, district_id=told.district_id)
    if not await queries.upsert_merge(session, district_id=told.district_id, told=news):
        return
    merge = await queries.get_merge(session, district_id=told.district_id, merge_id=told.merge_id)
    if told.undone:
        await _move_back(session, book, merge, at=at)
    else:
        await _move_over(session, book, merge, at=at)
    # Records and what was carried over are judged for the other now though no entry moved.
    both = (merge.teacher_id, merge.into_teacher_id)
    await mark(session, district_id=merge.district_id, teacher_ids=both, at=at)


async def follow_merged(session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID], at: datetime) -> None:
    """What is posted later for a teacher who goes on as another moves, too; what the other earns twice counts once."""
    teachers = set(teacher_ids)
    if not await queries.list_merges_of(session, district_id=district_id, teacher_ids=teachers):
        return
    book = await queries.lock_book(session, district_id=district_id)
    # Asked again: whoever held the book before may have undone one of them.
    for merge in await queries.list_merges_of(session, district_id=district_id, teacher_ids=teachers):
        await _move_over(session, book, merge, at=at)


async def get_merge_moves(session: AsyncSession, *, district_id: int, merge_id: UUID) -> MergeMoved:
    """What the book did for a merge; NotFound before it has heard of it."""
    merge = await queries.get_merge(session, district_id=district_id, merge_id=merge_id)
    moves = await queries.list_merge_moves(session, district_id=district_id, merge_id=merge_id)
    caused = await queries.map_entries_caused(
        session,
        district_id=district_id,
        causation_ids=[move.causation_id for move in moves],
        teacher_ids=[merge.teacher_id, merge.into_teacher_id],
    )
    return MergeMoved(merge, [(move, caused.get(move.causation_id, [])) for move in moves])


async def _move_over(session: AsyncSession, book: Book, merge: MergedTeacher, *, at: datetime) -> None:
    """Take back what stands in the former account and give it to the other; of one event it counts once."""
    records = await queries.list_records_of_teachers(
        session, district_id=merge.district_id, teacher_ids=[merge.teacher_id, merge.into_teacher_id]
    )
    standing = still_standing(records)
    leaving = [one for one in standing if one.teacher_id == merge.teacher_id]
    theirs = [one for one in standing if one.teacher_id == merge.into_teacher_id]
    moved = [one for one in theirs if is_moved(one.award_key, merge.merge_id)]
    # Two entries of one event in the same account are two awards; only what the other account has is told twice.
    own = [one for one in theirs if not is_moved(one.award_key, merge.merge_id)]
    late = doubles_among(moved, own)
    if not leaving and not late:
        return
    doubles = [*doubles_among(leaving, own), *late]
    number = await _note_move(session, merge, back=False, doubles=doubles, at=at)
    dropped = {double.entry_id for double in doubles}
    await post(
        session,
        book=book,
        awards=moves_of(
            [*leaving, *(one for one in moved if one.entry_id in dropped)],
            merge_id=merge.merge_id,
            number=number,
            teacher_id=merge.into_teacher_id,
            doubles=doubles,
        ),
        at=at,
        moved=frozenset(one.entry_id for one in leaving if one.entry_id not in dropped),
    )


async def _move_back(session: AsyncSession, book: Book, merge: MergedTeacher, *, at: datetime) -> None:
    """Give back what still stands of what was moved, and what counted only once as long as they were one person."""
    records = await queries.list_records_of_teachers(
        session, district_id=merge.district_id, teacher_ids=[merge.teacher_id, merge.into_teacher_id]
    )
    leaving = [one for one in still_standing(records) if is_moved(one.award_key, merge.merge_id)]
    dropped = await _dropped(session, merge, records)
    if not leaving and not dropped:
        return
    number = await _note_move(session, merge, back=True, doubles=[], at=at)
    awards = moves_of(leaving, merge_id=merge.merge_id, number=number, teacher_id=merge.teacher_id, doubles=[])
    awards += [moved_award(one, merge_id=merge.merge_id, number=number, teacher_id=merge.teacher_id) for one in dropped]
    given_back = [one.entry_id for one in leaving]
    await post(session, book=book, awards=awards, at=at, moved=frozenset(given_back))
    # What the other was issued on these entries meanwhile was never the other's.
    await revoke_by_reversal(session, district_id=merge.district_id, entry_ids=given_back, at=at)
    await revoke_attestations_on(session, district_id=merge.district_id, entry_ids=given_back, at=at)


async def _dropped(session: AsyncSession, merge: MergedTeacher, records: Sequence[Record]) -> list[Record]:
    """The doubles that this merge took back, as far as no later revision of their outcome replaced them."""
    moves = await queries.list_merge_moves(session, district_id=merge.district_id, merge_id=merge.merge_id)
    doubles = {UUID(double["entry_id"]) for move in moves for double in move.doubles}
    newest: dict[UUID, int] = {}
    for one in records:
        if one.outcome_id is not None and one.reverses is None and one.teacher_id == merge.teacher_id:
            newest[one.outcome_id] = max(newest.get(one.outcome_id, 0), one.revision or 0)
    return [
        one
        for one in records
        if one.entry_id in doubles and (one.outcome_id is None or one.revision == newest[one.outcome_id])
    ]


async def _note_move(
    session: AsyncSession, merge: MergedTeacher, *, back: bool, doubles: Sequence[Double], at: datetime
) -> int:
    number = 1 + len(await queries.list_merge_moves(session, district_id=merge.district_id, merge_id=merge.merge_id))
    await queries.insert_merge_move(
        session,
        MergeMove(
            district_id=merge.district_id,
            causation_id=merge_causation(merge.merge_id, number),
            merge_id=merge.merge_id,
            number=number,
            back=back,
            doubles=[{"entry_id": str(one.entry_id), "counted": str(one.counted)} for one in doubles],
            moved_at=at,
        ),
    )
    return number
