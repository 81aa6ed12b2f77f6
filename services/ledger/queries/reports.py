"""Reports that are kept, the months that are waited for, and what the districts below tell."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from services.ledger.models import MonthTimer, Report, ToldSummary
from services.platform.errors import NotFound

_WITHOUT_CONTENT = defer(Report.content, raiseload=True)


async def insert_month_timer(session: AsyncSession, *, district_id: int, month: date, at: datetime) -> date | None:
    """The month, if nobody waited for its end before."""
    found: date | None = await session.scalar(
        insert(MonthTimer)
        .values(district_id=district_id, month=month, set_at=at)
        .on_conflict_do_nothing()
        .returning(MonthTimer.month)
    )
    return found


async def find_report_of_month(session: AsyncSession, *, district_id: int, kind: str, month: date) -> Report | None:
    return (await session.scalars(select(Report).filter_by(district_id=district_id, kind=kind, month=month))).first()


async def insert_report(session: AsyncSession, report: Report) -> Report:
    session.add(report)
    await session.flush()
    return report


async def get_report(session: AsyncSession, *, district_id: int, report_id: UUID) -> Report:
    found = await session.get(Report, (district_id, report_id))
    if found is None:
        raise NotFound
    return found


async def find_newest_summary(session: AsyncSession, *, district_id: int, as_of: date) -> Report | None:
    """The district's own sums of the latest day up to this one, as the book knew them when they were taken."""
    return (
        await session.scalars(
            select(Report)
            .where(
                Report.district_id == district_id,
                Report.kind == "SUMMARY",
                Report.is_newest.is_(True),
                Report.as_of <= as_of,
            )
            .order_by(Report.as_of.desc(), Report.known_at_seq.desc(), Report.report_id.desc())
            .limit(1)
        )
    ).first()


async def list_reports(
    session: AsyncSession, *, district_id: int, kind: str | None, ground: str | None, before: UUID | None, limit: int
) -> Sequence[Report]:
    """The newest first, without their contents."""
    query = select(Report).where(Report.district_id == district_id)
    if kind is not None:
        query = query.where(Report.kind == kind)
    if ground is not None:
        query = query.where(Report.ground == ground)
    if before is not None:
        query = query.where(Report.report_id < before)
    return (await session.scalars(query.order_by(Report.report_id.desc()).limit(limit).options(_WITHOUT_CONTENT))).all()


async def list_whole_reports(session: AsyncSession, *, district_id: int, after: UUID, limit: int) -> Sequence[Report]:
    """With their contents, in the order in which they were kept."""
    query = select(Report).where(Report.district_id == district_id, Report.report_id > after)
    return (await session.scalars(query.order_by(Report.report_id).limit(limit))).all()


async def insert_told_summary(session: AsyncSession, told: ToldSummary) -> bool:
    """Whether it was new."""
    values = {column.key: getattr(told, column.key) for column in ToldSummary.__table__.columns}
    row = insert(ToldSummary).values(values).on_conflict_do_nothing().returning(ToldSummary.report_id)
    return (await session.scalar(row)) is not None


async def list_newest_told(session: AsyncSession, *, district_id: int, as_of: date) -> Sequence[ToldSummary]:
    """Of every district below its sums of the latest day up to this one, in the order of their numbers."""
    return (
        await session.scalars(
            select(ToldSummary)
            .where(ToldSummary.district_id == district_id, ToldSummary.as_of <= as_of)
            .ext(distinct_on(ToldSummary.of_district))
            .order_by(
                ToldSummary.of_district,
                ToldSummary.as_of.desc(),
                ToldSummary.known_at_seq.desc(),
                ToldSummary.published_at.desc(),
            )
        )
    ).all()
