"""Booklets, and everything that became of each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, and_, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.ledger.models import Booklet, BookletCustody
from services.platform.database import any_of
from services.platform.errors import NotFound

_KEPT: Final = ("ISSUED", "HANDED_OVER")


async def insert_booklets(session: AsyncSession, wanted: Sequence[Booklet]) -> Sequence[Booklet]:
    """Those that are new: not those whose number is taken, or whose teacher has a booklet of this edition."""
    if not wanted:
        return []
    rows = [{column.key: getattr(one, column.key) for column in Booklet.__table__.columns} for one in wanted]
    return (await session.scalars(insert(Booklet).values(rows).on_conflict_do_nothing().returning(Booklet))).all()


async def insert_custodies(session: AsyncSession, wanted: Sequence[BookletCustody]) -> Sequence[BookletCustody]:
    """Those of whose booklets nothing else was recorded meanwhile."""
    if not wanted:
        return []
    rows = [{column.key: getattr(one, column.key) for column in BookletCustody.__table__.columns} for one in wanted]
    adding = insert(BookletCustody).values(rows).on_conflict_do_nothing().returning(BookletCustody)
    return (await session.scalars(adding)).all()


async def get_booklet(session: AsyncSession, *, district_id: int, booklet_id: UUID) -> Booklet:
    """The booklet, or NotFound."""
    found = await session.get(Booklet, (district_id, booklet_id))
    if found is None:
        raise NotFound
    return found


async def map_booklets_of(
    session: AsyncSession, *, district_id: int, teacher_ids: Iterable[UUID]
) -> dict[UUID, Booklet]:
    """The newest of each of these teachers."""
    rows = await session.scalars(
        select(Booklet)
        .where(Booklet.district_id == district_id, Booklet.teacher_id == any_of(teacher_ids))
        .order_by(Booklet.edition)
    )
    return {row.teacher_id: row for row in rows}


async def list_booklets(
    session: AsyncSession,
    *,
    district_id: int,
    teacher_id: UUID | None,
    school_id: UUID | None,
    works_at: Mapping[UUID, UUID] | None,
    after: UUID | None,
    limit: int,
) -> Sequence[tuple[Booklet, BookletCustody]]:
    """Booklets with the last thing that became of each, those of a school by who kept it last.

    With `works_at`, teacher to school, only what another school keeps than the one where the teacher works.
    """
    later = aliased(BookletCustody)
    query = (
        select(Booklet, BookletCustody)
        .join(
            BookletCustody,
            and_(BookletCustody.district_id == Booklet.district_id, BookletCustody.booklet_id == Booklet.booklet_id),
        )
        .where(
            Booklet.district_id == district_id,
            ~select(later.place)
            .where(
                later.district_id == BookletCustody.district_id,
                later.booklet_id == BookletCustody.booklet_id,
                later.place > BookletCustody.place,
            )
            .exists(),
        )
        .order_by(Booklet.booklet_id)
        .limit(limit)
    )
    if teacher_id is not None:
        query = query.where(Booklet.teacher_id == teacher_id)
    if school_id is not None:
        query = query.where(BookletCustody.school_id == school_id)
    if works_at is not None:
        posts = select(
            func.unnest(bindparam("teachers", list(works_at), ARRAY(Uuid))).label("teacher_id"),
            func.unnest(bindparam("schools", list(works_at.values()), ARRAY(Uuid))).label("school_id"),
        ).subquery()
        query = query.join(posts, posts.c.teacher_id == Booklet.teacher_id).where(
            BookletCustody.act.in_(_KEPT), BookletCustody.school_id != posts.c.school_id
        )
    if after is not None:
        query = query.where(Booklet.booklet_id > after)
    return [(row[0], row[1]) for row in await session.execute(query)]


async def map_custody(
    session: AsyncSession, *, district_id: int, booklet_ids: Iterable[UUID]
) -> Mapping[UUID, Sequence[BookletCustody]]:
    """Everything that became of these, in its order."""
    rows = await session.scalars(
        select(BookletCustody)
        .where(BookletCustody.district_id == district_id, BookletCustody.booklet_id == any_of(booklet_ids))
        .order_by(BookletCustody.booklet_id, BookletCustody.place)
    )
    found: dict[UUID, list[BookletCustody]] = {}
    for row in rows:
        found.setdefault(row.booklet_id, []).append(row)
    return found
