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
    Award,
    Double,
    Record,
    doubles_among,
    is_moved,
    merge_causation,
    moved_award,
    moves_of,
    still_standing,
)
from services.ledger.rules.merging import owed_doubles


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
    """Take back what stands in the former account and give it to the other; of one event it counts once.

    What was dropped as a double before is given after all where what counted for it stands no longer.
    """
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
    owed = await _owed(session, merge, records)
    still_counted = {double.entry_id for double in doubles_among(owed, own)}
    again = [one for one in owed if one.entry_id not in still_counted]
    if not leaving and not late and not again:
        return
    doubles = [*doubles_among(leaving, own), *late]
    number = await _note_move(session, merge, back=False, doubles=doubles, at=at)
    dropped = {double.entry_id for double in doubles}
    awards = moves_of(
        [*leaving, *(one for one in moved if one.entry_id in dropped)],
        merge_id=merge.merge_id,
        number=number,
        teacher_id=merge.into_teacher_id,
        doubles=doubles,
    )
    awards += _given(again, merge, number=number, teacher_id=merge.into_teacher_id)
    going = frozenset(one.entry_id for one in leaving if one.entry_id not in dropped)
    await post(session, book=book, awards=awards, at=at, moved=going)


async def _move_back(session: AsyncSession, book: Book, merge: MergedTeacher, *, at: datetime) -> None:
    """Give back what still stands of what was moved, and what counted only once as long as they were one person."""
    records = await queries.list_records_of_teachers(
        session, district_id=merge.district_id, teacher_ids=[merge.teacher_id, merge.into_teacher_id]
    )
    leaving = [one for one in still_standing(records) if is_moved(one.award_key, merge.merge_id)]
    owed = await _owed(session, merge, records)
    if not leaving and not owed:
        return
    number = await _note_move(session, merge, back=True, doubles=[], at=at)
    awards = moves_of(leaving, merge_id=merge.merge_id, number=number, teacher_id=merge.teacher_id, doubles=[])
    awards += _given(owed, merge, number=number, teacher_id=merge.teacher_id)
    given_back = [one.entry_id for one in leaving]
    await post(session, book=book, awards=awards, at=at, moved=frozenset(given_back))
    # What the other was issued on these entries meanwhile was never the other's.
    await revoke_by_reversal(session, district_id=merge.district_id, entry_ids=given_back, at=at)
    await revoke_attestations_on(session, district_id=merge.district_id, entry_ids=given_back, at=at)


async def _owed(session: AsyncSession, merge: MergedTeacher, records: Sequence[Record]) -> list[Record]:
    """The doubles that this merge took back, as far as they are still earned and nothing gives them now."""
    moves = await queries.list_merge_moves(session, district_id=merge.district_id, merge_id=merge.merge_id)
    dropped = {UUID(double["entry_id"]) for move in moves for double in move.doubles}
    if not dropped:
        return []
    taken_back = [one for one in records if one.entry_id in dropped]
    posted = await queries.map_outcomes_posted(
        session,
        district_id=merge.district_id,
        outcome_ids={one.outcome_id for one in taken_back if one.outcome_id is not None},
    )
    return owed_doubles(
        records,
        dropped,
        heard={outcome_id: one.content_hash for outcome_id, one in posted.items()},
        undone=await queries.list_issuers_undone(
            session, district_id=merge.district_id, issuers={one.debit_account for one in taken_back}
        ),
    )


def _given(records: Iterable[Record], merge: MergedTeacher, *, number: int, teacher_id: UUID) -> list[Award]:
    return [moved_award(one, merge_id=merge.merge_id, number=number, teacher_id=teacher_id) for one in records]


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
