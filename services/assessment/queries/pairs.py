"""Mentoring pairs, what they log, and every decision about them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.models import Pair, PairAct, PairEntry
from services.assessment.rules import Scope
from services.platform.errors import NotFound


async def insert_pair(session: AsyncSession, *, district_id: int, pair: Mapping[str, Any]) -> Pair | None:
    """None when the school has a pair of that name."""
    rows = await session.scalars(
        insert(Pair).values(district_id=district_id, **pair).on_conflict_do_nothing().returning(Pair)
    )
    return rows.one_or_none()


async def get_pair(session: AsyncSession, *, district_id: int, pair_id: UUID) -> Pair:
    found = await session.get(Pair, (district_id, pair_id))
    if found is None:
        raise NotFound
    return found


async def lock_pair(session: AsyncSession, *, district_id: int, pair_id: UUID) -> Pair:
    found = await session.get(Pair, (district_id, pair_id), with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound
    return found


async def lock_people(session: AsyncSession, *, district_id: int, teacher_ids: Sequence[UUID]) -> None:
    """Let nobody else name a pair of these people until the end of the transaction."""
    for teacher_id in sorted(teacher_ids):
        await session.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"),
            {"key": f"assessment.pair:{district_id}:{teacher_id}"},
        )


async def find_pair_of(
    session: AsyncSession,
    *,
    district_id: int,
    mentor_id: UUID,
    mentee_id: UUID,
    first: date,
    last: date,
    but: UUID | None,
) -> Pair | None:
    """A standing pair of these two, in whichever parts, on any of these days, other than one."""
    rows = await session.scalars(
        select(Pair)
        .where(
            Pair.district_id == district_id,
            or_(
                (Pair.mentor_id == mentor_id) & (Pair.mentee_id == mentee_id),
                (Pair.mentor_id == mentee_id) & (Pair.mentee_id == mentor_id),
            ),
            Pair.state != "WITHDRAWN",
            Pair.starts_on <= last,
            Pair.ends_on >= first,
            Pair.pair_id.is_distinct_from(but),
        )
        .order_by(Pair.pair_id)
        .limit(1)
    )
    return rows.one_or_none()


async def list_pairs(
    session: AsyncSession,
    *,
    district_id: int,
    scope: Scope,
    school_id: UUID | None,
    teacher_id: UUID | None,
    state: str | None,
    proposed: bool | None,
    on: date | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Pair]:
    """In the order in which they were named; a person's scope shows those that the person is in."""
    query = select(Pair).where(Pair.district_id == district_id).order_by(Pair.pair_id).limit(limit)
    if not scope.is_everything:
        own = scope.teacher_id
        query = query.where(or_(Pair.mentor_id == own, Pair.mentee_id == own, Pair.school_id == scope.school_id))
    if teacher_id is not None:
        query = query.where(or_(Pair.mentor_id == teacher_id, Pair.mentee_id == teacher_id))
    for column, wanted in (
        (Pair.school_id, school_id),
        (Pair.state, state),
        (Pair.award_proposed, proposed),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    if on is not None:
        query = query.where(Pair.starts_on <= on, Pair.ends_on >= on)
    if after is not None:
        query = query.where(Pair.pair_id > after)
    return (await session.scalars(query)).all()


async def list_pairs_with_file(session: AsyncSession, *, district_id: int, file_id: UUID) -> Sequence[Pair]:
    """Pairs whose log names a file."""
    rows = await session.scalars(
        select(Pair)
        .join(PairEntry, (PairEntry.district_id == Pair.district_id) & (PairEntry.pair_id == Pair.pair_id))
        .where(Pair.district_id == district_id, PairEntry.file_ids.contains([file_id]))
    )
    return rows.unique().all()


async def insert_pair_act(session: AsyncSession, *, district_id: int, act: Mapping[str, Any]) -> None:
    await session.execute(insert(PairAct).values(district_id=district_id, **act))


async def list_pair_acts(session: AsyncSession, *, district_id: int, pair_id: UUID) -> Sequence[PairAct]:
    rows = await session.scalars(
        select(PairAct).filter_by(district_id=district_id, pair_id=pair_id).order_by(PairAct.act_id)
    )
    return rows.all()


async def insert_pair_entries(
    session: AsyncSession, *, district_id: int, entries: Sequence[Mapping[str, Any]]
) -> Sequence[PairEntry]:
    """Those that were not there before, in the order given."""
    rows = await session.scalars(
        insert(PairEntry)
        .values([{"district_id": district_id, **entry} for entry in entries])
        .on_conflict_do_nothing()
        .returning(PairEntry)
    )
    return sorted(rows.all(), key=lambda entry: entry.entry_id)


async def lock_pair_entry(session: AsyncSession, *, district_id: int, pair_id: UUID, entry_id: UUID) -> PairEntry:
    found = await session.get(PairEntry, (district_id, entry_id), with_for_update=True, populate_existing=True)
    if found is None or found.pair_id != pair_id:
        raise NotFound
    return found


async def list_pair_entries(
    session: AsyncSession, *, district_id: int, pair_id: UUID, after: UUID | None = None, limit: int | None = None
) -> Sequence[PairEntry]:
    """In the order in which they were logged, withdrawn ones too."""
    query = select(PairEntry).filter_by(district_id=district_id, pair_id=pair_id).order_by(PairEntry.entry_id)
    if after is not None:
        query = query.where(PairEntry.entry_id > after)
    return (await session.scalars(query.limit(limit))).all()
