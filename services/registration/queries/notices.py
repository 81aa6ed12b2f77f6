"""Notices: their numbers, what they say, and which schools have read them."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.errors import NotFound
from services.platform.ids import new_id
from services.registration.models import Notice, NoticeHead, NoticeReceipt


async def next_notice_number(session: AsyncSession, *, district_id: int, heading: str, year: int) -> int:
    """The next number of a year under a heading, without a gap: the head row stays locked until the commit."""
    number = await session.scalar(
        insert(NoticeHead)
        .values(district_id=district_id, heading=heading, year=year, last_number=1)
        .on_conflict_do_update(
            index_elements=["district_id", "heading", "year"], set_={"last_number": NoticeHead.last_number + 1}
        )
        .returning(NoticeHead.last_number)
    )
    return int(number or 0)


async def insert_notice(
    session: AsyncSession,
    *,
    district_id: int,
    plan_id: UUID,
    plan_revision: int,
    school_id: UUID | None,
    heading: str,
    year: int,
    number: int,
    title: str,
    body: str,
    item_ids: Sequence[UUID],
    class_ids: Sequence[UUID],
    asked_school_ids: Sequence[UUID],
    reply_by: date | None,
    by: UUID,
    at: datetime,
) -> Notice:
    notice = Notice(
        district_id=district_id,
        notice_id=new_id(),
        plan_id=plan_id,
        plan_revision=plan_revision,
        school_id=school_id,
        heading=heading,
        year=year,
        number=number,
        title=title,
        body=body,
        item_ids=list(item_ids),
        class_ids=list(class_ids),
        asked_school_ids=list(asked_school_ids),
        reply_by=reply_by,
        issued_by=by,
        issued_at=at,
    )
    session.add(notice)
    await session.flush()
    return notice


async def get_notice(session: AsyncSession, *, district_id: int, notice_id: UUID) -> Notice:
    notice = await session.get(Notice, (district_id, notice_id))
    if notice is None:
        raise NotFound
    return notice


async def lock_notice(session: AsyncSession, *, district_id: int, notice_id: UUID) -> Notice:
    notice = (
        await session.scalars(
            select(Notice)
            .where(Notice.district_id == district_id, Notice.notice_id == notice_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one_or_none()
    if notice is None:
        raise NotFound
    return notice


async def list_notices(
    session: AsyncSession, *, district_id: int, plan_id: UUID | None, before: UUID | None, limit: int
) -> Sequence[Notice]:
    """The newest first."""
    query = select(Notice).where(Notice.district_id == district_id).order_by(Notice.notice_id.desc()).limit(limit)
    if plan_id is not None:
        query = query.where(Notice.plan_id == plan_id)
    if before is not None:
        query = query.where(Notice.notice_id < before)
    return (await session.scalars(query)).all()


async def insert_receipt(
    session: AsyncSession, *, district_id: int, notice_id: UUID, school_id: UUID, by: UUID, at: datetime
) -> NoticeReceipt:
    """That a school has read a notice; the first receipt stays."""
    await session.execute(
        insert(NoticeReceipt)
        .values(district_id=district_id, notice_id=notice_id, school_id=school_id, read_by=by, read_at=at)
        .on_conflict_do_nothing(index_elements=["district_id", "notice_id", "school_id"])
    )
    return (
        await session.scalars(
            select(NoticeReceipt).where(
                NoticeReceipt.district_id == district_id,
                NoticeReceipt.notice_id == notice_id,
                NoticeReceipt.school_id == school_id,
            )
        )
    ).one()


async def list_receipts(session: AsyncSession, *, district_id: int, notice_id: UUID) -> Sequence[NoticeReceipt]:
    return (
        await session.scalars(
            select(NoticeReceipt)
            .where(NoticeReceipt.district_id == district_id, NoticeReceipt.notice_id == notice_id)
            .order_by(NoticeReceipt.school_id)
        )
    ).all()
