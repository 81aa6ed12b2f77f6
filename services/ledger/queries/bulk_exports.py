"""Exports: what was asked for, how far it is, the parts made; and reading the book for them by the thousand."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from services.ledger.models import BulkExport, BulkExportPart, Entry
from services.platform.database import any_of
from services.platform.errors import NotFound


async def insert_bulk_export(session: AsyncSession, asked: BulkExport) -> BulkExport:
    session.add(asked)
    await session.flush()
    return asked


async def get_bulk_export(
    session: AsyncSession, *, district_id: int, export_id: UUID, asked_by: UUID | None = None
) -> BulkExport:
    """The export as it is now, or NotFound, also where somebody else asked for it."""
    found = await session.get(BulkExport, (district_id, export_id), populate_existing=True)
    if found is None or asked_by not in (None, found.asked_by):
        raise NotFound
    return found


async def list_bulk_exports(
    session: AsyncSession,
    *,
    district_id: int,
    asked_by: UUID,
    school_id: UUID | None,
    before: UUID | None,
    limit: int,
) -> Sequence[BulkExport]:
    """What an account asked for, of all or of one school, the newest first."""
    query = select(BulkExport).where(BulkExport.district_id == district_id, BulkExport.asked_by == asked_by)
    if school_id is not None:
        query = query.where(BulkExport.school_id == school_id)
    if before is not None:
        query = query.where(BulkExport.export_id < before)
    return (await session.scalars(query.order_by(BulkExport.export_id.desc()).limit(limit))).all()


async def count_running_exports(session: AsyncSession, *, district_id: int, asked_by: UUID) -> int:
    counted = await session.scalar(
        select(func.count())
        .select_from(BulkExport)
        .filter_by(district_id=district_id, asked_by=asked_by, state="RUNNING")
    )
    return counted or 0


async def move_bulk_export(
    session: AsyncSession, *, district_id: int, export_id: UUID, state: str, place: str, moved: Mapping[str, Any]
) -> bool:
    """Note where an export is now, if it still is where it was; whether it was."""
    row = await session.execute(
        update(BulkExport)
        .where(
            BulkExport.district_id == district_id,
            BulkExport.export_id == export_id,
            BulkExport.state == state,
            BulkExport.place == place,
        )
        .values(**moved)
        .returning(BulkExport.export_id)
        .execution_options(synchronize_session=False)
    )
    return row.first() is not None


async def end_bulk_export(
    session: AsyncSession, *, district_id: int, export_id: UUID, states: Sequence[str], moved: Mapping[str, Any]
) -> bool:
    """End an export that is in one of these states; whether it was."""
    row = await session.execute(
        update(BulkExport)
        .where(
            BulkExport.district_id == district_id,
            BulkExport.export_id == export_id,
            BulkExport.state.in_(states),
        )
        .values(**moved)
        .returning(BulkExport.export_id)
        .execution_options(synchronize_session=False)
    )
    return row.first() is not None


async def insert_export_parts(session: AsyncSession, parts: Sequence[BulkExportPart]) -> None:
    session.add_all(parts)
    await session.flush()


async def list_export_parts(session: AsyncSession, *, district_id: int, export_id: UUID) -> Sequence[BulkExportPart]:
    """The parts of the file, in the order in which they are it."""
    return (
        await session.scalars(
            select(BulkExportPart)
            .where(BulkExportPart.district_id == district_id, BulkExportPart.export_id == export_id)
            .order_by(BulkExportPart.number)
        )
    ).all()


async def list_entries_between(
    session: AsyncSession, *, district_id: int, after: int, up_to: int, as_of: date | None, school_id: UUID | None
) -> Sequence[Entry]:
    """The entries behind a number up to another, of all of the book or of what was earned at one school, by a day."""
    query = (
        select(Entry)
        .where(Entry.district_id == district_id, Entry.seq > after, Entry.seq <= up_to)
        .order_by(Entry.seq)
        .options(defer(Entry.canonical, raiseload=True))
        .execution_options(populate_existing=True)
    )
    if as_of is not None:
        query = query.where(Entry.effective_on <= as_of)
    if school_id is not None:
        query = query.where(Entry.school_id == school_id)
    return (await session.scalars(query)).all()


async def map_reversals_of(
    session: AsyncSession, *, district_id: int, entry_ids: Sequence[UUID], known_at_seq: int
) -> dict[UUID, int]:
    """Which of these entries were taken back, as the book knew it at a number, and by the entry of which number."""
    rows = await session.execute(
        select(Entry.reverses, Entry.seq).where(
            Entry.district_id == district_id, Entry.reverses == any_of(entry_ids), Entry.seq <= known_at_seq
        )
    )
    return {entry_id: seq for entry_id, seq in rows if entry_id is not None}


async def map_seqs(session: AsyncSession, *, district_id: int, entry_ids: Sequence[UUID]) -> dict[UUID, int]:
    rows = await session.execute(
        select(Entry.entry_id, Entry.seq).where(Entry.district_id == district_id, Entry.entry_id == any_of(entry_ids))
    )
    return {row.entry_id: row.seq for row in rows}


async def sum_school_years(
    session: AsyncSession, *, district_id: int, teacher_ids: Sequence[UUID], as_of: date, known_at_seq: int
) -> dict[UUID, list[tuple[str, Decimal, Decimal, int]]]:
    """By teacher: school year, hours, credits and rows of the book, reversals netted, in the order of the years."""
    rows = await session.execute(
        select(Entry.teacher_id, Entry.school_year, func.sum(Entry.hours), func.sum(Entry.credits), func.count())
        .where(
            Entry.district_id == district_id,
            Entry.teacher_id == any_of(teacher_ids),
            Entry.effective_on <= as_of,
            Entry.seq <= known_at_seq,
        )
        .group_by(Entry.teacher_id, Entry.school_year)
        .order_by(Entry.teacher_id, Entry.school_year)
    )
    years: dict[UUID, list[tuple[str, Decimal, Decimal, int]]] = {}
    for teacher_id, year, hours, credits_, entries in rows:
        years.setdefault(teacher_id, []).append((year, hours, credits_, entries))
    return years
