"""Standings that are kept: marks of whom to judge anew, verdicts, and how many of which."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ARRAY, DateTime, Uuid, bindparam, delete, exists, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import MergedTeacher, Standing, StandingMark, StandingRound
from services.platform.database import any_of
from services.platform.outbox import DeliveryRow, EventRow

_LONG_AGO: Final = date(2000, 1, 1)

_MARK = text(
    """
    INSERT INTO ledger.standing_mark (district_id, mark_id, teacher_id, marked_at)
    SELECT :district_id, uuidv7(), teacher_id, :at FROM unnest(:teacher_ids) AS teacher_id
    """
).bindparams(bindparam("teacher_ids", type_=ARRAY(Uuid)), bindparam("at", type_=DateTime(timezone=True)))


async def insert_marks(session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID], at: datetime) -> None:
    """Mere inserts: whoever marks waits for nobody."""
    await session.execute(_MARK, {"district_id": district_id, "teacher_ids": list(teacher_ids), "at": at})


async def is_anybody_to_judge(session: AsyncSession, *, district_id: int, today: date) -> bool:
    """Whether somebody is marked, or the day has not begun yet; without a lock."""
    marked = select(StandingMark.mark_id).where(StandingMark.district_id == district_id).exists()
    begun = (
        select(StandingRound.day).where(StandingRound.district_id == district_id, StandingRound.day >= today).exists()
    )
    return bool(await session.scalar(select(or_(marked, ~begun))))


async def lock_free_round(session: AsyncSession, *, district_id: int) -> StandingRound | None:
    """The round of the district, opened on first use; None where another worker judges."""
    await session.execute(insert(StandingRound).values(district_id=district_id, day=_LONG_AGO).on_conflict_do_nothing())
    mine = select(StandingRound).filter_by(district_id=district_id).with_for_update(skip_locked=True)
    return (await session.scalars(mine.execution_options(populate_existing=True))).one_or_none()


async def move_round(session: AsyncSession, *, district_id: int, day: date) -> None:
    await session.execute(update(StandingRound).filter_by(district_id=district_id).values(day=day))


async def list_marks(session: AsyncSession, *, district_id: int, limit: int) -> Sequence[tuple[UUID, UUID]]:
    """(mark, teacher), the oldest first."""
    rows = await session.execute(
        select(StandingMark.mark_id, StandingMark.teacher_id)
        .where(StandingMark.district_id == district_id)
        .order_by(StandingMark.mark_id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in rows]


async def delete_marks(session: AsyncSession, *, district_id: int, mark_ids: Iterable[UUID]) -> None:
    await session.execute(
        delete(StandingMark).where(StandingMark.district_id == district_id, StandingMark.mark_id == any_of(mark_ids))
    )


async def upsert_standings(session: AsyncSession, *, district_id: int, standings: Sequence[Mapping[str, Any]]) -> None:
    """The caller holds the round: nobody else writes."""
    if not standings:
        return
    row = insert(Standing)
    names = [name for name in standings[0] if name != "teacher_id"]
    await session.execute(
        row.on_conflict_do_update(
            index_elements=["district_id", "teacher_id"], set_={name: row.excluded[name] for name in names}
        ),
        [{"district_id": district_id, **one} for one in standings],
    )


async def is_unheard(session: AsyncSession, *, district_id: int, heard_by: Mapping[str, str]) -> bool:
    """Whether something on these topics is still to be heard by the consumer of each: it waits, or is parked."""
    theirs = (DeliveryRow.district_id == district_id, DeliveryRow.consumer.in_(heard_by.values()))
    said = exists().where(
        EventRow.district_id == district_id,
        EventRow.topic.in_(heard_by),
        EventRow.routed_at.is_(None),
        EventRow.due_at.is_(None),
    )
    waiting = exists().where(*theirs, DeliveryRow.done_at.is_(None), DeliveryRow.parked_at.is_(None))
    parked = exists().where(*theirs, DeliveryRow.parked_at.is_not(None))
    return bool(await session.scalar(select(or_(said, waiting, parked))))


async def list_unmarked(
    session: AsyncSession, *, district_id: int, judged_for: date, known_at_seq: int, judged_by: bytes
) -> Sequence[tuple[UUID, str, UUID | None]]:
    """(teacher, verdict, assignment) as judged for a day by this, knowing no more than up to a number.

    Without those who are marked, themselves or as whom they were before they were found twice.
    """
    marked = select(StandingMark.teacher_id).where(StandingMark.district_id == district_id)
    marked_as_former = select(MergedTeacher.into_teacher_id).where(
        MergedTeacher.district_id == district_id,
        MergedTeacher.undone.is_(False),
        MergedTeacher.teacher_id.in_(marked),
    )
    rows = await session.execute(
        select(Standing.teacher_id, Standing.verdict, Standing.assignment_id).where(
            Standing.district_id == district_id,
            Standing.judged_for == judged_for,
            Standing.known_at_seq <= known_at_seq,
            Standing.judged_by == judged_by,
            # Read once and hashed, however few marks the planner expects where everybody has just been marked.
            Standing.teacher_id.not_in(marked),
            Standing.teacher_id.not_in(marked_as_former),
        )
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def list_verdicts_kept(
    session: AsyncSession,
    *,
    district_id: int,
    school_id: UUID | None,
    verdict: str | None,
    after: UUID | None,
    limit: int,
) -> Sequence[tuple[Standing, bool]]:
    """Who is in post, in the order of their ids, with whether something about them is still to be looked at."""
    waiting = (
        select(StandingMark.mark_id)
        .where(StandingMark.district_id == Standing.district_id, StandingMark.teacher_id == Standing.teacher_id)
        .exists()
    )
    query = select(Standing, waiting).where(Standing.district_id == district_id, Standing.school_id.is_not(None))
    if school_id is not None:
        query = query.where(Standing.school_id == school_id)
    if verdict is not None:
        query = query.where(Standing.verdict == verdict)
    if after is not None:
        query = query.where(Standing.teacher_id > after)
    return [(row[0], row[1]) for row in await session.execute(query.order_by(Standing.teacher_id).limit(limit))]


async def count_verdicts(session: AsyncSession, *, district_id: int, school_id: UUID | None) -> dict[str, int]:
    """How many of those in post stand how."""
    query = (
        select(Standing.verdict, func.count())
        .where(Standing.district_id == district_id, Standing.school_id.is_not(None))
        .group_by(Standing.verdict)
    )
    if school_id is not None:
        query = query.where(Standing.school_id == school_id)
    return {row[0]: row[1] for row in await session.execute(query)}


async def get_lag(session: AsyncSession, *, district_id: int) -> tuple[int, datetime | None]:
    """How many people wait to be judged anew, and since when."""
    row = (
        await session.execute(
            select(func.count(StandingMark.teacher_id.distinct()), func.min(StandingMark.marked_at)).where(
                StandingMark.district_id == district_id
            )
        )
    ).one()
    return row[0], row[1]


async def list_kept_in_post(session: AsyncSession, *, district_id: int) -> set[UUID]:
    """Who is kept as being in post."""
    rows = await session.scalars(
        select(Standing.teacher_id).where(Standing.district_id == district_id, Standing.school_id.is_not(None))
    )
    return set(rows)
